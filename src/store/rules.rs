//! The rules that mute, and the articles that they have muted.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::counters::Tally;
use super::{compile, hide, saved, walk};
use crate::model::{ArticleId, FeedId, Listing, Query, Rule, RuleId, Scope};

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
pub(super) fn add(db: &Connection, feed: Option<FeedId>, query: &Query) -> rusqlite::Result<RuleId> {
    db.prepare_cached("INSERT INTO rule (feed_id, test) VALUES (?1, ?2)")?
        .execute((feed.map(|feed| feed.0), query.to_string()))?;
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
