//! How much an article may have: more than that no reader reads, and no machine should hold.

use crate::ingest::raw::RawBlock;
use crate::model::Block;

/// Cuts `blocks` off where there are more than an article has; whether anything was cut.
pub(in crate::ingest) fn bound(blocks: &mut Vec<RawBlock>) -> bool {
    let mut left = MAX_PARTS;
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

/// How many paragraphs, list items, cells and the like an article may have.
const MAX_PARTS: usize = 50_000;

fn size(block: &RawBlock) -> usize {
    match block {
        RawBlock::Other(Block::List { items, .. }) => items.len().max(1),
        RawBlock::Other(Block::Table { header, rows }) => {
            rows.iter().map(|row| row.len().max(1)).sum::<usize>() + header.len()
        }
        _ => 1,
    }
}

fn shorten(block: &mut RawBlock, mut left: usize) {
    match block {
        RawBlock::Other(Block::List { items, .. }) => items.truncate(left),
        RawBlock::Other(Block::Table { header, rows }) => {
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
    use super::{MAX_PARTS, bound, size};
    use crate::ingest::markdown;

    #[test]
    fn what_is_too_long_is_cut() {
        for (markdown, is_cut) in [
            ("- a\n".repeat(MAX_PARTS), false),
            ("- a\n".repeat(MAX_PARTS + 9), true),
            ("a\n\n".repeat(MAX_PARTS + 9), true),
            (format!("|a|b|\n|-|-|\n{}", "|c|d|\n".repeat(MAX_PARTS)), true),
        ] {
            let mut blocks = markdown::read(&markdown, None);
            assert_eq!(bound(&mut blocks), is_cut);
            assert!(blocks.iter().map(size).sum::<usize>() <= MAX_PARTS + 1);
        }
    }
}
