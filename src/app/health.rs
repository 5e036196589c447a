//! The screen of the web feeds: how each of them comes, those in trouble first.

use crate::model::{FeedId, Pause, WebFeed};

/// The screen of the web feeds.
#[derive(Clone, Debug, Default)]
pub struct HealthScreen {
    /// The feeds, those in trouble first.
    pub feeds: Vec<WebFeed>,
    /// The number of the chosen one.
    pub cursor: usize,
}

impl HealthScreen {
    /// Takes in what the store says; the cursor stays on its feed.
    pub fn fill(&mut self, mut feeds: Vec<WebFeed>) {
        let chosen = self.chosen();
        feeds.sort_by_key(|feed| (trouble(feed), feed.health.fetched, feed.feed.id));
        self.cursor = feeds.iter().position(|feed| Some(feed.feed.id) == chosen).unwrap_or(self.cursor);
        self.cursor = self.cursor.min(feeds.len().saturating_sub(1));
        self.feeds = feeds;
    }

    /// The chosen feed.
    pub fn chosen(&self) -> Option<FeedId> {
        self.feeds.get(self.cursor).map(|feed| feed.feed.id)
    }
}

fn trouble(feed: &WebFeed) -> u8 {
    match feed.pause {
        None if feed.health.failures > 0 => 0,
        Some(Pause::Gone) => 1,
        Some(Pause::User) => 2,
        None => 3,
    }
}
