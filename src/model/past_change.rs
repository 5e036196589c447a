//! What was changed, by whichever program, as it is said to who takes it back.

use super::{ActorEdit, CleanText, Query, RuleId};

/// A change that the store keeps to be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastChange {
    /// Articles were marked.
    Read {
        /// How many.
        articles: u64,
        /// Whether as read.
        read: bool,
    },
    /// An article was starred, or its star was taken away.
    Starred(bool),
    /// The tags of an article were changed.
    Tags {
        /// Its title.
        article: CleanText,
    },
    /// The note beside an article was written, or taken away.
    Note {
        /// Its title.
        article: CleanText,
        /// Whether there is one since.
        written: bool,
    },
    /// What the user decides of a feed was changed.
    FeedEdited(CleanText),
    /// A feed was removed.
    FeedRemoved(CleanText),
    /// An actor was followed, or not any more.
    Followed {
        /// What it is called.
        actor: CleanText,
        /// Whether it is since.
        followed: bool,
    },
    /// It was settled whose a name is.
    ActorEdited(ActorEdit),
    /// A search was saved, or changed.
    SearchSaved(CleanText),
    /// A saved search was removed.
    SearchRemoved(CleanText),
    /// A rule that mutes was added.
    RuleAdded(RuleId, Query),
    /// A rule that mutes was removed.
    RuleRemoved(RuleId, Query),
}
