//! What stands between the headline and the body: standfirst, byline, dates.

use super::labels::Labels;
use super::meta_line::{self, MetaLine};
use super::shape::{bold_head, ends_sentence, is_all, is_title_case, words};
use super::{boilerplate, byline, dateline, furniture, stakeholders, tail};
use crate::ingest::raw::{Metadata, RawBlock};
use crate::model::{Block, CleanText, SpanStyle, fold};

/// Takes standfirst, byline and dates off the head of `blocks`.
pub(super) fn take(blocks: &mut Vec<RawBlock>, metadata: &mut Metadata, labels: &Labels) {
    let mut kept = Vec::new();
    let mut at = 0;
    let mut below_date = false;
    while at < blocks.len() && kept.len() < FRONT {
        let had_date = metadata.published.is_some();
        if takes(blocks, at, metadata, labels) || below_date && takes_names(&blocks[at], metadata) {
            below_date = !had_date && metadata.published.is_some();
        } else if !(kept.is_empty() && blocks[at] == RawBlock::Other(Block::Rule)) {
            if !goes_before_byline(blocks, at) {
                break;
            }
            kept.push(blocks[at].clone());
        }
        at += 1;
    }
    blocks.splice(..at, kept);
}

/// Adds what a line of metadata says, where nothing said it before.
pub(super) fn take_meta(line: MetaLine, metadata: &mut Metadata) {
    metadata.published = metadata.published.or(line.published);
    metadata.updated = metadata.updated.or(line.updated);
    for author in line.authors {
        match metadata.authors.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&author.name)) {
            Some(known) => {
                known.role = known.role.take().or(author.role);
                known.email = known.email.take().or(author.email);
            }
            None => metadata.authors.push(author),
        }
        metadata.authors.truncate(MOST_AUTHORS);
    }
}

/// How many authors an article has at most: each is compared with those before.
pub(super) const MOST_AUTHORS: usize = 100;
const FRONT: usize = 10;
const MAX_STANDFIRST: usize = 600;
/// Among how many blocks at the end notes about the authors are looked for.
const NOTES: usize = 5;

/// Whether a block that stays may stand above the byline: a picture, a correction, the news in a few points.
fn goes_before_byline(blocks: &[RawBlock], at: usize) -> bool {
    match &blocks[at] {
        RawBlock::Other(Block::Image { .. } | Block::Rule) => true,
        RawBlock::Other(Block::List { .. }) => true,
        RawBlock::Paragraph(paragraph) => tail::is_note(paragraph.text.as_str()),
        _ => false,
    }
}

/// Several names on the line below the date, with nothing else, are the authors.
fn takes_names(block: &RawBlock, metadata: &mut Metadata) -> bool {
    let Some(text) = block.as_paragraph().filter(|_| metadata.authors.is_empty()) else { return false };
    if text.as_str().contains(['、', '，', ',', '&']) || text.as_str().contains(" and ") {
        metadata.authors = byline::named(text.as_str());
    }
    !metadata.authors.is_empty()
}

