//! Showing an article that has arrived.

use super::apply::{go_to_answer, open_when_here};
use super::msg::Effect;
use super::reading::Reading;
use super::state::State;
use crate::model::{Article, Field, Scope};

/// Shows an article that has arrived.
pub(super) fn open(state: &mut State, mut article: Article) -> Vec<Effect> {
    let id = article.headline.id;
    let (mut before, mut pictures) = (None, None);
    if let Some(shown) = state.reading.as_ref().filter(|reading| reading.article.headline.id == id) {
        article.place = shown.place();
        (before, state.choose_next) = (shown.choice(), None);
        pictures = Some(shown.pictures().clone());
    }
    let is_chosen = [state.previewing.take(), state.opening].contains(&Some(id));
    let is_new = state.reading.as_ref().is_none_or(|reading| reading.article.headline.id != id);
    let mut effects: Vec<Effect> = state.save_place().into_iter().collect();
    let (width, height) = state.page_size();
    let mut reading = Reading::new(article, width, height, &state.settings.zone);
    reading.set_type(state.settings.typesetting, &state.settings.zone);
    if let Some(pictures) = pictures {
        reading.know_pictures(pictures, &state.settings.zone);
    }
    reading.find(state.query().as_ref());
    match (before, state.choose_next.take()) {
        (Some(before), _) => reading.choose_again(&before),
        (None, Some(key)) => reading.choose_key(&key),
        (None, None) => choose_searched(state, &mut reading),
    }
    let reveals = state.reveal_next.take_if(|(article, _)| *article == id);
    if let Some((_, place)) = &reveals {
        reading.reveal(place);
    }
    let chosen = reading.chosen().unwrap_or(0);
    if is_new {
        state.roster.reset();
    }
    match reading.chosen_name() {
        Some(name) => state.roster.select_name(&reading.article.cast, name),
        None => state.roster.select(&reading.article.cast, chosen),
    }
    state.reading = Some(reading);
    if is_new && is_chosen && reveals.is_none() {
        go_to_answer(state);
    }
    if state.opening.take() == Some(id) {
        effects.extend(open_when_here(state, id));
    }
    effects
}

/// Chooses the actor that the list is about.
fn choose_searched(state: &State, reading: &mut Reading) {
    if let Scope::Actor(key) = &state.list.listing.scope {
        reading.choose_key(key);
    }
    let query = state.query();
    for field in [Field::Stance, Field::Quote, Field::Actor] {
        for name in query.iter().flat_map(|query| query.actors(field)) {
            reading.choose_named(name);
        }
    }
}
