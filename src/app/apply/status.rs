//! Read, unread, starred, and back.

use crate::app::list::List;
use crate::app::msg::{Effect, Write};
use crate::app::state::{Pane, State};
use crate::model::{ArticleId, Status};

/// Marks an article read, as it is now, because it was opened; no change that one would undo.
pub(super) fn opened(state: &mut State, id: ArticleId) -> Vec<Effect> {
    if status_of(state, id).is_some_and(|status| status.read && !status.changed) {
        return Vec::new();
    }
    set(state, id, |status| (status.read, status.changed) = (true, false));
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
    if state.focus == Pane::Feeds
        && let Some(feed) = state.feeds.selected().filter(|feed| feed.scope != state.list.listing.scope)
    {
        // What a search found is shown; what the cursor is on is the feed.
        let (scope, name) =
            (feed.scope.clone(), state.feeds.name(&feed.scope).unwrap_or_else(|| feed.name.clone()));
        state.before_search = None;
        state.list = List::new(scope.clone().into(), name, None);
        return vec![Effect::Write(Write::AllRead(scope.into()))];
    }
    state.list.change_all(|row| row.status.read = true);
    vec![Effect::Write(Write::AllRead(state.list.listing.clone()))]
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
