//! What the user writes beside articles: tags, and a note. They stand in tables of their own, which no refresh, revision
//! or import touches, and are in the index with the words of the article.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::words::indexed;
use super::writer::json;
use super::{Reader, Store, StoreError, list, sources, undo};
use crate::model::{ArticleId, ChangeId, CleanText, PastChange};

/// As what a change of tags or of a note is kept to be taken back.
pub(super) const TAGS: &str = "tags";
/// See [`TAGS`].
pub(super) const NOTE: &str = "note";

/// What an article had before a change.
#[derive(Debug, Serialize, Deserialize)]
struct Before {
    article: i64,
    #[serde(default)]
    tags: Vec<String>,
    #[serde(default)]
    note: Option<String>,
    /// What it has since: its tags, or its note. Where it has something else by now, the change is left alone.
    #[serde(default)]
    then: Option<Vec<String>>,
}

impl Store {
    /// Gives an article these tags and no others; the change, or `None` where it has them, or there is no such article.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_tags(&mut self, id: ArticleId, tags: &[CleanText]) -> Result<Option<ChangeId>, StoreError> {
        self.write("tag the article", |tx, _| {
            let before = tags_of(tx, id.0)?;
            let mut wanted: Vec<String> = tags.iter().map(ToString::to_string).collect();
            wanted.sort_unstable();
            if before == wanted || !exists(tx, id.0)? {
                return Ok(None);
            }
            put_tags(tx, id.0, &wanted)?;
            keep(tx, TAGS, Before { article: id.0, tags: before, note: None, then: None }).map(Some)
        })
    }

    /// Writes a note beside an article, or takes it away; the change, or `None` where it is so, or there is no such article.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn set_note(
        &mut self,
        id: ArticleId,
        note: Option<&CleanText>,
    ) -> Result<Option<ChangeId>, StoreError> {
        self.write("write the note", |tx, memory| {
            let before = note_of(tx, id.0)?;
            let note = note.map(|note| note.trim()).filter(|note| !note.is_empty());
            if before.as_deref() == note || !exists(tx, id.0)? {
                return Ok(None);
            }
            memory.vocabulary.learn(tx, &indexed(note.unwrap_or_default()).to_ascii_lowercase())?;
            put_note(tx, id.0, note)?;
            keep(tx, NOTE, Before { article: id.0, tags: Vec::new(), note: before, then: None }).map(Some)
        })
    }
}

impl Reader {
    /// The tags that the user has given, by name, with how many articles have each.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn tags(&self) -> Result<Vec<(CleanText, u64)>, StoreError> {
        self.read("read the tags", in_use)
    }

    /// The note beside an article.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn note(&self, article: ArticleId) -> Result<Option<CleanText>, StoreError> {
        self.read("read the note", |db| Ok(note_of(db, article.0)?.map(|note| CleanText::new(&note))))
    }
}

/// The tags that the user has given.
pub(super) fn in_use(db: &Connection) -> rusqlite::Result<Vec<(CleanText, u64)>> {
    let mut tags = db.prepare_cached("SELECT name, count(*) FROM tag GROUP BY name ORDER BY name")?;
    let read = |row: &Row<'_>| Ok((list::clean(row, 0)?, row.get::<_, i64>(1)?.unsigned_abs()));
    tags.query_map([], read)?.collect()
}

/// The tags of an article, by name.
pub(super) fn tags_of(db: &Connection, article: i64) -> rusqlite::Result<Vec<String>> {
    db.prepare_cached("SELECT name FROM tag WHERE article_id = ?1 ORDER BY name")?
        .query_map([article], |row| row.get(0))?
        .collect()
}

/// The note beside an article.
pub(super) fn note_of(db: &Connection, article: i64) -> rusqlite::Result<Option<String>> {
    db.prepare_cached("SELECT text FROM note WHERE article_id = ?1")?
        .query_row([article], |row| row.get(0))
        .optional()
}

/// Takes a change back; how many articles changed.
pub(super) fn undo(db: &Connection, field: &str, was: &str) -> rusqlite::Result<u64> {
    let Some(before) = undo::read::<Before>(was) else { return Ok(0) };
    let is_as_left = match before.then {
        Some(then) => now(db, field, before.article)? == then,
        None => true,
    };
    if !is_as_left || !exists(db, before.article)? {
        return Ok(0);
    }
    match field {
        TAGS => put_tags(db, before.article, &before.tags)?,
        _ => put_note(db, before.article, before.note.as_deref())?,
    }
    Ok(1)
}

