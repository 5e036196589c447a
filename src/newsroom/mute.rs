//! Which articles are muted: tested as soon as they are analysed, and again when a rule comes or goes.

use std::collections::HashSet;

use super::Newsroom;
use super::error::NewsroomError;
use crate::model::{ArticleId, ChangeId, FeedId, PastChange, Query, RuleId};

/// How many articles are muted at once.
const BATCH: usize = 200;

/// Adds a rule and mutes what it is about; how many articles that are. `go_on` is told how many were muted, and says
/// whether to go on.
pub(super) fn add(
    newsroom: &mut Newsroom,
    feed: Option<FeedId>,
    query: &Query,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(RuleId, u64, ChangeId), NewsroomError> {
    if query.is_empty() {
        return Err(NewsroomError::Rule { why: "it needs something to look for".to_owned() });
    }
    // What is analysed meanwhile is muted by the rule there, and counts all the same.
    let muted: HashSet<ArticleId> = newsroom.reader.muted()?.into_iter().collect();
    let (rule, change) = newsroom.store.add_rule(feed, query)?;
    Ok((rule, apply(newsroom, rule, &muted, go_on)?, change))
}

/// Takes a rule away, and lets be heard what no other one mutes; how many articles that are, or `None` where there is
/// no such rule.
pub(super) fn remove(
    newsroom: &mut Newsroom,
    rule: RuleId,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Option<u64>, NewsroomError> {
    if !newsroom.store.remove_rule(rule)? {
        return Ok(None);
    }
    release(newsroom, go_on).map(Some)
}

/// Has the articles follow a rule that came back, or went again.
pub(super) fn follow(newsroom: &mut Newsroom, past: &PastChange) -> Result<(), NewsroomError> {
    match past {
        PastChange::RuleAdded(..) => release(newsroom, &mut |_| true)?,
        PastChange::RuleRemoved(rule, _) => apply(newsroom, *rule, &HashSet::new(), &mut |_| true)?,
        _ => 0,
    };
    Ok(())
}

/// Mutes what a rule is about, but for what is `muted` already; how many articles that are.
fn apply(
    newsroom: &mut Newsroom,
    rule: RuleId,
    muted: &HashSet<ArticleId>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<u64, NewsroomError> {
    let about = newsroom.reader.rules()?.into_iter().find(|known| known.id == rule);
    let mut about = about.map_or(Ok(Vec::new()), |rule| newsroom.reader.muted_by(&rule))?;
    about.retain(|article| !muted.contains(article));
    mute(newsroom, &about, true, go_on)
}

/// Lets be heard what no rule mutes; how many articles that are.
fn release(newsroom: &mut Newsroom, go_on: &mut dyn FnMut(u64) -> bool) -> Result<u64, NewsroomError> {
    let mut stay = HashSet::new();
    for rule in newsroom.reader.rules()? {
        stay.extend(newsroom.reader.muted_by(&rule)?);
    }
    let heard: Vec<ArticleId> =
        newsroom.reader.muted()?.into_iter().filter(|article| !stay.contains(article)).collect();
    mute(newsroom, &heard, false, go_on)
}

fn mute(
    newsroom: &mut Newsroom,
    articles: &[ArticleId],
    on: bool,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<u64, NewsroomError> {
    let mut done = 0;
    for batch in articles.chunks(BATCH) {
        let batch: Vec<(ArticleId, bool)> = batch.iter().map(|article| (*article, on)).collect();
        newsroom.store.mute(&batch)?;
        done += batch.len() as u64;
        if !go_on(done) {
            break;
        }
    }
    Ok(done)
}
