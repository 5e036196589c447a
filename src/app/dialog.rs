//! What masthead asks the user: a line to type, a choice among feeds, a yes.

use tui_input::Input;

use super::output::Output;
use crate::model::{ActorKey, CleanText, FeedId, FeedOffer, Query, SavedId};

/// A line to type into.
#[derive(Clone, Debug)]
pub struct Ask {
    /// What for.
    pub purpose: AskFor,
    /// What was typed.
    pub input: Input,
}

/// What a line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskFor {
    /// The address of a feed or a site to add.
    AddFeed,
    /// The name of a feed.
    RenameFeed(FeedId),
    /// The folder that a feed goes into.
    MoveFeed(FeedId),
    /// The name of a search that is saved.
    SaveSearch(Query),
    /// The name of a saved search.
    RenameSearch(SavedId),
    /// What to mute.
    Mute(MuteBy),
    /// A further name of an actor.
    Alias(ActorKey),
    /// A name that is not an actor's.
    Split(ActorKey),
    /// What to call an actor.
    RenameActor(ActorKey),
    /// The file that something is written to.
    Export(Output),
}

/// Who, or only a name of which it is not certain whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// An actor.
    Actor(ActorKey),
    /// A name, as the article writes it.
    Name(CleanText),
}

/// By what articles are muted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MuteBy {
    /// Words in the title or the text.
    Words,
    /// Who wrote it.
    Author,
    /// Who is in it.
    Actor,
}

/// The feeds that were found at an address, to choose from.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The feeds.
    pub offers: Vec<FeedOffer>,
    /// The number of the chosen one.
    pub cursor: usize,
}

/// A feed that is to be removed, as soon as the user says yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Removal {
    /// Which.
    pub feed: FeedId,
    /// What it is called.
    pub name: CleanText,
    /// How many articles go with it.
    pub articles: u64,
    /// How many of them are starred.
    pub starred: u64,
}

impl Removal {
    /// What the user is asked, who takes back by the key `undo`.
    pub fn question(&self, undo: &str) -> String {
        let articles = if self.articles == 1 { "article" } else { "articles" };
        let starred =
            if self.starred > 0 { format!(", {} of them starred", self.starred) } else { String::new() };
        format!(
            "Remove {} with {} {articles}{starred}? y/n ({undo} brings all of it back)",
            self.name, self.articles
        )
    }
}
