//! Rules that mute articles.

use serde::{Deserialize, Serialize};

use super::{CleanText, FeedId, SectionKind};

/// The id of a rule in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RuleId(pub i64);

/// A rule: articles that pass its test are muted, which no list shows unless it is asked for them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The feed whose articles it is about; all of them where there is none.
    pub feed: Option<FeedId>,
    /// What it looks for.
    pub test: RuleTest,
}

/// What a rule looks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", content = "what", rename_all = "snake_case")]
pub enum RuleTest {
    /// These words next to each other, whatever their case and accents, in the title or the text.
    Words(CleanText),
    /// An actor with this name in its cast.
    Actor(CleanText),
    /// An author with this name.
    Author(CleanText),
    /// A section of this kind.
    Section(SectionKind),
    /// A regular expression that matches its title or a paragraph of its text.
    Regex(CleanText),
}
