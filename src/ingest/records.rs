//! Exports, read a line at a time: each line is a record or the end of it.

use std::io::{BufRead, Read};

use thiserror::Error;

use crate::model::{CleanText, ExportHead, Record, Says};

/// A longer line is no record of anything that masthead stores.
const MAX_LINE_BYTES: usize = 64 << 20;
/// No more of what is wrong is said.
const MAX_WHY: usize = 240;

/// Why an export is none, or not whole.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: {why}")]
pub struct RecordError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub why: CleanText,
}

/// The records of an export, as they come.
#[derive(Debug)]
pub struct Records<R> {
    input: R,
    buffer: Vec<u8>,
    /// The line that was read last, from 1.
    pub line: u64,
    /// How many bytes have been read.
    pub bytes: u64,
    articles: u64,
    has_ended: bool,
}

/// Whether an input that begins so is an export.
pub fn is_export(beginning: &[u8]) -> bool {
    beginning.trim_ascii_start().starts_with(b"{\"masthead\":")
}

impl<R: BufRead> Records<R> {
    /// The records of an input.
    pub fn new(input: R) -> Self {
        Self { input, buffer: Vec::new(), line: 0, bytes: 0, articles: 0, has_ended: false }
    }

    /// The next record; `None` after the last one.
    ///
    /// # Errors
    /// Where a line is no record, or the first or the last one is missing.
    #[expect(clippy::should_implement_trait, reason = "what was wrong with a line ends it")]
    pub fn next(&mut self) -> Result<Option<Record>, RecordError> {
        while self.read_line()? {
            if self.buffer.trim_ascii().is_empty() {
                continue;
            }
            if self.has_ended {
                return Err(self.error("something follows the line that says it is at its end"));
            }
            let mut record = self.record()?;
            tidy(&mut record);
            match &record {
                Record::Masthead(head) if self.line == 1 && head.export > ExportHead::VERSION => {
                    let (form, known) = (head.export, ExportHead::VERSION);
                    let why =
                        format!("it is an export of form {form}, and this masthead knows up to {known}");
                    return Err(self.error(why));
                }
                Record::Masthead(_) if self.line == 1 => {}
                Record::Masthead(_) => return Err(self.error("another export begins within it")),
                _ if self.line == 1 => return Err(self.error("it does not say that it is an export")),
                Record::Article(_) => self.articles += 1,
                Record::End(end) if end.articles != self.articles => {
                    let why = format!("it is to have {} articles, and has {}", end.articles, self.articles);
                    return Err(self.error(why));
                }
                Record::End(_) => self.has_ended = true,
                _ => {}
            }
            return Ok(Some(record));
        }
        if self.has_ended { Ok(None) } else { Err(self.error("it is cut off: its last line is missing")) }
    }

    /// An error about the line that was read last.
    pub fn error(&self, why: impl AsRef<str>) -> RecordError {
        let why = CleanText::line(why.as_ref());
        let why = why.slice(0..why.floor_char_boundary(MAX_WHY)).unwrap_or(why);
        RecordError { line: self.line.max(1), why }
    }

    /// Reads a line; whether there was one.
    fn read_line(&mut self) -> Result<bool, RecordError> {
        self.buffer.clear();
        self.buffer.shrink_to(MAX_LINE_BYTES / 64);
        let most = MAX_LINE_BYTES as u64 + 1;
        let read = self.input.by_ref().take(most).read_until(b'\n', &mut self.buffer);
        match read {
            Ok(0) => Ok(false),
            Ok(bytes) => {
                self.line += 1;
                self.bytes += bytes as u64;
                match bytes > MAX_LINE_BYTES {
                    true => Err(self.error(format!("it is longer than {} MB", MAX_LINE_BYTES >> 20))),
                    false => Ok(true),
                }
            }
            Err(error) => {
                self.line += 1;
                Err(self.error(format!("it cannot be read: {error}")))
            }
        }
    }

    fn record(&self) -> Result<Record, RecordError> {
        let read = serde_json::from_slice(&self.buffer);
        read.map_err(|error: serde_json::Error| {
            if error.is_eof() {
                self.error("it is cut off")
            } else {
                // Where in the file it is, is known better here.
                let why = error.to_string();
                self.error(why.split(" at line ").next().unwrap_or_default())
            }
        })
    }
}

