//! Text into lines of a width, as ranges of the text.

use std::ops::Range;

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::separate::stretches;

/// Breaks `text` into lines at most `first` columns wide for the first and `rest` for the others, where the
/// Unicode line breaking rules (UAX #14) allow it. An address is broken only where it is wider than a line;
/// a grapheme never. Line feeds end a line. White space at a line's end is left out; no other character is.
pub(in crate::app) fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    let rest = rest.max(2);
    let mut width = first.max(2);
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph(paragraph, start, width, rest, &mut lines);
        start += paragraph.len() + 1;
        width = rest;
    }
    lines
}

/// How many columns `text` takes on a terminal that shows it grapheme by grapheme: the Arabic ligatures that a
/// string as a whole would have are not made there.
pub fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    if text.chars().all(is_a_column) {
        return text.chars().count();
    }
    text.graphemes(true).map(UnicodeWidthStr::width).sum()
}

/// Whether a character is one column wide and a grapheme of its own, where its neighbours are such as well. Most are;
/// to look for graphemes among them is most of wrapping and drawing.
pub fn is_a_column(c: char) -> bool {
    matches!(c, ' '..='~' | '·' | '«' | '»' | '\u{c0}'..='\u{17f}' | '‐'..='…' | '─'..='▟' | '▸' | '▾' | '●' | '○' | '★')
}

/// A stretch of text that is not broken, and the white space after it.
#[derive(Debug)]
struct Chunk {
    range: Range<usize>,
    width: usize,
    space: usize,
}

impl Fragment for Chunk {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        0.0
    }
}

fn wrap_paragraph(text: &str, start: usize, first: usize, rest: usize, lines: &mut Vec<Range<usize>>) {
    let fits = text.len() <= first || columns(text) <= first;
    let chunks = if fits { Vec::new() } else { chunks(text, first.min(rest)) };
    if chunks.is_empty() {
        lines.push(start..start + text.trim_end().len());
        return;
    }
    for line in wrap_first_fit(&chunks, &[first as f64, rest as f64]) {
        if let (Some(head), Some(tail)) = (line.first(), line.last()) {
            lines.push(start + head.range.start..start + tail.range.end);
        }
    }
}

fn chunks(text: &str, widest: usize) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut in_address = false;
    for (range, space) in stretches(text) {
        let word = &text[range.clone()];
        let glued = in_address && chunks.last().is_some_and(|chunk| chunk.space == 0);
        in_address = glued || word.contains("://") || word.starts_with("www.");
        match chunks.last_mut() {
            Some(last) if glued && last.width + columns(word) <= widest => {
                last.range.end = range.end;
                last.width += columns(word);
                last.space = space;
            }
            _ => push_broken(&mut chunks, text, range, space, widest),
        }
    }
    chunks
}

/// Adds a word, in pieces where it is wider than a line.
fn push_broken(chunks: &mut Vec<Chunk>, text: &str, word: Range<usize>, space: usize, widest: usize) {
    let width = columns(&text[word.clone()]);
    if width <= widest {
        chunks.push(Chunk { range: word, width, space });
        return;
    }
    let mut piece = Chunk { range: word.start..word.start, width: 0, space: 0 };
    for grapheme in text[word].graphemes(true) {
        let wide = columns(grapheme);
        if piece.width + wide > widest && piece.width > 0 {
            let next = piece.range.end..piece.range.end;
            chunks.push(std::mem::replace(&mut piece, Chunk { range: next, width: 0, space: 0 }));
        }
        piece.range.end += grapheme.len();
        piece.width += wide;
    }
    chunks.push(Chunk { space, ..piece });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, width: usize, expected: &[&str]) {
        let lines: Vec<&str> = wrap(text, width, width).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, expected, "{text:?} at {width}");
        let shown = |line: &&str| line.graphemes(true).map(UnicodeWidthStr::width).sum::<usize>();
        assert!(lines.iter().all(|line| shown(line) <= width));
        let kept = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        assert_eq!(kept(&lines.concat()), kept(text), "a character was lost");
    }

    #[test]
    fn wraps_by_display_width() {
        check("Talks resume in Vienna", 12, &["Talks resume", "in Vienna"]);
        check("北京方面表示欢迎", 6, &["北京方", "面表示", "欢迎"]);
        check("ete\u{301} ete\u{301} ete\u{301}", 7, &["ete\u{301} ete\u{301}", "ete\u{301}"]);
        check("الاتحاد الأوروبي لا يزال", 16, &["الاتحاد الأوروبي", "لا يزال"]);
        check("👩‍🚀👩‍🚀👩‍🚀", 4, &["👩‍🚀👩‍🚀", "👩‍🚀"]);
        check("", 10, &[""]);
        check("one\ntwo", 10, &["one", "two"]);
    }

    #[test]
    fn an_address_is_kept_whole_where_it_fits() {
        check("see https://example.org/a/b now", 23, &["see", "https://example.org/a/b", "now"]);
        check("https://example.org/long", 10, &["https://", "example.or", "g/long"]);
    }

    #[test]
    fn a_column_is_one_column_wide() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_a_column(*c)) {
            assert_eq!(UnicodeWidthStr::width(c.to_string().as_str()), 1, "{c:?}");
        }
    }

    #[test]
    fn the_first_line_may_be_narrower() {
        let text = "Seeks legitimacy for talks";
        let lines: Vec<&str> = wrap(text, 8, 20).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["Seeks", "legitimacy for talks"]);
    }
}
