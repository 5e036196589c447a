//! The feeds that brought an article: the first is `article.feed_id`, the further ones are in `also`. All of them
//! have it in `entry`, and in `unread` as long as it is that.

use rusqlite::{Connection, OptionalExtension};

use super::body::{self, Content};
use super::counters::Tally;
use super::words::indexed;
use super::{hide, index, names};

/// The feeds that brought an article, the first one first.
pub(super) fn of(db: &Connection, article: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached(
        "SELECT feed_id FROM article WHERE id = ?1 UNION ALL SELECT feed_id FROM also WHERE article_id = ?1",
    )?
    .query_map([article], |row| row.get(0))?
    .collect()
}

/// Notes that a feed brought an article that is here already. Whether what it says is news: its first feed says
/// something else than last time. What further feeds say of it is not taken over, or two feeds that word it
/// differently would make a new revision at every refresh.
pub(super) fn add(
    db: &Connection,
    article: i64,
    feed: i64,
    hash: i64,
    tally: &mut Tally,
) -> rusqlite::Result<bool> {
    let known: Option<Option<i64>> = db
        .prepare_cached("SELECT hash FROM entry WHERE feed_id = ?1 AND article_id = ?2")?
        .query_row((feed, article), |row| row.get(0))
        .optional()?;
    if let Some(last) = known {
        if last != Some(hash) {
            db.prepare_cached("UPDATE entry SET hash = ?3 WHERE feed_id = ?1 AND article_id = ?2")?
                .execute((feed, article, hash))?;
        }
        let is_news = last.is_some_and(|last| last != hash);
        return Ok(is_news && of(db, article)?.first() == Some(&feed));
    }
    bring(db, article, feed, Some(hash), tally)?;
    Ok(false)
}

/// Notes that a further feed brought an article.
pub(super) fn bring(
    db: &Connection,
    article: i64,
    feed: i64,
    hash: Option<i64>,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT INTO entry (feed_id, article_id, hash) VALUES (?1, ?2, ?3)")?
        .execute((feed, article, hash))?;
    db.prepare_cached("INSERT INTO also (article_id, feed_id) VALUES (?1, ?2)")?.execute((article, feed))?;
    let unread = db
        .prepare_cached(
            "INSERT INTO unread (feed_id, article_id)
             SELECT ?1, article_id FROM unread WHERE feed_id = 0 AND article_id = ?2",
        )?
        .execute((feed, article))?;
    tally.feed(feed, i64::from(!hide::is_hidden(db, article)?), if unread > 0 { 1 } else { 0 });
    hide::set(db, article, hide::REMOVED, !has_feed(db, article, None)?, tally)?;
    reindex(db, article).map(|_| ())
}

/// Whether an article came by a feed that is not removed, other than the feed `but`.
pub(super) fn has_feed(db: &Connection, article: i64, but: Option<i64>) -> rusqlite::Result<bool> {
    db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM feed WHERE removed IS NULL AND id IS NOT ?2 AND id IN
            (SELECT feed_id FROM article WHERE id = ?1 UNION ALL SELECT feed_id FROM also WHERE article_id = ?1))",
    )?
    .query_row((article, but), |row| row.get(0))
}

/// Whether a feed is removed.
pub(super) fn is_removed(db: &Connection, feed: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT removed IS NOT NULL FROM feed WHERE id = ?1")?
        .query_row([feed], |row| row.get(0))
}

/// Brings what the index has of an article beside its own words up to date; those words, where there is such an article.
pub(super) fn reindex(db: &Connection, article: i64) -> rusqlite::Result<Option<String>> {
    let Some(part) = body::part(db, article)? else { return Ok(None) };
    let (title, is_whole): (String, bool) = db
        .prepare_cached("SELECT title, index_version > 0 FROM article WHERE id = ?1")?
        .query_row([article], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let document = if is_whole { Content::of(&part)?.into_document() } else { None };
    let words = document.map_or_else(|| indexed(&title), |document| index::words(&document));
    let names = names::of(db, &body::cast(db, article)?)?.names;
    index::remove(db, article)?;
    index::insert(db, article, &of(db, article)?, &names, &words)?;
    Ok(Some(words))
}
