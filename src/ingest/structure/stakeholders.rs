//! Stakeholder lines: `Actor: position`, in runs.

use super::labels::Labels;
use super::shape::{bold_head, is_caseless, is_title_case};
use super::stakeholder_words::{IN_SENTENCES, NOT_ACTORS, NOT_ACTORS_AT_START, SPEAKING_AT_END, TOPICS};
use super::{credit, known_actors, offers};
use crate::ingest::date;
use crate::ingest::raw::RawBlock;
use crate::model::{Block, CleanText, ListItem, Text, fold};

/// One line of `Actor: position`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) actor: CleanText,
    pub(super) text: Text,
}

/// Reads `text` as a stakeholder line, where it has the shape of one.
pub(super) fn line(text: &Text, labels: &Labels) -> Option<Line> {
    read(text, split(text)?, false, labels)
}

/// The same under a heading that announces such lines: there a dash will do, and a name of common words.
pub(super) fn line_under_heading(text: &Text, labels: &Labels) -> Option<Line> {
    read(text, split(text).or_else(|| split_at_dash(text))?, true, labels)
}

/// Whether `text` is the first source line of a stakeholder line, the rest of which may be on the next.
pub(super) fn begins_line(text: &str, labels: &Labels) -> bool {
    let text = Text::from(text);
    let whole = text.as_str();
    split(&text).is_some_and(|(end, start)| {
        could_be_actor(whole[..end].trim(), false, labels) && !whole[start..].trim().is_empty()
    })
}

fn read(
    text: &Text,
    (label_end, rest_start): (usize, usize),
    is_announced: bool,
    labels: &Labels,
) -> Option<Line> {
    let whole = text.as_str();
    let label = whole[..label_end].trim();
    let rest = text.slice(rest_start..whole.len())?;
    let positions = rest
        .as_str()
        .split_whitespace()
        .count()
        .max(rest.as_str().chars().filter(|c| is_caseless(*c)).count() / 3);
    (could_be_actor(label, is_announced, labels)
        && positions >= 2
        && !whole.contains('\n')
        && !credit::is_credit(whole)
        && !offers::is_offer(rest.as_str()))
    .then(|| Line { actor: CleanText::line(label), text: rest })
}

/// For each block, whether it belongs to a run of stakeholder lines that needs no heading: of three neighbours, or of
/// two whose names are those of actors in any article.
///
/// A line that has the shape without a name that is sure, and one paragraph without the shape between two lines,
/// don't end a run; that paragraph is no part of it, and stays what it is.
pub(super) fn runs(blocks: &[RawBlock], labels: &Labels) -> Vec<bool> {
    let mut in_run = vec![false; blocks.len()];
    let mut members: Vec<usize> = Vec::new();
    let mut lines: Vec<Line> = Vec::new();
    for at in 0..=blocks.len() {
        let text = blocks.get(at).and_then(RawBlock::as_paragraph);
        let found = text.and_then(|text| line(text, labels).or_else(|| line_under_heading(text, labels)));
        if let Some(found) = found.filter(|found| at > 0 || is_sure_name(&found.actor)) {
            members.push(at);
            lines.push(found);
            continue;
        }
        let is_odd =
            text.is_some() && members.last().is_some_and(|last| last + 1 == at) && members.len() >= 2;
        let goes_on = is_odd
            && blocks
                .get(at + 1)
                .and_then(RawBlock::as_paragraph)
                .and_then(|text| line(text, labels))
                .is_some()
            && text.is_some_and(|text| labels.known(text.as_str().trim_end_matches(':')).is_none());
        if goes_on {
            continue;
        }
        if is_run(&lines, labels) {
            members.iter().for_each(|member| in_run[*member] = true);
        }
        members.clear();
        lines.clear();
        if let Some(RawBlock::Other(Block::List { ordered: false, items })) = blocks.get(at) {
            in_run[at] = items_as_lines(items, labels).is_some_and(|lines| is_run(&lines, labels));
        }
    }
    in_run
}

/// The lines that a list is made of, where every item is one.
fn items_as_lines(items: &[ListItem], labels: &Labels) -> Option<Vec<Line>> {
    items
        .iter()
        .map(|item| line(&item.text, labels).or_else(|| line_under_heading(&item.text, labels)))
        .collect()
}

/// Whether more than half of the items are lines.
pub(super) fn are_mostly_lines(items: &[ListItem], labels: &Labels) -> bool {
    items.iter().filter(|item| line_under_heading(&item.text, labels).is_some()).count() * 2 > items.len()
}

const LEAST: usize = 3;

