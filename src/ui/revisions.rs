//! What changed in an article.

use ratatui::layout::Rect;

use super::buffer::Buffer;
use super::overlay::panel;
use super::pen;
use super::theme::Theme;
use crate::app::{Change, RevisionsScreen, State};

/// What changed in an article from one revision to another.
pub(super) fn draw(buffer: &mut Buffer, screen: &RevisionsScreen, state: &State, theme: &Theme) {
    let hint = " [ ]: older, newer   ↑ ↓: scroll   esc: back ";
    let inner = panel(buffer, RevisionsScreen::WIDEST, u16::MAX, " what changed ", hint, theme);
    let heading = screen.heading(&state.settings.zone);
    pen::at(buffer, inner, 1, 0, &pen::shorten(&heading, inner.width.saturating_sub(2)), theme.strong);
    let (width, _) = RevisionsScreen::page_size(state.size);
    let head = RevisionsScreen::HEAD.min(inner.height);
    let page = Rect {
        x: inner.x + 1,
        y: inner.y + head,
        width: inner.width.saturating_sub(2),
        height: inner.height - head,
    };
    let lines = screen.lines(width);
    for (row, line) in (0..page.height).zip(lines.iter().skip(screen.top)) {
        let mut column = 0;
        for piece in line {
            let style = match piece.change {
                Change::Kept => theme.plain,
                Change::Removed => theme.removed,
                Change::Added => theme.added,
                Change::Note => theme.dim,
            };
            column += pen::at(buffer, page, column, row, &piece.text, style);
        }
    }
}
