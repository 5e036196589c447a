//! `masthead actors` and `masthead actor`.

use std::io::{IsTerminal, stdout};

use jiff::tz::TimeZone;
use serde_json::Value;

use super::Outcome;
use super::args::{ActorKind, Actors, ActorsDo, OneActor, Shared};
use super::out::{complain, json_text, note, say};
use super::own_actors::{self, known_actors};
use super::search::open;
use super::{actor_edits, actor_page};
use crate::app::kind_name;
use crate::model::{Actor, ActorKey, ActorType, count, folded_name, without_article};
use crate::newsroom::KnownActors;
use crate::runtime;
use crate::store::{Reader, StoreError};

/// How wide a page is where no terminal says otherwise, and at most.
const COLUMNS: usize = 80;
const MOST_COLUMNS: usize = 110;
/// How many names are offered in place of one that nobody has.
const OFFERED: usize = 5;
/// Who has a name in so many times the articles of the next is meant by it.
const MUCH_MORE: u64 = 10;

/// Prints the actors of the store, those of most articles first.
pub(super) fn actors(shared: &Shared, actors: &Actors) -> Outcome {
    match actors.command {
        Some(ActorsDo::Edits { json }) => return actor_edits::list(shared, json),
        Some(ActorsDo::Undo { number }) => return actor_edits::undo(shared, number),
        None => {}
    }
    if actors.check {
        return own_actors::check(shared);
    }
    let reader = open(shared)?;
    let known = known_actors(shared);
    let most = if actors.limit == 0 { usize::MAX } else { actors.limit };
    let wanted = actors.kind.map(ActorType::from);
    let mut found = reader.actors("", if wanted.is_some() { usize::MAX } else { most })?;
    found.retain(|actor| wanted.is_none_or(|kind| actor.kind == kind));
    found.truncate(most);
    known.describe(&mut found);
    if actors.json {
        let found: Vec<Value> = found.iter().map(actor_page::actor_json).collect();
        say(&json_text(&serde_json::to_string_pretty(&found)?))?;
    } else if !found.is_empty() {
        say(&found.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    }
    own_actors::tell_if_older(&reader, &known)?;
    tell_what_waits(&reader)?;
    Ok(true)
}

/// Prints the page of an actor. Where nobody is called so, the nearest names are told, and all, where several are.
pub(super) fn actor(shared: &Shared, wanted: &OneActor) -> Outcome {
    let reader = open(shared)?;
    let name = wanted.name.join(" ");
    let known = known_actors(shared);
    own_actors::tell_if_older(&reader, &known)?;
    tell_what_waits(&reader)?;
    let found = match find(&reader, &known, &name)? {
        Meant::One(actor) => reader.actor_page(&actor.key)?,
        Meant::Several(mut actors) => {
            known.describe(&mut actors);
            complain(&format!("“{name}” may be any of these; say which by its id"));
            actors.iter().for_each(|actor| note(&line(actor)));
            return Ok(false);
        }
        Meant::Nobody => None,
    };
    let Some(mut page) = found else {
        let near: Vec<String> = nearest(&reader, &name)?.iter().map(as_found).collect();
        let near = if near.is_empty() { String::new() } else { format!("; near to it: {}", near.join(", ")) };
        complain(&format!("no article has an actor called “{name}”{near}"));
        return Ok(false);
    };
    known.complete(&mut page);
    if wanted.json {
        say(&json_text(&serde_json::to_string_pretty(&actor_page::as_json(&page))?))?;
    } else if wanted.markdown {
        say(actor_page::markdown(&page, &TimeZone::system()).trim_end())?;
    } else {
        say(actor_page::text(page, columns(), &TimeZone::system()).trim_end())?;
    }
    Ok(true)
}

/// Who is meant by a name.
enum Meant {
    One(Actor),
    Several(Vec<Actor>),
    Nobody,
}

/// The actor of this key; else whom articles, or else the table, call so; else the one that the name fits best.
fn find(reader: &Reader, known: &KnownActors, name: &str) -> Result<Meant, StoreError> {
    if name.contains(':')
        && let Some(actor) = reader.actor(&ActorKey::from_stored(name))?
    {
        return Ok(Meant::One(actor));
    }
    let typed = folded_name(name);
    for typed in [Some(typed.as_str()), without_article(&typed)].into_iter().flatten() {
        let mut called = reader.actors_called(typed)?;
        if called.is_empty() {
            for key in known.called(typed, false) {
                called.extend(reader.actor(&key)?.filter(|a| a.articles > 0).map(|a| (a.articles, a)));
            }
        }
        match called.as_slice() {
            [] => {}
            // Whom hardly any article calls so is not meant.
            [(most, _), (next, _), ..] if *most < MUCH_MORE * next => {
                return Ok(Meant::Several(called.into_iter().map(|(_, actor)| actor).collect()));
            }
            [(_, first), ..] => return Ok(Meant::One(first.clone())),
        }
    }
    let best = if typed.is_empty() { None } else { reader.actors(&typed, 1)?.into_iter().next() };
    Ok(best.map_or(Meant::Nobody, Meant::One))
}

/// Actors whose names begin as this one does.
fn nearest(reader: &Reader, name: &str) -> Result<Vec<Actor>, StoreError> {
    let mut beginning = name.split_whitespace().next_back().unwrap_or_default().to_owned();
    while beginning.pop().is_some() && !beginning.is_empty() {
        let found = reader.actors(&beginning, OFFERED)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Ok(Vec::new())
}

/// What an actor is called, with the name that it was found by.
fn as_found(actor: &Actor) -> String {
    match &actor.found_as {
        Some(found) => format!("{} ({found})", actor.name),
        None => actor.name.to_string(),
    }
}

fn line(actor: &Actor) -> String {
    let Actor { key, name, kind, articles, .. } = actor;
    let followed = if actor.followed { "★ " } else { "" };
    let kind = kind_name(*kind).unwrap_or("-");
    format!("{articles:>7}  {kind:<12}  {followed}{name}  ({key})")
}

fn tell_what_waits(reader: &Reader) -> Result<(), StoreError> {
    let waiting = reader.totals()?.waiting;
    if waiting > 0 {
        let waiting = count(waiting, "article");
        note(&format!("{waiting} still to be analysed: nobody is known to be in there yet"));
    }
    Ok(())
}

fn columns() -> usize {
    let terminal = if stdout().is_terminal() { runtime::columns() } else { None };
    terminal.map_or(COLUMNS, usize::from).clamp(20, MOST_COLUMNS)
}

impl From<ActorKind> for ActorType {
    fn from(kind: ActorKind) -> Self {
        match kind {
            ActorKind::Person => Self::Person,
            ActorKind::State => Self::State,
            ActorKind::Organisation => Self::Organisation,
            ActorKind::Group => Self::Group,
            ActorKind::Unknown => Self::Unknown,
        }
    }
}
