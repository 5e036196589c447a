//! Takes off what stands before and behind the body, and what interrupts it: links to other articles.

use super::super::raw::{Metadata, RawBlock};
use super::aside::{announces, heads_others, is_all_linked, is_aside, is_link, linked};
use super::meta::same_words;
use crate::ingest::{date, structure};
use crate::model::{Block, fold};

/// Trims `blocks` to the body.
pub(super) fn trim(blocks: &mut Vec<RawBlock>, metadata: &Metadata) {
    if let Some(title) = &metadata.title {
        drop_to_title(blocks, title);
    }
    let authors: Vec<&str> = metadata.authors.iter().map(|author| author.name.as_str()).collect();
    drop_meta_lines(blocks, &authors);
    let mut is_announced = false;
    blocks.retain(|block| {
        let is_kept =
            is_announced && matches!(block, RawBlock::Other(Block::List { .. })) || !is_aside(block);
        is_announced = announces(block);
        is_kept
    });
    drop_repeated_captions(blocks);
    drop_cards(blocks);
    drop_other_articles(blocks);
    while blocks.last().is_some_and(is_tail) {
        blocks.pop();
    }
}

/// What of the blocks between headline and body is the article's: a standfirst, a box of key points.
pub(super) fn above_body(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let is_kept = |block: &RawBlock| match block {
        RawBlock::Heading { text, .. } => !is_all_linked(text) && !heads_others(text.as_str()),
        RawBlock::Paragraph(paragraph) => {
            let text = paragraph.text.as_str();
            text.len() > 60 && structure::ends_sentence(text) && !is_link(block)
        }
        RawBlock::Other(Block::List { items, .. }) => {
            !is_link(block)
                && items.iter().map(|item| item.text.as_str().len()).sum::<usize>() > 40 * items.len()
        }
        RawBlock::Other(_) => false,
    };
    let kept: Vec<RawBlock> = blocks.into_iter().filter(is_kept).collect();
    let is_short = kept.len() <= 6 && kept.iter().map(len).sum::<usize>() < 2500;
    if is_short { kept } else { Vec::new() }
}

/// Drops the headline and what stands above it.
fn drop_to_title(blocks: &mut Vec<RawBlock>, title: &str) {
    let is_title = |block: &RawBlock| match block {
        RawBlock::Heading { text, .. } => same_words(text.as_str(), title),
        _ => false,
    };
    let is_h1 = |block: &RawBlock| matches!(block, RawBlock::Heading { level: 1, .. });
    let at = blocks.iter().position(is_title).or_else(|| blocks.iter().take(8).position(is_h1));
    if let Some(at) = at {
        // A section may be called as the article is.
        let above = blocks[..at].iter().filter(|block| is_prose(block)).count();
        if above <= 1 || is_h1(&blocks[at]) && above * 4 < blocks.len() {
            blocks.drain(..=at);
        }
    }
    if blocks.first().is_some_and(is_title) {
        blocks.remove(0);
    }
}

fn is_prose(block: &RawBlock) -> bool {
    block
        .as_paragraph()
        .is_some_and(|text| text.as_str().len() > 120 && linked(text) * 2 < text.as_str().len())
}

/// Headings that other articles stand under, with the links under them.
fn drop_other_articles(blocks: &mut Vec<RawBlock>) {
    let last_prose = blocks.iter().rposition(is_prose);
    let mut is_kept = vec![true; blocks.len()];
    let mut at = 0;
    while at < blocks.len() {
        if !heads_others(line(&blocks[at]).unwrap_or("")) {
            at += 1;
            continue;
        }
        let count = blocks[at + 1..]
            .iter()
            .take_while(|block| is_link(block) || is_picture(block) || is_scrap(block))
            .count();
        let next = at + 1 + count;
        if count > 0 || next == blocks.len() {
            is_kept[at..next].fill(false);
        } else if last_prose.is_none_or(|last| last <= at) {
            is_kept[at..].fill(false);
            break;
        } else if matches!(blocks[at], RawBlock::Heading { .. }) {
            is_kept[at] = false;
        }
        at = next;
    }
    let mut is_kept = is_kept.into_iter();
    blocks.retain(|_| is_kept.next().unwrap_or(true));
}

