//! The walk: elements to blocks, in the order of the page.

use std::collections::BTreeSet;

use super::inline::Line;
use super::links::Base;
use super::{list, math, media, quotation, raised, table};
use crate::ingest::html::dom::{Dom, Id, is_inline};
use crate::ingest::raw::RawBlock;
use crate::model::{Block, CleanText, SpanStyle, Text};

/// The blocks of `root`, without those that `skip` names, with at most so many styled stretches.
pub(in crate::ingest::html) fn walk(
    dom: &Dom,
    root: Id,
    skip: &dyn Fn(Id) -> bool,
    base: &Base,
    most_spans: usize,
) -> Vec<RawBlock> {
    let notes = &raised::names_of_notes(dom);
    let (line, out) = (Line::with_room(most_spans), Vec::new());
    let mut walk = Walk { dom, skip, base, notes, is_quoted: false, line, out };
    walk.children(root);
    walk.flush();
    walk.out
}

/// The walk at one place of the page.
pub(super) struct Walk<'a> {
    pub(super) dom: &'a Dom,
    pub(super) skip: &'a dyn Fn(Id) -> bool,
    pub(super) base: &'a Base,
    /// What marks of notes lead to within the page.
    pub(super) notes: &'a BTreeSet<&'a str>,
    /// Whether it is within a quotation.
    pub(super) is_quoted: bool,
    pub(super) line: Line,
    pub(super) out: Vec<RawBlock>,
}

impl Walk<'_> {
    pub(super) fn children(&mut self, id: Id) {
        let dom = self.dom;
        for child in dom.children(id) {
            self.node(child);
        }
    }

    /// Ends the paragraph at hand.
    pub(super) fn flush(&mut self) {
        let paragraph = self.line.take();
        if !paragraph.text.is_empty() {
            self.out.push(RawBlock::Paragraph(paragraph));
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.flush();
        self.out.push(RawBlock::Other(block));
    }

    pub(super) fn node(&mut self, id: Id) {
        if (self.skip)(id) {
            return;
        }
        if let Some(text) = self.dom.text(id) {
            self.line.push(text);
            return;
        }
        if self.is_caption(id) {
            self.caption(id);
            return;
        }
        match self.dom.name(id) {
            "br" => {
                if self.line.line_break() {
                    self.flush();
                }
            }
            "wbr" | "script" | "head" | "rp" | "rt" => {}
            "b" | "strong" => self.styled(id, SpanStyle::Strong),
            "i" | "em" | "cite" | "dfn" | "var" => self.styled(id, SpanStyle::Emphasis),
            "code" | "kbd" | "samp" | "tt" => self.styled(id, SpanStyle::Code),
            "a" if self.dom.is_sign(id) => {}
            "a" => self.link(id),
            "sup" => raised::raised(self, id, true),
            "sub" => raised::raised(self, id, false),
            "q" => {
                self.line.push("“");
                self.children(id);
                self.line.push("”");
            }
            "math" => self.line.push(&math::text(self.dom, id)),
            name if is_inline(name) || self.is_glyph(id) => self.children(id),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id),
            "ul" | "ol" => list::list(self, id),
            "dl" => list::definitions(self, id),
            "blockquote" => quotation::quotation(self, id),
            "pre" | "listing" => self.preformatted(id),
            "table" => table::table(self, id),
            "hr" => self.push(Block::Rule),
            "img" | "amp-img" => media::image(self, id, None),
            "figure" => media::figure(self, id),
            "iframe" | "video" | "audio" | "embed" | "amp-youtube" | "amp-iframe" => media::embed(self, id),
            _ => {
                self.flush();
                self.children(id);
                self.flush();
            }
        }
    }

    /// A caption belongs to the image or the video before it; else to one that the page doesn't give.
    fn caption(&mut self, id: Id) {
        self.flush();
        let texts: Vec<Text> = self.apart(id).iter().filter_map(RawBlock::as_paragraph).cloned().collect();
        let text = CleanText::line(joined(&texts, " ").as_str());
        if text.is_empty() {
            return;
        }
        match self.out.last_mut() {
            Some(RawBlock::Other(Block::Image { caption, .. })) => {
                let whole = caption.take().map(|before| CleanText::line(&format!("{before} {text}")));
                *caption = whole.or(Some(text));
            }
            Some(RawBlock::Other(Block::Embed { label: label @ None, .. })) => *label = Some(text),
            _ => self.push(Block::Image { url: CleanText::default(), alt: None, caption: Some(text) }),
        }
    }

    fn is_caption(&self, id: Id) -> bool {
        let dom = self.dom;
        crate::ingest::html::body::is_caption(dom, id)
            && dom.end(id) - id < 40
            && !dom.inside(id).any(|node| matches!(dom.name(node), "img" | "h2" | "h3" | "figure"))
    }

    /// Whether `id` is an element of a page's own making that holds a formula.
    fn is_glyph(&self, id: Id) -> bool {
        let dom = self.dom;
        dom.name(id).contains('-')
            && dom.inside(id).any(|node| dom.name(node) == "math")
            && !dom.inside(id).any(|node| matches!(dom.name(node), "p" | "div" | "li"))
    }

    fn styled(&mut self, id: Id, style: SpanStyle) {
        self.line.open(style);
        self.children(id);
        self.line.close();
    }

    fn link(&mut self, id: Id) {
        match self.dom.attribute(id, "href").and_then(|href| self.base.join(href)) {
            Some(url) => self.styled(id, SpanStyle::Link { url: CleanText::line(&url) }),
            None => self.children(id),
        }
    }

    fn heading(&mut self, id: Id) {
        self.flush();
        let level = self.dom.name(id).as_bytes().get(1).map_or(2, |digit| digit.saturating_sub(b'0'));
        let inner = self.apart(id);
        let mut texts = Vec::new();
        for block in inner {
            match block {
                RawBlock::Paragraph(paragraph) => texts.push(paragraph.text),
                other => self.out.push(other),
            }
        }
        let text = match texts.len() {
            1 => texts.remove(0),
            _ => joined(&texts, " "),
        };
        if !text.is_empty() {
            self.out.push(RawBlock::Heading { level, text });
        }
    }

    /// The blocks in `id`, apart from those of the walk.
    pub(super) fn apart(&mut self, id: Id) -> Vec<RawBlock> {
        let line = Line::with_room(self.line.room());
        let mut inner = Walk { line, out: Vec::new(), ..*self };
        inner.children(id);
        inner.flush();
        self.line.leave_room(inner.line.room());
        inner.out
    }

    fn preformatted(&mut self, id: Id) {
        let mut text = String::new();
        for node in self.dom.inside(id) {
            match self.dom.text(node) {
                Some(part) if !(self.skip)(node) => text.push_str(part),
                None if self.dom.name(node) == "br" => text.push('\n'),
                _ => {}
            }
        }
        let text = CleanText::new(text.trim_matches('\n').trim_end());
        if !text.trim().is_empty() {
            self.push(Block::Preformatted { text });
        }
    }
}

/// Texts in one, with their styles.
pub(super) fn joined(texts: &[Text], between: &str) -> Text {
    let mut whole = String::new();
    let mut spans = Vec::new();
    for text in texts {
        if !whole.is_empty() {
            whole.push_str(between);
        }
        let start = whole.len();
        whole.push_str(text.as_str());
        spans.extend(text.spans().iter().map(|span| crate::model::Span {
            range: span.range.start + start..span.range.end + start,
            style: span.style.clone(),
        }));
    }
    let clean = CleanText::new(&whole);
    if clean.len() == whole.len() { Text::new(clean, spans) } else { Text::plain(clean) }
}
