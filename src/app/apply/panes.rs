//! Moving within a pane and from pane to pane.

use super::{finding, go_to_answer, prompt, quit, status};
use crate::app::Reading;
use crate::app::command::Command;
use crate::app::list::List;
use crate::app::msg::{Effect, Question};
use crate::app::roster::RosterItem;
use crate::app::state::{Pane, State};
use crate::model::ArticleId;

pub(super) fn move_by(state: &mut State, rows: isize) -> Vec<Effect> {
    let (list_height, feeds_height) = (state.list_height(), state.feeds_height());
    match state.focus {
        Pane::Feeds => {
            if state.feeds.move_by(rows, feeds_height) {
                show_selected_feed(state);
            }
        }
        Pane::Articles => state.list.move_by(rows, list_height),
        Pane::Article => {
            if let Some(reading) = state.open_article_mut() {
                reading.scroll_by(rows);
            }
        }
        Pane::Actors => move_roster(state, rows),
    }
    Vec::new()
}

pub(super) fn move_to_end(state: &mut State, bottom: bool) -> Vec<Effect> {
    let height = state.list_height();
    match state.focus {
        Pane::Articles => state.list.move_to_end(bottom, height),
        Pane::Article => {
            if let Some(reading) = state.open_article_mut() {
                reading.scroll_to_end(bottom);
            }
        }
        Pane::Feeds | Pane::Actors => return move_by(state, if bottom { isize::MAX } else { isize::MIN }),
    }
    Vec::new()
}

/// Goes to a row of a list, or a line of the article, by its number from 1.
pub(in crate::app) fn go_to_row(state: &mut State, row: usize) -> Vec<Effect> {
    let mut effects = move_to_end(state, false);
    effects.extend(move_by(state, isize::try_from(row.saturating_sub(1)).unwrap_or(isize::MAX)));
    effects
}

pub(super) fn focus_left(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => Vec::new(),
        Pane::Articles => focus(state, Pane::Feeds),
        Pane::Article => focus(state, Pane::Articles),
        Pane::Actors => focus(state, Pane::Article),
    }
}

pub(super) fn focus_right(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => focus(state, Pane::Articles),
        Pane::Articles => focus(state, Pane::Article),
        Pane::Article | Pane::Actors => focus(state, Pane::Actors),
    }
}

/// Gives the focus to the pane `steps` further on, and round.
pub(super) fn cycle(state: &mut State, steps: usize) -> Vec<Effect> {
    let at = Pane::ALL.iter().position(|pane| *pane == state.focus).unwrap_or(0);
    focus(state, Pane::ALL[(at + steps) % Pane::ALL.len()])
}

pub(super) fn open(state: &mut State) -> Vec<Effect> {
    match state.focus {
        // The row is on its way.
        Pane::Articles if state.awaits_list() && state.list.selected().is_none() => {
            state.pressed.put_off(Command::Open);
            Vec::new()
        }
        Pane::Feeds => focus(state, Pane::Articles),
        Pane::Articles => focus(state, Pane::Article),
        Pane::Article => {
            let folded = state.open_article_mut().is_some_and(|reading| reading.toggle_fold());
            if !folded {
                let next = state.key(Command::NextSection);
                state.tell(format!("No section here to fold; {next} goes to the first"));
            }
            Vec::new()
        }
        Pane::Actors => go_to_roster_item(state),
    }
}

pub(super) fn back(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Article && finding::clear(state) {
        return Vec::new();
    }
    match state.focus {
        Pane::Actors => focus(state, Pane::Article),
        Pane::Article => {
            let searched = state.is_about_actor();
            let is_chosen = |reading: &&mut Reading| {
                reading.chosen_name().is_some() || (reading.chosen().is_some() && !searched)
            };
            match state.reading.as_mut().filter(is_chosen) {
                Some(reading) => {
                    reading.choose(None);
                    Vec::new()
                }
                None => focus(state, Pane::Articles),
            }
        }
        Pane::Articles => match state.before_search.take() {
            Some(list) if state.list.narrowed.is_some() && state.list.wider().listing != list.listing => {
                state.before_search = Some(list);
                state.list = state.list.wider();
                prompt::mark_found(state);
                Vec::new()
            }
            Some(list) => {
                leave_search(state, *list);
                Vec::new()
            }
            None => focus(state, Pane::Feeds),
        },
        Pane::Feeds => Vec::new(),
    }
}

/// Backs out, or quits at the outermost.
pub(super) fn close(state: &mut State) -> Vec<Effect> {
    match state.focus {
        _ if close_quits(state) => quit(state),
        Pane::Article => focus(state, Pane::Articles),
        Pane::Feeds | Pane::Articles | Pane::Actors => back(state),
    }
}

