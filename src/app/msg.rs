//! What enters `update` and what it asks for in return: closed enums, which alone cross threads.

use super::key::Key;
use super::look::Ground;
use super::mouse::Mouse;
use super::output::{Output, Program};
use crate::model::{
    Actor, ActorEdit, ActorKey, ActorPage, Agenda, Article, ArticleId, CleanText, Cursor, Feed, FeedEdit,
    FeedId, FeedOffer, Field, Headline, Hit, Listing, Meant, Offered, Page, Positions, Query, ReadingPlace,
    RefreshProgress, RefreshSummary, Revision, SavedId, SavedSearch, Session, Timestamp, Totals, WebFeed,
    Which,
};

/// Whatever enters [`update`](super::update).
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(String),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// It is this late now.
    Tick(Timestamp),
    /// The terminal has told whether it is dark or light.
    Ground(Ground),
    /// A fact came back.
    Event(Event),
    /// The system wants the program to end.
    Terminate,
}

/// Names one question of its kind; answers to older ones are dropped.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Work that [`update`](super::update) asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Read from the store.
    Ask(Ticket, Question),
    /// Change the store.
    Write(Write),
    /// Use the network.
    Fetch(Order),
    /// Do something with the terminal or the system around it.
    Outside(Outside),
    /// Say when a moment has passed ([`Event::Waited`]); only the last one counts.
    Wait(Ticket),
}

/// Something to read from the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// What was left at the last quit.
    Session,
    /// The feeds with their counts.
    Feeds,
    /// A window of a list.
    Headlines {
        /// Which list.
        listing: Listing,
        /// From where.
        cursor: Cursor,
        /// How many at most.
        limit: usize,
    },
    /// How many articles a list has that are older than one; all, where there is none.
    Count {
        /// Which list.
        listing: Listing,
        /// Older than which.
        from: Option<ArticleId>,
        /// How many were counted before.
        counted: u64,
        /// Whether only the unread of a saved search are counted, and of which.
        unread_of: Option<SavedId>,
    },
    /// The sentences of articles that a search is answered by.
    Hits(Listing, Vec<ArticleId>),
    /// What may stand after a field.
    Values {
        /// After which.
        field: Field,
        /// What was typed of it.
        typed: String,
    },
    /// Whom the names in a search mean.
    Meant(Query),
    /// The unread article of the list next to one.
    NextUnread {
        /// Which list.
        listing: Listing,
        /// Next to which; the newest or oldest of all where there is none.
        from: Option<ArticleId>,
        /// Whether the next older one is meant.
        older: bool,
    },
    /// An article, whole.
    Article(ArticleId),
    /// The actors whose names match what was typed.
    Actors {
        /// What was typed.
        typed: String,
        /// How many at most.
        limit: usize,
    },
    /// How each feed of the web comes.
    WebFeeds,
    /// What goes when a feed is removed.
    Removal(FeedId),
    /// What an article said.
    Revisions(ArticleId),
    /// All that is stored of an actor.
    ActorPage(ActorKey),
    /// What comes next in the articles of a list.
    Agenda(Listing),
    /// What the actors of a list want.
    Positions(Listing),
    /// The tags in use.
    Tags,
    /// The note beside an article.
    Note(ArticleId),
}

/// The kinds of [`Question`], which have their tickets apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are those of the questions")]
pub enum QuestionKind {
    Session,
    Feeds,
    Headlines,
    Count,
    CountSaved,
    Hits,
    Values,
    Meant,
    NextUnread,
    Article,
    Actors,
    WebFeeds,
    Removal,
    Revisions,
    ActorPage,
    Agenda,
    Positions,
    Tags,
    Note,
}

