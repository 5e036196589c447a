//! How much an article may have: more than that no reader reads, and no machine should hold.

use crate::ingest::raw::RawBlock;
use crate::model::{Block, Section, Text};

/// How many parts an article may have that comes of so many bytes: a few thousand however short they are, as each takes
/// up far more memory than its letters do.
pub(in crate::ingest) fn most_parts(bytes: usize) -> usize {
    MAX_PARTS.min(PARTS_ANYWAY + bytes / BYTES_A_PART)
}

/// Cuts `blocks` off where they have more than `most` parts; whether anything was cut.
pub(in crate::ingest) fn bound(blocks: &mut Vec<RawBlock>, most: usize) -> bool {
    let mut left = most;
    for at in 0..blocks.len() {
        let size = size(&blocks[at]);
        if size > left {
            shorten(&mut blocks[at], left);
            blocks.truncate(at + 1);
            return true;
        }
        left -= size;
    }
    false
}

/// The same for a document whose structure is known, and has as many styled stretches at most; what is more of those keeps
/// its words.
pub(in crate::ingest) fn bound_sections(sections: &mut Vec<Section>) -> bool {
    let mut spans_left = MAX_PARTS;
    for block in sections.iter_mut().flat_map(|section| &mut section.blocks) {
        texts(block, &mut |text| {
            text.keep_spans(spans_left);
            spans_left -= text.spans().len();
        });
    }
    let mut left = MAX_PARTS;
    for at in 0..sections.len() {
        let blocks = &mut sections[at].blocks;
        for nth in 0..blocks.len() {
            let size = size_of_block(&blocks[nth]);
            if size > left {
                shorten_block(&mut blocks[nth], left);
                blocks.truncate(nth + 1);
                sections.truncate(at + 1);
                return true;
            }
            left -= size;
        }
        left = left.saturating_sub(1);
    }
    false
}

/// How many paragraphs, list items, cells and the like an article may have.
pub(super) const MAX_PARTS: usize = 50_000;
const PARTS_ANYWAY: usize = 6_000;
const BYTES_A_PART: usize = 30;

fn size(block: &RawBlock) -> usize {
    match block {
        RawBlock::Other(block) => size_of_block(block),
        _ => 1,
    }
}

fn size_of_block(block: &Block) -> usize {
    match block {
        Block::List { items, .. } => items.len().max(1),
        Block::Table { header, rows } => {
            rows.iter().map(|row| row.len().max(1)).sum::<usize>() + header.len()
        }
        _ => 1,
    }
}

/// Goes through the texts of a block that may be styled.
fn texts(block: &mut Block, act: &mut impl FnMut(&mut Text)) {
    match block {
        Block::Paragraph(text) | Block::Quotation(text) | Block::Stakeholder { text, .. } => act(text),
        Block::List { items, .. } => items.iter_mut().for_each(|item| act(&mut item.text)),
        Block::Table { header, rows } => header.iter_mut().chain(rows.iter_mut().flatten()).for_each(act),
        Block::Preformatted { .. } | Block::Image { .. } | Block::Rule | Block::Embed { .. } => {}
    }
}

fn shorten(block: &mut RawBlock, left: usize) {
    if let RawBlock::Other(block) = block {
        shorten_block(block, left);
    }
}

fn shorten_block(block: &mut Block, mut left: usize) {
    match block {
        Block::List { items, .. } => items.truncate(left),
        Block::Table { header, rows } => {
            header.truncate(left);
            left -= header.len();
            rows.retain_mut(|row| {
                row.truncate(left);
                left -= row.len().max(1).min(left);
                !row.is_empty()
            });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::{MAX_PARTS, bound, bound_sections, size};
    use crate::ingest::markdown;
    use crate::model::{Block, Section};

    #[test]
    fn a_document_that_is_too_long_is_cut_as_well() {
        let of = |blocks: usize| Section { blocks: vec![Block::Rule; blocks], ..Section::default() };
        for (mut sections, is_cut, left) in [
            (vec![of(9), of(MAX_PARTS - 10)], false, MAX_PARTS - 1),
            (vec![of(9), of(MAX_PARTS), of(1)], true, MAX_PARTS),
        ] {
            assert_eq!(bound_sections(&mut sections), is_cut);
            assert_eq!(sections.iter().map(|section| section.blocks.len()).sum::<usize>(), left);
        }
    }

    #[test]
    fn what_is_too_long_is_cut() {
        for (markdown, is_cut) in [
            ("- a\n".repeat(MAX_PARTS), false),
            ("- a\n".repeat(MAX_PARTS + 9), true),
            ("a\n\n".repeat(MAX_PARTS + 9), true),
            (format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(MAX_PARTS)), true),
        ] {
            let mut blocks = markdown::read(&markdown, None);
            assert_eq!(bound(&mut blocks, MAX_PARTS), is_cut);
            assert!(blocks.iter().map(size).sum::<usize>() <= MAX_PARTS + 1);
        }
    }
}
