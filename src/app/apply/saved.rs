//! Searches that are kept: saved, renamed, removed.

use super::web_feeds::ask;
use crate::app::dialog::AskFor;
use crate::app::msg::{Effect, Write};
use crate::app::state::State;
use crate::model::{CleanText, Query, SavedId, Scope};

/// Saves the search that is shown, under the name that was typed, or asks for one.
pub(super) fn save(state: &mut State, typed: &str) -> Vec<Effect> {
    let Some(query) = shown(state) else {
        state.tell("Search first (/), then S keeps the search as a feed of its own");
        return Vec::new();
    };
    match typed.trim() {
        "" => {
            let name = query.to_string();
            ask(state, AskFor::SaveSearch(query), name)
        }
        typed => named(state, query, typed),
    }
}

/// The search that is shown, as one that finds the same from everywhere.
fn shown(state: &State) -> Option<Query> {
    let query = state.query();
    let about = match &state.list.listing.scope {
        Scope::Actor(key) => format!("actor:{key}"),
        Scope::Feed(_) | Scope::Folder(_) => {
            let name = state.feeds.name(&state.list.listing.scope)?;
            format!("feed:\"{}\"", name.replace('"', " "))
        }
        Scope::Unread => "is:unread".to_owned(),
        Scope::Starred => "is:starred".to_owned(),
        Scope::Muted => "is:muted".to_owned(),
        Scope::All | Scope::Saved(_) | Scope::Followed => String::new(),
    };
    if query.is_none() && !matches!(state.list.listing.scope, Scope::Actor(_)) {
        return None;
    }
    Some(Query::parse(&about).ok()?.and(query.unwrap_or_default())).filter(|query| !query.is_empty())
}

/// Saves a search under a name.
pub(super) fn named(state: &mut State, query: Query, typed: &str) -> Vec<Effect> {
    let name = CleanText::line(typed.trim());
    if name.is_empty() {
        state.complain("A saved search needs a name that can be seen");
        return Vec::new();
    }
    vec![Effect::Write(Write::SaveSearch(name, query))]
}

/// The saved search that commands about feeds concern.
pub(super) fn meant(state: &State) -> Option<SavedId> {
    match super::web_feeds::scope(state) {
        Scope::Saved(id) => Some(*id),
        _ => None,
    }
}

/// Calls a saved search otherwise, or asks how.
pub(super) fn rename(state: &mut State, id: SavedId, typed: &str) -> Vec<Effect> {
    match typed.trim() {
        "" => {
            let name = state.feeds.name(&Scope::Saved(id)).unwrap_or_default();
            ask(state, AskFor::RenameSearch(id), name)
        }
        typed => vec![Effect::Write(Write::RenameSearch(id, CleanText::line(typed)))],
    }
}
