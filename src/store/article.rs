//! One article, whole.

use rusqlite::{Connection, OptionalExtension};

use super::{body, list};
use crate::model::{Article, ArticleId, Cast, CleanText, Document, FeedId, Revision, Timestamp};

/// The article, as it is now.
pub(super) fn article(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<Article>> {
    let sql = format!(
        "SELECT {}, a.feed_id, b.url, a.revision, b.document, b.members, p.value, b.text_from
         FROM article a JOIN feed f ON f.id = a.feed_id JOIN body b ON b.article_id = a.id
         LEFT JOIN status s ON s.article_id = a.id LEFT JOIN place p ON p.article_id = a.id
         WHERE a.id = ?1",
        list::columns()
    );
    db.prepare_cached(&sql)?
        .query_row([id.0], |row| {
            let place = row.get::<_, Option<String>>(14)?;
            Ok(Article {
                headline: list::headline(row)?,
                feed_id: FeedId(row.get(9)?),
                url: row.get::<_, Option<String>>(10)?.map(|url| CleanText::new(&url)),
                revision: row.get(11)?,
                document: body::read(row.get_ref(12)?.as_blob().unwrap_or_default())?,
                cast: body::read(row.get_ref(13)?.as_blob().unwrap_or_default())?,
                // A place that a newer version wrote differently is no reason not to show the article.
                text_from: row.get::<_, Option<String>>(15)?.map(|url| CleanText::new(&url)),
                place: place.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            })
        })
        .optional()
}

/// What an article says and who is in it.
pub(super) fn content(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<(Document, Cast)>> {
    db.prepare_cached("SELECT document, members FROM body WHERE article_id = ?1")?
        .query_row([id.0], |row| {
            let document = body::read(row.get_ref(0)?.as_blob().unwrap_or_default())?;
            Ok((document, body::read(row.get_ref(1)?.as_blob().unwrap_or_default())?))
        })
        .optional()
}

/// What an article said, the current revision first; and which of them one had read before one read the last.
pub(super) fn revisions(db: &Connection, id: ArticleId) -> rusqlite::Result<(Vec<Revision>, Option<u32>)> {
    let revisions = db
        .prepare_cached(
            "SELECT a.revision, NULL, b.document FROM article a JOIN body b ON b.article_id = a.id WHERE a.id = ?1
             UNION ALL SELECT n, replaced, document FROM revision WHERE article_id = ?1 ORDER BY 1 DESC",
        )?
        .query_map([id.0], |row| {
            Ok(Revision {
                number: row.get(0)?,
                replaced: row.get::<_, Option<i64>>(1)?.and_then(|at| Timestamp::from_microsecond(at).ok()),
                document: body::read(row.get_ref(2)?.as_blob().unwrap_or_default())?,
            })
        })?
        .collect::<Result<_, _>>()?;
    let read: Option<(Option<u32>, Option<u32>)> = db
        .prepare_cached("SELECT read_before, read_revision FROM status WHERE article_id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok((revisions, read.and_then(|(before, last)| before.or(last))))
}
