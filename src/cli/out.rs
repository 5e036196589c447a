//! What leaves the program: results on standard output, everything else on standard error, all of it clean.

use std::io::{self, Write, stderr, stdout};

use crate::model::CleanText;

/// Writes a result and a line feed to standard output; a reader who has gone away is no error.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub(super) fn say(text: &str) -> io::Result<()> {
    let mut out = stdout().lock();
    if put(&mut out, text)? {
        put(&mut out, "\n")?;
    }
    Ok(())
}

/// Writes a piece of a result to standard output as it is. Whether there may still be a reader: `false` is a
/// reason to stop, and no error.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub(super) fn say_on(text: &str) -> io::Result<bool> {
    put(&mut stdout().lock(), text)
}

fn put(to: &mut impl Write, text: &str) -> io::Result<bool> {
    match to.write_all(CleanText::new(text).as_bytes()).and_then(|()| to.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        written => written.map(|()| true),
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

/// Writes a line to standard error, and under it marks at a column of it, in characters from 1.
pub(super) fn point_at(line: &str, column: usize, width: usize) {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let marks = format!("{}{}", " ".repeat(column.saturating_sub(1)), "^".repeat(width.max(1)));
    let _ = writeln!(stderr().lock(), "  {}\n  {marks}", CleanText::new(&line));
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::put;

    struct Failing(io::ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_who_has_gone_is_told_from_other_failures() {
        let mut out = Vec::new();
        assert!(put(&mut out, "a\u{1b}[31mb").expect("written"));
        assert_eq!(out, b"ab");
        assert!(!put(&mut Failing(io::ErrorKind::BrokenPipe), "a").expect("no error"));
        assert!(put(&mut Failing(io::ErrorKind::StorageFull), "a").is_err());
    }
}
