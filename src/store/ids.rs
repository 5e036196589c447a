//! Ids for new articles: the second in which they were published, or the nearest that is free. So they lie close together,
//! which is what makes the lists of the full-text index short: they hold how far each article is from the one before.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::model::{ArticleId, Timestamp};

/// Runs of seconds that are all taken, the first and the last of each, so that a million articles of one second are
/// not a million walks over the seconds that they filled.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeMap<i64, i64>,
}

impl Ids {
    /// More than the crowded seconds of any one batch.
    const MAX_RUNS: usize = 4096;
    /// By so many seconds an article may be newer than its arrival.
    const MOST_AHEAD: i64 = 59;

    /// A free id for an article of `published`, as far as that is known and not later than `received`.
    ///
    /// Where the second is taken, one goes on with the next: a day that is all that a feed says of its times holds them
    /// all. From when an article came, one goes on for a minute at most, and then back: what comes next is to be newer.
    pub(super) fn allocate(
        &mut self,
        db: &Connection,
        published: Option<Timestamp>,
        received: Timestamp,
    ) -> rusqlite::Result<ArticleId> {
        let is_dated = published.is_some_and(|published| published <= received);
        let time = published.filter(|_| is_dated).unwrap_or(received);
        let wanted = ArticleId::first_of_second(time).0;
        let mut id = wanted;
        // What is one with another article by now, is known by its id on.
        let mut is_taken = db.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)
                OR EXISTS (SELECT 1 FROM merged WHERE article_id = ?1)",
        )?;
        loop {
            if let Some((first, last)) = self.run_with(id) {
                id = if is_dated || last - wanted < Self::MOST_AHEAD { last + 1 } else { first - 1 };
            }
            if !is_taken.query_row([id], |row| row.get(0))? {
                return Ok(ArticleId(id));
            }
            self.note(id);
        }
    }

    fn run_with(&self, id: i64) -> Option<(i64, i64)> {
        let (first, last) = self.taken.range(..=id).next_back()?;
        (*last >= id).then_some((*first, *last))
    }

    /// Notes that an id is taken that is in no run yet.
    fn note(&mut self, id: i64) {
        if self.taken.len() >= Self::MAX_RUNS {
            self.taken.clear();
        }
        let first = self.run_with(id - 1).map_or(id, |(first, _)| first);
        let last = self.taken.remove(&(id + 1)).unwrap_or(id);
        self.taken.insert(first, last);
    }
}

#[cfg(test)]
mod tests {
    use super::Ids;

    #[test]
    fn runs_grow_and_join() {
        let mut ids = Ids::default();
        for id in [5, 7, 4, 9, 8, 6] {
            assert_eq!(ids.run_with(id), None);
            ids.note(id);
        }
        assert_eq!(ids.taken.into_iter().collect::<Vec<_>>(), [(4, 9)]);
    }
}
