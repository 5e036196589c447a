//! Lines in a body that lead elsewhere: to other articles, to what is sold, to who took a picture.

use super::super::raw::{RawBlock, RawParagraph};
use crate::ingest::structure;
use crate::model::{Block, SpanStyle, Text, fold};

/// A line in the body that leads elsewhere: `READ MORE: Talks fail`, `Related: …`, a picture's credit.
pub(super) fn is_aside(block: &RawBlock) -> bool {
    if let RawBlock::Other(Block::List { items, .. }) = block {
        return items.len() >= 2 && is_link(block) && items.iter().all(|item| item.text.as_str().len() > 25);
    }
    let text = match block {
        RawBlock::Heading { text, .. } => text,
        RawBlock::Paragraph(paragraph) => &paragraph.text,
        RawBlock::Other(_) => return false,
    };
    let whole = text.as_str().trim();
    let folded = fold(whole.get(..60).unwrap_or(whole));
    let leads = [
        "read more",
        "read also",
        "also read",
        "related:",
        "more:",
        "see also",
        "read next",
        "read:",
        "watch:",
        "don't miss",
        "related story",
        "related article",
        "recommended",
        "more on this",
        "must read",
        "you may also like",
        "next:",
        "see more",
        "learn more",
        "click here",
        "exclusiveread more",
        "follow ",
        "find more ",
    ];
    let is_lead = leads.iter().any(|lead| folded.starts_with(lead));
    let labels = [
        "share",
        "advertisement",
        "listen",
        "save",
        "print",
        "share this",
        "follow",
        "copy link",
        "link copied",
        "loading...",
        "story continues below advertisement",
        "share this article",
        "comments",
        "email",
        "subscribe",
        "sign up",
        "caption",
        "close",
        "image source",
        "table of contents",
        "in this article",
        "on this page",
        "buy now",
        "shop now",
        "book now",
        "view deal",
        "check price",
        "get started",
        "read the review",
        "back to top",
    ];
    is_lead && linked(text) * 2 >= whole.len().saturating_sub(24) && linked(text) > 0
        || is_all_linked(text) && is_lead
        || is_count(&folded)
        || labels.contains(&folded.trim_matches(|c: char| !c.is_alphanumeric() && c != '.'))
        || matches!(block, RawBlock::Paragraph(_))
            && (whole.chars().all(|c| !c.is_alphanumeric()) || is_photo_credit(whole))
}

/// `12 comments`: a count of what readers did.
fn is_count(folded: &str) -> bool {
    folded.split_once(' ').is_some_and(|(count, what)| {
        count.contains(|c: char| c.is_ascii_digit())
            && count.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | 'k' | 'm'))
            && matches!(what, "comment" | "comments" | "share" | "shares" | "likes" | "views")
    })
}

/// `Ann Lee/Getty Images`, as it stands under pictures.
fn is_photo_credit(line: &str) -> bool {
    const AGENCIES: [&str; 10] = [
        "getty images",
        "shutterstock",
        "istock",
        "/reuters",
        "/afp",
        "/ap",
        "via ap",
        "unsplash",
        "alamy",
        "adobe stock",
    ];
    let folded = fold(line.get(..120).unwrap_or(line));
    line.len() <= 90
        && !structure::ends_sentence(line)
        && (AGENCIES.iter().any(|agency| folded.ends_with(agency))
            || ["photo:", "image:", "photo by", "credit:", "image credit", "photo credit", "picture:"]
                .iter()
                .any(|start| folded.starts_with(start)))
}

/// Whether `block` is the text above a list: `Three books say why:`
pub(super) fn announces(block: &RawBlock) -> bool {
    block.as_paragraph().is_some_and(|text| {
        let text = text.as_str().trim_end();
        text.ends_with(':') && text.len() > 30 && !heads_others(text)
    })
}

/// Whether `text` heads a list of other articles.
pub(super) fn heads_others(text: &str) -> bool {
    let folded = fold(text.get(..80).unwrap_or(text));
    let starts = [
        "most read in",
        "most popular in",
        "more from",
        "you might like",
        "you may like",
        "you might also",
        "you may also",
        "keep reading",
        "more in ",
        "latest in ",
        "more about",
        "read more about",
        "trending in",
        "recommended",
        "from our partners",
        "around the web",
        "more stories",
        "related ",
        "top stories",
        "similar articles",
        "similar posts",
        "explore more",
        "share this",
        "like this:",
        "sign up",
        "subscribe to",
        "newsletter",
        "about the author",
        "leave a",
        "next article",
        "previous article",
        "contribute:",
        "tags:",
    ];
    structure::heads_boilerplate(text)
        || text.len() < 70 && starts.iter().any(|start| folded.starts_with(start))
}

/// A block that is a link and nothing else.
pub(super) fn is_link(block: &RawBlock) -> bool {
    match block {
        RawBlock::Paragraph(RawParagraph { text, .. }) | RawBlock::Heading { text, .. } => {
            is_all_linked(text)
        }
        RawBlock::Other(Block::List { items, .. }) => items.iter().all(|item| is_all_linked(&item.text)),
        _ => false,
    }
}

pub(super) fn is_all_linked(text: &Text) -> bool {
    let len = text.as_str().trim().len();
    len > 0 && linked(text) * 10 >= len * 8
}

pub(super) fn linked(text: &Text) -> usize {
    text.spans()
        .iter()
        .filter(|span| matches!(span.style, SpanStyle::Link { .. }))
        .map(|span| span.range.len())
        .sum()
}