/// A change to the store.
#[derive(Clone, Debug, PartialEq)]
pub enum Write {
    /// Mark an article read because it was opened.
    Opened(ArticleId),
    /// Mark an article read or unread.
    Read(ArticleId, bool),
    /// Star an article or take its star away.
    Star(ArticleId, bool),
    /// Give an article these tags and no others.
    Tags(ArticleId, Vec<CleanText>),
    /// Write a note beside an article; an empty one is none.
    Note(ArticleId, CleanText),
    /// Mark every article of a list read.
    AllRead(Listing),
    /// Take the last change back.
    Undo,
    /// Keep where one left an article.
    Place(ArticleId, ReadingPlace),
    /// Keep what the next start finds again.
    Session(Box<Session>),
    /// Remove the sample articles.
    RemoveSamples,
    /// Add a feed.
    AddFeed(FeedOffer),
    /// Change a feed.
    EditFeed(FeedId, FeedEdit),
    /// Remove a feed, and the articles that no other brought.
    RemoveFeed(FeedId),
    /// Save a search under a name.
    SaveSearch(CleanText, Query),
    /// Call a saved search otherwise.
    RenameSearch(SavedId, CleanText),
    /// Remove a saved search.
    RemoveSearch(SavedId),
    /// Mute what a query finds, in every feed.
    Mute(Query),
    /// Follow an actor, or no more.
    Follow(ActorKey, bool),
    /// Change whose a name is.
    EditActor(ActorEdit),
    /// Note that one has looked at the page of an actor.
    LookedAt(ActorKey),
}

/// Something to do over the network, and with what came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Refresh feeds.
    Refresh(Which),
    /// Stop the refresh that runs, and those that wait.
    Stop,
    /// Find the feeds at an address as it was typed.
    Find(String),
    /// Take the text of an article from its page.
    FullText(ArticleId),
    /// Analyse the articles that wait for it.
    Analyse,
}

/// Something to do outside the program's own memory and store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// Open an address in the browser.
    Browse(CleanText),
    /// Put text into the clipboard.
    Copy(CleanText),
    /// Write something to a new file, as that is called; in a form by how the name ends.
    Save(Output, String),
    /// Give an article to a program.
    Give(Box<Article>, Program),
    /// Paint the whole screen anew.
    Repaint,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Give the terminal back to the shell until one returns.
    Suspend,
    /// Have the note of an article, as it is now, changed in the user’s editor.
    EditNote(ArticleId, CleanText),
}

/// A fact that came back.
#[derive(Clone, Debug)]
pub enum Event {
    /// The answer to a question.
    Answered(Ticket, Answer),
    /// The moment that was to be waited for has passed.
    Waited(Ticket),
    /// A change was made that can be undone; what it did, for people.
    Changed(String),
    /// A feed was changed, which can be undone; what was done, for people.
    FeedsChanged(String),
    /// A feed was added, or was there already.
    FeedAdded {
        /// The feed.
        feed: FeedId,
        /// What it is called.
        name: String,
        /// Whether it was there already.
        known: bool,
    },
    /// It was changed whose a name is, which can be undone; what was done, for people.
    ActorsChanged(String),
    /// The user has written a note for an article.
    Wrote(ArticleId, CleanText),
    /// Tags or a note were changed, which can be undone; what was done, for people.
    NotesChanged(String),
    /// Articles were muted, which can be undone; what was done, for people.
    Muted(String),
    /// So far is the refresh.
    Refreshing(RefreshProgress),
    /// A refresh has ended.
    Refreshed(RefreshSummary),
    /// A refresh could not be made.
    NotRefreshed(String),
    /// These feeds were found at an address as it was typed; or why none was.
    Found(String, Result<Vec<FeedOffer>, String>),
    /// The text of an article was taken from its page; or why not.
    FullText(ArticleId, Result<(), String>),
    /// The store has changed: another process wrote, or another thread of this one.
    StoreChanged,
    /// An article was marked read because it was opened.
    Opened,
    /// The last change was undone; what it had done. `None` where there was none.
    Undone(Option<String>),
    /// The sample articles were removed, so many.
    SamplesRemoved(u64),
    /// A question of this kind could not be answered.
    Unanswered(QuestionKind, String),
    /// A change could not be made, or something else went wrong.
    Failed(String),
    /// Something worth saying happened.
    Told(String),
    /// A change was made of which nothing needs to be said.
    Done,
}

