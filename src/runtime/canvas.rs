//! What the terminal shows, and the bytes that have it show the next frame: one write, of as little as may be.

use std::io::Write;
use std::mem;

use ratatui::layout::{Position, Rect};
use unicode_width::UnicodeWidthChar;

use super::sgr::{Style, sequence};
use crate::ui::{Buffer, Cell, Look, PLACEHOLDER, Symbol};

/// The terminal shows a frame whole or not at all, where it can.
const BEGIN: &[u8] = b"\x1b[?2026h";
const END: &[u8] = b"\x1b[?2026l";

const ERASE: &[u8] = b"\x1b[2J";
const SHOW: &[u8] = b"\x1b[?25h";
const HIDE: &[u8] = b"\x1b[?25l";

/// As many cells as are shorter to write once more than to go past.
const GAP: usize = 3;

/// The screen: what it shows, and what it is to show.
#[derive(Debug, Default)]
pub struct Canvas {
    shown: Buffer,
    next: Buffer,
    /// Where the cursor is, `None` within where it is hidden; `None` where that is not known, nor anything else.
    cursor: Option<Option<Position>>,
    out: Vec<u8>,
}

impl Canvas {
    /// Draws a frame of so many columns and rows; `draw` says where the cursor is. What comes back makes the terminal show
    /// it: nothing, where it does already.
    pub fn frame(
        &mut self,
        (columns, rows): (u16, u16),
        draw: impl FnOnce(&mut Buffer) -> Option<Position>,
    ) -> &[u8] {
        let area = Rect::new(0, 0, columns, rows);
        self.next.clear(area);
        let cursor = draw(&mut self.next);
        self.out.clear();
        self.out.extend_from_slice(BEGIN);
        if self.shown.area != area || self.cursor.is_none() {
            self.shown.clear(area);
            self.cursor = None;
            self.out.extend_from_slice(ERASE);
        }
        let (shown, next) = (&self.shown, &self.next);
        let mut pen = Pen { shown, next, out: &mut self.out, at: None, look: Look::default() };
        for ((was, now), y) in shown.rows().zip(next.rows()).zip(0..) {
            pen.row(y, was, now);
        }
        pen.take(Look::default());
        let is_same = self.out.len() == BEGIN.len();
        match cursor {
            _ if is_same && self.cursor == Some(cursor) => return &[],
            Some(at) => {
                self.out.extend_from_slice(if matches!(self.cursor, Some(Some(_))) { &[] } else { SHOW });
                sequence(&mut self.out, [at.y + 1, at.x + 1].map(usize::from), b'H');
            }
            None => self.out.extend_from_slice(if self.cursor == Some(None) { &[] } else { HIDE }),
        }
        self.cursor = Some(cursor);
        mem::swap(&mut self.shown, &mut self.next);
        self.out.extend_from_slice(END);
        &self.out
    }

    /// What it shows.
    pub(super) fn shown(&self) -> &Buffer {
        &self.shown
    }

    /// Has the next frame write all of an area: something lies over it.
    pub(super) fn lose(&mut self, area: Rect) {
        for position in area.intersection(self.shown.area).positions() {
            if let Some(cell) = self.shown.cell_mut(position) {
                // Nothing that is drawn.
                cell.set_char('\0');
            }
        }
    }

    /// Has the next frame painted whole: somebody else may have written on the screen.
    pub fn forget(&mut self) {
        self.cursor = None;
    }
}

/// What writes cells. Writing to memory does not fail.
struct Pen<'a> {
    shown: &'a Buffer,
    next: &'a Buffer,
    out: &'a mut Vec<u8>,
    /// Where the terminal writes next, where that is certain.
    at: Option<(usize, usize)>,
    look: Look,
}

