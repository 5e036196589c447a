//! Analysing what came in, with how much is left on the standard error.

use std::io::{IsTerminal, Write, stderr};

use crate::newsroom::{Newsroom, NewsroomError, Pace};

/// Analyses what waits for it.
pub(super) fn analyse(newsroom: &mut Newsroom) -> Result<(), NewsroomError> {
    let shows_progress = stderr().is_terminal();
    let mut shown = false;
    let done = newsroom.analyse(Pace::Full, &mut |left| {
        if shows_progress {
            shown = true;
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(stderr().lock(), "\r\x1b[Kanalysing: {left} articles left");
        }
        true
    });
    if shown {
        let _ = write!(stderr().lock(), "\r\x1b[K");
    }
    done
}
