//! The counters that lists and totals are shown from, gathered over a transaction and applied at its end.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::{cast, followed};

/// What a transaction adds to the counters.
#[derive(Debug, Default)]
pub(super) struct Tally {
    feeds: BTreeMap<i64, (i64, i64)>,
    actors: BTreeMap<i64, i64>,
    names: BTreeMap<i64, i64>,
    followed: BTreeMap<i64, i64>,
    articles: i64,
    unread: i64,
    starred: i64,
    waiting: i64,
}

impl Tally {
    /// Articles and unread ones that there are more, whatever feeds they are of.
    pub(super) fn all(&mut self, articles: i64, unread: i64) {
        self.articles += articles;
        self.unread += unread;
    }

    /// Articles and unread ones that a feed has more.
    pub(super) fn feed(&mut self, feed: i64, articles: i64, unread: i64) {
        let counts = self.feeds.entry(feed).or_default();
        counts.0 += articles;
        counts.1 += unread;
    }

    /// Articles that an actor is in more.
    pub(super) fn actor(&mut self, actor: i64, articles: i64) {
        *self.actors.entry(actor).or_default() += articles;
    }

    /// Articles that have a name more.
    pub(super) fn name(&mut self, name: i64, articles: i64) {
        *self.names.entry(name).or_default() += articles;
    }

    /// Articles that a list of the unread of followed actors has more.
    pub(super) fn followed(&mut self, list: i64, articles: i64) {
        *self.followed.entry(list).or_default() += articles;
    }

    /// Starred articles that there are more.
    pub(super) fn starred(&mut self, articles: i64) {
        self.starred += articles;
    }

    /// Articles that are still to be analysed that there are more.
    pub(super) fn waiting(&mut self, articles: i64) {
        self.waiting += articles;
    }

    /// Writes the counters. A name that no article has any more goes, and an actor without names.
    pub(super) fn apply(self, db: &Connection) -> rusqlite::Result<()> {
        let mut feed = db
            .prepare_cached("UPDATE feed SET articles = articles + ?2, unread = unread + ?3 WHERE id = ?1")?;
        for (id, counts) in self.feeds {
            feed.execute((id, counts.0, counts.1))?;
        }
        db.prepare_cached(
            "UPDATE totals SET articles = articles + ?1, unread = unread + ?2, starred = starred + ?3,
                waiting = waiting + ?4",
        )?
        .execute((self.articles, self.unread, self.starred, self.waiting))?;
        let mut name = db.prepare_cached("UPDATE name SET articles = articles + ?2 WHERE id = ?1")?;
        let mut unused = db.prepare_cached("DELETE FROM name WHERE id = ?1 AND articles <= 0")?;
        for (id, count) in self.names {
            if count != 0 {
                name.execute((id, count))?;
            }
            if count <= 0 {
                unused.execute([id])?;
            }
        }
        let mut actor = db.prepare_cached("UPDATE actor SET articles = articles + ?2 WHERE id = ?1")?;
        let mut gone = db.prepare_cached(&format!("{} AND id = ?1", cast::DROP_NAMELESS))?;
        for (id, count) in self.actors {
            if count != 0 {
                actor.execute((id, count))?;
            }
            if count <= 0 {
                gone.execute([id])?;
            }
        }
        for (list, count) in self.followed {
            followed::count(db, list, count)?;
        }
        Ok(())
    }
}
