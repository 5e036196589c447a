//! Which rows of a list are on the screen.

use super::List;

impl List {
    /// Moves the cursor by rows and those that it had still to go; what lies beyond the rows at hand stays to be gone.
    pub(super) fn go(&mut self, rows: isize) {
        let rows = self.owed.saturating_add(rows);
        let last = self.rows.len().saturating_sub(1);
        let (above, below) = (self.cursor, last - self.cursor.min(last));
        let far =
            |there: usize, is_end: bool| if is_end { 0 } else { rows.unsigned_abs().saturating_sub(there) };
        self.owed = match rows < 0 {
            true => -isize::try_from(far(above, self.has_newest)).unwrap_or(isize::MAX),
            false => isize::try_from(far(below, self.has_oldest)).unwrap_or(isize::MAX),
        };
        self.cursor = self.cursor.saturating_add_signed(rows).min(last);
    }

    /// Scrolls by rows without moving the cursor, as long as it stays on the screen.
    pub fn scroll_by(&mut self, rows: isize, height: usize) {
        (self.failed, self.owed) = (false, 0);
        let height = height.max(1);
        let last_top = self.rows.len().saturating_sub(height);
        self.top = self.top.saturating_add_signed(rows).min(last_top);
        let last = (self.top + height - 1).min(self.rows.len().saturating_sub(1));
        self.cursor = self.cursor.clamp(self.top.min(last), last);
        self.scroll(0, 0, height);
    }

    /// Scrolls just so far that the cursor is well among the `height` rows on the screen, and no row of it is left empty
    /// that need not be.
    pub fn follow(&mut self, height: usize) {
        self.top = self.top.min(self.rows.len().saturating_sub(height.max(1)));
        self.scroll(2, 2, height);
    }

    /// Scrolls just so far that the cursor has so many rows above and below it on the screen.
    pub(super) fn scroll(&mut self, above: usize, below: usize, height: usize) {
        let height = height.max(1);
        let most = (height - 1) / 2;
        let last_top = self.rows.len().saturating_sub(height);
        let lowest = (self.cursor + below.min(most) + 1).saturating_sub(height).min(last_top);
        let highest = self.cursor.saturating_sub(above.min(most));
        self.top = self.top.clamp(lowest.min(highest), highest);
        match self.rows.get(self.top) {
            Some(top) => drop(self.fresh.split_off(&self.order.rank(top.id))),
            None => self.fresh.clear(),
        }
    }
}
