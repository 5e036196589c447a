//! Drawing without lines and ornaments, which a screen reader would spell out.

use super::buffer::Buffer;

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

/// Takes lines and ornaments out of what was drawn.
pub(super) fn strip(buffer: &mut Buffer) {
    for cell in &mut buffer.cells {
        let Some(c) = cell.char().filter(|c| !c.is_ascii()) else { continue };
        if let Some((_, instead)) = INSTEAD.iter().find(|(ornament, _)| *ornament == c) {
            cell.set_char(*instead);
        } else if matches!(c, '\u{2500}'..='\u{259f}') {
            cell.set_char(' ');
        }
    }
}
