//! How far an import is, on the terminal.

use std::sync::{Arc, Mutex};
use std::time::Instant;

use super::out::ProgressLine;
use crate::newsroom::Progress;
use crate::store::Watch;

/// Does something that takes its time, showing how far it is where somebody looks.
pub(super) fn showing<T>(work: impl FnOnce(&mut dyn FnMut(Progress)) -> T) -> T {
    let mut line = ProgressLine::new();
    work(&mut |progress| {
        if progress.total > 1 {
            line.show(&format!("{} of {}", progress.done, progress.total));
        }
    })
}

/// Does something that goes through a whole store, showing the part that is done where somebody looks.
pub(super) fn percent<T>(work: impl FnOnce(&mut dyn FnMut(u64, u64)) -> T) -> T {
    let mut line = ProgressLine::new();
    work(&mut |done, all| line.show(&format!("{} %", done * 100 / all.max(1))))
}

/// The same for what may be at something for long without knowing how much of it there is: for how long it has been.
pub(super) fn watching() -> Watch {
    let (mut line, begun) = (ProgressLine::new(), Instant::now());
    Arc::new(Mutex::new(move |done: u64, all: u64| match all {
        0 => line.show(&format!("looking through the file: {} s", begun.elapsed().as_secs())),
        all => line.show(&format!("{} %", done * 100 / all)),
    }))
}
