//! An export taken into a store that has something of the user's: what is there already is known by what it is called or
//! where it is, and becomes one with what comes; what the user has settled here stays.

use std::collections::BTreeMap;
use std::path::Path;

use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

use super::super::counters::Tally;
use super::super::error::StoreError;
use super::super::writer::{Memory, origin_name};
use super::super::{Store, filling};
use super::super::{cast, followed, forget, holder, identity, rules, saved, subscription};
use super::fill::insert_feed;
use super::join_revisions::Versions;
use super::{Sequence, record_error, wrong};
use crate::model::{
    ActorEdit, ActorRecord, ArticleKey, FeedId, FeedOrigin, FeedRecord, Record, RuleId, RuleRecord,
    SearchRecord, StoreRecord, Subscription,
};

/// What an export brought to a store that had something already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Joined {
    /// Articles that were not there.
    pub articles: u64,
    /// Articles that were.
    pub known: u64,
    /// How many of those have more than before: marks, tags, a note, a feed, a revision.
    pub grown: u64,
    /// Feeds that were not there, or are there again.
    pub feeds: u64,
    /// Searches, rules, and decisions about actors that were not there.
    pub settled: u64,
    /// Decisions about actors that were left out, as the user has decided otherwise here.
    pub left_out: u64,
}

/// An export on its way into a store. Nothing of it is there before [`Joining::finish`] has said so.
pub struct Joining<'a> {
    pub(super) db: Transaction<'a>,
    pub(super) memory: Memory,
    path: &'a Path,
    /// The feeds of the export, and which ones they are here; none of the samples.
    pub(super) feeds: BTreeMap<i64, Option<Here>>,
    /// Whether what its articles are known as can be compared with what is known here.
    pub(super) is_kin: bool,
    is_salted: bool,
    pub(super) sequence: Sequence,
    /// The article before, where it was there already.
    pub(super) versions: Option<Versions>,
    /// The article before, where it is new.
    pub(super) new: Option<i64>,
    pub(super) bundles: filling::Filling,
    pub(super) tally: Tally,
    /// What the user has settled of actors here that the export has not said so far.
    pub(super) own_edits: Vec<ActorEdit>,
    rules: Vec<RuleId>,
    pub(super) joined: Joined,
}

/// Which feed one of an export is here.
#[derive(Clone, Copy, Debug)]
pub(super) struct Here {
    pub(super) id: i64,
    pub(super) is_new: bool,
}

impl Store {
    /// Begins to take in an export, all of it or nothing.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn join(&mut self) -> Result<Joining<'_>, StoreError> {
        let (db, path) = self.parts();
        let fail = |error| StoreError::from_sqlite(error, path, TAKING);
        let db = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(fail)?;
        holder::note(path);
        Ok(Joining {
            own_edits: super::super::actor_edit::all(&db).map_err(fail)?,
            db,
            memory: Memory::default(),
            path,
            feeds: BTreeMap::new(),
            is_kin: false,
            is_salted: false,
            sequence: Sequence::default(),
            versions: None,
            new: None,
            bundles: filling::Filling::default(),
            tally: Tally::default(),
            rules: Vec::new(),
            joined: Joined::default(),
        })
    }
}

const TAKING: &str = "take in the export";

