//! The article list: a window of rows over the store, never all of them.

use super::msg::Question;
use crate::model::{ArticleId, Cursor, Headline, Listing};

/// How many rows are asked for at once.
pub const WINDOW: usize = 120;

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
    rows: Vec<Headline>,
    cursor: usize,
    top: usize,
    has_newest: bool,
    has_oldest: bool,
    waiting: bool,
    /// From where the rows are to be read anew, while those at hand are still shown.
    stale: Option<Cursor>,
    /// Whether reading failed; it is tried again when the cursor moves.
    failed: bool,
    /// Where the cursor goes when the rows around it arrive.
    wanted: Option<ArticleId>,
}

impl List {
    /// A list of which nothing is at hand yet; its cursor goes to `wanted`, or to the newest.
    pub fn new(listing: Listing, title: String, wanted: Option<ArticleId>) -> Self {
        Self { listing, title, wanted, ..Self::default() }
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
        self.follow(height);
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
        let from = self.cursor.saturating_sub(MARGIN);
        match self.rows.get(from) {
            // At the very top new articles are to be seen.
            Some(_) if self.cursor == 0 && self.has_newest => self.stale = Some(Cursor::Newest),
            Some(row) => self.stale = Some(Cursor::OlderThan(just_above(row.id))),
            None => return self.forget(None),
        }
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
        if let Some(cursor) = self.stale {
            return Some(self.read_from(cursor));
        }
        let cursor = match (self.rows.first(), self.rows.last()) {
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
    pub fn fill(&mut self, rows: Vec<Headline>, from: Cursor, height: usize) {
        self.waiting = false;
        let ended = rows.len() < WINDOW;
        if self.stale.take().is_some() {
            return self.replace(rows, from, ended, height);
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
            }
        }
        if self.wanted.take().is_some_and(|id| self.rows.is_empty() && id != ArticleId(0)) {
            // Nothing older than what was wanted: look from the newest on.
            (self.has_newest, self.has_oldest) = (false, false);
        }
        self.follow(height);
    }

    /// Scrolls just so far that the cursor is among the `height` rows on the screen.
    pub fn follow(&mut self, height: usize) {
        let height = height.max(1);
        let margin = 2.min((height - 1) / 2);
        let last_top = self.rows.len().saturating_sub(height);
        let lowest = (self.cursor + margin + 1).saturating_sub(height);
        let highest = self.cursor.saturating_sub(margin);
        self.top = self.top.clamp(lowest.min(highest), highest).min(last_top);
    }

    fn read_from(&mut self, cursor: Cursor) -> Question {
        self.waiting = true;
        Question::Headlines { listing: self.listing.clone(), cursor, limit: WINDOW }
    }

    /// Takes rows in for those at hand. The cursor stays on its article, or on the next older one where that is gone;
    /// where one has meanwhile moved beyond what was read, the rows around it are read instead.
    fn replace(&mut self, rows: Vec<Headline>, from: Cursor, ended: bool, height: usize) {
        let selected = self.selected().map(|row| row.id);
        let is_newest = from == Cursor::Newest;
        let row = match selected {
            Some(id) if is_newest && self.cursor == 0 && rows.first().is_some_and(|row| row.id > id) => 0,
            Some(id) => rows.partition_point(|row| row.id > id),
            None => 0,
        };
        let above = selected.zip(rows.first()).is_some_and(|(id, first)| id > first.id && !is_newest);
        let below = row == rows.len() && !ended;
        if above || below {
            return self.forget(selected);
        }
        self.top = row.saturating_sub(self.cursor.saturating_sub(self.top));
        self.cursor = row.min(rows.len().saturating_sub(1));
        (self.has_newest, self.has_oldest) = (is_newest, ended);
        self.rows = rows;
        self.follow(height);
    }

    fn forget(&mut self, wanted: Option<ArticleId>) {
        let (listing, title) = (std::mem::take(&mut self.listing), std::mem::take(&mut self.title));
        *self = Self::new(listing, title, wanted);
    }
}

/// The id from which on downwards `id` itself is the first.
fn just_above(id: ArticleId) -> ArticleId {
    ArticleId(id.0.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::headline;

    /// Answers as a store with articles 1 to `count` would.
    fn answer(count: i64, question: Question) -> (Vec<Headline>, Cursor) {
        let Question::Headlines { cursor, limit, .. } = question else { panic!("not about headlines") };
        let limit = i64::try_from(limit).expect("small");
        let ids = match cursor {
            Cursor::Newest => (count - limit + 1).max(1)..=count,
            Cursor::Oldest => 1..=limit.min(count),
            Cursor::OlderThan(ArticleId(id)) => (id - limit).max(1)..=(id - 1).min(count),
            Cursor::NewerThan(ArticleId(id)) => id + 1..=(id + limit).min(count),
        };
        (ids.rev().map(headline).collect(), cursor)
    }

    fn settle(list: &mut List, count: i64) {
        while let Some(question) = list.ask() {
            let (rows, cursor) = answer(count, question);
            list.fill(rows, cursor, 20);
        }
    }

    fn selected(list: &List) -> i64 {
        list.selected().expect("a row").id.0
    }

    #[test]
    fn the_window_moves_over_a_long_list_as_over_the_whole() {
        let count = 5000;
        let mut list = List::default();
        settle(&mut list, count);
        assert_eq!(selected(&list), count);
        let mut expected = count;
        for step in
            [1, 40, 40, 40, -7, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, 40, -40, -40, -40, -40, -40, -3]
        {
            list.move_by(step, 20);
            settle(&mut list, count);
            expected -= i64::try_from(step).expect("small");
            assert_eq!(selected(&list), expected);
            assert!(list.rows().len() <= KEPT + WINDOW);
            let shown = list.top()..list.top() + 20;
            assert!(shown.contains(&list.cursor()));
        }
        list.move_to_end(true, 20);
        settle(&mut list, count);
        assert_eq!(selected(&list), 1);
        list.move_to_end(false, 20);
        settle(&mut list, count);
        assert_eq!(selected(&list), count);
    }

    #[test]
    fn a_list_opens_where_one_left_it() {
        let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(777)));
        settle(&mut list, 5000);
        assert_eq!(selected(&list), 777);
        list.move_by(-30, 20);
        settle(&mut list, 5000);
        assert_eq!(selected(&list), 807);
    }

    #[test]
    fn a_reload_keeps_the_cursor_on_its_article() {
        let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(777)));
        settle(&mut list, 5000);
        list.reload();
        assert!(!list.rows().is_empty(), "shown meanwhile");
        settle(&mut list, 5000);
        assert_eq!(selected(&list), 777);
        list.reload();
        settle(&mut list, 300);
        assert_eq!(selected(&list), 300, "its article is gone: the nearest there is");
    }

    #[test]
    fn an_empty_list_and_a_gone_article_settle() {
        let mut list = List::default();
        settle(&mut list, 0);
        assert!(list.selected().is_none() && list.is_whole());
        let mut list = List::new(Listing::default(), String::new(), Some(ArticleId(-5)));
        settle(&mut list, 3);
        assert_eq!(selected(&list), 3);
    }
}
