//! Taking up where the last session ended.

use super::command::Command;
use super::list::List;
use super::msg::{Effect, Question};
use super::state::{Pane, State};
use super::update::ALL;
use crate::model::{Scope, Session};

/// Shows what was shown when the reader was closed.
pub(super) fn restore(state: &mut State, session: Session) -> Vec<Effect> {
    let title = if session.title.is_empty() { ALL.to_owned() } else { session.title };
    state.list = List::new(session.listing, title, session.selected);
    // An actor's list may be one of the feed list: that is seen when its rows are known.
    if state.query().is_some() {
        let (scope, title) = match &state.list.listing.scope {
            Scope::All | Scope::Actor(_) => (Scope::All, ALL),
            filtered => (filtered.clone(), state.list.title.split(" = ").next().unwrap_or_default()),
        };
        state.before_search = Some(Box::new(List::new(scope.into(), title.to_owned(), None)));
    }
    state.feeds.set_folded(session.folded);
    state.look.take_up(session.theme);
    (state.widths, state.sidebar) = (session.widths, session.sidebar);
    state.recent = session.recent.iter().filter_map(|name| Command::named(name)).collect();
    state.focus = Pane::named(&session.focus).unwrap_or(Pane::Articles);
    let mut effects = vec![state.ask(Question::Feeds)];
    match session.open {
        Some(open) => {
            state.choose_next = session.actor;
            effects.push(state.ask(Question::Article(open)));
        }
        None if state.is_reading() => state.focus = Pane::Articles,
        None => {}
    }
    effects
}
