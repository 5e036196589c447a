//! What is said in the bottom line.

use crate::model::CleanText;

/// A message in the bottom line, until the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says: it may quote a server, a file or its name.
    pub text: CleanText,
    /// Whether something went wrong.
    pub is_error: bool,
}
