//! The records of articles, with what they said before, and of those that are there no more.

use std::cell::Cell;
use std::collections::BTreeSet;

use rusqlite::{Connection, ErrorCode, OptionalExtension, Rows, Statement};

use super::super::body::Content;
use super::super::{bundle, hide, list, notes, sources};
use super::{Take, clean, time, wrong};
use crate::model::{
    ArticleId, ArticleRecord, Brought, CleanText, EntryRecord, FeedId, GoneRecord, PageRecord, Record,
    RevisionRecord, Says,
};

/// The articles that are there no more; whether to go on.
pub(super) fn gone(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    let mut known = db.prepare(Known::SQL)?;
    let mut known = Known::new(&mut known)?;
    let mut found = db.prepare("SELECT article_id, into_id FROM merged ORDER BY article_id")?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let id = ArticleId(row.get(0)?);
        if !take(Record::Gone(GoneRecord { id, into: row.get(1)?, known_as: known.of(id)? })) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Every article, the oldest first, each with what it said before. Those that cannot be read since the store is damaged are left out; how
/// many these are.
pub(super) fn all(db: &Connection, take: Take<'_>) -> rusqlite::Result<u64> {
    let mut names = db.prepare(Known::SQL)?;
    let mut known = Known::new(&mut names)?;
    let (last, goes_on) = (Cell::new(0), Cell::new(true));
    let mut take = |record: Record| {
        if let Record::Article(article) = &record {
            last.set(article.id.0);
        }
        goes_on.set(take(record));
        goes_on.get()
    };
    match each(db, &format!("{ARTICLE} ORDER BY a.id"), &[], &mut known, &mut take) {
        Err(error) if is_damage(&error) => {}
        told => return told.map(|()| 0),
    }
    let mut lost = 0;
    for id in known_elsewhere(db, last.get()) {
        // What was asked for before is behind it.
        match each(db, &format!("{ARTICLE} WHERE a.id = ?1"), &[id], &mut known, &mut take) {
            Err(error) if is_damage(&error) => lost += 1,
            told => told?,
        }
        if !goes_on.get() {
            break;
        }
    }
    Ok(lost)
}

/// The articles after one that feeds are said to have brought, as far as that can be read.
fn known_elsewhere(db: &Connection, last: i64) -> Vec<i64> {
    let mut ids = BTreeSet::new();
    for sql in ["SELECT article_id FROM entry", "SELECT article_id FROM identity"] {
        let Ok(mut found) = db.prepare(sql) else { continue };
        let Ok(rows) = found.query_map([], |row| row.get::<_, i64>(0)) else { continue };
        ids.extend(rows.map_while(Result::ok).filter(|id| *id > last));
    }
    ids.into_iter().collect()
}

/// Whether something cannot be read as it was written.
fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error, rusqlite::Error::FromSqlConversionFailure(..) | rusqlite::Error::InvalidColumnType(..))
        || error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt)
}

/// What a record has of an article in its own row, and in those of which each has one at most.
const ARTICLE: &str =
    "SELECT a.id, a.title, a.published, a.received, a.revision, a.hash, a.url, a.text_from, a.hidden,
        s.read_at, s.starred_at, s.read_revision, s.read_before, p.value, b.packed, a.slot
     FROM article a LEFT JOIN bundle b ON b.id = a.bundle LEFT JOIN status s ON s.article_id = a.id
     LEFT JOIN place p ON p.article_id = a.id";

