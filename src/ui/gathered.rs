//! The screens made of many articles: what comes next, and who wants what.

use ratatui::layout::{Position, Rect};

use super::actor_page::{draw_rows, lead_at};
use super::buffer::Buffer;
use super::overlay::{inside, panel};
use super::pen;
use super::theme::Theme;
use crate::app::{ActorRow, AgendaScreen, PositionsScreen, State};

/// The widest that what comes next may be, in columns.
const AGENDA: u16 = 100;

/// What comes next.
pub(super) fn agenda(buffer: &mut Buffer, screen: &AgendaScreen, state: &State, theme: &Theme) {
    let title = format!(" what’s next: {} ", pen::shorten(&screen.title, 40));
    let hint = " enter: go there   y: copy   e: write to a file   ↑ ↓: move   esc: back ";
    let inner = panel(buffer, AGENDA, u16::MAX, &title, hint, theme);
    draw_rows(buffer, inner, &agenda_rows(screen, state, inner), Some(screen.cursor), theme);
}

/// The number of the entry at a place of what comes next.
pub(super) fn entry_at(screen: &AgendaScreen, state: &State, at: Position) -> Option<usize> {
    let inner = inside(state.size, AGENDA, u16::MAX);
    lead_at(inner, &agenda_rows(screen, state, inner), screen.cursor, at)
}

/// Who wants what: an actor a column.
pub(super) fn positions(buffer: &mut Buffer, screen: &PositionsScreen, state: &State, theme: &Theme) {
    let title = format!(" positions: {} ", pen::shorten(&screen.title, 40));
    let hint = " enter: go there   ← →: actors   y: copy   e: write to a file   esc: back ";
    let inner = panel(buffer, u16::MAX, u16::MAX, &title, hint, theme);
    if screen.positions.actors.is_empty() {
        pen::at(buffer, inner, 2, 0, "No article of this list has stakeholder lines.", theme.dim);
    }
    for (actor, column) in columns(screen, inner) {
        let cursor = (actor == screen.column).then_some(screen.cursor);
        draw_rows(buffer, column, &rows_of(screen, state, actor, column), cursor, theme);
    }
}

/// The actor and the number of its line at a place of the positions.
pub(super) fn line_at(screen: &PositionsScreen, state: &State, at: Position) -> Option<(usize, usize)> {
    let inner = inside(state.size, u16::MAX, u16::MAX);
    let (actor, column) = columns(screen, inner).find(|(_, column)| column.contains(at))?;
    let cursor = if actor == screen.column { screen.cursor } else { 0 };
    Some((actor, lead_at(column, &rows_of(screen, state, actor, column), cursor, at)?))
}

/// The actors whose positions are shown, each with where.
fn columns(screen: &PositionsScreen, inner: Rect) -> impl Iterator<Item = (usize, Rect)> {
    let shown = PositionsScreen::shown(inner.width);
    let width = inner.width / u16::try_from(shown).unwrap_or(1).max(1);
    let actors = screen.first(shown)..screen.positions.actors.len();
    let starts = (inner.x..).step_by(usize::from(width.max(1)));
    actors
        .take(shown)
        .zip(starts)
        .map(move |(actor, x)| (actor, Rect { x, width: width.saturating_sub(1), ..inner }))
}

fn agenda_rows(screen: &AgendaScreen, state: &State, inner: Rect) -> Vec<ActorRow> {
    screen.rows(usize::from(inner.width.saturating_sub(4)), &state.settings.zone)
}

fn rows_of(screen: &PositionsScreen, state: &State, actor: usize, column: Rect) -> Vec<ActorRow> {
    screen.rows(actor, usize::from(column.width.saturating_sub(4)), &state.settings.zone)
}
