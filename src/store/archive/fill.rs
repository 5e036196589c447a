//! A store that is made of records, one after another.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::super::error::StoreError;
use super::super::subscription::{self, full_text_name};
use super::super::vocabulary::Vocabulary;
use super::super::writer::{json, origin_name};
use super::super::{actor_edit, cast, filling, open, recount, saved};
use super::{Sequence, record_error, wrong};
use crate::model::{
    ActorEdit, ActorRecord, EditRecord, FeedOrigin, FeedRecord, Pause, Record, RuleRecord, SearchRecord,
    StoreRecord, Timestamp, WebRecord,
};

/// A new store that is being filled. It is of use only once [`Filling::finish`] has said so.
pub struct Filling {
    pub(super) db: Connection,
    path: PathBuf,
    /// The feeds, and whether each was removed.
    pub(super) feeds: BTreeMap<i64, bool>,
    pub(super) sequence: Sequence,
    pub(super) bundles: filling::Filling,
    pub(super) vocabulary: Vocabulary,
    is_salted: bool,
    uncommitted: u32,
}

/// How many records are written in one transaction.
const BATCH: u32 = 2000;

impl Filling {
    /// Makes a new store in the file `path`.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn new(path: &Path) -> Result<Self, StoreError> {
        let db = open::writing(path)?;
        // Nobody has any of it before it is whole, and copied.
        let begun = db.execute_batch("PRAGMA synchronous = OFF; BEGIN IMMEDIATE");
        begun.map_err(|error| StoreError::from_sqlite(error, path, "make the store"))?;
        Ok(Self {
            db,
            path: path.to_owned(),
            feeds: BTreeMap::new(),
            sequence: Sequence::default(),
            bundles: filling::Filling::default(),
            vocabulary: Vocabulary::default(),
            is_salted: false,
            uncommitted: 0,
        })
    }

    /// Adds what a record says.
    ///
    /// # Errors
    /// Where it contradicts what came before it, or the store cannot be written.
    pub fn take(&mut self, record: &Record) -> Result<(), StoreError> {
        let taken = match record {
            Record::Store(store) => self.store(store),
            Record::Feed(feed) => self.feed(feed),
            Record::Actor(actor) => self.actor(actor),
            Record::ActorEdit(edit) => self.edit(edit),
            Record::Search(search) => self.search(search),
            Record::Rule(rule) => self.rule(rule),
            Record::Gone(gone) => self.gone(gone),
            Record::Article(article) => self.article(article),
            Record::Revision(revision) => self.revision(revision),
            Record::Masthead(_) | Record::End(_) => Ok(()),
        };
        taken.and_then(|()| self.commit_some()).map_err(|error| record_error(error, &self.path))
    }

    /// Makes whatever follows from what came, and closes the store.
    ///
    /// # Errors
    /// Where something is missing, or the store cannot be written.
    pub fn finish(mut self) -> Result<(), StoreError> {
        let done = self.follow_up();
        let Self { db, path, .. } = self;
        let done = done.and_then(|()| db.close().map_err(|(_, error)| error));
        done.map_err(|error| record_error(error, &path))
    }

    fn follow_up(&mut self) -> rusqlite::Result<()> {
        if !self.is_salted {
            return Err(wrong("the line that says what holds for the store is missing"));
        }
        self.bundles.flush(&self.db)?;
        // Who was one with an article that is not there, is nobody.
        self.db.execute_batch(
            "UPDATE merged SET into_id = -1 WHERE into_id > 0
                AND NOT EXISTS (SELECT 1 FROM article WHERE id = into_id)",
        )?;
        let edits = actor_edit::all(&self.db)?;
        for edit in &edits {
            if let ActorEdit::Rename { actor, .. } = edit {
                actor_edit::rename(&self.db, actor, &edits)?;
            }
        }
        recount::articles(&self.db)?;
        self.db.execute_batch("COMMIT")
    }

    fn commit_some(&mut self) -> rusqlite::Result<()> {
        self.uncommitted += 1;
        if self.uncommitted < BATCH {
            return Ok(());
        }
        self.uncommitted = 0;
        self.bundles.flush(&self.db)?;
        self.db.execute_batch("COMMIT; BEGIN IMMEDIATE")
    }

    fn store(&mut self, store: &StoreRecord) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.is_salted, true) {
            return Err(wrong("what holds for the store is said twice"));
        }
        self.db.execute("UPDATE meta SET value = ?1 WHERE name = 'salt'", [store.salt.to_string()])?;
        if store.samples_removed {
            self.db.execute("INSERT INTO meta (name, value) VALUES ('samples', 'removed')", [])?;
        }
        Ok(())
    }

    fn feed(&mut self, feed: &FeedRecord) -> rusqlite::Result<()> {
        let FeedRecord { id, origin, removed, web, .. } = feed;
        if id.0 <= 0 || (*origin == FeedOrigin::Web) != web.is_some() {
            return Err(wrong(
                "it is no feed: it lacks an id above 0, or says one thing of itself and another",
            ));
        }
        insert_feed(&self.db, id.0, feed)?;
        self.feeds.insert(id.0, removed.is_some());
        Ok(())
    }

    /// Says under which origin alone a feed may be in a private network. Nothing that is imported says so itself.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn trust(&mut self, feed: &FeedRecord, origin: &str) -> Result<(), StoreError> {
        let done = subscription::trust(&self.db, feed.id.0, origin);
        done.map_err(|error| record_error(error, &self.path))
    }

    fn actor(&self, actor: &ActorRecord) -> rusqlite::Result<()> {
        let ActorRecord { key, name, kind, followed, looked } = actor;
        let id = cast::actor_id(&self.db, key.as_str(), name, *kind)?;
        if *followed {
            self.db.execute("INSERT INTO followed (actor_id) VALUES (?1)", [id])?;
        }
        if let Some(looked) = looked {
            self.db.execute(
                "INSERT INTO actor_look (actor_id, looked) VALUES (?1, ?2)",
                (id, looked.as_microsecond()),
            )?;
        }
        Ok(())
    }

    fn edit(&self, EditRecord { id, edit }: &EditRecord) -> rusqlite::Result<()> {
        // Whoever it is about is there, under its key where nothing better is known.
        actor_edit::about(edit).try_for_each(|key| {
            cast::actor_id(&self.db, key.as_str(), key.as_str(), key.kind()).map(|_| ())
        })?;
        self.db.execute("INSERT INTO actor_edit (id, edit) VALUES (?1, ?2)", (id, json(edit)?))?;
        Ok(())
    }

    fn search(&self, SearchRecord { id, name, query }: &SearchRecord) -> rusqlite::Result<()> {
        saved::query(query)?;
        self.db.execute(
            "INSERT INTO saved (id, name, query) VALUES (?1, ?2, ?3)",
            (id.0, name.as_str(), query.as_str()),
        )?;
        Ok(())
    }

    fn rule(&self, RuleRecord { id, feed, query }: &RuleRecord) -> rusqlite::Result<()> {
        saved::query(query)?;
        if let Some(feed) = feed {
            self.known(feed.0)?;
        }
        self.db.execute(
            "INSERT INTO rule (id, feed_id, test) VALUES (?1, ?2, ?3)",
            (id.0, feed.map(|feed| feed.0), query.as_str()),
        )?;
        Ok(())
    }

    /// Whether a feed was removed; it must have come before.
    pub(super) fn known(&self, feed: i64) -> rusqlite::Result<bool> {
        self.feeds.get(&feed).copied().ok_or_else(|| wrong(format!("there is no feed {feed} before it")))
    }
}

