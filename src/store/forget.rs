//! Removing articles, with everything that hangs on them.

use rusqlite::Connection;

use super::body::{self, Content};
use super::counters::Tally;
use super::{alike, analyse, bundle, hide, identity, index, sources};

/// Whether there are sample feeds.
pub(super) fn has_samples(db: &Connection) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM feed WHERE origin = 'samples')")?
        .query_row([], |row| row.get(0))
}

/// Removes the sample feeds and their articles, for good: they are not to be added again. How many went.
pub(super) fn samples(db: &Connection, tally: &mut Tally) -> rusqlite::Result<u64> {
    let ids = db
        .prepare_cached(
            "SELECT id FROM article WHERE feed_id IN (SELECT id FROM feed WHERE origin = 'samples')",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    for id in &ids {
        article(db, *id, tally)?;
        identity::forget(db, *id)?;
    }
    db.execute("DELETE FROM feed WHERE origin = 'samples'", [])?;
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('samples', 'removed')", [])?;
    Ok(ids.len() as u64)
}

/// Removes an article, for good.
pub(super) fn article(db: &Connection, id: i64, tally: &mut Tally) -> rusqlite::Result<()> {
    // Hidden, it is in no counter any more.
    hide::set(db, id, hide::REMOVED, true, tally)?;
    analyse::done(db, id, tally)?;
    analyse::forget(db, id, tally)?;
    let part = body::part(db, id)?;
    if let Some(document) = part.and_then(|part| Content::of(&part).ok()).and_then(Content::into_document) {
        alike::forget(db, id, &document)?;
    }
    bundle::leave(db, bundle::of(db, id)?, 1)?;
    index::remove(db, id)?;
    for feed in sources::of(db, id)? {
        db.prepare_cached("DELETE FROM entry WHERE feed_id = ?1 AND article_id = ?2")?.execute((feed, id))?;
    }
    db.prepare_cached("DELETE FROM article WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Removes an article that is hidden, for good. Where it was older than its feed is kept, it is known on, so that it does
/// not come again as long as the feed has it; where it went with its feed, it comes again with that.
pub(super) fn for_good(db: &Connection, id: i64, with_feed: bool, tally: &mut Tally) -> rusqlite::Result<()> {
    article(db, id, tally)?;
    let gone = if with_feed { identity::FORGOTTEN } else { identity::GONE };
    db.prepare_cached("UPDATE merged SET into_id = ?2 WHERE into_id = ?1")?.execute((id, gone))?;
    db.prepare_cached("INSERT OR REPLACE INTO merged (article_id, into_id) VALUES (?1, ?2)")?
        .execute((id, gone))?;
    Ok(())
}