/// Where the label ends and the position begins.
fn split(text: &Text) -> Option<(usize, usize)> {
    let whole = text.as_str();
    if let Some(end) = bold_head(text) {
        let label = whole[..end].trim_end().trim_end_matches([':', '：', ' ']);
        let after = whole[end..].trim_start();
        let has_mark =
            label.len() < whole[..end].trim_end().len() || after.starts_with([':', '：', '—', '–', '-']);
        let mark = after.chars().next().filter(|c| matches!(c, ':' | '：' | '—' | '–' | '-'));
        let start = whole.len() - after.len() + mark.map_or(0, char::len_utf8);
        return has_mark.then_some((label.len(), start));
    }
    let at = whole.find([':', '：'])?;
    let mark = whole[at..].chars().next()?;
    let after = &whole[at + mark.len_utf8()..];
    (mark == '：' || after.starts_with(' ')).then_some((at, at + mark.len_utf8()))
}

/// `Name – position`, where no second dash closes an aside.
fn split_at_dash(text: &Text) -> Option<(usize, usize)> {
    let whole = text.as_str();
    let (at, dash) = whole.match_indices(['–', '—', '-']).find(|(at, dash)| {
        whole[..*at].ends_with(char::is_whitespace)
            && whole[at + dash.len()..].starts_with(char::is_whitespace)
    })?;
    let after = &whole[at + dash.len()..];
    let is_aside = [" – ", " — ", " - "].iter().any(|dash| after.contains(dash));
    (!is_aside).then_some((at, at + dash.len()))
}

