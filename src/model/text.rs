//! Running text with the styles that its source gave to parts of it.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::CleanText;
use super::document_json::TextJson;

/// Running text: its characters, and what parts of them are.
///
/// In memory ranges count bytes; in JSON they count Unicode code points. In JSON `spans` is left out where
/// there are none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "TextJson", from = "TextJson")]
pub struct Text {
    text: CleanText,
    spans: Vec<Span>,
}

/// One styled stretch of a [`Text`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Span {
    /// The bytes of the text that it covers, on character boundaries.
    pub range: Range<usize>,
    /// What they are.
    pub style: SpanStyle,
}

/// What a stretch of text is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SpanStyle {
    /// Strong importance: bold.
    Strong,
    /// Stress, or a title: italic.
    Emphasis,
    /// Code.
    Code,
    /// A hyperlink.
    Link {
        /// Where it leads.
        url: CleanText,
    },
}

impl Text {
    /// Text without styles.
    pub fn plain(text: CleanText) -> Self {
        Self { text, spans: Vec::new() }
    }

    /// Text with spans; a span that is empty or does not lie on character boundaries is left out.
    pub fn new(text: CleanText, mut spans: Vec<Span>) -> Self {
        spans.retain(|span| !span.range.is_empty() && text.get(span.range.clone()).is_some());
        Self { text, spans }
    }

    /// The characters.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The characters, as they are kept.
    pub fn text(&self) -> &CleanText {
        &self.text
    }

    /// The styled stretches, in the order in which they begin; they may nest.
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Keeps only so many styled stretches, the first ones.
    pub fn keep_spans(&mut self, most: usize) {
        self.spans.truncate(most);
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The part of the text that `range` names, with white space at its ends trimmed and its spans moved along.
    /// Where it cuts a pair of bidi controls in two, they go, and so do the spans.
    pub fn slice(&self, range: Range<usize>) -> Option<Self> {
        let part = self.text.get(range.clone())?;
        let start = range.start + (part.len() - part.trim_start().len());
        let end = start + part.trim().len();
        let spans = self.spans.iter().filter_map(|span| {
            let from = span.range.start.clamp(start, end) - start;
            let to = span.range.end.clamp(start, end) - start;
            (from < to).then(|| Span { range: from..to, style: span.style.clone() })
        });
        Some(self.part(start..end, spans.collect()))
    }

    /// The text after words that have no style.
    #[must_use]
    pub fn after(&self, words: &str) -> Self {
        let text = CleanText::new(&format!("{words}{}", self.text));
        if text.len() != words.len() + self.text.len() {
            return Self::plain(text);
        }
        let moved = |range: &Range<usize>| range.start + words.len()..range.end + words.len();
        let spans = self.spans.iter();
        let spans = spans.map(|span| Span { range: moved(&span.range), style: span.style.clone() });
        Self { text, spans: spans.collect() }
    }

    /// The parts of the text that `ranges` name, each as [`slice`](Self::slice) gives it, in one walk through
    /// the spans; a span within another of its style, which adds nothing, may be left out. Ranges that do not
    /// ascend, or do not lie on character boundaries, give parts that are empty or lack spans.
    pub fn parts(&self, ranges: &[Range<usize>]) -> Vec<Self> {
        let mut coming = self.spans.iter().peekable();
        let mut open: Vec<&Span> = Vec::new();
        let mut parts = Vec::with_capacity(ranges.len());
        for range in ranges {
            let part = self.text.get(range.clone()).unwrap_or_default();
            let start = range.start + (part.len() - part.trim_start().len());
            let end = start + part.trim().len();
            let within = |span: &Span| {
                let (from, to) = (span.range.start.clamp(start, end), span.range.end.clamp(start, end));
                (from < to).then(|| Span { range: from - start..to - start, style: span.style.clone() })
            };
            open.retain(|span| span.range.end > range.start);
            let mut spans: Vec<Span> = open.iter().filter_map(|span| within(span)).collect();
            while let Some(span) = coming.next_if(|span| span.range.start < range.end) {
                open.retain(|before| before.range.end > span.range.start);
                let adds = |outer: &&Span| outer.style != span.style || outer.range.end < span.range.end;
                if open.iter().all(adds) {
                    spans.extend(within(span));
                    open.push(span);
                }
            }
            parts.push(self.part(start..end, spans));
        }
        parts
    }

    /// The part that `range` names with its spans; without them, where bidi controls went and they no longer
    /// fit.
    fn part(&self, range: Range<usize>, spans: Vec<Span>) -> Self {
        let length = range.len();
        let text = self.text.slice(range).unwrap_or_default();
        if text.len() == length { Self { text, spans } } else { Self::plain(text) }
    }
}

impl From<&str> for Text {
    fn from(raw: &str) -> Self {
        Self::plain(CleanText::new(raw))
    }
}

/// Builds a [`Text`] from the pieces that a parser finds, folding white space as it goes.
///
/// ```
/// use masthead::model::{SpanStyle, TextBuilder};
/// let mut builder = TextBuilder::new();
/// builder.push("Talks\n resume ");
/// builder.open(SpanStyle::Strong);
/// builder.push("today");
/// builder.close();
/// let text = builder.finish();
/// assert_eq!(text.as_str(), "Talks resume today");
/// assert_eq!(text.spans()[0].range, 13..18);
/// ```
#[derive(Debug)]
pub struct TextBuilder {
    text: String,
    pending_space: bool,
    open: Vec<Open>,
    spans: Vec<Span>,
    breaks: usize,
    room: usize,
}

/// A styled stretch that has begun.
#[derive(Debug)]
struct Open {
    start: usize,
    /// How many line breaks came before it.
    breaks: usize,
    style: SpanStyle,
}

/// So many bytes of an address take as much room as a stretch does.
const BYTES_OF_AN_ADDRESS: usize = 100;

impl Default for TextBuilder {
    fn default() -> Self {
        Self::with_room(usize::MAX)
    }
}

impl TextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty text with room for so many styled stretches, in it and in those that [`take`](Self::take) begins; what
    /// would be more keeps its words alone. One that runs over line breaks counts for each line, as it may be parted
    /// there, and one with a long address for several.
    pub fn with_room(room: usize) -> Self {
        let (text, open, spans) = (String::new(), Vec::new(), Vec::new());
        Self { text, pending_space: false, open, spans, breaks: 0, room }
    }

