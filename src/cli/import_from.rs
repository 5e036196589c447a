//! `masthead import-from`.

use std::env;
use std::path::PathBuf;

use directories::BaseDirs;
use serde_json::{Value, json};

use super::analysing::analyse;
use super::args::{ImportFrom, OtherReader, Shared};
use super::config::Config;
use super::out::{json_text, note, say};
use super::own_actors::known_actors;
use super::progress::showing;
use super::{Outcome, feed_lists};
use crate::model::count;
use crate::newsroom::{Newsroom, TakenOver};
use crate::store::NewsboatCache;

/// Takes over what another reader has, and says what that was.
pub(super) fn import_from(shared: &Shared, from: &ImportFrom, config: Config) -> Outcome {
    let OtherReader::Newsboat = from.reader;
    let (urls, cache) = places(from)?;
    let list = match &urls {
        Some(urls) => Some(feed_lists::read(urls).map_err(|why| format!("{}: {why}", urls.display()))?),
        None => None,
    };
    let mut newsroom =
        Newsroom::open(&shared.store_dir()?)?.with_labels(config.labels).with_actors(known_actors(shared))?;
    let (list, others) = list.map_or((None, Vec::new()), |(list, others)| (Some(list), others));
    let mut report = match (cache, list) {
        (Some(cache), list) => {
            let cache = NewsboatCache::open(&cache)?;
            showing(|progress| newsroom.import_from_newsboat(list, &cache, progress))?
        }
        (None, Some(list)) => {
            note(
                "newsboat has no cache.db there, so there are feeds and no articles yet; masthead refresh fetches them",
            );
            TakenOver { feeds: newsroom.subscribe_list(list)?, ..TakenOver::default() }
        }
        (None, None) => return Err(nothing_there().into()),
    };
    let why = "it is neither an address nor a comment".to_owned();
    report.feeds.refused.extend(others.into_iter().map(|line| (line, why.clone())));
    feed_lists::note_refused(&report.feeds);
    if report.left_out > 0 {
        note(&format!(
            "{} left out, of feeds that newsboat no longer lists",
            count(report.left_out, "article")
        ));
    }
    say(&if from.json { json_text(&as_json(&report)) } else { in_words(&report) })?;
    analyse(&mut newsroom)?;
    Ok(true)
}

/// The list and the cache: as the user says, else where newsboat keeps them, as far as they are there.
fn places(from: &ImportFrom) -> Result<(Option<PathBuf>, Option<PathBuf>), String> {
    if from.urls.is_some() || from.cache.is_some() {
        let named = [&from.urls, &from.cache];
        return match named.into_iter().flatten().find(|file| !file.is_file()) {
            Some(missing) => Err(format!("there is no file {}", missing.display())),
            None => Ok((from.urls.clone(), from.cache.clone())),
        };
    }
    let Some(home) = BaseDirs::new().map(|dirs| dirs.home_dir().to_owned()) else { return Ok((None, None)) };
    let base = |name: &str, default: &str| {
        let set = env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
        set.unwrap_or_else(|| home.join(default)).join("newsboat")
    };
    // As newsboat looks for them: its folders of the XDG kind where they are there, else the one in the home folder.
    let config = base("XDG_CONFIG_HOME", ".config");
    let (lists, caches) = match config.is_dir() {
        true => (config, base("XDG_DATA_HOME", ".local/share")),
        false => (home.join(".newsboat"), home.join(".newsboat")),
    };
    let there = |file: PathBuf| file.is_file().then_some(file);
    Ok((there(lists.join("urls")), there(caches.join("cache.db"))))
}

fn nothing_there() -> &'static str {
    "newsboat’s urls and cache.db are not where it keeps them; name them with --urls FILE and --cache FILE"
}

fn in_words(report: &TakenOver) -> String {
    let TakenOver { new, known, read, starred, .. } = report;
    let mut line = format!(
        "{}; {} new, {known} known; {read} marked read, {starred} starred",
        feed_lists::in_words(&report.feeds),
        count(*new, "article")
    );
    if report.samples_removed > 0 {
        line.push_str(&format!(
            "; {} made room for your own",
            count(report.samples_removed, "sample article")
        ));
    }
    line
}

fn as_json(report: &TakenOver) -> Value {
    json!({
        "feeds": feed_lists::as_json(&report.feeds), "new": report.new, "known": report.known, "read": report.read,
        "starred": report.starred, "left_out": report.left_out, "samples_removed": report.samples_removed,
    })
}