/// Makes lines of what is shown as one.
fn tidy(record: &mut Record) {
    let line = |text: &mut CleanText| {
        if text.contains('\n') || text.trim() != text.as_str() {
            *text = CleanText::line(text);
        }
    };
    match record {
        Record::Feed(feed) => {
            line(&mut feed.name);
            if let Some(web) = &mut feed.web {
                line(&mut web.url);
                web.site.iter_mut().for_each(line);
                web.folders.iter_mut().flatten().for_each(line);
                web.health.error.iter_mut().for_each(line);
            }
        }
        Record::Actor(actor) => line(&mut actor.name),
        Record::Search(search) => line(&mut search.name),
        Record::Article(article) => {
            line(&mut article.title);
            article.url.iter_mut().chain(&mut article.text_from).for_each(line);
            if let Says::Document(document) = &mut article.says {
                line(&mut document.title);
            }
        }
        Record::Revision(revision) => {
            revision.url.iter_mut().for_each(line);
            if let Says::Document(document) = &mut revision.says {
                line(&mut document.title);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordError, Records, is_export};
    use crate::model::{Record, RuleId};

    const HEAD: &str = "{\"masthead\":{\"export\":1,\"by\":\"0.1.0\"}}\n";
    const END: &str = "{\"end\":{\"articles\":0}}\n";

    fn read(text: &str) -> Result<Vec<Record>, RecordError> {
        let mut records = Records::new(text.as_bytes());
        let mut found = Vec::new();
        while let Some(record) = records.next()? {
            found.push(record);
        }
        Ok(found)
    }

    #[test]
    fn records_come_line_by_line_and_are_clean() {
        let rule = "{\"rule\":{\"id\":3,\"query\":\"a\\u001b[31mb\\u009b2Jc\"}}\n";
        let found = read(&format!("{HEAD}{rule}\n{END}\n")).expect("sound");
        let [Record::Masthead(_), Record::Rule(rule), Record::End(_)] = &found[..] else {
            panic!("{found:?}")
        };
        assert_eq!((rule.id, rule.query.as_str(), rule.feed), (RuleId(3), "abc", None));
        let search = "{\"search\":{\"id\":1,\"name\":\" a\\n b\",\"query\":\"c\"}}\n";
        let found = read(&format!("{HEAD}{search}{END}")).expect("sound");
        assert!(matches!(&found[1], Record::Search(search) if search.name == "a b"));
        assert!(is_export(HEAD.as_bytes()) && !is_export(b"{\"title\":\"masthead\"}"));
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        let deep = format!("{{\"rule\":{}{}}}", "[".repeat(5000), "]".repeat(5000));
        for (text, line, says) in [
            (String::new(), 1, "cut off"),
            (HEAD.to_owned(), 1, "cut off"),
            (END.to_owned(), 1, "does not say"),
            (format!("{HEAD}{HEAD}{END}"), 2, "another export"),
            (format!("{HEAD}{END}{END}"), 3, "follows"),
            (format!("{HEAD}{{\"end\":{{\"articles\":7}}}}"), 2, "7 articles"),
            (format!("{HEAD}\n{{\"sh\\u001b[2Jell\":{{}}}}\n"), 3, "unknown variant"),
            (format!("{HEAD}{{\"rule\":{{\"id\":\"x\"}}}}\n"), 2, "invalid type"),
            (
                format!("{HEAD}{{\"rule\":{{\"id\":1,\"query\":\"a\",\"command\":\"b\"}}}}\n"),
                2,
                "unknown field",
            ),
            (format!("{HEAD}{{\"rule\":{{\"id\":1,\"que"), 2, "cut off"),
            (format!("{HEAD}{deep}\n"), 2, ""),
            (format!("{HEAD}nothing\n"), 2, "expected"),
            (HEAD.replace('1', "2"), 1, "form 2"),
        ] {
            let error = read(&text).expect_err("wrong");
            assert_eq!(error.line, line, "{error}");
            assert!(error.why.contains(says) && error.why.len() < 300, "{error}");
            assert!(!error.why.contains('\u{1b}'));
        }
        let mut bytes = HEAD.as_bytes().to_vec();
        bytes.extend(b"{\"rule\":{\"id\":1,\"query\":\"\xff\"}}\n");
        let mut records = Records::new(&bytes[..]);
        records.next().expect("the head");
        assert_eq!(records.next().expect_err("no UTF-8").line, 2);
    }

    #[test]
    fn a_line_without_an_end_is_not_read_to_it() {
        let endless = std::io::BufReader::new(std::io::Read::chain(HEAD.as_bytes(), std::io::repeat(b' ')));
        let mut records = Records::new(endless);
        records.next().expect("the head");
        assert!(records.next().expect_err("too long").why.contains("longer than 64 MB"));
    }
}
