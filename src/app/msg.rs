//! What enters `update` and what it asks for in return: closed enums, which alone cross threads.

use super::key::Key;
use super::look::Ground;
use super::mouse::Mouse;
use super::output::{Output, Program};
use super::picture::{PictureAnswer, PictureOrder};
pub use super::question::{Answer, Question, QuestionKind};
use crate::model::{
    ActorEdit, ActorKey, Article, ArticleId, CleanText, FeedEdit, FeedId, FeedOffer, Listing, Query,
    ReadingPlace, RefreshProgress, RefreshSummary, SavedId, Session, Timestamp, Which,
};

/// Whatever enters [`update`](super::update).
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(Key),
    /// The mouse did something.
    Mouse(Mouse),
    /// Text was pasted.
    Paste(CleanText),
    /// The terminal has this many columns and rows now.
    Resized(u16, u16),
    /// A cell of the terminal is so wide and so high now.
    Cell(u16, u16),
    /// It is this late now.
    Tick(Timestamp),
    /// The terminal has told whether it is dark or light.
    Ground(Ground),
    /// The terminal has told that it takes pictures which cells name.
    TakesPictures,
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
    /// Get these pictures, as soon as they have been wanted for a moment; those that were wanted before, no more.
    Pictures(Vec<PictureOrder>),
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
    /// What came of the order of a picture.
    Picture(Box<PictureAnswer>),
    /// The terminal has forgotten the pictures that it was sent.
    PicturesLost,
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
    /// A change could not be saved, and why.
    Unsaved(String),
    /// Something else went wrong.
    Failed(String),
    /// Something worth saying happened.
    Told(String),
    /// A change was made of which nothing needs to be said.
    Done,
}