/// Drops paragraphs that say what the caption of the picture above them has said.
fn drop_repeated_captions(blocks: &mut Vec<RawBlock>) {
    let mut caption = String::new();
    blocks.retain(|block| {
        if let RawBlock::Other(Block::Image { caption: Some(said), .. }) = block {
            caption = said.to_string();
        }
        let text = block.as_paragraph().map_or("", |text| text.as_str().trim());
        let repeats = text.len() > 20 && caption.starts_with(text);
        if block.as_paragraph().is_some() {
            caption.clear();
        }
        !repeats
    });
}

/// Drops a run of linked headings with but a teaser under each, at the end.
fn drop_cards(blocks: &mut Vec<RawBlock>) {
    let heads: Vec<usize> = (0..blocks.len()).filter(|at| is_linked_heading(&blocks[*at])).collect();
    let mut first = blocks.len();
    for at in heads.iter().rev() {
        let prose: usize = blocks[at + 1..first].iter().map(len).sum();
        if prose > 420 {
            break;
        }
        first = *at;
    }
    let count = heads.iter().filter(|at| **at >= first).count();
    // A page of nothing else is a list of articles, and keeps them.
    if count >= 2 && blocks[..first].iter().any(|block| block.as_paragraph().is_some()) {
        blocks.truncate(first);
    }
}

fn is_linked_heading(block: &RawBlock) -> bool {
    matches!(block, RawBlock::Heading { text, .. } if is_all_linked(text))
}

fn len(block: &RawBlock) -> usize {
    match block {
        RawBlock::Heading { text, .. } => text.as_str().len(),
        RawBlock::Paragraph(paragraph) => paragraph.text.as_str().len(),
        RawBlock::Other(block) => block.parts().iter().map(|part| part.len()).sum(),
    }
}

/// A short line that is no sentence: the kicker or the date of another article.
fn is_scrap(block: &RawBlock) -> bool {
    block
        .as_paragraph()
        .is_some_and(|text| text.as_str().len() < 60 && !structure::ends_sentence(text.as_str()))
}

fn is_picture(block: &RawBlock) -> bool {
    matches!(block, RawBlock::Other(Block::Image { .. } | Block::Rule))
}

fn line(block: &RawBlock) -> Option<&str> {
    match block {
        RawBlock::Heading { text, .. } => Some(text.as_str()),
        RawBlock::Paragraph(paragraph) => Some(paragraph.text.as_str()),
        RawBlock::Other(_) => None,
    }
}

/// Lines at the head that only say who wrote it and when: the metadata has it.
fn drop_meta_lines(blocks: &mut Vec<RawBlock>, authors: &[&str]) {
    let mut others = 0;
    blocks.retain(|block| {
        let is_meta = others < 8
            && block.as_paragraph().is_some_and(|text| says_only_who_and_when(text.as_str(), authors));
        others += usize::from(!is_meta);
        !is_meta
    });
}

fn says_only_who_and_when(line: &str, authors: &[&str]) -> bool {
    if line.len() > 140 {
        return false;
    }
    let mut rest = fold(line);
    for author in authors {
        rest = rest.replace(&fold(author), " ");
    }
    let said = rest.len() < fold(line).len();
    let left = rest
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()))
        .filter(|word| !date::is_calendar_word(word) && !META_WORDS.contains(word))
        .count();
    let is_dated = rest.bytes().any(|b| b.is_ascii_digit());
    left == 0 && (said || is_dated) || said && left <= 1 && is_dated
}

const META_WORDS: [&str; 40] = [
    "by",
    "and",
    "on",
    "at",
    "in",
    "published",
    "updated",
    "posted",
    "last",
    "written",
    "min",
    "mins",
    "minute",
    "minutes",
    "read",
    "am",
    "pm",
    "jr",
    "the",
    "est",
    "edt",
    "et",
    "gmt",
    "bst",
    "utc",
    "pst",
    "pdt",
    "cet",
    "reading",
    "time",
    "author",
    "date",
    "follow",
    "ago",
    "hours",
    "hour",
    "days",
    "day",
    "th",
    "of",
];

/// What can't be the end of a body: a heading, a rule, a list of links, a linked line.
fn is_tail(block: &RawBlock) -> bool {
    match block {
        RawBlock::Heading { .. } => true,
        RawBlock::Other(Block::Rule) => true,
        RawBlock::Other(Block::List { items, .. }) => is_link(block) && items.len() >= 2,
        RawBlock::Paragraph(paragraph) => {
            let text = &paragraph.text;
            is_all_linked(text) && !structure::ends_sentence(text.as_str())
        }
        RawBlock::Other(_) => false,
    }
}
