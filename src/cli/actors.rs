//! `masthead actors` and `masthead actor`.

use std::io::{IsTerminal, stdout};

use jiff::tz::TimeZone;
use serde_json::Value;

use super::Outcome;
use super::actor_page;
use super::args::{ActorKind, Actors, OneActor, Shared};
use super::out::{complain, note, say};
use super::own_actors::known_actors;
use crate::app::kind_name;
use crate::model::{Actor, ActorKey, ActorType};
use crate::newsroom::Newsroom;
use crate::runtime;
use crate::store::{Reader, StoreError};

/// How wide a page is where no terminal says otherwise, and at most.
const COLUMNS: usize = 80;
const MOST_COLUMNS: usize = 110;
/// How many names are offered in place of one that nobody has.
const OFFERED: usize = 5;

/// Prints the actors of the store, those of most articles first.
pub(super) fn actors(shared: &Shared, actors: &Actors) -> Outcome {
    let reader = open(shared)?;
    let most = if actors.limit == 0 { usize::MAX } else { actors.limit };
    let wanted = actors.kind.map(ActorType::from);
    let mut found = reader.actors("", if wanted.is_some() { usize::MAX } else { most })?;
    found.retain(|actor| wanted.is_none_or(|kind| actor.kind == kind));
    found.truncate(most);
    known_actors(shared).describe(&mut found);
    if actors.json {
        let found: Vec<Value> = found.iter().map(actor_page::actor_json).collect();
        say(&serde_json::to_string_pretty(&found)?)?;
    } else if !found.is_empty() {
        say(&found.iter().map(line).collect::<Vec<_>>().join("\n"))?;
    }
    tell_what_waits(&reader)?;
    Ok(true)
}

/// Prints the page of an actor; the nearest names, where nobody is called so.
pub(super) fn actor(shared: &Shared, wanted: &OneActor) -> Outcome {
    let reader = open(shared)?;
    let name = wanted.name.join(" ");
    let page = match find(&reader, &name)? {
        Some(actor) => reader.actor_page(&actor.key)?,
        None => None,
    };
    let page = page.map(|mut page| {
        known_actors(shared).complete(&mut page);
        page
    });
    tell_what_waits(&reader)?;
    let Some(page) = page else {
        let near: Vec<String> = nearest(&reader, &name)?.iter().map(|actor| actor.name.to_string()).collect();
        let near = if near.is_empty() { String::new() } else { format!("; there are {}", near.join(", ")) };
        complain(&format!("no article has an actor called “{name}”{near}"));
        return Ok(false);
    };
    if wanted.json {
        say(&serde_json::to_string_pretty(&actor_page::as_json(&page))?)?;
    } else if wanted.markdown {
        say(actor_page::markdown(&page, &TimeZone::system()).trim_end())?;
    } else {
        say(actor_page::text(page, columns(), &TimeZone::system()).trim_end())?;
    }
    Ok(true)
}

fn open(shared: &Shared) -> Result<Reader, Box<dyn std::error::Error>> {
    let store = shared.store_dir()?;
    if !Newsroom::store_file(&store).exists() {
        let why = format!("there is no store in {}; masthead import FILE… makes one", store.display());
        return Err(why.into());
    }
    Ok(Newsroom::open_reader(&store)?)
}

/// The actor of this key, else the one that the name fits best.
fn find(reader: &Reader, name: &str) -> Result<Option<Actor>, StoreError> {
    let by_key = if name.contains(':') { reader.actor(&ActorKey::from_stored(name))? } else { None };
    match by_key {
        Some(actor) => Ok(Some(actor)),
        None if name.trim().is_empty() => Ok(None),
        None => Ok(reader.actors(name, 1)?.into_iter().next()),
    }
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

fn line(actor: &Actor) -> String {
    let Actor { key, name, kind, articles, .. } = actor;
    let followed = if actor.followed { "★ " } else { "" };
    let kind = kind_name(*kind).unwrap_or("-");
    format!("{articles:>7}  {kind:<12}  {followed}{name}  ({key})")
}

fn tell_what_waits(reader: &Reader) -> Result<(), StoreError> {
    let waiting = reader.totals()?.waiting;
    if waiting > 0 {
        note(&format!("{waiting} articles are still to be analysed: nobody is known to be in them yet"));
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
