//! What the user has settled and cannot be read any more: it would be in the way of everything that goes through all of it.

use rusqlite::Connection;

use super::super::subscription::folders_of;
use super::super::{body, saved};
use super::Finding;
use crate::model::{ActorEdit, CleanText, ReadingPlace};

/// What may be no text of its kind: what it is, where it stands, whether it is one, and what is done where it is not.
type Check = (&'static str, &'static str, fn(&str) -> bool, &'static str);

const CHECKS: &[Check] = &[
    (
        "a rule that mutes cannot be read",
        "SELECT id, test FROM rule",
        |text| saved::query(text).is_ok(),
        "DELETE FROM rule WHERE id = ?1",
    ),
    (
        "a saved search cannot be read",
        "SELECT id, query FROM saved",
        |text| saved::query(text).is_ok(),
        "DELETE FROM saved WHERE id = ?1",
    ),
    (
        "what was settled of an actor cannot be read",
        "SELECT id, edit FROM actor_edit",
        |text| serde_json::from_str::<ActorEdit>(text).is_ok(),
        "DELETE FROM actor_edit WHERE id = ?1",
    ),
    (
        "the folders of a feed cannot be read",
        "SELECT feed_id, folders FROM subscription",
        |text| folders_of(text).is_ok(),
        "UPDATE subscription SET folders = '[]' WHERE feed_id = ?1",
    ),
    (
        "where an article was left cannot be read",
        "SELECT article_id, value FROM place",
        |text| serde_json::from_str::<ReadingPlace>(text).is_ok(),
        "DELETE FROM place WHERE article_id = ?1",
    ),
];

pub(super) fn examine(db: &Connection) -> rusqlite::Result<Vec<Finding>> {
    let mut found = Vec::new();
    for (what, sql, is_one, _) in CHECKS {
        for (_, text) in unreadable(db, sql, *is_one)? {
            let text = CleanText::line(&text);
            found.push(Finding::mended(format!("{what}: {text}"), 1, "takes it away"));
        }
    }
    Ok(found)
}

pub(super) fn mend(db: &Connection) -> rusqlite::Result<()> {
    for (_, sql, is_one, mend) in CHECKS {
        for (id, _) in unreadable(db, sql, *is_one)? {
            db.execute(mend, [id])?;
        }
    }
    Ok(())
}

/// The texts that are none of their kind: no more than a person looks through.
fn unreadable(db: &Connection, sql: &str, is_one: fn(&str) -> bool) -> rusqlite::Result<Vec<(i64, String)>> {
    let mut found = db.prepare(sql)?;
    let mut rows = found.query([])?;
    let mut wrong = Vec::new();
    while let Some(row) = rows.next()? {
        let text = row.get_ref(1)?.as_str().map_err(|_| body::damage("a text that is none"))?;
        if !is_one(text) {
            wrong.push((row.get(0)?, text.to_owned()));
        }
    }
    Ok(wrong)
}
