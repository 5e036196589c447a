//! Which articles a list shows, and which window of them.

use serde::{Deserialize, Serialize};

use super::{ActorKey, ArticleId, FeedId, Folder, Headline, Query, SavedId, Sort};

/// Which articles a list shows, newest first where its filter says nothing else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listing {
    /// From where.
    pub scope: Scope,
    /// Only those that this finds.
    #[serde(default)]
    pub filter: Option<Query>,
}

/// Where the articles of a list come from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Everything stored.
    #[default]
    All,
    /// Everything unread.
    Unread,
    /// Everything starred.
    Starred,
    /// Everything muted.
    Muted,
    /// One feed.
    Feed(FeedId),
    /// The feeds of a folder, and of the folders under it.
    Folder(Folder),
    /// The articles that an actor appears in.
    Actor(ActorKey),
    /// What a saved search finds.
    Saved(SavedId),
    /// The articles that any actor whom the user follows appears in.
    Followed,
}

/// A window of a list, in the list’s order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// The articles.
    pub rows: Vec<Headline>,
    /// The article up to which was looked, where there was no time to go on: further ones may follow.
    pub reached: Option<ArticleId>,
}

/// From where a window of a list is read. Windows are found by id, never by counting rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cursor {
    /// From the newest on.
    Newest,
    /// The oldest ones.
    Oldest,
    /// Those next older than this one.
    OlderThan(ArticleId),
    /// Those next newer than this one.
    NewerThan(ArticleId),
}

impl Listing {
    /// Whether its articles are rated by how much they are about what is searched for: it is then but so many of them.
    pub fn is_rated(&self) -> bool {
        self.filter.as_ref().is_some_and(|query| query.sort == Sort::Relevance)
    }
}

impl From<Scope> for Listing {
    fn from(scope: Scope) -> Self {
        Self { scope, filter: None }
    }
}
