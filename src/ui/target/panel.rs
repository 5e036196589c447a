//! What stands at a place of what lies over the panes.

use ratatui::layout::{Position, Rect};

use crate::app::{Overlay, State, Target};
use crate::ui::overlay::{PALETTE, below, inside, outline_size, window};
use crate::ui::{actor_page, gathered, programs, prompt, themes, web_feeds};

/// What stands at a place of what lies over the panes.
pub(super) fn target(state: &State, at: Position) -> Option<Target> {
    match state.overlay.as_ref()? {
        Overlay::Positions(screen) => {
            let (actor, line) = gathered::line_at(screen, state, at)?;
            Some(Target::Line { actor, line })
        }
        Overlay::Agenda(screen) => gathered::entry_at(screen, state, at).map(Target::Row),
        Overlay::Actor(screen) => actor_page::row_at(screen, state, at).map(Target::Row),
        Overlay::Health(screen) => web_feeds::feed_at(screen, state, at).map(Target::Row),
        _ => entry(state, at).map(Target::Row),
    }
}

/// The number of the entry of a list.
fn entry(state: &State, at: Position) -> Option<usize> {
    // Columns and rows of the panel, rows above its list, rows of an entry, where the cursor is, and how many there are.
    let ((width, height), head, lines, cursor, count) = match state.overlay.as_ref()? {
        Overlay::Palette(palette) => (PALETTE, 2, 1, palette.cursor, palette.hits().len()),
        Overlay::Outline(outline) => {
            let count = state.reading.as_ref()?.outline.foldable().count();
            (outline_size(count), 0, 1, outline.cursor, count)
        }
        Overlay::ActorSearch(search) => {
            let head = 2 + u16::from(!search.picked.is_empty());
            (actor_page::SEARCH, head, 1, search.cursor, search.hits.len())
        }
        Overlay::Whom(whom) => (prompt::whom_size(whom), 0, 1, whom.cursor, whom.actors.len() + 1),
        Overlay::Choice(choice) => (web_feeds::choice_size(choice), 0, 2, choice.cursor, choice.offers.len()),
        Overlay::Programs(list) => {
            let count = state.settings.programs.len();
            (programs::size(count), 0, 1, list.cursor, count)
        }
        Overlay::Themes(list) => (themes::SIZE, 2, 1, list.cursor, list.hits(&state.look).len()),
        _ => return None,
    };
    let list: Rect = below(inside(state.size, width, height), head);
    let row = list.contains(at).then(|| (at.y - list.y) / lines)?;
    window(cursor, count, (list.height / lines).max(1)).find(|(shown, _)| *shown == row).map(|(_, nth)| nth)
}
