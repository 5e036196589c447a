//! `masthead backup` and `masthead restore`.

use serde_json::json;

use super::Outcome;
use super::args::{Backup, Restore, Shared};
use super::out::{json_text, say};
use super::progress::percent;
use crate::model::count;
use crate::newsroom::Newsroom;
use crate::store::Reader;

/// Copies the store into a file.
pub(super) fn back_up(shared: &Shared, wanted: &Backup) -> Outcome {
    let folder = shared.store_dir()?;
    let file = &wanted.file;
    let bytes = percent(|how_far| Newsroom::back_up(&folder, file, wanted.force, how_far))?;
    if wanted.json {
        say(&json_text(&json!({"file": file.display().to_string(), "bytes": bytes})))?;
    } else {
        say(&format!("{}: {} KB", file.display(), bytes.div_ceil(1000)))?;
    }
    Ok(true)
}

/// Puts a backup into the place of the store.
pub(super) fn restore(shared: &Shared, wanted: &Restore) -> Outcome {
    let folder = shared.store_dir()?;
    let restored = percent(|how_far| Newsroom::restore(&folder, &wanted.file, wanted.force, how_far))?;
    // One of an older masthead is brought up to date by looking.
    let reader = Newsroom::open_reader(&folder)?;
    let (articles, feeds) = contents(&reader)?;
    let aside = restored.set_aside.map(|file| file.display().to_string());
    if wanted.json {
        say(&json_text(&json!({"articles": articles, "feeds": feeds, "set_aside": aside})))?;
        return Ok(true);
    }
    say(&format!("restored {} of {}", count(articles, "article"), count(feeds, "feed")))?;
    if let Some(aside) = aside {
        say(&format!("what was there before is in {aside}"))?;
    }
    Ok(true)
}

/// How many articles and feeds lists show.
pub(super) fn contents(reader: &Reader) -> Result<(u64, u64), Box<dyn std::error::Error>> {
    Ok((reader.totals()?.articles, reader.feeds()?.len() as u64))
}
