//! Text into lines of a width, as ranges of the text.

use std::ops::Range;

use hypher::Lang;
use textwrap::core::Fragment;
use textwrap::wrap_algorithms::wrap_first_fit;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::separate::{each_plain, stretches};

/// Shorter words, in letters, are not parted.
const LEAST_PARTED: usize = 6;

/// Breaks `text` into lines at most `first` columns wide for the first and `rest` for the others, where the
/// Unicode line breaking rules (UAX #14) allow it. An address is broken only where it is wider than a line;
/// a grapheme never. Line feeds end a line. White space at a line's end is left out; no other character is.
pub(in crate::app) fn wrap(text: &str, first: usize, rest: usize) -> Vec<Range<usize>> {
    wrap_parted(text, first, rest, None)
}

/// The same; words of a language are parted where its rules let them be, with a column left for the hyphen.
pub(super) fn wrap_parted(
    text: &str,
    first: usize,
    rest: usize,
    language: Option<Lang>,
) -> Vec<Range<usize>> {
    let rest = rest.max(2);
    let mut width = first.max(2);
    let mut lines = Vec::new();
    let mut start = 0;
    for paragraph in text.split('\n') {
        wrap_paragraph((paragraph, start), width, rest, language, &mut lines);
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
    /// The hyphen, where a line ends here.
    hyphen: usize,
}

impl Fragment for Chunk {
    fn width(&self) -> f64 {
        self.width as f64
    }
    fn whitespace_width(&self) -> f64 {
        self.space as f64
    }
    fn penalty_width(&self) -> f64 {
        self.hyphen as f64
    }
}

fn wrap_paragraph(
    (text, start): (&str, usize),
    first: usize,
    rest: usize,
    language: Option<Lang>,
    lines: &mut Vec<Range<usize>>,
) {
    if text.len() <= first || language.is_some() || !wrap_plain((text, start), first, rest, lines) {
        wrap_by_chunks((text, start), first, rest, language, lines);
    }
}

fn wrap_by_chunks(
    (text, start): (&str, usize),
    first: usize,
    rest: usize,
    language: Option<Lang>,
    lines: &mut Vec<Range<usize>>,
) {
    let fits = text.len() <= first || columns(text) <= first;
    let chunks = if fits { Vec::new() } else { chunks(text, first.min(rest), language) };
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

/// The same for a paragraph of plain words, none of which is too wide: that takes a tenth of the time. Says whether it is one;
/// nothing has happened where it is not.
fn wrap_plain(
    (text, start): (&str, usize),
    first: usize,
    rest: usize,
    lines: &mut Vec<Range<usize>>,
) -> bool {
    let (before, widest) = (lines.len(), first.min(rest));
    let mut line = 0..0;
    // The column that comes after the line, and how many it may have.
    let (mut column, mut width, mut fits) = (0, first, true);
    let is_plain = each_plain(text, |word, columns| {
        let gap = word.start - line.end;
        if line.end > 0 && column + gap + columns > width {
            lines.push(start + line.start..start + line.end);
            line.start = word.start;
            (column, width) = (columns, rest);
        } else {
            column += gap + columns;
        }
        line.end = word.end;
        fits &= columns <= widest;
    });
    if !is_plain || !fits {
        lines.truncate(before);
        return false;
    }
    lines.push(start + line.start..start + line.end);
    true
}

fn chunks(text: &str, widest: usize, language: Option<Lang>) -> Vec<Chunk> {
    let mut chunks: Vec<Chunk> = Vec::new();
    let mut in_address = false;
    for (range, space) in stretches(text) {
        let word = &text[range.clone()];
        let glued = in_address && chunks.last().is_some_and(|chunk| chunk.space == 0);
        in_address = glued || word.contains("://") || word.starts_with("www.");
        let stays = glued || is_note_mark(word) && chunks.last().is_some_and(|chunk| chunk.space == 0);
        match chunks.last_mut() {
            Some(last) if stays && last.width + columns(word) <= widest => {
                last.range.end = range.end;
                last.width += columns(word);
                last.space = space;
            }
            _ => match language.filter(|_| !in_address) {
                Some(language) => push_parted(&mut chunks, text, (range, space), widest, language),
                None => push_broken(&mut chunks, text, range, space, widest),
            },
        }
    }
    chunks
}

/// Whether a word is the mark of a note, such as `[1]`, which stays with the word before it, and what follows it.
fn is_note_mark(word: &str) -> bool {
    let label = word.strip_prefix('[').and_then(|rest| rest.split_once(']')).map_or("", |(label, _)| label);
    matches!(label.chars().count(), 1..=3) && !label.contains(char::is_whitespace)
}

/// Adds a word, in the pieces into which it may be parted.
fn push_parted(
    chunks: &mut Vec<Chunk>,
    text: &str,
    (word, space): (Range<usize>, usize),
    widest: usize,
    language: Lang,
) {
    let whole = &text[word.clone()];
    let letters = whole.trim_matches(|c: char| !c.is_alphabetic());
    let can_be_parted = letters.chars().count() >= LEAST_PARTED && letters.chars().all(char::is_alphabetic);
    if !can_be_parted || columns(whole) > widest {
        push_broken(chunks, text, word, space, widest);
        return;
    }
    let head = whole.find(letters).unwrap_or_default();
    let mut start = word.start;
    let mut end = word.start + head;
    let mut syllables = hypher::hyphenate(letters, language).peekable();
    while let Some(syllable) = syllables.next() {
        end += syllable.len();
        let is_last = syllables.peek().is_none();
        let range = start..if is_last { word.end } else { end };
        let width = columns(&text[range.clone()]);
        let (space, hyphen) = if is_last { (space, 0) } else { (0, 1) };
        chunks.push(Chunk { range, width, space, hyphen });
        start = end;
    }
}

/// Adds a word, in pieces where it is wider than a line.
fn push_broken(chunks: &mut Vec<Chunk>, text: &str, word: Range<usize>, space: usize, widest: usize) {
    let width = columns(&text[word.clone()]);
    if width <= widest {
        chunks.push(Chunk { range: word, width, space, hyphen: 0 });
        return;
    }
    let mut piece = Chunk { range: word.start..word.start, width: 0, space: 0, hyphen: 0 };
    for grapheme in text[word].graphemes(true) {
        let wide = columns(grapheme);
        if piece.width + wide > widest && piece.width > 0 {
            let next = piece.range.end..piece.range.end;
            chunks.push(std::mem::replace(&mut piece, Chunk { range: next, width: 0, space: 0, hyphen: 0 }));
        }
        piece.range.end += grapheme.len();
        piece.width += wide;
    }
    chunks.push(Chunk { space, ..piece });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::dice;

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
    fn chinese_and_japanese_are_wrapped_by_their_own_rules() {
        // No closing mark, and no small letter, begins a line; no opening one ends it.
        check("北京方面，欢迎。", 8, &["北京方", "面，欢", "迎。"]);
        check("他说“好的”就走", 6, &["他", "说“好", "的”就", "走"]);
        check("東京（都心）です", 6, &["東京", "（都", "心）で", "す"]);
        check("東京で「会談」", 8, &["東京で", "「会談」"]);
        check("ニュースです", 6, &["ニュー", "スです"]);
    }

    #[test]
    fn an_address_is_kept_whole_where_it_fits() {
        check("see https://example.org/a/b now", 23, &["see", "https://example.org/a/b", "now"]);
        check("https://example.org/long", 10, &["https://", "example.or", "g/long"]);
    }

    #[test]
    fn the_mark_of_a_note_stays_with_its_word() {
        check("They sign a loan.[1] The rest", 17, &["They sign a", "loan.[1] The rest"]);
        check("They sign a loan.[1][12], he", 18, &["They sign a", "loan.[1][12], he"]);
        check("Вот кириллица.[1] Да", 15, &["Вот", "кириллица.[1]", "Да"]);
        check("a loan [and more]", 10, &["a loan", "[and more]"]);
        check("a loan.[as he said]", 12, &["a loan.[as", "he said]"]);
        // Where both do not fit in a line, they part.
        check("Bezirksregierung.[1]", 17, &["Bezirksregierung.", "[1]"]);
        let lines = wrap_parted("The negotiations.[1]", 18, 18, Some(Lang::English));
        assert_eq!(lines, [0..11, 11..20]);
    }

    #[test]
    fn a_column_is_one_column_wide() {
        for c in ('\0'..='\u{ffff}').filter(|c| is_a_column(*c)) {
            assert_eq!(UnicodeWidthStr::width(c.to_string().as_str()), 1, "{c:?}");
        }
    }

    #[test]
    fn plain_words_are_wrapped_as_any_other() {
        let words = ["Talks", "in", "“Vienna,”", "a-b", "—", "(Élysée)", "she", "said.", "a ", "1,200"];
        let mut next = dice();
        let mut quick = 0;
        for _ in 0..20_000 {
            let words: Vec<&str> = (0..1 + next(20)).map(|_| words[next(words.len())]).collect();
            let (text, first, rest) = (words.join(" "), 2 + next(30), 2 + next(30));
            let mut lines = Vec::new();
            if text.len() > first && wrap_plain((&text, 3), first, rest, &mut lines) {
                quick += 1;
                let mut expected = Vec::new();
                wrap_by_chunks((&text, 3), first, rest, None, &mut expected);
                assert_eq!(lines, expected, "{text:?} in {first}, {rest}");
            }
        }
        assert!(quick > 4_000, "only {quick} of the texts were plain");
    }

    #[test]
    fn the_first_line_may_be_narrower() {
        let text = "Seeks legitimacy for talks";
        let lines: Vec<&str> = wrap(text, 8, 20).into_iter().map(|range| &text[range]).collect();
        assert_eq!(lines, ["Seeks", "legitimacy for talks"]);
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig {
            failure_persistence: None, rng_seed: proptest::test_runner::RngSeed::Fixed(8),
            ..proptest::prelude::ProptestConfig::default()
        })]

        #[test]
        fn no_line_is_too_wide_and_no_character_is_lost(
            words in proptest::collection::vec(
                "[a-zA-Z]{1,16}|[北京方面，。]{1,9}|https://[a-z/.]{0,30}|[ \n]{1,3}|👩‍🚀|e\u{301}|[اب]{1,7}|-|\\PC", 0..40,
            ),
            first in 2..40_usize, rest in 2..40_usize, english in proptest::bool::ANY,
        ) {
            let text = words.join(if first % 2 == 0 { " " } else { "" });
            let lines = wrap_parted(&text, first, rest, english.then_some(Lang::English));
            let mut end = 0;
            for (nth, line) in lines.iter().enumerate() {
                let between = &text[end..line.start];
                proptest::prop_assert!(between.chars().all(char::is_whitespace), "lost {between:?}");
                // The first line of each paragraph but the first is as wide as the others.
                let width = if nth == 0 { first } else { rest };
                let shown = &text[line.clone()];
                let fits = columns(shown) <= width || shown.graphemes(true).count() == 1;
                proptest::prop_assert!(fits, "{shown:?} in {width}");
                end = line.end;
            }
            proptest::prop_assert!(text[end..].chars().all(char::is_whitespace), "lost {:?}", &text[end..]);
        }
    }
}
