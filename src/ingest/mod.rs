//! Floor 2: bytes to values, for every form that news comes in. Rests on the model alone.
//!
//! A format's file turns bytes into a flat run of raw blocks and what the source says of itself;
//! `structure` then finds the document in them, for every format alike.

mod date;
mod decode;
mod format;
mod front_matter;
mod html;
mod language;
mod markdown;
mod markup;
mod plain_text;
mod raw;
mod structure;

use thiserror::Error;

use crate::model::{CleanText, Document};
use format::Format;
use raw::RawArticle;

/// The largest input that is read, in bytes.
pub const MAX_INPUT_BYTES: usize = 32 * 1024 * 1024;

/// Bytes to read, and what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The bytes, in any encoding.
    pub bytes: &'a [u8],
    /// The name of the file that they came from: a hint, never trusted alone.
    pub name: Option<&'a str>,
}

/// What an input gave.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The article.
    pub document: Document,
    /// Where it is on the web, as far as it says.
    pub url: Option<CleanText>,
    /// What was wrong with the input and could be lived with.
    pub warnings: Vec<Warning>,
}

/// Something wrong with an input that could be lived with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was wrong, and what was done about it.
    pub message: String,
}

/// Why an input gives no article. Says what is wrong and what to do, without naming the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Nothing in it, or nothing but white space.
    #[error("it is empty: give a file that holds an article")]
    Empty,
    /// More than [`MAX_INPUT_BYTES`].
    #[error("it has {bytes} bytes and the limit is {limit}: give a smaller file")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Not text.
    #[error("it is binary data, not text: give a plain text or Markdown file")]
    Binary,
    /// A form that is not read.
    #[error(
        "it is {form}, and masthead reads plain text and Markdown so far: save the article as one of them"
    )]
    UnsupportedForm {
        /// What it looks like: `HTML`, `XML` or `JSON`.
        form: &'static str,
    },
}

/// Reads one article.
///
/// # Errors
/// Where the input holds no article that masthead can read.
pub fn parse(input: &Input<'_>) -> Result<Parsed, ParseError> {
    if input.bytes.len() > MAX_INPUT_BYTES {
        return Err(ParseError::TooLarge { bytes: input.bytes.len(), limit: MAX_INPUT_BYTES });
    }
    let decoded = decode::decode(input.bytes)?;
    let mut warnings: Vec<Warning> = decoded.warning.into_iter().collect();
    // A page is cleaned text by text, the rest as a whole.
    let article = if format::sniff(&decoded.text, input.name) == Ok(Format::Html) {
        let (article, has_cut) = html::read(&decoded.text, None);
        warnings.extend(has_cut.then(|| Warning {
            message: "it is nested too deep or too long; parts of it were left out".to_owned(),
        }));
        article
    } else {
        plain(&decoded.text, input.name)?
    };
    let url = article.metadata.url.clone();
    let mut document = structure::recognise(article);
    if document.title.is_empty() {
        return Err(ParseError::Empty);
    }
    document.language = document.language.take().or_else(|| language::detect(&document));
    Ok(Parsed { document, url, warnings })
}

/// Reads an article in plain text or Markdown.
fn plain(text: &str, name: Option<&str>) -> Result<RawArticle, ParseError> {
    // Tabs indent nested lists; the sanitiser makes each a single space.
    let text = CleanText::new(&text.replace('\t', "    "));
    if text.trim().is_empty() {
        return Err(ParseError::Empty);
    }
    let format = format::sniff(&text, name)?;
    let (metadata, body) = front_matter::split(&text);
    let (blocks, headings) = match format {
        Format::PlainText => (plain_text::read(body), raw::Headings::Bare),
        Format::Markdown | Format::Html => (markdown::read(body), raw::Headings::Marked),
    };
    Ok(RawArticle { metadata, blocks, headings })
}
