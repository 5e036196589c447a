//! The articles of a store that is made of records. They are in the index by their titles, and wait to be analysed.

use rusqlite::Connection;

use super::super::bundle::{self, Effort};
use super::super::filling::Part;
use super::super::vocabulary::Vocabulary;
use super::super::words::indexed;
use super::super::writer::json;
use super::super::{body, hide, index};
use super::fill::Filling;
use super::wrong;
use crate::model::{ArticleId, ArticleRecord, Brought, GoneRecord, RevisionRecord, Says, Timestamp, tags_in};

impl Filling {
    pub(super) fn gone(&self, gone: &GoneRecord) -> rusqlite::Result<()> {
        let GoneRecord { id, into, known_as } = gone;
        self.db
            .prepare_cached("INSERT INTO merged (article_id, into_id) VALUES (?1, ?2)")?
            .execute((id.0, (*into).max(-1)))?;
        note_known(&self.db, *id, known_as)
    }

    pub(super) fn article(&mut self, article: &ArticleRecord) -> rusqlite::Result<()> {
        let id = article.id;
        if article.feeds.is_empty() {
            return Err(wrong("no feed brought it"));
        }
        self.sequence.begin(article)?;
        let removed = article.feeds.iter().map(|brought| self.known(brought.feed.0));
        let all_removed = removed.collect::<Result<Vec<bool>, _>>()?.into_iter().all(|removed| removed);
        let hidden =
            [(all_removed, hide::REMOVED), (article.muted, hide::MUTED), (article.expired, hide::EXPIRED)];
        let hidden: i64 = hidden.iter().filter(|(is_so, _)| *is_so).map(|(_, reason)| reason).sum();
        if let Some(page) = &article.wants_page {
            self.known(page.feed.0)?;
        }
        let place = self.bundles.push(&self.db, &Part::Loose(part(&article.says).into()))?;
        insert_article(&self.db, id, article, place, hidden)?;
        note_known(&self.db, id, &article.known_as)?;
        insert_own(&self.db, id, article, &mut self.vocabulary)?;
        self.db.prepare_cached("INSERT INTO waiting (article_id) VALUES (?1)")?.execute([id.0])?;
        let feeds: Vec<i64> = article.feeds.iter().map(|brought| brought.feed.0).collect();
        index::insert(&self.db, id.0, &feeds, &[], &indexed(&article.title))
    }

    pub(super) fn revision(&mut self, revision: &RevisionRecord) -> rusqlite::Result<()> {
        self.sequence.next(revision)?;
        insert_revision(&self.db, revision.article, revision)
    }
}

/// Puts an article into a store, under an id that is free, with the feeds that brought it and the page that it wants.
pub(super) fn insert_article(
    db: &Connection,
    id: ArticleId,
    article: &ArticleRecord,
    (bundle, slot): (i64, i64),
    hidden: i64,
) -> rusqlite::Result<()> {
    let Some(first) = article.feeds.first() else { return Err(wrong("no feed brought it")) };
    db.prepare_cached(
        "INSERT INTO article (id, feed_id, title, published, received, revision, hash, index_version,
            cast_version, bundle, slot, url, text_from, hidden)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, 0, ?8, ?9, ?10, ?11, ?12)",
    )?
    .execute((
        id.0,
        first.feed.0,
        article.title.as_str(),
        article.published.map(Timestamp::as_microsecond),
        article.received.as_microsecond(),
        article.revision,
        article.hash,
        bundle,
        slot,
        article.url.as_deref(),
        article.text_from.as_deref(),
        hidden,
    ))?;
    brought(db, id, &article.feeds)?;
    if let Some(page) = &article.wants_page {
        db.prepare_cached(
            "INSERT INTO wanted_page (article_id, url, feed_id, tries) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute((id.0, page.url.as_str(), page.feed.0, page.tries))?;
    }
    Ok(())
}

/// What the user did with an article, and wrote beside it.
pub(super) fn insert_own(
    db: &Connection,
    id: ArticleId,
    article: &ArticleRecord,
    vocabulary: &mut Vocabulary,
) -> rusqlite::Result<()> {
    let ArticleRecord { read, starred, read_revision, read_before, tags, note, place, .. } = article;
    if read.is_some() || starred.is_some() || read_revision.is_some() {
        db.prepare_cached(
            "INSERT INTO status (article_id, read_at, starred_at, read_revision, read_before)
             VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute((
            id.0,
            read.map(Timestamp::as_microsecond),
            starred.map(Timestamp::as_microsecond),
            read_revision,
            read_before,
        ))?;
    }
    let mut tag = db.prepare_cached("INSERT OR IGNORE INTO tag (name, article_id) VALUES (?1, ?2)")?;
    for name in tags.iter().flat_map(|tag| tags_in(tag)) {
        tag.execute((name.as_str(), id.0))?;
    }
    if let Some(note) = note.as_ref().map(|note| note.trim()).filter(|note| !note.is_empty()) {
        vocabulary.learn(db, &indexed(note).to_ascii_lowercase())?;
        db.prepare_cached("INSERT INTO note (article_id, text) VALUES (?1, ?2)")?.execute((id.0, note))?;
    }
    if let Some(place) = place {
        db.prepare_cached("INSERT INTO place (article_id, value) VALUES (?1, ?2)")?
            .execute((id.0, json(place)?))?;
    }
    Ok(())
}

/// Puts what an article said once beside it.
pub(super) fn insert_revision(
    db: &Connection,
    article: ArticleId,
    revision: &RevisionRecord,
) -> rusqlite::Result<()> {
    let RevisionRecord { number, url, replaced, hash, says, .. } = revision;
    let part = part(says);
    let mark = hash.map(|hash| hash.to_le_bytes());
    let parts: Vec<&[u8]> =
        std::iter::once(part.as_slice()).chain(mark.as_ref().map(|mark| &mark[..])).collect();
    db.prepare_cached(
        "INSERT INTO revision (article_id, n, url, document, replaced) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((
        article.0,
        number,
        url.as_deref(),
        bundle::pack(&parts, Effort::Thorough)?,
        replaced.map(Timestamp::as_microsecond),
    ))?;
    Ok(())
}

fn brought(db: &Connection, id: ArticleId, feeds: &[Brought]) -> rusqlite::Result<()> {
    let mut entry = db.prepare_cached("INSERT INTO entry (feed_id, article_id, hash) VALUES (?1, ?2, ?3)")?;
    let mut also = db.prepare_cached("INSERT INTO also (article_id, feed_id) VALUES (?1, ?2)")?;
    for (nth, Brought { feed, hash }) in feeds.iter().enumerate() {
        entry.execute((feed.0, id.0, hash))?;
        if nth > 0 {
            also.execute((id.0, feed.0))?;
        }
    }
    Ok(())
}

/// Notes what an article is known as; what another is known as stays that one's.
pub(super) fn note_known(db: &Connection, id: ArticleId, known_as: &[i64]) -> rusqlite::Result<()> {
    let mut known = db.prepare_cached("INSERT OR IGNORE INTO identity (hash, article_id) VALUES (?1, ?2)")?;
    known_as.iter().try_for_each(|hash| known.execute((hash, id.0)).map(|_| ()))
}

pub(super) fn part(says: &Says) -> Vec<u8> {
    match says {
        Says::Document(document) => body::document_part(document),
        Says::Entry(entry) => body::entry_part(&entry.head, &entry.entry),
    }
}
