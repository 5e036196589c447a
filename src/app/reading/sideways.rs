//! Tables that are wider than the page, and the notes on the authors: what is shown of them.

use jiff::tz::TimeZone;

use super::{Reading, sheet};
use crate::app::page::{CellText, Line, LineKind, columns};
use crate::app::typesetting::Typesetting;
use crate::model::Place;

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
    pub(in crate::app) fn toggle_notes(&mut self) -> bool {
        if self.article.document.authors.iter().all(|author| author.bio.is_none()) {
            return false;
        }
        self.show_notes(!self.shows_notes);
        if self.shows_notes {
            self.scroll_to_end(true);
        }
        true
    }

    /// Shows the notes on the authors, or hides them.
    pub(super) fn show_notes(&mut self, shows_notes: bool) {
        if shows_notes != self.shows_notes {
            self.shows_notes = shows_notes;
            let of = (&self.article, &self.outline, &self.pictures);
            self.page.renew_foot(&self.article, sheet(of, self.width, self.typesetting, shows_notes));
            self.scroll_to(self.top);
        }
    }

    /// Scrolls wide tables so far that a place in one of them is on the screen.
    pub(super) fn bring_across(&mut self, place: &Place, line: usize) {
        let Some(line) = self.page.lines(line).next().filter(|line| is_wide(line)) else { return };
        let cell = line.cells.iter().find_map(|cell| match &cell.text {
            CellText::Words(spot, range) if *spot == place.spot && range.contains(&place.range.start) => {
                Some((usize::from(cell.column), range.start))
            }
            _ => None,
        });
        let (Some((column, from)), Some(text)) = (cell, self.article.document.text_at(place.spot)) else {
            return;
        };
        let width_of = |range| text.get(range).map_or(0, columns);
        let begins = column + width_of(from..place.range.start);
        let ends = begins + width_of(place.range.clone());
        // What lies beside the page is marked in its first and its last column.
        let shown = self.shift + 1..(self.shift + self.width).saturating_sub(1);
        if !shown.contains(&begins) || ends > shown.end {
            let third = begins.saturating_sub(self.width / 3);
            self.shift = third.min(self.widest_table().saturating_sub(self.width));
        }
    }

    fn widest_table(&self) -> usize {
        let wide = self.page.lines(0).filter(|line| is_wide(line));
        let ends = wide
            .flat_map(|line| &line.cells)
            .map(|cell| usize::from(cell.column) + columns(self.words(&cell.text)));
        ends.max().unwrap_or(0)
    }
}

/// Whether a line is one of a table that is wider than the page.
fn is_wide(line: &Line) -> bool {
    matches!(line.kind, LineKind::WideHead | LineKind::WideRow)
}
