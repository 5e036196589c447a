//! The keys of what masthead asks: lines to type, choices, a yes; and of the screen of the feeds.

use super::{actors, mute, output, saved, web_feeds};
use crate::app::dialog::{Ask, AskFor, Choice, Removal};
use crate::app::health::HealthScreen;
use crate::app::key::{Code, Key};
use crate::app::msg::{Effect, Write};
use crate::app::overlay::{Overlay, digit, move_cursor_by_letters, type_key};
use crate::app::revisions::RevisionsScreen;
use crate::app::state::{Pane, State};
use crate::model::{CleanText, FeedEdit, Which};

pub(super) fn ask_key(state: &mut State, mut ask: Ask, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => return left(state, ask),
        Code::Backspace if ask.input.value().is_empty() => return left(state, ask),
        Code::Enter => return answered(state, ask.purpose, ask.input.value()),
        _ => type_key(&mut ask.input, key),
    };
    state.overlay = Some(Overlay::Ask(ask));
    Vec::new()
}

/// Goes back to what the line was asked from.
fn left(state: &mut State, ask: Ask) -> Vec<Effect> {
    if let AskFor::Export(what) = ask.purpose {
        output::reopen(state, what);
    }
    Vec::new()
}

/// Does what a line was asked for.
pub(super) fn answered(state: &mut State, purpose: AskFor, typed: &str) -> Vec<Effect> {
    let typed = typed.trim();
    match purpose {
        AskFor::AddFeed if typed.is_empty() => Vec::new(),
        AskFor::AddFeed => web_feeds::add(state, typed),
        AskFor::SaveSearch(query) => saved::named(state, query, typed),
        AskFor::RenameSearch(_) if typed.is_empty() => Vec::new(),
        AskFor::RenameSearch(id) => saved::rename(state, id, typed),
        AskFor::Mute(by) => mute::order(state, by, typed),
        AskFor::Alias(_) | AskFor::Split(_) | AskFor::RenameActor(_) => actors::answered(&purpose, typed),
        AskFor::Export(what) => output::export(state, what, typed),
        AskFor::RenameFeed(feed) => {
            let name = CleanText::line(typed);
            if name.is_empty() {
                state.complain("A feed needs a name that can be seen");
                return Vec::new();
            }
            vec![Effect::Write(Write::EditFeed(feed, FeedEdit::Rename(name)))]
        }
        AskFor::MoveFeed(feed) => {
            let folder: Vec<CleanText> =
                typed.split('/').map(CleanText::line).filter(|name| !name.is_empty()).collect();
            let folders = Some(folder).filter(|folder| !folder.is_empty()).into_iter().collect();
            vec![Effect::Write(Write::EditFeed(feed, FeedEdit::Folders(folders)))]
        }
    }
}

pub(super) fn choice_key(state: &mut State, mut choice: Choice, key: Key) -> Vec<Effect> {
    let count = choice.offers.len();
    let chosen = match key.code {
        Code::Esc | Code::Char('q') => return Vec::new(),
        Code::Enter => choice.offers.get(choice.cursor),
        Code::Char(c) => digit(c).and_then(|digit| choice.offers.get(digit - 1)),
        _ => None,
    };
    if let Some(offer) = chosen {
        return vec![Effect::Write(Write::AddFeed(offer.clone()))];
    }
    move_cursor_by_letters(&mut choice.cursor, count, key);
    state.overlay = Some(Overlay::Choice(choice));
    Vec::new()
}

/// Anything but a yes is a no.
pub(super) fn removal_key(removal: &Removal, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Char('y' | 'Y') => vec![Effect::Write(Write::RemoveFeed(removal.feed))],
        _ => Vec::new(),
    }
}

pub(super) fn health_key(state: &mut State, mut screen: HealthScreen, key: Key) -> Vec<Effect> {
    let mut effects = Vec::new();
    match (key.code, screen.chosen()) {
        (Code::Esc, _) => match web_feeds::stop(state) {
            Some(stopping) => effects = stopping,
            None => return Vec::new(),
        },
        (Code::Char('q'), _) => return Vec::new(),
        (Code::Enter, Some(feed)) => return web_feeds::go_to(state, feed),
        (Code::Char('r'), Some(feed)) => effects = web_feeds::refresh(state, Which::Feeds(vec![feed])),
        (Code::Char('R'), _) => effects = web_feeds::refresh(state, Which::All),
        _ => {
            move_cursor_by_letters(&mut screen.cursor, screen.feeds.len(), key);
        }
    }
    state.overlay = Some(Overlay::Health(screen));
    effects
}

pub(super) fn revisions_key(state: &mut State, mut screen: RevisionsScreen, key: Key) -> Vec<Effect> {
    let (width, height) = RevisionsScreen::page_size(state.size);
    match key.code {
        Code::Esc | Code::Char('q' | 'v') => return Vec::new(),
        Code::Char('h' | '[') | Code::Left => screen.step(true),
        Code::Char('l' | ']') | Code::Right => screen.step(false),
        _ => {
            let last_top = screen.lines(width).len().saturating_sub(height);
            let code = if key.code == Code::Char(' ') { Code::PageDown } else { key.code };
            move_cursor_by_letters(&mut screen.top, last_top + 1, Key { code, ..key });
        }
    }
    state.overlay = Some(Overlay::Revisions(screen));
    Vec::new()
}

/// An address pasted into the feed list is one to add.
pub(super) fn pasted(state: &mut State, text: &str) -> Vec<Effect> {
    let text = text.trim();
    let is_address = text.contains('.') || text.contains("://");
    if state.focus != Pane::Feeds || !is_address || text.contains(char::is_whitespace) {
        return Vec::new();
    }
    web_feeds::add(state, text)
}
