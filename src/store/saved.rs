//! The searches that are kept.

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::list::clean;
use super::writer::json;
use super::{Reader, Store, StoreError, body, undo};
use crate::model::{ChangeId, CleanText, Listing, PastChange, Query, SavedId, SavedSearch, Scope};

/// As what a change of saved searches is kept to be taken back.
pub(super) const CHANGE: &str = "saved";

/// The name of a search, and what it finds.
type Written = (String, String);

/// What became of a saved search.
#[derive(Serialize, Deserialize)]
struct Change {
    search: i64,
    before: Option<Written>,
    then: Option<Written>,
}

impl Reader {
    /// The saved searches, by name.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn saved_searches(&self) -> Result<Vec<SavedSearch>, StoreError> {
        self.read("read the saved searches", all)
    }
}

impl Store {
    /// Saves a search under a name; one of this name is replaced by it, and keeps its id. What it was comes back,
    /// and the change, where it was not so.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_search(
        &mut self,
        name: &CleanText,
        query: &Query,
    ) -> Result<(SavedId, Option<SavedSearch>, Option<ChangeId>), StoreError> {
        self.write("save the search", |tx, _| {
            let before = all(tx)?.into_iter().find(|saved| saved.name == *name);
            tx.prepare_cached(
                "INSERT INTO saved (name, query) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET query = ?2",
            )?
            .execute((name.as_str(), query.to_string()))?;
            let id = tx
                .prepare_cached("SELECT id FROM saved WHERE name = ?1")?
                .query_row([name.as_str()], |row| row.get(0))?;
            let change = keep(tx, id, before.as_ref().map(written))?;
            Ok((SavedId(id), before, change))
        })
    }

    /// Makes a saved search what it is to be, or what it was; removes it, where that is nothing. The change, where it was
    /// not so.
    ///
    /// # Errors
    /// Where the store cannot be written, or another one is called so.
    pub fn put_search(
        &mut self,
        id: SavedId,
        search: Option<&SavedSearch>,
    ) -> Result<Option<ChangeId>, StoreError> {
        self.write("change the saved search", |tx, _| {
            let before = one(tx, id.0)?;
            put(tx, id.0, search.map(written).as_ref())?;
            keep(tx, id.0, before)
        })
    }
}

/// Takes back what was done to a saved search, where it is as that left it, and no other is called as it was; how many
/// searches that changed.
pub(super) fn undo(db: &Connection, was: &str) -> rusqlite::Result<u64> {
    let Some(Change { search, before, then }) = undo::read(was) else { return Ok(0) };
    if one(db, search)? != then {
        return Ok(0);
    }
    let is_taken = |(name, _): &Written| {
        db.prepare_cached("SELECT EXISTS (SELECT 1 FROM saved WHERE name = ?1 AND id <> ?2)")?
            .query_row((name, search), |row| row.get::<_, bool>(0))
    };
    if before.as_ref().map_or(Ok(false), is_taken)? {
        return Ok(0);
    }
    put(db, search, before.as_ref())?;
    Ok(1)
}

/// What a change of saved searches was.
pub(super) fn past(was: &str) -> Option<PastChange> {
    let Change { before, then, .. } = undo::read(was)?;
    let named = |(name, _): Written| CleanText::line(&name);
    Some(match (then, before) {
        (Some(then), _) => PastChange::SearchSaved(named(then)),
        (None, before) => PastChange::SearchRemoved(named(before?)),
    })
}

fn one(db: &Connection, id: i64) -> rusqlite::Result<Option<Written>> {
    db.prepare_cached("SELECT name, query FROM saved WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

fn put(db: &Connection, id: i64, search: Option<&Written>) -> rusqlite::Result<()> {
    match search {
        Some((name, query)) => db
            .prepare_cached("INSERT OR REPLACE INTO saved (id, name, query) VALUES (?1, ?2, ?3)")?
            .execute((id, name, query))?,
        None => db.prepare_cached("DELETE FROM saved WHERE id = ?1")?.execute([id])?,
    };
    Ok(())
}

/// Keeps what a search was before it became what it is now.
fn keep(db: &Connection, search: i64, before: Option<Written>) -> rusqlite::Result<Option<ChangeId>> {
    let then = one(db, search)?;
    if before == then {
        return Ok(None);
    }
    let change = json(&Change { search, before, then })?;
    undo::keep(db, "INSERT INTO change (field, was) VALUES (?1, ?2)", (CHANGE, change)).map(Some)
}

fn written(search: &SavedSearch) -> Written {
    (search.name.to_string(), search.query.to_string())
}

/// A list whose saved search, where it is one, is a filter on everything; `None` where there is no such search.
pub(super) fn resolved(db: &Connection, listing: &Listing) -> rusqlite::Result<Option<Listing>> {
    let Scope::Saved(id) = listing.scope else { return Ok(Some(listing.clone())) };
    let query = db
        .prepare_cached("SELECT query FROM saved WHERE id = ?1")?
        .query_row([id.0], |row| query(row.get_ref(0)?.as_str().unwrap_or_default()))
        .optional()?;
    Ok(query.map(|query| {
        let filter = listing.filter.clone().unwrap_or_default();
        Listing { scope: Scope::All, filter: Some(query.and(filter)) }
    }))
}

fn all(db: &Connection) -> rusqlite::Result<Vec<SavedSearch>> {
    db.prepare_cached("SELECT id, name, query FROM saved ORDER BY name, id")?
        .query_map([], |row| {
            let query = query(row.get_ref(2)?.as_str().unwrap_or_default())?;
            Ok(SavedSearch { id: SavedId(row.get(0)?), name: clean(row, 1)?, query })
        })?
        .collect()
}

pub(super) fn query(text: &str) -> rusqlite::Result<Query> {
    Query::parse(text).map_err(|error| body::damage(error.to_string()))
}