/// Takes what the block `at` says into the metadata; whether it says nothing else.
fn takes(blocks: &[RawBlock], at: usize, metadata: &mut Metadata, labels: &Labels) -> bool {
    let (text, is_heading) = match &blocks[at] {
        RawBlock::Paragraph(paragraph) => (&paragraph.text, false),
        RawBlock::Heading { text, .. } => (text, true),
        RawBlock::Other(_) => return false,
    };
    let line = text.as_str();
    let is_last = at + 1 == blocks.len();
    if meta_line::is_reading_time(line)
        || boilerplate::is_anywhere(line)
        || (furniture::is_button(line) && !is_last)
    {
        return true;
    }
    if let Some(found) = meta_line::read(line) {
        take_meta(found, metadata);
        return true;
    }
    if !is_heading && (takes_author_line(text, metadata) || takes_below_byline(blocks, at, metadata)) {
        return true;
    }
    let next = blocks.get(at + 1);
    let next_is_meta =
        next.and_then(RawBlock::as_paragraph).is_some_and(|text| meta_line::read(text.as_str()).is_some());
    let next_is_date = next
        .and_then(RawBlock::as_paragraph)
        .is_some_and(|text| meta_line::read(text.as_str()).is_some_and(|line| line.authors.is_empty()));
    let next_is_employer = next
        .and_then(RawBlock::as_paragraph)
        .is_some_and(|text| byline::is_agency(text.as_str()) || is_role_line(text.as_str()))
        || is_outlet(blocks, at + 1);
    if !is_heading
        && metadata.authors.is_empty()
        && (words(line) <= 4 && (next_is_date || next_is_employer || has_note_at_end(blocks, line))
            || words(line) <= 20 && next_is_date && line.contains([' ', ',']))
        && let authors = byline::named(line)
        && !authors.is_empty()
    {
        metadata.authors = authors;
        return true;
    }
    if line.len() > MAX_STANDFIRST || labels.known(line).is_some() {
        return false;
    }
    if let Some(known) = &metadata.standfirst {
        // The standfirst again, and nothing else.
        return known.as_str() == line && !is_same_line(blocks.get(at + 1), line);
    }
    let is_below_points =
        blocks[..at].iter().any(|block| matches!(block, RawBlock::Other(Block::List { .. })));
    if !is_below_points && is_standfirst(blocks, at, next_is_meta, labels) {
        metadata.standfirst = Some(CleanText::line(line));
        return true;
    }
    false
}

/// Whether one of the last blocks is a note that begins with `name`.
fn has_note_at_end(blocks: &[RawBlock], name: &str) -> bool {
    blocks.iter().rev().take(NOTES).filter_map(RawBlock::as_paragraph).any(|text| {
        let rest = text.as_str().strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with(" is ") && byline::is_role(rest))
    })
}

/// Text that goes on repeating itself is a body, not its standfirst.
fn is_same_line(block: Option<&RawBlock>, line: &str) -> bool {
    block.and_then(RawBlock::as_paragraph).is_some_and(|text| text.as_str() == line)
}

/// `Ann Lee, author of …` in italics.
fn takes_author_line(text: &crate::model::Text, metadata: &mut Metadata) -> bool {
    let line = text.as_str();
    let Some((name, role)) = line.split_once(", ") else { return false };
    let is_author = is_all(text, &SpanStyle::Emphasis)
        && metadata.authors.is_empty()
        && words(line) <= 20
        && super::shape::is_name(name, 2)
        && byline::is_role(role);
    if is_author {
        metadata.authors = byline::named(name);
        if let Some(author) = metadata.authors.last_mut() {
            author.role = Some(CleanText::line(role));
        }
    }
    is_author && !metadata.authors.is_empty()
}

/// What stands below a byline: the agency, the author's work, a sentence about the author.
fn takes_below_byline(blocks: &[RawBlock], at: usize, metadata: &mut Metadata) -> bool {
    let Some(line) = blocks[at].as_paragraph().map(|text| text.as_str()) else { return false };
    let is_employer = byline::is_agency(line) || is_role_line(line) || is_outlet(blocks, at);
    let Some(author) = metadata.authors.last_mut() else { return false };
    if is_employer {
        author.role = Some(match &author.role {
            Some(role) => CleanText::line(&format!("{role}, {line}")),
            None => CleanText::line(line),
        });
        return true;
    }
    if line.len() > MAX_STANDFIRST {
        return false;
    }
    let folded = fold(line);
    let last_name = fold(author.name.split_whitespace().next_back().unwrap_or_default());
    let tells = ["mr. ", "ms. ", "mrs. ", "dr. ", "prof. ", "professor "].iter().any(|address| {
        folded
            .strip_prefix(address)
            .and_then(|rest| rest.strip_prefix(&*last_name))
            .is_some_and(|rest| rest.starts_with(' '))
    }) || folded.strip_prefix(&fold(&author.name)).is_some_and(|rest| rest.starts_with(" is "));
    if tells && byline::is_role(line) && words(line) <= 50 && author.bio.is_none() {
        author.bio = Some(CleanText::line(line));
        return true;
    }
    false
}

