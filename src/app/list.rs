//! The article list: a window of rows over the store, never all of them.

mod scrolling;

use std::collections::BTreeSet;

use super::msg::Question;
use crate::model::{ArticleId, Cursor, Headline, Listing, Page, Query, Scope};

/// How many rows are asked for at once.
pub const WINDOW: usize = 120;

/// How many rows a list in an order of its own has at most.
pub const RANKED: usize = 500;

/// How near the cursor comes to an end of the window before more is asked for.
const MARGIN: usize = 60;

/// How many rows are kept.
const KEPT: usize = 480;

/// The article list: what it shows, the rows at hand, and the cursor.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Which articles it shows.
    pub listing: Listing,
    /// What it is called.
    pub title: String,
    /// How a filter narrows what was found, or what there was, before.
    pub(super) narrowed: Option<Narrowed>,
    rows: Vec<Headline>,
    cursor: usize,
    top: usize,
    has_newest: bool,
    has_oldest: bool,
    waiting: bool,
    /// How the rows are to be read anew, while those at hand are still shown.
    stale: Option<Stale>,
    /// The rows that were at hand when they were last read anew.
    before: Before,
    /// Articles that came since and have not been on the screen: they are above it.
    fresh: BTreeSet<ArticleId>,
    /// Whether reading failed; it is tried again when the cursor moves.
    failed: bool,
    /// Where the cursor goes when the rows around it arrive.
    wanted: Option<ArticleId>,
    /// The article up to which was looked for older rows, where there was no time yet to go on.
    reached: Option<ArticleId>,
    /// Whether the rows come in another order than that of time, and are but the first of them.
    ranked: bool,
}

/// How a filter narrows a list: what the list asks for without it, and what the filter asks for besides.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    pub(super) from: Option<Query>,
    pub(super) by: Query,
}

/// How rows are to be read anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stale {
    from: Cursor,
    /// Whether the user did not ask for it: nothing moves then on the screen.
    unasked: bool,
}

/// The rows of a list at some time: what comes later between their ends is new.
#[derive(Clone, Debug, Default)]
struct Before {
    ids: BTreeSet<ArticleId>,
    /// Whether there was nothing older or newer.
    is_all_below: bool,
    is_all_above: bool,
}

impl Before {
    fn knew(&self, id: ArticleId) -> bool {
        let below = self.ids.first().is_none_or(|first| id < *first) && !self.is_all_below;
        let above = self.ids.last().is_none_or(|last| id > *last) && !self.is_all_above;
        self.ids.is_empty() || below || above || self.ids.contains(&id)
    }
}

impl List {
    /// A list of which nothing is at hand yet; its cursor goes to `wanted`, or to the newest.
    pub fn new(listing: Listing, title: String, wanted: Option<ArticleId>) -> Self {
        let ranked = listing.is_ranked();
        Self { listing, title, wanted, ranked, ..Self::default() }
    }

    /// The list without its filter, on the same article; of a search, the search itself.
    pub(super) fn wider(&self) -> Self {
        let (scope, wanted) = (self.listing.scope.clone(), self.selected().map(|row| row.id));
        let filter = match &self.narrowed {
            Some(narrowed) => narrowed.from.clone(),
            // A search is one of everything.
            None => self.listing.filter.clone().filter(|_| scope == Scope::All),
        };
        let title = self.title.split(" = ").next().unwrap_or_default().to_owned();
        Self::new(Listing { scope, filter }, title, wanted)
    }

    /// What its filter asks for, without what it narrows.
    pub(super) fn filter(&self) -> Query {
        let filter = match &self.narrowed {
            Some(Narrowed { from: Some(_), by }) => Some(by),
            Some(_) => self.listing.filter.as_ref(),
            None => self.listing.filter.as_ref().filter(|_| self.listing.scope != Scope::All),
        };
        filter.cloned().unwrap_or_default()
    }

    /// The rows at hand, newest first.
    pub fn rows(&self) -> &[Headline] {
        &self.rows
    }

