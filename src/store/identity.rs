//! Which stored article an incoming one is: by its own key, else by its address.

use rusqlite::{Connection, OptionalExtension};

use super::add::Incoming;
use crate::model::ArticleKey;

/// The stored article that an incoming one is, where it is known.
///
/// An address alone does not make two entries of one feed the same article: some feeds give all of them the address
/// of the site, or of a page that goes on.
pub(super) fn find(db: &Connection, incoming: &Incoming) -> rusqlite::Result<Option<i64>> {
    if let Some(id) = known_as(db, &incoming.key)? {
        return Ok(Some(id));
    }
    let Some(address) = &incoming.address else { return Ok(None) };
    let Some(id) = known_as(db, address)? else { return Ok(None) };
    let Some(scope) = incoming.key.entry_scope() else { return Ok(Some(id)) };
    let keys = db
        .prepare_cached("SELECT key FROM identity WHERE article_id = ?1")?
        .query_map([id], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    Ok((!keys.iter().any(|key| key.starts_with(scope))).then_some(id))
}

/// Notes what an article is known as. An address that is another's stays that one's.
pub(super) fn note(db: &Connection, article: i64, incoming: &Incoming) -> rusqlite::Result<()> {
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO identity (key, article_id) VALUES (?1, ?2)")?;
    for key in std::iter::once(&incoming.key).chain(&incoming.address) {
        insert.execute((&*key.0, article))?;
    }
    Ok(())
}

fn known_as(db: &Connection, key: &ArticleKey) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT article_id FROM identity WHERE key = ?1")?
        .query_row([&*key.0], |row| row.get(0))
        .optional()
}