/// Pages on; at the end of the article, opens the next unread one.
pub(super) fn page_on(state: &mut State, page: isize) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => focus(state, Pane::Articles),
        Pane::Articles => focus(state, Pane::Article),
        Pane::Article | Pane::Actors => match state.open_article_mut() {
            Some(reading) if !reading.is_at_end() => {
                reading.scroll_by(page);
                Vec::new()
            }
            _ => super::search::ask_next_unread(state, true),
        },
    }
}

pub(super) fn toggle_actors(state: &mut State) -> Vec<Effect> {
    if state.focus == Pane::Actors {
        state.sidebar = Some(false);
        return focus(state, Pane::Article);
    }
    if state.panes().is_some_and(|panes| panes.article.is_some() && panes.articles.is_some()) {
        state.sidebar = Some(true);
    }
    focus(state, Pane::Actors)
}

pub(super) fn go_to_mention(state: &mut State, forward: bool) -> Vec<Effect> {
    let Some(reading) = state.open_article_mut() else { return Vec::new() };
    if reading.chosen().is_none() && reading.chosen_name().is_none() {
        reading.choose(Some(0));
    }
    let moved = reading.go_to_mention(forward);
    let name = reading.chosen_name().or(reading.chosen_member().map(|member| &member.name));
    let told = match (name, reading.mention_number()) {
        (Some(name), Some(number)) if moved => {
            format!("{name}: mention {number} of {}", reading.chosen_mentions().len())
        }
        (Some(name), _) => format!("{name} is not named in the text"),
        (None, _) => "No actors are known in this article".to_owned(),
    };
    state.tell(told);
    Vec::new()
}

/// Makes the focused pane narrower or wider; the article's gives to or takes from the article list.
pub(super) fn resize(state: &mut State, columns: i16) -> Vec<Effect> {
    let Some(panes) = state.panes() else { return Vec::new() };
    let (slot, pane, columns) = match state.focus {
        Pane::Feeds => (&mut state.widths.feeds, panes.feeds, columns),
        Pane::Articles => (&mut state.widths.articles, panes.articles, columns),
        Pane::Article => (&mut state.widths.articles, panes.articles, -columns),
        Pane::Actors => (&mut state.widths.actors, panes.actors, columns),
    };
    if let Some(pane) = pane {
        *slot = Some(pane.width.saturating_add_signed(columns));
    }
    Vec::new()
}

/// Gives the focus to a pane; the article's opens the article under the cursor.
pub(super) fn focus(state: &mut State, pane: Pane) -> Vec<Effect> {
    match pane {
        Pane::Article | Pane::Actors if !state.is_reading() => {
            let Some(selected) = state.list.selected().map(|row| row.id) else { return Vec::new() };
            state.focus = pane;
            let is_shown =
                |reading: &&Reading| reading.article.headline.id == selected && reading.found_at().is_none();
            if state.reading.as_ref().is_some_and(|reading| is_shown(&reading)) {
                go_to_answer(state);
            }
            open_when_here(state, selected)
        }
        Pane::Actors => {
            state.focus = pane;
            if let Some(reading) = &mut state.reading {
                match reading.chosen_name() {
                    Some(name) => state.roster.select_name(&reading.article.cast, name),
                    None => {
                        let member = reading.chosen().unwrap_or(0);
                        reading.choose(Some(member));
                        state.roster.select(&reading.article.cast, member);
                    }
                }
                choose_selected(state);
            }
            Vec::new()
        }
        _ => {
            let leaves = state.is_reading() && !matches!(pane, Pane::Article);
            state.focus = pane;
            if !leaves {
                return Vec::new();
            }
            state.opening = None;
            state.save_place().into_iter().collect()
        }
    }
}

/// Marks an article read where it is the one shown; asks for it first where it is not.
pub(in crate::app) fn open_when_here(state: &mut State, id: ArticleId) -> Vec<Effect> {
    let shown = state.reading.as_ref().is_some_and(|reading| reading.article.headline.id == id);
    if !shown {
        (state.opening, state.previewing) = (Some(id), None);
        return vec![state.ask(Question::Article(id))];
    }
    let mut effects = status::opened(state, id);
    effects.extend(state.save());
    effects
}

