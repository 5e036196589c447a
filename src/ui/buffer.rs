//! The cells of a screen. Those of ratatui are two and a half times as large and each has a string of its own, so that
//! drawing and comparing them took half of all that a key takes.

use std::fmt::{self, Display};

use ratatui::buffer::CellWidth;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::cell::{Cell, Coat};

/// The cells of a screen, row by row.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    /// Where they are.
    pub area: Rect,
    pub(super) cells: Vec<Cell>,
    /// What stands in cells and is more than a character.
    texts: Vec<String>,
    /// Where the first bar of the focused pane stands.
    pub(super) bar: Option<Position>,
    /// What is inside the edge of the panel over the panes.
    pub(super) panel: Option<Rect>,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol<'a> {
    /// A character.
    Char(char),
    /// Several that are one, or a stretch of a link.
    Text(&'a str),
}

impl Display for Symbol<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Char(c) => c.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl Buffer {
    /// An empty one.
    pub fn empty(area: Rect) -> Self {
        let mut buffer = Self::default();
        buffer.clear(area);
        buffer
    }

    /// Makes it so large, and empty.
    pub fn clear(&mut self, area: Rect) {
        self.area = area;
        self.texts.clear();
        (self.bar, self.panel) = (None, None);
        self.cells.clear();
        self.cells.resize(usize::from(area.width) * usize::from(area.height), Cell::EMPTY);
    }

    /// Its rows.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.cells.chunks(usize::from(self.area.width).max(1))
    }

    /// The cell at a place, where that is within.
    pub fn cell(&self, at: impl Into<Position>) -> Option<&Cell> {
        self.cells.get(self.index(at.into())?)
    }

    /// The cell at a place, where that is within, to be changed.
    pub fn cell_mut(&mut self, at: impl Into<Position>) -> Option<&mut Cell> {
        let index = self.index(at.into())?;
        self.cells.get_mut(index)
    }

    /// The cells of a row from a place on.
    pub(super) fn row_from(&self, (x, y): (u16, u16)) -> &[Cell] {
        let Some(from) = self.index(Position::new(x, y)) else { return &[] };
        self.cells.get(from..from + usize::from(self.area.right() - x)).unwrap_or_default()
    }

    /// The same, to be changed.
    pub(super) fn row_from_mut(&mut self, (x, y): (u16, u16)) -> &mut [Cell] {
        let Some(from) = self.index(Position::new(x, y)) else { return &mut [] };
        let end = from + usize::from(self.area.right() - x);
        self.cells.get_mut(from..end).unwrap_or_default()
    }

    /// What stands in one of its cells.
    pub fn symbol(&self, cell: &Cell) -> Symbol<'_> {
        match cell.text() {
            Some(nth) => Symbol::Text(self.texts.get(nth).map_or(" ", |text| text)),
            None => Symbol::Char(cell.char().unwrap_or(' ')),
        }
    }

    /// Whether one of its cells looks as one of another does.
    #[inline]
    pub fn is_same(&self, own: &Cell, other: &Self, theirs: &Cell) -> bool {
        match (own.text(), theirs.text()) {
            (None, None) => own == theirs,
            (Some(_), Some(_)) => own.look() == theirs.look() && self.symbol(own) == other.symbol(theirs),
            _ => false,
        }
    }

    /// Puts what is one into the cell at a place.
    pub(crate) fn set(&mut self, at: (u16, u16), symbol: &str, columns: u16) {
        let mut chars = symbol.chars();
        let only = chars.next().filter(|_| chars.next().is_none());
        let nth = self.texts.len();
        let Some(cell) = self.cell_mut(at) else { return };
        match only {
            Some(c) => drop(cell.put(c, columns)),
            None => {
                cell.put_text(nth, columns);
                self.texts.push(symbol.to_owned());
            }
        }
    }

    /// Copies a cell of another to a place.
    pub(super) fn copy(&mut self, at: (u16, u16), other: &Self, cell: &Cell) {
        let Some(own) = self.cell_mut(at) else { return };
        *own = *cell;
        if let Symbol::Text(text) = other.symbol(cell) {
            self.set(at, text, cell.columns());
        }
    }

    /// Writes text into at most `room` columns of a row, and says where it ends.
    pub fn write(&mut self, (mut x, y): (u16, u16), room: u16, text: &str, style: Style) -> u16 {
        let coat = Coat::from(style);
        let mut room = self.area.right().saturating_sub(x).min(room);
        for grapheme in text.graphemes(true).filter(|grapheme| !grapheme.contains(char::is_control)) {
            let columns = grapheme.cell_width();
            if columns == 0 {
                continue;
            }
            let Some(left) = room.checked_sub(columns) else { break };
            room = left;
            self.set((x, y), grapheme, columns);
            let cells = self.row_from_mut((x, y)).iter_mut().take(usize::from(columns));
            for (nth, cell) in cells.enumerate() {
                match nth {
                    0 => cell.set_style(coat),
                    // What a wide one hides.
                    _ => *cell = Cell::EMPTY,
                }
            }
            x += columns;
        }
        x
    }

    /// Lays a style over the cells of an area.
    pub(super) fn set_style(&mut self, area: Rect, style: Style) {
        let (area, coat) = (area.intersection(self.area), Coat::from(style));
        for y in area.top()..area.bottom() {
            let cells = self.row_from_mut((area.x, y)).iter_mut().take(usize::from(area.width));
            cells.for_each(|cell| cell.set_style(coat));
        }
    }

    fn index(&self, at: Position) -> Option<usize> {
        let (x, y) = (at.x.checked_sub(self.area.x)?, at.y.checked_sub(self.area.y)?);
        let is_within = x < self.area.width && y < self.area.height;
        is_within.then(|| usize::from(y) * usize::from(self.area.width) + usize::from(x))
    }
}

