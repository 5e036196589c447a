//! What the user changes in whose names are whose. An edit is kept, and says from then on whose each name is, a new one
//! too; the rows of names, which searches and counts rest on, follow it. No article is read or written.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::writer::json;
use super::{body, cast, complete, followed, names, undo};
use crate::model::{
    ActorEdit, ActorKey, ActorType, ChangeId, CleanText, Edited, PastChange, folded_name, owner_after,
};

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
    /// An actor that was followed was joined with another.
    Merged {
        /// The edit.
        edit: i64,
        /// Whether the other was followed as well.
        was: bool,
    },
}

/// Every edit, the oldest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<ActorEdit>> {
    Ok(numbered(db)?.into_iter().map(|(_, edit)| edit).collect())
}

/// Every edit with its number, the oldest first.
pub(super) fn numbered(db: &Connection) -> rusqlite::Result<Vec<(i64, ActorEdit)>> {
    db.prepare_cached("SELECT id, edit FROM actor_edit ORDER BY id")?
        .query_map([], |row| Ok((row.get(0)?, read(row.get_ref(1)?.as_str().unwrap_or_default())?)))?
        .collect()
}

/// Whether there are edits.
pub(super) fn any(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM actor_edit)")?.query_row([], |row| row.get(0))
}

/// Notes a change, to be taken back.
pub(super) fn note_change(db: &Connection, change: &Change) -> rusqlite::Result<ChangeId> {
    undo::keep(db, "INSERT INTO change (field, was) VALUES (?1, ?2)", (CHANGE, json(change)?))
}

/// Makes an edit. There is no change where it is about nobody that is known, where it is so already, or where it takes
/// from an actor what is not its own; a name that no article has is given for those that come.
pub(super) fn make(db: &Connection, edit: &ActorEdit) -> rusqlite::Result<Edited> {
    for key in about(edit) {
        if id_of(db, key)?.is_none() {
            return Ok(Edited::default());
        }
    }
    let before = all(db)?;
    let is_called_so = match edit {
        ActorEdit::Rename { actor, name } => {
            complete::actor(db, actor)?.is_some_and(|actor| actor.name == *name)
        }
        _ => false,
    };
    let is_of_itself = matches!(edit, ActorEdit::Merge { from, into } if from == into);
    if is_of_itself || is_called_so {
        return Ok(Edited::default());
    }
    db.prepare_cached("INSERT INTO actor_edit (edit) VALUES (?1)")?.execute([json(edit)?])?;
    let id = db.last_insert_rowid();
    let edited = follow_up(db, edit)?;
    let changes = match edit {
        ActorEdit::Alias { surface, actor } => edited.moved > 0 || !was_given(&before, surface, actor),
        ActorEdit::Merge { .. } | ActorEdit::Split { .. } => edited.moved > 0,
        ActorEdit::Rename { .. } => true,
    };
    if !changes {
        db.prepare_cached("DELETE FROM actor_edit WHERE id = ?1")?.execute([id])?;
        return Ok(edited);
    }
    let change = match edit {
        ActorEdit::Merge { from, into } if followed::set(db, from, false)? => {
            Change::Merged { edit: id, was: !followed::set(db, into, true)? }
        }
        _ => Change::Edited(id),
    };
    Ok(Edited { change: Some(note_change(db, &change)?), ..edited })
}

/// The actors that an edit names.
pub(super) fn about(edit: &ActorEdit) -> impl Iterator<Item = &ActorKey> {
    let (one, other) = match edit {
        ActorEdit::Alias { actor, .. } | ActorEdit::Rename { actor, .. } => (actor, None),
        ActorEdit::Split { from, .. } => (from, None),
        ActorEdit::Merge { from, into } => (from, Some(into)),
    };
    std::iter::once(one).chain(other)
}

/// Whether a name was given to an actor by an edit, the last of those that gave it to anybody.
fn was_given(edits: &[ActorEdit], name: &str, to: &ActorKey) -> bool {
    let given = edits.iter().rev().find_map(|edit| match edit {
        ActorEdit::Alias { surface, actor } if folded_name(surface) == folded_name(name) => Some(actor),
        _ => None,
    });
    given == Some(to)
}

/// Takes a change back; how many things that changed.
pub(super) fn undo(db: &Connection, was: &str) -> rusqlite::Result<u64> {
    let undone = match undo::read(was) {
        Some(Change::Followed { actor, was }) => return Ok(u64::from(followed::set(db, &actor, was)?)),
        Some(Change::Edited(id)) => drop_edit(db, id, None)?,
        Some(Change::Merged { edit, was }) => drop_edit(db, edit, Some(was))?,
        None => None,
    };
    Ok(u64::from(undone.is_some()))
}

