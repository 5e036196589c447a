//! One article, whole.

use rusqlite::{Connection, OptionalExtension};

use super::body::Content;
use super::bundle::Kept;
use super::{bundle, cast, cast_part, list, names, notes};
use crate::model::{Article, ArticleId, Cast, CleanText, Document, FeedId, Revision, Timestamp};

/// The article, as it is now; `document` makes one of what it says. Nothing where it is packed into more than so many bytes.
pub(super) fn article(
    db: &Connection,
    (id, most): (ArticleId, i64),
    kept: &Kept,
    document: &dyn Fn(Content) -> Document,
) -> rusqlite::Result<Option<Article>> {
    let sql = format!(
        "SELECT {}, a.feed_id, a.url, a.revision, a.text_from, p.value,
            CASE WHEN a.bundle IN (?3, ?4, ?5, ?6) THEN NULL ELSE b.packed END, a.slot, a.cast_version, a.bundle
         FROM article a JOIN feed f ON f.id = a.feed_id JOIN bundle b ON b.id = a.bundle
         LEFT JOIN status s ON s.article_id = a.id LEFT JOIN place p ON p.article_id = a.id
         WHERE a.id = ?1 AND length(b.packed) <= ?2",
        list::columns()
    );
    let [first, second, third, fourth] = kept.numbers();
    let article: Option<Article> = db
        .prepare_cached(&sql)?
        .query_row([id.0, most, first, second, third, fourth], |row| {
            let address =
                |column| row.get::<_, Option<String>>(column).map(|url| url.map(|url| CleanText::new(&url)));
            let place = row.get::<_, Option<String>>(15)?;
            let packed = row.get_ref(16)?.as_blob().unwrap_or_default();
            let slot: u32 = row.get(17)?;
            let is_cast = row.get::<_, i64>(18)? >= cast::READABLE;
            let wanted = [slot, slot.saturating_add(1)];
            let (content, cast) = kept.with_parts(row.get(19)?, (packed, &wanted), |parts| {
                let cast = if is_cast { cast_part::unpack(parts.get(slot + 1)?)? } else { Cast::default() };
                Ok((Content::of(parts.get(slot)?)?, cast))
            })?;
            Ok(Article {
                headline: list::headline(row)?,
                feed_id: FeedId(row.get(11)?),
                url: address(12)?,
                revision: row.get(13)?,
                document: document(content),
                cast,
                note: None,
                text_from: address(14)?,
                // A place that a newer version wrote differently is no reason not to show the article.
                place: place.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            })
        })
        .optional()?;
    let Some(article) = article else { return Ok(None) };
    let note = notes::note_of(db, id.0)?.map(|note| CleanText::new(&note));
    Ok(Some(Article { cast: names::regrouped(db, article.cast)?, note, ..article }))
}

/// Where an article is on the web, as far as it says.
pub(super) fn url(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<CleanText>> {
    let url: Option<Option<String>> = db
        .prepare_cached("SELECT url FROM article WHERE id = ?1")?
        .query_row([id.0], |row| row.get(0))
        .optional()?;
    Ok(url.flatten().map(|url| CleanText::new(&url)))
}

/// What an article said, the current revision first; and which of them one had read before one read the last.
pub(super) fn revisions(
    db: &Connection,
    id: ArticleId,
    document: &dyn Fn(Content) -> Document,
) -> rusqlite::Result<(Vec<Revision>, Option<u32>)> {
    let revisions = db
        .prepare_cached(
            "SELECT a.revision, NULL, b.packed, a.slot FROM article a JOIN bundle b ON b.id = a.bundle
             WHERE a.id = ?1
             UNION ALL SELECT n, replaced, document, 0 FROM revision WHERE article_id = ?1 ORDER BY 1 DESC",
        )?
        .query_map([id.0], |row| {
            let packed = row.get_ref(2)?.as_blob().unwrap_or_default();
            let slot = row.get(3)?;
            Ok(Revision {
                number: row.get(0)?,
                replaced: row.get::<_, Option<i64>>(1)?.and_then(|at| Timestamp::from_microsecond(at).ok()),
                document: document(bundle::with_parts(packed, &[slot], |parts| {
                    Content::of(parts.get(slot)?)
                })?),
            })
        })?
        .collect::<Result<_, _>>()?;
    let read: Option<(Option<u32>, Option<u32>)> = db
        .prepare_cached("SELECT read_before, read_revision FROM status WHERE article_id = ?1")?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok((revisions, read.and_then(|(before, last)| before.or(last))))
}
