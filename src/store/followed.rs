//! The actors whom the user follows, each a feed of its own.
//!
//! Their unread articles are rows of `unread` under numbers that no feed has, and so are those that any of them is in.
//! Whatever changes what is unread, or who is in what, changes them in the same transaction.

use rusqlite::{Connection, OptionalExtension};

use super::counters::Tally;
use super::{actor_edit, cast, names};
use crate::model::{ActorKey, ChangeId};

/// The list of the unread articles that any followed actor is in.
pub(super) const ANY: i64 = -1;

/// The list of the unread articles of a followed actor.
pub(super) fn list(actor: i64) -> i64 {
    ANY - actor
}

/// Whether anybody is followed.
pub(super) fn any(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM followed)")?.query_row([], |row| row.get(0))
}

/// Whoever is followed.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT actor_id FROM followed")?.query_map([], |row| row.get(0))?.collect()
}

/// Follows an actor, or no more; the change, where it was not so and there is such an actor.
pub(super) fn follow(db: &Connection, key: &ActorKey, on: bool) -> rusqlite::Result<Option<ChangeId>> {
    if !set(db, key, on)? {
        return Ok(None);
    }
    actor_edit::note_change(db, &actor_edit::Change::Followed { actor: key.clone(), was: !on }).map(Some)
}

/// Follows an actor, or no more; whether that was a change.
pub(super) fn set(db: &Connection, key: &ActorKey, on: bool) -> rusqlite::Result<bool> {
    let actor: Option<i64> = db
        .prepare_cached("SELECT id FROM actor WHERE key = ?1")?
        .query_row([key.as_str()], |row| row.get(0))
        .optional()?;
    let Some(actor) = actor else { return Ok(false) };
    let changed = db
        .prepare_cached(if on {
            "INSERT OR IGNORE INTO followed (actor_id) VALUES (?1)"
        } else {
            "DELETE FROM followed WHERE actor_id = ?1"
        })?
        .execute([actor])?;
    if changed == 0 {
        return Ok(false);
    }
    renew(db, actor)?;
    renew_any(db)?;
    db.prepare_cached(cast::DROP_NAMELESS)?.execute([])?;
    Ok(true)
}

/// Puts an article with these actors on the lists of those who are followed while it is unread, and off all others.
pub(super) fn note(db: &Connection, article: i64, actors: &[i64], tally: &mut Tally) -> rusqlite::Result<()> {
    let followed = all(db)?;
    if followed.is_empty() {
        return Ok(());
    }
    let is_unread: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM unread WHERE feed_id = 0 AND article_id = ?1)")?
        .query_row([article], |row| row.get(0))?;
    let mut in_any = false;
    for actor in followed {
        let is_in = is_unread && actors.contains(&actor);
        in_any |= is_in;
        put(db, list(actor), article, is_in, tally)?;
    }
    put(db, ANY, article, in_any, tally)
}

fn put(db: &Connection, list: i64, article: i64, on: bool, tally: &mut Tally) -> rusqlite::Result<()> {
    let (sql, step) = if on {
        ("INSERT OR IGNORE INTO unread (feed_id, article_id) VALUES (?1, ?2)", 1)
    } else {
        ("DELETE FROM unread WHERE feed_id = ?1 AND article_id = ?2", -1)
    };
    let changed = db.prepare_cached(sql)?.execute((list, article))?;
    tally.followed(list, if changed > 0 { step } else { 0 });
    Ok(())
}

/// Adds to the counter of a list.
pub(super) fn count(db: &Connection, list: i64, more: i64) -> rusqlite::Result<()> {
    if list == ANY {
        db.prepare_cached("UPDATE totals SET followed = followed + ?1")?.execute([more])?;
    } else {
        db.prepare_cached("UPDATE followed SET unread = unread + ?2 WHERE actor_id = ?1")?
            .execute((ANY - list, more))?;
    }
    Ok(())
}

/// Takes off the lists what is unread no more.
pub(super) fn sweep(db: &Connection) -> rusqlite::Result<()> {
    let followed = all(db)?;
    let any = if followed.is_empty() { None } else { Some(ANY) };
    let mut sweep = db.prepare_cached(
        "DELETE FROM unread WHERE feed_id = ?1 AND NOT EXISTS
            (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = unread.article_id)",
    )?;
    for list in followed.into_iter().map(list).chain(any) {
        let gone = sweep.execute([list])?;
        count(db, list, -i64::try_from(gone).unwrap_or(i64::MAX))?;
    }
    Ok(())
}

/// Makes every list anew.
pub(super) fn renew_all(db: &Connection) -> rusqlite::Result<()> {
    let followed = all(db)?;
    for actor in &followed {
        renew(db, *actor)?;
    }
    if followed.is_empty() { Ok(()) } else { renew_any(db) }
}

/// Makes the list of an actor anew; there is none, where it is not followed.
pub(super) fn renew(db: &Connection, actor: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM unread WHERE feed_id = ?1")?.execute([list(actor)])?;
    let is_followed: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM followed WHERE actor_id = ?1)")?
        .query_row([actor], |row| row.get(0))?;
    let mut unread = 0;
    if is_followed && let Some(expression) = names::expression(db, &[actor])? {
        unread = db
            .prepare_cached(
                "INSERT INTO unread (feed_id, article_id) SELECT ?1, search.rowid FROM search
                 WHERE search MATCH ?2 AND EXISTS
                    (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = search.rowid)",
            )?
            .execute((list(actor), expression))?;
    }
    db.prepare_cached("UPDATE followed SET unread = ?2 WHERE actor_id = ?1")?
        .execute((actor, i64::try_from(unread).unwrap_or(i64::MAX)))?;
    Ok(())
}

/// Makes the list of what any followed actor is in anew, from their own lists.
pub(super) fn renew_any(db: &Connection) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM unread WHERE feed_id = ?1")?.execute([ANY])?;
    let mut unread = 0;
    let mut insert = db.prepare_cached(
        "INSERT OR IGNORE INTO unread (feed_id, article_id) SELECT ?1, article_id FROM unread WHERE feed_id = ?2",
    )?;
    for actor in all(db)? {
        unread += insert.execute((ANY, list(actor)))?;
    }
    db.prepare_cached("UPDATE totals SET followed = ?1")?
        .execute([i64::try_from(unread).unwrap_or(i64::MAX)])?;
    Ok(())
}