/// What a change was.
pub(super) fn past(db: &Connection, was: &str) -> rusqlite::Result<Option<PastChange>> {
    let edit = match undo::read(was) {
        Some(Change::Followed { actor, was }) => {
            let known = complete::actor(db, &actor)?;
            return Ok(known.map(|known| PastChange::Followed { actor: known.name, followed: !was }));
        }
        Some(Change::Edited(edit) | Change::Merged { edit, .. }) => edit,
        None => return Ok(None),
    };
    let mut edits = numbered(db)?.into_iter();
    Ok(edits.find(|(number, _)| *number == edit).map(|(_, edit)| PastChange::ActorEdited(edit)))
}

/// Takes back the edit of this number, with the change that made it where that is still kept; what came of it.
pub(super) fn take_back(db: &Connection, number: i64) -> rusqlite::Result<Option<Edited>> {
    let changes = db
        .prepare_cached("SELECT id, was FROM change WHERE field = ?1")?
        .query_map([CHANGE], |row| Ok((row.get(0)?, read(row.get_ref(1)?.as_str().unwrap_or_default())?)))?
        .collect::<Result<Vec<(i64, Change)>, _>>()?;
    let mut followed = None;
    for (id, change) in changes {
        match change {
            Change::Edited(edit) if edit == number => {}
            Change::Merged { edit, was } if edit == number => followed = Some(was),
            _ => continue,
        }
        db.prepare_cached("DELETE FROM change WHERE id = ?1")?.execute([id])?;
    }
    drop_edit(db, number, followed)
}

/// Drops an edit, and has everything follow; `followed`, where who was followed was joined with another, says whether
/// that one was followed, too.
fn drop_edit(db: &Connection, id: i64, followed: Option<bool>) -> rusqlite::Result<Option<Edited>> {
    let edit: Option<String> = db
        .prepare_cached("DELETE FROM actor_edit WHERE id = ?1 RETURNING edit")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(edit) = edit else { return Ok(None) };
    let edit = read(&edit)?;
    let edited = follow_up(db, &edit)?;
    if let (ActorEdit::Merge { from, into }, Some(was)) = (&edit, followed) {
        followed::set(db, from, true)?;
        followed::set(db, into, was)?;
    }
    db.prepare_cached(cast::DROP_NAMELESS)?.execute([])?;
    Ok(Some(edited))
}

/// A name as it is stored: its number, what articles write, who it was given to, and whose it is.
type Name = (i64, String, String, String, Option<i64>);

/// Has everything follow an edit that was made, or was taken back; which names that are about it there are, and what
/// became of them.
pub(super) fn follow_up(db: &Connection, edit: &ActorEdit) -> rusqlite::Result<Edited> {
    let edits = all(db)?;
    let (mut actors, mut moved) = (BTreeSet::new(), Vec::new());
    let concerned = concerned(db, edit, &edits)?;
    let names = concerned.len() as u64;
    let mut give = db.prepare_cached("UPDATE name SET actor_id = ?2 WHERE id = ?1")?;
    for (id, surface, shown, given, actor) in concerned {
        let given = Some(ActorKey::from_stored(&given)).filter(|given| !given.as_str().is_empty());
        let owner = owner_after(&edits, given.as_ref(), &surface);
        let owner =
            owner.map(|key| cast::actor_id(db, key.as_str(), &shown, ActorType::Unknown)).transpose()?;
        if owner != actor {
            give.execute((id, owner))?;
            moved.push(id);
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
    if let ActorEdit::Rename { actor, .. } = edit {
        rename(db, actor, &edits)?;
    }
    let articles = names::articles(db, names::tags(&moved), false)?.unsigned_abs();
    Ok(Edited { change: None, names, moved: moved.len() as u64, articles })
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
                // A name is whoever's the user says.
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

/// Has an actor called as the last of these edits says.
pub(super) fn rename(db: &Connection, actor: &ActorKey, edits: &[ActorEdit]) -> rusqlite::Result<()> {
    let called: Option<&CleanText> = edits.iter().rev().find_map(|edit| match edit {
        ActorEdit::Rename { actor: renamed, name } if renamed == actor => Some(name),
        _ => None,
    });
    let Some(id) = id_of(db, actor)? else { return Ok(()) };
    let was: Option<String> =
        db.prepare_cached("SELECT called FROM actor WHERE id = ?1")?.query_row([id], |row| row.get(0))?;
    db.prepare_cached("UPDATE actor SET called = ?2 WHERE id = ?1")?
        .execute((id, called.map(|name| name.as_str())))?;
    if let Some(was) = was {
        cast::forget_words(db, id, &was)?;
    }
    cast::renew_words(db, id)
}

/// Counts the articles of an actor anew.
fn recount(db: &Connection, actor: i64) -> rusqlite::Result<()> {
    let articles = names::articles(db, names::expression(db, &[actor])?, false)?;
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
