//! What leaves the program: results on standard output, everything else on standard error, all of it clean.

use std::io::{self, Write, stderr, stdout};

use crate::model::CleanText;

/// Writes a result and a line feed to standard output; a reader who has gone away is no error.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub(super) fn say(text: &str) -> io::Result<()> {
    let cleaned = CleanText::new(text);
    match writeln!(stdout().lock(), "{cleaned}") {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes one line about an error to standard error.
pub(super) fn complain(text: &str) {
    note(&format!("masthead: {text}"));
}

/// Writes one line to standard error. Where that fails there is nobody to tell.
pub(super) fn note(text: &str) {
    let _ = writeln!(stderr().lock(), "{}", CleanText::line(text));
}
