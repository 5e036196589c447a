//! One line of a page: where its words come from, and what they are.

use std::ops::Range;

use crate::model::Spot;

/// One line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the line is part of.
    pub kind: LineKind,
    /// What stands on it, from left to right.
    pub cells: Vec<Cell>,
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineKind {
    /// Nothing: space.
    Blank,
    /// The line over the headline: feed, date, reading time.
    Kicker,
    /// The headline.
    Title,
    /// The standfirst.
    Standfirst,
    /// Who wrote it.
    Byline,
    /// A section's heading.
    Heading,
    /// What a folded section says of what it hides.
    FoldNote,
    /// Running text.
    Body,
    /// A quotation.
    Quotation,
    /// Preformatted text.
    Preformatted,
    /// The heads of a table.
    TableHead,
    /// A row of a table.
    TableRow,
    /// The heads of a table that is wider than the page.
    WideHead,
    /// A row of such a table.
    WideRow,
    /// A note at the end that the text points to.
    Footnote,
    /// A row of a picture.
    Picture,
    /// A picture's caption, or an embed's label.
    Caption,
    /// A break of thought.
    Rule,
    /// Credits, and the note on the author.
    Credit,
}

/// A stretch of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Where it begins, in columns from the page's left edge.
    pub column: u16,
    /// What stands there.
    pub text: CellText,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellText {
    /// The article's own words.
    Words(Spot, Range<usize>),
    /// The name of the actor at the head of a stakeholder line: the article's own words.
    Name(Spot, Range<usize>),
    /// A row of a picture, counted from 0: the picture of the block in which the spot lies.
    Picture(Spot, u16),
    /// Something that masthead adds: a bullet, a number, a date.
    Added(String),
}

impl Line {
    /// An empty line.
    pub const BLANK: Self = Self { kind: LineKind::Blank, cells: Vec::new() };

    /// A line of the article's own words.
    pub(super) fn words(kind: LineKind, column: usize, spot: Spot, range: Range<usize>) -> Self {
        Self { kind, cells: vec![Cell::new(column, CellText::Words(spot, range))] }
    }

    /// A line that masthead adds.
    pub(super) fn added(kind: LineKind, column: usize, text: String) -> Self {
        Self { kind, cells: vec![Cell::new(column, CellText::Added(text))] }
    }

    /// The first of the article's own words on the line.
    pub fn origin(&self) -> Option<(Spot, usize)> {
        self.cells.iter().find_map(|cell| match &cell.text {
            CellText::Words(spot, range) | CellText::Name(spot, range) => Some((*spot, range.start)),
            // Wherever one is in a picture, it is the picture that one comes back to.
            CellText::Picture(spot, _) => Some((*spot, 0)),
            CellText::Added(_) => None,
        })
    }

    /// Whether the byte `at` of `spot` stands on the line, or the line is the one that the byte was cut off from.
    pub fn holds(&self, spot: Spot, at: usize) -> bool {
        self.cells.iter().any(|cell| match &cell.text {
            CellText::Words(own, range) | CellText::Name(own, range) => {
                *own == spot && range.start <= at && at < range.end.max(range.start + 1)
            }
            CellText::Picture(..) | CellText::Added(_) => false,
        })
    }
}

impl Cell {
    /// A cell at a column.
    pub(super) fn new(column: usize, text: CellText) -> Self {
        Self { column: u16::try_from(column).unwrap_or(u16::MAX), text }
    }
}
