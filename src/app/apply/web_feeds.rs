//! The feeds of the web: refreshed, added, changed, removed.

use super::{dialogs, panes, saved};
use crate::app::command::Command;
use crate::app::dialog::{Ask, AskFor};
use crate::app::health::HealthScreen;
use crate::app::list::List;
use crate::app::msg::{Effect, Order, Question, Write};
use crate::app::overlay::Overlay;
use crate::app::refreshing::{Refreshing, in_words};
use crate::app::state::{Pane, State};
use crate::model::{
    Condition, Feed, FeedEdit, FeedId, FeedOffer, FeedOrigin, RefreshProgress, RefreshSummary, Scope, Which,
};

const NO_FEEDS: &str = "There are no feeds of the web yet; :add URL adds one";

/// Refreshes what the cursor of the feed list is on, or the list that is shown.
pub(super) fn refresh_here(state: &mut State) -> Vec<Effect> {
    let which = match scope(state) {
        Scope::Feed(id) => match web_feed(state, *id) {
            Some(feed) => Which::Feeds(vec![feed.id]),
            None => {
                let key = state.key(Command::RefreshFeed);
                state.tell(format!("This feed came from files; {key} refreshes feeds of the web"));
                return Vec::new();
            }
        },
        Scope::Folder(folder) => {
            let comes = |feed: &&Feed| !matches!(feed.condition, Condition::Paused | Condition::Gone);
            Which::Feeds(state.feeds.in_folder(folder).filter(comes).map(|feed| feed.id).collect())
        }
        _ => Which::All,
    };
    refresh(state, which)
}

/// Refreshes because the user wants it.
pub(super) fn refresh(state: &mut State, which: Which) -> Vec<Effect> {
    if !state.feeds.has_web_feeds() {
        state.tell(NO_FEEDS);
        return Vec::new();
    }
    if state.refreshing.is_some() && which == Which::All {
        let back = state.key(Command::Back);
        state.tell(format!("A refresh is running; {back} stops it"));
        return Vec::new();
    }
    order(state, which, true)
}

/// Refreshes what is due, where the user settled that it is to be done by itself and by now.
pub(in crate::app) fn refresh_when_due(state: &mut State) -> Vec<Effect> {
    let every = state.settings.refresh_every.map(|minutes| i64::from(minutes) * 60);
    let passed = state.now.as_second() - state.refreshed.as_second();
    let is_time = std::mem::take(&mut state.refreshes_first) || every.is_some_and(|every| passed >= every);
    if !is_time || state.refreshing.is_some() || !state.feeds.has_web_feeds() {
        return Vec::new();
    }
    order(state, Which::Due, false)
}

fn order(state: &mut State, which: Which, asked: bool) -> Vec<Effect> {
    state.refreshed = state.now;
    let running = state.refreshing.get_or_insert_with(Refreshing::default);
    running.asked |= asked;
    vec![Effect::Fetch(Order::Refresh(which))]
}

/// Stops the refresh that runs; `None` where none does, or it stops already.
pub(super) fn stop(state: &mut State) -> Option<Vec<Effect>> {
    let running = state.refreshing.as_mut().filter(|running| !running.stops)?;
    running.stops = true;
    Some(vec![Effect::Fetch(Order::Stop)])
}

/// Shows how far a refresh is.
pub(in crate::app) fn progressed(state: &mut State, progress: RefreshProgress) {
    state.refreshing.get_or_insert_with(Refreshing::default).progress = progress;
}

/// Shows what a refresh came to.
pub(in crate::app) fn refreshed(state: &mut State, summary: &RefreshSummary) -> Vec<Effect> {
    let asked = state.refreshing.take().is_none_or(|running| running.asked);
    state.refreshed = state.now;
    if asked || summary.new > 0 {
        state.tell(in_words(summary));
    }
    renew(state)
}

/// Reads anew what is shown of the store, without moving anything.
pub(in crate::app) fn renew(state: &mut State) -> Vec<Effect> {
    state.list.renew();
    let mut effects = vec![state.ask(Question::Feeds)];
    if matches!(state.overlay, Some(Overlay::Health(_))) {
        effects.push(state.ask(Question::WebFeeds));
    }
    effects
}

/// Adds the feed at an address, or asks for one.
pub(super) fn add(state: &mut State, typed: &str) -> Vec<Effect> {
    match typed.trim() {
        "" => ask(state, AskFor::AddFeed, String::new()),
        typed => {
            state.tell(format!("Looking for feeds at {typed} …"));
            state.finding = Some(typed.to_owned());
            vec![Effect::Fetch(Order::Find(typed.to_owned()))]
        }
    }
}

