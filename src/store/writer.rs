//! The one writing connection.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};

use super::add::{self, Added, Fetched, Incoming};
use super::compact::Compaction;
use super::counters::Tally;
use super::error::StoreError;
use super::full_text::{self, PageText};
use super::ids::Ids;
use super::status::{self, Mark};
use super::vocabulary::Vocabulary;
use super::{forget, health, holder, identity, open, retention, rules, subscription};
use crate::model::{
    ArticleId, ChangeId, CleanText, FeedEdit, FeedId, FeedOrigin, Listing, Query, ReadingPlace, RuleId,
    Session, Subscribed, Subscription, Timestamp,
};

/// The store as its one writer has it. Every method is one transaction: all of it happens, or nothing.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    memory: Memory,
}

/// What the writer remembers from one transaction to the next. Nothing rests on it but time.
#[derive(Debug, Default)]
pub(super) struct Memory {
    /// Where ids were free.
    pub(super) ids: Ids,
    /// Which words are in the store.
    pub(super) vocabulary: Vocabulary,
    /// What hashes of keys depend on.
    salt: Option<u64>,
}

impl Memory {
    /// What the hashes of keys depend on in this store.
    pub(super) fn salt(&mut self, db: &Connection) -> rusqlite::Result<u64> {
        match self.salt {
            Some(salt) => Ok(salt),
            None => Ok(*self.salt.insert(identity::salt(db)?)),
        }
    }
}

