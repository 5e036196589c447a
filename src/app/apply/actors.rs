//! Actors across everything stored: searched for, looked at, followed, and told apart.

use tui_input::Input;

use super::panes;
use super::web_feeds::ask;
use crate::app::Reading;
use crate::app::actor_screen::{ActorScreen, ActorTarget};
use crate::app::dialog::{AskFor, Whose};
use crate::app::key::{Code, Key};
use crate::app::list::List;
use crate::app::msg::{Effect, Question, QuestionKind, Write};
use crate::app::overlay::{
    ActorSearch, ActorSearchFor, Overlay, move_cursor, move_cursor_by_letters, type_key,
};
use crate::app::state::{Pane, State};
use crate::model::{
    Actor, ActorEdit, ActorKey, ActorPage, ArticleId, CleanText, Field, Listing, Place, Query, Scope, Term,
};

/// How many actors the search by actor offers.
const OFFERED: usize = 50;
/// What the title of an actor's list begins with.
const ABOUT: &str = "Actor: ";
/// What is said where a command needs an actor and none is chosen.
const NOBODY: &str = "Choose an actor first: in the sidebar (a), or by ga";

/// Opens the search by actor; where something was typed for it, the best hit is taken as soon as it comes.
pub(super) fn open_search(state: &mut State, purpose: ActorSearchFor, typed: &str) -> Vec<Effect> {
    let typed = typed.trim().to_owned();
    let search = ActorSearch {
        purpose,
        input: Input::new(typed.clone()),
        accepted: !typed.is_empty(),
        ..ActorSearch::default()
    };
    state.overlay = Some(Overlay::ActorSearch(search));
    vec![state.ask(Question::Actors { typed, limit: OFFERED })]
}

pub(super) fn search_key(state: &mut State, mut search: ActorSearch, key: Key) -> Vec<Effect> {
    match key.code {
        Code::Esc => return Vec::new(),
        Code::Enter if state.tickets.is_open(QuestionKind::Actors) => {
            // These are the hits of what was typed before: the newest are on their way.
            search.accepted = true;
        }
        Code::Enter => {
            let hit = search.hits.get(search.cursor).cloned();
            // After several were picked, an empty line takes no further one.
            let further = hit.filter(|_| search.picked.is_empty() || !search.input.value().trim().is_empty());
            search.picked.extend(further);
            if !search.picked.is_empty() {
                return found(state, search);
            }
        }
        Code::Tab if search.purpose == ActorSearchFor::Articles => {
            if let Some(actor) = search.hits.get(search.cursor).cloned()
                && search.picked.iter().all(|picked| picked.key != actor.key)
            {
                search.picked.push(actor);
                return retype(state, search, Input::default());
            }
        }
        Code::Backspace if search.input.value().is_empty() && !search.picked.is_empty() => {
            search.picked.pop();
            return retype(state, search, Input::default());
        }
        _ if move_cursor(&mut search.cursor, search.hits.len(), key) => {}
        _ => {
            let mut input = search.input.clone();
            type_key(&mut input, key);
            if search.input.value() != input.value() {
                return retype(state, search, input);
            }
            search.input = input;
        }
    }
    state.overlay = Some(Overlay::ActorSearch(search));
    Vec::new()
}

/// Takes the best hit, now that the hits of what was typed are there; where there is none, the search ends.
pub(in crate::app) fn take_hit(state: &mut State) -> Vec<Effect> {
    match state.overlay.take() {
        Some(Overlay::ActorSearch(search)) if search.hits.is_empty() && search.picked.is_empty() => {
            state.tell(format!("No article has an actor called {}", search.input.value().trim()));
            Vec::new()
        }
        Some(Overlay::ActorSearch(search)) => search_key(state, search, Key::plain(Code::Enter)),
        _ => Vec::new(),
    }
}

fn retype(state: &mut State, mut search: ActorSearch, input: Input) -> Vec<Effect> {
    (search.input, search.cursor) = (input, 0);
    let typed = search.input.value().to_owned();
    state.overlay = Some(Overlay::ActorSearch(search));
    vec![state.ask(Question::Actors { typed, limit: OFFERED })]
}

/// Does what the actors were searched for.
fn found(state: &mut State, search: ActorSearch) -> Vec<Effect> {
    let Some(first) = search.picked.first() else { return Vec::new() };
    match search.purpose {
        ActorSearchFor::Articles => show_articles(state, &search.picked, None),
        ActorSearchFor::Page => vec![state.ask(Question::ActorPage(first.key.clone()))],
        ActorSearchFor::Merge(whose) => edit(match whose {
            Whose::Name(surface) => ActorEdit::Alias { surface, actor: first.key.clone() },
            Whose::Actor(from) => ActorEdit::Merge { from, into: first.key.clone() },
        }),
    }
}

