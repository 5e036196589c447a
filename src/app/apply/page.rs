//! How the open article is set, and what is shown of it.

use crate::app::msg::Effect;
use crate::app::state::State;

/// Shows or hides the notes on the authors.
pub(super) fn notes(state: &mut State) -> Vec<Effect> {
    if state.open_article_mut().is_some_and(|reading| !reading.toggle_notes()) {
        state.tell("This article says nothing of its authors");
    }
    Vec::new()
}

/// Scrolls tables that are wider than the page.
pub(super) fn scroll_tables(state: &mut State, by: isize) -> Vec<Effect> {
    if state.open_article_mut().is_some_and(|reading| !reading.shift_by(by)) {
        state.tell("No table here is wider than the page");
    }
    Vec::new()
}

/// Spreads lines to one width, or no more.
pub(super) fn justify(state: &mut State) -> Vec<Effect> {
    let justify = &mut state.settings.typesetting.justify;
    *justify = !*justify;
    let told =
        if *justify { "Lines are spread; justify = true in the config keeps it" } else { "Lines are ragged" };
    state.tell(told);
    Vec::new()
}

/// Parts long words, or no more.
pub(super) fn hyphenate(state: &mut State) -> Vec<Effect> {
    let hyphenate = &mut state.settings.typesetting.hyphenate;
    *hyphenate = !*hyphenate;
    let told = if *hyphenate {
        "Long words are parted; hyphenate = true in the config keeps it"
    } else {
        "Words are whole"
    };
    state.tell(told);
    Vec::new()
}
