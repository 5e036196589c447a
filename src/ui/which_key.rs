//! What may follow the keys pressed so far, above the bottom line.

use ratatui::layout::Rect;

use super::buffer::Buffer;
use super::pen;
use super::theme::Theme;
use crate::app::State;

/// How wide a column is at least.
const LEAST: u16 = 34;

/// Draws what may follow, in as many columns as there is room for, once a moment has passed.
pub(super) fn draw(buffer: &mut Buffer, footer: Rect, state: &State, theme: &Theme) {
    if !state.pressed.shows_rest {
        return;
    }
    let mut after = state.settings.keymap.after(&state.pressed.keys, state.is_reading());
    after.sort_by_key(|(keys, _)| keys.to_lowercase());
    let count = u16::try_from(after.len()).unwrap_or(u16::MAX);
    let columns = (footer.width / LEAST).clamp(1, 4).min(count.max(1));
    let rows = count.div_ceil(columns).min(footer.y.saturating_sub(3));
    let area = Rect { y: footer.y.saturating_sub(rows + 1), height: rows + 1, ..footer };
    pen::clear(buffer, area);
    pen::text(buffer, area, 0, &"─".repeat(usize::from(area.width)), theme.dim);
    let keys = after.iter().map(|(keys, _)| pen::columns(keys)).max().unwrap_or(0);
    let width = area.width / columns;
    let places = (0..columns).flat_map(|column| (1..=rows).map(move |row| (column * width, row)));
    for ((column, row), (rest, what)) in places.zip(&after) {
        pen::at(buffer, area, column + 2, row, rest, theme.strong);
        let room = width.saturating_sub(keys + 5);
        pen::at(buffer, area, column + keys + 4, row, &pen::shorten(what, room), theme.plain);
    }
}
