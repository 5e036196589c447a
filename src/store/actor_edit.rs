//! What the user changes in whose names are whose. An edit is kept, and says from then on whose each name is, a new one
//! too; the rows of names, which searches and counts rest on, follow it. No article is read or written.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::writer::json;
use super::{body, cast, followed, names, status};
use crate::model::{ActorEdit, ActorKey, ActorType, ChangeId, CleanText, folded_name, owner_after};

/// The field of changes that have to do with actors.
pub(super) const CHANGE: &str = "actor";

/// A change that can be taken back.
#[derive(Serialize, Deserialize)]
pub(super) enum Change {
    /// An actor was followed, or not any more.
    Followed {
        /// Who.
        actor: ActorKey,
        /// Whether it was followed before.
        was: bool,
    },
    /// An edit was made.
    Edited(i64),
}

/// Every edit, the oldest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<ActorEdit>> {
    db.prepare_cached("SELECT edit FROM actor_edit ORDER BY id")?
        .query_map([], |row| read(row.get_ref(0)?.as_str().unwrap_or_default()))?
        .collect()
}

/// Whether there are edits.
pub(super) fn any(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM actor_edit)")?.query_row([], |row| row.get(0))
}

/// Notes a change, to be taken back.
pub(super) fn note_change(db: &Connection, change: &Change) -> rusqlite::Result<ChangeId> {
    db.prepare_cached("INSERT INTO change (field, was) VALUES (?1, ?2)")?.execute((CHANGE, json(change)?))?;
    status::keep_newest(db)
}

/// Makes an edit; the change, or `None` where it is about nobody that is known, or it is so already.
pub(super) fn make(db: &Connection, edit: &ActorEdit) -> rusqlite::Result<Option<ChangeId>> {
    let (first, second) = match edit {
        ActorEdit::Alias { actor, .. } | ActorEdit::Rename { actor, .. } => (actor, None),
        ActorEdit::Split { from, .. } => (from, None),
        ActorEdit::Merge { from, into } => (from, Some(into)),
    };
    for key in std::iter::once(first).chain(second) {
        if id_of(db, key)?.is_none() {
            return Ok(None);
        }
    }
    if second == Some(first) || all(db)?.last() == Some(edit) {
        return Ok(None);
    }
    db.prepare_cached("INSERT INTO actor_edit (edit) VALUES (?1)")?.execute([json(edit)?])?;
    let id = db.last_insert_rowid();
    follow_up(db, edit)?;
    note_change(db, &Change::Edited(id)).map(Some)
}

/// Takes a change back; how many things that changed.
pub(super) fn undo(db: &Connection, change: ChangeId) -> rusqlite::Result<u64> {
    let was: String =
        db.prepare_cached("SELECT was FROM change WHERE id = ?1")?.query_row([change.0], |row| row.get(0))?;
    db.prepare_cached("DELETE FROM change WHERE id = ?1")?.execute([change.0])?;
    let id = match read(&was)? {
        Change::Followed { actor, was } => return Ok(u64::from(followed::set(db, &actor, was)?)),
        Change::Edited(id) => id,
    };
    let edit: Option<String> = db
        .prepare_cached("DELETE FROM actor_edit WHERE id = ?1 RETURNING edit")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(edit) = edit else { return Ok(0) };
    follow_up(db, &read(&edit)?)?;
    db.prepare_cached(cast::DROP_NAMELESS)?.execute([])?;
    Ok(1)
}

/// A name as it is stored: its number, what articles write, who it was given to, and whose it is.
type Name = (i64, String, String, String, Option<i64>);

/// Has everything follow an edit that was made, or was taken back.
fn follow_up(db: &Connection, edit: &ActorEdit) -> rusqlite::Result<()> {
    let edits = all(db)?;
    let mut actors = BTreeSet::new();
    let mut give = db.prepare_cached("UPDATE name SET actor_id = ?2 WHERE id = ?1")?;
    for (id, surface, shown, given, actor) in concerned(db, edit, &edits)? {
        let given = Some(ActorKey::from_stored(&given)).filter(|given| !given.as_str().is_empty());
        let owner = owner_after(&edits, given.as_ref(), &surface);
        let owner =
            owner.map(|key| cast::actor_id(db, key.as_str(), &shown, ActorType::Unknown)).transpose()?;
        if owner != actor {
            give.execute((id, owner))?;
            actors.extend(owner.into_iter().chain(actor));
        }
    }
    for actor in &actors {
        recount(db, *actor)?;
        followed::renew(db, *actor)?;
    }
    if !actors.is_empty() && followed::any(db)? {
        followed::renew_any(db)?;
    }
    match edit {
        ActorEdit::Rename { actor, .. } => rename(db, actor, &edits),
        _ => Ok(()),
    }
}

