//! What an export says, a line at a time: everything that is the user's in a store, in the order in which it is read.

use serde::{Deserialize, Serialize};

use super::{
    ActorEdit, ActorKey, ActorType, ArticleId, CleanText, Document, FeedEntry, FeedHead, FeedId, FeedOrigin,
    Folder, FullText, Health, Pause, ReadingPlace, Retention, RuleId, SavedId, Timestamp,
};

/// One line of an export.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Record {
    /// The first line: that it is an export.
    Masthead(ExportHead),
    /// What holds for the store as a whole.
    Store(StoreRecord),
    /// A feed.
    Feed(Box<FeedRecord>),
    /// An actor whom the user follows, has looked at, or has settled something of.
    Actor(ActorRecord),
    /// What the user has settled of whose a name is.
    ActorEdit(EditRecord),
    /// A saved search.
    Search(SearchRecord),
    /// A rule that mutes.
    Rule(RuleRecord),
    /// An article that is there no more.
    Gone(GoneRecord),
    /// An article, as it is now.
    Article(Box<ArticleRecord>),
    /// What the article before it said once.
    Revision(Box<RevisionRecord>),
    /// The last line: that nothing is missing.
    End(ExportEnd),
}

/// The first line of an export.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportHead {
    /// Which form of export it is.
    pub export: u32,
    /// The version of the masthead that wrote it.
    pub by: CleanText,
}

impl ExportHead {
    /// The form that is written, and the newest that is read.
    pub const VERSION: u32 = 1;

    /// The first line that this masthead writes.
    pub fn new() -> Self {
        Self { export: Self::VERSION, by: CleanText::line(env!("CARGO_PKG_VERSION")) }
    }
}

impl Default for ExportHead {
    fn default() -> Self {
        Self::new()
    }
}

/// The last line of an export.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportEnd {
    /// How many articles stand before it.
    pub articles: u64,
}

/// What holds for the store as a whole.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StoreRecord {
    /// What the numbers in `known_as` depend on.
    pub salt: u64,
    /// Whether the samples were removed for good.
    pub samples_removed: bool,
}

/// A feed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FeedRecord {
    /// Its id.
    pub id: FeedId,
    /// What it is called.
    pub name: CleanText,
    /// How its articles came.
    pub origin: FeedOrigin,
    /// When it was removed, where it was: it can be had back until its articles have been removed for good.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<Timestamp>,
    /// What it has beside that, where it is one of the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub web: Option<WebRecord>,
}

/// What a feed of the web has beside its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WebRecord {
    /// Where it is.
    pub url: CleanText,
    /// Where its site is.
    #[serde(default)]
    pub site: Option<CleanText>,
    /// Whether its name is the user's.
    #[serde(default)]
    pub renamed: bool,
    /// The folders it lies in.
    #[serde(default)]
    pub folders: Vec<Folder>,
    /// Why it is not fetched.
    #[serde(default)]
    pub pause: Option<Pause>,
    /// When its articles' pages are fetched.
    #[serde(default)]
    pub full_text: FullText,
    /// How much of it is kept.
    #[serde(default)]
    pub keep: Retention,
    /// How fetching it went.
    pub health: Health,
    /// The `ETag` of what was fetched last.
    #[serde(default)]
    pub etag: Option<CleanText>,
    /// Its `Last-Modified`.
    #[serde(default)]
    pub modified: Option<CleanText>,
    /// A hash of its bytes.
    #[serde(default)]
    pub hash: Option<u64>,
}

/// An actor that is more than a name in articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorRecord {
    /// Who.
    pub key: ActorKey,
    /// What it is called by itself.
    pub name: CleanText,
    /// What sort of actor it is.
    #[serde(default)]
    pub kind: ActorType,
    /// Whether the user follows it.
    #[serde(default)]
    pub followed: bool,
    /// When the user last looked at its page.
    #[serde(default)]
    pub looked: Option<Timestamp>,
}

