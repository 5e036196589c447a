//! `<blockquote>`: whatever is in it, what is quoted stays marked as that.

use super::media;
use super::walk::{Walk, joined};
use crate::ingest::html::dom::Id;
use crate::ingest::raw::RawBlock;
use crate::model::{Block, Span, SpanStyle, Text};

/// A quotation. Headings and items of lists in it are paragraphs of it; what is no text, such as a picture, stands between
/// two quotations.
pub(super) fn quotation(walk: &mut Walk<'_>, id: Id) {
    walk.flush();
    if media::is_post(walk.dom, id) {
        media::post(walk, id);
        return;
    }
    // One in another is a part of it.
    if walk.is_quoted {
        walk.children(id);
        walk.flush();
        return;
    }
    walk.is_quoted = true;
    let inner = walk.apart(id);
    walk.is_quoted = false;
    let mut quoted = Vec::new();
    for block in inner {
        match block {
            RawBlock::Paragraph(paragraph) => quoted.push(paragraph.text),
            RawBlock::Heading { text, .. } => quoted.push(bold(&text)),
            RawBlock::Other(Block::Quotation(text)) => quoted.push(text),
            RawBlock::Other(Block::List { items, .. }) => {
                quoted.extend(items.iter().map(|item| item.text.after(&format!("{} ", item.mark()))));
            }
            other => {
                end(walk, &mut quoted);
                walk.out.push(other);
            }
        }
    }
    end(walk, &mut quoted);
}

/// The quotation of these paragraphs.
fn end(walk: &mut Walk<'_>, quoted: &mut Vec<Text>) {
    if !quoted.is_empty() {
        walk.out.push(RawBlock::Other(Block::Quotation(joined(quoted, "\n"))));
        quoted.clear();
    }
}

/// A text all of which is bold.
pub(super) fn bold(text: &Text) -> Text {
    let mut spans = vec![Span { range: 0..text.as_str().len(), style: SpanStyle::Strong }];
    spans.extend(text.spans().iter().filter(|span| span.style != SpanStyle::Strong).cloned());
    Text::new(text.text().clone(), spans)
}