/// The names that may be somebody else's after an edit, or after it was taken back.
fn concerned(db: &Connection, edit: &ActorEdit, edits: &[ActorEdit]) -> rusqlite::Result<Vec<Name>> {
    const COLUMNS: &str = "SELECT id, surface, shown, given_key, actor_id FROM name";
    let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    match edit {
        ActorEdit::Alias { surface, .. } | ActorEdit::Split { surface, .. } => db
            .prepare_cached(&format!("{COLUMNS} WHERE surface = ?1"))?
            .query_map([folded_name(surface)], row)?
            .collect(),
        ActorEdit::Merge { from, into } => {
            let mut found = Vec::new();
            let mut of = db.prepare_cached(&format!("{COLUMNS} WHERE actor_id = ?1"))?;
            for key in gone_on([from, into], edits) {
                let Some(actor) = id_of(db, &key)? else { continue };
                found.extend(of.query_map([actor], row)?.collect::<Result<Vec<Name>, _>>()?);
            }
            Ok(found)
        }
        ActorEdit::Rename { .. } => Ok(Vec::new()),
    }
}

/// Two actors, and all to whom edits may have given names that were theirs.
fn gone_on(both: [&ActorKey; 2], edits: &[ActorEdit]) -> BTreeSet<ActorKey> {
    let mut keys: BTreeSet<ActorKey> = both.into_iter().cloned().collect();
    loop {
        let before = keys.len();
        for edit in edits {
            match edit {
                ActorEdit::Merge { from, into } if keys.contains(from) => {
                    keys.insert(into.clone());
                }
                ActorEdit::Split { surface, from } if keys.contains(from) => {
                    keys.insert(ActorKey::of_name(surface));
                }
                // A surname is whoever's the user says.
                ActorEdit::Alias { actor, .. } => {
                    keys.insert(actor.clone());
                }
                _ => {}
            }
        }
        if keys.len() == before {
            return keys;
        }
    }
}

fn rename(db: &Connection, actor: &ActorKey, edits: &[ActorEdit]) -> rusqlite::Result<()> {
    let called: Option<&CleanText> = edits.iter().rev().find_map(|edit| match edit {
        ActorEdit::Rename { actor: renamed, name } if renamed == actor => Some(name),
        _ => None,
    });
    let Some(id) = id_of(db, actor)? else { return Ok(()) };
    let (name, was): (String, Option<String>) = db
        .prepare_cached("SELECT name, called FROM actor WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))?;
    db.prepare_cached("UPDATE actor SET called = ?2 WHERE id = ?1")?
        .execute((id, called.map(|name| name.as_str())))?;
    was.map_or(Ok(()), |was| cast::forget_words(db, id, &was))?;
    // By its own name it is found too.
    cast::note_words(db, id, &name)?;
    called.map_or(Ok(()), |called| cast::note_words(db, id, called))
}

/// Counts the articles of an actor anew.
fn recount(db: &Connection, actor: i64) -> rusqlite::Result<()> {
    let articles: i64 = match names::expression(db, &[actor])? {
        Some(expression) => db
            .prepare_cached(
                "SELECT count(*) FROM search CROSS JOIN article a ON a.id = search.rowid
                 WHERE search MATCH ?1 AND a.hidden = 0",
            )?
            .query_row([expression], |row| row.get(0))?,
        None => 0,
    };
    db.prepare_cached("UPDATE actor SET articles = ?2 WHERE id = ?1")?.execute((actor, articles))?;
    Ok(())
}

fn id_of(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM actor WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()
}

fn read<T: DeserializeOwned>(json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|error| body::damage(error.to_string()))
}
