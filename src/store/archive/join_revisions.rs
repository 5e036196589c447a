//! What one article said here and what it said there, put into one row.

use rusqlite::Connection;

use super::super::add::{self, Replacement};
use super::super::body::{self, Packed};
use super::super::bundle::{self, Effort};
use super::super::filling::Part;
use super::super::status;
use super::fill_articles::part;
use super::join::Joining;
use crate::model::{ArticleId, ArticleRecord, RevisionRecord, Timestamp};

/// An article that is here already, as an export has it.
pub(super) struct Versions {
    pub(super) id: ArticleId,
    /// Whether it has got something already.
    pub(super) has_grown: bool,
    /// What it said there once, the first first.
    pub(super) before: Vec<Version>,
    pub(super) now: ArticleRecord,
}

/// What an article said at a time.
#[derive(Clone)]
pub(super) struct Version {
    /// Its number here, where it has one.
    number: Option<u32>,
    url: Option<String>,
    /// When the next one replaced it.
    replaced: Option<i64>,
    hash: Option<i64>,
    part: Vec<u8>,
}

impl Version {
    pub(super) fn of(revision: &RevisionRecord) -> Self {
        Self {
            number: None,
            url: revision.url.as_ref().map(ToString::to_string),
            replaced: revision.replaced.map(Timestamp::as_microsecond),
            hash: revision.hash,
            part: part(&revision.says),
        }
    }

    /// Whether both say the same. What an older version kept is told by its words alone.
    fn is(&self, other: &Self) -> bool {
        match (self.hash, other.hash) {
            (Some(one), Some(other)) if one == other => true,
            _ => self.part == other.part,
        }
    }
}

impl Joining<'_> {
    /// Gives the article before what it said there and not here. Which of two is what it says now: the one that the other
    /// store has as an earlier one is not; else, the one that came later is.
    pub(super) fn settle(&mut self) -> rusqlite::Result<()> {
        let Some(Versions { id, has_grown, before, now: theirs }) = self.versions.take() else {
            return Ok(());
        };
        let (mut all, now, since) = versions(&self.db, id)?;
        let there_since = before.last().and_then(|last| last.replaced);
        let there_since = there_since.unwrap_or(theirs.received.as_microsecond());
        let latest = Version {
            number: None,
            url: theirs.url.as_ref().map(ToString::to_string),
            replaced: Some(since.max(there_since)),
            hash: Some(theirs.hash),
            part: part(&theirs.says),
        };
        let own = all.len();
        let is_here = |version: &Version| now.is(version) || all.iter().any(|own| own.is(version));
        let mut more: Vec<Version> = before.iter().filter(|version| !is_here(version)).cloned().collect();
        let mut replaced_at = None;
        if !is_here(&latest) {
            let known_there = before.iter().find(|version| version.is(&now));
            if known_there.is_some() || there_since > since {
                replaced_at = Some(known_there.and_then(|known| known.replaced).unwrap_or(there_since));
            } else {
                more.push(latest);
            }
        }
        all.extend(more);
        all.extend(replaced_at.map(|at| Version { replaced: Some(at), ..now.clone() }));
        let has_more = all.len() > own;
        if has_more {
            if replaced_at.is_some() {
                let content = Packed {
                    title: theirs.title.clone(),
                    published: theirs.published,
                    hash: theirs.hash,
                    part: Part::Loose(part(&theirs.says).into()),
                };
                let by = Replacement {
                    url: theirs.url.as_deref(),
                    text_from: theirs.text_from.as_deref(),
                    content: &content,
                };
                add::replace(&self.db, id.0, &by, &mut self.tally)?;
            }
            all.sort_by_key(|version| version.replaced);
            put(&self.db, id, &all, now.number.filter(|_| replaced_at.is_none()))?;
            if replaced_at.is_some() && theirs.read.is_some() && theirs.read_revision == Some(theirs.revision)
            {
                // They have read what it says now, there.
                status::note_revision(&self.db, id)?;
            }
        }
        self.joined.grown += u64::from(has_grown || has_more);
        Ok(())
    }
}

/// What an article that is here said before, the first first; what it says now; and since when.
fn versions(db: &Connection, id: ArticleId) -> rusqlite::Result<(Vec<Version>, Version, i64)> {
    let mut found = db
        .prepare_cached("SELECT n, url, replaced, document FROM revision WHERE article_id = ?1 ORDER BY n")?;
    let before = found
        .query_map([id.0], |row| {
            let mut parts = bundle::unpack(row.get_ref(3)?.as_blob().unwrap_or_default())?.into_iter();
            let part = parts.next().unwrap_or_default();
            let hash = parts.next().and_then(|mark| mark.try_into().ok()).map(i64::from_le_bytes);
            Ok(Version { number: row.get(0)?, url: row.get(1)?, replaced: row.get(2)?, hash, part })
        })?
        .collect::<Result<Vec<_>, _>>()?;
    let part = body::part(db, id.0)?.unwrap_or_default();
    let (now, received) = db
        .prepare_cached("SELECT revision, url, hash, received FROM article WHERE id = ?1")?
        .query_row([id.0], |row| {
            let (number, url, hash) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((Version { number, url, replaced: None, hash, part }, row.get::<_, i64>(3)?))
        })?;
    let since = before.last().and_then(|last| last.replaced).unwrap_or(received);
    Ok((before, now, since))
}

/// Numbers all that an article said anew; which of it the user has read stays as it is. `current` is the number that what it
/// says now had before, where it says the same.
fn put(db: &Connection, id: ArticleId, before: &[Version], current: Option<u32>) -> rusqlite::Result<()> {
    db.prepare_cached("DELETE FROM revision WHERE article_id = ?1")?.execute([id.0])?;
    let mut insert = db.prepare_cached(
        "INSERT INTO revision (article_id, n, url, document, replaced) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, version) in (1..).zip(before) {
        let mark = version.hash.map(i64::to_le_bytes);
        let parts: Vec<&[u8]> =
            std::iter::once(version.part.as_slice()).chain(mark.as_ref().map(|mark| &mark[..])).collect();
        let document = bundle::pack(&parts, Effort::Thorough)?;
        insert.execute((id.0, number, &version.url, document, version.replaced))?;
    }
    let newest = u32::try_from(before.len()).unwrap_or(u32::MAX).saturating_add(1);
    db.prepare_cached("UPDATE article SET revision = ?2 WHERE id = ?1")?.execute((id.0, newest))?;
    let numbers = (1..).zip(before).map(|(number, version)| (version.number, number));
    let numbers: Vec<(u32, u32)> =
        numbers.chain([(current, newest)]).filter_map(|(was, is)| Some((was?, is))).collect();
    let is_now =
        |was: Option<u32>| numbers.iter().find(|(number, _)| Some(*number) == was).map(|(_, is)| *is);
    let read: Vec<(Option<u32>, Option<u32>)> = db
        .prepare_cached("SELECT read_revision, read_before FROM status WHERE article_id = ?1")?
        .query_map([id.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (last, before) in read {
        db.prepare_cached("UPDATE status SET read_revision = ?2, read_before = ?3 WHERE article_id = ?1")?
            .execute((id.0, is_now(last), is_now(before)))?;
    }
    Ok(())
}
