//! Feeds: RSS, Atom and JSON Feed, of every age and in any state.

mod article;
mod capture;
mod entry;
mod finish;
mod json_feed;
mod names;
mod person;
mod place;
mod reader;
mod start;

pub use article::item;

use super::{ParseError, Warning};
use crate::model::FeedDocument;

/// How many articles of a feed are read at most.
pub(super) const MAX_ENTRIES: usize = 50_000;

/// How many of a kind an article has at most: authors, tags, enclosures. Each is compared with those before.
const MAX_OF_A_KIND: usize = 500;

/// Reads a feed in XML.
pub(super) fn from_xml(xml: &str, base: Option<&str>) -> Result<(FeedDocument, Vec<Warning>), ParseError> {
    let read = reader::read(xml, base).ok_or(ParseError::UnsupportedForm { form: "XML, and no feed" })?;
    let warnings = read.warnings.into_iter().map(|message| Warning { message }).collect();
    Ok((read.feed, warnings))
}

pub(super) use json_feed::{is_feed as is_json_feed, read as from_json};
