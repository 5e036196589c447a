//! Who is in which article: actors, the words of their names, their appearances.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::counters::Tally;
use crate::model::{ActorType, Cast, fold};

/// The version of what `actors` recognises, raised when that changes: what an article was cast with is noted in
/// its row, and an older cast is worth making again.
pub(super) const VERSION: i64 = 3;

/// The first version whose casts can be read; an older one is nobody until the article is analysed again.
pub(super) const READABLE: i64 = 2;

/// Notes that the members of `cast` are in the article, which counts as `step` articles (none, where it is hidden);
/// their ids, each once.
pub(super) fn insert(
    db: &Connection,
    article: i64,
    cast: &Cast,
    step: i64,
    tally: &mut Tally,
) -> rusqlite::Result<Vec<i64>> {
    let mut ids = Vec::with_capacity(cast.members.len());
    for member in &cast.members {
        let id = actor_id(db, member.key.as_str(), &member.name, member.kind)?;
        let new = db
            .prepare_cached(
                "INSERT OR IGNORE INTO appearance (actor_id, article_id, statements, mentions)
                 VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute((id, article, count(member.statements.len()), count(member.mentions.len())))?;
        if new > 0 {
            tally.actor(id, step);
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The ids of the members of a cast that [`insert`] has noted, each once.
pub(super) fn ids(db: &Connection, cast: &Cast) -> rusqlite::Result<Vec<i64>> {
    let keys: BTreeSet<&str> = cast.members.iter().map(|member| member.key.as_str()).collect();
    let mut id = db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?;
    keys.into_iter().map(|key| id.query_row([key], |row| row.get(0))).collect()
}

/// Takes back what [`insert`] noted for the same cast.
pub(super) fn remove(
    db: &Connection,
    article: i64,
    cast: &Cast,
    step: i64,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    for key in cast.members.iter().map(|member| member.key.as_str()).collect::<BTreeSet<_>>() {
        let id: Option<i64> = db
            .prepare_cached("SELECT id FROM actor WHERE key = ?1")?
            .query_row([key], |row| row.get(0))
            .optional()?;
        let Some(id) = id else { continue };
        let gone = db
            .prepare_cached("DELETE FROM appearance WHERE actor_id = ?1 AND article_id = ?2")?
            .execute((id, article))?;
        tally.actor(id, -step * count(gone));
    }
    Ok(())
}

/// The words that a name is found by.
pub(super) fn name_words(name: &str) -> BTreeSet<String> {
    let folded = fold(name);
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// How a kind of actor is written in the store.
pub(super) fn kind_name(kind: ActorType) -> &'static str {
    match kind {
        ActorType::Person => "person",
        ActorType::State => "state",
        ActorType::Organisation => "organisation",
        ActorType::Group => "group",
        ActorType::Unknown => "unknown",
    }
}

/// The kind of actor that is written so.
pub(super) fn kind_of(name: &str) -> ActorType {
    let known = [ActorType::Person, ActorType::State, ActorType::Organisation, ActorType::Group];
    known.into_iter().find(|kind| kind_name(*kind) == name).unwrap_or(ActorType::Unknown)
}

fn actor_id(db: &Connection, key: &str, name: &str, kind: ActorType) -> rusqlite::Result<i64> {
    let known: Option<(i64, String)> = db
        .prepare_cached("SELECT id, kind FROM actor WHERE key = ?1")?
        .query_row([key], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((id, known_as)) = known {
        if kind != ActorType::Unknown && kind_of(&known_as) == ActorType::Unknown {
            db.prepare_cached("UPDATE actor SET kind = ?2 WHERE id = ?1")?.execute((id, kind_name(kind)))?;
        }
        return Ok(id);
    }
    db.prepare_cached("INSERT INTO actor (key, name, kind) VALUES (?1, ?2, ?3)")?.execute((
        key,
        name,
        kind_name(kind),
    ))?;
    let id = db.last_insert_rowid();
    let mut word = db.prepare_cached("INSERT INTO actor_word (word, actor_id) VALUES (?1, ?2)")?;
    for text in name_words(name) {
        word.execute((text, id))?;
    }
    Ok(id)
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