impl Joining<'_> {
    /// Takes in what a record says; `address` is the key of the address of its article, or where its feed is trusted.
    ///
    /// # Errors
    /// Where it contradicts what came before it, or the store cannot be written.
    pub fn take(
        &mut self,
        record: Record,
        address: Option<&ArticleKey>,
        trusted: &str,
    ) -> Result<(), StoreError> {
        let taken = match record {
            Record::Store(store) => self.store(&store),
            Record::Feed(feed) => self.feed(&feed, trusted),
            Record::Actor(actor) => self.actor(&actor),
            Record::ActorEdit(edit) => self.edit(&edit.edit),
            Record::Search(search) => self.search(&search),
            Record::Rule(rule) => self.rule(&rule),
            Record::Gone(gone) => self.gone(&gone),
            Record::Article(article) => self.article(*article, address),
            Record::Revision(revision) => self.revision(*revision),
            Record::Masthead(_) | Record::End(_) => Ok(()),
        };
        taken.map_err(|error| record_error(error, self.path))
    }

    /// Makes what follows from it, and has the store keep it; what came of it.
    ///
    /// # Errors
    /// Where something is missing, or the store cannot be written.
    pub fn finish(mut self) -> Result<Joined, StoreError> {
        let path = self.path;
        let done = self.follow_up().and_then(|()| self.db.commit().map(|()| self.joined));
        done.map_err(|error| record_error(error, path))
    }

    fn follow_up(&mut self) -> rusqlite::Result<()> {
        if !self.is_salted {
            return Err(wrong("the line that says what holds for the store is missing"));
        }
        self.settle()?;
        self.bundles.flush(&self.db)?;
        std::mem::take(&mut self.tally).apply(&self.db)?;
        for rule in rules::all(&self.db)?.iter().filter(|rule| self.rules.contains(&rule.id)) {
            let about: Vec<_> = rules::about(&self.db, rule)?.into_iter().map(|id| (id, true)).collect();
            rules::mute(&self.db, &about)?;
        }
        followed::renew_all(&self.db)
    }

    fn store(&mut self, store: &StoreRecord) -> rusqlite::Result<()> {
        if std::mem::replace(&mut self.is_salted, true) {
            return Err(wrong("what holds for the store is said twice"));
        }
        self.is_kin = identity::salt(&self.db)? == store.salt;
        Ok(())
    }

    fn feed(&mut self, feed: &FeedRecord, trusted: &str) -> rusqlite::Result<()> {
        if feed.id.0 <= 0 || (feed.origin == FeedOrigin::Web) != feed.web.is_some() {
            return Err(wrong(
                "it is no feed: it lacks an id above 0, or says one thing of itself and another",
            ));
        }
        let here = match feed.origin {
            FeedOrigin::Samples => None,
            _ => Some(self.own_feed(feed, trusted)?),
        };
        match self.feeds.insert(feed.id.0, here) {
            Some(_) => Err(wrong("there are two feeds of this id")),
            None => Ok(()),
        }
    }

    fn own_feed(&mut self, feed: &FeedRecord, trusted: &str) -> rusqlite::Result<Here> {
        if forget::has_samples(&self.db)? {
            forget::samples(&self.db, &mut self.tally)?;
        }
        let url = feed.web.as_ref().map(|web| web.url.as_str());
        let origin = url.unwrap_or(origin_name(feed.origin));
        let known: Option<i64> = self
            .db
            .prepare_cached(
                "SELECT f.id FROM feed f LEFT JOIN subscription s ON s.feed_id = f.id
                 WHERE s.url = ?1 OR (f.origin = ?2 AND (?1 IS NOT NULL OR f.name = ?3))
                 ORDER BY s.url IS ?1 DESC LIMIT 1",
            )?
            .query_row((url, origin, feed.name.as_str()), |row| row.get(0))
            .optional()?;
        let Some(id) = known else {
            let last: i64 = self.db.query_row(
                "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'feed'), 0)",
                [],
                |row| row.get(0),
            )?;
            // The same id as there, where nobody ever had it here: then articles are known by the same names.
            let id = if feed.id.0 > last { feed.id.0 } else { last + 1 };
            insert_feed(&self.db, id, feed)?;
            subscription::trust(&self.db, id, trusted)?;
            self.joined.feeds += 1;
            return Ok(Here { id, is_new: true });
        };
        if let Some(web) = feed.web.as_ref().filter(|_| feed.removed.is_none()) {
            // Into its folders too; and back, where it was removed.
            let wanted = Subscription {
                title: None,
                url: subscription::url_of(&self.db, id)?,
                site: web.site.clone(),
                folders: web.folders.clone(),
            };
            let subscribed = subscription::subscribe(&self.db, &wanted, trusted, None)?;
            self.joined.feeds += u64::from(matches!(subscribed, crate::model::Subscribed::New(_)));
        }
        Ok(Here { id, is_new: false })
    }

    fn actor(&mut self, actor: &ActorRecord) -> rusqlite::Result<()> {
        let id = cast::actor_id(&self.db, actor.key.as_str(), &actor.name, actor.kind)?;
        if actor.followed {
            let followed = self.db.execute("INSERT OR IGNORE INTO followed (actor_id) VALUES (?1)", [id])?;
            self.joined.settled += followed as u64;
        }
        if let Some(looked) = actor.looked {
            self.db.execute(
                "INSERT INTO actor_look (actor_id, looked) VALUES (?1, ?2)
                 ON CONFLICT (actor_id) DO UPDATE SET looked = max(looked, excluded.looked)",
                (id, looked.as_microsecond()),
            )?;
        }
        Ok(())
    }

    /// One of the same name that finds something else gets another name.
    fn search(&mut self, search: &SearchRecord) -> rusqlite::Result<()> {
        saved::query(&search.query)?;
        let names = std::iter::once(search.name.to_string())
            .chain((2..).map(|nth| format!("{} ({nth})", search.name)));
        for name in names {
            let there: Option<String> = self
                .db
                .prepare_cached("SELECT query FROM saved WHERE name = ?1")?
                .query_row([&name], |row| row.get(0))
                .optional()?;
            match there {
                Some(query) if query == search.query.as_str() => break,
                Some(_) => {}
                None => {
                    self.db
                        .prepare_cached("INSERT INTO saved (name, query) VALUES (?1, ?2)")?
                        .execute((name, search.query.as_str()))?;
                    self.joined.settled += 1;
                    break;
                }
            }
        }
        Ok(())
    }

    fn rule(&mut self, RuleRecord { feed, query, .. }: &RuleRecord) -> rusqlite::Result<()> {
        let query = saved::query(query)?;
        let feed = match feed {
            // One about the samples has nothing left to mute.
            Some(feed) => match self.known(feed.0)? {
                Some(here) => Some(FeedId(here.id)),
                None => return Ok(()),
            },
            None => None,
        };
        let is_there: bool = self
            .db
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM rule WHERE feed_id IS ?1 AND test = ?2)")?
            .query_row((feed.map(|feed| feed.0), query.to_string()), |row| row.get(0))?;
        if !is_there {
            self.rules.push(rules::insert(&self.db, feed, &query)?);
            self.joined.settled += 1;
        }
        Ok(())
    }

    /// Which feed one of the export is here; it must have come before.
    pub(super) fn known(&self, feed: i64) -> rusqlite::Result<Option<Here>> {
        self.feeds.get(&feed).copied().ok_or_else(|| wrong(format!("there is no feed {feed} before it")))
    }
}
