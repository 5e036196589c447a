//! An article as lines of a width: wrapped once, folded and unfolded without wrapping again.

mod compose;
mod line;
mod separate;
mod table;
mod wrap;

use std::collections::BTreeSet;

use jiff::tz::TimeZone;

pub use line::{Cell, CellText, Line, LineKind};
pub(super) use wrap::wrap;
pub use wrap::{columns, is_a_column};

use super::outline::Outline;
use crate::model::{Article, Spot};

/// An article as lines.
#[derive(Clone, Debug)]
pub struct Page {
    parts: Vec<Part>,
    /// For each part, the number of the line after its last.
    ends: Vec<usize>,
    folded: BTreeSet<usize>,
}

/// The head, a section or the foot.
#[derive(Clone, Debug)]
struct Part {
    section: Option<usize>,
    open: Vec<Line>,
    folded: Vec<Line>,
    /// The sections around it, itself first: folding one of them hides it.
    around: Vec<usize>,
}

impl Page {
    /// Lays `article` out `width` columns wide, every section open.
    pub fn new(article: &Article, outline: &Outline, width: usize, zone: &TimeZone) -> Self {
        let document = &article.document;
        let mut parts = vec![Part::unfoldable(compose::head(article, width, zone))];
        for (nth, section) in document.sections.iter().enumerate() {
            let mut open = vec![Line::BLANK];
            let mut folded = Vec::new();
            if let Some(number) = outline.number(nth) {
                folded.push(Line::BLANK);
                folded.extend(compose::heading(section, nth, number, true, width));
                folded.push(compose::fold_note(&document.sections[outline.inside(nth)], width));
                open.extend(compose::heading(section, nth, number, false, width));
            }
            open.extend(compose::section_body(document, nth, width));
            parts.push(Part { section: Some(nth), open, folded, around: outline.around(nth).collect() });
        }
        parts.push(Part::unfoldable(compose::foot(article, width)));
        let mut page = Self { ends: vec![0; parts.len()], parts, folded: BTreeSet::new() };
        page.fold(BTreeSet::new());
        page
    }

    /// Shows the sections in `folded` as their headings only, and what lies inside them not at all.
    pub fn fold(&mut self, folded: BTreeSet<usize>) {
        self.folded = folded;
        let mut end = 0;
        for (part, slot) in self.parts.iter().zip(&mut self.ends) {
            end += part.shown(&self.folded).len();
            *slot = end;
        }
    }

    /// The folded sections.
    pub fn folded(&self) -> &BTreeSet<usize> {
        &self.folded
    }

    /// How many lines are shown.
    #[allow(clippy::len_without_is_empty, reason = "a page has a headline")]
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// The lines shown from number `from` on.
    pub fn lines(&self, from: usize) -> impl Iterator<Item = &Line> {
        let first = self.ends.partition_point(|end| *end <= from);
        let start = self.start(first);
        self.parts[first..].iter().flat_map(|part| part.shown(&self.folded)).skip(from - start.min(from))
    }

    /// The section in which the line number `line` stands.
    pub fn section_at(&self, line: usize) -> Option<usize> {
        let part = self.ends.partition_point(|end| *end <= line);
        self.parts.get(part).and_then(|part| part.section)
    }

    /// The number of the line with which `section` begins: its heading, or its first words.
    pub fn section_start(&self, section: usize) -> usize {
        let start = self.start(section + 1);
        if self.ends.get(section + 1).is_some_and(|end| *end > start) { start + 1 } else { start }
    }

    /// The number of the line on which the byte `at` of `spot` stands, where it is shown.
    pub fn line_of(&self, spot: Spot, at: usize) -> Option<usize> {
        let nth = spot.section().map_or(0, |section| section + 1);
        let lines = self.parts.get(nth)?.shown(&self.folded);
        let holds = lines.iter().position(|line| line.holds(spot, at));
        // A byte in white space that wrapping left out belongs to the line before it.
        let before =
            || lines.iter().rposition(|line| line.origin().is_some_and(|origin| origin <= (spot, at)));
        holds.or_else(before).map(|line| self.start(nth) + line)
    }

    fn start(&self, part: usize) -> usize {
        part.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }
}

impl Part {
    fn unfoldable(open: Vec<Line>) -> Self {
        Self { section: None, open, folded: Vec::new(), around: Vec::new() }
    }

    fn shown(&self, folded: &BTreeSet<usize>) -> &[Line] {
        match self.around.iter().rposition(|section| folded.contains(section)) {
            None => &self.open,
            Some(0) => &self.folded,
            Some(_) => &[],
        }
    }
}

#[cfg(test)]
mod tests;
