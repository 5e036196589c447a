//! A line of text with its styles, as the walk comes by its pieces.

use crate::ingest::raw::RawParagraph;
use crate::model::{SpanStyle, Text, TextBuilder};

/// The text at hand.
#[derive(Debug, Default)]
pub(super) struct Line {
    text: TextBuilder,
    breaks: usize,
    /// A line break that counts only if text follows; two part paragraphs.
    pending_breaks: usize,
}

impl Line {
    /// An empty line, with room for so many styled stretches in it and in those after it.
    pub(super) fn with_room(room: usize) -> Self {
        Self { text: TextBuilder::with_room(room), ..Self::default() }
    }

    /// How much of the room is left.
    pub(super) fn room(&self) -> usize {
        self.text.room()
    }

    /// Leaves so much room, after another line has taken some of it.
    pub(super) fn leave_room(&mut self, room: usize) {
        self.text.leave_room(room);
    }

    /// Adds characters.
    pub(super) fn push(&mut self, text: &str) {
        if self.pending_breaks > 0 && !text.trim().is_empty() {
            if !self.text.is_empty() {
                self.text.push_line_break();
                self.breaks += 1;
            }
            self.pending_breaks = 0;
        }
        self.text.push(text);
    }

    /// A line break; whether it is the second in a row.
    pub(super) fn line_break(&mut self) -> bool {
        self.pending_breaks += 1;
        self.pending_breaks >= 2
    }

    /// Begins a style.
    pub(super) fn open(&mut self, style: SpanStyle) {
        self.text.open(style);
    }

    /// Ends the style begun last.
    pub(super) fn close(&mut self) {
        self.text.close();
    }

    /// Whether nothing visible is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far; the styles that are open go on in the next.
    pub(super) fn take(&mut self) -> RawParagraph {
        let text = self.text.take();
        let hard_breaks = (0..std::mem::take(&mut self.breaks)).collect();
        self.pending_breaks = 0;
        RawParagraph { text: trimmed(text), hard_breaks, one_line: false, touches_next: false }
    }
}

fn trimmed(text: Text) -> Text {
    let whole = text.as_str();
    if whole.trim().len() == whole.len() { text } else { text.slice(0..whole.len()).unwrap_or_default() }
}
