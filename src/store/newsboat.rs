//! newsboat's `cache.db`, read and never written.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;

const READING: &str = "read newsboat’s articles";

/// The store of newsboat: the articles of its feeds, and what was done with them.
#[derive(Debug)]
pub struct NewsboatCache {
    db: Connection,
    path: PathBuf,
    /// Whether it says of what kind the text of an article is.
    tells_kinds: bool,
}

/// A feed as newsboat has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsboatFeed {
    /// Its line in `urls`: an address, or what newsboat makes a feed of.
    pub source: String,
    /// What it calls itself.
    pub title: String,
    /// Where its site is.
    pub site: String,
}

/// An article as newsboat has it. What it does not know is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewsboatArticle {
    /// What tells it from the others of its feed.
    pub guid: String,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// Where it is.
    pub url: String,
    /// When it was published, in seconds since 1970; 0 where that is not known.
    pub published: i64,
    /// Its text, as its feed carried it: HTML as a rule.
    pub content: String,
    /// Whether that is text without marks.
    pub is_plain: bool,
    /// Whether it was read, or deleted.
    pub read: bool,
    /// Whether it has any flag.
    pub flagged: bool,
}

impl NewsboatCache {
    /// Opens the file `path` for reading alone; newsboat may have it open meanwhile.
    ///
    /// # Errors
    /// Where it is not there, cannot be read, or is something else.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let fail = |error| StoreError::from_sqlite(error, path, READING);
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let db = Connection::open_with_flags(path, flags).map_err(fail)?;
        let looked = || {
            db.query_row(
                "SELECT (SELECT count(*) = 2 FROM sqlite_master WHERE type = 'table' AND name IN ('rss_feed', 'rss_item')),
                    (SELECT count(*) = 1 FROM pragma_table_info('rss_item') WHERE name = 'content_mime_type')",
                [],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
        };
        let (has_tables, tells_kinds): (bool, bool) = looked().map_err(|error| match fail(error) {
            StoreError::NotOurs { path } => StoreError::NotNewsboats { path },
            other => other,
        })?;
        if has_tables {
            Ok(Self { db, path: path.to_owned(), tells_kinds })
        } else {
            Err(StoreError::NotNewsboats { path: path.to_owned() })
        }
    }

    /// The feeds, in the order in which newsboat first had them.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn feeds(&self) -> Result<Vec<NewsboatFeed>, StoreError> {
        let read = || {
            let feed = |row: &rusqlite::Row<'_>| {
                Ok(NewsboatFeed { source: text(row, 0)?, title: text(row, 1)?, site: text(row, 2)? })
            };
            self.db
                .prepare("SELECT rssurl, title, url FROM rss_feed ORDER BY rowid")?
                .query_map([], feed)?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.fail(error))
    }

    /// How many articles there are.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles(&self) -> Result<u64, StoreError> {
        let count = self.db.query_row("SELECT count(*) FROM rss_item", [], |row| row.get::<_, i64>(0));
        count.map(i64::unsigned_abs).map_err(|error| self.fail(error))
    }

    /// The articles of a feed from the place `after` on, `limit` at most, each with its place.
    ///
    /// # Errors
    /// Where the file cannot be read.
    pub fn articles_of(
        &self,
        feed: &NewsboatFeed,
        after: i64,
        limit: usize,
    ) -> Result<Vec<(i64, NewsboatArticle)>, StoreError> {
        let read = || {
            let article = |row: &rusqlite::Row<'_>| {
                let article = NewsboatArticle {
                    guid: text(row, 1)?,
                    title: text(row, 2)?,
                    author: text(row, 3)?,
                    url: text(row, 4)?,
                    published: row.get::<_, Option<i64>>(5)?.unwrap_or(0),
                    content: text(row, 6)?,
                    read: row.get(7)?,
                    flagged: row.get(8)?,
                    is_plain: text(row, 9)?.eq_ignore_ascii_case("text/plain"),
                };
                Ok((row.get(0)?, article))
            };
            // Older ones do not say what the text is.
            let kind = if self.tells_kinds { "content_mime_type" } else { "''" };
            self.db
                .prepare_cached(&format!(
                    "SELECT id, guid, title, author, url, pubDate, content, unread = 0 OR coalesce(deleted, 0) <> 0,
                        coalesce(flags, '') <> '', {kind}
                     FROM rss_item WHERE feedurl = ?1 AND id > ?2 ORDER BY id LIMIT ?3"
                ))?
                .query_map((&feed.source, after, limit as i64), article)?
                .collect::<rusqlite::Result<_>>()
        };
        read().map_err(|error| self.fail(error))
    }

    fn fail(&self, error: rusqlite::Error) -> StoreError {
        StoreError::from_sqlite(error, &self.path, READING)
    }
}

/// A text, whatever bytes there are; newsboat declares none of them to be there.
fn text(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<String> {
    let value = row.get_ref(column)?;
    let bytes = value.as_bytes_or_null().ok().flatten().unwrap_or_default();
    Ok(String::from_utf8_lossy(bytes).into_owned())
}
