//! Going from match to match, and the keys of what lies over the panes.

use super::{actors, apply, dialogs, finding, gathered, links, notes, output, panes, prompt, theme, whom};
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Question};
use crate::app::overlay::{HelpScreen, Overlay, digit, move_cursor, move_cursor_by_letters, type_key};
use crate::app::state::{Pane, State};

/// How many commands that were chosen are kept in mind.
const MOST_RECENT: usize = 20;

/// How much of a pasted text is typed, in characters.
const LONGEST_PASTE: usize = 1000;

/// Goes to the next match in the article, to the next row of what was found, or to the next unread article.
pub(super) fn go_to_match(state: &mut State, forward: bool) -> Vec<Effect> {
    if state.is_reading() && finding::step(state, forward) {
        return Vec::new();
    }
    if !state.is_searching() {
        return ask_next_unread(state, forward);
    }
    if !state.is_reading() {
        return panes::move_by(state, if forward { 1 } else { -1 });
    }
    let Some(reading) = state.open_article_mut() else { return Vec::new() };
    if reading.found_count() == 0 && reading.chosen().is_some() {
        return panes::go_to_mention(state, forward);
    }
    if !reading.go_to_match(forward) {
        return panes::open_neighbour(state, forward);
    }
    finding::tell_which(state);
    Vec::new()
}

pub(super) fn ask_next_unread(state: &mut State, older: bool) -> Vec<Effect> {
    let (listing, from) = (state.list.listing.clone(), state.current());
    vec![state.ask(Question::NextUnread { listing, from, older })]
}

/// Gives a key to what lies over the panes.
pub(in crate::app) fn overlay_key(state: &mut State, key: Key) -> Vec<Effect> {
    // What is typed is never anything else, nor a letter that answers.
    let asks = matches!(state.overlay, Some(Overlay::Links(_) | Overlay::Removal(_)));
    let is_typed =
        (asks || takes_text(state)) && matches!(key, Key { code: Code::Char(_), ctrl: false, alt: false });
    let Some(key) = (if is_typed { Some(key) } else { state.settings.keymap.over(key) }) else {
        return Vec::new();
    };
    if key == Key::ctrl('c') {
        return close_overlay(state);
    }
    match state.overlay.take() {
        Some(Overlay::Prompt(typed)) => prompt::key(state, typed, key),
        Some(Overlay::Links(links)) => links::key(state, links, key),
        Some(Overlay::Find(find)) => finding::key(state, find, key),
        Some(Overlay::Tagging(tagging)) => notes::key(state, tagging, key),
        Some(Overlay::Whom(choice)) => whom::key(state, choice, key),
        Some(Overlay::ActorSearch(search)) => actors::search_key(state, search, key),
        Some(Overlay::Help(help)) => help_key(state, help, key),
        Some(Overlay::Outline(mut outline)) => {
            let sections: Vec<usize> =
                state.reading.as_ref().map_or_else(Vec::new, |reading| reading.outline.foldable().collect());
            match key.code {
                Code::Enter => return jump_to(state, sections.get(outline.cursor).copied()),
                Code::Esc | Code::Char('q' | 'O') => return Vec::new(),
                Code::Char(c) if digit(c).is_some() => {
                    return jump_to(state, digit(c).and_then(|digit| sections.get(digit - 1)).copied());
                }
                _ => {
                    move_cursor_by_letters(&mut outline.cursor, sections.len(), key);
                }
            }
            state.overlay = Some(Overlay::Outline(outline));
            Vec::new()
        }
        Some(Overlay::Palette(mut palette)) => {
            let hits = palette.hits().len();
            match key.code {
                Code::Enter => {
                    let Some((command, argument)) = palette.chosen() else { return Vec::new() };
                    state.recent.retain(|recent| *recent != command);
                    state.recent.insert(0, command);
                    state.recent.truncate(MOST_RECENT);
                    return apply(state, command, argument);
                }
                Code::Esc => return Vec::new(),
                _ if move_cursor(&mut palette.cursor, hits, key) => {}
                _ => {
                    type_key(&mut palette.input, key);
                    palette.cursor = 0;
                }
            }
            state.overlay = Some(Overlay::Palette(palette));
            Vec::new()
        }
        Some(Overlay::Themes(list)) => theme::key(state, list, key),
        Some(Overlay::Ask(ask)) => dialogs::ask_key(state, ask, key),
        Some(Overlay::Choice(choice)) => dialogs::choice_key(state, choice, key),
        Some(Overlay::Programs(list)) => output::programs_key(state, list, key),
        Some(Overlay::Removal(removal)) => dialogs::removal_key(&removal, key),
        Some(Overlay::Health(screen)) => dialogs::health_key(state, screen, key),
        Some(Overlay::Revisions(screen)) => dialogs::revisions_key(state, screen, key),
        Some(Overlay::Actor(screen)) => actors::screen_key(state, screen, key),
        Some(Overlay::Agenda(screen)) => gathered::agenda_key(state, screen, key),
        Some(Overlay::Positions(screen)) => gathered::positions_key(state, screen, key),
        None => Vec::new(),
    }
}

