//! The rules that mute, and the articles that they have muted.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};

use super::counters::Tally;
use super::writer::json;
use super::{compile, hide, saved, undo, walk};
use crate::model::{ArticleId, ChangeId, FeedId, Listing, PastChange, Query, Rule, RuleId, Scope};

/// As what it is kept that a rule came or went.
pub(super) const CHANGE: &str = "rule";

/// A rule that came or went.
#[derive(Serialize, Deserialize)]
struct Change {
    rule: i64,
    feed: Option<i64>,
    query: String,
    /// Whether it came.
    added: bool,
}

/// Every rule, the oldest first.
pub(super) fn all(db: &Connection) -> rusqlite::Result<Vec<Rule>> {
    db.prepare_cached("SELECT id, feed_id, test FROM rule ORDER BY id")?
        .query_map([], |row| {
            let query = saved::query(row.get_ref(2)?.as_str().unwrap_or_default())?;
            Ok(Rule { id: RuleId(row.get(0)?), feed: row.get::<_, Option<i64>>(1)?.map(FeedId), query })
        })?
        .collect()
}

/// Adds a rule; the articles that are here already are left as they are.
pub(super) fn add(
    db: &Connection,
    feed: Option<FeedId>,
    query: &Query,
) -> rusqlite::Result<(RuleId, ChangeId)> {
    let rule = insert(db, feed, query)?;
    let feed = feed.map(|feed| feed.0);
    let change = Change { rule: rule.0, feed, query: query.to_string(), added: true };
    Ok((rule, keep(db, &change)?))
}

/// The same, which is no change to take back.
pub(super) fn insert(db: &Connection, feed: Option<FeedId>, query: &Query) -> rusqlite::Result<RuleId> {
    db.prepare_cached("INSERT INTO rule (feed_id, test) VALUES (?1, ?2)")?
        .execute((feed.map(|feed| feed.0), query.to_string()))?;
    Ok(RuleId(db.last_insert_rowid()))
}

/// Takes a rule away; whether there was one.
pub(super) fn remove(db: &Connection, rule: RuleId) -> rusqlite::Result<bool> {
    let removed: Option<(Option<i64>, String)> = db
        .prepare_cached("DELETE FROM rule WHERE id = ?1 RETURNING feed_id, test")?
        .query_row([rule.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((feed, query)) = removed else { return Ok(false) };
    keep(db, &Change { rule: rule.0, feed, query, added: false })?;
    Ok(true)
}

/// Takes back that a rule came or went; how many rules that changed. The articles are left as they are.
pub(super) fn undo(db: &Connection, was: &str) -> rusqlite::Result<u64> {
    let Some(Change { rule, feed, query, added }) = undo::read(was) else { return Ok(0) };
    let changed = if added {
        db.prepare_cached("DELETE FROM rule WHERE id = ?1")?.execute([rule])?
    } else {
        // Its feed may have gone for good.
        db.prepare_cached(
            "INSERT OR IGNORE INTO rule (id, feed_id, test)
             SELECT ?1, ?2, ?3 WHERE ?2 IS NULL OR EXISTS (SELECT 1 FROM feed WHERE id = ?2)",
        )?
        .execute((rule, feed, query))?
    };
    Ok(changed as u64)
}

/// What a change of rules was.
pub(super) fn past(was: &str) -> Option<PastChange> {
    let Change { rule, query, added, .. } = undo::read(was)?;
    let query = saved::query(&query).ok()?;
    let past = if added { PastChange::RuleAdded } else { PastChange::RuleRemoved };
    Some(past(RuleId(rule), query))
}

fn keep(db: &Connection, change: &Change) -> rusqlite::Result<ChangeId> {
    undo::keep(db, "INSERT INTO change (field, was) VALUES (?1, ?2)", (CHANGE, json(change)?))
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

/// Mutes those of some articles that a rule is about, and lets the others be heard: they have just been analysed.
pub(super) fn test(db: &Connection, articles: &[i64]) -> rusqlite::Result<()> {
    let rules = all(db)?;
    let (Some(first), Some(last)) = (articles.iter().min(), articles.iter().max()) else { return Ok(()) };
    let mut found = BTreeSet::new();
    for rule in &rules {
        found.extend(matching(db, rule, (*first, *last))?);
    }
    let any: bool = db
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM article WHERE hidden <> 0 AND hidden & 2)")?
        .query_row([], |row| row.get(0))?;
    if found.is_empty() && !any {
        return Ok(());
    }
    let muted: Vec<(ArticleId, bool)> =
        articles.iter().map(|id| (ArticleId(*id), found.contains(id))).collect();
    mute(db, &muted).map(|_| ())
}

/// The articles that a rule is about, muted or not, the newest first.
pub(super) fn about(db: &Connection, rule: &Rule) -> rusqlite::Result<Vec<ArticleId>> {
    Ok(matching(db, rule, (i64::MIN, i64::MAX))?.into_iter().map(ArticleId).collect())
}

/// The articles that are muted, the newest first.
pub(super) fn muted(db: &Connection) -> rusqlite::Result<Vec<ArticleId>> {
    db.prepare_cached("SELECT id FROM article WHERE hidden <> 0 AND hidden & 2 ORDER BY id DESC")?
        .query_map([], |row| row.get(0).map(ArticleId))?
        .collect()
}

fn matching(db: &Connection, rule: &Rule, range: (i64, i64)) -> rusqlite::Result<Vec<i64>> {
    let scope = rule.feed.map_or(Scope::All, Scope::Feed);
    let listing = Listing { scope, filter: Some(rule.query.clone()) };
    compile::plan_of_hidden_too(db, &listing)?
        .map_or(Ok(Vec::new()), |plan| walk::ids(db, &plan.between(range)))
}
