//! The rules that mute, and the articles that they have muted.

use rusqlite::Connection;

use super::counters::Tally;
use super::writer::json;
use super::{body, hide};
use crate::model::{ArticleId, FeedId, Rule, RuleId, RuleTest};

/// Every rule, the oldest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<Rule>> {
    db.prepare_cached("SELECT id, feed_id, test FROM rule ORDER BY id")?
        .query_map([], |row| {
            let test = serde_json::from_str(&row.get::<_, String>(2)?);
            let test = test.map_err(|error| body::damage(error.to_string()))?;
            Ok(Rule { id: RuleId(row.get(0)?), feed: row.get::<_, Option<i64>>(1)?.map(FeedId), test })
        })?
        .collect()
}

/// Adds a rule; the articles that are here already are left as they are.
pub(super) fn add(db: &Connection, feed: Option<FeedId>, test: &RuleTest) -> rusqlite::Result<RuleId> {
    db.prepare_cached("INSERT INTO rule (feed_id, test) VALUES (?1, ?2)")?
        .execute((feed.map(|feed| feed.0), json(test)?))?;
    Ok(RuleId(db.last_insert_rowid()))
}

/// Takes a rule away; whether there was one.
pub(super) fn remove(db: &Connection, rule: RuleId) -> rusqlite::Result<bool> {
    Ok(db.prepare_cached("DELETE FROM rule WHERE id = ?1")?.execute([rule.0])? > 0)
}

/// Mutes articles, or lets them be heard again; how many that changed.
pub(super) fn mute(db: &Connection, articles: &[(ArticleId, bool)]) -> rusqlite::Result<u64> {
    let (mut tally, mut changed) = (Tally::default(), 0);
    for (ArticleId(id), muted) in articles {
        changed += u64::from(hide::set(db, *id, hide::MUTED, *muted, &mut tally)?);
    }
    tally.apply(db)?;
    Ok(changed)
}

/// The feed, the id and the text of articles from the newest on, those older than `from`; only muted ones, where that
/// is wanted.
pub(super) fn to_test(
    db: &Connection,
    only_muted: bool,
    from: Option<ArticleId>,
    limit: usize,
) -> rusqlite::Result<Vec<ArticleId>> {
    let condition = if only_muted { "hidden & 2 AND hidden <> 0" } else { "1" };
    db.prepare_cached(&format!(
        "SELECT id FROM article WHERE {condition} AND id < ?1 ORDER BY id DESC LIMIT ?2"
    ))?
    .query_map((from.map_or(i64::MAX, |id| id.0), i64::try_from(limit).unwrap_or(i64::MAX)), |row| {
        Ok(ArticleId(row.get(0)?))
    })?
    .collect()
}