/// The articles that are asked for in this way.
fn each(
    db: &Connection,
    sql: &str,
    of: &[i64],
    known: &mut Known<'_>,
    take: Take<'_>,
) -> rusqlite::Result<()> {
    let mut found = db.prepare_cached(sql)?;
    let mut rows = found.query(rusqlite::params_from_iter(of))?;
    let mut before = ArticleId(0);
    while let Some(row) = rows.next()? {
        let id = ArticleId(row.get(0)?);
        // What is damaged may say of itself that it is any article.
        if id <= before || id.0 >= 1 << 40 {
            return Err(wrong("an article is not where it should be"));
        }
        before = id;
        let hidden: i64 = row.get(8)?;
        let place: Option<String> = row.get(13)?;
        let article = ArticleRecord {
            id,
            feeds: feeds(db, id)?,
            known_as: known.of(id)?,
            title: list::clean(row, 1)?,
            published: time(row.get(2)?),
            received: time(row.get(3)?).unwrap_or_default(),
            revision: row.get(4)?,
            hash: row.get(5)?,
            url: clean(row.get(6)?),
            text_from: clean(row.get(7)?),
            wants_page: wants_page(db, id)?,
            muted: hidden & hide::MUTED != 0,
            expired: hidden & hide::EXPIRED != 0,
            read: time(row.get(9)?),
            read_revision: row.get(11)?,
            read_before: row.get(12)?,
            starred: time(row.get(10)?),
            tags: notes::tags_of(db, id.0)?.iter().map(|tag| CleanText::new(tag)).collect(),
            note: clean(notes::note_of(db, id.0)?),
            place: place.and_then(|json| serde_json::from_str(&json).ok()),
            says: bundle::part(row.get_ref(14)?.as_blob().unwrap_or_default(), row.get(15)?)
                .and_then(|part| Content::of(&part))
                .map(says)?,
        };
        let was_another = article.revision > 1;
        if !take(Record::Article(Box::new(article))) || was_another && !revisions(db, id, take)? {
            return Ok(());
        }
    }
    Ok(())
}

fn revisions(db: &Connection, id: ArticleId, take: Take<'_>) -> rusqlite::Result<bool> {
    let mut found = db
        .prepare_cached("SELECT n, url, replaced, document FROM revision WHERE article_id = ?1 ORDER BY n")?;
    let mut rows = found.query([id.0])?;
    while let Some(row) = rows.next()? {
        let parts = bundle::unpack(row.get_ref(3)?.as_blob().unwrap_or_default())?;
        // One that an older version kept has no mark of what it said.
        let mark = parts.get(1).and_then(|mark| mark.as_slice().try_into().ok()).map(i64::from_le_bytes);
        let revision = RevisionRecord {
            article: id,
            number: row.get(0)?,
            url: clean(row.get(1)?),
            replaced: time(row.get(2)?),
            hash: mark,
            says: says(Content::of(parts.first().map_or(&[][..], Vec::as_slice))?),
        };
        if !take(Record::Revision(Box::new(revision))) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn says(content: Content) -> Says {
    match content {
        Content::Document(document) => Says::Document(document),
        Content::Entry(entry) => Says::Entry(Box::new(EntryRecord { head: entry.0, entry: entry.1 })),
    }
}

fn feeds(db: &Connection, id: ArticleId) -> rusqlite::Result<Vec<Brought>> {
    let mut hash = db.prepare_cached("SELECT hash FROM entry WHERE feed_id = ?1 AND article_id = ?2")?;
    let feeds = sources::of(db, id.0)?.into_iter().map(|feed| {
        let hash = hash.query_row((feed, id.0), |row| row.get(0)).optional()?.flatten();
        Ok(Brought { feed: FeedId(feed), hash })
    });
    feeds.collect()
}

/// What articles are known as, in the order of their ids: there is no index to ask for that of one.
struct Known<'a> {
    rows: Rows<'a>,
    next: Option<(i64, i64)>,
}

impl<'a> Known<'a> {
    const SQL: &'static str = "SELECT article_id, hash FROM identity ORDER BY article_id, hash";

    fn new(found: &'a mut Statement<'_>) -> rusqlite::Result<Self> {
        let mut known = Self { rows: found.query([])?, next: None };
        known.step()?;
        Ok(known)
    }

    /// What an article is known as that comes after all that were asked for before.
    fn of(&mut self, id: ArticleId) -> rusqlite::Result<Vec<i64>> {
        let mut hashes = Vec::new();
        while let Some((article, hash)) = self.next
            && article <= id.0
        {
            if article == id.0 {
                hashes.push(hash);
            }
            self.step()?;
        }
        Ok(hashes)
    }

    fn step(&mut self) -> rusqlite::Result<()> {
        self.next = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?)),
            None => None,
        };
        Ok(())
    }
}

fn wants_page(db: &Connection, id: ArticleId) -> rusqlite::Result<Option<PageRecord>> {
    db.prepare_cached("SELECT url, feed_id, tries FROM wanted_page WHERE article_id = ?1")?
        .query_row([id.0], |row| {
            Ok(PageRecord { url: list::clean(row, 0)?, feed: FeedId(row.get(1)?), tries: row.get(2)? })
        })
        .optional()
}
