//! Where articles come from.

use serde::{Deserialize, Serialize};

use super::{CleanText, Folder};

/// The id of a feed in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FeedId(pub i64);

/// A source of articles, with the counts that the store keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feed {
    /// Its id.
    pub id: FeedId,
    /// What to call it.
    pub name: CleanText,
    /// How its articles came.
    pub origin: FeedOrigin,
    /// The folders it lies in.
    pub folders: Vec<Folder>,
    /// Whether it comes as it should.
    pub condition: Condition,
    /// How many articles it has.
    pub articles: u64,
    /// How many of them are unread.
    pub unread: u64,
}

/// Whether a feed comes as it should.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// It does, or is not fetched at all.
    #[default]
    Well,
    /// Fetching it failed last time.
    Failing,
    /// It is paused.
    Paused,
    /// Its server says that it is gone for good.
    Gone,
}

/// How a feed's articles came into the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeedOrigin {
    /// From files on this machine.
    Files,
    /// With masthead itself, to have something to look at.
    Samples,
    /// From the web.
    Web,
}

/// Counts over the whole store.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Articles.
    pub articles: u64,
    /// Unread ones.
    pub unread: u64,
    /// Starred ones.
    pub starred: u64,
    /// Unread ones that have an actor whom the user follows.
    pub followed: u64,
    /// Whether there are rules that mute.
    pub mutes: bool,
    /// Articles of which only the titles are found so far, and nobody is known to be in them.
    pub waiting: u64,
}
