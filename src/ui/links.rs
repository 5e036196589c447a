//! Letters at the links on the screen.

use ratatui::layout::Rect;

use super::buffer::Buffer;
use super::line::Hand;
use super::pen;
use super::placing::Placed;
use crate::app::Links;

/// Writes the letters over the beginnings of the links of a page, as far as they are on it.
pub(super) fn draw(buffer: &mut Buffer, area: Rect, links: &Links, hand: &Hand<'_>) {
    let page = hand.page(area.width);
    for (nth, line) in hand.reading.lines().enumerate().take(usize::from(area.height)) {
        let mut here = links.left().filter(|link| link.row == nth).peekable();
        if here.peek().is_none() {
            continue;
        }
        let (placed, row) = (page.placed(line), u16::try_from(nth).unwrap_or(u16::MAX));
        for link in here {
            let begins = |placed: &&Placed| placed.spot == link.spot && placed.at == link.at;
            let Some(first) = placed.iter().find(begins) else { continue };
            let hint = Rect::new(area.x + first.column, area.y + row, pen::columns(&link.hint), 1);
            pen::clear(buffer, hint.intersection(area));
            pen::at(buffer, area, first.column, row, &link.hint, hand.theme.here);
        }
    }
}
