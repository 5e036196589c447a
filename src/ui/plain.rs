//! Drawing without lines and ornaments, which a screen reader would spell out.

use ratatui::layout::{Margin, Rect};

use super::buffer::Buffer;
use super::pen;

/// What stands for an ornament: a sign that every keyboard has, or nothing.
const INSTEAD: &[(char, char)] = &[
    ('─', ' '),
    ('│', ' '),
    ('┆', ' '),
    ('╭', ' '),
    ('╮', ' '),
    ('╰', ' '),
    ('╯', ' '),
    ('├', ' '),
    ('┤', ' '),
    ('▏', ' '),
    ('▌', '>'),
    ('▪', '*'),
    ('•', '*'),
    ('◦', '-'),
    ('●', '*'),
    ('★', '+'),
    ('▸', '+'),
    ('▾', '-'),
    ('⟳', ' '),
    ('›', '>'),
    ('‹', '<'),
    ('▧', '#'),
    ('↗', '#'),
    ('·', '-'),
];

/// Takes lines and ornaments out of what was drawn, and what would stand beside a panel.
pub(super) fn strip(buffer: &mut Buffer) {
    if let Some(inside) = buffer.panel {
        let Rect { x, y, width, height } = inside.outer(Margin::new(1, 1)).intersection(buffer.area);
        pen::clear(buffer, Rect::new(0, y, x, height));
        pen::clear(buffer, Rect::new(x + width, y, buffer.area.width.saturating_sub(x + width), height));
    }
    for cell in &mut buffer.cells {
        let Some(c) = cell.char().filter(|c| !c.is_ascii()) else { continue };
        if let Some((_, instead)) = INSTEAD.iter().find(|(ornament, _)| *ornament == c) {
            cell.set_char(*instead);
        } else if matches!(c, '\u{2500}'..='\u{259f}') {
            cell.set_char(' ');
        }
    }
}
