//! Where the focus is: there the terminal's cursor stands, which screen readers and braille displays follow.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::theme::Theme;

/// The bar before what one is at.
const BAR: &str = "▌";

/// The corner of a panel, inside of which its first words stand.
const CORNER: &str = "╭";

/// The match or mention that one is at in `article`, else what the first bar on the screen stands before.
pub(super) fn in_panes(buffer: &Buffer, article: Option<Rect>, theme: &Theme) -> Option<Position> {
    let is_here = |position: &Position| {
        let cell = buffer.cell(*position);
        cell.is_some_and(|cell| cell.modifier.contains(theme.here.add_modifier & Modifier::REVERSED))
    };
    let reverses = theme.here.add_modifier.contains(Modifier::REVERSED);
    let here = article.filter(|_| reverses).and_then(|area| area.positions().find(is_here));
    here.or_else(|| bars(buffer, theme).next())
}

/// What one is at in the panel that was drawn over `before`; its first words, where it has no bar.
pub(super) fn in_panel(buffer: &Buffer, before: &Buffer, theme: &Theme) -> Option<Position> {
    let is_new = |position: &Position| buffer.cell(*position) != before.cell(*position);
    let bar = bars(buffer, theme).find(is_new);
    bar.or_else(|| {
        let corner = buffer
            .area()
            .positions()
            .filter(is_new)
            .find(|position| buffer.cell(*position).is_some_and(|cell| cell.symbol() == CORNER));
        corner.map(|corner| Position::new(corner.x + 1, corner.y + 1))
    })
}

fn bars<'a>(buffer: &'a Buffer, theme: &'a Theme) -> impl Iterator<Item = Position> + 'a {
    buffer.area().positions().filter(|position| {
        let cell = buffer.cell(*position);
        cell.is_some_and(|cell| cell.symbol() == BAR && cell.modifier == theme.accent.add_modifier)
    })
}
