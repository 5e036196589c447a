//! What leaves the program: results on standard output, everything else on standard error, all of it clean. Nothing else of
//! the command line writes to either.

use std::fmt::Display;
use std::io::{self, IsTerminal, Write, stderr, stdout};
use std::panic;

use clap::error::ErrorKind;
use serde::Serialize;

use crate::model::CleanText;
use crate::store::io_in_words;

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

/// Writes a value and a line feed to standard output as JSON, on one line or indented; a reader who has gone away is no error.
/// What is indented is written a piece at a time: it may be very many times as long as what it was made of.
///
/// # Errors
/// Where standard output cannot be written for another reason.
pub(super) fn say_json(value: &impl Serialize, is_indented: bool) -> io::Result<()> {
    let mut out = JsonOut { to: stdout().lock(), held: Vec::new() };
    let written = match is_indented {
        true => serde_json::to_writer_pretty(&mut out, value),
        false => serde_json::to_writer(&mut out, value),
    };
    let written = written.map_err(io::Error::from).and_then(|()| out.write_all(b"\n"));
    match written.and_then(|()| out.put_held()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes JSON as serde writes it, in whole lines: no string goes over the end of one.
struct JsonOut<W> {
    to: W,
    held: Vec<u8>,
}

/// How much is written at a time, in bytes.
const PIECE: usize = 64 * 1024;

impl<W: Write> JsonOut<W> {
    fn put_held(&mut self) -> io::Result<()> {
        let held = std::mem::take(&mut self.held);
        let is_read = put_clean(&mut self.to, &CleanText::json(&String::from_utf8_lossy(&held)))?;
        if is_read { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
    }
}

impl<W: Write> Write for JsonOut<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE && bytes.ends_with(b"\n") {
            self.put_held()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// JSON as it may be written: nothing of it is taken away then.
pub(super) fn json_text(json: &impl Display) -> String {
    CleanText::json(&json.to_string()).to_string()
}

fn put(to: &mut impl Write, text: &str) -> io::Result<bool> {
    put_clean(to, &CleanText::new(text))
}

fn put_clean(to: &mut impl Write, text: &CleanText) -> io::Result<bool> {
    match to.write_all(text.as_bytes()).and_then(|()| to.flush()) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(false),
        Err(error) => {
            let why = format!("cannot write all of the output: {}", io_in_words(&error));
            Err(io::Error::new(error.kind(), why))
        }
    }
}

/// Writes one line about an error to standard error.
pub(super) fn complain(text: &str) {
    note(&format!("masthead: {text}"));
}

/// Writes one line to standard error, without the passwords of addresses in it. Where that fails there is nobody to tell.
pub(super) fn note(text: &str) {
    let _ = writeln!(stderr().lock(), "{}", CleanText::line(&without_passwords(text)));
}

/// The text with `***` for whom an address of the web in it names, with the password: errors name what was typed.
fn without_passwords(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("://") {
        let end = after.find(|c: char| c.is_whitespace() || "/?#\"'<>)".contains(c)).unwrap_or(after.len());
        let (host, further) = after.split_at(end);
        out.push_str(before);
        out.push_str("://");
        out.push_str(
            &host.rsplit_once('@').map_or_else(|| host.to_owned(), |(_, host)| format!("***@{host}")),
        );
        rest = further;
    }
    out + rest
}

/// Writes a line to standard error, and under it marks at a column of it, in characters from 1.
pub(super) fn point_at(line: &str, column: usize, width: usize) {
    let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let marks = format!("{}{}", " ".repeat(column.saturating_sub(1)), "^".repeat(width.max(1)));
    let _ = writeln!(stderr().lock(), "  {}\n  {marks}", CleanText::new(&line));
}

/// Asks something on standard error, on a line that goes on.
pub(super) fn ask_for(question: &str) -> io::Result<()> {
    let mut err = stderr().lock();
    err.write_all(CleanText::line(question).as_bytes())?;
    err.write_all(b" ")?;
    err.flush()
}

/// How far something is, on a line of the terminal that each next one takes the place of. Nothing where nobody looks.
pub(super) struct ProgressLine {
    is_seen: bool,
    shown: String,
}

impl ProgressLine {
    pub(super) fn new() -> Self {
        Self { is_seen: stderr().is_terminal(), shown: String::new() }
    }

    /// Shows how far it is.
    pub(super) fn show(&mut self, line: &str) {
        if self.is_seen && self.shown != line {
            // Progress that cannot be shown is no reason to stop.
            let _ = write!(stderr().lock(), "{WIPE}{}", CleanText::line(line));
            line.clone_into(&mut self.shown);
        }
    }
}

/// Goes to the first column, and empties the line.
const WIPE: &str = "\r\x1b[K";

impl Drop for ProgressLine {
    fn drop(&mut self) {
        if !self.shown.is_empty() {
            let _ = write!(stderr().lock(), "{WIPE}");
        }
    }
}

/// Says what the arguments came to that are no command: the help that was asked for, or what is wrong with them.
pub(super) fn tell_usage(told: &clap::Error) {
    match told.kind() {
        // Nothing of what was typed is in it, and it may have colours.
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let _ = told.print();
        }
        _ => {
            let _ = write!(stderr().lock(), "{}", CleanText::new(&told.render().to_string()));
        }
    }
}

/// Has a fault of masthead's own told in clean words: what it names may come from outside.
pub(super) fn tell_faults() {
    panic::set_hook(Box::new(|info| complain(&format!("ended by a fault of its own: {info}"))));
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};

    use super::{JsonOut, PIECE, put, without_passwords};

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
    fn passwords_of_addresses_are_not_told() {
        for (text, told) in [
            ("no feed https://eve:geheim@a.example/b@c: gone", "no feed https://***@a.example/b@c: gone"),
            ("“http://eve@a.example” and http://b.example", "“http://***@a.example” and http://b.example"),
            ("https://e:a@b@c.example", "https://***@c.example"),
            ("nothing: //here", "nothing: //here"),
        ] {
            assert_eq!(without_passwords(text), told);
        }
    }

    #[test]
    fn json_is_written_in_clean_pieces() {
        let strings: Vec<String> = (0..9_000).map(|nth| format!("{nth} \u{9b}31m\n")).collect();
        let mut out = JsonOut { to: Vec::new(), held: Vec::new() };
        serde_json::to_writer_pretty(&mut out, &strings).expect("written");
        assert!(out.held.len() < PIECE + 100 && out.to.len() > PIECE, "{}", out.held.len());
        out.put_held().expect("written");
        let written = String::from_utf8(out.to).expect("text");
        assert!(!written.contains('\u{9b}'));
        assert_eq!(serde_json::from_str::<Vec<String>>(&written).expect("JSON"), strings);
        let mut out = JsonOut { to: Failing(io::ErrorKind::BrokenPipe), held: Vec::new() };
        assert!(serde_json::to_writer_pretty(&mut out, &strings).is_err());
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
