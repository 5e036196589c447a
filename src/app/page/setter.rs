//! Running text into lines: ragged or spread to one width, long words whole or parted.

use std::ops::Range;

use hypher::Lang;

use super::line::{Cell, CellText, Line, LineKind};
use super::wrap::{columns, wrap, wrap_parted};
use crate::app::typesetting::Typesetting;
use crate::model::{Document, Spot};

/// How much wider than it is a gap between words may become: beyond that a ragged line looks better than a gaping one.
const WIDEST_GAP: usize = 3;

/// Sets running text in lines of a width.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setter {
    pub(super) width: usize,
    justify: bool,
    parted: Option<Lang>,
}

impl Setter {
    /// For the text of `document`.
    pub(super) fn new(document: &Document, width: usize, typesetting: Typesetting) -> Self {
        let language = document.language.as_deref().filter(|_| typesetting.hyphenate);
        Self { width, justify: typesetting.justify, parted: language.and_then(language_of) }
    }

    /// Adds the lines of a text that begins at the byte `from` of its spot; they begin at `column`.
    pub(super) fn words(
        &self,
        lines: &mut Vec<Line>,
        kind: LineKind,
        (spot, from): (Spot, usize),
        text: &str,
        column: usize,
    ) {
        let width = self.width.saturating_sub(column);
        if !matches!(kind, LineKind::Body | LineKind::Quotation) || !(self.justify || self.parted.is_some()) {
            let ranges = wrap(text, width, width).into_iter();
            lines.extend(
                ranges.map(|range| Line::words(kind, column, spot, from + range.start..from + range.end)),
            );
            return;
        }
        let ranges = wrap_parted(text, width, width, self.parted);
        for (nth, range) in ranges.iter().enumerate() {
            let goes_on = ranges.get(nth + 1).is_some_and(|next| !text[range.end..next.start].contains('\n'));
            let hyphen = self.parted.is_some() && goes_on && is_within_word(text, range.end);
            let words = columns(&text[range.clone()]);
            let hyphen = hyphen && words < width;
            let whole = words + usize::from(hyphen);
            let pieces =
                if self.justify && goes_on { spread(text, range, width.saturating_sub(whole)) } else { None };
            let pieces = pieces.unwrap_or_else(|| vec![(0, range.clone())]);
            let mut cells: Vec<Cell> = pieces
                .into_iter()
                .map(|(at, piece)| {
                    Cell::new(column + at, CellText::Words(spot, from + piece.start..from + piece.end))
                })
                .collect();
            if hyphen && let Some(last) = cells.last() {
                let wide = match &last.text {
                    CellText::Words(_, piece) => columns(&text[piece.start - from..piece.end - from]),
                    _ => 0,
                };
                let end = usize::from(last.column) + wide;
                cells.push(Cell::new(end, CellText::Added("-".to_owned())));
            }
            lines.push(Line { kind, cells });
        }
    }
}

/// The patterns of a language, by its ISO 639-1 code, where there are any.
fn language_of(code: &str) -> Option<Lang> {
    let mut letters = code.bytes().map(|byte| byte.to_ascii_lowercase());
    Lang::from_iso([letters.next()?, letters.next()?])
}

fn is_within_word(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    before.is_some_and(char::is_alphabetic) && after.is_some_and(char::is_alphabetic)
}

/// The words of a line with the columns at which they begin, where `spare` columns are put between them; `None` where they
/// would stand too far apart, or run from right to left.
fn spread(text: &str, line: &Range<usize>, spare: usize) -> Option<Vec<(usize, Range<usize>)>> {
    let words: Vec<&str> = text[line.clone()].split(' ').filter(|word| !word.is_empty()).collect();
    let gaps = words.len().checked_sub(1).filter(|gaps| *gaps > 0)?;
    let is_rtl =
        |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    if spare == 0 || spare > gaps * (WIDEST_GAP - 1) || text[line.clone()].contains(is_rtl) {
        return None;
    }
    let (mut pieces, mut at, mut column) = (Vec::with_capacity(words.len()), line.start, 0);
    for (nth, word) in words.into_iter().enumerate() {
        at += text[at..].find(word)?;
        pieces.push((column, at..at + word.len()));
        column += columns(word) + 1 + spare * (nth + 1) / gaps - spare * nth / gaps;
        at += word.len();
    }
    Some(pieces)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::CleanText;

    fn check(text: &str, language: &str, width: usize, typesetting: Typesetting, expected: &[&str]) {
        let document = Document { language: Some(CleanText::new(language)), ..Document::default() };
        let mut lines = Vec::new();
        let setter = Setter::new(&document, width, typesetting);
        setter.words(&mut lines, LineKind::Body, (Spot::Title, 0), text, 0);
        let shown = |line: &Line| {
            let mut shown = String::new();
            for cell in &line.cells {
                let words = match &cell.text {
                    CellText::Words(_, range) | CellText::Name(_, range) => &text[range.clone()],
                    CellText::Picture(..) => "",
                    CellText::Added(added) => added,
                };
                let gap = usize::from(cell.column) - columns(&shown);
                shown.push_str(&" ".repeat(gap));
                shown.push_str(words);
            }
            shown
        };
        assert_eq!(lines.iter().map(shown).collect::<Vec<_>>(), expected, "{text}");
    }

    #[test]
    fn lines_are_spread_to_one_width_but_the_last() {
        let justify = Typesetting { justify: true, ..Typesetting::default() };
        check(
            "The envoys of the river states meet in Varnholm",
            "en",
            20,
            justify,
            &["The  envoys  of  the", "river states meet in", "Varnholm"],
        );
        check("a b Extraordinarily", "en", 15, justify, &["a b", "Extraordinarily"]);
        check("北京方面表示欢迎", "zh", 6, justify, &["北京方", "面表示", "欢迎"]);
    }

    #[test]
    fn long_words_are_parted_by_the_rules_of_their_language() {
        let parted = Typesetting { hyphenate: true, ..Typesetting::default() };
        check("The negotiations resumed", "en", 12, parted, &["The negotia-", "tions re-", "sumed"]);
        check(
            "Die Verhandlungen gehen weiter",
            "de",
            14,
            parted,
            &["Die Verhand-", "lungen gehen", "weiter"],
        );
        check("The negotiations resumed", "xx", 12, parted, &["The", "negotiations", "resumed"]);
        let both = Typesetting { justify: true, hyphenate: true };
        check("The negotiations resumed", "en", 13, both, &["The  negotia-", "tions resumed"]);
    }
}
