//! The prompt of a search: what is typed, what may be typed next, and what it finds meanwhile.

use tui_input::Input;

use super::panes;
use crate::app::completion::{Offer, Offers, Slot, slot};
use crate::app::key::{Code, Key};
use crate::app::list::{List, Narrowed};
use crate::app::msg::{Effect, Question};
use crate::app::overlay::{Overlay, Prompt, PromptFor, move_cursor, type_key};
use crate::app::state::{Pane, State};
use crate::model::{Listing, Offered, Query, Scope, Term, day_of};

/// The fewest letters of a field's name for which it is offered unasked.
const LEAST_OF_FIELD: usize = 2;

pub(super) fn open(state: &mut State, purpose: PromptFor) -> Vec<Effect> {
    let effects = if state.is_reading() { state.save_place().into_iter().collect() } else { Vec::new() };
    let typed = match purpose {
        PromptFor::Filter => state.query_as_typed(),
        PromptFor::Search => state.search_as_typed(),
    };
    let before = Box::new((state.list.clone(), state.focus));
    let offers = Offers::default();
    state.overlay =
        Some(Overlay::Prompt(Prompt { purpose, input: Input::new(typed), before, error: None, offers }));
    state.focus = Pane::Articles;
    effects
}

pub(super) fn key(state: &mut State, mut prompt: Prompt, key: Key) -> Vec<Effect> {
    let offered = prompt.offers.items.len();
    match key.code {
        Code::Esc => leave(state, prompt),
        Code::Backspace if prompt.input.value().is_empty() => leave(state, prompt),
        Code::Tab => return complete(state, prompt),
        Code::Enter if prompt.offers.cursor.is_some() => return complete(state, prompt),
        Code::Enter => return accept(state, prompt),
        Code::Down | Code::Up if offered > 0 => {
            match &mut prompt.offers.cursor {
                Some(cursor) => {
                    move_cursor(cursor, offered, key);
                }
                none => *none = Some(if key.code == Code::Down { 0 } else { offered - 1 }),
            }
            state.overlay = Some(Overlay::Prompt(prompt));
        }
        Code::Down | Code::Up | Code::PageDown | Code::PageUp => {
            let rows = match key.code {
                Code::Down => 1,
                Code::Up => -1,
                Code::PageDown => 10,
                _ => -10,
            };
            let height = state.list_height();
            state.list.move_by(rows, height);
            state.overlay = Some(Overlay::Prompt(prompt));
        }
        _ => {
            let is_changed = type_key(&mut prompt.input, key);
            return typed(state, prompt, is_changed);
        }
    }
    Vec::new()
}

/// What follows from what was typed: what it finds, or what is wrong with it, and what may be typed next.
fn typed(state: &mut State, mut prompt: Prompt, is_changed: bool) -> Vec<Effect> {
    if is_changed {
        let text = prompt.input.value();
        match Query::parse(text) {
            Ok(query) => {
                prompt.error = None;
                show_found(state, &prompt, query.as_typed(), false);
            }
            Err(error) => prompt.error = Some(error).filter(|error| !error.is_unfinished(text)),
        }
    }
    let effects = offer(state, &mut prompt, false);
    state.overlay = Some(Overlay::Prompt(prompt));
    effects
}

/// Offers what may be typed where the text cursor is; what the store knows as soon as it has found it.
fn offer(state: &mut State, prompt: &mut Prompt, is_asked_for: bool) -> Vec<Effect> {
    let slot = slot(prompt.input.value(), prompt.input.cursor());
    let slot = slot.filter(|slot| is_asked_for || slot.field.is_some() || slot.typed.len() >= LEAST_OF_FIELD);
    let field = slot.as_ref().and_then(Slot::asks_store);
    let today = day_of(state.now, &state.settings.zone);
    let before = std::mem::take(&mut prompt.offers);
    let items = match (&slot, field) {
        // Those of what was typed before stay until the new ones are here.
        (Some(_), Some(_)) if before.slot.as_ref().and_then(Slot::asks_store) == field => before.items,
        (Some(_), Some(_)) | (None, _) => Vec::new(),
        (Some(slot), None) => without_whole(slot, slot.offers(state.feeds.feeds(), today)),
    };
    let question =
        slot.as_ref().zip(field).map(|(slot, field)| Question::Values { field, typed: slot.typed.clone() });
    prompt.offers = Offers { slot, items, cursor: None };
    question.map(|question| state.ask(question)).into_iter().collect()
}

/// What was typed whole need not be offered.
fn without_whole(slot: &Slot, mut items: Vec<Offer>) -> Vec<Offer> {
    if items.len() == 1 && slot.field.is_some() && items[0].label == slot.typed {
        items.clear();
    }
    items
}

