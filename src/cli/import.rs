//! `masthead import`.

use std::io::{Read, stdin};
use std::path::Path;

use serde_json::{Value, json};

use super::analysing::analyse;
use super::args::{Import, Shared};
use super::config::Config;
use super::feed_lists;
use super::out::{complain, json_text, note, say};
use super::own_actors::known_actors;
use super::progress::showing;
use super::{Outcome, import_export};
use crate::fetch::{Address, Request, Want};
use crate::ingest::MAX_INPUT_BYTES;
use crate::model::{CleanText, Timestamp, count};
use crate::newsroom::{ImportReport, Network, Newsroom, Source, Wire};

/// Takes articles into the store and says what was done. Whether every file could be taken in.
pub(super) fn import(shared: &Shared, import: &Import, config: Config) -> Outcome {
    for file in &import.files {
        if let Some(found) = import_export::find(file)? {
            return import_export::import(shared, import, found, config);
        }
    }
    let mut sources = Vec::with_capacity(import.files.len());
    let mut wire = None;
    for file in &import.files {
        sources.push(match web_address(file) {
            Some(url) => fetched(url, &config.network, &mut wire)?,
            None => source(file)?,
        });
    }
    let mut newsroom =
        Newsroom::open(&shared.store_dir()?)?.with_labels(config.labels).with_actors(known_actors(shared))?;
    let feed = import.feed.as_deref();
    let report = showing(|progress| newsroom.import(&sources, feed, Timestamp::now(), progress))?;
    for warning in &report.warnings {
        note(&format!("{}: {}", warning.what, warning.message));
    }
    feed_lists::note_refused(&report.feeds);
    for failure in &report.failed {
        complain(&format!("{}: {}", failure.what, failure.why));
    }
    say(&if import.json { json_text(&as_json(&report)) } else { in_words(&report) })?;
    analyse(&mut newsroom)?;
    Ok(report.failed.is_empty())
}

/// What is plainly an address of the web, and no file.
fn web_address(file: &Path) -> Option<&str> {
    file.to_str().filter(|name| name.starts_with("https://") || name.starts_with("http://"))
}

/// Fetches a page, or whatever there is.
fn fetched(
    url: &str,
    network: &Network,
    wire: &mut Option<Wire>,
) -> Result<Source, Box<dyn std::error::Error>> {
    let wire = match wire {
        Some(wire) => wire,
        none => none.insert(network.wire()?),
    };
    let request = Request { want: Want::Page, ..Request::feed(Address::parse(url)?) };
    Ok(Source::Web { url: CleanText::line(url), answer: Box::new(wire.get(request)) })
}

fn source(file: &Path) -> Result<Source, std::io::Error> {
    if file.as_os_str() != "-" {
        return Ok(Source::File(file.to_owned()));
    }
    let mut bytes = Vec::new();
    // One byte more than is allowed, so that too much shows.
    stdin().lock().take(MAX_INPUT_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Source::Stdin(bytes))
}

fn in_words(report: &ImportReport) -> String {
    let articles = report.new + report.revised + report.unchanged;
    let mut line = match (articles, report.feeds.is_empty()) {
        (0, false) => feed_lists::in_words(&report.feeds),
        _ => format!("{} new, {} changed, {} unchanged", report.new, report.revised, report.unchanged),
    };
    if articles > 0 && !report.feeds.is_empty() {
        line.push_str(&format!("; {}", feed_lists::in_words(&report.feeds)));
    }
    if !report.failed.is_empty() {
        line.push_str(&format!(", {} failed", report.failed.len()));
    }
    if report.samples_removed > 0 {
        line.push_str(&format!(
            "; {} made room for your own",
            count(report.samples_removed, "sample article")
        ));
    }
    line
}

fn as_json(report: &ImportReport) -> Value {
    let failed: Vec<_> = report.failed.iter().map(|f| json!({"file": f.what, "error": f.why})).collect();
    let warnings: Vec<_> =
        report.warnings.iter().map(|w| json!({"file": w.what, "warning": w.message})).collect();
    json!({
        "new": report.new, "revised": report.revised, "unchanged": report.unchanged,
        "failed": failed, "warnings": warnings, "feeds": feed_lists::as_json(&report.feeds), "samples_removed": report.samples_removed,
        "articles": report.articles,
    })
}
