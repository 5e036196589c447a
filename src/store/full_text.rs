//! Pages that are to be fetched for their articles' text, and what came of it.

use rusqlite::{Connection, OptionalExtension};

use super::add::{self, Incoming, Replacement};
use super::body::Packed;
use super::counters::Tally;
use super::list;
use crate::model::{ArticleId, CleanText, Document, FeedId};

/// A page that is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedPage {
    /// Whose text it has.
    pub article: ArticleId,
    /// Where it is.
    pub url: CleanText,
}

/// The text of an article as a page has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageText {
    /// Whose text it is.
    pub article: ArticleId,
    /// The page.
    pub from: CleanText,
    /// What it says.
    pub document: Document,
}

/// A page that could not be fetched so often is looked for no more.
const MOST_TRIES: i64 = 3;

/// Notes that an article's page is to be fetched.
pub(super) fn want(db: &Connection, article: i64, incoming: &Incoming) -> rusqlite::Result<()> {
    let Some(url) = incoming.url.as_ref().filter(|_| incoming.wants_page) else { return Ok(()) };
    db.prepare_cached("INSERT OR REPLACE INTO wanted_page (article_id, url, feed_id) VALUES (?1, ?2, ?3)")?
        .execute((article, url.as_str(), incoming.feed.0))?;
    Ok(())
}

/// The pages that the articles of a feed want; those of the newest articles first.
pub(super) fn wanted(db: &Connection, feed: FeedId, limit: usize) -> rusqlite::Result<Vec<WantedPage>> {
    db.prepare_cached(
        "SELECT article_id, url FROM wanted_page WHERE feed_id = ?1 ORDER BY article_id DESC LIMIT ?2",
    )?
    .query_map((feed.0, i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
        Ok(WantedPage { article: ArticleId(row.get(0)?), url: list::clean(row, 1)? })
    })?
    .collect()
}

/// Whether the text of an article was taken from its page.
pub(super) fn is_from_page(db: &Connection, article: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT text_from IS NOT NULL FROM article WHERE id = ?1")?
        .query_row([article], |row| row.get(0))
}

/// Takes in the text of a page; whether that changed the article. What the feed carried is replaced; what a page said
/// before is kept as a revision.
pub(super) fn take(db: &Connection, page: &PageText) -> rusqlite::Result<bool> {
    let PageText { article: ArticleId(id), from, document } = page;
    forget_page(db, *id)?;
    let known: Option<bool> = db
        .prepare_cached("SELECT text_from IS NOT NULL FROM article WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let Some(was_page) = known else { return Ok(false) };
    let content = &Packed::document(document);
    if was_page {
        if add::is_same(db, *id, content)? {
            return Ok(false);
        }
        add::keep_revision(db, *id)?;
    }
    let mut tally = Tally::default();
    add::replace(db, *id, &Replacement { url: None, text_from: Some(from), content }, &mut tally)?;
    tally.apply(db)?;
    Ok(true)
}

/// Notes that a page could not be had; it is tried again a few times, unless it never will be.
pub(super) fn fail(db: &Connection, article: ArticleId, for_good: bool) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE wanted_page SET tries = tries + 1 WHERE article_id = ?1")?
        .execute([article.0])?;
    db.prepare_cached("DELETE FROM wanted_page WHERE article_id = ?1 AND (?2 OR tries >= ?3)")?
        .execute((article.0, for_good, MOST_TRIES))?;
    Ok(())
}

fn forget_page(db: &Connection, article: i64) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM wanted_page WHERE article_id = ?1")?.execute([article])?;
    Ok(())
}