/// Puts a feed into a store under an id that nobody has.
pub(super) fn insert_feed(db: &Connection, id: i64, feed: &FeedRecord) -> rusqlite::Result<()> {
    let FeedRecord { name, origin, removed, web, .. } = feed;
    let origin = web.as_ref().map_or(origin_name(*origin), |web| web.url.as_str());
    db.prepare_cached("INSERT INTO feed (id, name, origin, removed) VALUES (?1, ?2, ?3, ?4)")?.execute((
        id,
        name.as_str(),
        origin,
        removed.map(Timestamp::as_microsecond),
    ))?;
    web.as_ref().map_or(Ok(()), |web| insert_web(db, id, web))
}

fn insert_web(db: &Connection, id: i64, web: &WebRecord) -> rusqlite::Result<()> {
    let WebRecord { url, site, renamed, folders, pause, full_text, keep, health, etag, modified, hash } = web;
    let pause = pause.map(|pause| match pause {
        Pause::User => "user",
        Pause::Gone => "gone",
    });
    db.prepare_cached(
        "INSERT INTO subscription (feed_id, url, trusted, site, renamed, folders, pause, full_text, keep_days,
            keep_articles) VALUES (?1, ?2, '', ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        id,
        url.as_str(),
        site.as_deref(),
        renamed,
        json(folders)?,
        pause,
        full_text_name(*full_text),
        keep.days.filter(|days| *days > 0),
        keep.articles.filter(|articles| *articles > 0),
    ))?;
    db.prepare_cached(
        "INSERT INTO health (feed_id, fetched, answered, error, failures, due, etag, modified, hash)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        id,
        health.fetched.map(Timestamp::as_microsecond),
        health.answered,
        health.error.as_deref(),
        health.failures,
        health.due.map(Timestamp::as_microsecond),
        etag.as_deref(),
        modified.as_deref(),
        hash.map(u64::cast_signed),
    ))?;
    Ok(())
}
