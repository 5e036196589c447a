//! Analysing what came in, with how much is left on the standard error.

use super::out::ProgressLine;
use crate::model::count;
use crate::newsroom::{Newsroom, NewsroomError, Pace};

/// Analyses what waits for it.
pub(super) fn analyse(newsroom: &mut Newsroom) -> Result<(), NewsroomError> {
    let mut line = ProgressLine::new();
    newsroom.analyse(Pace::Full, &mut |left| {
        line.show(&format!("analysing: {} left", count(left, "article")));
        true
    })
}
