//! The screens made of many articles: what comes next, and who wants what.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::actor_page::draw_rows;
use super::overlay::panel;
use super::pen;
use super::theme::Theme;
use crate::app::{AgendaScreen, PositionsScreen, State};

/// What comes next.
pub(super) fn agenda(buffer: &mut Buffer, screen: &AgendaScreen, state: &State, theme: &Theme) {
    let title = format!(" what’s next: {} ", pen::shorten(&screen.title, 40));
    let hint = " enter: go there   y: copy   e: write to a file   ↑ ↓: move   esc: back ";
    let inner = panel(buffer, 100, u16::MAX, &title, hint, theme);
    let rows = screen.rows(usize::from(inner.width.saturating_sub(4)), &state.settings.zone);
    draw_rows(buffer, inner, &rows, Some(screen.cursor), theme);
}

/// Who wants what: an actor a column.
pub(super) fn positions(buffer: &mut Buffer, screen: &PositionsScreen, state: &State, theme: &Theme) {
    let title = format!(" positions: {} ", pen::shorten(&screen.title, 40));
    let hint = " enter: go there   ← →: actors   y: copy   e: write to a file   esc: back ";
    let inner = panel(buffer, u16::MAX, u16::MAX, &title, hint, theme);
    if screen.positions.actors.is_empty() {
        pen::at(buffer, inner, 2, 0, "No article of this list has stakeholder lines.", theme.dim);
    }
    let shown = PositionsScreen::shown(inner.width);
    let width = inner.width / u16::try_from(shown).unwrap_or(1).max(1);
    for (nth, actor) in (screen.first(shown)..screen.positions.actors.len()).take(shown).enumerate() {
        let column = Rect {
            x: inner.x + width * u16::try_from(nth).unwrap_or(0),
            width: width.saturating_sub(1),
            ..inner
        };
        let rows = screen.rows(actor, usize::from(column.width.saturating_sub(4)), &state.settings.zone);
        let cursor = (actor == screen.column).then_some(screen.cursor);
        draw_rows(buffer, column, &rows, cursor, theme);
    }
}