/// Types pasted text into what takes text.
pub(in crate::app) fn overlay_paste(state: &mut State, text: &str) -> Vec<Effect> {
    if state.overlay.is_none() {
        return dialogs::pasted(state, text);
    }
    let takes_text = takes_text(state);
    let typed = text.chars().filter(|c| takes_text && !c.is_control()).take(LONGEST_PASTE);
    typed.flat_map(|c| overlay_key(state, Key::char(c))).collect()
}

/// Whether what lies over the panes is typed into.
fn takes_text(state: &State) -> bool {
    match &state.overlay {
        Some(
            Overlay::Prompt(_)
            | Overlay::Find(_)
            | Overlay::Tagging(_)
            | Overlay::ActorSearch(_)
            | Overlay::Palette(_)
            | Overlay::Ask(_)
            | Overlay::Themes(_),
        ) => true,
        Some(Overlay::Help(help)) => help.typing,
        Some(
            Overlay::Outline(_)
            | Overlay::Whom(_)
            | Overlay::Choice(_)
            | Overlay::Programs(_)
            | Overlay::Links(_)
            | Overlay::Removal(_)
            | Overlay::Health(_)
            | Overlay::Revisions(_)
            | Overlay::Actor(_)
            | Overlay::Agenda(_)
            | Overlay::Positions(_),
        )
        | None => false,
    }
}

fn close_overlay(state: &mut State) -> Vec<Effect> {
    match state.overlay.take() {
        Some(Overlay::Prompt(typed)) => prompt::key(state, typed, Key::plain(Code::Esc)),
        Some(Overlay::Themes(list)) => theme::key(state, list, Key::plain(Code::Esc)),
        Some(Overlay::Find(find)) => finding::key(state, find, Key::plain(Code::Esc)),
        _ => Vec::new(),
    }
}

fn help_key(state: &mut State, mut help: HelpScreen, key: Key) -> Vec<Effect> {
    let rows = help.lines(&state.settings.keymap, state.is_reading(), state.size.0).len();
    let last_top = rows.saturating_sub(HelpScreen::height(state.size));
    match key.code {
        Code::Esc if help.typing => help = HelpScreen::default(),
        Code::Esc => return Vec::new(),
        Code::Enter if help.typing => help.typing = false,
        _ if move_cursor(&mut help.top, last_top + 1, key) => {}
        _ if help.typing => {
            type_key(&mut help.input, key);
            help.top = 0;
        }
        Code::Char('q' | '?') => return Vec::new(),
        Code::Char('/') => help.typing = true,
        Code::Char(' ') => help.top = (help.top + 10).min(last_top),
        _ => {
            move_cursor_by_letters(&mut help.top, last_top + 1, key);
        }
    }
    state.overlay = Some(Overlay::Help(help));
    Vec::new()
}

fn jump_to(state: &mut State, section: Option<usize>) -> Vec<Effect> {
    if let (Some(section), Some(reading)) = (section, &mut state.reading) {
        reading.go_to_section(section);
        state.focus = Pane::Article;
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::{Key, Overlay};

    #[test]
    fn keys_of_ones_own_hold_over_the_panes_but_where_one_types() {
        let mut desk = Desk::open((80, 24));
        for (own, usual) in [("w", Some("down")), ("b", Some("enter")), ("x", Some("esc")), ("q", None)] {
            let key = |name: &str| Key::sequence(name).expect("a key")[0];
            desk.state.settings.keymap.bind_over(key(own), usual.map(key));
        }
        desk.press("enter O w w q");
        assert!(matches!(&desk.state.overlay, Some(Overlay::Outline(outline)) if outline.cursor == 2));
        desk.press("b");
        assert!(desk.state.overlay.is_none());
        assert_eq!(desk.state.reading.as_ref().and_then(|reading| reading.section()), Some(3));
        desk.press("O x");
        assert!(desk.state.overlay.is_none(), "it leads back");
        desk.press(": w b x q");
        let Some(Overlay::Palette(palette)) = &desk.state.overlay else { panic!("no palette") };
        assert_eq!(palette.input.value(), "wbxq", "letters are typed");
    }
}
