//! How much of a feed is kept: what is older, or more than that, is hidden, and comes back when more is kept again.

use rusqlite::{Connection, OptionalExtension};

use super::counters::Tally;
use super::hide;
use crate::model::{ArticleId, FeedId, Timestamp};

/// Hides what is older than a feed is kept, and shows what is not any more; how many articles that changed.
pub(super) fn expire(db: &Connection, feed: FeedId, now: Timestamp) -> rusqlite::Result<u64> {
    let keep: Option<(Option<i64>, Option<i64>)> = db
        .prepare_cached("SELECT keep_days, keep_articles FROM subscription WHERE feed_id = ?1")?
        .query_row([feed.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((days, articles)) = keep else { return Ok(0) };
    let oldest = days.and_then(|days| now.checked_sub(jiff::SignedDuration::from_hours(24 * days)).ok());
    let by_age = oldest.map_or(i64::MIN, |time| ArticleId::first_of_second(time).0);
    let by_number = match articles {
        Some(articles) => newest(db, feed, articles)?,
        None => i64::MIN,
    };
    let least = by_age.max(by_number);
    let (mut tally, mut changed) = (Tally::default(), 0);
    for (id, expired) in to_change(db, feed, least)? {
        changed += u64::from(hide::set(db, id, hide::EXPIRED, expired, &mut tally)?);
    }
    tally.apply(db)?;
    Ok(changed)
}

/// The id of the last of a feed's `articles` newest.
fn newest(db: &Connection, feed: FeedId, articles: i64) -> rusqlite::Result<i64> {
    let id = db
        .prepare_cached(
            "SELECT article_id FROM entry WHERE feed_id = ?1 ORDER BY article_id DESC LIMIT 1 OFFSET ?2",
        )?
        .query_row((feed.0, articles - 1), |row| row.get(0))
        .optional()?;
    Ok(id.unwrap_or(i64::MIN))
}

/// The articles of a feed that are to be hidden now, and those that are not to be any more. An article is kept as
/// long as the feed that brought it first wants.
fn to_change(db: &Connection, feed: FeedId, least: i64) -> rusqlite::Result<Vec<(i64, bool)>> {
    db.prepare_cached(
        "SELECT id, is_old FROM (
            SELECT a.id, a.hidden, a.id < ?2 AND s.starred_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM tag WHERE article_id = a.id)
                AND NOT EXISTS (SELECT 1 FROM note WHERE article_id = a.id) AS is_old
            FROM entry e JOIN article a ON a.id = e.article_id
            LEFT JOIN status s ON s.article_id = a.id
            WHERE e.feed_id = ?1 AND a.feed_id = ?1)
         WHERE is_old <> ((hidden & ?3) <> 0)",
    )?
    .query_map((feed.0, least, hide::EXPIRED), |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}
