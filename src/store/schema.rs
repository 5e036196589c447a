//! The tables, version by version. What is once released here is never edited: a change is a new version.

use rusqlite::Transaction;
use rusqlite_migration::{HookResult, M, Migrations};

use super::words::indexed;
use super::{body, identity, index, names, sources};

/// Marks a SQLite file as a masthead store ("MSTH").
pub(super) const APPLICATION_ID: i64 = 0x4d53_5448;

/// The version that this masthead writes.
pub(super) const VERSION: i64 = 6;

/// How the tables come to be, from the first version on.
pub(super) fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("schema/1.sql")),
        M::up(include_str!("schema/2.sql")),
        M::up_with_hook(include_str!("schema/3.sql"), to_version_3),
        M::up(include_str!("schema/4.sql")),
        M::up_with_hook(include_str!("schema/5.sql"), to_version_5),
        M::up(include_str!("schema/6.sql")),
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
        index::insert_alone(tx, id, &sources::of(tx, id)?, &[], &title)?;
    }
    Ok(())
}

/// Has everything that names an article follow its new id. Its words are found again once it is analysed again; its
/// title, feeds and names at once.
fn to_version_5(tx: &Transaction<'_>) -> HookResult {
    let naming = "SELECT t.name FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND c.name = 'article_id'";
    let tables: Vec<String> =
        tx.prepare(naming)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for table in tables {
        tx.execute_batch(&format!(
            "UPDATE {table} SET article_id = (SELECT new FROM temp.renumbered WHERE old = article_id)
             WHERE article_id IN (SELECT old FROM temp.renumbered)"
        ))?;
    }
    for field in ["selected", "open"] {
        tx.execute(
            "UPDATE meta SET value = json_set(value, ?1,
                (SELECT new FROM temp.renumbered WHERE old = json_extract(value, ?1)))
             WHERE name = 'session' AND json_extract(value, ?1) IS NOT NULL",
            [format!("$.{field}")],
        )?;
    }
    tx.execute_batch(
        "INSERT INTO waiting SELECT id FROM article;
         UPDATE totals SET waiting = (SELECT count(*) FROM waiting);
         INSERT INTO search (search) VALUES ('delete-all');
         DROP TABLE temp.renumbered",
    )?;
    let mut titles = tx.prepare("SELECT id, title FROM article")?;
    let mut rows = titles.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let title = indexed(row.get_ref(1)?.as_str().unwrap_or_default());
        let named = names::of(tx, &body::cast(tx, id)?)?;
        index::insert_alone(tx, id, &sources::of(tx, id)?, &named.names, &title)?;
    }
    Ok(())
}
