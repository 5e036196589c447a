//! Tables that contradict one another.

use rusqlite::Connection;

use super::Finding;

/// What may be wrong with tables: what it is, how it is counted (0 is right), what mending does, and how it is done. The
/// order is that of mending.
const CHECKS: &[(&str, &str, &str, &str)] = &[
    (
        "articles whose feed is gone",
        "SELECT count(*) FROM article WHERE feed_id NOT IN (SELECT id FROM feed)",
        "makes a feed for them",
        "INSERT INTO feed (id, name, origin)
            SELECT DISTINCT feed_id, 'Feed ' || feed_id, 'files' FROM article WHERE feed_id NOT IN (SELECT id FROM feed)",
    ),
    (
        "settings of feeds that are gone",
        "SELECT (SELECT count(*) FROM subscription WHERE feed_id NOT IN (SELECT id FROM feed))
            + (SELECT count(*) FROM health WHERE feed_id NOT IN (SELECT id FROM feed))
            + (SELECT count(*) FROM rule WHERE feed_id NOT IN (SELECT id FROM feed))",
        "removes them",
        "DELETE FROM subscription WHERE feed_id NOT IN (SELECT id FROM feed);
         DELETE FROM health WHERE feed_id NOT IN (SELECT id FROM feed);
         DELETE FROM rule WHERE feed_id NOT IN (SELECT id FROM feed)",
    ),
    (
        "feeds that do not note how fetching them goes",
        "SELECT count(*) FROM subscription WHERE feed_id NOT IN (SELECT feed_id FROM health)",
        "begins to",
        "INSERT INTO health (feed_id) SELECT feed_id FROM subscription WHERE feed_id NOT IN (SELECT feed_id FROM health)",
    ),
    (
        "notes of which feed brought what, of articles or feeds that are gone",
        "SELECT (SELECT count(*) FROM entry WHERE feed_id NOT IN (SELECT id FROM feed)
                OR article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM also WHERE feed_id NOT IN (SELECT id FROM feed)
                OR article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM wanted_page WHERE feed_id NOT IN (SELECT id FROM feed)
                OR article_id NOT IN (SELECT id FROM article))",
        "removes them",
        "DELETE FROM entry WHERE feed_id NOT IN (SELECT id FROM feed) OR article_id NOT IN (SELECT id FROM article);
         DELETE FROM also WHERE feed_id NOT IN (SELECT id FROM feed) OR article_id NOT IN (SELECT id FROM article);
         DELETE FROM wanted_page WHERE feed_id NOT IN (SELECT id FROM feed) OR article_id NOT IN (SELECT id FROM article)",
    ),
    (
        "articles that their feed does not list, or the other way round",
        "SELECT (SELECT count(*) FROM article a WHERE NOT EXISTS
                (SELECT 1 FROM entry e WHERE e.feed_id = a.feed_id AND e.article_id = a.id))
            + (SELECT count(*) FROM also o WHERE NOT EXISTS
                (SELECT 1 FROM entry e WHERE e.feed_id = o.feed_id AND e.article_id = o.article_id))
            + (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id WHERE e.feed_id <> a.feed_id
                AND NOT EXISTS (SELECT 1 FROM also o WHERE o.article_id = e.article_id AND o.feed_id = e.feed_id))
            + (SELECT count(*) FROM also o JOIN article a ON a.id = o.article_id WHERE o.feed_id = a.feed_id)",
        "notes it again",
        "DELETE FROM also WHERE feed_id = (SELECT a.feed_id FROM article a WHERE a.id = also.article_id);
         INSERT OR IGNORE INTO entry (feed_id, article_id) SELECT feed_id, id FROM article;
         INSERT OR IGNORE INTO entry (feed_id, article_id) SELECT feed_id, article_id FROM also;
         INSERT OR IGNORE INTO also (article_id, feed_id)
            SELECT e.article_id, e.feed_id FROM entry e JOIN article a ON a.id = e.article_id WHERE e.feed_id <> a.feed_id",
    ),
    (
        "hidden articles whose feed is there, or the other way round",
        "SELECT count(*) FROM article a WHERE (hidden & 1) <> NOT EXISTS
            (SELECT 1 FROM feed f WHERE f.removed IS NULL AND f.id IN
                (SELECT a.feed_id UNION ALL SELECT o.feed_id FROM also o WHERE o.article_id = a.id))",
        "hides them, or shows them",
        "UPDATE article AS a SET hidden = (hidden & ~1) | NOT EXISTS
            (SELECT 1 FROM feed f WHERE f.removed IS NULL AND f.id IN
                (SELECT a.feed_id UNION ALL SELECT o.feed_id FROM also o WHERE o.article_id = a.id))",
    ),
    (
        "marks, places, tags, notes and revisions of articles that are gone",
        "SELECT (SELECT count(*) FROM status WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM place WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM tag WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM note WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM revision WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM change_row WHERE change_id NOT IN (SELECT id FROM change))",
        "removes them",
        "DELETE FROM status WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM place WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM tag WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM note WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM revision WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM change_row WHERE change_id NOT IN (SELECT id FROM change)",
    ),
    (
        "names by which articles are known that are gone",
        "SELECT count(*) FROM identity WHERE article_id NOT IN (SELECT id FROM article)
            AND article_id NOT IN (SELECT article_id FROM merged)",
        "removes them",
        "DELETE FROM identity WHERE article_id NOT IN (SELECT id FROM article)
            AND article_id NOT IN (SELECT article_id FROM merged)",
    ),
    (
        "articles that are to be one with others that are gone",
        "SELECT count(*) FROM merged WHERE into_id > 0 AND into_id NOT IN (SELECT id FROM article)",
        "forgets it",
        "UPDATE merged SET into_id = -1 WHERE into_id > 0 AND into_id NOT IN (SELECT id FROM article)",
    ),
    (
        "articles that are to be analysed and are gone",
        "SELECT (SELECT count(*) FROM waiting WHERE article_id NOT IN (SELECT id FROM article))
            + (SELECT count(*) FROM leaving WHERE article_id NOT IN (SELECT id FROM article))",
        "removes them",
        "DELETE FROM waiting WHERE article_id NOT IN (SELECT id FROM article);
         DELETE FROM leaving WHERE article_id NOT IN (SELECT id FROM article)",
    ),
    (
        "articles that are not analysed and do not wait for it",
        "SELECT count(*) FROM article WHERE index_version = 0 AND id NOT IN (SELECT article_id FROM waiting)",
        "has them analysed",
        "INSERT INTO waiting SELECT id FROM article WHERE index_version = 0 AND id NOT IN (SELECT article_id FROM waiting)",
    ),
    (
        "articles in the index that are gone",
        "SELECT count(*) FROM search_docsize WHERE id NOT IN (SELECT id FROM article)",
        "removes them from it",
        "DELETE FROM search WHERE rowid IN (SELECT id FROM search_docsize WHERE id NOT IN (SELECT id FROM article))",
    ),
    (
        "counters of articles, unread and starred ones that are wrong",
        "SELECT (SELECT articles <> (SELECT count(*) FROM article WHERE hidden = 0) FROM totals)
            + (SELECT unread <> (SELECT count(*) FROM article a LEFT JOIN status s ON s.article_id = a.id
                                 WHERE s.read_at IS NULL AND a.hidden = 0) FROM totals)
            + (SELECT starred <> (SELECT count(*) FROM status s JOIN article a ON a.id = s.article_id
                                  WHERE s.starred_at IS NOT NULL AND a.hidden = 0) FROM totals)
            + (SELECT waiting <> (SELECT count(*) FROM waiting) FROM totals)",
        "counts anew",
        "",
    ),
    (
        "feeds whose counters are wrong",
        "SELECT count(*) FROM feed f WHERE f.articles <>
                (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id WHERE e.feed_id = f.id AND a.hidden = 0)
            OR f.unread <>
                (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id
                 LEFT JOIN status s ON s.article_id = a.id
                 WHERE e.feed_id = f.id AND s.read_at IS NULL AND a.hidden = 0)",
        "counts anew",
        "",
    ),
    (
        "lists of the unread that are wrong",
        "SELECT (SELECT count(*) FROM unread u LEFT JOIN article a ON a.id = u.article_id
                 LEFT JOIN status s ON s.article_id = a.id
                 WHERE u.feed_id >= 0 AND (a.id IS NULL OR s.read_at IS NOT NULL OR a.hidden
                    OR (u.feed_id > 0 AND NOT EXISTS
                        (SELECT 1 FROM entry e WHERE e.feed_id = u.feed_id AND e.article_id = u.article_id))))
            + (SELECT count(*) FROM article a LEFT JOIN status s ON s.article_id = a.id
               WHERE s.read_at IS NULL AND a.hidden = 0
                AND NOT EXISTS (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = a.id))
            + (SELECT count(*) FROM feed f
               WHERE f.unread <> (SELECT count(*) FROM unread u WHERE u.feed_id = f.id))",
        "makes them anew",
        "",
    ),
    (
        "bundles of texts that are counted wrong, or nobody’s",
        "SELECT (SELECT count(*) FROM bundle) - (SELECT count(*) FROM bundle b JOIN
            (SELECT bundle, count(*) AS articles FROM article GROUP BY bundle) lying
            ON lying.bundle = b.id AND lying.articles = b.articles)",
        "counts anew",
        "",
    ),
];

pub(super) fn examine(db: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (what, count, remedy, _) in CHECKS {
        match db.query_row(count, [], |row| row.get::<_, i64>(0))?.unsigned_abs() {
            0 => {}
            count => found.push(Finding::mended(*what, count, remedy)),
        }
    }
    Ok(found)
}

/// Mends whatever is wrong, but for counters and lists, which are made anew when all else is right.
pub(super) fn mend(db: &Connection) -> rusqlite::Result<()> {
    for (_, count, _, mend) in CHECKS.iter().filter(|(.., mend)| !mend.is_empty()) {
        if db.query_row(count, [], |row| row.get::<_, i64>(0))? != 0 {
            db.execute_batch(mend)?;
        }
    }
    Ok(())
}