/// A short line of names between an author and the date: *Le Monde*.
fn is_outlet(blocks: &[RawBlock], at: usize) -> bool {
    let line = |at: usize| blocks.get(at).and_then(RawBlock::as_paragraph).map(|text| text.as_str());
    let is_date = |line: &str| {
        meta_line::read(line).is_some_and(|line| line.published.is_some() && line.authors.is_empty())
    };
    line(at).is_some_and(|line| words(line) <= 4 && is_title_case(line) && !ends_sentence(line))
        && line(at).is_some_and(|line| meta_line::read(line).is_none())
        && line(at + 1).is_some_and(is_date)
}

/// `International security correspondent`, `BBC News, Kyiv`.
fn is_role_line(line: &str) -> bool {
    let before_place = line.split_once(", ").map_or(line, |(before, _)| before);
    // The work stands last: *Security correspondent*, but not *Chief of staff resigns*.
    let before_employer =
        [" at ", " for ", " in ", ", "].iter().filter_map(|word| line.find(word)).min().unwrap_or(line.len());
    let names_work = line[..before_employer].split(' ').next_back().is_some_and(byline::is_role);
    words(line) <= 6
        && !ends_sentence(line)
        && !line.contains([':', '"', '“'])
        && (byline::is_agency(before_place) || names_work)
}

fn is_standfirst(blocks: &[RawBlock], at: usize, next_is_meta: bool, labels: &Labels) -> bool {
    // Without a body below, it is the body.
    let Some(next) = blocks.get(at + 1) else { return false };
    let (text, is_heading) = match &blocks[at] {
        RawBlock::Paragraph(paragraph) => (&paragraph.text, false),
        RawBlock::Heading { text, .. } => (text, true),
        RawBlock::Other(_) => return false,
    };
    let line = text.as_str();
    if tail::is_note(line) {
        return false;
    }
    if is_heading {
        return at == 0
            && (words(line) >= 12 || (words(line) >= 6 && line.ends_with('.')))
            && next.as_paragraph().is_some();
    }
    if next.as_paragraph().is_some_and(|body| body.as_str() != line && repeats(body.as_str(), line)) {
        return true;
    }
    let is_styled = is_all(text, &SpanStyle::Emphasis) || is_all(text, &SpanStyle::Strong);
    let follows_body =
        blocks[at + 1..].iter().any(|block| block.as_paragraph().is_some_and(|t| words(t.as_str()) >= 8));
    if is_styled {
        let is_note = line.starts_with('(') || line.contains('@') || super::credit::is_credit(line);
        let is_question = is_all(text, &SpanStyle::Strong) && line.ends_with('?');
        return (words(line) >= 8 || line.ends_with('.') && words(line) >= 5)
            && follows_body
            && !is_note
            && !is_question;
    }
    let next_has_dateline = next.as_paragraph().is_some_and(|body| {
        dateline::find(body).is_some_and(|(end, _)| dateline::is_sure(body.as_str().get(..end).unwrap_or("")))
    });
    (next_is_meta || next_has_dateline && dateline::find(text).is_none())
        && words(line) >= 6
        && !line.starts_with("By ")
        && bold_head(text).is_none()
        && stakeholders::line(text, labels).is_none()
        && follows_body
        && line.len() <= 400
}

/// Whether `body` begins with the whole of `line` and goes on.
fn repeats(body: &str, line: &str) -> bool {
    let line = line.trim_end();
    words(line) >= 5
        && (ends_sentence(line) || body.len() > line.len() + 20)
        && body
            .strip_prefix(line)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '.', ',']) || ends_sentence(line))
}
