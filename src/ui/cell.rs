//! A cell of the screen in sixteen bytes: whole screens of them are drawn and compared with every key.

use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthChar;

use super::ink::{Ink, Layer};

/// From here on a glyph is the number of a text.
const TEXTS: u32 = 1 << 31;

/// Marks a cell as one of a link, in its extent.
const LINK: u16 = 1 << 15;

/// What stands in a cell, and how it looks: four numbers, so that all of it is compared, and laid over another, in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// A character, or the number of a text that the buffer keeps; its inks; and how many columns it takes and whether it is
    /// one of a link, above what else it looks like.
    words: [u32; 4],
}

const GLYPH: usize = 0;
const FG: usize = 1;
const BG: usize = 2;
const REST: usize = 3;

/// Where the extent begins in the last number.
const EXTENT: u32 = 16;

/// The last number of a cell of one column that looks like nothing in particular.
const ONE_COLUMN: u32 = 1 << EXTENT;

/// What the numbers of every character of one column have in these bits.
const PLAIN: [u32; 4] = [0, 0, 0, ONE_COLUMN];
const UNLESS_PLAIN: [u32; 4] = [TEXTS, 0, 0, 0xffff << EXTENT];

impl Cell {
    /// A space without colours.
    pub const EMPTY: Self =
        Self { words: [' ' as u32, Ink::RESET.number(), Ink::RESET.number(), ONE_COLUMN] };

    /// Its character, where it is one.
    #[inline]
    pub fn char(&self) -> Option<char> {
        char::from_u32(self.words[GLYPH])
    }

    /// Whether it is this character.
    #[inline]
    pub fn is(&self, c: char) -> bool {
        self.words[GLYPH] == u32::from(c)
    }

    /// Whether it is a character of one column, and the same as another. Every frame asks this of all of its cells.
    #[inline]
    pub fn is_plainly(&self, other: &Self) -> bool {
        let [glyph, .., rest] = self.words;
        let is_odd =
            ((glyph ^ PLAIN[GLYPH]) & UNLESS_PLAIN[GLYPH]) | ((rest ^ PLAIN[REST]) & UNLESS_PLAIN[REST]);
        self == other && is_odd == 0
    }

    /// How many cells from the first on are plainly the same in two rows: looked at several in one go, without leaving off
    /// between them.
    pub fn same_plainly(now: &[Self], was: &[Self]) -> usize {
        const MANY: usize = 8;
        let mut same = 0;
        for (now, was) in now.chunks_exact(MANY).zip(was.chunks_exact(MANY)) {
            let mut differs = [0; 4];
            for (now, was) in now.iter().zip(was) {
                for nth in 0..4 {
                    let (now, was) = (now.words[nth], was.words[nth]);
                    differs[nth] |= (now ^ was) | ((now ^ PLAIN[nth]) & UNLESS_PLAIN[nth]);
                }
            }
            if differs != [0; 4] {
                break;
            }
            same += MANY;
        }
        let rest = now[same..].iter().zip(&was[same..]);
        same + rest.take_while(|(now, was)| now.is_plainly(was)).count()
    }

    /// Its character as a byte, where it is one of ASCII.
    #[inline]
    pub fn ascii(&self) -> Option<u8> {
        u8::try_from(self.words[GLYPH]).ok().filter(u8::is_ascii)
    }

    /// Its character as a byte, where it is one of ASCII that looks so.
    #[inline]
    pub fn letter(&self, look: Look) -> Option<u8> {
        let [glyph, fg, bg, rest] = self.words;
        let differs = (fg ^ look.inks[0]) | (bg ^ look.inks[1]) | u32::from(low(rest) ^ look.modifier);
        if differs == 0 { u8::try_from(glyph).ok().filter(u8::is_ascii) } else { None }
    }

    /// Which text of its buffer it has, where it is more than a character.
    #[inline]
    pub(super) fn text(&self) -> Option<usize> {
        self.words[GLYPH].checked_sub(TEXTS).map(|nth| nth as usize)
    }

    /// How many columns it takes.
    #[inline]
    pub fn columns(&self) -> u16 {
        self.extent() & !LINK
    }

    /// Whether it is one of a link.
    pub fn is_link(&self) -> bool {
        self.extent() & LINK != 0
    }

    /// Its colours and what else it looks like.
    #[inline]
    pub fn look(&self) -> Look {
        let [_, fg, bg, rest] = self.words;
        Look { inks: [fg, bg], modifier: low(rest) }
    }

    /// What it looks like besides its colours.
    pub(super) fn modifier(&self) -> Modifier {
        Modifier::from_bits_retain(low(self.words[REST]))
    }

    /// Puts a character into it.
    pub fn set_char(&mut self, c: char) -> &mut Self {
        self.put(c, u16::try_from(c.width().unwrap_or(1)).unwrap_or(1).max(1))
    }

