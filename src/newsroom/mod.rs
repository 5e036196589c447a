//! Floor 3: the one place where ingest, actors and store join.
//!
//! - `source.rs` says which files an import is about and which feed each belongs to;
//! - `import.rs` reads them, batch by batch, and adds them to the store;
//! - `intake.rs` makes ready what feeds have of their articles;
//! - `analyse.rs` finds, after that, who is in them;
//! - `compact.rs` gives room back;
//! - `pictures.rs` fetches pictures of articles, and keeps those that were seen;
//! - `backup.rs` copies the store, and has a copy back; `archive.rs` makes one of an export;
//! - `actors.rs` is about actors across the whole store;
//! - `samples.rs` holds the articles that come with masthead.

mod actors;
mod address_key;
mod analyse;
mod answer;
mod archive;
mod backup;
mod compact;
mod error;
mod files;
mod full_text;
mod import;
mod import_from;
mod intake;
mod known;
mod mute;
mod network;
mod newsboat;
mod pictures;
mod refresh;
mod samples;
mod schedule;
mod source;
mod subscribe;
mod whole_file;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use crate::model::{RefreshProgress, Which};
pub use analyse::Pace;
pub use archive::Imported;
pub use backup::Restored;
pub use error::NewsroomError;
pub use import::{Failure, ImportReport, ImportWarning, Progress};
pub use import_from::TakenOver;
pub use known::KnownActors;
pub use network::{Network, SecretFor, Wire};
pub use pictures::PictureFolder;
pub use refresh::{RefreshReport, Refreshed};
pub use source::Source;
pub use subscribe::{FoundFeed, ListReport};
pub use whole_file::WholeFile;

use crate::ingest::{self, Labels};
use crate::model::{
    ArticleId, ChangeId, CleanText, FeedEdit, FeedId, Folder, PastChange, Query, Rule, RuleId, SavedSearch,
    Subscribed, Subscription, Timestamp, WebFeed,
};
use crate::store::{MakeDocument, NewsboatCache, Reader, Store, StoreError};

/// Takes articles in, and keeps the store in order. One a process.
#[derive(Debug)]
pub struct Newsroom {
    store: Store,
    reader: Reader,
    file: PathBuf,
    labels: Labels,
    known: KnownActors,
}

