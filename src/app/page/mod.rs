//! An article as lines of a width: wrapped once, folded and unfolded without wrapping again.
//!
//! What is far from where one reads, of a long article, is not laid out before somebody comes near; until then the page
//! counts the lines that it will have about. Whoever shows or leaves a line first has what lies around it laid out.

mod compose;
mod line;
mod part;
mod picture;
mod separate;
mod setter;
mod table;
mod wrap;

use std::collections::BTreeSet;
use std::ops::Range;

use jiff::tz::TimeZone;

pub use line::{Cell, CellText, Line, LineKind};
pub(super) use part::Sheet;
use part::{Part, Piece};
pub use separate::stretches;
pub(super) use wrap::wrap;
pub use wrap::{columns, is_a_column};

use crate::model::{Article, Spot};

/// Of an article with no more lines than this, all are laid out at once.
const AT_ONCE: usize = 600;

/// An article as lines.
#[derive(Clone, Debug)]
pub struct Page {
    parts: Vec<Part>,
    /// For each part, the number of the line after its last.
    ends: Vec<usize>,
    folded: BTreeSet<usize>,
}

impl Page {
    /// Lays `article` out, these sections folded.
    pub(super) fn new(article: &Article, sheet: Sheet<'_>, zone: &TimeZone, folded: BTreeSet<usize>) -> Self {
        let sections = 0..sheet.document.sections.len();
        let mut parts = vec![Part::laid(Piece::Head, compose::head(article, sheet.width, zone))];
        parts.extend(sections.flat_map(|section| Part::of_section(sheet, section)));
        parts.push(foot(article, sheet));
        let mut page = Self { ends: vec![0; parts.len()], parts, folded: BTreeSet::new() };
        page.fold(folded);
        if page.len() <= AT_ONCE {
            page.lay_out(sheet, 0, 0..usize::MAX);
        }
        page
    }

    /// Lays the foot out anew.
    pub(super) fn renew_foot(&mut self, article: &Article, sheet: Sheet<'_>) {
        self.parts.pop();
        self.parts.push(foot(article, sheet));
        let folded = std::mem::take(&mut self.folded);
        self.fold(folded);
    }

    /// Shows the sections in `folded` as their headings only, and what lies inside them not at all.
    pub(super) fn fold(&mut self, folded: BTreeSet<usize>) {
        self.folded = folded;
        let mut end = 0;
        for (part, slot) in self.parts.iter().zip(&mut self.ends) {
            end += part.len(&self.folded);
            *slot = end;
        }
    }

    /// The folded sections.
    pub fn folded(&self) -> &BTreeSet<usize> {
        &self.folded
    }

    /// How many lines are shown; about how many, where not all are laid out.
    #[allow(clippy::len_without_is_empty, reason = "a page has a headline")]
    pub fn len(&self) -> usize {
        self.ends.last().copied().unwrap_or(0)
    }

    /// The lines shown from number `from` on, as far as they are laid out.
    pub fn lines(&self, from: usize) -> impl Iterator<Item = &Line> {
        let first = self.part_at(from);
        let start = self.start(first);
        let lines = self.parts[first..].iter().map_while(|part| part.lines(&self.folded)).flatten();
        lines.skip(from - start.min(from))
    }

    /// Lays out the lines from `above` before the line number `top` to `below` after it. The number that the line has now:
    /// what is laid out may have more lines than it was thought to have, or fewer.
    pub(super) fn lay_out(&mut self, sheet: Sheet<'_>, top: usize, lines: Range<usize>) -> usize {
        let Range { start: above, end: below } = lines;
        let here = self.part_at(top);
        let mut top = self.lay_out_part(sheet, here, top);
        for before in (0..here).rev() {
            if top.saturating_sub(above) >= self.ends[before] {
                break;
            }
            top = self.lay_out_part(sheet, before, top);
        }
        for after in here + 1..self.parts.len() {
            if self.start(after) >= top.saturating_add(below) {
                break;
            }
            top = self.lay_out_part(sheet, after, top);
        }
        top
    }

