//! The searches that are kept.

use rusqlite::{Connection, OptionalExtension};

use super::list::clean;
use super::{Reader, Store, StoreError, body};
use crate::model::{CleanText, Listing, Query, SavedId, SavedSearch, Scope};

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
    /// Saves a search under a name; one of this name is replaced by it, and keeps its id. What it was comes back.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn save_search(
        &mut self,
        name: &CleanText,
        query: &Query,
    ) -> Result<(SavedId, Option<SavedSearch>), StoreError> {
        self.write("save the search", |tx, _| {
            let before = all(tx)?.into_iter().find(|saved| saved.name == *name);
            tx.prepare_cached(
                "INSERT INTO saved (name, query) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET query = ?2",
            )?
            .execute((name.as_str(), query.to_string()))?;
            let id = tx
                .prepare_cached("SELECT id FROM saved WHERE name = ?1")?
                .query_row([name.as_str()], |row| row.get(0))?;
            Ok((SavedId(id), before))
        })
    }

    /// Makes a saved search what it is to be, or what it was; removes it, where that is nothing.
    ///
    /// # Errors
    /// Where the store cannot be written, or another one is called so.
    pub fn put_search(&mut self, id: SavedId, search: Option<&SavedSearch>) -> Result<(), StoreError> {
        self.write("change the saved search", |tx, _| {
            let Some(SavedSearch { name, query, .. }) = search else {
                tx.prepare_cached("DELETE FROM saved WHERE id = ?1")?.execute([id.0])?;
                return Ok(());
            };
            tx.prepare_cached("INSERT OR REPLACE INTO saved (id, name, query) VALUES (?1, ?2, ?3)")?
                .execute((id.0, name.as_str(), query.to_string()))?;
            Ok(())
        })
    }
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
