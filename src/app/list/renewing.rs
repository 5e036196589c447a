//! Reading a list anew without moving what one looks at.

use std::collections::BTreeSet;

use super::{List, MARGIN, WINDOW};
use crate::model::{ArticleId, Cursor, Headline, Scope};

/// How rows are to be read anew.
#[derive(Clone, Debug)]
pub(super) struct Stale {
    from: ArticleId,
    /// Whether the user did not ask for it: nothing moves then on the screen.
    unasked: bool,
    /// What has been read so far, where reading was broken off.
    rows: Vec<Headline>,
    /// And up to where.
    reached: Option<ArticleId>,
}

impl Stale {
    /// What is to be read next.
    pub(super) fn cursor(&self) -> Cursor {
        Cursor::OlderThan(self.reached.unwrap_or(self.from))
    }
}

/// The rows of a list at some time, by their ranks: what comes later between their ends is new.
#[derive(Clone, Debug, Default)]
pub(super) struct Before {
    pub(super) ranks: BTreeSet<i64>,
    /// Whether there was nothing below or above.
    is_all_below: bool,
    is_all_above: bool,
}

impl Before {
    pub(super) fn knew(&self, rank: i64) -> bool {
        let below = self.ranks.last().is_none_or(|last| rank > *last) && !self.is_all_below;
        let above = self.ranks.first().is_none_or(|first| rank < *first) && !self.is_all_above;
        self.ranks.is_empty() || below || above || self.ranks.contains(&rank)
    }
}

impl List {
    /// Has the rows read anew, those at hand being shown meanwhile; the cursor stays on its article.
    pub fn reload(&mut self) {
        self.read_anew(false);
    }

    /// Has the rows read anew without anybody having asked for it: the cursor stays on its article and its row of the
    /// screen, and what one has just read or unstarred stays in the list of the unread or the starred.
    pub fn renew(&mut self) {
        // Rows that are still to come will be as new as can be, and a reload that is under way shows everything.
        if !self.is_waiting() && self.stale.as_ref().is_none_or(|stale| stale.unasked) {
            self.read_anew(true);
        }
    }

    fn read_anew(&mut self, unasked: bool) {
        let Some(row) = self.rows.get(self.cursor.saturating_sub(MARGIN)) else { return self.forget(None) };
        let from = self.order.just_above(row.id);
        self.stale = Some(Stale { from, unasked, rows: Vec::new(), reached: None });
        self.before = Before {
            ranks: self.rows.iter().map(|row| self.order.rank(row.id)).collect(),
            is_all_below: self.has_oldest,
            is_all_above: self.has_newest,
        };
        (self.waiting, self.failed) = (false, false);
    }

    /// Takes in what was read anew, as soon as it is a page of rows or all there is.
    pub(super) fn renew_with(&mut self, mut stale: Stale, rows: Vec<Headline>, ended: bool, height: usize) {
        stale.rows.extend(rows);
        stale.reached = self.reached;
        match self.reached {
            Some(_) if stale.rows.len() < WINDOW => self.stale = Some(stale),
            _ => self.replace(stale, ended, height),
        }
    }

    /// Takes rows in for those at hand. The cursor stays on its article, or on the next one in the list’s order where that
    /// is gone; where one has meanwhile moved beyond what was read, the rows around it are read instead.
    fn replace(&mut self, stale: Stale, ended: bool, height: usize) {
        let order = self.order;
        let selected = self.selected().map(|row| row.id);
        let Stale { from, unasked, rows, .. } = stale;
        let rows = if unasked { self.with_those_that_stay(rows, ended) } else { rows };
        if !rows.iter().any(|row| self.before.ranks.contains(&order.rank(row.id))) {
            return self.forget(None);
        }
        let rank = |id: ArticleId| order.rank(id);
        let row = selected.map_or(0, |id| rows.partition_point(|row| rank(row.id) < rank(id)));
        let above = selected.is_some_and(|id| rank(id) <= rank(from));
        let below = row == rows.len() && !ended;
        if above || below {
            return self.forget(selected);
        }
        self.top = row.saturating_sub(self.cursor.saturating_sub(self.top));
        self.cursor = row.min(rows.len().saturating_sub(1));
        (self.has_newest, self.has_oldest) = (false, ended);
        self.rows = rows;
        if unasked { self.scroll(0, 0, height) } else { self.follow(height) }
    }

    /// `rows` and, of those at hand, what one has just read or unstarred oneself.
    fn with_those_that_stay(&self, mut rows: Vec<Headline>, ended: bool) -> Vec<Headline> {
        let stays = |row: &&Headline| match self.listing.scope {
            Scope::Unread => row.status.read,
            Scope::Starred => !row.status.starred,
            _ => false,
        };
        let rank = |row: &Headline| self.order.rank(row.id);
        let last = rows.last().filter(|_| !ended).map(rank);
        let kept = self.rows.iter().skip(self.cursor.saturating_sub(MARGIN)).filter(stays);
        for row in kept.filter(|row| last.is_none_or(|last| rank(row) < last)) {
            let at = rows.partition_point(|other| rank(other) < rank(row));
            if rows.get(at).is_none_or(|other| other.id != row.id) {
                rows.insert(at, row.clone());
            }
        }
        rows
    }
}
