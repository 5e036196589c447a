//! What is said in the bottom line.

use std::borrow::Cow;

use crate::model::CleanText;

/// How many lines a message takes at most.
pub const MOST_NOTICE_LINES: u16 = 5;

/// A message in the bottom line, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says: it may quote a server, a file or its name.
    pub text: CleanText,
    /// Whether something went wrong.
    pub is_error: bool,
}

/// The lines of a message on a screen of so many columns, of which the first and the last stay empty.
pub fn notice_lines(text: &str, columns: u16) -> Vec<Cow<'_, str>> {
    textwrap::wrap(text, usize::from(columns.saturating_sub(2).max(1)))
}
