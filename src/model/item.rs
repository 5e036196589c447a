//! An article on its way in: what it says, and where it is.

use super::{CleanText, Document};

/// An article as a file or a feed brought it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Item {
    /// What it says.
    pub document: Document,
    /// Where it is on the web, as far as it says.
    pub url: Option<CleanText>,
    /// What tells it from every other article of its feed, where its source gives such a thing.
    pub key: Option<CleanText>,
}