/// What a change was.
pub(super) fn past(db: &Connection, field: &str, was: &str) -> rusqlite::Result<Option<PastChange>> {
    let Some(Before { article, .. }) = undo::read(was) else { return Ok(None) };
    let title = db
        .prepare_cached("SELECT title FROM article WHERE id = ?1")?
        .query_row([article], |row| list::clean(row, 0))
        .optional()?;
    let written = note_of(db, article)?.is_some();
    Ok(title.map(|article| match field {
        TAGS => PastChange::Tags { article },
        _ => PastChange::Note { article, written },
    }))
}

/// The tags or the note of an article.
fn now(db: &Connection, field: &str, article: i64) -> rusqlite::Result<Vec<String>> {
    match field {
        TAGS => tags_of(db, article),
        _ => Ok(note_of(db, article)?.into_iter().collect()),
    }
}

/// Gives an article the tags and the note of another, which is to go.
pub(super) fn merge(db: &Connection, from: i64, into: i64) -> rusqlite::Result<()> {
    let (tags, note) = (tags_of(db, from)?, note_of(db, from)?);
    if tags.is_empty() && note.is_none() {
        return Ok(());
    }
    join(db, into, tags.into_iter().collect(), note.as_deref()).map(|_| ())
}

/// Gives an article tags and a note beside its own; whether that was anything new.
pub(super) fn join(
    db: &Connection,
    article: i64,
    mut tags: BTreeSet<String>,
    note: Option<&str>,
) -> rusqlite::Result<bool> {
    let own = tags_of(db, article)?;
    let known = own.len();
    tags.extend(own);
    let has_more = tags.len() > known;
    if has_more {
        put_tags(db, article, &tags.into_iter().collect::<Vec<_>>())?;
    }
    let own = note_of(db, article)?;
    let note = match (own, note) {
        (_, None) => None,
        (Some(own), Some(note)) if own.contains(note) => None,
        (Some(own), Some(note)) if !note.contains(&own) => Some(format!("{own}\n\n{note}")),
        (_, Some(note)) => Some(note.to_owned()),
    };
    if let Some(note) = &note {
        put_note(db, article, Some(note))?;
    }
    Ok(has_more || note.is_some())
}

fn put_tags(db: &Connection, article: i64, tags: &[String]) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM tag WHERE article_id = ?1")?.execute([article])?;
    let mut insert = db.prepare_cached("INSERT OR IGNORE INTO tag (name, article_id) VALUES (?1, ?2)")?;
    tags.iter().try_for_each(|tag| insert.execute((tag, article)).map(|_| ()))?;
    sources::reindex(db, article).map(|_| ())
}

fn put_note(db: &Connection, article: i64, note: Option<&str>) -> rusqlite::Result<()> {
    match note {
        Some(note) => db
            .prepare_cached("INSERT OR REPLACE INTO note (article_id, text) VALUES (?1, ?2)")?
            .execute((article, note))?,
        None => db.prepare_cached("DELETE FROM note WHERE article_id = ?1")?.execute([article])?,
    };
    sources::reindex(db, article).map(|_| ())
}

fn exists(db: &Connection, article: i64) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE id = ?1)")?
        .query_row([article], |row| row.get(0))
}

fn keep(db: &Connection, field: &str, before: Before) -> rusqlite::Result<ChangeId> {
    let then = Some(now(db, field, before.article)?);
    let values = (field, json(&Before { then, ..before })?);
    undo::keep(db, "INSERT INTO change (field, was) VALUES (?1, ?2)", values)
}

#[cfg(test)]
mod tests {
    use super::{merge, note_of, tags_of};
    use crate::model::{ArticleKey, CleanText, Document, FeedOrigin, Timestamp, tags_in};
    use crate::store::{Incoming, Packed, Store};

    #[test]
    fn of_two_articles_that_become_one_nothing_is_lost() {
        let dir = tempfile::tempdir().expect("a folder");
        let mut store = Store::open(&dir.path().join("masthead.db")).expect("a store");
        let feed = store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("a feed");
        let incoming = |title: &str| Incoming {
            feed,
            key: ArticleKey(title.into()),
            address: None,
            url: None,
            wants_page: false,
            received: Timestamp::UNIX_EPOCH,
            content: Packed::document(&Document { title: title.into(), ..Document::default() }),
        };
        let added = store.add(&[incoming("One"), incoming("Two")]).expect("added");
        let [one, two] = [added[0].id(), added[1].id()];
        for (id, tags, note) in [(one, "a b", "First."), (two, "b c", "Second.")] {
            store.set_tags(id, &tags_in(tags)).expect("tagged");
            store.set_note(id, Some(&CleanText::from(note))).expect("noted");
        }
        let kept = store.write("merge", |tx, _| {
            merge(tx, one.0, two.0)?;
            Ok((tags_of(tx, two.0)?, note_of(tx, two.0)?))
        });
        let (tags, note) = kept.expect("merged");
        assert_eq!((tags.join(" ").as_str(), note.as_deref()), ("a b c", Some("Second.\n\nFirst.")));
    }
}
