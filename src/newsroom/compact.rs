//! Giving room back once everything is analysed.

use std::thread;
use std::time::Duration;

use super::error::NewsroomError;
use super::{Newsroom, Pace};
use crate::model::Timestamp;
use crate::store::Compaction;

/// How long others have the store for themselves after each step, where somebody reads meanwhile.
const BREAK: Duration = Duration::from_millis(30);

/// Gives room back, step by step; how many articles were removed for good.
pub(super) fn compact(newsroom: &mut Newsroom, pace: Pace, is_whole: bool) -> Result<u64, NewsroomError> {
    let mut compaction = Compaction::new(Timestamp::now(), is_whole);
    while newsroom.store.compact(&mut compaction)? {
        if pace == Pace::Gentle {
            thread::sleep(BREAK);
        }
    }
    if pace == Pace::Full {
        newsroom.store.write_anew(&compaction)?;
    }
    Ok(compaction.removed)
}
