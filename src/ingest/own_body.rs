//! The body of an article in XHTML as masthead writes it: its sections say what they are, and nothing needs
//! to be recognised.

use super::attributes::Attributes;
use super::fragment;
use super::raw::RawBlock;
use crate::model::{Block, CleanText, Section, SectionKind, Text};

/// What a body holds.
pub(super) struct Body {
    pub(super) sections: Vec<Section>,
    pub(super) credits: Vec<CleanText>,
}

/// Reads `xhtml`; `None` where anything in it is not as masthead writes it.
pub(super) fn read(xhtml: &str) -> Option<Body> {
    let (sections, credits) = match xhtml.split_once("<footer>") {
        Some((sections, footer)) => (sections, paragraphs(footer)?),
        None => (xhtml, Vec::new()),
    };
    let mut parts = sections.split("<section ");
    let is_first = parts.next().is_some_and(|before| before.trim().is_empty());
    let sections: Vec<Section> = parts.take(MAX_PARTS).map(section).collect::<Option<_>>()?;
    (is_first && !(sections.is_empty() && credits.is_empty())).then_some(Body { sections, credits })
}

/// How many sections, and how many blocks of one, are taken at most.
const MAX_PARTS: usize = 20_000;

fn paragraphs(footer: &str) -> Option<Vec<CleanText>> {
    let blocks = fragment::read(footer, None);
    blocks.iter().map(|block| block.as_paragraph().map(|text| text.text().clone())).collect()
}

fn section(part: &str) -> Option<Section> {
    let (attributes, content) = part.split_once('>')?;
    let content = content.trim_end().strip_suffix("</section>")?;
    let attributes = Attributes::new(attributes);
    let kind = attributes.exact("data-kind")?;
    let kind = SectionKind::ALL.into_iter().find(|known| known.name() == kind)?;
    let level = attributes.exact("data-level")?.parse().ok()?;
    let mut section = Section { kind, level, ..Section::default() };
    let mut parts = content.split("<p class=\"stakeholder\">");
    add(&mut section, parts.next().unwrap_or_default())?;
    for part in parts.take(MAX_PARTS) {
        let (line, rest) = part.split_once("</p>")?;
        section.blocks.push(stakeholder(line)?);
        add(&mut section, rest)?;
    }
    Some(section)
}

/// Adds the blocks of `content`; the first of a section may be its heading.
fn add(section: &mut Section, content: &str) -> Option<()> {
    for block in fragment::read(content, None) {
        match block {
            RawBlock::Heading { text, .. } if section.blocks.is_empty() && section.heading.is_none() => {
                section.heading = Some(text.text().clone());
            }
            RawBlock::Heading { .. } => return None,
            RawBlock::Paragraph(paragraph) => section.blocks.push(Block::Paragraph(paragraph.text)),
            RawBlock::Other(block) => section.blocks.push(block),
        }
    }
    Some(())
}

/// A line whose first words, in bold, are the actor's name and a colon.
fn stakeholder(line: &str) -> Option<Block> {
    let mut blocks = fragment::read(line, None).into_iter();
    let (Some(RawBlock::Paragraph(line)), None) = (blocks.next(), blocks.next()) else { return None };
    let end = line.text.spans().first().filter(|span| span.range.start == 0)?.range.end;
    let whole: &Text = &line.text;
    let actor = CleanText::line(whole.as_str()[..end].strip_suffix(':')?);
    Some(Block::Stakeholder { actor, text: whole.slice(end..whole.as_str().len())? })
}
