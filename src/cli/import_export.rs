//! `masthead import` of what `masthead export` wrote.

use std::fs::File;
use std::io::{self, BufRead, BufReader, stdin};
use std::path::Path;

use serde_json::{Value, json};

use super::Outcome;
use super::analysing::analyse;
use super::args::{Import, Shared};
use super::backup::contents;
use super::config::Config;
use super::out::say;
use super::own_actors::known_actors;
use super::progress::percent;
use crate::ingest::is_export;
use crate::model::count;
use crate::newsroom::{Imported, Newsroom};
use crate::store::Joined;

/// An export that is to be read, and how many bytes it has as far as that is known.
pub(super) struct Found {
    input: Box<dyn BufRead>,
    bytes: u64,
}

/// The export that a file is, where it is one. Standard input is looked at, and nothing of it is taken.
pub(super) fn find(file: &Path) -> io::Result<Option<Found>> {
    let (mut input, bytes): (Box<dyn BufRead>, u64) = if file.as_os_str() == "-" {
        (Box::new(stdin().lock()), 0)
    } else {
        // What cannot be read is told of by those who read it.
        let Ok(file) = File::open(file) else { return Ok(None) };
        let metadata = file.metadata()?;
        if !metadata.is_file() {
            return Ok(None);
        }
        (Box::new(BufReader::new(file)), metadata.len())
    };
    let is_one = is_export(input.fill_buf()?);
    Ok(is_one.then_some(Found { input, bytes }))
}

/// Takes in an export, and says what it brought.
pub(super) fn import(shared: &Shared, import: &Import, mut found: Found, config: Config) -> Outcome {
    if import.files.len() > 1 || import.feed.is_some() {
        return Err("an export has feeds of its own: import it by itself, and into no feed".into());
    }
    let folder = shared.store_dir()?;
    let imported = percent(|how_far| {
        Newsroom::import_export(&folder, &mut found.input, &mut |bytes| {
            how_far(bytes, found.bytes.max(bytes))
        })
    })?;
    let mut newsroom =
        Newsroom::open(&folder)?.with_labels(config.labels).with_actors(known_actors(shared))?;
    match (imported, import.json) {
        (Imported::Whole(_), is_json) => {
            let (articles, feeds) = contents(&newsroom.reader()?)?;
            match is_json {
                true => say(&json!({"articles": articles, "feeds": feeds}).to_string())?,
                false => say(&format!("{} of {}", count(articles, "article"), count(feeds, "feed")))?,
            }
        }
        (Imported::Joined(joined), true) => say(&as_json(joined).to_string())?,
        (Imported::Joined(joined), false) => say(&in_words(joined))?,
    }
    analyse(&mut newsroom)?;
    Ok(true)
}

fn in_words(joined: Joined) -> String {
    let Joined { articles, known, grown, feeds, settled, left_out } = joined;
    let mut line = format!("{} new, {known} there already", count(articles, "article"));
    if grown > 0 {
        line.push_str(&format!(" ({grown} of them with more than before)"));
    }
    if feeds > 0 {
        line.push_str(&format!("; {} new", count(feeds, "feed")));
    }
    if settled > 0 {
        line.push_str(&format!("; {settled} new of searches, rules and what was settled of actors"));
    }
    if left_out > 0 {
        line.push_str(&format!("; {left_out} left out that you settled otherwise of actors here"));
    }
    line
}

fn as_json(joined: Joined) -> Value {
    let Joined { articles, known, grown, feeds, settled, left_out } = joined;
    json!({
        "new": articles, "known": known, "grown": grown, "new_feeds": feeds, "settled": settled, "left_out": left_out,
    })
}