/// What the user has settled of whose a name is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EditRecord {
    /// Its number.
    pub id: i64,
    /// What it was.
    pub edit: ActorEdit,
}

/// A saved search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SearchRecord {
    /// Its id.
    pub id: SavedId,
    /// What it is called.
    pub name: CleanText,
    /// What it finds, as one types it.
    pub query: CleanText,
}

/// A rule that mutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleRecord {
    /// Its id.
    pub id: RuleId,
    /// The feed that it is about; all of them where there is none.
    #[serde(default)]
    pub feed: Option<FeedId>,
    /// What it mutes, as one types it.
    pub query: CleanText,
}

/// An article that is there no more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GoneRecord {
    /// What its id was.
    pub id: ArticleId,
    /// The article that it is one with; 0 where it was removed and is not to come again, -1 where it may.
    pub into: i64,
    /// The numbers by which it is known when it comes again.
    #[serde(default)]
    pub known_as: Vec<i64>,
}

/// An article, as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticleRecord {
    /// Its id.
    pub id: ArticleId,
    /// The feeds that brought it, the first one first.
    pub feeds: Vec<Brought>,
    /// The numbers by which it is known when it comes again.
    #[serde(default)]
    pub known_as: Vec<i64>,
    /// Its title.
    pub title: CleanText,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Timestamp>,
    /// When it came.
    pub received: Timestamp,
    /// Which revision this is, from 1.
    pub revision: u32,
    /// A number that says whether what comes is the same.
    pub hash: i64,
    /// Where it is on the web.
    #[serde(default)]
    pub url: Option<CleanText>,
    /// Which page its text was taken from.
    #[serde(default)]
    pub text_from: Option<CleanText>,
    /// The page that is to be fetched for its text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wants_page: Option<PageRecord>,
    /// Whether a rule mutes it.
    #[serde(default)]
    pub muted: bool,
    /// Whether it is older than its feed is kept.
    #[serde(default)]
    pub expired: bool,
    /// When it was read.
    #[serde(default)]
    pub read: Option<Timestamp>,
    /// Which revision was read last.
    #[serde(default)]
    pub read_revision: Option<u32>,
    /// Which revision was read before that.
    #[serde(default)]
    pub read_before: Option<u32>,
    /// When it was starred.
    #[serde(default)]
    pub starred: Option<Timestamp>,
    /// The user's tags.
    #[serde(default)]
    pub tags: Vec<CleanText>,
    /// The user's note.
    #[serde(default)]
    pub note: Option<CleanText>,
    /// Where the user left it.
    #[serde(default)]
    pub place: Option<ReadingPlace>,
    /// What it says.
    pub says: Says,
}

/// A feed that brought an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Brought {
    /// Which feed.
    pub feed: FeedId,
    /// What it said last, as a number.
    #[serde(default)]
    pub hash: Option<i64>,
}

/// A page that is to be fetched for the text of an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PageRecord {
    /// Where it is.
    pub url: CleanText,
    /// The feed that wants it.
    pub feed: FeedId,
    /// How often that was tried in vain.
    #[serde(default)]
    pub tries: u32,
}

/// What the article before it said once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRecord {
    /// The article.
    pub article: ArticleId,
    /// Its number, from 1.
    pub number: u32,
    /// Where it was on the web.
    #[serde(default)]
    pub url: Option<CleanText>,
    /// When the next one replaced it.
    #[serde(default)]
    pub replaced: Option<Timestamp>,
    /// A number that says whether what comes is the same.
    #[serde(default)]
    pub hash: Option<i64>,
    /// What it said.
    pub says: Says,
}

/// What an article says: a document, or what its feed has of it, of which a document is made when it is analysed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Says {
    /// A document.
    Document(Box<Document>),
    /// What a feed has of it, and what the feed says of itself.
    Entry(Box<EntryRecord>),
}

/// What a feed has of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EntryRecord {
    /// What the feed says of itself.
    pub head: FeedHead,
    /// What it says of the article.
    pub entry: FeedEntry,
}
