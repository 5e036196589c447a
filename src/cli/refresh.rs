//! `masthead refresh`.

use serde_json::{Value, json};

use super::Outcome;
use super::analysing::analyse;
use super::args::{Refresh, Shared};
use super::config::Config;
use super::feeds;
use super::out::{ProgressLine, complain, json_text, note, say};
use super::own_actors::known_actors;
use crate::model::count;
use crate::newsroom::{Newsroom, RefreshProgress, RefreshReport, Refreshed, Which};

/// Fetches what is new. Whether every feed could be read.
pub(super) fn refresh(shared: &Shared, refresh: &Refresh, config: Config) -> Outcome {
    let mut newsroom =
        Newsroom::open(&shared.store_dir()?)?.with_labels(config.labels).with_actors(known_actors(shared))?;
    let known = newsroom.web_feeds()?;
    if known.is_empty() {
        note("there are no feeds yet: masthead feeds add URL adds one");
    }
    let which = match (refresh.all, refresh.feeds.as_slice()) {
        (true, _) => Which::All,
        (false, []) => Which::Due,
        (false, named) => {
            let feeds = named.iter().map(|name| feeds::named(&known, name).map(|feed| feed.feed.id));
            Which::Feeds(feeds.collect::<Result<_, _>>()?)
        }
    };
    let mut line = ProgressLine::new();
    let mut go_on = |progress: RefreshProgress| {
        let RefreshProgress { done, total, new, failed, pages } = progress;
        let pages =
            if pages > 0 { format!(", {} to fetch", count(pages as u64, "page")) } else { String::new() };
        line.show(&format!(
            "{done} of {}, {}, {failed} failed{pages}",
            count(total as u64, "feed"),
            count(new, "new article")
        ));
        true
    };
    let done = newsroom.refresh(&config.network.wire()?, &which, &mut go_on);
    drop(line);
    let report = done?;
    for feed in &report.feeds {
        if let Some(error) = &feed.error {
            complain(&format!("{} ({}): {error}", feed.name, feed.url));
        }
    }
    say(&if refresh.json { json_text(&as_json(&report)) } else { in_words(&report) })?;
    analyse(&mut newsroom)?;
    Ok(!report.feeds.iter().any(|feed| feed.failed))
}

fn in_words(report: &RefreshReport) -> String {
    let sum = |of: fn(&Refreshed) -> u64| report.feeds.iter().map(of).sum::<u64>();
    let mut line = format!(
        "{}, {}, {} changed",
        count(report.feeds.len() as u64, "feed"),
        count(sum(|feed| feed.new), "new article"),
        sum(|feed| feed.revised)
    );
    if report.full_texts > 0 {
        line.push_str(&format!(", {} from their pages", count(report.full_texts, "text")));
    }
    if report.pages_failed > 0 {
        line.push_str(&format!(", {} without one", count(report.pages_failed, "page")));
    }
    let failed = report.feeds.iter().filter(|feed| feed.failed).count() as u64;
    if failed > 0 {
        line.push_str(&format!(", {} failed", count(failed, "feed")));
    }
    if report.not_due > 0 {
        line.push_str(&format!(", {} not due yet (--all asks them too)", report.not_due));
    }
    if report.samples_removed > 0 {
        line.push_str(&format!(
            "; {} made room for your own",
            count(report.samples_removed, "sample article")
        ));
    }
    line
}

fn as_json(report: &RefreshReport) -> Value {
    let feeds: Vec<Value> = report
        .feeds
        .iter()
        .map(|feed| {
            json!({
                "id": feed.feed, "name": feed.name, "url": feed.url, "status": feed.answered, "new": feed.new,
                "revised": feed.revised, "error": feed.error, "failed": feed.failed, "moved": feed.moved,
            })
        })
        .collect();
    let sum = |count: fn(&Refreshed) -> u64| report.feeds.iter().map(count).sum::<u64>();
    json!({
        "feeds": feeds, "new": sum(|feed| feed.new), "revised": sum(|feed| feed.revised),
        "failed": report.feeds.iter().filter(|feed| feed.failed).count(), "not_due": report.not_due,
        "stopped": report.stopped, "full_texts": report.full_texts, "pages_failed": report.pages_failed, "samples_removed": report.samples_removed,
    })
}
