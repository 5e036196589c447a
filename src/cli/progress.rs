//! How far an import is, on the terminal.

use std::io::{IsTerminal, Write, stderr};

use crate::newsroom::Progress;

/// Does something that takes its time, showing how far it is where somebody looks.
pub(super) fn showing<T>(work: impl FnOnce(&mut dyn FnMut(Progress)) -> T) -> T {
    let is_seen = stderr().is_terminal();
    let done = work(&mut |progress| {
        if is_seen && progress.total > 1 {
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(stderr().lock(), "\r{} of {}", progress.done, progress.total);
        }
    });
    if is_seen {
        let _ = write!(stderr().lock(), "\r\x1b[K");
    }
    done
}
