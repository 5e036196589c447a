//! Everything that enters changes the state here, and asks for work by what it returns.

use super::apply::{self, open_when_here, overlay_key, overlay_paste};
use super::command::Command;
use super::dialog::{Choice, Removal};
use super::list::List;
use super::msg::{Answer, Effect, Event, Msg, Order, Question, QuestionKind, Write};
use super::opening::open;
use super::overlay::Overlay;
use super::pressed;
use super::restore::restore;
use super::revisions::RevisionsScreen;
use super::state::{Pane, State};
use crate::model::{Actor, FeedId, FeedOrigin, Scope, count};

/// What the list of everything is called.
pub(super) const ALL: &str = "All articles";

/// What to read first; everything else follows from it.
pub fn start(state: &mut State) -> Vec<Effect> {
    vec![state.ask(Question::Session)]
}

/// Changes the state by what came in, and says what is to be done.
#[must_use = "what is to be done is not done yet"]
pub fn update(state: &mut State, msg: Msg) -> Vec<Effect> {
    let mut effects = match msg {
        Msg::Key(key) => {
            state.notice = None;
            match &state.overlay {
                Some(_) => overlay_key(state, key),
                None => pressed::press(state, key),
            }
        }
        Msg::Mouse(mouse) => apply::mouse(state, mouse),
        Msg::Paste(text) => overlay_paste(state, &text),
        Msg::Resized(columns, rows) => {
            state.size = (columns, rows);
            let height = state.list_height();
            state.list.follow(height);
            Vec::new()
        }
        Msg::Cell(width, height) => {
            state.gallery.cell = (width, height);
            Vec::new()
        }
        Msg::Tick(now) => {
            state.now = now;
            apply::refresh_when_due(state)
        }
        Msg::Ground(ground) => {
            state.look.ground = Some(ground);
            Vec::new()
        }
        Msg::TakesPictures => {
            apply::pictures_lost(state);
            Vec::new()
        }
        Msg::Event(event) => happened(state, event),
        Msg::Terminate => {
            state.quit = true;
            state.save()
        }
    };
    effects.extend(settle(state));
    while let Some(further) = pressed::go_on(state) {
        effects.extend(further);
        effects.extend(settle(state));
    }
    effects
}

fn happened(state: &mut State, event: Event) -> Vec<Effect> {
    match event {
        Event::Answered(ticket, answer) if state.tickets.redeem(answer.kind(), ticket) => {
            answered(state, answer)
        }
        Event::Answered(..) => Vec::new(),
        Event::Waited(ticket) => {
            pressed::waited(state, ticket);
            Vec::new()
        }
        Event::Opened => vec![state.ask(Question::Feeds)],
        Event::Changed(what) => {
            state.tell(what);
            // Rows that were read before the change, and come only now, are no longer so.
            state.list.renew();
            vec![state.ask(Question::Feeds)]
        }
        Event::FeedsChanged(what) => {
            state.tell(format!("{what}; {} takes it back", state.key(Command::Undo)));
            apply::renew(state)
        }
        Event::ActorsChanged(what) => {
            state.tell(format!("{what}; {} takes it back", state.key(Command::Undo)));
            read_anew(state)
        }
        Event::Wrote(article, note) => vec![Effect::Write(Write::Note(article, note))],
        Event::NotesChanged(what) => {
            state.tell(what);
            read_anew(state)
        }
        Event::Muted(what) => {
            let undo = state.key(Command::Undo);
            state.tell(format!("{what}, and those that will come; {undo} takes it back"));
            state.list.reload();
            vec![state.ask(Question::Feeds)]
        }
        Event::FeedAdded { feed, name, known } => apply::added(state, feed, name, known),
        Event::Refreshing(progress) => {
            apply::progressed(state, progress);
            Vec::new()
        }
        Event::Refreshed(summary) => apply::refreshed(state, &summary),
        Event::NotRefreshed(why) => {
            state.refreshing = None;
            state.complain(why);
            Vec::new()
        }
        Event::Found(typed, offers) => apply::found(state, &typed, offers),
        Event::FullText(article, taken) => apply::fetched(state, article, taken),
        Event::Picture(answer) => {
            apply::picture(state, *answer);
            Vec::new()
        }
        Event::PicturesLost => {
            apply::pictures_lost(state);
            Vec::new()
        }
        Event::StoreChanged => apply::renew(state),
        Event::Undone(None) => {
            state.tell("There is nothing to undo (of actors, from before: masthead actors edits)");
            Vec::new()
        }
        Event::Undone(Some(what)) => {
            state.tell(format!("Undone: {}", lower_first(&what)));
            read_anew(state)
        }
        Event::SamplesRemoved(articles) => {
            state.tell(format!(
                "Removed {}; masthead import FILE… adds your own",
                count(articles, "sample article")
            ));
            (state.reading, state.before_search) = (None, None);
            state.list = List::new(Scope::All.into(), ALL.to_owned(), None);
            state.focus = Pane::Articles;
            vec![state.ask(Question::Feeds)]
        }
        // What was shown at once, and was not done, goes again. Of several failures at once the first is what was asked for.
        Event::Unsaved(what) | Event::Failed(what) => {
            if !state.notice.as_ref().is_some_and(|notice| notice.is_error) {
                state.complain(what);
            }
            read_anew(state)
        }
        // Asking again would only fail again: the user may, by redrawing.
        Event::Unanswered(kind, what) => {
            state.tickets.close(kind);
            match kind {
                QuestionKind::Headlines => state.list.fail(),
                QuestionKind::Article => nothing_to_open(state),
                _ => {}
            }
            state.complain(what);
            Vec::new()
        }
        Event::Done => Vec::new(),
        Event::Told(what) => {
            state.tell(what);
            Vec::new()
        }
    }
}

