//! What each command does: one exhaustive match, so that a command without behaviour does not compile.

mod actors;
mod dialogs;
mod finding;
mod found;
mod full_text;
mod gathered;
mod links;
mod mouse;
mod mute;
mod notes;
mod output;
mod page;
mod panes;
mod pictures;
mod prompt;
mod saved;
mod search;
mod status;
mod theme;
mod web_feeds;
mod whom;

pub(super) use actors::{arrived as actor_page, take_hit};
pub(super) use found::{ask_hits, ask_total, count_saved, counted, counted_saved, go_to_answer};
pub(super) use full_text::fetched;
pub(super) use gathered::{show_agenda, show_positions};
pub(super) use mouse::mouse;
pub(super) use notes::{edit as edit_note, offer_tags};
pub(super) use panes::{close_quits, go_to_row, open_when_here};
pub(super) use pictures::{arrived as picture, lost as pictures_lost, order as order_pictures};
pub(super) use prompt::offer_values;
pub(super) use search::{overlay_key, overlay_paste};
pub(super) use web_feeds::{added, found, progressed, refresh_when_due, refreshed, renew};
pub(super) use whom::ask_whom;

use super::command::Command;
use super::dialog::MuteBy;
use super::msg::{Effect, Outside, Question, Write};
use super::overlay::{ActorSearchFor, HelpScreen, OutlineList, Overlay, Palette};
use super::state::{Pane, State};
use crate::model::Which;

/// Does what the user means; `argument` is what was typed for the command to take.
pub(super) fn apply(state: &mut State, command: Command, argument: &str) -> Vec<Effect> {
    let half = isize::try_from(page_rows(state) / 2).unwrap_or(1).max(1);
    let page = isize::try_from(page_rows(state)).unwrap_or(2).max(3) - 2;
    match command {
        Command::Down => panes::move_by(state, 1),
        Command::Up => panes::move_by(state, -1),
        Command::Top => panes::move_to_end(state, false),
        Command::Bottom => panes::move_to_end(state, true),
        Command::HalfPageDown => panes::move_by(state, half),
        Command::HalfPageUp => panes::move_by(state, -half),
        Command::PageDown => panes::move_by(state, page),
        Command::PageUp => panes::move_by(state, -page),
        Command::PaneLeft => panes::focus_left(state),
        Command::PaneRight => panes::focus_right(state),
        Command::NextPane => panes::cycle(state, 1),
        Command::PreviousPane => panes::cycle(state, 3),
        Command::Open => panes::open(state),
        Command::Back => web_feeds::stop(state).unwrap_or_else(|| panes::back(state)),
        Command::Close => panes::close(state),
        Command::PageOn => panes::page_on(state, page),
        Command::NextSection => in_article(state, |reading| reading.go_to_neighbour(true)),
        Command::PreviousSection => in_article(state, |reading| reading.go_to_neighbour(false)),
        Command::Section(number) => go_to_numbered(state, usize::from(number)),
        Command::Outline => outline(state),
        Command::ToggleFold => panes::toggle_fold(state),
        Command::FoldAll => in_article(state, |reading| reading.fold_all(true)),
        Command::UnfoldAll => in_article(state, |reading| reading.fold_all(false)),
        Command::ToggleActors => panes::toggle_actors(state),
        Command::NextMention => panes::go_to_mention(state, true),
        Command::PreviousMention => panes::go_to_mention(state, false),
        Command::SearchActor => actors::open_search(state, ActorSearchFor::Articles, ""),
        Command::Search => prompt::open(state, super::PromptFor::Search),
        Command::Find => finding::open(state),
        Command::Filter => prompt::open(state, super::PromptFor::Filter),
        Command::Agenda => vec![state.ask(Question::Agenda(state.list.listing.clone()))],
        Command::Positions => vec![state.ask(Question::Positions(state.list.listing.clone()))],
        Command::SaveSearch => saved::save(state, argument),
        Command::Actor => actors::open_page(state, argument),
        Command::Follow => actors::follow(state),
        Command::Alias => actors::alias(state, argument),
        Command::Merge => actors::merge(state, argument),
        Command::Split => actors::split(state, argument),
        Command::Rename => actors::rename(state, argument),
        Command::NextMatch => search::go_to_match(state, true),
        Command::PreviousMatch => search::go_to_match(state, false),
        Command::ToggleRead => status::toggle_read(state),
        Command::MarkAllRead => status::mark_all_read(state),
        Command::ToggleStar => status::toggle_star(state),
        Command::Tag => notes::tag(state, argument),
        Command::Note => notes::note(state),
        Command::FullText => full_text::fetch(state),
        Command::Revisions => {
            state.current().map(|article| state.ask(Question::Revisions(article))).into_iter().collect()
        }
        Command::Mute => mute::mute(state, MuteBy::Words, argument),
        Command::MuteAuthor => mute::mute(state, MuteBy::Author, argument),
        Command::MuteActor => mute::mute(state, MuteBy::Actor, argument),
        Command::Undo => vec![Effect::Write(Write::Undo)],
        Command::RefreshFeed => web_feeds::refresh_here(state),
        Command::RefreshAll => web_feeds::refresh(state, Which::All),
        Command::AddFeed => web_feeds::add(state, argument),
        Command::RenameFeed => web_feeds::rename(state, argument),
        Command::MoveFeed => web_feeds::move_to(state, argument),
        Command::PauseFeed => web_feeds::pause(state),
        Command::RemoveFeed => web_feeds::remove(state),
        Command::Feeds => web_feeds::health(state),
        Command::OpenInBrowser => with_link(state, links::open_address),
        Command::Links => links::open(state),
        Command::CopyLink => with_link(state, |_, url| vec![Effect::Outside(Outside::Copy(url))]),
        Command::Pipe => output::pipe(state, argument),
        Command::Export => output::export_article(state, argument),
        Command::NarrowPane => panes::resize(state, -2),
        Command::WidenPane => panes::resize(state, 2),
        Command::ToggleMouse => toggle_mouse(state),
        Command::RemoveSamples => remove_samples(state),
        Command::Palette => {
            let recent = state.recent.clone();
            show(state, Overlay::Palette(Palette { recent, ..Palette::default() }))
        }
        Command::Help => show(state, Overlay::Help(HelpScreen::default())),
        Command::Notes => page::notes(state),
        Command::TableRight => page::scroll_tables(state, 8),
        Command::TableLeft => page::scroll_tables(state, -8),
        Command::Pictures => pictures::toggle(state),
        Command::Justify => page::justify(state),
        Command::Hyphenate => page::hyphenate(state),
        Command::Theme => theme::theme(state, argument),
        Command::Redraw => redraw(state),
        Command::Suspend => vec![Effect::Outside(Outside::Suspend)],
        Command::Quit => quit(state),
    }
}

