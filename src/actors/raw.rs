//! Raw text: no document, only lines.

use std::ops::Range;

use super::Recognizer;
use super::reading::Reading;
use crate::model::{Cast, Place, Spot};

/// No line of text that was wrapped by hand is longer, in bytes.
const WIDEST: usize = 110;

/// And none but its last is shorter.
const NARROWEST: usize = 45;

impl Recognizer {
    /// The cast of a raw text in a language (ISO 639-1, English unless it is told), of which nothing is left out.
    /// All places are in one spot, whose text is the whole.
    pub fn recognize_raw(&self, text: &str, language: Option<&str>) -> Cast {
        let ranges = paragraphs(text);
        let lines = ranges.iter().map(|range| &text[range.clone()]);
        let mut cast = self.cast(&Reading::of_lines(lines, language));
        for place in places(&mut cast) {
            if let Spot::Block { block, .. } = place.spot {
                let start = ranges[block].start;
                *place =
                    Place { spot: Spot::Title, range: start + place.range.start..start + place.range.end };
            }
        }
        cast
    }
}

/// Every place that a cast names.
fn places(cast: &mut Cast) -> impl Iterator<Item = &mut Place> {
    let members = cast.members.iter_mut().flat_map(|member| {
        let said = member.statements.iter_mut().map(|statement| &mut statement.place);
        said.chain(member.mentions.iter_mut().map(|mention| &mut mention.place))
    });
    let unresolved = cast.unresolved.iter_mut().map(|mention| &mut mention.place);
    let quotes = cast
        .quotes
        .iter_mut()
        .flat_map(|quote| std::iter::once(&mut quote.place).chain(&mut quote.verb).chain(&mut quote.speaker));
    members.chain(unresolved).chain(quotes)
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
