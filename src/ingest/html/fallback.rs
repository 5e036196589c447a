//! The body as the page's metadata has it, where the page itself shows but a part.

use super::super::raw::{RawBlock, RawParagraph};
use crate::model::Text;

/// `blocks`, or the `known` body where it has twice as much text; a short one has to have far more.
pub(super) fn fuller(blocks: Vec<RawBlock>, known: &str) -> Vec<RawBlock> {
    let shown: usize = blocks.iter().map(text_len).sum();
    let factor = if known.len() < SHORT { 4 } else { 2 };
    if shown * factor >= known.len() {
        return blocks;
    }
    let paragraphs = known.split('\n').map(Text::from).filter(|text| !text.is_empty());
    paragraphs.map(|text| RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() })).collect()
}

/// A body of fewer bytes may be but the article's beginning.
const SHORT: usize = 500;

fn text_len(block: &RawBlock) -> usize {
    match block {
        RawBlock::Heading { text, .. } => text.as_str().len(),
        RawBlock::Paragraph(paragraph) => paragraph.text.as_str().len(),
        RawBlock::Other(block) => block.parts().iter().map(|part| part.len()).sum(),
    }
}
