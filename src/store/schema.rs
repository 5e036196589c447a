//! The tables, version by version. What is once released here is never edited: a change is a new version.

use rusqlite::Transaction;
use rusqlite_migration::{HookResult, M, Migrations};

use super::words::indexed;
use super::{identity, index, sources};

/// Marks a SQLite file as a masthead store ("MSTH").
pub(super) const APPLICATION_ID: i64 = 0x4d53_5448;

/// The version that this masthead writes.
pub(super) const VERSION: i64 = 4;

/// How the tables come to be, from the first version on.
pub(super) fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("schema/1.sql")),
        M::up(include_str!("schema/2.sql")),
        M::up_with_hook(include_str!("schema/3.sql"), to_version_3),
        M::up(include_str!("schema/4.sql")),
    ])
}

/// Does what SQL alone cannot: names of articles become hashes, and titles are found until the rest is again.
fn to_version_3(tx: &Transaction<'_>) -> HookResult {
    let salt = identity::salt(tx)?;
    {
        let mut names = tx.prepare("SELECT key, article_id FROM identity_by_text")?;
        let mut insert = tx.prepare("INSERT OR IGNORE INTO identity (hash, article_id) VALUES (?1, ?2)")?;
        let mut rows = names.query([])?;
        while let Some(row) = rows.next()? {
            let hash = identity::hash(salt, row.get_ref(0)?.as_str().unwrap_or_default());
            insert.execute((hash, row.get::<_, i64>(1)?))?;
        }
    }
    tx.execute_batch("DROP TABLE identity_by_text")?;
    let mut titles = tx.prepare("SELECT id, title FROM article")?;
    let mut rows = titles.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let title = indexed(row.get_ref(1)?.as_str().unwrap_or_default());
        index::insert(tx, id, &sources::of(tx, id)?, &[], &title)?;
    }
    Ok(())
}
