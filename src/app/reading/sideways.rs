//! Tables that are wider than the page, and the notes on the authors: what is shown of them.

use jiff::tz::TimeZone;

use super::Reading;
use crate::app::page::{LineKind, columns};
use crate::app::typesetting::Typesetting;

impl Reading {
    /// How many columns of wide tables lie to the left of the page.
    pub fn shift(&self) -> usize {
        self.shift
    }

    /// Scrolls the tables that are wider than the page. Says whether there are any.
    pub(in crate::app) fn shift_by(&mut self, by: isize) -> bool {
        let widest = self.widest_table();
        let most = widest.saturating_sub(self.width);
        self.shift = self.shift.saturating_add_signed(by).min(most);
        most > 0
    }

    /// Sets the text anew, where it is to be set otherwise.
    pub(in crate::app) fn set_type(&mut self, typesetting: Typesetting, zone: &TimeZone) {
        if typesetting != self.typesetting {
            self.typesetting = typesetting;
            self.lay_out_anew(self.width, zone);
        }
    }

    /// Shows or hides the notes on the authors. Says whether there are any.
    pub(in crate::app) fn toggle_notes(&mut self, zone: &TimeZone) -> bool {
        if self.article.document.authors.iter().all(|author| author.bio.is_none()) {
            return false;
        }
        self.shows_notes = !self.shows_notes;
        self.lay_out_anew(self.width, zone);
        if self.shows_notes {
            self.scroll_to_end(true);
        }
        true
    }

    fn widest_table(&self) -> usize {
        let wide =
            self.page.lines(0).filter(|line| matches!(line.kind, LineKind::WideHead | LineKind::WideRow));
        let ends = wide
            .flat_map(|line| &line.cells)
            .map(|cell| usize::from(cell.column) + columns(self.words(&cell.text)));
        ends.max().unwrap_or(0)
    }
}
