//! The article list: a window of rows over the store, never all of them.

mod order;
mod renewing;
mod scrolling;

use std::collections::BTreeSet;

use self::order::Order;
use self::renewing::{Before, Stale};
use super::msg::Question;
use crate::model::{ArticleId, Cursor, Headline, Listing, Page, Query, Scope};

/// How many rows are asked for at once.
pub const WINDOW: usize = 120;

/// How many rows a list that is rated has at most.
pub const RATED: usize = 500;

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
    /// Articles that came since and have not been on the screen, by their ranks: they are above it.
    fresh: BTreeSet<i64>,
    /// How many rows the cursor has still to go, as soon as they are at hand.
    owed: isize,
    /// Whether reading failed; it is tried again when the cursor moves.
    failed: bool,
    /// Where the cursor goes when the rows around it arrive.
    wanted: Option<ArticleId>,
    /// The article up to which was looked for older rows, where there was no time yet to go on.
    reached: Option<ArticleId>,
    order: Order,
    /// How many rows are seen of it, where one does not walk along it, but along the feeds.
    glimpse: Option<usize>,
    /// How many rows were asked for last.
    asked: usize,
}

/// How a filter narrows a list: what the list asks for without it, and what the filter asks for besides.
#[derive(Clone, Debug)]
pub(super) struct Narrowed {
    pub(super) from: Option<Query>,
    pub(super) by: Query,
}

impl List {
    /// A list of which nothing is at hand yet; its cursor goes to `wanted`, or to the newest.
    pub fn new(listing: Listing, title: String, wanted: Option<ArticleId>) -> Self {
        let order = Order::of(&listing);
        Self { listing, title, wanted, order, ..Self::default() }
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

    /// The rows at hand, in the list’s order.
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

    /// Moves the cursor by rows, over those that are not at hand yet as well; `height` rows are on the screen.
    pub fn move_by(&mut self, rows: isize, height: usize) {
        self.failed = false;
        self.go(rows);
        let margin = |moves: bool| if moves { 2 } else { 0 };
        self.scroll(margin(rows < 0), margin(rows > 0), height);
    }

    /// Puts the cursor on a row at hand, by its number.
    pub(super) fn select(&mut self, row: usize) {
        (self.cursor, self.owed) = (row.min(self.rows.len().saturating_sub(1)), 0);
    }

    /// Moves the cursor to an article, where it is at hand; otherwise when its rows arrive.
    pub fn move_to(&mut self, id: ArticleId, height: usize) {
        match self.rows.iter().position(|row| row.id == id) {
            Some(row) => {
                (self.cursor, self.owed) = (row, 0);
                self.follow(height);
            }
            None => self.forget(Some(id)),
        }
    }

    /// Moves the cursor to the newest or the oldest article, which may have to be asked for.
    pub fn move_to_end(&mut self, oldest: bool, height: usize) {
        self.owed = 0;
        match oldest {
            true if self.has_oldest => self.cursor = self.rows.len().saturating_sub(1),
            false if self.has_newest => self.cursor = 0,
            true => return self.forget(Some(ArticleId(0))),
            false => return self.forget(None),
        }
        self.follow(height);
    }

    /// Whether it shows what a search found, and one has not gone on in it.
    pub(super) fn is_top_of_search(&self) -> bool {
        self.cursor == 0 && self.listing.filter.is_some()
    }

    /// Says whether one walks along it; else no more of it is read than these rows, which are seen of it.
    pub(super) fn glimpse(&mut self, rows: Option<usize>) {
        self.glimpse = rows;
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
        if let Some(cursor) = self.stale.as_ref().map(Stale::cursor) {
            return Some(self.read_from(if self.order == Order::Rated { Cursor::Newest } else { cursor }));
        }
        if let Some(reached) = self.reached
            && self.order != Order::Rated
            && self.cursor + MARGIN >= self.rows.len()
        {
            return Some(self.read_from(Cursor::OlderThan(reached)));
        }
        let cursor = match (self.rows.first(), self.rows.last()) {
            _ if self.order == Order::Rated && !self.has_oldest => Cursor::Newest,
            _ if self.order == Order::Rated => return None,
            (None, _) | (_, None) if self.has_newest && self.has_oldest => return None,
            (None, _) | (_, None) => match self.wanted {
                Some(ArticleId(0)) => Cursor::Oldest,
                Some(id) => Cursor::OlderThan(self.order.just_above(id)),
                None => Cursor::Newest,
            },
            (_, Some(last)) if !self.has_oldest && self.cursor + self.margin() >= self.rows.len() => {
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
        if self.order == Order::Rated {
            self.reached = reached;
            return self.fill_rated(rows, height);
        }
        if matches!(from, Cursor::Newest | Cursor::OlderThan(_)) {
            self.reached = reached;
        }
        let ended = rows.len() < self.asked && reached.is_none();
        self.fresh
            .extend(rows.iter().map(|row| self.order.rank(row.id)).filter(|rank| !self.before.knew(*rank)));
        if let Some(stale) = self.stale.take() {
            return self.renew_with(stale, rows, ended, height);
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
        self.go(0);
        // What has been read anew moves only where one moves it.
        if self.before.ranks.is_empty() { self.follow(height) } else { self.scroll(0, 0, height) }
    }

    /// Takes in all rows of a list that is rated; rating goes on where it was broken off.
    fn fill_rated(&mut self, rows: Vec<Headline>, height: usize) {
        let selected = self.selected().map(|row| row.id).or(self.wanted.take());
        self.stale = None;
        self.cursor = selected.and_then(|id| rows.iter().position(|row| row.id == id)).unwrap_or(0);
        (self.rows, self.has_newest, self.has_oldest) = (rows, true, self.reached.is_none());
        self.follow(height);
    }

    fn read_from(&mut self, cursor: Cursor) -> Question {
        self.waiting = true;
        let limit = match (self.order, self.glimpse, cursor) {
            (Order::Rated, ..) => RATED,
            (_, Some(rows), Cursor::Newest) if self.rows.is_empty() => rows.clamp(1, WINDOW),
            _ => WINDOW,
        };
        self.asked = limit;
        Question::Headlines { listing: self.listing.clone(), cursor, limit }
    }

    /// How near the cursor comes to the last row before more is asked for.
    fn margin(&self) -> usize {
        if self.glimpse.is_some() { 0 } else { MARGIN }
    }

    fn forget(&mut self, wanted: Option<ArticleId>) {
        let (listing, title) = (std::mem::take(&mut self.listing), std::mem::take(&mut self.title));
        *self = Self::new(listing, title, wanted);
    }
}

#[cfg(test)]
mod tests;