impl Store {
    /// Opens the store in the SQLite file `path`; makes the file and its folder where they do not exist, and
    /// brings an older store up to date after copying it to a file beside it.
    ///
    /// # Errors
    /// Where the file is not a store, is of a newer version, cannot be written, or another process keeps it
    /// locked.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Ok(Self { db: open::writing(path)?, path: path.to_owned(), memory: Memory::default() })
    }

    /// The feed of this name and origin; made where it does not exist.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn feed_named(&mut self, name: &CleanText, origin: FeedOrigin) -> Result<FeedId, StoreError> {
        self.write("add the feed", |tx, _| {
            let origin = origin_name(origin);
            let known = tx
                .prepare_cached("SELECT id FROM feed WHERE name = ?1 AND origin = ?2")?
                .query_row((name.as_str(), origin), |row| row.get(0))
                .optional()?;
            if let Some(id) = known {
                return Ok(FeedId(id));
            }
            tx.prepare_cached("INSERT INTO feed (name, origin) VALUES (?1, ?2)")?
                .execute((name.as_str(), origin))?;
            Ok(FeedId(tx.last_insert_rowid()))
        })
    }

    /// Adds a batch of articles; what became of each, in order. The first articles of the reader's own drive
    /// out the samples.
    ///
    /// # Errors
    /// Where the store cannot be written; nothing of the batch is in it then.
    pub fn add(&mut self, batch: &[Incoming]) -> Result<Vec<Added>, StoreError> {
        self.write("add the articles", |tx, memory| {
            Ok(add::add_all(tx, memory, &[batch])?.into_iter().flatten().collect())
        })
    }

    /// Adds a feed of the web; where it is there already, it is put into the folders too, and one that was removed
    /// comes back with its articles. `trusted` is the scheme, host and port that the user gave, `own_title` what the
    /// feed calls itself, as far as that is known.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn subscribe(
        &mut self,
        wanted: &Subscription,
        trusted: &str,
        own_title: Option<&CleanText>,
    ) -> Result<Subscribed, StoreError> {
        self.write("add the feed", |tx, _| subscription::subscribe(tx, wanted, trusted, own_title))
    }

    /// Changes a feed of the web; the change, or `None` where it was so, or there is no such feed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn edit_feed(&mut self, feed: FeedId, edit: &FeedEdit) -> Result<Option<ChangeId>, StoreError> {
        self.write("change the feed", |tx, _| subscription::edit(tx, feed, edit))
    }

    /// Removes a feed, and hides the articles that no other feed brought; the change, and how many articles that
    /// were. `None` where there is no such feed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_feed(&mut self, feed: FeedId) -> Result<Option<(ChangeId, u64)>, StoreError> {
        self.write("remove the feed", |tx, _| subscription::remove(tx, feed))
    }

    /// Takes in what fetches of feeds gave: their articles and how they went, all of it or nothing. What became of each
    /// article of each feed, in order.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_in(&mut self, fetched: &[Fetched]) -> Result<Vec<Vec<Added>>, StoreError> {
        if fetched.is_empty() {
            return Ok(Vec::new());
        }
        self.write("take in the feed", |tx, memory| {
            for Fetched { feed, fetch, .. } in fetched {
                health::note(tx, *feed, fetch)?;
            }
            let batches: Vec<&[Incoming]> = fetched.iter().map(|fetched| &*fetched.articles).collect();
            add::add_all(tx, memory, &batches)
        })
    }

    /// Takes in the text of an article as its page has it; whether that changed the article. What its feed carried is
    /// replaced; what the page said before is kept as a revision.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_page(&mut self, page: &PageText) -> Result<bool, StoreError> {
        self.write("take in the page", |tx, _| full_text::take(tx, page))
    }

    /// Notes that an article's page could not be had, now or `for_good`.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn page_failed(&mut self, article: ArticleId, for_good: bool) -> Result<(), StoreError> {
        self.write("note the page", |tx, _| full_text::fail(tx, article, for_good))
    }

    /// Adds a rule that mutes, with the change; the articles that are here already are left as they are.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add_rule(
        &mut self,
        feed: Option<FeedId>,
        query: &Query,
    ) -> Result<(RuleId, ChangeId), StoreError> {
        self.write("add the rule", |tx, _| rules::add(tx, feed, query))
    }

    /// Takes a rule away; whether there was one. The articles that it muted are left as they are.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_rule(&mut self, rule: RuleId) -> Result<bool, StoreError> {
        self.write("remove the rule", |tx, _| rules::remove(tx, rule))
    }

    /// Mutes articles, or lets them be heard again; how many that changed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mute(&mut self, articles: &[(ArticleId, bool)]) -> Result<u64, StoreError> {
        self.write("mute the articles", |tx, _| rules::mute(tx, articles))
    }

    /// Hides what is older than its feed is kept, and shows what is not any more; how many articles that changed.
    /// Starred articles never go.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn expire(&mut self, feed: FeedId, now: Timestamp) -> Result<u64, StoreError> {
        self.write("keep the feed short", |tx, _| retention::expire(tx, feed, now))
    }

    /// Has a feed left alone until `due`.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn postpone(&mut self, feed: FeedId, due: Option<Timestamp>) -> Result<(), StoreError> {
        self.write("note the feed", |tx, _| health::postpone(tx, feed, due))
    }

    /// Marks an article read that one has opened. That is no change to take back, and spends none of those that
    /// are kept for it.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_opened(&mut self, id: ArticleId) -> Result<(), StoreError> {
        self.write("mark the article", |tx, _| status::note_opened(tx, id))
    }

    /// Marks an article read or unread; the change, or `None` where it was so, or there is no such article.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_read(&mut self, id: ArticleId, read: bool) -> Result<Option<ChangeId>, StoreError> {
        self.write("mark the article", |tx, _| status::set_read(tx, id, read))
    }

    /// Stars an article, or takes the star away; the change, or `None` where it was so, or there is no such
    /// article.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_starred(&mut self, id: ArticleId, starred: bool) -> Result<Option<ChangeId>, StoreError> {
        self.write("star the article", |tx, _| status::set_starred(tx, id, starred))
    }

    /// Reads and stars articles that were read and starred elsewhere, and takes neither away; how many each was new to.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_marks(&mut self, marks: &[Mark]) -> Result<(u64, u64), StoreError> {
        self.write("mark the articles", |tx, _| status::take_marks(tx, marks))
    }

    /// Marks everything read that a list holds; the change, and how many articles it changed.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mark_all_read(&mut self, listing: &Listing) -> Result<(ChangeId, u64), StoreError> {
        self.write("mark all read", |tx, _| status::mark_all_read(tx, listing))
    }

    /// Keeps where one left an article.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_place(&mut self, id: ArticleId, place: &ReadingPlace) -> Result<(), StoreError> {
        self.write("keep the place in the article", |tx, _| {
            let json = json(place)?;
            tx.prepare_cached(
                "INSERT OR REPLACE INTO place (article_id, value) SELECT id, ?2 FROM article WHERE id = ?1",
            )?
            .execute((id.0, json))?;
            Ok(())
        })
    }

    /// Keeps what the reader is to find again at the next start.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_session(&mut self, session: &Session) -> Result<(), StoreError> {
        self.write("keep the session", |tx, _| set_meta(tx, "session", &json(session)?))
    }

    /// Does a step of giving room back; whether there is more to do.
    ///
    /// # Errors
    /// Where the store cannot be written; what was done before stays done.
    pub fn compact(&mut self, compaction: &mut Compaction) -> Result<bool, StoreError> {
        self.write("give room back", |tx, _| compaction.step(tx))
    }

    /// Ends a compaction while nobody reads: writes a small store that has grown anew, without gaps.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn write_anew(&mut self, compaction: &Compaction) -> Result<(), StoreError> {
        let (db, path) = self.parts();
        compaction.write_anew(db).map_err(|error| StoreError::from_sqlite(error, path, "give room back"))
    }

    /// Removes the samples, for good; how many articles went.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_samples(&mut self) -> Result<u64, StoreError> {
        self.write("remove the samples", |tx, _| {
            let mut tally = Tally::default();
            let removed = forget::samples(tx, &mut tally)?;
            tally.apply(tx)?;
            Ok(removed)
        })
    }

    /// The connection, and the file that it is.
    pub(super) fn parts(&mut self) -> (&mut Connection, &Path) {
        (&mut self.db, &self.path)
    }

    /// The file that it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Writes in one transaction, and says what it was doing where that fails.
    pub(super) fn write<T>(
        &mut self,
        doing: &'static str,
        work: impl FnOnce(&Transaction<'_>, &mut Memory) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let fail = |error| StoreError::from_sqlite(error, &self.path, doing);
        let tx = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        holder::note(&self.path);
        let done = work(&tx, &mut self.memory).and_then(|done| tx.commit().map(|()| done));
        if done.is_err() {
            self.memory.vocabulary.forget();
        }
        done.map_err(fail)
    }
}

