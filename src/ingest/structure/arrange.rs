//! What lines are in the light of their neighbours: the points of a summary, the times of a live page, captions.

use super::labels::Labels;
use super::shape::{bold_head, ends_sentence, is_all, is_name, words};
use super::{captions, furniture, positions};
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{Block, ListItem, SectionKind, SpanStyle, Text, fold};

/// Settles what depends on neighbours.
pub(super) fn arrange(blocks: Vec<RawBlock>, labels: &Labels) -> Vec<RawBlock> {
    let blocks = positions::join(captions::settle(blocks), labels);
    let mut blocks = head_entries(gather_points(blocks, labels), labels);
    mark_captions(&mut blocks);
    blocks
}

fn paragraph(block: Option<&RawBlock>) -> Option<&RawParagraph> {
    match block {
        Some(RawBlock::Paragraph(paragraph)) => Some(paragraph),
        _ => None,
    }
}

/// The lines below *Summary* and its like, without gaps between them, are a list.
fn gather_points(blocks: Vec<RawBlock>, labels: &Labels) -> Vec<RawBlock> {
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        let heading = match &block {
            RawBlock::Heading { text, .. } => Some(text),
            block => block.as_paragraph(),
        };
        let is_label =
            heading.is_some_and(|label| labels.known(label.as_str()) == Some(SectionKind::KeyPoints));
        out.push(block);
        if !is_label {
            continue;
        }
        let mut points: Vec<RawParagraph> = Vec::new();
        let mut touches = true;
        while let Some(RawBlock::Paragraph(point)) = rest.next_if(|next| {
            touches && paragraph(Some(next)).is_some_and(|point| point.one_line && is_point(point, labels))
        }) {
            touches = point.touches_next;
            points.push(point);
        }
        if touches || points.len() < 2 {
            out.extend(points.into_iter().map(RawBlock::Paragraph));
            continue;
        }
        let is_tab = |point: &RawParagraph| ["Companies", "Summary"].contains(&point.text.as_str());
        let items = points.into_iter().filter(|point| !is_tab(point));
        let items = items.map(|point| ListItem { depth: 0, number: None, text: point.text }).collect();
        out.push(RawBlock::Other(Block::List { ordered: false, items }));
    }
    out
}

fn is_point(point: &RawParagraph, labels: &Labels) -> bool {
    let text = point.text.as_str();
    words(text) <= 25 && !text.ends_with(['.', ':']) && labels.known(text).is_none()
}

/// On a live page, a time stands above its entry: it is the entry's heading, with the line below if that is one.
fn head_entries(blocks: Vec<RawBlock>, labels: &Labels) -> Vec<RawBlock> {
    let is_time_line = |block: &RawBlock| block.as_paragraph().is_some_and(|text| is_time(text.as_str()));
    if blocks.iter().skip(1).filter(|block| is_time_line(block)).count() < 2 {
        return blocks;
    }
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut rest = blocks.into_iter().peekable();
    while let Some(block) = rest.next() {
        if out.is_empty() || !is_time_line(&block) {
            out.push(block);
            continue;
        }
        let time = block.as_paragraph().map(|text| text.as_str().to_owned()).unwrap_or_default();
        let heading = rest.next_if(|next| match next {
            RawBlock::Heading { .. } => true,
            RawBlock::Paragraph(line) => is_headline(line.text.as_str(), labels),
            RawBlock::Other(_) => false,
        });
        let (level, text) = match &heading {
            Some(RawBlock::Heading { level, text }) => (*level, format!("{time} {}", text.as_str())),
            Some(RawBlock::Paragraph(line)) => (ENTRY, format!("{time} {}", line.text.as_str())),
            _ => (ENTRY, time),
        };
        out.push(RawBlock::Heading { level, text: Text::from(text.as_str()) });
        // Whose entry it is, and what that is.
        for _ in 0..2 {
            let Some(RawBlock::Paragraph(line)) = rest.peek_mut() else { break };
            if words(line.text.as_str()) > 6 || ends_sentence(line.text.as_str()) {
                break;
            }
            line.one_line = false;
            out.extend(rest.next());
        }
    }
    out
}

const ENTRY: u8 = 2;

fn is_headline(line: &str, labels: &Labels) -> bool {
    words(line) <= 16
        && (!ends_sentence(line) || line.ends_with(['?', '!', '…']))
        && !(is_name(line, 2) && words(line) <= 4)
        && !is_time(line)
        && labels.known(line).is_none()
}

/// `18.42 BST`, `10:45`, `9:05 a.m. ET`.
fn is_time(line: &str) -> bool {
    let folded = fold(line);
    let mut parts = folded.split_whitespace();
    let Some((hour, rest)) = parts.next().and_then(|time| time.split_once(['.', ':', 'h'])) else {
        return false;
    };
    let minute = rest.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number = |part: &str, below: u8| part.len() <= 2 && part.parse::<u8>().is_ok_and(|n| n < below);
    minute.len() == 2 && number(hour, 24) && number(minute, 60) && furniture::has_time(parts)
}

/// Captions that have no mark look like headings.
fn mark_captions(blocks: &mut [RawBlock]) {
    let people = blocks.iter().filter_map(RawBlock::as_paragraph).filter(|t| is_person(t.as_str())).count();
    for block in blocks.iter_mut() {
        let RawBlock::Paragraph(paragraph) = block else { continue };
        let text = paragraph.text.as_str();
        if people >= 2 && is_person(text) || points_at_people(text) {
            paragraph.one_line = false;
        }
    }
}

