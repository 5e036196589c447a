//! The screens made of many articles: what comes next, and who wants what.

use super::{output, panes};
use crate::app::gathered::{AgendaScreen, PositionsScreen};
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Outside};
use crate::app::output::Output;
use crate::app::overlay::{Overlay, move_cursor_by_letters};
use crate::app::state::{Pane, State};
use crate::model::{Agenda, ArticleId, CleanText, Place, Positions};

/// Shows what comes next.
pub(in crate::app) fn show_agenda(state: &mut State, agenda: Agenda) -> Vec<Effect> {
    if state.overlay.is_none() {
        let title = state.list.title.clone();
        let today = state.now.to_zoned(state.settings.zone.clone()).date();
        state.overlay = Some(Overlay::Agenda(Box::new(AgendaScreen { title, agenda, today, cursor: 0 })));
    }
    Vec::new()
}

/// Shows who wants what.
pub(in crate::app) fn show_positions(state: &mut State, positions: Positions) -> Vec<Effect> {
    if state.overlay.is_none() {
        let title = state.list.title.clone();
        let screen = PositionsScreen { title, positions, column: 0, cursor: 0 };
        state.overlay = Some(Overlay::Positions(Box::new(screen)));
    }
    Vec::new()
}

pub(super) fn agenda_key(state: &mut State, mut screen: Box<AgendaScreen>, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    match key.code {
        Code::Esc | Code::Char('q') => return Vec::new(),
        Code::Enter => {
            if let Some((article, place)) = screen.chosen() {
                return go_to(state, article, place);
            }
        }
        Code::Char('y') => effects = copy(&screen.markdown(&state.settings.zone)),
        Code::Char('e') => return output::ask_where(state, Output::Agenda(screen)),
        _ => {
            move_cursor_by_letters(&mut screen.cursor, screen.agenda.entries.len(), key);
        }
    }
    state.overlay = Some(Overlay::Agenda(screen));
    effects
}

pub(super) fn positions_key(state: &mut State, mut screen: Box<PositionsScreen>, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    let last = screen.positions.actors.len().saturating_sub(1);
    match key.code {
        Code::Esc | Code::Char('q') => return Vec::new(),
        Code::Char('h') | Code::Left => {
            (screen.column, screen.cursor) = (screen.column.saturating_sub(1), 0);
        }
        Code::Char('l') | Code::Right => (screen.column, screen.cursor) = ((screen.column + 1).min(last), 0),
        Code::Enter => {
            if let Some((article, place)) = screen.chosen() {
                return go_to(state, article, place);
            }
        }
        Code::Char('y') => effects = copy(&screen.markdown(&state.settings.zone)),
        Code::Char('e') => return output::ask_where(state, Output::Positions(screen)),
        _ => {
            let lines = screen.lines();
            move_cursor_by_letters(&mut screen.cursor, lines, key);
        }
    }
    state.overlay = Some(Overlay::Positions(screen));
    effects
}

fn copy(markdown: &str) -> Vec<Effect> {
    vec![Effect::Outside(Outside::Copy(CleanText::new(markdown)))]
}

/// Opens an article of the list at some words of it.
fn go_to(state: &mut State, article: ArticleId, place: Place) -> Vec<Effect> {
    let height = state.list_height();
    state.list.move_to(article, height);
    state.focus = Pane::Article;
    match state.reading.as_mut().filter(|reading| reading.article.headline.id == article) {
        Some(reading) => reading.reveal(&place),
        None => state.reveal_next = Some((article, place)),
    }
    panes::open_when_here(state, article)
}