    /// Lays out the part in which the byte `at` of a `spot` stands; the number that the line number `top` has now.
    pub(super) fn lay_out_spot(&mut self, sheet: Sheet<'_>, spot: Spot, top: usize) -> usize {
        self.lay_out_part(sheet, self.part_with(spot), top)
    }

    /// Lays out anew what a spot stands in, as a picture there has grown or gone; the number that the line number `top`
    /// has now.
    pub(super) fn renew(&mut self, sheet: Sheet<'_>, spot: Spot, top: usize) -> usize {
        let nth = self.part_of(spot);
        if let Some(part) = self.parts.get_mut(nth) {
            part.forget();
        }
        self.lay_out_part(sheet, nth, top)
    }

    /// The section in which the line number `line` stands.
    pub fn section_at(&self, line: usize) -> Option<usize> {
        self.parts.get(self.part_at(line)).and_then(Part::section)
    }

    /// The number of the line with which `section` begins: its heading, or its first words.
    pub fn section_start(&self, section: usize) -> usize {
        let part = self.part_of(Spot::Heading { section });
        let start = self.start(part);
        if self.ends.get(part).is_some_and(|end| *end > start) { start + 1 } else { start }
    }

    /// The number of the line on which the byte `at` of `spot` stands, where it is shown and laid out.
    pub fn line_of(&self, spot: Spot, at: usize) -> Option<usize> {
        let nth = self.part_with(spot);
        let lines = self.parts.get(nth)?.lines(&self.folded)?;
        let holds = lines.iter().position(|line| line.holds(spot, at));
        // A byte in white space that wrapping left out belongs to the line before it.
        let before =
            || lines.iter().rposition(|line| line.origin().is_some_and(|origin| origin <= (spot, at)));
        holds.or_else(before).map(|line| self.start(nth) + line)
    }

    /// The number of the line with which the picture begins under which the line number `line` stands; its own, where it
    /// stands under none.
    pub fn picture_above(&self, line: usize) -> usize {
        let is_picture =
            |line: &usize| self.lines(*line).next().is_some_and(|line| line.kind == LineKind::Picture);
        (0..line).rev().take_while(is_picture).last().unwrap_or(line)
    }

    /// Lays out a part, where it is not; the number that the line number `top` has now.
    fn lay_out_part(&mut self, sheet: Sheet<'_>, nth: usize, top: usize) -> usize {
        let Some(part) = self.parts.get_mut(nth).filter(|part| part.lines(&self.folded).is_none()) else {
            return top;
        };
        let before = part.len(&self.folded);
        part.lay_out(sheet, &self.folded);
        let now = part.len(&self.folded);
        let is_above = self.ends[nth] <= top;
        self.ends[nth..].iter_mut().for_each(|end| *end = *end + now - before);
        if is_above { top + now - before } else { top.min(self.ends[nth].saturating_sub(1)) }
    }

    /// The part in which a line stands.
    fn part_at(&self, line: usize) -> usize {
        self.ends.partition_point(|end| *end <= line)
    }

    /// The part in which a spot lies.
    fn part_of(&self, spot: Spot) -> usize {
        let block = match spot {
            Spot::Title | Spot::Standfirst => return 0,
            Spot::Credit { .. } | Spot::Bio { .. } => return self.parts.len().saturating_sub(1),
            Spot::Heading { .. } => 0,
            Spot::Block { block, .. } => block,
        };
        let section = spot.section().unwrap_or(0);
        let from = Piece::Blocks { section, from: block, to: usize::MAX };
        self.parts.partition_point(|part| part.piece <= from).saturating_sub(1)
    }

    /// The part that shows a spot; where it is folded, the first part of its section.
    fn part_with(&self, spot: Spot) -> usize {
        let part = self.part_of(spot);
        match spot.section() {
            Some(section) if self.ends.get(part) == Some(&self.start(part)) => {
                self.part_of(Spot::Heading { section })
            }
            _ => part,
        }
    }

    fn start(&self, part: usize) -> usize {
        part.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0)
    }
}

fn foot(article: &Article, sheet: Sheet<'_>) -> Part {
    Part::laid(Piece::Foot, compose::foot(article, sheet.width, sheet.shows_notes))
}

#[cfg(test)]
mod tests;
