//! A refresh of feeds, as those speak of it who ask for one: which feeds, how far it is, what came of it.

use super::{CleanText, FeedId};

/// Which feeds to refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are not paused, and that may be asked again by now.
    Due,
    /// All that are not paused, whatever they said of when to come back; not those whose server is busy.
    All,
    /// These, paused or not.
    Feeds(Vec<FeedId>),
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefreshProgress {
    /// Feeds that are done.
    pub done: usize,
    /// Feeds in all.
    pub total: usize,
    /// Articles that were not known.
    pub new: u64,
    /// Feeds that could not be read.
    pub failed: usize,
    /// Pages of articles that are still to be fetched.
    pub pages: usize,
}

/// What a refresh came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefreshSummary {
    /// Feeds that were asked.
    pub feeds: usize,
    /// Articles that were not known.
    pub new: u64,
    /// Feeds that had any of those.
    pub with_new: usize,
    /// Feeds that could not be read.
    pub failed: usize,
    /// Which feed that was, and why, where it was one.
    pub failure: Option<CleanText>,
    /// Feeds that were left for later, because they, or their server, want to be left alone.
    pub not_due: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
}

/// A feed that was found, and that one may add.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedOffer {
    /// What it calls itself, or what the page that names it calls it.
    pub title: Option<CleanText>,
    /// Where it is.
    pub url: CleanText,
    /// The origin that the user gave: the feed may be in a private network only there.
    pub trusted: String,
}
