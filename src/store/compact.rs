//! Giving room back, in steps that are a small transaction each, so that nobody waits for it: what no list has shown for days
//! is removed for good, small bundles become large ones, the index is merged, and the file gets shorter.

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::bundle::{self, Effort};
use super::counters::Tally;
use super::{body, cast, forget, hide};
use crate::model::Timestamp;

/// A compaction that is under way.
#[derive(Debug)]
pub struct Compaction {
    now: Timestamp,
    /// Whether nothing is waited for, and nothing left as it is because it is not worth the work.
    is_whole: bool,
    stage: Stage,
    /// How many articles have been removed for good.
    pub removed: u64,
    /// Whether the index was merged, as it has grown.
    has_merged: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Begin,
    Remove,
    Pack { after: i64 },
    Merge { is_begun: bool },
    Shrink,
    Done,
}

/// What has been hidden for so many days, can be had back no more.
const GRACE_DAYS: i64 = 7;
/// How often articles are looked through, in hours.
const EVERY_HOURS: i64 = 24;
/// How many articles are removed in a step.
const FEW: i64 = 32;
/// How many articles are looked at in a step.
const MANY: i64 = 512;
/// A bundle of fewer articles is packed anew.
const SMALL: i64 = 32;
/// How many pages of the index are merged in a step.
const MERGED_PAGES: i64 = 256;
/// How many pages the file gets shorter by in a step.
const FREED_PAGES: i64 = 256;
/// A store of no more pages, 64 MB, is written anew now and then: that takes a moment, and saves 3 %.
const SMALL_PAGES: i64 = 8192;

/// Whether no list shows an article, and the user has had nothing to do with it for which it is kept whatever happens.
const IS_LEAVING: &str = "a.hidden <> 0 AND a.hidden & ?1
    AND NOT EXISTS (SELECT 1 FROM status s WHERE s.article_id = a.id AND s.starred_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM tag WHERE article_id = a.id)
    AND NOT EXISTS (SELECT 1 FROM note WHERE article_id = a.id)";
/// The reasons to be hidden for which articles are removed for good some day.
const REASONS: i64 = hide::REMOVED | hide::EXPIRED;

impl Compaction {
    /// What is due; or all that can be done, where it `is_whole`: what is hidden goes at once then.
    pub fn new(now: Timestamp, is_whole: bool) -> Self {
        Self { now, is_whole, stage: Stage::Begin, removed: 0, has_merged: false }
    }

    /// Does a step; whether there is more to do.
    pub(super) fn step(&mut self, db: &Connection) -> rusqlite::Result<bool> {
        let stage = self.stage;
        self.stage = match stage {
            Stage::Begin if self.is_due(db)? => {
                self.note_hidden(db)?;
                Stage::Remove
            }
            Stage::Begin => Stage::Merge { is_begun: false },
            Stage::Remove if self.remove(db)? => Stage::Remove,
            Stage::Remove => Stage::Pack { after: i64::MIN },
            Stage::Pack { after } => match pack(db, after)? {
                Some(after) => Stage::Pack { after },
                None => {
                    set_meta(db, "compacted", self.now.as_second())?;
                    Stage::Merge { is_begun: false }
                }
            },
            Stage::Merge { is_begun } if self.merge(db, is_begun)? => {
                self.has_merged = true;
                Stage::Merge { is_begun: true }
            }
            Stage::Merge { .. } => Stage::Shrink,
            Stage::Shrink if shrink(db)? => Stage::Shrink,
            Stage::Shrink | Stage::Done => Stage::Done,
        };
        Ok(self.stage != Stage::Done)
    }

    /// Writes a small store anew that has grown, without what is left free in its pages: rows grow when they are analysed,
    /// and many come in no order. Not while somebody reads, as it is one transaction.
    pub(super) fn write_anew(&self, db: &Connection) -> rusqlite::Result<()> {
        let pages: i64 = db.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        if !self.has_merged || pages > SMALL_PAGES {
            return Ok(());
        }
        match db.execute_batch("VACUUM") {
            // Where somebody else writes, or there is no room for it, it goes without.
            Err(rusqlite::Error::SqliteFailure(error, _))
                if matches!(
                    error.code,
                    ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::DiskFull
                ) =>
            {
                Ok(())
            }
            done => done,
        }
    }

    fn is_due(&self, db: &Connection) -> rusqlite::Result<bool> {
        let last = meta(db, "compacted")?;
        Ok(self.is_whole || last.is_none_or(|last| self.now.as_second() - last >= EVERY_HOURS * 3600))
    }

    /// Notes since when articles are hidden that no list shows. What is starred, tagged or noted is kept whatever happens.
    fn note_hidden(&self, db: &Connection) -> rusqlite::Result<()> {
        let leaving = format!("SELECT a.id FROM article a WHERE {IS_LEAVING}");
        db.execute(&format!("DELETE FROM leaving WHERE article_id NOT IN ({leaving})"), [REASONS])?;
        db.execute(
            &format!("INSERT OR IGNORE INTO leaving (article_id, since) SELECT id, ?2 FROM ({leaving})"),
            (REASONS, self.now.as_second()),
        )?;
        Ok(())
    }

