//! Captions that stand as lines of their own: `FILE PHOTO: …`, `… REUTERS/Ann Lee`, a source above its picture's line.

use std::collections::HashSet;

use super::shape::{ends_sentence, is_name, words};
use super::{byline, credit};
use crate::ingest::raw::RawBlock;
use crate::model::{Block, CleanText, fold};

/// Makes captions of the lines that are marked as such: of the picture above where there is one, else of one that
/// the source doesn't give. A caption that is there already goes.
pub(super) fn settle(blocks: Vec<RawBlock>) -> Vec<RawBlock> {
    let mut out: Vec<RawBlock> = Vec::with_capacity(blocks.len());
    let mut is_below_source = false;
    let mut seen: HashSet<String> = HashSet::new();
    for block in blocks {
        if let RawBlock::Other(Block::Image { caption: Some(caption), .. }) = &block {
            seen.insert(caption.to_string());
        }
        let text = block.as_paragraph().map(|text| text.as_str()).unwrap_or_default();
        if is_picture_source(text) {
            is_below_source = true;
            continue;
        }
        let follows = std::mem::take(&mut is_below_source) && words(text) <= 30 && !ends_sentence(text);
        match read(text).or(follows.then_some(text)).filter(|words| !words.is_empty()) {
            // Said under one picture, it is not said again.
            _ if words(text) >= 3 && seen.contains(text) => {}
            Some(words) => {
                seen.insert(CleanText::line(words).to_string());
                put(&mut out, CleanText::line(words));
            }
            None => out.push(block),
        }
    }
    out
}

/// A caption whose picture is not given.
pub(super) fn without_picture(words: &str) -> RawBlock {
    let caption = Some(CleanText::line(words));
    RawBlock::Other(Block::Image { url: CleanText::default(), alt: None, caption })
}

fn put(out: &mut Vec<RawBlock>, words: CleanText) {
    match out.last_mut() {
        Some(RawBlock::Other(Block::Image { caption, .. })) if caption.is_none() => *caption = Some(words),
        _ => out.push(without_picture(&words)),
    }
}

/// The words of a caption, where all of `text` is one by its marks.
fn read(text: &str) -> Option<&str> {
    if text.len() > MAX_LEN || text.len() < LEAST_LEN || credit::is_credit(text) {
        return None;
    }
    let text = without_sale(text);
    let rest = after_count(text);
    let folded = fold(rest.get(..40).unwrap_or(rest));
    let begins = STARTS.iter().any(|start| folded.starts_with(start));
    let points = || !ends_sentence(rest) && POINTS.iter().any(|point| rest.contains(point));
    let is_marked = rest.len() < text.len() || begins || ends_in_credit(rest) || points();
    is_marked.then_some(rest)
}

/// The line without the offer to sell its picture.
fn without_sale(text: &str) -> &str {
    text.find("Purchase Licensing Rights").map_or(text, |at| text[..at].trim_end())
}

/// The line without the `[2/5]` before it.
fn after_count(text: &str) -> &str {
    let after = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let is_count = |inner: &str| {
        inner.contains('/') && inner.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | ' '))
    };
    after.filter(|(inner, _)| is_count(inner)).map_or(text, |(_, rest)| rest.trim_start())
}

/// Whether a line ends in who took the picture: `REUTERS/Ann Lee`, `(AP Photo/Ann Lee)`, `Photo: Ann Lee`.
fn ends_in_credit(text: &str) -> bool {
    let bare = text.trim_end_matches([')', ']', '.']);
    if ends_sentence(text) && bare.len() + 1 == text.len() && text.ends_with('.') {
        return false;
    }
    let ends_in_mark = ENDS
        .iter()
        .any(|mark| bare.rfind(mark).is_some_and(|at| at > 0 && are_names(&bare[at + mark.len()..])));
    let at_slash = || {
        bare.match_indices('/').any(|(at, _)| {
            let before = bare[..at].rsplit([' ', '(', '[', '/']).next().unwrap_or_default();
            let after = &bare[at + 1..];
            let has_agency = is_picture_agency(before)
                || after.split('/').any(|part| is_picture_agency(part.trim()) || byline::is_agency(part));
            has_agency && bare.len() > at + 1 && before.len() < at && are_names(after)
        })
    };
    ends_in_mark || bare.ends_with(" Getty Images") || at_slash()
}

