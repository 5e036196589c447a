//! The log: a file beside the store, for faults.

use std::fs::{self, OpenOptions};
use std::path::Path;
use std::sync::Mutex;

/// Begins to log into `file`. Without a log one can still read, so that failing is no error.
pub(super) fn start(file: &Path) {
    if let Some(folder) = file.parent() {
        // Where the folder cannot be made, opening the store says so.
        let _ = fs::create_dir_all(folder);
    }
    let opened = OpenOptions::new().create(true).append(true).open(file);
    if let Ok(opened) = opened {
        let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(Mutex::new(opened)).finish();
        // Fails where another log was begun before, which is then the one.
        let _ = tracing::subscriber::set_global_default(subscriber);
    }
}
