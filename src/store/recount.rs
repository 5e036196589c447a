//! The counters and lists that follow from everything else, made anew.

use rusqlite::Connection;

use super::{cast, followed, names};

/// Makes anew what is counted of feeds, of everything, and of bundles, and the lists of the unread.
pub(super) fn articles(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch(
        "DELETE FROM unread WHERE feed_id >= 0;
         INSERT INTO unread (feed_id, article_id)
            SELECT 0, a.id FROM article a LEFT JOIN status s ON s.article_id = a.id
            WHERE s.read_at IS NULL AND a.hidden = 0;
         INSERT INTO unread (feed_id, article_id)
            SELECT e.feed_id, e.article_id FROM entry e JOIN unread u ON u.feed_id = 0 AND u.article_id = e.article_id;
         UPDATE feed SET
            articles = (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id
                        WHERE e.feed_id = feed.id AND a.hidden = 0),
            unread = (SELECT count(*) FROM unread u WHERE u.feed_id = feed.id);
         UPDATE totals SET
            articles = (SELECT count(*) FROM article WHERE hidden = 0),
            unread = (SELECT count(*) FROM unread WHERE feed_id = 0),
            starred = (SELECT count(*) FROM status s JOIN article a ON a.id = s.article_id
                       WHERE s.starred_at IS NOT NULL AND a.hidden = 0),
            waiting = (SELECT count(*) FROM waiting);
         CREATE TEMP TABLE lying (bundle INTEGER PRIMARY KEY, articles INTEGER NOT NULL);
         INSERT INTO lying SELECT bundle, count(*) FROM article GROUP BY bundle;
         DELETE FROM bundle WHERE id NOT IN (SELECT bundle FROM lying);
         UPDATE bundle SET articles = lying.articles FROM lying
            WHERE lying.bundle = bundle.id AND lying.articles <> bundle.articles;
         DROP TABLE lying;",
    )
}

/// Makes anew what is counted of names and actors, by the index, and the lists of those who are followed. Names and actors
/// that no article has go.
pub(super) fn actors(db: &Connection) -> rusqlite::Result<()> {
    let ids = |sql: &str| -> rusqlite::Result<Vec<i64>> {
        db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let mut name = db.prepare("UPDATE name SET articles = ?2 WHERE id = ?1 AND articles <> ?2")?;
    for id in ids("SELECT id FROM name")? {
        name.execute((id, names::articles(db, names::tags(&[id]), true)?))?;
    }
    db.execute("DELETE FROM name WHERE articles = 0", [])?;
    let mut actor = db.prepare("UPDATE actor SET articles = ?2 WHERE id = ?1 AND articles <> ?2")?;
    for id in ids("SELECT id FROM actor")? {
        actor.execute((id, names::articles(db, names::expression(db, &[id])?, false)?))?;
    }
    db.execute(cast::DROP_NAMELESS, [])?;
    db.execute(
        "DELETE FROM unread WHERE feed_id < ?1 AND NOT EXISTS
            (SELECT 1 FROM followed f WHERE f.actor_id = ?1 - feed_id)",
        [followed::ANY],
    )?;
    followed::renew_all(db)?;
    if !followed::any(db)? {
        followed::renew_any(db)?;
    }
    Ok(())
}
