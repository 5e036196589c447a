//! How the fetching of feeds goes, and what makes it cheap.

use rusqlite::{Connection, OptionalExtension};

use crate::model::{FeedId, Fetch, FetchOutcome, Timestamp, Validators};

/// What makes the next fetch of a feed cheap; nothing where there is no such feed.
pub(super) fn validators(db: &Connection, feed: FeedId) -> rusqlite::Result<Validators> {
    let known = db
        .prepare_cached("SELECT etag, modified, hash FROM health WHERE feed_id = ?1")?
        .query_row([feed.0], |row| {
            let hash = row.get::<_, Option<i64>>(2)?.map(i64::cast_unsigned);
            Ok(Validators { etag: row.get(0)?, modified: row.get(1)?, hash })
        })
        .optional()?;
    Ok(known.unwrap_or_default())
}

/// Has a feed left alone until `due`.
pub(super) fn postpone(db: &Connection, feed: FeedId, due: Option<Timestamp>) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE health SET due = ?2 WHERE feed_id = ?1")?
        .execute((feed.0, due.map(Timestamp::as_microsecond)))?;
    Ok(())
}

/// Notes how a fetch went.
pub(super) fn note(db: &Connection, feed: FeedId, fetch: &Fetch) -> rusqlite::Result<()> {
    let Fetch { at, answered, moved, due, outcome } = fetch;
    let error = match outcome {
        FetchOutcome::Failed { error, .. } => Some(error.as_str()),
        FetchOutcome::Read { warning, .. } => warning.as_deref(),
        FetchOutcome::Unchanged => None,
    };
    let failed = matches!(outcome, FetchOutcome::Failed { .. });
    db.prepare_cached(
        "UPDATE health SET fetched = ?2, answered = ?3, error = ?4, due = ?5,
            failures = CASE WHEN ?6 THEN failures + 1 ELSE 0 END
         WHERE feed_id = ?1",
    )?
    .execute((
        feed.0,
        at.as_microsecond(),
        answered,
        error,
        due.map(Timestamp::as_microsecond),
        failed,
    ))?;
    match outcome {
        FetchOutcome::Unchanged => {}
        FetchOutcome::Read { title, site, validators, .. } => {
            db.prepare_cached("UPDATE health SET etag = ?2, modified = ?3, hash = ?4 WHERE feed_id = ?1")?
                .execute((
                    feed.0,
                    &validators.etag,
                    &validators.modified,
                    validators.hash.map(u64::cast_signed),
                ))?;
            db.prepare_cached(
                "UPDATE feed SET name = ?2 WHERE id = ?1 AND ?2 IS NOT NULL AND name <> ?2
                 AND EXISTS (SELECT 1 FROM subscription WHERE feed_id = ?1 AND renamed = 0)",
            )?
            .execute((feed.0, title.as_deref()))?;
            db.prepare_cached(
                "UPDATE subscription SET site = ?2 WHERE feed_id = ?1 AND ?2 IS NOT NULL AND site IS NOT ?2",
            )?
            .execute((feed.0, site.as_deref()))?;
        }
        FetchOutcome::Failed { gone, .. } => {
            if *gone {
                db.prepare_cached("UPDATE subscription SET pause = 'gone' WHERE feed_id = ?1")?
                    .execute([feed.0])?;
            }
        }
    }
    if let Some(url) = moved {
        // Where the new address is followed too, each goes on for itself.
        db.prepare_cached("UPDATE OR IGNORE subscription SET url = ?2 WHERE feed_id = ?1")?
            .execute((feed.0, url.as_str()))?;
    }
    Ok(())
}
