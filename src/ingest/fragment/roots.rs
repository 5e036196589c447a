//! Lists, tables, quotations and figures of a piece of HTML.

use super::{MAX_DEPTH, Reader, Root};
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{Block, CleanText, ListItem, Text};

impl Reader<'_> {
    pub(super) fn begin(&mut self, root: Root) {
        if self.root == Root::None {
            self.flush();
            self.root = root;
            self.nested = 1;
        } else {
            self.nested += usize::from(self.root == root);
            self.part();
        }
    }

    pub(super) fn end(&mut self, root: Root) {
        if self.root != root {
            return self.part();
        }
        self.nested = self.nested.saturating_sub(1);
        if self.nested == 0 {
            self.end_root();
        } else {
            self.part();
        }
    }

    pub(super) fn end_root(&mut self) {
        self.end_pre();
        let root = self.root;
        match root {
            Root::None => return,
            Root::List => {
                self.end_item();
                self.lists.clear();
                let items = std::mem::take(&mut self.items);
                let notes = std::mem::take(&mut self.note_items);
                if notes > 0 && notes == items.len() {
                    self.out.extend(items.iter().zip(1..).map(|(item, nth)| note(item, nth)));
                } else {
                    self.emit(
                        Block::List { ordered: self.is_ordered, items },
                        |block| matches!(block, Block::List { items, .. } if items.is_empty()),
                    );
                }
            }
            Root::Table => {
                self.end_row();
                self.table();
            }
            Root::Quote => {
                self.lists.clear();
                let text = self.take_text();
                let empty = text.is_empty();
                self.emit(Block::Quotation(text), |_| empty);
            }
            Root::Figure => {
                let words = self.take_text();
                match &mut *self.images {
                    [.., Block::Image { caption, .. } | Block::Embed { label: caption, .. }]
                        if !words.is_empty() =>
                    {
                        *caption = Some(CleanText::line(words.as_str()));
                    }
                    [] if !words.is_empty() => {
                        self.out.push(RawBlock::Paragraph(RawParagraph {
                            text: words,
                            ..RawParagraph::default()
                        }));
                    }
                    _ => {}
                }
                self.images
                    .retain(|one| !matches!(one, Block::Image { url, caption: None, .. } if url.is_empty()));
            }
        }
        self.root = Root::None;
        self.breaks = 0;
        self.out.extend(self.images.drain(..).map(RawBlock::Other));
    }

    pub(super) fn emit(&mut self, block: Block, is_empty: impl Fn(&Block) -> bool) {
        if !is_empty(&block) {
            self.out.push(RawBlock::Other(block));
        }
    }

    /// A table; one of a single column is there for its looks, and its cells are paragraphs.
    pub(super) fn table(&mut self) {
        let mut rows = std::mem::take(&mut self.rows);
        rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
        let is_sure = std::mem::take(&mut self.has_thead);
        let has_header =
            rows.first().is_some_and(|row| self.head_cells >= row.len() && (is_sure || row.len() > 1));
        self.head_cells = 0;
        if rows.iter().all(|row| row.len() < 2) {
            for text in rows.into_iter().flatten() {
                self.out.push(RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() }));
            }
            return;
        }
        let header = if has_header { rows.remove(0) } else { Vec::new() };
        self.out.push(RawBlock::Other(Block::Table { header, rows }));
    }

    pub(super) fn end_cell(&mut self) {
        let text = self.take_text();
        if self.item.take().is_some() {
            self.parts += usize::from(text.is_empty());
            self.row.push(text);
        }
    }

    pub(super) fn end_row(&mut self) {
        self.end_cell();
        if !self.row.is_empty() {
            self.rows.push(std::mem::take(&mut self.row));
        }
    }

    pub(super) fn begin_item(&mut self) {
        self.end_item();
        self.item = Some(self.next_item());
    }

    /// An item of a list in a quotation is a paragraph of it, with its mark.
    pub(super) fn quoted_item(&mut self) {
        self.part();
        let (depth, number) = self.next_item();
        let mark = ListItem { depth, number, text: Text::default() }.mark();
        self.push(&format!("{mark} "));
        self.is_marked = true;
    }

    /// How deep the item stands that begins, and its number.
    fn next_item(&mut self) -> (u8, Option<u32>) {
        let depth = self.lists.len().saturating_sub(1).min(MAX_DEPTH);
        let number = self.lists.last_mut().and_then(|next| {
            let number = (*next)?;
            *next = Some(number.saturating_add(1));
            Some(number)
        });
        (u8::try_from(depth).unwrap_or(0), number)
    }

    pub(super) fn end_item(&mut self) {
        let text = self.take_text();
        let (depth, number) = self.item.take().unwrap_or_default();
        if !text.is_empty() {
            self.items.push(ListItem { depth, number, text });
        }
    }

    pub(super) fn end_pre(&mut self) {
        let Some(pre) = self.pre.take() else { return };
        let text = CleanText::new(pre.trim_matches('\n').trim_end());
        if self.root != Root::None {
            self.text.push(&text);
        } else if !text.trim().is_empty() {
            self.parts += 1;
            self.out.push(RawBlock::Other(Block::Preformatted { text }));
        }
    }
}

/// A note that the text points to: a paragraph with its mark.
fn note(item: &ListItem, nth: u32) -> RawBlock {
    let text = item.text.after(&format!("[{}] ", item.number.unwrap_or(nth)));
    RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() })
}
