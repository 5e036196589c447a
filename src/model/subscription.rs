//! A feed that a list of feeds names.

use serde::{Deserialize, Serialize};

use super::{CleanText, Folder};

/// One line of a list of feeds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// What to call it, as far as the list says.
    pub title: Option<CleanText>,
    /// Where the feed is.
    pub url: CleanText,
    /// Where the site is that it belongs to.
    pub site: Option<CleanText>,
    /// The folders it lies in.
    pub folders: Vec<Folder>,
}
