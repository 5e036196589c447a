//! Text that runs from right to left, in the order in which it stands on a terminal that writes from left to right
//! (Unicode's bidirectional algorithm, UAX #9).

use std::borrow::Cow;
use std::ops::Range;

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};
use unicode_segmentation::UnicodeSegmentation;

/// Texts of no more bytes are looked at whole before their paragraphs are parted.
const SHORT: usize = 4096;

/// Whether there is anything in a text that runs from right to left.
pub(super) fn has_rtl(text: &str) -> bool {
    let is_rtl = |c: char| {
        matches!(c,
            '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
            | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
    };
    may_have_rtl(text) && text.chars().any(is_rtl)
}

/// Whether a text has any of the bytes with which such characters begin. Every line that is drawn is asked; without leaving off
/// early, so that many bytes are looked at in one go.
fn may_have_rtl(text: &str) -> bool {
    text.bytes().fold(false, |found, byte| found | matches!(byte, 0xd6..=0xe0 | 0xef | 0xf0))
}

/// The graphemes of a line of `text` from left to right, each with the byte where it stands in the text; brackets that stand
/// in what runs from right to left are turned.
pub(super) fn in_order(text: &str, line: Range<usize>) -> Vec<(usize, &str)> {
    ordered(text, line, None)
}

/// The same in a paragraph of that level; where none is said, its first letter says it.
fn ordered(text: &str, line: Range<usize>, level: Option<Level>) -> Vec<(usize, &str)> {
    let (start, paragraph) = paragraph(text, line.start);
    let info = BidiInfo::new(paragraph, level);
    let Some(whole) = info.paragraphs.first() else { return Vec::new() };
    let line = line.start.saturating_sub(start)..line.end.saturating_sub(start).min(paragraph.len());
    let (levels, runs) = info.visual_runs(whole, line);
    let mut graphemes = Vec::new();
    for run in runs {
        let is_rtl = levels.get(run.start).is_some_and(Level::is_rtl);
        let parts = paragraph[run.clone()].grapheme_indices(true);
        let parts =
            parts.map(|(at, part)| (start + run.start + at, if is_rtl { turned(part) } else { part }));
        let from = graphemes.len();
        graphemes.extend(parts);
        if is_rtl {
            graphemes[from..].reverse();
        }
    }
    graphemes
}

/// Whether the paragraph of `text` that the byte `at` lies in runs from right to left as a whole.
pub(super) fn is_rtl(text: &str, at: usize) -> bool {
    if text.len() <= SHORT && !may_have_rtl(text) {
        return false;
    }
    let (_, paragraph) = paragraph(text, at);
    has_rtl(paragraph)
        && BidiInfo::new(paragraph, None).paragraphs.first().is_some_and(|whole| whole.level.is_rtl())
}

/// A line by itself, where it is to be put into order.
pub(super) fn line(text: &str, wanted: bool) -> Cow<'_, str> {
    if !wanted || !has_rtl(text) {
        return Cow::Borrowed(text);
    }
    in_order(text, 0..text.len()).into_iter().map(|(_, grapheme)| grapheme).collect()
}

/// What masthead adds to a line that begins at the right: without letters, such as a number and a sign, it runs as the line.
pub(super) fn mark(text: &str) -> Cow<'_, str> {
    if get_base_direction(text) != Direction::Mixed {
        return line(text, true);
    }
    ordered(text, 0..text.len(), Some(Level::rtl())).into_iter().map(|(_, grapheme)| grapheme).collect()
}

/// The paragraph that the byte `at` lies in, and where it begins.
fn paragraph(text: &str, at: usize) -> (usize, &str) {
    let start = text[..at].rfind('\n').map_or(0, |feed| feed + 1);
    let end = text[at..].find('\n').map_or(text.len(), |feed| at + feed);
    (start, &text[start..end])
}

fn turned(grapheme: &str) -> &str {
    const PAIRS: [(&str, &str); 6] = [("(", ")"), ("[", "]"), ("{", "}"), ("<", ">"), ("«", "»"), ("‹", "›")];
    let turn = |(open, close): (&'static str, &'static str)| match grapheme {
        part if part == open => Some(close),
        part if part == close => Some(open),
        _ => None,
    };
    PAIRS.into_iter().find_map(turn).unwrap_or(grapheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(line(text, true), expected, "{text}");
        assert_eq!(line(text, false), text);
    }

    #[test]
    fn a_line_is_put_into_the_order_in_which_it_is_read() {
        check("Talks in Vienna", "Talks in Vienna");
        check("אבג דה", "הד גבא");
        check("אבג 120 דה", "הד 120 גבא");
        check("says אבג (דה) twice", "says (הד) גבא twice");
        check("אבג (NATO) דה", "הד (NATO) גבא");
        check("سلام", "مالس");
        // A mark stays on its letter.
        check("שָׁלוֹם", "םוֹלשָׁ");
    }

    #[test]
    fn a_mark_without_letters_runs_as_its_line() {
        for (text, expected) in
            [("▾ 12 ", " 12 ▾"), ("10.", ".10"), ("│", "│"), ("(5 lines)", "(5 lines)"), ("אב 1", "1 בא")]
        {
            assert_eq!(mark(text), expected, "{text}");
        }
    }

    #[test]
    fn a_line_of_a_paragraph_knows_where_its_letters_stand() {
        let text = "one\nאבג דהו";
        let line = text.find('ד').expect("there");
        let shown: Vec<(usize, &str)> = in_order(text, line..text.len());
        assert_eq!(shown, [(line + 4, "ו"), (line + 2, "ה"), (line, "ד")]);
        assert!(is_rtl(text, line) && !is_rtl(text, 0));
    }
}
