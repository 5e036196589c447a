//! Feeds: RSS, Atom and JSON Feed, of every age and in any state.

mod article;
mod capture;
mod entry;
mod faults;
mod finish;
mod json_feed;
mod names;
mod pace;
mod person;
mod place;
mod reader;
mod rss_json;
mod start;

pub use article::{Outline, item, outline};

use super::xml_tokens::{Token, Tokens};
use super::{ParseError, Warning};
use crate::model::FeedDocument;

/// How many articles of a feed are read at most.
pub(super) const MAX_ENTRIES: usize = 50_000;
/// So many are read of any feed in XML, and one more for so many bytes of it: one that says nothing takes up as much
/// memory as any other.
const ENTRIES_ANYWAY: usize = 2_000;
const BYTES_AN_ENTRY: usize = 50;

/// How many articles are read of a feed in XML of so many bytes.
fn most_entries(bytes: usize) -> usize {
    MAX_ENTRIES.min(ENTRIES_ANYWAY + bytes / BYTES_AN_ENTRY)
}

/// How many of a kind an article has at most: authors, tags, enclosures. Each is compared with those before.
const MAX_OF_A_KIND: usize = 500;

/// Reads a feed in XML.
pub(super) fn from_xml(xml: &str, base: Option<&str>) -> Result<(FeedDocument, Vec<Warning>), ParseError> {
    let read = reader::read(xml, base).ok_or_else(|| none(xml))?;
    let warnings = read.warnings.into_iter().map(|message| Warning { message }).collect();
    Ok((read.feed, warnings))
}

/// What to say of XML that is no feed: where its outermost element is.
pub(super) fn none(xml: &str) -> ParseError {
    let Some((at, root)) = root(xml) else { return ParseError::UnsupportedForm { form: "XML, and no feed" } };
    let line = xml[..at].matches('\n').count() + 1;
    let column = xml[..at].chars().rev().take_while(|c| *c != '\n').count() + 1;
    ParseError::NoFeed { root: root.chars().take(MAX_NAME).collect(), line, column }
}

/// How much of an element's name is quoted.
const MAX_NAME: usize = 60;

/// Where the first start tag begins, and its element's name.
fn root(xml: &str) -> Option<(usize, &str)> {
    let mut tokens = Tokens::new(xml);
    let name = tokens.find_map(|token| match token {
        Token::Open { name, .. } => Some(name),
        _ => None,
    })?;
    Some((xml[..tokens.at()].rfind(&format!("<{name}"))?, name))
}

pub(super) use json_feed::{is_feed as is_json_feed, read as from_json};
