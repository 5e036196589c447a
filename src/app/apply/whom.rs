//! Whom a name in a search means, where several are called so.

use crate::app::key::{Code, Key};
use crate::app::list::{List, Narrowed};
use crate::app::msg::Effect;
use crate::app::overlay::{Overlay, Whom, digit, move_cursor_by_letters};
use crate::app::state::State;
use crate::model::{Listing, Meant};

/// Asks whom the first name means that may mean several; says so, where one means nobody.
pub(in crate::app) fn ask_whom(state: &mut State, meant: Vec<Meant>) {
    if state.overlay.is_some() {
        return;
    }
    if let Some(nobody) = meant.iter().find(|meant| meant.actors.is_empty()) {
        state.tell(format!("No article has an actor called {}", nobody.name));
    }
    if let Some(Meant { name, actors }) = meant.into_iter().find(|meant| meant.actors.len() > 1) {
        state.overlay = Some(Overlay::Whom(Whom { name, actors, cursor: 0 }));
    }
}

pub(super) fn key(state: &mut State, mut whom: Whom, key: Key) -> Vec<Effect> {
    let count = whom.actors.len() + 1;
    match key.code {
        Code::Esc | Code::Char('q') => return Vec::new(),
        Code::Enter => {
            choose(state, &whom);
            return Vec::new();
        }
        Code::Char(c) if digit(c).is_some_and(|digit| digit <= whom.actors.len()) => {
            whom.cursor = digit(c).unwrap_or(1) - 1;
            choose(state, &whom);
            return Vec::new();
        }
        _ => {
            move_cursor_by_letters(&mut whom.cursor, count, key);
        }
    }
    state.overlay = Some(Overlay::Whom(whom));
    Vec::new()
}

/// Searches for the chosen one alone; the last row is for all of them.
fn choose(state: &mut State, whom: &Whom) {
    let Some(actor) = whom.actors.get(whom.cursor) else { return };
    let Some(query) = state.list.listing.filter.clone() else { return };
    let filter = Some(query.with_name(&whom.name, actor.key.as_str()));
    let listing = Listing { filter, ..state.list.listing.clone() };
    let title = state.list.title.replace(&whom.name, &actor.name);
    let narrowed = state
        .list
        .narrowed
        .take()
        .map(|narrowed| Narrowed { by: narrowed.by.with_name(&whom.name, actor.key.as_str()), ..narrowed });
    state.list = List::new(listing, title, None);
    state.list.narrowed = narrowed;
    if let Some(reading) = &mut state.reading {
        reading.choose_key(&actor.key);
    }
}