impl Pen<'_> {
    /// Writes what is other than it was in a row.
    fn row(&mut self, y: usize, was: &[Cell], now: &[Cell]) {
        let (shown, next) = (self.shown, self.next);
        let is_same = |x: usize| next.is_same(&now[x], shown, &was[x]);
        // Up to where the terminal has lost what it showed: half of a wide character.
        let mut lost = 0;
        let mut x = 0;
        while x < now.len() {
            if x >= lost {
                x += Cell::same_plainly(&now[x..], &was[x..]);
                if x == now.len() {
                    return;
                }
            }
            if self.at == Some((x, y)) {
                let letters = self.letters(&was[x..], &now[x..]);
                if letters > 0 {
                    x += letters;
                    self.at = Some((x, y));
                    lost = lost.max(x);
                    continue;
                }
            }
            let width = width(&now[x]);
            let end = (x + width).min(now.len());
            if x < lost || !(x..end).all(is_same) {
                self.go(x, y, now);
                self.cell(&now[x], width, now.len());
                lost = (x..end).map(|x| x + self::width(&was[x])).fold(lost, usize::max);
                lost = lost.max(x + self.by_characters(&now[x]));
            }
            x = end;
        }
    }

    /// Writes most of what is written: letters that look as the one before them, and never the last of a row. What the
    /// terminal shows already ends them, where it is not as short as what [`Self::go`] writes once more. How many they are.
    fn letters(&mut self, was: &[Cell], now: &[Cell]) -> usize {
        let look = self.look;
        let mut nth = 0;
        while nth + 1 < now.len()
            && let (Some(letter), true) = (now[nth].letter(look), was[nth].columns() < 2)
        {
            if nth > 0 && now[nth].is_plainly(&was[nth]) {
                let ahead = now[nth..].iter().zip(&was[nth..]).take(GAP + 1);
                let same = ahead.take_while(|(now, was)| now.is_plainly(was)).count();
                let gap = &now[nth..nth + same];
                let letters = || gap.iter().filter_map(|cell| cell.letter(look));
                if same > GAP || nth + same == now.len() || letters().count() < same {
                    break;
                }
                self.out.extend(letters());
                nth += same;
            } else {
                self.out.push(letter);
                nth += 1;
            }
        }
        nth
    }

    /// Goes to a place; past a few cells by writing them once more.
    fn go(&mut self, x: usize, y: usize, row: &[Cell]) {
        match self.at {
            Some(at) if at == (x, y) => return,
            Some((from, same)) if same == y && from < x => {
                let between = &row[from..x];
                let is_plain = |cell: &Cell| cell.ascii().is_some() && cell.look() == self.look;
                match between.len() {
                    ..=GAP if between.iter().all(is_plain) => {
                        self.out.extend(between.iter().filter_map(Cell::ascii));
                    }
                    count => sequence(self.out, [count], b'C'),
                }
            }
            _ => sequence(self.out, [y + 1, x + 1], b'H'),
        }
        self.at = Some((x, y));
    }

    /// Writes a cell where the pen is.
    fn cell(&mut self, cell: &Cell, width: usize, columns: usize) {
        self.take(cell.look());
        // How far several characters go that are one, terminals disagree.
        let mut is_sure = true;
        match self.next.symbol(cell) {
            Symbol::Char(c) => self.out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Symbol::Text(text) => {
                is_sure = text.starts_with(PLACEHOLDER);
                if let (false, false, 2.., Some((x, y))) = (is_sure, cell.is_link(), width, self.at) {
                    let _ = write!(self.out, "{:width$}\x1b[{};{}H", "", y + 1, x + 1);
                }
                self.out.extend_from_slice(text.as_bytes());
            }
        }
        // After the last column it stays where it is.
        self.at = self.at.map(|(x, y)| (x + width, y)).filter(|(x, _)| is_sure && *x < columns);
    }

    /// As many columns as a cell takes where the terminal goes by single characters: it has written over what follows, then.
    fn by_characters(&self, cell: &Cell) -> usize {
        match self.next.symbol(cell) {
            Symbol::Text(text) if !cell.is_link() && !text.starts_with(PLACEHOLDER) => {
                let is_emoji = text.contains(|c| matches!(c, '\u{fe0f}' | '\u{1f000}'..));
                let columns = text.chars().map(|c| c.width().unwrap_or(0)).filter(|columns| *columns > 0);
                // What is narrow by itself is wide in some terminals.
                columns.map(|columns| if is_emoji { 2 } else { columns }).sum()
            }
            _ => 0,
        }
    }

    /// Has what is written next look so.
    fn take(&mut self, look: Look) {
        if look != self.look {
            Style::from(self.look).change(look.into(), self.out);
            self.look = look;
        }
    }
}

/// How many columns a cell takes: a stretch of a link lies in its first cell.
#[inline]
fn width(cell: &Cell) -> usize {
    usize::from(cell.columns()).max(1)
}

#[cfg(test)]
mod tests;
