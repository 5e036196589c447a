//! How the sections of an article are numbered and nested.

use std::ops::Range;

use crate::model::{Document, SectionKind};

/// How the sections of an article are numbered and nested.
#[derive(Clone, Debug, Default)]
pub struct Outline {
    entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
struct Entry {
    number: Option<usize>,
    parent: Option<usize>,
    end: usize,
}

impl Outline {
    /// The outline of `document`.
    pub fn new(document: &Document) -> Self {
        let sections = &document.sections;
        let mut entries: Vec<Entry> = Vec::with_capacity(sections.len());
        let mut open: Vec<usize> = Vec::new();
        let mut count = 0;
        for (nth, section) in sections.iter().enumerate() {
            let foldable = nth > 0 || section.heading.is_some() || section.kind != SectionKind::Lead;
            while let Some(outer) = open.pop_if(|outer| sections[*outer].level >= section.level) {
                entries[outer].end = nth;
            }
            count += usize::from(foldable);
            entries.push(Entry {
                number: foldable.then_some(count),
                parent: open.last().copied(),
                end: sections.len(),
            });
            if foldable {
                open.push(nth);
            }
        }
        Self { entries }
    }

    /// The number of a section, from 1. A lead without a heading has none, and can't be folded.
    pub fn number(&self, section: usize) -> Option<usize> {
        self.entries.get(section).and_then(|entry| entry.number)
    }

    /// The section with a number.
    pub fn numbered(&self, number: usize) -> Option<usize> {
        self.entries.iter().position(|entry| entry.number == Some(number))
    }

    /// Every section that can be folded.
    pub fn foldable(&self) -> impl Iterator<Item = usize> {
        self.entries.iter().enumerate().filter(|(_, entry)| entry.number.is_some()).map(|(nth, _)| nth)
    }

    /// The sections around a section, itself first, the outermost last.
    pub fn around(&self, section: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(section), |nth| self.entries.get(*nth).and_then(|entry| entry.parent))
    }

    /// A section and those nested in it.
    pub fn inside(&self, section: usize) -> Range<usize> {
        section..self.entries.get(section).map_or(section, |entry| entry.end)
    }

    /// How deep a section is nested in others, from 0.
    pub fn depth(&self, section: usize) -> usize {
        self.around(section).count() - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CleanText, Section};

    #[test]
    fn numbers_and_nests_by_level() {
        let lead = Section { kind: SectionKind::Lead, level: 1, ..Section::default() };
        let section = |level| Section { heading: Some(CleanText::new("H")), level, ..Section::default() };
        let sections = vec![lead, section(1), section(2), section(2), section(1)];
        let outline = Outline::new(&Document { sections, ..Document::default() });
        assert_eq!(
            (0..5).map(|nth| outline.number(nth)).collect::<Vec<_>>(),
            [None, Some(1), Some(2), Some(3), Some(4)]
        );
        assert_eq!(outline.inside(1), 1..4);
        assert_eq!(outline.inside(3), 3..4);
        assert_eq!(outline.inside(4), 4..5);
        assert_eq!(outline.around(3).collect::<Vec<_>>(), [3, 1]);
        assert_eq!(outline.numbered(4), Some(4));
        assert_eq!(outline.foldable().count(), 4);
    }
}