/// Reads anew what is shown: the list, the feeds, and the open article, whose actors may have changed.
fn read_anew(state: &mut State) -> Vec<Effect> {
    state.list.reload();
    // One that is on its way comes as it is now.
    let is_coming = state.opening.is_some() || state.previewing.is_some();
    let open = state.reading.as_ref().map(|reading| reading.article.headline.id).filter(|_| !is_coming);
    let again = open.map(|open| state.ask(Question::Article(open)));
    again.into_iter().chain([state.ask(Question::Feeds)]).collect()
}

fn answered(state: &mut State, answer: Answer) -> Vec<Effect> {
    match answer {
        Answer::Session(session) => restore(state, *session),
        Answer::Count(count, reached, None) => apply::counted(state, count, reached),
        Answer::Count(count, reached, Some(saved)) => apply::counted_saved(state, saved, count, reached),
        Answer::Hits(articles, hits) => {
            state.hits.fill(articles, hits);
            Vec::new()
        }
        Answer::Values(offered) => {
            apply::offer_values(state, offered);
            Vec::new()
        }
        Answer::Meant(meant) => {
            apply::ask_whom(state, meant);
            Vec::new()
        }
        Answer::Feeds(feeds, followed, saved, totals) => {
            state.totals = totals;
            state.has_samples = feeds.iter().any(|feed| feed.origin == FeedOrigin::Samples);
            state.feeds.fill(feeds, followed, saved, totals);
            if state.list.listing.scope == Scope::Followed && !state.feeds.has(&Scope::Followed) {
                state.list = List::new(Scope::All.into(), ALL.to_owned(), None);
            }
            if let scope @ (Scope::Feed(_) | Scope::Folder(_) | Scope::Saved(_)) = &state.list.listing.scope {
                match state.feeds.name(scope) {
                    None => state.list = List::new(Scope::All.into(), ALL.to_owned(), None),
                    Some(name) if state.list.listing.filter.is_none() => state.list.title = name,
                    Some(_) => {}
                }
            }
            follow_list(state);
            let mut effects = if state.refreshes_first { apply::refresh_when_due(state) } else { Vec::new() };
            effects.extend((totals.waiting > 0).then_some(Effect::Fetch(Order::Analyse)));
            effects.extend(apply::count_saved(state));
            effects
        }
        Answer::Headlines(page, from) => {
            let height = state.list_height();
            state.list.fill(page, from, height);
            state.hits.forget_others(&state.list.listing);
            // What the store says of the open article is truer than what was shown before it answered.
            if let Some(reading) = &mut state.reading
                && let Some(row) = state.list.rows().iter().find(|row| row.id == reading.article.headline.id)
            {
                reading.article.headline.status = row.status;
            }
            Vec::new()
        }
        Answer::NextUnread(None) => {
            state.tell("No more unread articles in this list");
            Vec::new()
        }
        Answer::NextUnread(Some(headline)) => {
            let height = state.list_height();
            state.list.move_to(headline.id, height);
            if state.is_reading() { open_when_here(state, headline.id) } else { Vec::new() }
        }
        Answer::Article(None) => {
            nothing_to_open(state);
            state.complain("This article is no longer in the store");
            state.list.reload();
            vec![state.ask(Question::Feeds)]
        }
        Answer::Article(Some(article)) => open(state, *article),
        Answer::Actors(actors) => {
            if let Some(Overlay::ActorSearch(search)) = &mut state.overlay {
                let is_new = |actor: &Actor| search.picked.iter().all(|picked| picked.key != actor.key);
                search.hits = actors.into_iter().filter(is_new).collect();
                search.cursor = search.cursor.min(search.hits.len().saturating_sub(1));
                if std::mem::take(&mut search.accepted) {
                    return apply::take_hit(state);
                }
            }
            Vec::new()
        }
        Answer::Agenda(agenda) => apply::show_agenda(state, *agenda),
        Answer::Positions(positions) => apply::show_positions(state, *positions),
        Answer::ActorPage(page) => apply::actor_page(state, page.map(|page| *page)),
        Answer::Tags(tags) => {
            apply::offer_tags(state, tags);
            Vec::new()
        }
        Answer::Note(article, note) => apply::edit_note(article, note),
        Answer::WebFeeds(feeds) => {
            if let Some(Overlay::Health(screen)) = &mut state.overlay {
                screen.fill(feeds);
            }
            Vec::new()
        }
        Answer::Removal(feed, articles, starred) => {
            ask_removal(state, feed, articles, starred);
            Vec::new()
        }
        Answer::Revisions(revisions, read) => {
            match RevisionsScreen::new(revisions, read) {
                Some(screen) if state.overlay.is_none() => state.overlay = Some(Overlay::Revisions(screen)),
                Some(_) => {}
                None => state.tell("This article is as it came"),
            }
            Vec::new()
        }
    }
}