    /// Removes some of the articles that have been hidden for long; whether there were any.
    fn remove(&mut self, db: &Connection) -> rusqlite::Result<bool> {
        let grace = if self.is_whole { 0 } else { GRACE_DAYS * 24 * 3600 };
        let before = self.now.as_second() - grace;
        // Whatever was done with them since that was noted, counts.
        let leaving = db
            .prepare_cached(&format!(
                "SELECT a.id, a.hidden & ?4 <> 0 FROM leaving l JOIN article a ON a.id = l.article_id
                 WHERE l.since <= ?2 AND {IS_LEAVING} LIMIT ?3"
            ))?
            .query_map((REASONS, before, FEW, hide::REMOVED), |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<(i64, bool)>, _>>()?;
        let mut tally = Tally::default();
        for (article, with_feed) in &leaving {
            forget::for_good(db, *article, *with_feed, &mut tally)?;
            db.prepare_cached("DELETE FROM leaving WHERE article_id = ?1")?.execute([article])?;
        }
        tally.apply(db)?;
        self.removed += leaving.len() as u64;
        Ok(!leaving.is_empty())
    }

    /// Merges a part of the index; whether there is more to merge. That is worth it where it has grown by a quarter.
    fn merge(&self, db: &Connection, is_begun: bool) -> rusqlite::Result<bool> {
        let articles: i64 = db.query_row("SELECT articles FROM totals", [], |row| row.get(0))?;
        let merged = meta(db, "merged")?.unwrap_or_default();
        if !is_begun && !self.is_whole && articles < merged + merged / 4 + 500 {
            return Ok(false);
        }
        // Told so with a number below zero, it goes on until all of it is one.
        let pages = if is_begun { MERGED_PAGES } else { -MERGED_PAGES };
        let before = db.total_changes();
        db.prepare_cached("INSERT INTO search (search, rank) VALUES ('merge', ?1)")?.execute([pages])?;
        if db.total_changes() - before >= 2 {
            return Ok(true);
        }
        set_meta(db, "merged", articles)?;
        Ok(false)
    }
}

/// Packs together the articles of small bundles among those after one; after which to go on.
fn pack(db: &Connection, after: i64) -> rusqlite::Result<Option<i64>> {
    let articles = db
        .prepare_cached(
            "SELECT a.id, a.bundle, a.slot, b.articles < ?3 FROM article a JOIN bundle b ON b.id = a.bundle
             WHERE a.id > ?1 AND a.cast_version >= ?4 AND a.index_version > 0 ORDER BY a.id LIMIT ?2",
        )?
        .query_map((after, MANY, SMALL, cast::READABLE), |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?
        .collect::<Result<Vec<(i64, i64, u32, bool)>, _>>()?;
    let Some((last, ..)) = articles.last() else { return Ok(None) };
    let small: Vec<(i64, i64, u32)> = articles
        .iter()
        .filter(|(.., small)| *small)
        .map(|(id, bundle, slot, _)| (*id, *bundle, *slot))
        .collect();
    for articles in small.chunks(bundle::ARTICLES).filter(|articles| articles.len() as i64 >= SMALL) {
        repack(db, articles)?;
    }
    Ok(Some(*last))
}

fn repack(db: &Connection, articles: &[(i64, i64, u32)]) -> rusqlite::Result<()> {
    let mut packed = db.prepare_cached("SELECT packed FROM bundle WHERE id = ?1")?;
    let mut parts = Vec::with_capacity(articles.len() * 2);
    for (_, bundle, slot) in articles {
        let both = packed.query_row([bundle], |row| {
            let blob = row.get_ref(0)?.as_blob().unwrap_or_default();
            Ok([bundle::part(blob, *slot)?, bundle::part(blob, slot + 1)?])
        })?;
        parts.extend(both);
    }
    if parts.iter().map(Vec::len).sum::<usize>() > bundle::MAX_BYTES {
        return Ok(());
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    let id = bundle::next_id(db)?;
    bundle::insert(db, id, articles.len(), &bundle::pack(&parts, Effort::Thorough)?)?;
    for (nth, (article, was, _)) in articles.iter().enumerate() {
        db.prepare_cached("UPDATE article SET bundle = ?2, slot = ?3 WHERE id = ?1")?.execute((
            article,
            id,
            i64::try_from(nth * 2).map_err(body::damage)?,
        ))?;
        bundle::leave(db, *was, 1)?;
    }
    Ok(())
}

/// Gives pages of the file back that nothing is in; whether there are more.
fn shrink(db: &Connection) -> rusqlite::Result<bool> {
    let free = || db.query_row("PRAGMA freelist_count", [], |row| row.get::<_, i64>(0));
    let before = free()?;
    if before == 0 {
        return Ok(false);
    }
    // Each row that it answers is a page.
    let mut vacuum = db.prepare(&format!("PRAGMA incremental_vacuum({FREED_PAGES})"))?;
    let mut pages = vacuum.query([])?;
    while pages.next()?.is_some() {}
    // A store of an older version cannot get shorter: its free pages are used again.
    let after = free()?;
    Ok(after > 0 && after < before)
}

fn meta(db: &Connection, name: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT CAST(value AS INTEGER) FROM meta WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

fn set_meta(db: &Connection, name: &str, value: i64) -> rusqlite::Result<()> {
    db.prepare_cached("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)")?
        .execute((name, value.to_string()))?;
    Ok(())
}
