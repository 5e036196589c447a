//! A feed of the web: what the user wants of it, and how fetching it goes.

use serde::{Deserialize, Serialize};

use super::{CleanText, Feed, FeedId, Timestamp};

/// A feed that is fetched from the web.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebFeed {
    /// What every feed has.
    pub feed: Feed,
    /// Where it is.
    pub url: CleanText,
    /// The scheme, host and port that the user gave, under which alone it may be in a private network.
    pub trusted: String,
    /// Where its site is, as far as it says.
    pub site: Option<CleanText>,
    /// When its articles' pages are fetched.
    pub full_text: FullText,
    /// How much of it is kept.
    pub keep: Retention,
    /// Why it is not fetched, where it is not.
    pub pause: Option<Pause>,
    /// How fetching it goes.
    pub health: Health,
}

/// How much of a feed is kept. What is starred is kept in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Retention {
    /// For how many days its articles are kept, at least 1; for good where it does not say.
    pub days: Option<u32>,
    /// How many of its newest articles are kept, at least 1; all where it does not say.
    pub articles: Option<u32>,
}

/// A path of folders, outermost first.
pub type Folder = Vec<CleanText>;

/// When the pages of a feed's articles are fetched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FullText {
    /// Never.
    Never,
    /// Where the feed carries an excerpt only.
    #[default]
    WhenShort,
    /// Always.
    Always,
}

/// Why a feed is not fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pause {
    /// The user wants it so.
    User,
    /// Its server says that it is gone for good.
    Gone,
}

/// How fetching a feed goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// When it was fetched last, well or not.
    pub fetched: Option<Timestamp>,
    /// What its server answered then, as a status of HTTP.
    pub answered: Option<u16>,
    /// What went wrong then, in words.
    pub error: Option<CleanText>,
    /// How many times in a row it went wrong.
    pub failures: u32,
    /// When it may be fetched next without being asked for.
    pub due: Option<Timestamp>,
}

/// What makes the next fetch of a feed cheap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` of what was fetched last.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
    /// A hash of its bytes.
    pub hash: Option<u64>,
}

/// A change to a feed of the web.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FeedEdit {
    /// Call it something; its own title does not change that any more.
    Rename(CleanText),
    /// Put it into these folders and no others.
    Folders(Vec<Folder>),
    /// Fetch it no more, or again.
    Pause(bool),
    /// Fetch its articles' pages so.
    FullText(FullText),
    /// Keep so much of it.
    Keep(Retention),
}

/// What became of a feed that was to be added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subscribed {
    /// It was not there.
    New(FeedId),
    /// It was there.
    Known(FeedId),
}

impl Subscribed {
    /// The feed.
    pub fn id(self) -> FeedId {
        let (Self::New(id) | Self::Known(id)) = self;
        id
    }
}

/// What a fetch of a feed gave, apart from the articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetch {
    /// When.
    pub at: Timestamp,
    /// What its server answered, as a status of HTTP, where it answered.
    pub answered: Option<u16>,
    /// Where it is for good from now on, where it moved.
    pub moved: Option<CleanText>,
    /// When it may be fetched next without being asked for.
    pub due: Option<Timestamp>,
    /// How it went.
    pub outcome: FetchOutcome,
}

/// How a fetch of a feed went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchOutcome {
    /// Nothing has changed.
    Unchanged,
    /// It was read.
    Read {
        /// What it calls itself.
        title: Option<CleanText>,
        /// Where its site is.
        site: Option<CleanText>,
        /// What makes the next fetch cheap.
        validators: Validators,
        /// What was wrong, in words, and could be lived with.
        warning: Option<CleanText>,
    },
    /// It went wrong.
    Failed {
        /// What went wrong, in words.
        error: CleanText,
        /// Whether its server says that it is gone for good.
        gone: bool,
    },
}

impl FullText {
    /// Every choice, with its name.
    pub const ALL: [(Self, &'static str); 3] =
        [(Self::Never, "never"), (Self::WhenShort, "when-short"), (Self::Always, "always")];
}
