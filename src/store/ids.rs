//! Ids for new articles: the time in the high bits, then the next free number of that second.

use std::collections::HashMap;

use rusqlite::Connection;

use crate::model::{ArticleId, Timestamp};

/// Where the search for a free id of a second went on last, so that a million articles of one second are
/// not a million walks over the seconds that they filled.
#[derive(Debug, Default)]
pub(super) struct Ids {
    next: HashMap<i64, i64>,
}

impl Ids {
    /// More than the seconds of any one batch.
    const MAX_HINTS: usize = 4096;

    /// A free id for an article of `published`, as far as that is known and not later than `received`.
    pub(super) fn allocate(
        &mut self,
        db: &Connection,
        published: Option<Timestamp>,
        received: Timestamp,
    ) -> rusqlite::Result<ArticleId> {
        let time = published.map_or(received, |published| published.min(received));
        let first = ArticleId::first_of_second(time).0;
        let mut low = self.next.get(&first).copied().unwrap_or(first);
        let mut highest = db.prepare_cached("SELECT max(id) FROM article WHERE id BETWEEN ?1 AND ?2")?;
        let id = loop {
            let last = low | (ArticleId::PER_SECOND - 1);
            let taken: Option<i64> = highest.query_row((low, last), |row| row.get(0))?;
            let next = taken.map_or(low, |id| id + 1);
            if next <= last {
                break next;
            }
            low = last + 1;
        };
        if self.next.len() >= Self::MAX_HINTS {
            self.next.clear();
        }
        self.next.insert(first, id + 1);
        Ok(ArticleId(id))
    }
}
