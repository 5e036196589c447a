//! What an article said before: a feed that is read from an older file of it, or from a server that is behind, has it
//! anew, and that is no news.

use rusqlite::Connection;

use super::body::{self, Content, Packed};
use super::bundle;
use crate::model::Timestamp;

/// What tells what an article says now from what it will say: kept beside it as a further part.
pub(super) fn mark(db: &Connection, article: i64) -> rusqlite::Result<Vec<u8>> {
    db.prepare_cached("SELECT hash FROM article WHERE id = ?1")?
        .query_row([article], |row| Ok(row.get::<_, i64>(0)?.to_le_bytes().to_vec()))
}

/// Whether what an entry says is older than what its article says now; where neither says when it is of, whether the
/// article said so before.
pub(super) fn is_past(db: &Connection, article: i64, content: &Packed) -> rusqlite::Result<bool> {
    let Some(part) = body::part(db, article)? else { return Ok(false) };
    let (incoming, current) =
        (Times::of(&Content::of(&content.part.bytes()?)?), Times::of(&Content::of(&part)?));
    if incoming.updated.is_some() || current.updated.is_some() {
        match incoming.last().cmp(&current.last()) {
            std::cmp::Ordering::Less => return Ok(true),
            std::cmp::Ordering::Greater => return Ok(false),
            std::cmp::Ordering::Equal => {}
        }
    }
    let mut revisions = db.prepare_cached("SELECT document FROM revision WHERE article_id = ?1")?;
    let mut rows = revisions.query([article])?;
    while let Some(row) = rows.next()? {
        let parts = bundle::unpack(row.get_ref(0)?.as_blob().unwrap_or_default())?;
        // One that an older version kept has no mark.
        if parts.get(1).is_some_and(|mark| *mark == content.hash.to_le_bytes()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// When an article was published and changed, as far as it says.
struct Times {
    published: Option<Timestamp>,
    updated: Option<Timestamp>,
}

impl Times {
    fn of(content: &Content) -> Self {
        match content {
            Content::Document(document) => Self { published: document.published, updated: document.updated },
            Content::Entry(entry) => Self { published: entry.1.published, updated: entry.1.updated },
        }
    }

    fn last(&self) -> Option<Timestamp> {
        self.updated.or(self.published)
    }
}
