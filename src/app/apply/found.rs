//! What follows when a list is a search: its total is counted after its first page is on the screen, a moment at a time,
//! and the sentences that answer it are read for the rows on the screen.

use crate::app::found::{MOST_TURNS, Total};
use crate::app::msg::{Effect, Question, QuestionKind};
use crate::app::state::State;
use crate::model::{ArticleId, Listing, SavedId, Scope};

/// More unread articles of a saved search are not counted.
const MOST_UNREAD: u64 = 9999;

/// The sentences to ask for: those of the rows on the screen that have been asked for none yet.
pub(in crate::app) fn ask_hits(state: &State) -> Option<Question> {
    if !state.shows_hits() || state.tickets.is_open(QuestionKind::Hits) || state.list.is_waiting() {
        return None;
    }
    let rows = state.list.rows().iter().skip(state.list.top()).take(state.list_height() + 1);
    let wanted: Vec<ArticleId> = rows.map(|row| row.id).filter(|id| !state.hits.knows(*id)).collect();
    (!wanted.is_empty()).then(|| Question::Hits(state.list.listing.clone(), wanted))
}

/// Goes to the sentence of the article that answers the search, as the list shows it.
pub(in crate::app) fn go_to_answer(state: &mut State) {
    let (Some(query), Some(reading)) = (state.query(), &mut state.reading) else { return };
    let shown = state.hits.of(reading.article.headline.id, &state.list.listing).map(|hit| hit.place.clone());
    if let Some(answer) = shown.or_else(|| reading.answer(&query)) {
        reading.go_to_answer(&answer);
    }
}

/// Has the total of a search counted, once its first page is there.
pub(in crate::app) fn ask_total(state: &mut State) -> Option<Question> {
    let listing = &state.list.listing;
    let is_known = state.total.as_ref().is_some_and(|total| total.listing == *listing);
    let is_search = state.is_searching() && !listing.is_rated() && !state.list.rows().is_empty();
    if is_known || !is_search || state.list.is_whole() {
        return None;
    }
    let listing = listing.clone();
    state.total = Some(Total { listing: listing.clone(), counted: 0, more: true, turns: 0 });
    Some(Question::Count { listing, from: None, counted: 0, unread_of: None })
}

/// Takes in how many were counted, and goes on.
pub(in crate::app) fn counted(state: &mut State, counted: u64, reached: Option<ArticleId>) -> Vec<Effect> {
    let Some(total) = &mut state.total else { return Vec::new() };
    (total.counted, total.more) = (counted, reached.is_some());
    total.turns += 1;
    let listing = total.listing.clone();
    let goes_on = reached.filter(|_| total.turns < MOST_TURNS && listing == state.list.listing);
    let further = goes_on.map(|from| Question::Count { listing, from: Some(from), counted, unread_of: None });
    further.map(|question| state.ask(question)).into_iter().collect()
}

/// Has the unread articles of the first saved search counted; those of the others follow.
pub(in crate::app) fn count_saved(state: &mut State) -> Option<Effect> {
    let first = state.feeds.saved().first().map(|saved| saved.id)?;
    Some(count_one(state, first, None, 0))
}

/// Takes in how many unread articles of a saved search were counted, and goes on with it, or with the next.
pub(in crate::app) fn counted_saved(
    state: &mut State,
    saved: SavedId,
    counted: u64,
    reached: Option<ArticleId>,
) -> Vec<Effect> {
    if let Some(from) = reached.filter(|_| counted <= MOST_UNREAD) {
        return vec![count_one(state, saved, Some(from), counted)];
    }
    state.feeds.count_saved(saved, counted.min(MOST_UNREAD));
    let mut rest = state.feeds.saved().iter().map(|saved| saved.id).skip_while(|id| *id != saved).skip(1);
    let next = rest.next();
    next.map(|next| count_one(state, next, None, 0)).into_iter().collect()
}

fn count_one(state: &mut State, saved: SavedId, from: Option<ArticleId>, counted: u64) -> Effect {
    let listing = Listing::from(Scope::Saved(saved));
    state.ask(Question::Count { listing, from, counted, unread_of: Some(saved) })
}