fn could_be_actor(label: &str, is_announced: bool, labels: &Labels) -> bool {
    let words: Vec<&str> = label.split_whitespace().collect();
    let Some(first) = words.first() else { return false };
    let starts_well = label.starts_with(|c: char| c.is_uppercase() || is_caseless(c));
    let plain = label.chars().all(|c| c.is_alphanumeric() || c == ' ' || matches!(c, '.' | '\'' | '’' | '-' | '&' | ',' | '/' | '(' | ')' | '·' | '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{652}'));
    let folded = fold(label);
    starts_well
        && plain
        && words.len() <= if is_announced { 9 } else { 7 }
        && (is_announced || names_something(&words))
        && !words.iter().any(|word| IN_SENTENCES.contains(word))
        && !words.iter().skip(1).any(|word| word.chars().count() > 3 && date::is_calendar_word(word))
        && label.chars().count() <= 60
        && label.chars().any(char::is_alphabetic)
        && labels.known(label).is_none()
        && !NOT_ACTORS.contains(&folded.as_str())
        && !SPEAKING_AT_END.iter().any(|verb| label.ends_with(verb))
        && !NOT_ACTORS_AT_START.iter().any(|start| folded.starts_with(start))
        && !date::is_calendar_word(first.trim_end_matches(','))
        && !first.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether no more than half of the words are such as a sentence is made of: *Residents near the border*, but
/// not *The lines below are these*.
fn names_something(words: &[&str]) -> bool {
    let common = |word: &&&str| word.starts_with(char::is_lowercase) && !NAME_PARTICLES.contains(word);
    words.iter().filter(common).count() * 2 <= words.len()
}

/// Small words that names have within them.
const NAME_PARTICLES: [&str; 22] = [
    "of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "del", "der", "von", "van", "al",
    "bin", "y", "e", "da", "di", "et",
];

fn is_run(lines: &[Line], labels: &Labels) -> bool {
    let mut names: Vec<String> = lines.iter().map(|line| fold(&line.actor)).collect();
    let named = lines.iter().filter(|line| looks_named(&line.actor)).count();
    let sure = lines
        .iter()
        .filter(|line| could_be_actor(&line.actor, false, labels) && !is_shouted(&line.actor))
        .count();
    let topics = names.iter().filter(|name| TOPICS.contains(&name.as_str())).count();
    names.sort_unstable();
    names.dedup();
    // The same names again and again are speakers, not stakeholders.
    let are_known =
        lines.len() == 2 && names.len() == 2 && lines.iter().all(|line| known_actors::is_known(&line.actor));
    are_known
        || sure >= LEAST
            && named * 3 >= LEAST * 2
            && names.len() * 5 >= lines.len() * 4
            && named * 2 >= lines.len()
            && topics * 2 < lines.len()
}

/// Whether a label is capitalised as names are: *Saudi Arabia*, *NATO*, but not *SHUTDOWN SHOWDOWN*.
fn looks_named(label: &str) -> bool {
    is_title_case(label) && !is_shouted(label)
}

/// Whether a label is all capitals, and longer than an abbreviation.
fn is_shouted(label: &str) -> bool {
    label.chars().filter(|c| c.is_alphabetic()).count() > 6
        && !label.chars().any(|c| c.is_lowercase() || is_caseless(c))
}

/// Whether every word of a label is one of a name.
fn is_sure_name(label: &str) -> bool {
    looks_named(label)
        && label
            .split_whitespace()
            .all(|word| !word.starts_with(char::is_lowercase) || NAME_PARTICLES.contains(&word))
}

/// The styles of a label are not those of the position.
pub(super) fn block(line: Line) -> Block {
    let Line { actor, text } = line;
    let leftover = |c: char| matches!(c, ':' | '：' | '—' | '–' | ' ');
    let start = text.as_str().len() - text.as_str().trim_start_matches(leftover).len();
    let text = text.slice(start..text.as_str().len()).unwrap_or(text);
    Block::Stakeholder { actor, text }
}

#[cfg(test)]
mod tests {
    use super::{Labels, line, line_under_heading, runs};
    use crate::ingest::markdown;
    use crate::model::Text;

    fn check(text: &str, expect: Option<(&str, &str)>) {
        let found = line(&Text::from(text), <&Labels>::default());
        assert_eq!(found.as_ref().map(|l| (&*l.actor, l.text.as_str())), expect, "{text}");
    }

    #[test]
    fn lines_name_an_actor() {
        check("Russia: Seeks talks.", Some(("Russia", "Seeks talks.")));
        check(
            "Donald Trump, U.S. president: Wants a deal.",
            Some(("Donald Trump, U.S. president", "Wants a deal.")),
        );
        check("Residents near the border: Want calm.", Some(("Residents near the border", "Want calm.")));
        check("俄罗斯：寻求谈判取得进展。", Some(("俄罗斯", "寻求谈判取得进展。")));
        for text in [
            "他说：“这是一个政治问题。”",
            "图注：杯子回到了地球上。",
            "FILE PHOTO: A crane falls.",
            "Image: UK Government house.",
            "Q: What now, then?",
            "At 10:30 they left.",
            "Why it matters: It does.",
            "Monday: The court sits.",
            "Source: Reuters and others",
            "he said: it is so",
            "The lines below are these: one and two.",
            "Russia:",
            "10:30 the talks",
            "First: Share the picture.",
            "Ministers met on Monday: a plan was made.",
            "One thing is clear: they stay.",
            "A message from the sponsor: Buy this.",
        ] {
            check(text, None);
        }
    }

    #[test]
    fn under_a_heading_the_shape_is_enough() {
        let check = |text: &str, expect: Option<&str>| {
            let found = line_under_heading(&Text::from(text), <&Labels>::default());
            assert_eq!(found.as_ref().map(|line| &*line.actor), expect, "{text}");
        };
        check("Party youth wing: Is cross about it.", Some("Party youth wing"));
        check("The United States – Wants a deal.", Some("The United States"));
        check("Parti du centre\u{a0}: veut un vote.", Some("Parti du centre"));
        check("The port – the only one – is shut.", None);
        check("Both sides said so - for now at least.", None);
    }

    #[test]
    fn three_neighbours_are_a_run() {
        let run = |markdown: &str| {
            runs(&markdown::read(markdown, None), <&Labels>::default())
                .iter()
                .filter(|in_run| **in_run)
                .count()
        };
        assert_eq!(run("Russia: Wants talks.\n\nUkraine: Is wary.\n\nTurkey: Hosts them."), 3);
        assert_eq!(
            run("**Russia** — Wants talks.\n\n**Ukraine:** Is wary.\n\n**European allies**: Watch on."),
            3
        );
        assert_eq!(run("- Russia: Wants talks.\n- Ukraine: Is wary.\n- Turkey: Hosts them."), 1);
        assert_eq!(run("Russia: Wants talks.\n\nUkraine: Is wary.\n\nThen they met."), 2);
        assert_eq!(run("Bus fares: Go up.\n\nUkraine: Is wary.\n\nThen they met."), 0);
        assert_eq!(run("Housing plan: 400 flats.\n\nBus fares: Go up.\n\nThen they met."), 0);
        assert_eq!(
            run("**DEAL FEVER:** They met.\n\n**OVER THE SEA:** They ate.\n\n**SPOTTED:** They ran."),
            0
        );
        assert_eq!(run("First: They met.\n\nSecond: They ate.\n\nThird: They ran."), 0);
        assert_eq!(
            run(
                "The party youth wing: Is cross.\n\nRussia: Wants talks.\n\nTurkey: Hosts them.\n\nIt is odd.\n\nIran: Is out."
            ),
            3
        );
        assert_eq!(run("Economy: It grew fast.\n\nTrade: It fell.\n\nEnergy: It is dear."), 0);
        assert_eq!(run("Smith: Is it so?\n\nJones: It is so.\n\nSmith: Why is it?\n\nJones: It just is."), 0);
    }
}
