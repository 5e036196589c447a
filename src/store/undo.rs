//! Taking changes back, whoever made them: this session, an earlier one, or another program. Each sort of change looks
//! for itself whether what it changed is still as it left it; where it is not, it is left alone.

use rusqlite::{Connection, OptionalExtension, Params};
use serde::de::DeserializeOwned;

use super::{Store, StoreError, actor_edit, list, notes, rules, saved, status, subscription};
use crate::model::{ChangeId, FeedId, PastChange};

/// How many changes of marks are kept, and how many others: no number of articles that are marked takes away what
/// brings back something that was removed.
const KEPT: [i64; 2] = [500, 50];
/// Whether a change is one of marks.
const IS_MARK: &str = "field IN ('read', 'starred')";

impl Store {
    /// Takes a change back; how many things changed back. Nothing happens the second time, nor where what it changed
    /// was changed again since.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn undo(&mut self, change: ChangeId) -> Result<u64, StoreError> {
        self.write("undo the change", |tx, _| undo(tx, change))
    }

    /// Takes a change back, or the last that can be, where none is named; what it was. `None` where there is nothing that
    /// changed back.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_back(&mut self, change: Option<ChangeId>) -> Result<Option<PastChange>, StoreError> {
        self.write("undo the change", |tx, _| {
            let changes = change.map_or_else(|| newest_first(tx), |change| Ok(vec![change]))?;
            for change in changes {
                let Some(past) = in_values(tx, change)? else { continue };
                if undo(tx, change)? > 0 {
                    return Ok(Some(past));
                }
            }
            Ok(None)
        })
    }

    /// Removes a feed that was added just now, as if it had not been; whether it was there. That is no change to take back.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn take_feed_away(&mut self, feed: FeedId) -> Result<bool, StoreError> {
        self.write("remove the feed", |tx, _| Ok(subscription::take_away(tx, feed)?.is_some()))
    }
}

/// Keeps what was changed, to be taken back; those of long ago can be taken back no more.
pub(super) fn keep(db: &Connection, insert: &str, values: impl Params) -> rusqlite::Result<ChangeId> {
    db.prepare_cached(insert)?.execute(values)?;
    let id = db.last_insert_rowid();
    let is_mark: bool = db
        .prepare_cached(&format!("SELECT {IS_MARK} FROM change WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))?;
    db.prepare_cached(&format!(
        "DELETE FROM change WHERE ({IS_MARK}) = ?1 AND id <= (
            SELECT id FROM change WHERE ({IS_MARK}) = ?1 ORDER BY id DESC LIMIT 1 OFFSET ?2)"
    ))?
    .execute((is_mark, KEPT[usize::from(is_mark)]))?;
    Ok(ChangeId(id))
}

/// Which sort of change it is, and what it keeps of how things were.
fn kept(db: &Connection, change: ChangeId) -> rusqlite::Result<Option<(String, Option<String>)>> {
    db.prepare_cached("SELECT field, was FROM change WHERE id = ?1")?
        .query_row([change.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// What a change keeps as JSON; `None` where it is nothing that this masthead knows.
pub(super) fn read<T: DeserializeOwned>(was: &str) -> Option<T> {
    serde_json::from_str(was).ok()
}

fn newest_first(db: &Connection) -> rusqlite::Result<Vec<ChangeId>> {
    db.prepare_cached("SELECT id FROM change ORDER BY id DESC")?
        .query_map([], |row| row.get(0).map(ChangeId))?
        .collect()
}

fn undo(db: &Connection, change: ChangeId) -> rusqlite::Result<u64> {
    let Some((field, was)) = kept(db, change)? else { return Ok(0) };
    let was = was.unwrap_or_default();
    let is_mark = [status::READ, status::STARRED].contains(&field.as_str());
    let changed = match field.as_str() {
        _ if is_mark => status::undo(db, change, &field)?,
        actor_edit::CHANGE => actor_edit::undo(db, &was)?,
        notes::TAGS | notes::NOTE => notes::undo(db, &field, &was)?,
        saved::CHANGE => saved::undo(db, &was)?,
        rules::CHANGE => rules::undo(db, &was)?,
        _ => subscription::undo(db, change)?,
    };
    if changed > 0 || is_mark {
        db.prepare_cached("DELETE FROM change WHERE id = ?1")?.execute([change.0])?;
    }
    Ok(changed)
}

/// What a change was; `None` where what it was about is not there any more.
fn in_values(db: &Connection, change: ChangeId) -> rusqlite::Result<Option<PastChange>> {
    let Some((field, was)) = kept(db, change)? else { return Ok(None) };
    let was = was.unwrap_or_default();
    match field.as_str() {
        status::READ | status::STARRED => status::past(db, change, &field).map(Some),
        actor_edit::CHANGE => actor_edit::past(db, &was),
        notes::TAGS | notes::NOTE => notes::past(db, &field, &was),
        saved::CHANGE => Ok(saved::past(&was)),
        rules::CHANGE => Ok(rules::past(&was)),
        _ => {
            let feed = db
                .prepare_cached(
                    "SELECT f.name FROM change c JOIN feed f ON f.id = c.feed_id WHERE c.id = ?1",
                )?
                .query_row([change.0], |row| list::clean(row, 0))
                .optional()?;
            let is_removal = field == subscription::REMOVED;
            Ok(feed.map(if is_removal { PastChange::FeedRemoved } else { PastChange::FeedEdited }))
        }
    }
}
