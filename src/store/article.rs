//! One article, whole.

use rusqlite::{Connection, OptionalExtension};

use super::{body, list};
use crate::model::{Article, ArticleId, Cast, CleanText, Document, FeedId};

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
            let place = row.get::<_, Option<String>>(12)?;
            Ok(Article {
                headline: list::headline(row)?,
                feed_id: FeedId(row.get(7)?),
                url: row.get::<_, Option<String>>(8)?.map(|url| CleanText::new(&url)),
                revision: row.get(9)?,
                document: body::read(row.get_ref(10)?.as_blob().unwrap_or_default())?,
                cast: body::read(row.get_ref(11)?.as_blob().unwrap_or_default())?,
                // A place that a newer version wrote differently is no reason not to show the article.
                text_from: row.get::<_, Option<String>>(13)?.map(|url| CleanText::new(&url)),
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