/// Puts the cursor of the feed list on the row of the list that is shown, or of the one that a search covers: what one
/// searched for keeps no row, though it may have got one since.
fn follow_list(state: &mut State) {
    let scope = state.list.listing.scope.clone();
    if state.before_search.is_none() && matches!(scope, Scope::Actor(_)) && !state.feeds.has(&scope) {
        state.before_search = Some(Box::new(List::new(Scope::All.into(), ALL.to_owned(), None)));
    }
    let below = state.before_search.as_ref().map(|list| list.listing.scope.clone());
    state.feeds.select(&below.unwrap_or(scope));
}

/// Asks whether a feed is to be removed, where nothing else is asked by now.
fn ask_removal(state: &mut State, feed: FeedId, articles: u64, starred: u64) {
    if let (None, Some(name)) = (&state.overlay, state.feeds.feed(feed).map(|feed| feed.name.clone())) {
        state.overlay = Some(Overlay::Removal(Removal { feed, name, articles, starred }));
    }
}

/// An article that was asked for does not come: what is shown stays.
fn nothing_to_open(state: &mut State) {
    (state.opening, state.previewing) = (None, None);
    if state.reading.is_none() && state.is_reading() {
        state.focus = Pane::Articles;
    }
}

pub(super) fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// What follows from any change: the page has its size, the list its rows, the article pane its article.
fn settle(state: &mut State) -> Vec<Effect> {
    let (width, height) = state.page_size();
    let feeds_height = state.feeds_height();
    let room = state.gallery.room((width, height));
    if let Some(reading) = &mut state.reading {
        reading.set_type(state.settings.typesetting, &state.settings.zone);
        reading.resize(width, height, &state.settings.zone);
        reading.set_room(room, &state.settings.zone);
    }
    state.feeds.follow(feeds_height);
    if state.overlay.is_none() && !state.offered.is_empty() {
        let offers = std::mem::take(&mut state.offered);
        state.overlay = Some(Overlay::Choice(Choice { offers, cursor: 0 }));
    }
    // What a search finds may lie far apart, and takes long to read then.
    let is_seen_only = state.focus == Pane::Feeds || state.list.is_top_of_search();
    let glimpse = is_seen_only.then(|| state.list_height());
    state.list.glimpse(glimpse);
    let rows = state.list.ask();
    let questions =
        rows.into_iter().chain(preview(state)).chain(apply::ask_hits(state)).chain(apply::ask_total(state));
    let questions: Vec<Question> = questions.collect();
    let pictures = apply::order_pictures(state);
    questions.into_iter().map(|question| state.ask(question)).chain(pictures).collect()
}

/// The article under the cursor, where the article pane stands beside the list and shows another.
fn preview(state: &mut State) -> Option<Question> {
    let beside = state.panes().is_some_and(|panes| panes.article.is_some() && panes.articles.is_some());
    if !beside || state.is_reading() || state.quit {
        return None;
    }
    let selected = state.list.selected()?.id;
    let shown = state.reading.as_ref().map(|reading| reading.article.headline.id);
    if shown == Some(selected) || state.previewing == Some(selected) {
        return None;
    }
    state.previewing = Some(selected);
    Some(Question::Article(selected))
}

#[cfg(test)]
mod tests;
