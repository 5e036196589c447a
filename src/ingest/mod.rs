//! Floor 2: bytes to values, for every form that news comes in. Rests on the model alone.

use thiserror::Error;

use crate::model::{CleanText, Document};

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
    #[error("it is empty")]
    Empty,
}

/// Reads one article.
///
/// # Errors
/// Where the input holds no article that masthead can read.
pub fn parse(input: &Input<'_>) -> Result<Parsed, ParseError> {
    let _ = input;
    Err(ParseError::Empty)
}
