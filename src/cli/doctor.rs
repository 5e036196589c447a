//! `masthead doctor`.

use std::fs;

use serde_json::json;

use super::Outcome;
use super::analysing::analyse;
use super::args::{Doctor, Shared};
use super::config::Config;
use super::out::{json_text, note, say};
use super::own_actors::known_actors;
use super::progress::{percent, watching};
use crate::model::count;
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::{Finding, StoreError};

/// Looks the store through, and mends what is wrong with it where that is wanted. Whether it is sound now.
pub(super) fn doctor(shared: &Shared, wanted: Doctor, config: Config) -> Outcome {
    let folder = shared.store_dir()?;
    let found = match Newsroom::open_reader(&folder) {
        // What cannot be opened for that has been looked through as far as possible.
        Err(NewsroomError::Store(StoreError::Damaged { reason, .. })) => vec![Finding::of_the_file(&reason)],
        reader => reader?.examine(&watching())?,
    };
    if !wanted.repair || !found.iter().any(|finding| finding.can_be_mended) {
        return tell(wanted, &found, None);
    }
    if !wanted.json {
        found.iter().try_for_each(|finding| say(&in_words(finding)))?;
    }
    let mut newsroom =
        Newsroom::open(&folder)?.with_labels(config.labels).with_actors(known_actors(shared))?;
    let aside = percent(|how_far| newsroom.store().set_aside(how_far))?;
    percent(|how_far| newsroom.store().mend(&found, how_far)).inspect_err(|_| {
        // Nothing was changed, and a copy of what is there takes room.
        let _ = fs::remove_file(&aside);
    })?;
    analyse(&mut newsroom)?;
    let reader = newsroom.reader()?;
    let left = reader.examine(&watching())?;
    tell(wanted, &left, Some(aside.display().to_string()))
}

/// Says what is wrong, or that nothing is; and where the store is as it was before it was mended.
fn tell(wanted: Doctor, found: &[Finding], aside: Option<String>) -> Outcome {
    if wanted.json {
        say(&json_text(&json!({"findings": found, "set_aside": aside})))?;
        return Ok(found.is_empty());
    }
    match (found.is_empty(), &aside) {
        (true, None) => say("nothing wrong")?,
        (true, Some(_)) => say("mended: nothing wrong any more")?,
        (false, Some(_)) => {
            say(&format!("{} could not be mended:", count(found.len() as u64, "finding")))?;
            found.iter().try_for_each(|finding| say(&in_words(finding)))?;
        }
        (false, None) => found.iter().try_for_each(|finding| say(&in_words(finding)))?,
    }
    if let Some(aside) = aside {
        note(&format!("the store as it was before is in {aside}"));
    }
    Ok(found.is_empty())
}

fn in_words(finding: &Finding) -> String {
    let Finding { what, count, remedy, .. } = finding;
    match (finding.can_be_mended, count) {
        (false, _) => format!("{what}; {remedy}"),
        (true, 1) => format!("{what}; --repair {remedy}"),
        (true, count) => format!("{what} ({count}); --repair {remedy}"),
    }
}
