//! Where the words of an article stand on a line of the page, as they are drawn.

use unicode_segmentation::UnicodeSegmentation;

use super::{bidi, pen};
use crate::app::{Cell, CellText, Line, LineKind, Reading};
use crate::model::Spot;

/// A page that lines are drawn on.
#[derive(Clone, Copy)]
pub(super) struct Page<'a> {
    pub(super) reading: &'a Reading,
    /// How many columns it has.
    pub(super) width: u16,
    /// Whether text is put into the order in which it is read.
    pub(super) bidi: bool,
}

/// What is seen as one letter, where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    /// The column of the page that it begins in, from 0.
    pub(super) column: u16,
    /// How many columns it takes.
    pub(super) columns: u16,
    /// Of which text it is.
    pub(super) spot: Spot,
    /// Where it begins there, in bytes.
    pub(super) at: usize,
}

impl Page<'_> {
    /// The article's own words on a line, from left to right cell by cell; of a table that is scrolled what is on the page.
    pub(super) fn placed(&self, line: &Line) -> Vec<Placed> {
        let mut placed = Vec::new();
        let from_right = self.begins_right(line);
        for cell in &line.cells {
            let (CellText::Words(spot, range) | CellText::Name(spot, range)) = &cell.text else { continue };
            let text = self.reading.words(&cell.text);
            let mut column = self.column(cell, from_right);
            let mut put = |at: usize, grapheme: &str| {
                let columns = pen::columns(grapheme);
                placed.push(Placed { column, columns, spot: *spot, at });
                column = column.saturating_add(columns);
            };
            if self.bidi && bidi::has_rtl(text) {
                let whole = self.reading.article.document.text_at(*spot).unwrap_or_default();
                bidi::in_order(whole, range.clone()).into_iter().for_each(|(at, part)| put(at, part));
            } else {
                text.grapheme_indices(true).for_each(|(at, part)| put(range.start + at, part));
            }
        }
        if matches!(line.kind, LineKind::WideHead | LineKind::WideRow) {
            return self.shifted(line, placed);
        }
        placed
    }

    /// Where a cell begins, in columns of the page.
    pub(super) fn column(&self, cell: &Cell, from_right: bool) -> u16 {
        match from_right {
            true => self.width.saturating_sub(self.end(cell)),
            false => cell.column,
        }
    }

    /// Whether a line begins at the right: one of a paragraph that runs from right to left. Columns of tables, and code,
    /// stay where they are.
    pub(super) fn begins_right(&self, line: &Line) -> bool {
        let is_fixed = matches!(
            line.kind,
            LineKind::TableHead
                | LineKind::TableRow
                | LineKind::WideHead
                | LineKind::WideRow
                | LineKind::Preformatted
        );
        if is_fixed || !self.bidi {
            return false;
        }
        // What masthead adds stands where the headline does.
        let origin = line.origin().or(Some((Spot::Title, 0)));
        let text = origin.and_then(|(spot, at)| Some((self.reading.article.document.text_at(spot)?, at)));
        text.is_some_and(|(text, at)| bidi::is_rtl(text, at))
    }

    /// How many columns a line takes.
    pub(super) fn columns(&self, line: &Line) -> u16 {
        line.cells.iter().map(|cell| self.end(cell)).max().unwrap_or(0)
    }

    fn end(&self, cell: &Cell) -> u16 {
        cell.column.saturating_add(pen::columns(self.reading.words(&cell.text)))
    }

    /// What of a line that is wider than the page is on it, between the signs that there is more.
    fn shifted(&self, line: &Line, placed: Vec<Placed>) -> Vec<Placed> {
        let shift = u16::try_from(self.reading.shift()).unwrap_or(u16::MAX);
        let more = self.columns(line).saturating_sub(shift) > self.width;
        let (first, end) = (shift.saturating_add(u16::from(shift > 0)), self.width - u16::from(more));
        let on_page = |placed: Placed| {
            let column = placed.column.checked_sub(shift).filter(|_| placed.column >= first)?;
            (column.saturating_add(placed.columns) <= end).then_some(Placed { column, ..placed })
        };
        placed.into_iter().filter_map(on_page).collect()
    }
}
