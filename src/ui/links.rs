//! Letters at the links on the screen, and where each link leads.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::pen;
use super::theme::Theme;
use crate::app::Links;

/// Writes the letters over the beginnings of the links of a page.
pub(super) fn draw(buffer: &mut Buffer, page: Rect, links: &Links, theme: &Theme) {
    for link in links.left() {
        let Some(row) = u16::try_from(link.row).ok().filter(|row| *row < page.height) else { continue };
        pen::at(buffer, page, link.column, row, &link.hint, theme.here);
    }
}

/// What the bottom line says: which letters lead where.
pub(super) fn legend(links: &Links) -> String {
    let hosts: Vec<String> = links.left().map(|link| format!("{} {}", link.hint, link.host())).collect();
    format!("open (capital letters copy):  {}", hosts.join("   "))
}