/// Whether `text` is made of a few names.
fn are_names(text: &str) -> bool {
    let mut names = text.split(['/', ',']).map(str::trim).filter(|part| !part.is_empty());
    words(text) <= 8
        && names.all(|name| is_name(name.strip_prefix("The ").unwrap_or(&name.replace(" via ", " ")), 1))
}

fn is_picture_agency(word: &str) -> bool {
    AGENCIES.contains(&fold(word).as_str())
}

/// Whether a line is nothing but where a picture is from, as copied pages have it above the caption.
fn is_picture_source(text: &str) -> bool {
    text.len() <= 40 && SOURCES.contains(&fold(text).as_str())
}

const MAX_LEN: usize = 500;
const LEAST_LEN: usize = 8;

/// What captions begin with, folded.
const STARTS: [&str; 13] = [
    "file photo",
    "file picture",
    "file image",
    "file - ",
    "pictured: ",
    "image: ",
    "picture: ",
    "photograph: ",
    "archivbild: ",
    "archivfoto: ",
    "symbolbild: ",
    "资料图",
    "图注",
];

/// How captions say who is who.
const POINTS: [&str; 7] =
    [" (left) ", " (right) ", " (centre) ", " (center) ", " (L) and ", " (second left)", " (second right)"];

/// What stands before the photographer, at the end of a caption.
const ENDS: [&str; 9] = [
    " Photo: ",
    " Photograph: ",
    " Picture: ",
    " Image: ",
    " Credit: ",
    " Foto: ",
    " Photo by ",
    " © ",
    "Photo : ",
];

const AGENCIES: [&str; 16] = [
    "reuters",
    "afp",
    "photo",
    "epa",
    "epa-efe",
    "efe",
    "xinhua",
    "tass",
    "ansa",
    "dpa",
    "anadolu",
    "nurphoto",
    "pool",
    "shutterstock",
    "getty",
    "sipa",
];

const SOURCES: [&str; 8] = [
    "getty images",
    "afp via getty images",
    "anadolu via getty images",
    "nurphoto via getty images",
    "pa media",
    "shutterstock",
    "alamy",
    "epa-efe/shutterstock",
];

#[cfg(test)]
mod tests {
    use super::{Block, RawBlock, read, settle};
    use crate::ingest::markdown;

    #[test]
    fn a_caption_is_said_once() {
        let blocks = settle(markdown::read(
            "![Hall](h.jpg \"The old hall\")\n\nThe old hall\n\nThey met.\n\n![Gate](g.jpg)\n\nThe gate. Photo: Bo Day\n\nThe old hall",
            None,
        ));
        let captions: Vec<&str> = blocks
            .iter()
            .filter_map(|block| match block {
                RawBlock::Other(Block::Image { caption, .. }) => caption.as_deref(),
                _ => None,
            })
            .collect();
        assert_eq!((blocks.len(), captions), (3, vec!["The old hall", "The gate. Photo: Bo Day"]));
    }

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(read(text), expect, "{text}");
    }

    #[test]
    fn captions_are_known_by_their_marks() {
        for text in [
            "FILE PHOTO: Ann Lee speaks in Oslo, May 3, 2025. REUTERS/Bo Day/File Photo",
            "FILE - Ann Lee speaks in Oslo.",
            "A view of the parliament in Oslo, May 3, 2025. REUTERS/Bo Day",
            "Supporters celebrate outside the hall AFP/Bo Day",
            "Ann Lee waits. (AP Photo/Bo Day)",
            "Ann Lee waits. Photo: Bo Day/The Ledger",
            "Ann Lee (left) and Bo Day shake hands",
            "Voters wait in line | Photo by Bo Day",
            "Voters wait in line. Cy Fox/AFP via Getty Images",
        ] {
            check(text, Some(text));
        }
        check(
            "[1/3] People vote in Nis. REUTERS/Bo Day Purchase Licensing Rights, opens new tab",
            Some("People vote in Nis. REUTERS/Bo Day"),
        );
        for text in [
            "Ann Lee told AFP/Reuters that she would go.",
            "The either/or of the treaty is clear",
            "Photo: Bo Day",
            "He filed photos of it.",
            "Talks on the Israel/Gaza border resume",
            "[1] See the report of 2024.",
        ] {
            check(text, None);
        }
    }
}
