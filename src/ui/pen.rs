//! Writing text into the buffer, never beyond an area, by display width.

use std::borrow::Cow;

use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::buffer::Buffer;
use super::cell::{Cell, Coat};
use crate::app;

/// How many columns `text` takes.
pub(super) fn columns(text: &str) -> u16 {
    u16::try_from(app::columns(text)).unwrap_or(u16::MAX / 2)
}

/// Writes `text` into row number `row` of `area`; what does not fit is cut off. Returns the columns written.
pub(super) fn text(buffer: &mut Buffer, area: Rect, row: u16, text: &str, style: Style) -> u16 {
    at(buffer, area, 0, row, text, style)
}

/// Writes `text` from a column of `area` on; what does not fit is cut off. Returns the columns written.
pub(super) fn at(buffer: &mut Buffer, area: Rect, column: u16, row: u16, text: &str, style: Style) -> u16 {
    let area = area.intersection(buffer.area);
    if row >= area.height || column >= area.width {
        return 0;
    }
    let (x, y) = (area.x + column, area.y + row);
    let room = area.width - column;
    // Without leaving off early, so that many bytes are looked at in one go.
    if text.bytes().fold(true, |is_plain, byte| is_plain & matches!(byte, b' '..=b'~')) {
        return plain(buffer, (x, y), room, text.bytes().map(char::from), style);
    }
    if text.chars().all(app::is_a_column) {
        return plain(buffer, (x, y), room, text.chars(), style);
    }
    buffer.write((x, y), room, text, style) - x
}

/// Writes characters of which each is a column.
fn plain(
    buffer: &mut Buffer,
    at: (u16, u16),
    room: u16,
    text: impl Iterator<Item = char>,
    style: Style,
) -> u16 {
    let coat = Coat::from(style);
    let cells = buffer.row_from_mut(at).iter_mut().take(usize::from(room));
    let mut written = 0;
    for (cell, c) in cells.zip(text) {
        coat.over(cell, c);
        written += 1;
    }
    written
}

/// Fills an area with a character of one column.
pub(super) fn fill(buffer: &mut Buffer, area: Rect, c: char, style: Style) {
    let (area, coat) = (area.intersection(buffer.area), Coat::from(style));
    for y in area.top()..area.bottom() {
        let cells = buffer.row_from_mut((area.x, y)).iter_mut().take(usize::from(area.width));
        cells.for_each(|cell| coat.over(cell, c));
    }
}

/// Writes `text` so that it ends `margin` columns before the right edge of `area`.
pub(super) fn right(buffer: &mut Buffer, area: Rect, row: u16, margin: u16, text: &str, style: Style) {
    let column = area.width.saturating_sub(margin + columns(text));
    at(buffer, area, column, row, text, style);
}

/// `text` where it fits into `width` columns, else as many whole words as fit and an ellipsis; a first word too
/// long is cut at a grapheme.
pub(super) fn shorten(text: &str, width: u16) -> Cow<'_, str> {
    if columns(text) <= width {
        return Cow::Borrowed(text);
    }
    let room = usize::from(width.saturating_sub(1));
    let end = beginning(text, room);
    let cut = &text[..end];
    let whole = cut.rfind(char::is_whitespace).filter(|at| columns(&cut[..*at]) * 2 >= width);
    let short = cut[..whole.unwrap_or(end)].trim_end();
    Cow::Owned([short, "…"].concat())
}

/// How many bytes of `text` fit into so many columns.
fn beginning(text: &str, room: usize) -> usize {
    if text.is_ascii() {
        return room.min(text.len());
    }
    if text.chars().all(app::is_a_column) {
        return text.char_indices().nth(room).map_or(text.len(), |(at, _)| at);
    }
    let mut used = 0;
    let fits = |grapheme: &&str| {
        used += UnicodeWidthStr::width(*grapheme);
        used <= room
    };
    text.graphemes(true).take_while(fits).map(str::len).sum()
}

/// Empties an area, so that what lies over others covers them.
pub(super) fn clear(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        // A wide character that would reach into the area goes whole.
        if let Some(before) = area.x.checked_sub(1).and_then(|x| buffer.cell_mut((x, y)))
            && before.columns() > 1
        {
            before.set_char(' ');
        }
    }
    for y in area.top()..area.bottom() {
        let cells = buffer.row_from_mut((area.x, y)).iter_mut().take(usize::from(area.width));
        cells.for_each(|cell| *cell = Cell::EMPTY);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_written_as_any_other() {
        let area = Rect::new(1, 0, 8, 2);
        for (text, column, expected) in [
            ("Talks", 2, 5),
            ("Talks resume", 3, 5),
            ("", 0, 0),
            ("end", 7, 1),
            ("out", 8, 0),
            ("“Élysée”", 0, 8),
        ] {
            let mut written = Buffer::empty(Rect::new(0, 0, 10, 2));
            for cell in &mut written.cells {
                cell.set_char('·');
            }
            let mut expected_buffer = written.as_of_ratatui();
            let style = Style::new().bold();
            assert_eq!(at(&mut written, area, column, 1, text, style), expected, "{text}");
            let room = usize::from(area.width.saturating_sub(column));
            if room > 0 {
                expected_buffer.set_stringn(area.x + column, 1, text, room, style);
            }
            assert_eq!(written.as_of_ratatui(), expected_buffer, "{text}");
        }
    }

    #[test]
    fn shortens_to_whole_words_by_display_width() {
        for (text, width, expected) in [
            ("Talks resume", 20, "Talks resume"),
            ("Talks resume in Vienna", 18, "Talks resume in…"),
            ("Extraordinarily long", 8, "Extraor…"),
            ("北京方面表示欢迎", 7, "北京方…"),
            ("Élysée “talks”", 9, "Élysée…"),
        ] {
            let short = shorten(text, width);
            assert_eq!(short, expected);
            assert!(columns(&short) <= width);
        }
    }
}
