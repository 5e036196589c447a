//! Read, unread, starred, and back.

use crate::app::msg::{Effect, Write};
use crate::app::state::State;
use crate::model::{ArticleId, Status};

/// Marks an article read because it was opened; no change that one would undo.
pub(super) fn opened(state: &mut State, id: ArticleId) -> Vec<Effect> {
    if status_of(state, id).is_some_and(|status| status.read) {
        return Vec::new();
    }
    set(state, id, |status| status.read = true);
    vec![Effect::Write(Write::Opened(id))]
}

pub(super) fn toggle_read(state: &mut State) -> Vec<Effect> {
    let Some((id, status)) = current(state) else { return Vec::new() };
    set(state, id, |status| status.read = !status.read);
    vec![Effect::Write(Write::Read(id, !status.read))]
}

pub(super) fn toggle_star(state: &mut State) -> Vec<Effect> {
    let Some((id, status)) = current(state) else { return Vec::new() };
    set(state, id, |status| status.starred = !status.starred);
    vec![Effect::Write(Write::Star(id, !status.starred))]
}

pub(super) fn mark_all_read(state: &mut State) -> Vec<Effect> {
    if state.list.rows().is_empty() {
        state.tell("There is nothing to mark in this list");
        return Vec::new();
    }
    state.list.change_all(|row| row.status.read = true);
    vec![Effect::Write(Write::AllRead(state.list.listing.clone()))]
}

pub(super) fn undo(state: &mut State) -> Vec<Effect> {
    match state.undo.pop() {
        Some((change, what)) => {
            state.tell(format!("Undone: {}", lower_first(&what)));
            vec![Effect::Write(Write::Undo(change))]
        }
        None => {
            state.tell("There is nothing to undo");
            Vec::new()
        }
    }
}

fn current(state: &State) -> Option<(ArticleId, Status)> {
    let id = state.current()?;
    Some((id, status_of(state, id)?))
}

/// The status as the screen shows it: the list's row, or the open article's.
fn status_of(state: &State, id: ArticleId) -> Option<Status> {
    let row = state.list.rows().iter().find(|row| row.id == id).map(|row| row.status);
    let open =
        || state.reading.as_ref().map(|reading| &reading.article.headline).filter(|open| open.id == id);
    row.or_else(|| open().map(|open| open.status))
}

/// Shows a change at once; the store follows.
fn set(state: &mut State, id: ArticleId, change: impl Fn(&mut Status)) {
    state.list.change(id, |row| change(&mut row.status));
    if let Some(reading) = state.reading.as_mut().filter(|reading| reading.article.headline.id == id) {
        change(&mut reading.article.headline.status);
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}
