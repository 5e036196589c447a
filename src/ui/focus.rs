//! Where the focus is: there the terminal's cursor stands, which screen readers and braille displays follow.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::buffer::Buffer;
use super::cell::Cell;
use super::theme::Theme;

/// The match or mention that one is at in `article`, else what the bar of the focused pane stands before.
pub(super) fn in_panes(buffer: &Buffer, article: Option<Rect>, theme: &Theme) -> Option<Position> {
    let reverses = theme.here.add_modifier.contains(Modifier::REVERSED);
    let is_here = |cell: &Cell| cell.modifier().contains(Modifier::REVERSED);
    let here = article.filter(|_| reverses).and_then(|area| first(buffer, area, is_here));
    here.or(buffer.bar)
}

/// What one is at in the panel over the panes; its first words, where it has no bar.
pub(super) fn in_panel(buffer: &Buffer) -> Option<Position> {
    buffer.bar.or_else(|| buffer.panel.map(|inside| Position::new(inside.x, inside.y)))
}

/// The first cell of an area that is so. Every frame looks at all of them, and so goes along rows.
fn first(buffer: &Buffer, area: Rect, is: impl Fn(&Cell) -> bool) -> Option<Position> {
    let area = area.intersection(buffer.area);
    (area.top()..area.bottom()).find_map(|y| {
        let (x, _) =
            (area.left()..area.right()).zip(buffer.row_from((area.x, y))).find(|(_, cell)| is(cell))?;
        Some(Position::new(x, y))
    })
}
