//! The body: sections under their headings.

use super::headings::{self, Around, Found, Rank};
use super::labels::Labels;
use super::shape::words;
use super::{arrange, boilerplate, stakeholders};
use crate::ingest::raw::{Headings, RawBlock};
use crate::model::{Block, CleanText, ListItem, Section, SectionKind};

/// Parts `blocks` into sections.
pub(super) fn build(blocks: Vec<RawBlock>, headings: Headings, labels: &Labels) -> Vec<Section> {
    let runs = stakeholders::runs(&blocks, labels);
    let is_interview = headings::is_interview(&blocks);
    let askers = arrange::askers(&blocks, labels);
    let mut body = Body::default();
    let mut rest = blocks.into_iter().zip(runs).peekable();
    let mut was_in_run = false;
    while let Some((block, in_run)) = rest.next() {
        let peeked = rest.peek();
        let next = peeked.map(|(block, _)| block);
        let is_within_run = was_in_run && peeked.is_some_and(|(_, in_run)| *in_run);
        was_in_run = in_run;
        match block {
            RawBlock::Heading { level, text } => {
                let heading = CleanText::line(text.as_str());
                let kind = labels.kind_of_heading(&heading);
                body.open(Some(heading), kind, level);
            }
            RawBlock::Paragraph(paragraph) if boilerplate::is_anywhere(paragraph.text.as_str()) => {}
            RawBlock::Paragraph(paragraph) => {
                let around = Around {
                    next,
                    headings,
                    after_prose: body.has_prose,
                    is_interview,
                    askers: &askers,
                    labels,
                };
                let is_announced = body.is_announced();
                let line = (in_run || is_announced)
                    .then(|| stakeholders::line_under_heading(&paragraph.text, labels))
                    .flatten();
                if let Some(line) = line {
                    body.stakeholders(vec![line], in_run);
                } else if let Some(Found { heading, rest, rank }) = headings::find(&paragraph, &around) {
                    let kind = labels.kind_of_heading(&heading);
                    body.open(Some(heading), kind, if rank == Rank::Line { LINE } else { LEAD_IN });
                    if let Some(rest) = rest {
                        body.push(Block::Paragraph(rest));
                    }
                } else {
                    let text =
                        headings::answer(&paragraph.text).filter(|_| is_interview).unwrap_or(paragraph.text);
                    let block = Block::Paragraph(text);
                    if is_within_run { body.push_inside(block) } else { body.push(block) }
                }
            }
            RawBlock::Other(Block::List { ordered, items }) => {
                let may_be = (in_run || body.is_announced()) && body.kind() != Some(SectionKind::KeyPoints);
                if may_be && stakeholders::are_mostly_lines(&items, labels) {
                    body.stakeholder_items(items, in_run, labels);
                } else {
                    if body.sections.is_empty() && next.is_some_and(|next| next.as_paragraph().is_some()) {
                        body.open(None, SectionKind::KeyPoints, TOP);
                    }
                    body.push(Block::List { ordered, items });
                }
            }
            RawBlock::Other(block) => body.push(block),
        }
    }
    body.sections
}

/// How headings rank that have no level: below those that have, lead-ins lowest.
const TOP: u8 = 1;
const LINE: u8 = 7;
const LEAD_IN: u8 = 8;

#[derive(Default)]
struct Body {
    sections: Vec<Section>,
    /// The ranks and kinds of the headings that the section at hand lies under.
    ranks: Vec<(u8, SectionKind)>,
    /// What the run of stakeholder lines at hand interrupted.
    interrupted: Option<SectionKind>,
    has_prose: bool,
}

impl Body {
    fn kind(&self) -> Option<SectionKind> {
        self.sections.last().map(|section| section.kind)
    }

    /// Whether the section at hand is one of stakeholder lines.
    fn is_announced(&self) -> bool {
        self.kind() == Some(SectionKind::Stakeholders) && self.interrupted.is_none()
    }

    fn open(&mut self, heading: Option<CleanText>, kind: SectionKind, rank: u8) {
        // The parts that newsrooms name stand beside each other, however each is marked.
        let is_part = |kind: SectionKind| !matches!(kind, SectionKind::Other | SectionKind::Lead);
        let rank = match self.ranks.last() {
            Some((above, of)) if rank >= LINE && is_part(kind) && is_part(*of) => *above,
            _ => rank,
        };
        while self.ranks.last().is_some_and(|(last, _)| *last >= rank) {
            self.ranks.pop();
        }
        self.ranks.push((rank, kind));
        self.interrupted = None;
        let level = u8::try_from(self.ranks.len()).unwrap_or(u8::MAX);
        self.sections.push(Section { heading, kind, level, blocks: Vec::new() });
    }

    /// Begins a section without heading beside the one at hand.
    fn open_beside(&mut self, kind: SectionKind) {
        let level = self.sections.last().map_or(1, |section| section.level);
        self.sections.push(Section { heading: None, kind, level, blocks: Vec::new() });
    }

    fn push(&mut self, block: Block) {
        let is_prose = matches!(&block, Block::Paragraph(text) if words(text.as_str()) >= 8);
        if let Some(kind) = self.interrupted.take() {
            // The run is over, and what it interrupted goes on.
            self.open_beside(if kind == SectionKind::Lead { SectionKind::Other } else { kind });
        } else if self.sections.is_empty() {
            self.open_beside(SectionKind::Lead);
        } else if !matches!(block, Block::List { .. }) && self.is_list_of_key_points_at_the_head() {
            self.ranks.clear();
            self.sections.push(Section { kind: SectionKind::Lead, level: 1, ..Section::default() });
        }
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
        self.has_prose |= is_prose;
    }

    /// A list of stakeholder lines; an item that is none stays an item, in its place.
    fn stakeholder_items(&mut self, items: Vec<ListItem>, in_run: bool, labels: &Labels) {
        for item in items {
            match stakeholders::line_under_heading(&item.text, labels) {
                Some(line) => self.stakeholders(vec![line], in_run),
                None => self.push_inside(Block::List { ordered: false, items: vec![item] }),
            }
        }
    }

    /// Adds to the section at hand, whatever it is.
    fn push_inside(&mut self, block: Block) {
        match self.sections.last_mut() {
            Some(section) => section.blocks.push(block),
            None => self.push(block),
        }
    }

    fn stakeholders(&mut self, lines: Vec<stakeholders::Line>, in_run: bool) {
        let is_first_under_heading = self
            .sections
            .last()
            .is_some_and(|section| section.heading.is_some() && section.blocks.is_empty());
        match self.sections.last_mut() {
            Some(section) if section.kind == SectionKind::Stakeholders => {}
            Some(section) if is_first_under_heading && section.kind == SectionKind::Other => {
                section.kind = SectionKind::Stakeholders;
            }
            Some(_) if is_first_under_heading => {}
            Some(section) if matches!(section.blocks.last(), Some(Block::Stakeholder { .. })) => {}
            _ if in_run => {
                let kind = self.kind().unwrap_or(SectionKind::Lead);
                self.open_beside(SectionKind::Stakeholders);
                self.interrupted = Some(kind);
            }
            _ => {}
        }
        if self.sections.is_empty() {
            self.open_beside(SectionKind::Stakeholders);
        }
        if let Some(section) = self.sections.last_mut() {
            section.blocks.extend(lines.into_iter().map(stakeholders::block));
        }
    }

    /// Key points above the lead end with their list.
    fn is_list_of_key_points_at_the_head(&self) -> bool {
        matches!(&*self.sections, [only] if only.kind == SectionKind::KeyPoints
            && matches!(only.blocks.last(), Some(Block::List { .. })))
    }
}
