//! Rules that mute articles.

use serde::{Deserialize, Serialize};

use super::{FeedId, Query};

/// The id of a rule in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(pub i64);

/// A rule: articles that its query finds are muted, which no list shows unless it is asked for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The feed whose articles it is about; all of them where there is none.
    pub feed: Option<FeedId>,
    /// What it mutes.
    pub query: Query,
}
