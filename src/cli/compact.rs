//! `masthead compact`.

use std::fs;

use super::Outcome;
use super::args::Shared;
use super::out::say;
use crate::newsroom::Newsroom;

/// Gives all room back that can be.
pub(super) fn compact(shared: &Shared) -> Outcome {
    let folder = shared.store_dir()?;
    let size = || fs::metadata(Newsroom::store_file(&folder)).map_or(0, |file| file.len());
    let mut newsroom = Newsroom::open(&folder)?;
    let before = size();
    let removed = newsroom.compact()?;
    // The file gets shorter when the last one leaves.
    drop(newsroom);
    let now = size();
    say(&format!(
        "removed {removed} hidden articles for good; {} KB, before {} KB",
        now / 1000,
        before / 1000
    ))?;
    Ok(true)
}
