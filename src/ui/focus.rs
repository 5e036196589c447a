//! Where the focus is: there the terminal's cursor stands, which screen readers and braille displays follow.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use super::buffer::Buffer;
use super::cell::Cell;
use super::theme::Theme;

/// The bar before what one is at.
const BAR: char = '▌';

/// The corner of a panel, inside of which its first words stand.
const CORNER: char = '╭';

/// The match or mention that one is at in `article`, else what the first bar on the screen stands before.
pub(super) fn in_panes(buffer: &Buffer, article: Option<Rect>, theme: &Theme) -> Option<Position> {
    let reverses = theme.here.add_modifier.contains(Modifier::REVERSED);
    let is_here = |cell: &Cell| cell.modifier().contains(Modifier::REVERSED);
    let here = article.filter(|_| reverses).and_then(|area| first(buffer, area, is_here));
    here.or_else(|| first(buffer, buffer.area, |cell| is_bar(cell, theme)))
}

/// What one is at in the panel that was drawn over `before`; its first words, where it has no bar.
pub(super) fn in_panel(buffer: &Buffer, before: &Buffer, theme: &Theme) -> Option<Position> {
    let is_new = |position: &Position| buffer.cell(*position) != before.cell(*position);
    let find = |is: &dyn Fn(&Cell) -> bool| {
        buffer.area.positions().filter(is_new).find(|position| buffer.cell(*position).is_some_and(is))
    };
    find(&|cell| is_bar(cell, theme)).or_else(|| {
        let corner = find(&|cell| cell.is(CORNER));
        corner.map(|corner| Position::new(corner.x + 1, corner.y + 1))
    })
}

fn is_bar(cell: &Cell, theme: &Theme) -> bool {
    cell.is(BAR) && cell.modifier() == theme.accent.add_modifier
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