/// The answer to a [`Question`].
#[derive(Clone, Debug)]
pub enum Answer {
    /// To [`Question::Session`].
    Session(Box<Session>),
    /// To [`Question::Feeds`]: the feeds, the actors whom the user follows, the saved searches, and the counts over all of
    /// them.
    Feeds(Vec<Feed>, Vec<Actor>, Vec<SavedSearch>, Totals),
    /// To [`Question::Headlines`]: in the order of the list, and where they were read from.
    Headlines(Page, Cursor),
    /// To [`Question::Count`]: how many so far, and up to which article, where there are further ones; and of which saved
    /// search, where it was about one.
    Count(u64, Option<ArticleId>, Option<SavedId>),
    /// To [`Question::Hits`]: for which articles, and what they have.
    Hits(Vec<ArticleId>, Vec<Hit>),
    /// To [`Question::Values`].
    Values(Offered),
    /// To [`Question::Meant`].
    Meant(Vec<Meant>),
    /// To [`Question::NextUnread`].
    NextUnread(Option<Box<Headline>>),
    /// To [`Question::Article`].
    Article(Option<Box<Article>>),
    /// To [`Question::Actors`].
    Actors(Vec<Actor>),
    /// To [`Question::WebFeeds`].
    WebFeeds(Vec<WebFeed>),
    /// To [`Question::Removal`]: of which feed, how many articles go, and how many starred ones.
    Removal(FeedId, u64, u64),
    /// To [`Question::Revisions`]: the current one first; and the number of the one that one read before.
    Revisions(Vec<Revision>, Option<u32>),
    /// To [`Question::Agenda`].
    Agenda(Box<Agenda>),
    /// To [`Question::Positions`].
    Positions(Box<Positions>),
    /// To [`Question::Tags`]: with how many articles have each.
    Tags(Vec<(CleanText, u64)>),
    /// To [`Question::Note`].
    Note(ArticleId, Option<CleanText>),
    /// To [`Question::ActorPage`]; `None` where no article has the actor.
    ActorPage(Option<Box<ActorPage>>),
}

impl QuestionKind {
    pub(super) const COUNT: usize = Self::Note as usize + 1;
}

impl Question {
    /// Its kind.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Session => QuestionKind::Session,
            Self::Feeds => QuestionKind::Feeds,
            Self::Headlines { .. } => QuestionKind::Headlines,
            Self::Count { unread_of: Some(_), .. } => QuestionKind::CountSaved,
            Self::Count { .. } => QuestionKind::Count,
            Self::Hits(..) => QuestionKind::Hits,
            Self::Values { .. } => QuestionKind::Values,
            Self::Meant(_) => QuestionKind::Meant,
            Self::NextUnread { .. } => QuestionKind::NextUnread,
            Self::Article(_) => QuestionKind::Article,
            Self::Actors { .. } => QuestionKind::Actors,
            Self::WebFeeds => QuestionKind::WebFeeds,
            Self::Removal(_) => QuestionKind::Removal,
            Self::Revisions(_) => QuestionKind::Revisions,
            Self::ActorPage(_) => QuestionKind::ActorPage,
            Self::Agenda(_) => QuestionKind::Agenda,
            Self::Positions(_) => QuestionKind::Positions,
            Self::Tags => QuestionKind::Tags,
            Self::Note(_) => QuestionKind::Note,
        }
    }
}

impl Answer {
    /// The kind of question that it answers.
    pub fn kind(&self) -> QuestionKind {
        match self {
            Self::Session(_) => QuestionKind::Session,
            Self::Feeds(..) => QuestionKind::Feeds,
            Self::Headlines(..) => QuestionKind::Headlines,
            Self::Count(_, _, Some(_)) => QuestionKind::CountSaved,
            Self::Count(..) => QuestionKind::Count,
            Self::Hits(..) => QuestionKind::Hits,
            Self::Values(_) => QuestionKind::Values,
            Self::Meant(_) => QuestionKind::Meant,
            Self::NextUnread(_) => QuestionKind::NextUnread,
            Self::Article(_) => QuestionKind::Article,
            Self::Actors(_) => QuestionKind::Actors,
            Self::WebFeeds(_) => QuestionKind::WebFeeds,
            Self::Removal(..) => QuestionKind::Removal,
            Self::Revisions(..) => QuestionKind::Revisions,
            Self::ActorPage(_) => QuestionKind::ActorPage,
            Self::Agenda(_) => QuestionKind::Agenda,
            Self::Positions(_) => QuestionKind::Positions,
            Self::Tags(_) => QuestionKind::Tags,
            Self::Note(..) => QuestionKind::Note,
        }
    }
}