    /// Puts a character of so many columns into it.
    #[inline]
    pub(super) fn put(&mut self, c: char, columns: u16) -> &mut Self {
        self.words[GLYPH] = u32::from(c);
        self.set_extent((self.extent() & LINK) | columns);
        self
    }

    /// Puts a text of its buffer into it.
    pub(super) fn put_text(&mut self, nth: usize, columns: u16) {
        // More texts than that have no room in memory.
        self.words[GLYPH] = u32::try_from(nth).map_or(u32::from(' '), |nth| TEXTS | nth);
        self.set_extent((self.extent() & LINK) | columns.min(LINK - 1));
    }

    /// Makes it one of a link, or none.
    pub(crate) fn set_link(&mut self, is_link: bool) {
        self.set_extent(self.columns() | if is_link { LINK } else { 0 });
    }

    /// Lays a style over its own.
    #[inline]
    pub(super) fn set_style(&mut self, style: impl Into<Coat>) {
        let coat = style.into();
        for (nth, word) in self.words.iter_mut().enumerate() {
            *word = (*word & coat.stays[nth]) | coat.laid[nth];
        }
    }

    /// Gives it the colours of the page where it has none of its own.
    pub(super) fn paint(&mut self, inks: [Ink; 2]) {
        for (nth, ink) in [FG, BG].into_iter().zip(inks) {
            if self.words[nth] == Ink::RESET.number() {
                self.words[nth] = ink.number();
            }
        }
    }

    #[inline]
    fn extent(&self) -> u16 {
        low(self.words[REST] >> EXTENT)
    }

    #[inline]
    fn set_extent(&mut self, extent: u16) {
        self.words[REST] = u32::from(low(self.words[REST])) | (u32::from(extent) << EXTENT);
    }
}

/// The lower half of a number.
#[inline]
fn low(number: u32) -> u16 {
    (number & 0xffff) as u16
}

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Look {
    inks: [u32; 2],
    modifier: u16,
}

impl Look {
    /// The foreground and the background.
    pub fn colours(self) -> [Color; 2] {
        self.inks.map(Ink::colour_of)
    }

    /// What it looks like besides its colours.
    pub fn modifier(self) -> Modifier {
        Modifier::from_bits_retain(self.modifier)
    }
}

/// A style, ready to be laid over cells: what stays of theirs, and what is put in its place.
#[derive(Clone, Copy)]
pub(super) struct Coat {
    stays: [u32; 4],
    laid: [u32; 4],
}

impl Coat {
    /// The same with a character of one column that takes the place of what stands there.
    #[inline]
    pub(super) fn over(self, cell: &mut Cell, c: char) {
        let Self { mut stays, mut laid } = self;
        (stays[GLYPH], laid[GLYPH]) = (0, u32::from(c));
        stays[REST] &= (u32::from(LINK) << EXTENT) | 0xffff;
        laid[REST] |= ONE_COLUMN;
        cell.set_style(Self { stays, laid });
    }
}

impl From<Style> for Coat {
    fn from(style: Style) -> Self {
        let [fg, bg] = [style.fg, style.bg].map(Layer::of);
        let (add, sub) = (style.add_modifier.bits(), style.sub_modifier.bits());
        Self {
            stays: [u32::MAX, fg.stays, bg.stays, !u32::from(add | sub)],
            laid: [0, fg.ink.number(), bg.ink.number(), u32::from(add & !sub)],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_cells_are_the_same_where_each_is() {
        let mut plain = [Cell::EMPTY; 21];
        for odd in 0..22 {
            for change in 0..4 {
                let (mut now, mut was) = (plain, plain);
                for (row, is_now) in [(&mut now, true), (&mut was, false)] {
                    let Some(cell) = row.get_mut(odd) else { continue };
                    match change {
                        0 if is_now => drop(cell.put('x', 1)),
                        1 if is_now => cell.set_style(Style::new().bg(Color::Red)),
                        2 => drop(cell.put('北', 2)),
                        3 => cell.put_text(0, 1),
                        _ => {}
                    }
                }
                assert_eq!(Cell::same_plainly(&now, &was), odd.min(21), "{change}");
            }
            if let Some(cell) = plain.get_mut(odd) {
                cell.put('y', 1);
            }
        }
    }

    #[test]
    fn a_cell_is_small_and_a_style_leaves_what_it_does_not_say() {
        assert_eq!(size_of::<Cell>(), 16);
        let mut cell = Cell::EMPTY;
        cell.set_style(Style::new().fg(Color::Rgb(1, 2, 3)).bold());
        cell.set_style(Style::new().bg(Color::Red).italic());
        assert_eq!(cell.look().colours(), [Color::Rgb(1, 2, 3), Color::Red]);
        cell.set_style(Style::new().fg(Color::Reset).not_bold());
        assert_eq!(cell.look().colours(), [Color::Reset, Color::Red]);
        assert_eq!(cell.modifier(), Modifier::ITALIC);
    }
}