/// Shows the articles that all of these actors are in, with the cursor on one of them where it is wanted.
fn show_articles(state: &mut State, actors: &[Actor], wanted: Option<ArticleId>) -> Vec<Effect> {
    let [first, others @ ..] = actors else { return Vec::new() };
    let others = others.iter().map(|actor| Term::Of(Field::Actor, actor.key.as_str().to_owned()));
    let filter = Some(Query::of_terms(others)).filter(|query| !query.is_empty());
    let listing = Listing { scope: Scope::Actor(first.key.clone()), filter };
    let names: Vec<&str> = actors.iter().map(|actor| actor.name.as_str()).collect();
    let title = format!("{ABOUT}{}", names.join(" and "));
    state.called.extend(actors.iter().map(|actor| (actor.key.clone(), actor.name.clone())));
    let effects = go_to_list(state, List::new(listing, title, wanted));
    if let Some(reading) = &mut state.reading {
        reading.find(None);
        reading.choose_key(&first.key);
    }
    effects
}

/// Shows the articles that have a name of which it is not certain whose it is.
fn show_named(state: &mut State, name: &str) -> Vec<Effect> {
    let Ok(query) = Query::parse(&format!("\"{}\"", name.replace('"', " "))) else { return Vec::new() };
    let listing = Listing { scope: Scope::All, filter: Some(query) };
    let effects = go_to_list(state, List::new(listing, format!("Named: {name}"), state.current()));
    let query = state.query();
    if let Some(reading) = &mut state.reading {
        reading.find(query.as_ref());
    }
    effects
}

/// Goes to a list that was searched for.
fn go_to_list(state: &mut State, list: List) -> Vec<Effect> {
    let before = std::mem::replace(&mut state.list, list);
    if state.before_search.is_none() {
        state.before_search = Some(Box::new(before));
    }
    let left = if state.is_reading() { state.save_place() } else { None };
    state.focus = Pane::Articles;
    left.into_iter().collect()
}

/// Opens the page of an actor: of the one typed, else of the chosen one; for a name that may be anybody's, its articles.
pub(super) fn open_page(state: &mut State, typed: &str) -> Vec<Effect> {
    match chosen(state) {
        _ if !typed.trim().is_empty() => open_search(state, ActorSearchFor::Page, typed),
        _ if chosen_name(state).is_some() => {
            let name = chosen_name(state).map(ToString::to_string).unwrap_or_default();
            show_named(state, &name)
        }
        Some((key, _)) => vec![state.ask(Question::ActorPage(key))],
        None => open_search(state, ActorSearchFor::Page, ""),
    }
}

/// Shows the page of an actor that has arrived.
pub(in crate::app) fn arrived(state: &mut State, page: Option<ActorPage>) -> Vec<Effect> {
    let Some(page) = page else {
        state.tell("No article has this actor any more");
        return Vec::new();
    };
    if !matches!(state.overlay, None | Some(Overlay::Actor(_))) {
        return Vec::new();
    }
    let looked = Write::LookedAt(page.actor.key.clone());
    state.overlay = Some(Overlay::Actor(Box::new(ActorScreen::new(page))));
    vec![Effect::Write(looked)]
}

pub(super) fn screen_key(state: &mut State, mut screen: Box<ActorScreen>, key: Key) -> Vec<Effect> {
    let targets = screen.targets();
    let mut effects = Vec::new();
    match key.code {
        Code::Esc | Code::Char('q' | 'i') => return Vec::new(),
        Code::Char('f') => {
            screen.page.actor.followed = !screen.page.actor.followed;
            effects = set_followed(&screen.page.actor.key, screen.page.actor.followed);
        }
        Code::Enter => match targets.get(screen.cursor) {
            Some(ActorTarget::Articles) => return show_articles(state, &[screen.page.actor], None),
            Some(ActorTarget::Words(article, place)) => {
                return go_to_words(state, screen.page.actor, *article, Some(place.clone()));
            }
            Some(ActorTarget::Article(article)) => {
                return go_to_words(state, screen.page.actor, *article, None);
            }
            Some(ActorTarget::Actor(key)) => effects = vec![state.ask(Question::ActorPage(key.clone()))],
            None => {}
        },
        _ => {
            let code = if key.code == Code::Char(' ') { Code::PageDown } else { key.code };
            move_cursor_by_letters(&mut screen.cursor, targets.len(), Key { code, ..key });
        }
    }
    state.overlay = Some(Overlay::Actor(screen));
    effects
}

/// Opens an article of an actor, at some words of it.
fn go_to_words(state: &mut State, actor: Actor, article: ArticleId, place: Option<Place>) -> Vec<Effect> {
    let key = actor.key.clone();
    let mut effects = show_articles(state, &[actor], Some(article));
    state.focus = Pane::Article;
    match state.reading.as_mut().filter(|reading| reading.article.headline.id == article) {
        Some(reading) => {
            reading.choose_key(&key);
            place.iter().for_each(|place| reading.reveal(place));
        }
        None => {
            state.choose_next = Some(key);
            state.reveal_next = place.map(|place| (article, place));
        }
    }
    effects.extend(panes::open_when_here(state, article));
    effects
}

