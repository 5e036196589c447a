//! The feed list: everything, the unread, the starred, and each feed.

use crate::model::{Feed, Scope, Totals};

/// The feed list and its cursor.
#[derive(Clone, Debug, Default)]
pub struct FeedList {
    rows: Vec<FeedRow>,
    cursor: usize,
    top: usize,
}

/// One row of the feed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedRow {
    /// What it is called.
    pub name: String,
    /// What its list shows.
    pub scope: Scope,
    /// The number beside it: unread articles, or all where the row is not about reading.
    pub count: u64,
}

impl FeedList {
    /// Takes in what the store says; the cursor stays on its row.
    pub fn fill(&mut self, feeds: &[Feed], totals: Totals) {
        let scope = self.selected().map(|row| row.scope.clone());
        let row = |name: &str, scope, count| FeedRow { name: name.to_owned(), scope, count };
        self.rows = vec![
            row("All articles", Scope::All, totals.unread),
            row("Unread", Scope::Unread, totals.unread),
            row("Starred", Scope::Starred, totals.starred),
        ];
        self.rows.extend(feeds.iter().map(|feed| row(&feed.name, Scope::Feed(feed.id), feed.unread)));
        if let Some(scope) = scope {
            self.select(&scope);
        }
        self.cursor = self.cursor.min(self.rows.len() - 1);
    }

    /// The rows.
    pub fn rows(&self) -> &[FeedRow] {
        &self.rows
    }

    /// The number of the cursor's row.
    pub fn cursor(&self) -> usize {
        self.cursor
    }

    /// The number of the row at the top of the screen.
    pub fn top(&self) -> usize {
        self.top
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&FeedRow> {
        self.rows.get(self.cursor)
    }

    /// Puts the cursor on the row of a list; says whether there is one.
    pub fn select(&mut self, scope: &Scope) -> bool {
        let row = self.rows.iter().position(|row| row.scope == *scope);
        self.cursor = row.unwrap_or(self.cursor);
        row.is_some()
    }

    /// Moves the cursor by rows; says whether it moved.
    pub fn move_by(&mut self, rows: isize, height: usize) -> bool {
        let before = self.cursor;
        self.cursor = before.saturating_add_signed(rows).min(self.rows.len().saturating_sub(1));
        self.follow(height);
        self.cursor != before
    }

    /// Scrolls just so far that the cursor is among the `height` rows on the screen.
    pub fn follow(&mut self, height: usize) {
        self.top = self.top.clamp((self.cursor + 1).saturating_sub(height.max(1)), self.cursor);
    }
}
