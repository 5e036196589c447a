//! Drawing without lines and ornaments, which a screen reader would spell out.

use ratatui::buffer::Buffer;

/// What stands for an ornament: a sign that every keyboard has, or nothing.
const INSTEAD: &[(&str, &str)] = &[
    ("─", " "),
    ("│", " "),
    ("┆", " "),
    ("╭", " "),
    ("╮", " "),
    ("╰", " "),
    ("╯", " "),
    ("├", " "),
    ("┤", " "),
    ("▏", " "),
    ("▌", ">"),
    ("▪", "*"),
    ("•", "*"),
    ("◦", "-"),
    ("●", "*"),
    ("★", "+"),
    ("▸", "+"),
    ("▾", "-"),
    ("⟳", " "),
    ("›", ">"),
    ("‹", "<"),
    ("▧", "#"),
    ("↗", "#"),
    ("·", "-"),
];

/// Takes lines and ornaments out of what was drawn.
pub(super) fn strip(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        let symbol = cell.symbol();
        if symbol.is_ascii() {
            continue;
        }
        if let Some((_, instead)) = INSTEAD.iter().find(|(ornament, _)| *ornament == symbol) {
            cell.set_symbol(instead);
        } else if symbol.chars().all(|c| matches!(c, '\u{2500}'..='\u{259f}')) {
            cell.set_symbol(" ");
        }
    }
}