/// Follows the chosen actor, or no more.
pub(super) fn follow(state: &mut State) -> Vec<Effect> {
    match chosen(state) {
        Some((key, _)) => {
            let follows = !state.feeds.is_followed(&key);
            set_followed(&key, follows)
        }
        None => nobody(state),
    }
}

/// A name is the chosen actor's.
pub(super) fn alias(state: &mut State, typed: &str) -> Vec<Effect> {
    with_chosen(state, typed, AskFor::Alias, |_| String::new())
}

/// A name is not the chosen actor's: the one of the mention that one is at.
pub(super) fn split(state: &mut State, typed: &str) -> Vec<Effect> {
    with_chosen(state, typed, AskFor::Split, |state| {
        let reading = state.reading.as_ref();
        let mention = reading.and_then(|reading| {
            let member = reading.chosen_member()?;
            let at = reading.mention_number().map_or(0, |number| number - 1);
            member.mentions.get(at)
        });
        mention.map(|mention| mention.surface.to_string()).unwrap_or_default()
    })
}

/// The chosen actor is called otherwise.
pub(super) fn rename(state: &mut State, typed: &str) -> Vec<Effect> {
    with_chosen(state, typed, AskFor::RenameActor, |state| {
        chosen(state).map(|(_, name)| name.to_string()).unwrap_or_default()
    })
}

/// The chosen actor, or name, is the same as an actor to be searched for.
pub(super) fn merge(state: &mut State, typed: &str) -> Vec<Effect> {
    let whose = chosen_name(state).map(|name| Whose::Name(name.clone()));
    match whose.or_else(|| chosen(state).map(|(key, _)| Whose::Actor(key))) {
        Some(whose) => open_search(state, ActorSearchFor::Merge(whose), typed),
        None => nobody(state),
    }
}

/// Does what a line about an actor was asked for.
pub(super) fn answered(purpose: &AskFor, typed: &str) -> Vec<Effect> {
    let typed = CleanText::line(typed);
    if typed.is_empty() {
        return Vec::new();
    }
    match purpose.clone() {
        AskFor::Alias(actor) => edit(ActorEdit::Alias { surface: typed, actor }),
        AskFor::Split(from) => edit(ActorEdit::Split { surface: typed, from }),
        AskFor::RenameActor(actor) => edit(ActorEdit::Rename { actor, name: typed }),
        _ => Vec::new(),
    }
}

/// Asks for a line about the chosen actor, or takes what was typed as it.
fn with_chosen(
    state: &mut State,
    typed: &str,
    purpose: fn(ActorKey) -> AskFor,
    offered: fn(&State) -> String,
) -> Vec<Effect> {
    match chosen(state) {
        Some((key, _)) if !typed.trim().is_empty() => answered(&purpose(key), typed),
        Some((key, _)) => {
            let offered = offered(state);
            ask(state, purpose(key), offered)
        }
        None => nobody(state),
    }
}

/// The article that is shown, where it is the one that commands concern.
fn shown(state: &State) -> Option<&Reading> {
    let current = state.current();
    state.reading.as_ref().filter(|reading| Some(reading.article.headline.id) == current)
}

/// The chosen name of which it is not certain whose it is.
fn chosen_name(state: &State) -> Option<&CleanText> {
    shown(state)?.chosen_name()
}

/// The chosen actor of the article that is shown, else the one that the list is about.
fn chosen(state: &State) -> Option<(ActorKey, CleanText)> {
    let member = shown(state).and_then(Reading::chosen_member);
    let in_list = || match &state.list.listing.scope {
        _ if chosen_name(state).is_some() => None,
        Scope::Actor(key) => {
            let title = &state.list.title;
            Some((key.clone(), CleanText::line(title.strip_prefix(ABOUT).unwrap_or(title))))
        }
        _ => None,
    };
    member.map(|member| (member.key.clone(), member.name.clone())).or_else(in_list)
}

fn set_followed(key: &ActorKey, follows: bool) -> Vec<Effect> {
    vec![Effect::Write(Write::Follow(key.clone(), follows))]
}

fn edit(edit: ActorEdit) -> Vec<Effect> {
    vec![Effect::Write(Write::EditActor(edit))]
}

fn nobody(state: &mut State) -> Vec<Effect> {
    let told = match chosen_name(state) {
        Some(name) => {
            format!("Nobody knows who {name} is: :merge says whose name it is, i lists its articles")
        }
        None => NOBODY.to_owned(),
    };
    state.tell(told);
    Vec::new()
}

#[cfg(test)]
mod tests;