impl Newsroom {
    /// Opens the store in the folder `store_dir`, and makes it where there is none.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn open(store_dir: &Path) -> Result<Self, NewsroomError> {
        let file = Self::store_file(store_dir);
        let store = Store::open(&file)?;
        let labels = Labels::default();
        let reader = Reader::open(&file)?.with_documents(Self::documents(&labels));
        Ok(Self { store, reader, file, labels, known: KnownActors::default() })
    }

    /// The same newsroom, which knows these labels of sections.
    #[must_use]
    pub fn with_labels(self, labels: Labels) -> Self {
        Self { reader: self.reader.with_documents(Self::documents(&labels)), labels, ..self }
    }

    /// How documents are made of what feeds have of articles.
    pub fn documents(labels: &Labels) -> MakeDocument {
        let labels = labels.clone();
        Arc::new(move |head, entry| ingest::feed_item(head, entry, &labels).document)
    }

    /// Analyses the articles that have only come in so far, the newest first, until nothing waits: all of their words
    /// go into the index, who is in them is noted, and what says nearly the same by another feed becomes one article
    /// with it. `go_on` is told how many articles are left, and says whether to go on; what was done is kept. Once nothing
    /// waits, what is due of giving room back is done.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn analyse(&mut self, pace: Pace, go_on: &mut dyn FnMut(u64) -> bool) -> Result<(), NewsroomError> {
        analyse::analyse(self, pace, go_on)?;
        if self.reader.totals()?.waiting == 0 {
            compact::compact(self, pace, false)?;
        }
        Ok(())
    }

    /// Gives all room back that can be: removes for good what is hidden, without waiting for days. How many articles
    /// went.
    ///
    /// # Errors
    /// Where the store cannot be written; what was done before stays done.
    pub fn compact(&mut self) -> Result<u64, NewsroomError> {
        compact::compact(self, Pace::Full, true)
    }

    /// The feeds at an address as people type it: itself, where it is one; else those that the page there names; else
    /// what is found where sites have their feeds.
    ///
    /// # Errors
    /// Where there is none; says why.
    pub fn find_feeds(wire: &Wire, typed: &str) -> Result<Vec<FoundFeed>, NewsroomError> {
        subscribe::find(wire, typed)
    }

    /// Looks whether one of several found feeds is where the page says, and what it calls itself.
    ///
    /// # Errors
    /// Where it is not; says why.
    pub fn look_at_feed(wire: &Wire, found: FoundFeed) -> Result<FoundFeed, NewsroomError> {
        subscribe::look(wire, found)
    }

    /// Adds a feed, under a name of the user's where there is one, and into a folder.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn subscribe(
        &mut self,
        feed: &FoundFeed,
        name: Option<CleanText>,
        folder: Folder,
    ) -> Result<Subscribed, NewsroomError> {
        subscribe::add(self, feed, name, folder)
    }

    /// Adds the feeds of a list; what is no feed is refused, and nothing in it is ever run.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn subscribe_list(&mut self, list: Vec<Subscription>) -> Result<ListReport, NewsroomError> {
        subscribe::add_list(self, list, &HashMap::new())
    }

    /// Every feed of the web, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn web_feeds(&self) -> Result<Vec<WebFeed>, NewsroomError> {
        Ok(self.reader.web_feeds()?)
    }

    /// Changes a feed of the web; the change, or `None` where it was so.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn edit_feed(&mut self, feed: FeedId, edit: &FeedEdit) -> Result<Option<ChangeId>, NewsroomError> {
        Ok(self.store.edit_feed(feed, edit)?)
    }

    /// How many articles, and how many starred ones, go when a feed is removed: those that no other feed brought.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn removal(&self, feed: FeedId) -> Result<(u64, u64), NewsroomError> {
        Ok(self.reader.removal(feed)?)
    }

    /// Removes a feed, with the articles that no other feed brought; the change, and how many articles that were.
    /// Undone, or added again, it comes back with all of them.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_feed(&mut self, feed: FeedId) -> Result<Option<(ChangeId, u64)>, NewsroomError> {
        Ok(self.store.remove_feed(feed)?)
    }

    /// The saved searches, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, NewsroomError> {
        Ok(self.reader.saved_searches()?)
    }

    /// The rules that mute, the oldest first.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn rules(&self) -> Result<Vec<Rule>, NewsroomError> {
        Ok(self.reader.rules()?)
    }

    /// Takes a change back, or the last that can be, whoever made it, where none is named; what it was. `None` where
    /// there is none, or what it changed was changed again since.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn take_back(&mut self, change: Option<ChangeId>) -> Result<Option<PastChange>, NewsroomError> {
        let past = self.store.take_back(change)?;
        past.iter().try_for_each(|past| mute::follow(self, past))?;
        Ok(past)
    }

    /// Adds a rule and mutes what it is about, in a feed or everywhere; how many articles that changed, and the change. `go_on` is
    /// told how many were tested, and says whether to go on.
    ///
    /// # Errors
    /// Where the rule cannot be one, or the store cannot be written.
    pub fn mute(
        &mut self,
        feed: Option<FeedId>,
        query: &Query,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(RuleId, u64, ChangeId), NewsroomError> {
        mute::add(self, feed, query, go_on)
    }

    /// Takes a rule away, and lets be heard what no other one mutes; how many articles that are, or `None` where there
    /// is no such rule.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn unmute(
        &mut self,
        rule: RuleId,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<Option<u64>, NewsroomError> {
        mute::remove(self, rule, go_on)
    }

    /// Hides what is older than a feed is kept, and shows what is not any more; how many articles that changed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn expire(&mut self, feed: FeedId) -> Result<u64, NewsroomError> {
        Ok(self.store.expire(feed, Timestamp::now())?)
    }

    /// Refreshes feeds of the web. `go_on` is told how far it is, after each transaction and ten times a second between
    /// them, and says whether to go
    /// on; what was taken in before it stops is kept.
    ///
    /// # Errors
    /// Where the store cannot be read or written. A feed that cannot be fetched is none: the report says so.
    pub fn refresh(
        &mut self,
        wire: &Wire,
        which: &Which,
        go_on: &mut dyn FnMut(RefreshProgress) -> bool,
    ) -> Result<RefreshReport, NewsroomError> {
        refresh::refresh(self, wire, which, go_on)
    }

    /// Fetches an article's page and takes its text; why there is none to take, where there is not.
    ///
    /// # Errors
    /// Where the store cannot be read or written.
    pub fn fetch_full_text(
        &mut self,
        wire: &Wire,
        article: ArticleId,
    ) -> Result<Result<(), String>, NewsroomError> {
        full_text::fetch(self, wire, article)
    }

    /// Opens the store in the folder `store_dir` for reading alone. One that an older masthead wrote is brought up
    /// to date first.
    ///
    /// # Errors
    /// Where there is no store, or it cannot be opened.
    pub fn open_reader(store_dir: &Path) -> Result<Reader, NewsroomError> {
        match Reader::open(&Self::store_file(store_dir)) {
            Err(StoreError::Older { .. }) => Self::open(store_dir)?.reader(),
            opened => Ok(opened?.with_documents(Self::documents(&Labels::default()))),
        }
    }

    /// The file that the store in a folder is.
    pub fn store_file(store_dir: &Path) -> PathBuf {
        store_dir.join("masthead.db")
    }

    /// Another reading connection.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn reader(&self) -> Result<Reader, NewsroomError> {
        Ok(Reader::open(&self.file)?.with_documents(Self::documents(&self.labels)))
    }

    /// The writing connection.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Takes articles into the store. What fails is reported, and the rest goes on. `feed` is the name of the
    /// feed to put all of them into; without it, a folder's articles go into a feed of its name, others into
    /// *Imported*. The first articles of the reader's own drive out the samples.
    ///
    /// # Errors
    /// Where there is nothing to import in one of the folders, or the store cannot be written. Batches added
    /// before that stay.
    pub fn import(
        &mut self,
        sources: &[Source],
        feed: Option<&str>,
        now: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportReport, NewsroomError> {
        import::import(self, sources, feed, now, progress)
    }

    /// Takes over what newsboat has: the feeds of its list (of its cache, where there is none), their articles, and which
    /// of those were read or flagged. Doing it again takes over what is new, and takes no mark away.
    ///
    /// # Errors
    /// Where the cache cannot be read, or the store cannot be written. What was taken over before that stays.
    pub fn import_from_newsboat(
        &mut self,
        list: Option<Vec<Subscription>>,
        cache: &NewsboatCache,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<TakenOver, NewsroomError> {
        import_from::newsboat(self, list, cache, progress)
    }

    /// Adds the articles that come with masthead to a store that never had any; how many. None, where it had some.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add_samples(&mut self, now: Timestamp) -> Result<u64, NewsroomError> {
        samples::add(self, now)
    }

    /// The same for a reader who has not asked for them: none either, where they were removed once.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn offer_samples(&mut self, now: Timestamp) -> Result<u64, NewsroomError> {
        if self.reader.samples_removed()? { Ok(0) } else { self.add_samples(now) }
    }

    /// Removes the articles that came with masthead, for good; how many.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_samples(&mut self) -> Result<u64, NewsroomError> {
        Ok(self.store.remove_samples()?)
    }
}