/// How an origin is written in the store.
pub(super) fn origin_name(origin: FeedOrigin) -> &'static str {
    match origin {
        FeedOrigin::Files => "files",
        FeedOrigin::Samples => "samples",
        FeedOrigin::Web => "web",
    }
}

fn set_meta(db: &Connection, name: &str, value: &str) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?.execute((name, value))?;
    Ok(())
}

pub(super) fn json(value: &impl serde::Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{FeedOrigin, Store, StoreError};
    use crate::store::Reader;

    #[test]
    fn a_busy_store_says_who_holds_it_and_readers_go_on() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("a feed");
        store.db.busy_timeout(Duration::ZERO).expect("set");
        let other = Store::open(&path).expect("another");
        other.db.execute_batch("BEGIN IMMEDIATE").expect("locked");
        let error = store.feed_named(&"World".into(), FeedOrigin::Files).expect_err("locked");
        assert!(matches!(error, StoreError::Busy { .. }));
        assert!(error.to_string().contains(&format!("(process {})", std::process::id())), "{error}");
        assert_eq!(Reader::open(&path).expect("a reader").feeds().expect("feeds").len(), 1);
        other.db.execute_batch("ROLLBACK").expect("free");
        store.feed_named(&"World".into(), FeedOrigin::Files).expect("free now");
    }

    #[test]
    fn a_full_disk_changes_nothing() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let pages: i64 = store.db.query_row("PRAGMA page_count", [], |row| row.get(0)).expect("a count");
        store.db.execute_batch(&format!("PRAGMA max_page_count = {pages}")).expect("set");
        let name = "a long name ".repeat(10_000);
        let error = store.feed_named(&name.as_str().into(), FeedOrigin::Files).expect_err("no room");
        assert!(matches!(error, StoreError::DiskFull { .. }), "{error}");
        store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("room for this");
        assert_eq!(Reader::open(&path).expect("a reader").feeds().expect("feeds").len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_read_only_store_is_said_to_be_one() {
        use std::fs::{self, File, Permissions};
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        drop(Store::open(&path).expect("a store"));
        fs::set_permissions(&path, Permissions::from_mode(0o444)).expect("set");
        if File::options().write(true).open(&path).is_ok() {
            return; // whoever runs this may write everywhere
        }
        assert!(matches!(Store::open(&path), Err(StoreError::ReadOnly { .. })));
    }
}
