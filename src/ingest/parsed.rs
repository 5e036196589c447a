//! What goes into reading news, and what comes out.

use thiserror::Error;

use super::{Form, Labels, feed_item};
use crate::model::{FeedDocument, Item, Subscription};

/// Bytes to read, and what is known of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<'a> {
    /// The bytes, in any encoding, gzip or not.
    pub bytes: &'a [u8],
    /// The name of the file that they came from: a hint, never trusted alone.
    pub name: Option<&'a str>,
    /// Where they came from on the web: what relative addresses rest on.
    pub base: Option<&'a str>,
    /// The name of the encoding that their server says they are in: a hint, where they say nothing themselves.
    pub charset: Option<&'a str>,
    /// What they are to be read as, whatever they look like.
    pub form: Option<Form>,
    /// The labels of sections that are known.
    pub labels: &'a Labels,
}

impl<'a> Input<'a> {
    /// Bytes of a file, of which nothing else is known.
    pub fn new(bytes: &'a [u8], name: Option<&'a str>) -> Self {
        Self { bytes, name, ..Self::default() }
    }
}

/// What an input gave.
#[derive(Clone, Debug)]
pub struct Parsed {
    /// The form it came in.
    pub form: Form,
    /// What it holds.
    pub content: Content,
    /// What was wrong with the input and could be lived with.
    pub warnings: Vec<Warning>,
}

/// What news comes as.
#[derive(Clone, Debug)]
pub enum Content {
    /// One article.
    Article(Box<Item>),
    /// Several articles.
    Articles(Vec<Item>),
    /// A feed with its articles.
    Feed(Box<FeedDocument>),
    /// A list of feeds.
    Subscriptions(Vec<Subscription>),
}

impl Content {
    /// The articles in it, in their own order.
    pub fn into_items(self, labels: &Labels) -> Vec<Item> {
        match self {
            Self::Article(item) => vec![*item],
            Self::Articles(items) => items,
            Self::Feed(feed) => {
                feed.entries.iter().map(|entry| feed_item(&feed.head, entry, labels)).collect()
            }
            Self::Subscriptions(_) => Vec::new(),
        }
    }

    /// The article, where it is one.
    pub fn article(self) -> Option<Item> {
        match self {
            Self::Article(item) => Some(*item),
            _ => None,
        }
    }
}

/// Something wrong with an input that could be lived with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What was wrong, and what was done about it.
    pub message: String,
}

/// Why an input gives nothing. Says what is wrong and what to do, without naming the file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ParseError {
    /// Nothing in it, or nothing but white space.
    #[error("it is empty: give a file that holds an article or a feed")]
    Empty,
    /// More than [`MAX_INPUT_BYTES`](super::MAX_INPUT_BYTES).
    #[error("it has {bytes} bytes and the limit is {limit}: give a smaller file")]
    TooLarge {
        /// How many bytes it has.
        bytes: usize,
        /// How many it may have.
        limit: usize,
    },
    /// Not text.
    #[error("it is binary data from byte {at} on, not text: give a feed, a page, Markdown or plain text")]
    Binary {
        /// The first byte that no text has, from 0.
        at: usize,
    },
    /// Compressed, and broken from the start.
    #[error("it is compressed with gzip and breaks in its first block: fetch it again")]
    Packed,
    /// JSON that breaks off or is none.
    #[error("it is JSON and breaks at line {line}, column {column}: {what}")]
    Json {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
        /// What is wrong there.
        what: &'static str,
    },
    /// XML that is no feed and no list of feeds.
    #[error(
        "it is XML and no feed: <{root}> begins it at line {line}, column {column}; give a feed or a page"
    )]
    NoFeed {
        /// The outermost element.
        root: String,
        /// The line, from 1.
        line: usize,
        /// The column in characters, from 1.
        column: usize,
    },
    /// A form that is not read.
    #[error(
        "it is {form}: give a feed, a list of feeds, a page, Markdown, plain text, ninjs or masthead\u{2019}s JSON"
    )]
    UnsupportedForm {
        /// What it looks like: `HTML`, `XML, and no feed`.
        form: &'static str,
    },
}