/// Folds or unfolds a folder of the feed list, or a section of the article.
pub(super) fn toggle_fold(state: &mut State) -> Vec<Effect> {
    match state.focus {
        Pane::Feeds => {
            if !state.feeds.toggle_fold() {
                state.tell("No folder here to fold");
            } else if state.feeds.selected().is_some_and(|row| row.scope != state.list.listing.scope) {
                show_selected_feed(state);
            }
        }
        Pane::Articles => {}
        Pane::Article | Pane::Actors => {
            if let Some(reading) = state.open_article_mut() {
                reading.toggle_fold();
            }
        }
    }
    Vec::new()
}

/// Opens the article below the open one in the list, or the one above it.
pub(super) fn open_neighbour(state: &mut State, below: bool) -> Vec<Effect> {
    let (before, height) = (state.list.cursor(), state.list_height());
    state.list.move_by(if below { 1 } else { -1 }, height);
    if state.list.cursor() == before {
        state.tell(if below {
            "No more articles in this list"
        } else {
            "This is the first article of the list"
        });
        return Vec::new();
    }
    let Some(selected) = state.list.selected().map(|row| row.id) else { return Vec::new() };
    open_when_here(state, selected)
}

/// Whether closing what has the focus ends the program: the feed list, or the article list beside it.
pub(in crate::app) fn close_quits(state: &State) -> bool {
    let beside = state.panes().is_some_and(|panes| panes.articles.is_some() && panes.article.is_some());
    match state.focus {
        Pane::Feeds => true,
        Pane::Articles => beside && state.before_search.is_none(),
        Pane::Article | Pane::Actors => false,
    }
}

/// Goes from what a search found back to the list before it.
pub(super) fn leave_search(state: &mut State, list: List) {
    state.list = list;
    state.list.reload();
    if let Some(reading) = &mut state.reading {
        reading.find(None);
    }
}

/// Puts the cursor of the feed list on a row, whose list is shown then.
pub(super) fn select_feed(state: &mut State, row: usize) {
    let rows = isize::try_from(row).unwrap_or(0) - isize::try_from(state.feeds.cursor()).unwrap_or(0);
    let height = state.feeds_height();
    if state.feeds.move_by(rows, height) {
        show_selected_feed(state);
    }
}

/// Puts the cursor of the actor sidebar on an entry.
pub(super) fn select_entry(state: &mut State, nth: usize) {
    let rows = isize::try_from(nth).unwrap_or(0) - isize::try_from(state.roster.cursor()).unwrap_or(0);
    move_roster(state, rows);
}

fn show_selected_feed(state: &mut State) {
    if let Some(row) = state.feeds.selected() {
        state.before_search = None;
        let name = state.feeds.name(&row.scope).unwrap_or_else(|| row.name.clone());
        state.list = List::new(row.scope.clone().into(), name, None);
    }
}

/// Moves the cursor of the actor sidebar.
pub(super) fn move_roster(state: &mut State, rows: isize) {
    state.entered = None;
    if let Some(reading) = &mut state.reading {
        state.roster.move_by(&reading.article.cast, rows);
    }
    choose_selected(state);
}

/// Chooses whom the entry under the sidebar's cursor is about, or the name that it is.
fn choose_selected(state: &mut State) {
    if let Some(reading) = &mut state.reading {
        let member = state.roster.selected(&reading.article.cast).and_then(RosterItem::member);
        match state.roster.unresolved(&reading.article.cast).map(|mention| mention.surface.clone()) {
            Some(name) => reading.choose_name(&name),
            None => reading.choose(member),
        }
    }
}

/// Goes to the sentence that the entry under the sidebar's cursor comes from.
fn go_to_roster_item(state: &mut State) -> Vec<Effect> {
    choose_selected(state);
    let Some(reading) = &mut state.reading else { return Vec::new() };
    let Some(item) = state.roster.selected(&reading.article.cast) else { return Vec::new() };
    let effects = match (item, item.place(&reading.article.cast).cloned()) {
        (RosterItem::Member(_) | RosterItem::Unresolved(_), _) => {
            // Twice on the same actor: its page; on the same name: the articles that have it.
            if state.entered.replace(item) == Some(item) {
                state.entered = None;
                return super::actors::open_page(state, "");
            }
            go_to_mention(state, true)
        }
        (RosterItem::Quotes(member), _) => {
            state.roster.toggle_quotes(member);
            return Vec::new();
        }
        (_, Some(place)) => {
            reading.reveal(&place);
            Vec::new()
        }
        (_, None) => Vec::new(),
    };
    let covered = state.panes().is_some_and(|panes| match (panes.article, panes.actors) {
        (Some(article), Some(actors)) => article.intersects(actors),
        _ => false,
    });
    if covered {
        state.focus = Pane::Article;
        state.sidebar = state.sidebar.map(|_| false);
    }
    effects
}
