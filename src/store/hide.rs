//! Articles that no list shows. They keep everything, and are in no counter and in no list of the unread.

use rusqlite::Connection;

use super::counters::Tally;
use super::{body, followed, names, sources};

/// Hidden because every feed that brought it is removed.
pub(super) const REMOVED: i64 = 1;
/// Hidden because a rule mutes it.
pub(super) const MUTED: i64 = 2;
/// Hidden because it is older than its feed is kept.
pub(super) const EXPIRED: i64 = 4;

/// Sets or clears a reason for which an article is hidden; whether that was a change.
pub(super) fn set(
    db: &Connection,
    article: i64,
    reason: i64,
    on: bool,
    tally: &mut Tally,
) -> rusqlite::Result<bool> {
    let (before, unread, starred): (i64, bool, bool) = db
        .prepare_cached(
            "SELECT a.hidden, s.read_at IS NULL, s.starred_at IS NOT NULL
             FROM article a LEFT JOIN status s ON s.article_id = a.id WHERE a.id = ?1",
        )?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let after = if on { before | reason } else { before & !reason };
    if after == before {
        return Ok(false);
    }
    db.prepare_cached("UPDATE article SET hidden = ?2 WHERE id = ?1")?.execute((article, after))?;
    if !on && reason != MUTED {
        // Where it is hidden again, it stays for as long as if it never had been.
        db.prepare_cached("DELETE FROM leaving WHERE article_id = ?1")?.execute([article])?;
    }
    if (before == 0) == (after == 0) {
        return Ok(true);
    }
    let step = if after == 0 { 1 } else { -1 };
    let unread_step = if unread { step } else { 0 };
    let feeds = sources::of(db, article)?;
    tally.all(step, unread_step);
    tally.starred(if starred { step } else { 0 });
    feeds.iter().for_each(|feed| tally.feed(*feed, step, unread_step));
    let actors = names::of(db, &body::cast(db, article)?)?.actors;
    actors.iter().for_each(|actor| tally.actor(*actor, step));
    if unread {
        list_unread(db, article, &feeds, after == 0)?;
        followed::note(db, article, &actors, tally)?;
    }
    Ok(true)
}

/// Whether an article is hidden.
pub(super) fn is_hidden(db: &Connection, article: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT hidden <> 0 FROM article WHERE id = ?1")?.query_row([article], |row| row.get(0))
}

/// Whether any article is.
pub(super) fn hides_any(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE hidden <> 0)")?
        .query_row([], |row| row.get(0))
}

/// Puts an article on the lists of the unread, or takes it off them.
pub(super) fn list_unread(db: &Connection, article: i64, feeds: &[i64], on: bool) -> rusqlite::Result<()> {
    let mut row = db.prepare_cached(if on {
        "INSERT OR IGNORE INTO unread (feed_id, article_id) VALUES (?1, ?2)"
    } else {
        "DELETE FROM unread WHERE feed_id = ?1 AND article_id = ?2"
    })?;
    for feed in std::iter::once(&0).chain(feeds) {
        row.execute((feed, article))?;
    }
    Ok(())
}