/// `Ann Lee of the River Party`: a person and a party or place. One alone may as well be a heading.
fn is_person(line: &str) -> bool {
    line.split_once(" of ").is_some_and(|(name, of)| {
        let of = of.strip_prefix("the ").unwrap_or(of);
        is_name(name, 2)
            && words(name) <= 3
            && words(of) <= 4
            && !ends_sentence(line)
            && of
                .split(' ')
                .all(|word| word.starts_with(char::is_uppercase) || matches!(word, "of" | "the" | "and"))
    })
}

/// `Ann Lee (left) and Bo Day (right)`, `Image: A picture house`.
fn points_at_people(line: &str) -> bool {
    const MARKS: [&str; 8] =
        ["(left)", "(right)", "(l)", "(r)", "(centre)", "(center)", ", left, ", ", right, "];
    const STARTS: [&str; 6] =
        ["image: ", "photo: ", "picture: ", "file photo: ", "image credit: ", "photograph: "];
    if line.len() > 300 {
        return false;
    }
    let folded = fold(line);
    MARKS.iter().any(|mark| folded.contains(mark)) || STARTS.iter().any(|start| folded.starts_with(start))
}

/// Who asks in an interview: the labels, folded, whose turns are questions for the most part, at least one of
/// them marked in bold.
pub(super) fn askers(blocks: &[RawBlock], labels: &Labels) -> Vec<String> {
    let mut speakers: Vec<(String, usize, usize, bool)> = Vec::new();
    for text in blocks.iter().filter_map(RawBlock::as_paragraph) {
        let Some((label, turn)) = speaker(text, labels) else { continue };
        let asks = turn.trim_end().ends_with(['?', '？', '؟']);
        let is_bold = is_all(text, &SpanStyle::Strong) || bold_head(text).is_some();
        let room = speakers.len() < MOST_SPEAKERS;
        match speakers.iter_mut().find(|speaker| is_same(&speaker.0, &label)) {
            Some(known) => {
                known.1 += 1;
                known.2 += usize::from(asks);
                known.3 |= is_bold;
            }
            None if room => speakers.push((label, 1, usize::from(asks), is_bold)),
            None => {}
        }
    }
    let answers = speakers.iter().any(|(_, turns, asked, _)| *turns >= 2 && asked * 2 < *turns);
    let asks =
        |(_, turns, asked, bold): &(String, usize, usize, bool)| *turns >= 2 && *bold && asked * 2 > *turns;
    speakers.iter().filter(|speaker| answers && asks(speaker)).map(|speaker| speaker.0.clone()).collect()
}

/// Whether a paragraph is a turn of one of `askers`.
pub(super) fn is_asked(text: &Text, askers: &[String], labels: &Labels) -> bool {
    !askers.is_empty()
        && speaker(text, labels).is_some_and(|(label, _)| askers.iter().any(|asker| is_same(asker, &label)))
}

const MOST_SPEAKERS: usize = 40;

/// The label of a turn, folded, and what is said.
fn speaker<'a>(text: &'a Text, labels: &Labels) -> Option<(String, &'a str)> {
    let (label, turn) = text.as_str().split_once([':', '：'])?;
    let is_label = label.chars().count() <= 40
        && (1..=4).contains(&label.split_whitespace().count())
        && label.starts_with(char::is_uppercase)
        && label.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '&'))
        && labels.known(label).is_none();
    (is_label && !turn.trim().is_empty()).then(|| (fold(label), turn))
}

/// Whether two labels are of one speaker: *Foreign Policy* and *FP*.
fn is_same(one: &str, other: &str) -> bool {
    let initials =
        |label: &str| label.split_whitespace().filter_map(|word| word.chars().next()).collect::<String>();
    let is_short = |short: &str, long: &str| {
        !short.contains(' ') && long.contains(' ') && short.replace('.', "") == initials(long)
    };
    one == other || is_short(one, other) || is_short(other, one)
}

#[cfg(test)]
mod tests {
    use super::{Labels, arrange, askers, is_person, is_time};
    use crate::ingest::raw::RawBlock;
    use crate::ingest::{markdown, plain_text};
    use crate::model::Block;

    fn arrange_text(text: &str) -> Vec<RawBlock> {
        let labels = <&Labels>::default();
        arrange(plain_text::read(text, labels), labels)
    }

    #[test]
    fn points_below_a_summary_are_a_list() {
        let blocks = arrange_text("Title\n\nSummary\nCompanies\nTalks are off\nTalks may be on\n\nThey met.");
        let list = blocks.iter().find_map(|block| match block {
            RawBlock::Other(Block::List { items, .. }) => Some(items.len()),
            _ => None,
        });
        assert_eq!(list, Some(2), "{blocks:?}");
    }

    #[test]
    fn a_time_belongs_to_the_entry_below() {
        let blocks = arrange_text(
            "Title\n\n18.42 BST\nThat is all\nThanks for reading, and good night.\n\n17.10 BST\nAnn Lee\n\nThey met.",
        );
        let headings: Vec<&str> = blocks
            .iter()
            .filter_map(|block| match block {
                RawBlock::Heading { text, .. } => Some(text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(headings, ["18.42 BST That is all", "17.10 BST"]);
        assert!(
            is_time("9:05 a.m. ET") && is_time("10:45 GMT") && !is_time("3.5 percent") && !is_time("1.256")
        );
    }

    #[test]
    fn who_asks_is_known_by_the_label() {
        let blocks = markdown::read(
            "**Daily Post: Why now?**\n\n**Ann Lee:** It is time.\n\n**DP:** And then?\n\n**AL:** We wait.",
            None,
        );
        assert_eq!(askers(&blocks, <&Labels>::default()), ["daily post"]);
        assert!(is_person("Ann Lee of the River Party") && !is_person("Rule of Law"));
    }
}