    /// How much of the room is left.
    pub fn room(&self) -> usize {
        self.room
    }

    /// Leaves so much room, where something beside the text has taken some of it.
    pub fn leave_room(&mut self, room: usize) {
        self.room = room;
    }

    /// Adds characters; white space of any kind and length becomes one space.
    pub fn push(&mut self, raw: &str) {
        let cleaned = CleanText::new(raw);
        for c in cleaned.chars() {
            if c.is_whitespace() {
                self.pending_space = true;
            } else {
                self.settle_space();
                self.text.push(c);
            }
        }
    }

    /// Adds a line break that the source means as one.
    pub fn push_line_break(&mut self) {
        self.pending_space = false;
        if !self.text.is_empty() {
            self.text.push('\n');
            self.breaks += 1;
        }
    }

    /// Starts a styled stretch; [`close`](Self::close) ends the one opened last.
    pub fn open(&mut self, style: SpanStyle) {
        self.settle_space();
        self.open.push(Open { start: self.text.len(), breaks: self.breaks, style });
    }

    /// Ends the styled stretch opened last, if any is open.
    pub fn close(&mut self) {
        if let Some(open) = self.open.pop()
            && self.makes_room(&open)
        {
            self.spans.push(Span { range: open.start..self.text.len(), style: open.style });
        }
    }

    /// Whether nothing visible has been added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether the text so far ends with one of `marks`.
    pub fn ends_with(&self, marks: &[char]) -> bool {
        self.text.ends_with(marks)
    }

    /// The text so far; stretches still open end here.
    pub fn finish(mut self) -> Text {
        self.take()
    }

    /// The text so far, after which another begins; stretches still open end here and go on in that.
    pub fn take(&mut self) -> Text {
        let mut open = std::mem::take(&mut self.open);
        for stretch in open.iter_mut().rev() {
            if self.makes_room(stretch) {
                self.spans.push(Span { range: stretch.start..self.text.len(), style: stretch.style.clone() });
            }
            (stretch.start, stretch.breaks) = (0, 0);
        }
        let next = Self { open, ..Self::with_room(self.room) };
        let Self { mut text, mut spans, .. } = std::mem::replace(self, next);
        let kept = text.trim_end().len();
        text.truncate(kept);
        spans.iter_mut().for_each(|span| span.range.end = span.range.end.min(kept));
        spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
        let clean = CleanText::new(&text);
        if clean.len() != text.len() {
            // Pieces that were clean alone hid something together; the styles no longer fit.
            return Text::plain(clean);
        }
        Text::new(clean, spans)
    }

    /// Whether a stretch that ends here covers anything, and there is room for it, which it takes.
    fn makes_room(&mut self, stretch: &Open) -> bool {
        let address = match &stretch.style {
            SpanStyle::Link { url } => url.len(),
            _ => 0,
        };
        let size = (1 + address / BYTES_OF_AN_ADDRESS) * (1 + self.breaks - stretch.breaks);
        let fits = stretch.start < self.text.len() && size <= self.room;
        self.room -= if fits { size } else { 0 };
        fits
    }

    fn settle_space(&mut self) {
        if std::mem::take(&mut self.pending_space) && !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push(' ');
        }
    }
}

#[cfg(test)]
mod tests;
