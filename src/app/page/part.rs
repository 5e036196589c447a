//! A part of a page: as lines, or, until somebody comes near it, as how many there will be about.

use std::collections::BTreeSet;
use std::ops::Range;

use super::compose;
use super::line::Line;
use super::setter::Setter;
use crate::app::outline::Outline;
use crate::app::pictures::Pictures;
use crate::app::typesetting::Typesetting;
use crate::model::{Block, Document, Section};

/// How many bytes of a section are laid out together.
const BYTES: usize = 4096;

/// The head, some blocks of a section, or the foot.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) piece: Piece,
    open: Lines,
    /// As what a section is shown that is folded; nothing but in its first part.
    folded: Lines,
    /// The sections around it, itself first: folding one of them hides it.
    around: Vec<usize>,
}

/// What a part shows, in the order of the page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Head,
    /// Blocks of a section, the first with its heading.
    Blocks {
        section: usize,
        from: usize,
        to: usize,
    },
    Foot,
}

/// What is to be laid out, and for what width.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) struct Sheet<'a> {
    pub(in crate::app) document: &'a Document,
    pub(in crate::app) outline: &'a Outline,
    pub(in crate::app) width: usize,
    pub(in crate::app) typesetting: Typesetting,
    /// What is known of its pictures.
    pub(in crate::app) pictures: &'a Pictures,
    /// Whether the notes on the authors are shown, and not only that there are any.
    pub(in crate::app) shows_notes: bool,
}

#[derive(Clone, Debug)]
enum Lines {
    Laid(Vec<Line>),
    About(usize),
}

impl Lines {
    fn len(&self) -> usize {
        match self {
            Self::Laid(lines) => lines.len(),
            Self::About(count) => *count,
        }
    }
}

impl Part {
    /// A part that is laid out, and in no section.
    pub(super) fn laid(piece: Piece, lines: Vec<Line>) -> Self {
        let (open, folded) = (Lines::Laid(lines), Lines::Laid(Vec::new()));
        Self { piece, open, folded, around: Vec::new() }
    }

    /// The parts of a section, none of them laid out.
    pub(super) fn of_section(sheet: Sheet<'_>, section: usize) -> impl Iterator<Item = Self> {
        let content = &sheet.document.sections[section];
        let is_numbered = sheet.outline.number(section).is_some();
        pieces(content, sheet.width).map(move |(blocks, lines)| {
            let is_first = blocks.start == 0;
            let folded = if is_first && is_numbered { Lines::About(3) } else { Lines::Laid(Vec::new()) };
            let open = Lines::About(lines + if is_first { 1 + usize::from(is_numbered) } else { 0 });
            let piece = Piece::Blocks { section, from: blocks.start, to: blocks.end };
            Self { piece, open, folded, around: sheet.outline.around(section).collect() }
        })
    }

    /// The section that it lies in.
    pub(super) fn section(&self) -> Option<usize> {
        match self.piece {
            Piece::Blocks { section, .. } => Some(section),
            Piece::Head | Piece::Foot => None,
        }
    }

    /// How many lines of it are shown, where these sections are folded; about how many, while it is not laid out.
    pub(super) fn len(&self, folded: &BTreeSet<usize>) -> usize {
        self.shown(folded).map_or(0, Lines::len)
    }

    /// The lines of it that are shown; `None` where they are not laid out.
    pub(super) fn lines(&self, folded: &BTreeSet<usize>) -> Option<&[Line]> {
        match self.shown(folded) {
            Some(Lines::Laid(lines)) => Some(lines),
            Some(Lines::About(_)) => None,
            None => Some(&[]),
        }
    }

    /// Lays out what of it is shown.
    pub(super) fn lay_out(&mut self, sheet: Sheet<'_>, folded: &BTreeSet<usize>) {
        let Piece::Blocks { section, from, to } = self.piece else { return };
        match self.around.iter().rposition(|section| folded.contains(section)) {
            None => self.open = Lines::Laid(open_lines(sheet, section, from..to)),
            Some(0) => self.folded = Lines::Laid(folded_lines(sheet, section, from)),
            Some(_) => {}
        }
    }

    /// Has it laid out anew when somebody comes near; until then it has as many lines as it had.
    pub(super) fn forget(&mut self) {
        self.open = Lines::About(self.open.len());
    }

    fn shown(&self, folded: &BTreeSet<usize>) -> Option<&Lines> {
        match self.around.iter().rposition(|section| folded.contains(section)) {
            None => Some(&self.open),
            Some(0) => Some(&self.folded),
            Some(_) => None,
        }
    }
}

fn open_lines(sheet: Sheet<'_>, nth: usize, blocks: Range<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    if blocks.start == 0 {
        lines.push(Line::BLANK);
        if let Some(number) = sheet.outline.number(nth) {
            let section = &sheet.document.sections[nth];
            lines.extend(compose::heading(section, nth, number, false, sheet.width));
        }
    }
    let setter = Setter::new(sheet.document, sheet.width, sheet.typesetting);
    lines.extend(compose::section_body(sheet, nth, blocks, setter));
    lines
}

fn folded_lines(sheet: Sheet<'_>, nth: usize, from: usize) -> Vec<Line> {
    let Some(number) = sheet.outline.number(nth).filter(|_| from == 0) else { return Vec::new() };
    let mut lines = vec![Line::BLANK];
    lines.extend(compose::heading(&sheet.document.sections[nth], nth, number, true, sheet.width));
    lines.push(compose::fold_note(&sheet.document.sections[sheet.outline.inside(nth)], sheet.width));
    lines
}

/// The blocks of a section in pieces that are laid out together, each with the number of lines that it will have about.
fn pieces(section: &Section, width: usize) -> impl Iterator<Item = (Range<usize>, usize)> {
    let (blocks, mut at, mut is_first) = (&section.blocks, 0, true);
    std::iter::from_fn(move || {
        // A section without blocks has its heading.
        if at == blocks.len() && !std::mem::take(&mut is_first) {
            return None;
        }
        is_first = false;
        let (from, mut bytes, mut lines) = (at, 0, 0);
        while at < blocks.len() && bytes < BYTES {
            // A picture stands alone: it grows once its size is known.
            let ends = is_picture(&blocks[at]) || at.checked_sub(1).is_some_and(|at| is_picture(&blocks[at]));
            if at > from && ends {
                break;
            }
            let (size, about) = measure(&blocks[at], width);
            bytes += size;
            lines += about + 1;
            at += 1;
        }
        Some((from..at, lines))
    })
}

fn is_picture(block: &Block) -> bool {
    matches!(block, Block::Image { .. })
}

/// How many bytes a block has, and about how many lines it takes.
fn measure(block: &Block, width: usize) -> (usize, usize) {
    let text = |text: &str| (text.len(), text.len() / width + 1);
    let sum = |(bytes, lines), (more, further)| (bytes + more, lines + further);
    match block {
        Block::Paragraph(words) | Block::Quotation(words) => text(words.as_str()),
        Block::Table { rows, .. } => {
            let row = |row: &Vec<_>| (16 * row.len(), 1);
            rows.iter().map(row).fold((16, 2), sum)
        }
        other => other.parts().into_iter().map(text).fold((0, 0), sum),
    }
}