/// Ends the program, keeping where one is.
fn quit(state: &mut State) -> Vec<Effect> {
    state.quit = true;
    state.save()
}

/// How many rows the focused pane has on the screen.
fn page_rows(state: &State) -> usize {
    match state.focus {
        Pane::Feeds => state.feeds_height(),
        Pane::Articles => state.list_height(),
        Pane::Article | Pane::Actors => state.page_size().1,
    }
}

fn in_article(state: &mut State, change: impl FnOnce(&mut super::Reading)) -> Vec<Effect> {
    if let Some(reading) = state.open_article_mut() {
        change(reading);
    }
    Vec::new()
}

pub(super) fn go_to_numbered(state: &mut State, number: usize) -> Vec<Effect> {
    let Some(reading) = state.open_article_mut() else { return Vec::new() };
    match reading.outline.numbered(number) {
        Some(section) => reading.go_to_section(section),
        None => state.tell(format!("This article has no section {number}")),
    }
    Vec::new()
}

fn outline(state: &mut State) -> Vec<Effect> {
    let Some(reading) = state.open_article() else { return Vec::new() };
    if reading.outline.foldable().next().is_none() {
        state.tell("This article has no sections");
        return Vec::new();
    }
    let here = reading.section();
    let cursor = reading.outline.foldable().position(|section| Some(section) == here).unwrap_or(0);
    show(state, Overlay::Outline(OutlineList { cursor }))
}

fn show(state: &mut State, overlay: Overlay) -> Vec<Effect> {
    state.overlay = Some(overlay);
    Vec::new()
}

fn with_link(state: &mut State, act: fn(&mut State, crate::model::CleanText) -> Vec<Effect>) -> Vec<Effect> {
    let url = state.open_article().and_then(|reading| reading.article.url.clone());
    match url {
        Some(url) => act(state, url),
        None => {
            state.tell("This article has no address on the web");
            Vec::new()
        }
    }
}

fn remove_samples(state: &mut State) -> Vec<Effect> {
    if state.has_samples {
        return vec![Effect::Write(Write::RemoveSamples)];
    }
    state.tell("There are no sample articles in this store");
    Vec::new()
}

/// Leaves the mouse to the terminal, whose selection it is then, or takes it back.
fn toggle_mouse(state: &mut State) -> Vec<Effect> {
    state.settings.mouse = !state.settings.mouse;
    let mouse = state.settings.mouse;
    state.tell(if mouse {
        "The mouse is masthead’s"
    } else {
        "The mouse is the terminal’s: it selects text"
    });
    vec![Effect::Outside(Outside::Mouse(mouse))]
}

fn redraw(state: &mut State) -> Vec<Effect> {
    state.list.reload();
    if let Some(reading) = &mut state.reading {
        reading.forget_failures();
    }
    vec![Effect::Outside(Outside::Repaint), state.ask(Question::Feeds)]
}
