//! Raw text: no document, only lines.

use std::ops::Range;

use super::Recognizer;
use super::reading::Reading;
use super::table::language;
use crate::model::Cast;

/// No line of text that was wrapped by hand is longer, in bytes.
const WIDEST: usize = 110;

/// And none but its last is shorter.
const NARROWEST: usize = 45;

impl Recognizer {
    /// The cast of a raw text in a language (ISO 639-1, where it is known), of which nothing is left out. All
    /// places are in one spot, whose text is the whole.
    pub fn recognize_raw(&self, text: &str, code: Option<&str>) -> Cast {
        let language = code.and_then(|code| language(code.get(..2)?));
        self.recognize_reading(&Reading { language, ..Reading::raw(text, paragraphs(text)) })
    }
}

/// The paragraphs of a raw text: its lines, but where all lines of a paragraph are of about one length and some
/// break a sentence, the paragraph as a whole. Empty lines hold nothing.
pub(super) fn paragraphs(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n').chain([""]) {
        let start = at + line.len() - line.trim_start().len();
        let trimmed = line.trim();
        if trimmed.is_empty() {
            close(text, &mut run, &mut found);
        } else {
            run.push(start..start + trimmed.len());
        }
        at += line.len();
    }
    found
}

fn close(text: &str, run: &mut Vec<Range<usize>>, found: &mut Vec<Range<usize>>) {
    let breaks_sentence =
        |line: &Range<usize>| !text[line.clone()].ends_with(['.', '?', '!', ':', '”', '"', '’']);
    match run.split_last() {
        Some((last, before))
            if before.len() > 1
                && before.iter().all(|line| (NARROWEST..=WIDEST).contains(&line.len()))
                && last.len() <= WIDEST
                && before.iter().any(breaks_sentence) =>
        {
            found.push(before[0].start..last.end);
            run.clear();
        }
        _ => found.append(run),
    }
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> = paragraphs(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn every_line_is_a_paragraph() {
        check(
            "Ferry Accord Nears\nBoth shores met.\r\n\n  The lake froze.  \n",
            &["Ferry Accord Nears", "Both shores met.", "The lake froze."],
        );
        check("", &[]);
    }

    #[test]
    fn wrapped_lines_are_one() {
        let wrapped = "Both shores of the lake said on Monday that an accord\nwas near, and that the ferry would run again before the\nfrost.";
        check(
            &format!("Ferry Accord Nears\n\n{wrapped}\n\nMore."),
            &["Ferry Accord Nears", wrapped, "More."],
        );
    }
}