#[cfg(test)]
impl Buffer {
    /// The same as ratatui has it, which tests compare with and draw by.
    pub(crate) fn as_of_ratatui(&self) -> ratatui::buffer::Buffer {
        let mut buffer = ratatui::buffer::Buffer::empty(self.area);
        for (cell, own) in buffer.content.iter_mut().zip(&self.cells) {
            let [fg, bg] = own.look().colours();
            cell.set_symbol(&self.symbol(own).to_string()).set_fg(fg).set_bg(bg);
            cell.modifier = own.modifier();
            if let (true, Some(columns)) = (own.is_link(), std::num::NonZeroU16::new(own.columns())) {
                cell.set_diff_option(ratatui::buffer::CellDiffOption::ForcedWidth(columns));
            }
        }
        buffer
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_written_as_ratatui_writes_it() {
        let area = Rect::new(1, 2, 12, 2);
        let styles = [Style::new().bold(), Style::new().red().on_blue(), Style::new().not_bold()];
        for text in [
            "Talks",
            "北京方面表示欢迎",
            "e\u{301}te\u{301}",
            "a\u{200d}b\tc\u{1b}",
            "👩\u{200d}🚀 한ﾊﾟ",
            "Talks resume in Vienna",
        ] {
            let mut own = Buffer::empty(area);
            let mut theirs = ratatui::buffer::Buffer::empty(area);
            for (nth, style) in styles.into_iter().enumerate() {
                for room in [0, 1, 4, 9, 40] {
                    let (x, y) = (1 + 3 * u16::try_from(nth).expect("few"), 3);
                    let (end, _) = theirs.set_stringn(x, y, text, room, style);
                    assert_eq!(own.write((x, y), u16::try_from(room).expect("small"), text, style), end);
                    assert_eq!(own.as_of_ratatui(), theirs, "{text:?} in {room}");
                }
            }
        }
    }

    #[test]
    fn texts_are_the_same_where_their_words_and_looks_are() {
        let area = Rect::new(0, 0, 4, 1);
        let written = |text: &str, style| {
            let mut buffer = Buffer::empty(area);
            buffer.write((0, 0), 4, text, style);
            buffer
        };
        let plain = written("xe\u{301}", Style::new());
        for (other, same) in [
            (written("xe\u{301}", Style::new()), true),
            (written("xa\u{301}", Style::new()), false),
            (written("xe\u{301}", Style::new().bold()), false),
            (written("xe", Style::new()), false),
        ] {
            assert_eq!(plain.is_same(&plain.cells[1], &other, &other.cells[1]), same);
        }
    }
}
