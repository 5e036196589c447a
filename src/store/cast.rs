//! The rows of actors, and the words of their names.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use crate::model::{ActorKey, ActorType, CleanText, fold};

/// The version of what `actors` recognises, raised when that changes: what an article was cast with is noted in
/// its row, and an older cast is worth making again.
pub(super) const VERSION: i64 = 4;

/// The first version whose casts can be read; an older one is nobody until the article is analysed again.
pub(super) const READABLE: i64 = 2;

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

/// The actor of this key; made where there is none.
pub(super) fn actor_id(db: &Connection, key: &str, name: &str, kind: ActorType) -> rusqlite::Result<i64> {
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
    note_words(db, id, name)?;
    Ok(id)
}

/// Drops the actors that have no names any more. Who is followed stays, and everyone while there are edits: they may rest
/// on an actor whom no article names.
pub(super) const DROP_NAMELESS: &str = "DELETE FROM actor WHERE articles <= 0 \
    AND NOT EXISTS (SELECT 1 FROM actor_edit) \
    AND NOT EXISTS (SELECT 1 FROM name WHERE actor_id = actor.id) \
    AND NOT EXISTS (SELECT 1 FROM followed WHERE actor_id = actor.id)";

/// Has an actor found by the words of what it is called now, and of its own name; those of another are to be forgotten before.
pub(super) fn renew_words(db: &Connection, actor: i64) -> rusqlite::Result<()> {
    let (name, called): (String, Option<String>) = db
        .prepare_cached("SELECT name, called FROM actor WHERE id = ?1")?
        .query_row([actor], |row| Ok((row.get(0)?, row.get(1)?)))?;
    note_words(db, actor, &name)?;
    called.map_or(Ok(()), |called| note_words(db, actor, &called))
}

/// Gives actors the names that they are known by: `known` says which, where it is certain.
pub(super) fn rename_known(
    db: &Connection,
    known: &dyn Fn(&ActorKey) -> Option<CleanText>,
) -> rusqlite::Result<()> {
    let mut actors = db.prepare_cached("SELECT id, key, name FROM actor")?;
    let rows = actors.query_map([], |row| {
        let (key, was): (String, String) = (row.get(1)?, row.get(2)?);
        let name = known(&ActorKey::from_stored(&key)).filter(|name| name.as_str() != was);
        Ok((row.get(0)?, was, name))
    })?;
    let renamed: Vec<(i64, String, Option<CleanText>)> = rows.collect::<Result<_, _>>()?;
    for (id, was, name) in renamed {
        if let Some(name) = name {
            forget_words(db, id, &was)?;
            db.prepare_cached("UPDATE actor SET name = ?2 WHERE id = ?1")?.execute((id, name.as_str()))?;
            renew_words(db, id)?;
        }
    }
    Ok(())
}

/// Has an actor found by the words of a name, beside those that it is found by already.
pub(super) fn note_words(db: &Connection, actor: i64, name: &str) -> rusqlite::Result<()> {
    let mut word = db.prepare_cached("INSERT OR IGNORE INTO actor_word (word, actor_id) VALUES (?1, ?2)")?;
    for text in name_words(name) {
        word.execute((text, actor))?;
    }
    Ok(())
}

/// Has an actor found no more by the words of a name.
pub(super) fn forget_words(db: &Connection, actor: i64, name: &str) -> rusqlite::Result<()> {
    let mut word = db.prepare_cached("DELETE FROM actor_word WHERE word = ?1 AND actor_id = ?2")?;
    for text in name_words(name) {
        word.execute((text, actor))?;
    }
    Ok(())
}