/// Takes in which feeds there are at an address: one is added, of several the user chooses.
pub(in crate::app) fn found(
    state: &mut State,
    typed: &str,
    offers: Result<Vec<FeedOffer>, String>,
) -> Vec<Effect> {
    if state.finding.as_deref() != Some(typed) {
        return Vec::new();
    }
    state.finding = None;
    match offers {
        Ok(offers) if offers.len() > 1 => {
            state.notice = None;
            state.offered = offers;
            Vec::new()
        }
        Ok(offers) => offers.into_iter().map(|offer| Effect::Write(Write::AddFeed(offer))).collect(),
        Err(why) => {
            state.complain(why);
            Vec::new()
        }
    }
}

/// Takes in that a feed was added: it is shown, unless one reads, and fetched.
pub(in crate::app) fn added(state: &mut State, feed: FeedId, name: String, known: bool) -> Vec<Effect> {
    let mut effects = vec![state.ask(Question::Feeds)];
    if known {
        state.tell(format!("{name} was there already"));
    } else {
        state.tell(format!("Added {name}"));
        effects.extend(order(state, Which::Feeds(vec![feed]), true));
    }
    if !state.is_reading() && state.overlay.is_none() {
        state.before_search = None;
        state.list = List::new(Scope::Feed(feed).into(), name, None);
    }
    effects
}

/// Renames the feed that is meant, or asks for its name.
pub(super) fn rename(state: &mut State, typed: &str) -> Vec<Effect> {
    if let Some(id) = saved::meant(state) {
        return saved::rename(state, id, typed);
    }
    let Some(feed) = meant(state) else { return Vec::new() };
    let (id, name) = (feed.id, feed.name.to_string());
    match typed.trim() {
        "" => ask(state, AskFor::RenameFeed(id), name),
        typed => dialogs::answered(state, AskFor::RenameFeed(id), typed),
    }
}

/// Moves the feed that is meant into a folder, or asks for it.
pub(super) fn move_to(state: &mut State, typed: &str) -> Vec<Effect> {
    let Some(feed) = meant(state) else { return Vec::new() };
    let (id, folder) = (feed.id, feed.folders.first().map(crate::app::feeds::path).unwrap_or_default());
    match typed.trim() {
        "" => ask(state, AskFor::MoveFeed(id), folder),
        typed => dialogs::answered(state, AskFor::MoveFeed(id), typed),
    }
}

/// Has the feed that is meant fetched no more, or again.
pub(super) fn pause(state: &mut State) -> Vec<Effect> {
    let Some(feed) = meant(state) else { return Vec::new() };
    let pauses = !matches!(feed.condition, Condition::Paused | Condition::Gone);
    vec![Effect::Write(Write::EditFeed(feed.id, FeedEdit::Pause(pauses)))]
}

/// Asks what goes with the feed that is meant, to ask the user then.
pub(super) fn remove(state: &mut State) -> Vec<Effect> {
    if let Some(id) = saved::meant(state) {
        return vec![Effect::Write(Write::RemoveSearch(id))];
    }
    let Some(feed) = meant(state) else { return Vec::new() };
    let question = Question::Removal(feed.id);
    vec![state.ask(question)]
}

/// Shows how the feeds come.
pub(super) fn health(state: &mut State) -> Vec<Effect> {
    if !state.feeds.has_web_feeds() {
        state.tell(NO_FEEDS);
        return Vec::new();
    }
    state.overlay = Some(Overlay::Health(HealthScreen::default()));
    vec![state.ask(Question::WebFeeds)]
}

/// Goes to the list of a feed.
pub(super) fn go_to(state: &mut State, feed: FeedId) -> Vec<Effect> {
    let effects = panes::focus(state, Pane::Articles);
    let scope = Scope::Feed(feed);
    let name = state.feeds.name(&scope).unwrap_or_default();
    state.before_search = None;
    state.feeds.select(&scope);
    state.list = List::new(scope.into(), name, None);
    effects
}

/// Asks for a line.
pub(super) fn ask(state: &mut State, purpose: AskFor, typed: String) -> Vec<Effect> {
    state.overlay = Some(Overlay::Ask(Ask { purpose, input: typed.into() }));
    Vec::new()
}

/// What a command is about that is about feeds.
pub(super) fn scope(state: &State) -> &Scope {
    let row = state.feeds.selected().filter(|_| state.focus == Pane::Feeds);
    row.map_or(&state.list.listing.scope, |row| &row.scope)
}

fn web_feed(state: &State, id: FeedId) -> Option<&Feed> {
    state.feeds.feed(id).filter(|feed| feed.origin == FeedOrigin::Web)
}

/// The feed of the web that a command is about; says so where there is none.
fn meant(state: &mut State) -> Option<Feed> {
    let feed = match scope(state) {
        Scope::Feed(id) => web_feed(state, *id).cloned(),
        _ => None,
    };
    if feed.is_none() {
        state.tell("Go to a feed of the web in the feed list first");
    }
    feed
}

#[cfg(test)]
mod tests;