/// Takes in what may stand where the text cursor is, as the store knows it.
pub(in crate::app) fn offer_values(state: &mut State, offered: Offered) {
    if let Some(Overlay::Prompt(prompt)) = &mut state.overlay
        && let Some(slot) = prompt.offers.slot.as_ref().filter(|slot| slot.asks_store().is_some())
    {
        prompt.offers.items = without_whole(slot, slot.known(offered));
        let last = prompt.offers.items.len().checked_sub(1);
        prompt.offers.cursor = prompt.offers.cursor.and_then(|cursor| last.map(|last| cursor.min(last)));
    }
}

/// Puts the chosen offer, or the first one, in the place of the word; offers every field, where there is none.
fn complete(state: &mut State, mut prompt: Prompt) -> Vec<Effect> {
    let chosen = prompt.offers.items.get(prompt.offers.cursor.unwrap_or(0)).cloned();
    let (Some(offer_chosen), Some(slot)) = (chosen, prompt.offers.slot.clone()) else {
        let effects = offer(state, &mut prompt, true);
        state.overlay = Some(Overlay::Prompt(prompt));
        return effects;
    };
    let text = prompt.input.value();
    // What is left of the word behind the cursor goes too.
    let rest = text.get(slot.end..).unwrap_or_default();
    let rest = rest.trim_start_matches(|c: char| !c.is_whitespace() && c != ')').trim_start();
    let before = format!("{}{}", text.get(..slot.start).unwrap_or_default(), offer_chosen.insert);
    let cursor = before.chars().count();
    prompt.input = Input::new(format!("{before}{rest}")).with_cursor(cursor);
    prompt.offers = Offers::default();
    typed(state, prompt, true)
}

fn leave(state: &mut State, prompt: Prompt) {
    (state.list, state.focus) = *prompt.before;
    state.list.reload();
    mark_found(state);
}

/// Marks what is looked for in the article that is shown.
pub(super) fn mark_found(state: &mut State) {
    let query = state.query();
    if let Some(reading) = &mut state.reading {
        reading.find(query.as_ref());
    }
}

fn accept(state: &mut State, mut prompt: Prompt) -> Vec<Effect> {
    match Query::parse(prompt.input.value()) {
        Ok(query) if query.is_empty() => {
            let wider = prompt.before.0.wider();
            let is_search = prompt.purpose == PromptFor::Search;
            match state.before_search.take() {
                Some(list) if is_search => panes::leave_search(state, *list),
                before if is_search || wider.listing == prompt.before.0.listing => {
                    leave(state, prompt);
                    state.before_search = before;
                }
                Some(list) if wider.listing == list.listing => panes::leave_search(state, *list),
                before => {
                    (state.before_search, state.list) = (before, wider);
                    mark_found(state);
                }
            }
        }
        Ok(query) => {
            let names = |term: &Term| matches!(term, Term::Of(field, _) if field.is_actor());
            let asks = query.wanted_terms().into_iter().any(|(term, _)| names(term));
            show_found(state, &prompt, query.clone(), true);
            let (list, _) = *prompt.before;
            if state.before_search.is_none() {
                state.before_search = Some(Box::new(list));
            }
            return if asks { vec![state.ask(Question::Meant(query))] } else { Vec::new() };
        }
        Err(error) => {
            prompt.error = Some(error);
            state.overlay = Some(Overlay::Prompt(prompt));
        }
    }
    Vec::new()
}

/// Shows what `query` finds, as one types and when one is done: then the cursor stays on its article.
fn show_found(state: &mut State, prompt: &Prompt, query: Query, is_accepted: bool) {
    let before = &prompt.before.0;
    let wider = before.wider();
    let mut narrowed = None;
    let listing = match prompt.purpose {
        _ if query.is_empty() => before.listing.clone(),
        PromptFor::Search => Listing { scope: Scope::All, filter: Some(query) },
        PromptFor::Filter => {
            let from = wider.listing.filter;
            narrowed = Some(Narrowed { from: from.clone(), by: query.clone() });
            let filter = Some(from.map_or_else(|| query.clone(), |from| from.and(query.clone())));
            Listing { scope: wider.listing.scope, filter }
        }
    };
    let title = match prompt.purpose {
        PromptFor::Search => format!("Search: {}", prompt.input.value().trim()),
        PromptFor::Filter => {
            format!("{} = {}", wider.title, prompt.input.value().trim())
        }
    };
    if state.list.listing == listing {
        (state.list.title, state.list.narrowed) = (title, narrowed);
        return;
    }
    let wanted = state.list.selected().map(|row| row.id).filter(|_| is_accepted);
    state.list = List::new(listing, title, wanted);
    state.list.narrowed = narrowed;
    mark_found(state);
}