    /// The number of the cursor's row among those at hand.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The number of the row at the top of the screen, of `height` rows.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&Headline> {
        self.rows.get(self.cursor)
    }

    /// Whether the rows have not arrived yet.
    pub fn is_waiting(&self) -> bool {
        self.waiting && self.rows.is_empty()
    }

    /// How far back was looked so far, where it is still looked further.
    pub fn looking(&self) -> Option<ArticleId> {
        self.reached.filter(|_| self.waiting)
    }

    /// How many articles came in above the screen, as far as they are at hand, and whether there may be more.
    pub fn new_above(&self) -> (usize, bool) {
        (self.fresh.len(), !self.has_newest)
    }

    /// Whether every row of the list is at hand.
    pub fn is_whole(&self) -> bool {
        self.has_newest && self.has_oldest
    }

    /// Changes the row of an article, where it is at hand.
    pub fn change(&mut self, id: ArticleId, change: impl FnOnce(&mut Headline)) {
        if let Some(row) = self.rows.iter_mut().find(|row| row.id == id) {
            change(row);
        }
    }

    /// Changes every row at hand.
    pub fn change_all(&mut self, change: impl FnMut(&mut Headline)) {
        self.rows.iter_mut().for_each(change);
    }

    /// Moves the cursor by rows; `height` rows are on the screen.
    pub fn move_by(&mut self, rows: isize, height: usize) {
        self.failed = false;
        self.cursor = self.cursor.saturating_add_signed(rows).min(self.rows.len().saturating_sub(1));
        let margin = |moves: bool| if moves { 2 } else { 0 };
        self.scroll(margin(rows < 0), margin(rows > 0), height);
    }

    /// Puts the cursor on a row at hand, by its number.
    pub(super) fn select(&mut self, row: usize) {
        self.cursor = row.min(self.rows.len().saturating_sub(1));
    }

    /// Moves the cursor to an article, where it is at hand; otherwise when its rows arrive.
    pub fn move_to(&mut self, id: ArticleId, height: usize) {
        match self.rows.iter().position(|row| row.id == id) {
            Some(row) => {
                self.cursor = row;
                self.follow(height);
            }
            None => self.forget(Some(id)),
        }
    }

    /// Moves the cursor to the newest or the oldest article, which may have to be asked for.
    pub fn move_to_end(&mut self, oldest: bool, height: usize) {
        match oldest {
            true if self.has_oldest => self.cursor = self.rows.len().saturating_sub(1),
            false if self.has_newest => self.cursor = 0,
            true => return self.forget(Some(ArticleId(0))),
            false => return self.forget(None),
        }
        self.follow(height);
    }

    /// Has the rows read anew, those at hand being shown meanwhile; the cursor stays on its article.
    pub fn reload(&mut self) {
        self.read_anew(false);
    }

    /// Has the rows read anew without anybody having asked for it: the cursor stays on its article and its row of the
    /// screen, and what one has just read or unstarred stays in the list of the unread or the starred.
    pub fn renew(&mut self) {
        // Rows that are still to come will be as new as can be, and a reload that is under way shows everything.
        if !self.is_waiting() && self.stale.is_none_or(|stale| stale.unasked) {
            self.read_anew(true);
        }
    }

    fn read_anew(&mut self, unasked: bool) {
        let Some(row) = self.rows.get(self.cursor.saturating_sub(MARGIN)) else { return self.forget(None) };
        self.stale = Some(Stale { from: Cursor::OlderThan(just_above(row.id)), unasked });
        self.before = Before {
            ids: self.rows.iter().map(|row| row.id).collect(),
            is_all_below: self.has_oldest,
            is_all_above: self.has_newest,
        };
        (self.waiting, self.failed) = (false, false);
    }

    /// Takes in that reading failed: nothing is asked for again before the cursor moves.
    pub fn fail(&mut self) {
        (self.waiting, self.failed) = (false, true);
    }

    /// What has to be read next, if anything; it counts as asked for from here on.
    pub fn ask(&mut self) -> Option<Question> {
        if self.waiting || self.failed {
            return None;
        }
        if let Some(stale) = self.stale {
            return Some(self.read_from(if self.ranked { Cursor::Newest } else { stale.from }));
        }
        if let Some(reached) = self.reached
            && self.cursor + MARGIN >= self.rows.len()
        {
            return Some(self.read_from(Cursor::OlderThan(reached)));
        }
        let cursor = match (self.rows.first(), self.rows.last()) {
            _ if self.ranked && !self.has_oldest => Cursor::Newest,
            _ if self.ranked => return None,
            (None, _) | (_, None) if self.has_newest && self.has_oldest => return None,
            (None, _) | (_, None) => match self.wanted {
                Some(ArticleId(0)) => Cursor::Oldest,
                Some(id) => Cursor::OlderThan(just_above(id)),
                None => Cursor::Newest,
            },
            (_, Some(last)) if !self.has_oldest && self.cursor + MARGIN >= self.rows.len() => {
                Cursor::OlderThan(last.id)
            }
            (Some(first), _) if !self.has_newest && self.cursor < MARGIN => Cursor::NewerThan(first.id),
            _ => return None,
        };
        Some(self.read_from(cursor))
    }

    /// Takes rows in that were asked for.
    pub fn fill(&mut self, page: Page, from: Cursor, height: usize) {
        self.waiting = false;
        let Page { rows, reached } = page;
        if self.ranked {
            return self.fill_ranked(rows, height);
        }
        if matches!(from, Cursor::Newest | Cursor::OlderThan(_)) {
            self.reached = reached;
        }
        let ended = rows.len() < WINDOW && reached.is_none();
        self.fresh.extend(rows.iter().map(|row| row.id).filter(|id| !self.before.knew(*id)));
        if let Some(stale) = self.stale.take() {
            return self.replace(rows, stale, ended, height);
        }
        match from {
            Cursor::Newest => {
                (self.rows, self.cursor, self.top) = (rows, 0, 0);
                (self.has_newest, self.has_oldest) = (true, ended);
            }
            Cursor::Oldest => {
                (self.cursor, self.rows) = (rows.len().saturating_sub(1), rows);
                (self.has_newest, self.has_oldest) = (ended, true);
            }
            Cursor::OlderThan(_) => {
                self.has_oldest = ended;
                self.rows.extend(rows);
                let surplus = self.rows.len().saturating_sub(KEPT).min(self.cursor.saturating_sub(MARGIN));
                self.rows.drain(..surplus);
                self.cursor -= surplus;
                self.top = self.top.saturating_sub(surplus);
                self.has_newest &= surplus == 0;
            }
            Cursor::NewerThan(_) => {
                self.has_newest = ended;
                let added = rows.len();
                self.rows.splice(..0, rows);
                self.cursor += added;
                self.top += added;
                let spare = self.rows.len().saturating_sub(self.cursor + MARGIN);
                let surplus = self.rows.len().saturating_sub(KEPT).min(spare);
                self.rows.truncate(self.rows.len() - surplus);
                self.has_oldest &= surplus == 0;
                // What went is found again from the last row on.
                self.reached = self.reached.filter(|_| surplus == 0);
            }
        }
        let is_done = self.reached.is_none() || !self.rows.is_empty();
        if is_done && self.wanted.take().is_some_and(|id| self.rows.is_empty() && id != ArticleId(0)) {
            // Nothing older than what was wanted: look from the newest on.
            (self.has_newest, self.has_oldest) = (false, false);
        }
        // What has been read anew moves only where one moves it.
        if self.before.ids.is_empty() { self.follow(height) } else { self.scroll(0, 0, height) }
    }

    /// Takes in all rows that a list in an order of its own has.
    fn fill_ranked(&mut self, rows: Vec<Headline>, height: usize) {
        let selected = self.selected().map(|row| row.id).or(self.wanted.take());
        self.stale = None;
        self.cursor = selected.and_then(|id| rows.iter().position(|row| row.id == id)).unwrap_or(0);
        (self.rows, self.has_newest, self.has_oldest) = (rows, true, true);
        self.follow(height);
    }

    fn read_from(&mut self, cursor: Cursor) -> Question {
        self.waiting = true;
        let limit = if self.ranked { RANKED } else { WINDOW };
        Question::Headlines { listing: self.listing.clone(), cursor, limit }
    }

    /// Takes rows in for those at hand. The cursor stays on its article, or on the next older one where that is gone;
    /// where one has meanwhile moved beyond what was read, the rows around it are read instead.
    fn replace(&mut self, rows: Vec<Headline>, stale: Stale, ended: bool, height: usize) {
        let selected = self.selected().map(|row| row.id);
        let rows = if stale.unasked { self.with_those_that_stay(rows, ended) } else { rows };
        if !rows.iter().any(|row| self.before.ids.contains(&row.id)) {
            return self.forget(None);
        }
        let row = selected.map_or(0, |id| rows.partition_point(|row| row.id > id));
        let above = matches!((stale.from, selected), (Cursor::OlderThan(from), Some(id)) if id >= from);
        let below = row == rows.len() && !ended;
        if above || below {
            return self.forget(selected);
        }
        self.top = row.saturating_sub(self.cursor.saturating_sub(self.top));
        self.cursor = row.min(rows.len().saturating_sub(1));
        (self.has_newest, self.has_oldest) = (false, ended);
        self.rows = rows;
        if stale.unasked { self.scroll(0, 0, height) } else { self.follow(height) }
    }

    /// `rows` and, of those at hand, what one has just read or unstarred oneself.
    fn with_those_that_stay(&self, mut rows: Vec<Headline>, ended: bool) -> Vec<Headline> {
        let stays = |row: &&Headline| match self.listing.scope {
            Scope::Unread => row.status.read,
            Scope::Starred => !row.status.starred,
            _ => false,
        };
        let last = rows.last().filter(|_| !ended).map(|row| row.id);
        let kept = self.rows.iter().skip(self.cursor.saturating_sub(MARGIN)).filter(stays);
        for row in kept.filter(|row| last.is_none_or(|last| row.id > last)) {
            let at = rows.partition_point(|other| other.id > row.id);
            if rows.get(at).is_none_or(|other| other.id != row.id) {
                rows.insert(at, row.clone());
            }
        }
        rows
    }

    fn forget(&mut self, wanted: Option<ArticleId>) {
        let (listing, title) = (std::mem::take(&mut self.listing), std::mem::take(&mut self.title));
        *self = Self { ranked: self.ranked, ..Self::new(listing, title, wanted) };
    }
}

/// The id from which on downwards `id` itself is the first.
fn just_above(id: ArticleId) -> ArticleId {
    ArticleId(id.0.saturating_add(1))
}

#[cfg(test)]
mod tests;
