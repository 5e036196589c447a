//! The log: a file beside the store, for faults.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Mutex;

use crate::model::CleanText;

/// Begins to log into `file`. Without a log one can still read, so that failing is no error.
pub(super) fn start(file: &Path) {
    if let Some(folder) = file.parent() {
        // Where the folder cannot be made, opening the store says so.
        let _ = fs::create_dir_all(folder);
    }
    let opened = OpenOptions::new().create(true).append(true).open(file);
    if let Ok(opened) = opened {
        let subscriber =
            tracing_subscriber::fmt().with_ansi(false).with_writer(Mutex::new(CleanFile(opened))).finish();
        // Fails where another log was begun before, which is then the one.
        let _ = tracing::subscriber::set_global_default(subscriber);
    }
}

/// People look at logs in terminals, and what they name may come from outside.
struct CleanFile(File);

impl Write for CleanFile {
    /// Takes a whole event, as the log writes them.
    fn write(&mut self, event: &[u8]) -> io::Result<usize> {
        // Whoever logs would tell on standard error, across what is on the screen, that it cannot: the disk is full, say.
        let _ = self.0.write_all(CleanText::new(&String::from_utf8_lossy(event)).as_bytes());
        Ok(event.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::io::Write;

    use super::CleanFile;

    #[test]
    fn a_log_holds_no_controls() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("log");
        let mut log = CleanFile(fs::File::create(&path).expect("made"));
        log.write_all(b"fault: \x1b]0;owned\x07here\x9b\n").expect("written");
        assert_eq!(fs::read_to_string(&path).expect("text"), "fault: here\u{fffd}\n");
    }

    #[test]
    fn a_log_that_cannot_be_written_is_no_error() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("log");
        fs::write(&path, "").expect("made");
        let mut log = CleanFile(fs::File::open(&path).expect("opened to be read"));
        assert_eq!(log.write(b"fault").expect("no error"), 5);
    }
}
