//! A piece of HTML to raw blocks: what a feed holds of an article.

mod raised;
mod roots;

use std::collections::BTreeSet;

use self::raised::Raised;
use super::raised::is_sign;
use super::raw::{RawBlock, RawParagraph};
use super::scan::{Piece, Scanner};
use super::{address, attributes::Attributes, entities, structure};
use crate::model::{Block, CleanText, ListItem, SpanStyle, Text, TextBuilder};

/// Reads `html`, as much of it as an article may have; relative addresses rest on `base`.
pub(super) fn read(html: &str, base: Option<&str>) -> Vec<RawBlock> {
    let most = structure::most_parts(html.len());
    let mut reader = Reader { base, text: TextBuilder::with_room(most), ..Reader::default() };
    for piece in Scanner::new(html) {
        if reader.parts >= most {
            break;
        }
        match piece {
            Piece::Text(text) => reader.text(text),
            Piece::Open { name, attributes } => {
                reader.open(&name.to_ascii_lowercase(), &Attributes::new(attributes));
            }
            Piece::Close(name) => reader.close(&name.to_ascii_lowercase()),
        }
    }
    reader.end_raised();
    reader.end_root();
    reader.flush();
    reader.out
}

const MAX_DEPTH: usize = 15;
const MAX_STYLES: usize = 32;

/// What the block outside of all others is; what lies within becomes part of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Root {
    #[default]
    None,
    List,
    Quote,
    Table,
    Figure,
}

#[derive(Debug, Default)]
struct Reader<'a> {
    base: Option<&'a str>,
    out: Vec<RawBlock>,
    /// How many texts, cells, pictures and rules there are so far.
    parts: usize,
    root: Root,
    /// How deep the root element is within others of its name.
    nested: usize,
    text: TextBuilder,
    breaks: usize,
    pending_breaks: usize,
    styles: Vec<(&'static str, SpanStyle)>,
    heading: Option<u8>,
    pre: Option<String>,
    lists: Vec<Option<u32>>,
    is_ordered: bool,
    item: Option<(u8, Option<u32>)>,
    items: Vec<ListItem>,
    rows: Vec<Vec<Text>>,
    row: Vec<Text>,
    head_cells: usize,
    has_thead: bool,
    images: Vec<Block>,
    skipped: usize,
    /// Whether the text ends with a term whose definition may follow.
    is_term: bool,
    /// Whether the text ends with the mark of an item of a list in a quotation, which its words follow.
    is_marked: bool,
    raised: Option<Raised>,
    /// What marks of notes lead to within the page.
    notes: BTreeSet<String>,
    /// How many of the items are such notes.
    note_items: usize,
}

impl Reader<'_> {
    fn text(&mut self, raw: &str) {
        if self.skipped > 0 {
            return;
        }
        let text = entities::decode(raw);
        if let Some(pre) = &mut self.pre {
            pre.push_str(&text);
            return;
        }
        if !self.raise(&text) && !self.is_sign(&text) {
            self.push(&text);
        }
    }

    fn push(&mut self, text: &str) {
        if !text.trim().is_empty() {
            self.is_marked = false;
            if self.pending_breaks > 0 {
                self.settle_breaks();
            }
        }
        self.text.push(text);
    }

    /// Whether a text is but a sign that leads to its heading, or from a note back.
    fn is_sign(&self, text: &str) -> bool {
        matches!(self.styles.last(), Some((_, SpanStyle::Link { url })) if is_sign(text, url))
    }

    fn settle_breaks(&mut self) {
        let breaks = std::mem::take(&mut self.pending_breaks);
        if self.text.is_empty() {
            return;
        }
        if breaks > 1 && self.root == Root::None && self.heading.is_none() {
            self.flush();
        } else {
            self.text.push_line_break();
            self.breaks += 1;
        }
    }

    fn open(&mut self, name: &str, attributes: &Attributes<'_>) {
        if self.skipped > 0 {
            self.skipped += usize::from(is_skipped(name));
            return;
        }
        if self.pre.is_some() && !matches!(name, "br" | "img") {
            return;
        }
        if self.opens_raised(name, || attributes.value("href")) {
            return;
        }
        match name {
            "br" => match &mut self.pre {
                Some(pre) => pre.push('\n'),
                None => self.pending_breaks += 1,
            },
            "strong" | "b" => self.style("b", SpanStyle::Strong),
            "dt" => {
                self.part();
                self.style("dt", SpanStyle::Strong);
            }
            // The first definition goes on in the line of its term.
            "dd" if std::mem::take(&mut self.is_term) && !self.text.is_empty() => self.text.push(" "),
            "em" | "i" | "cite" => self.style("i", SpanStyle::Emphasis),
            "code" | "kbd" | "samp" | "tt" => self.style("code", SpanStyle::Code),
            "a" => {
                if let Some(url) = attributes.value("href").map(|href| address::join(self.base, &href))
                    && address::is_safe(&url)
                {
                    // Links do not nest.
                    self.unstyle("a");
                    self.style("a", SpanStyle::Link { url: CleanText::line(&url) });
                }
            }
            "sup" if self.pre.is_none() => self.begin_raised(true),
            "sub" if self.pre.is_none() => self.begin_raised(false),
            "img" => self.image(attributes),
            "iframe" | "embed" | "video" | "audio" => self.embed(attributes),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.part();
                if self.root == Root::None {
                    self.heading = name[1..].parse().ok();
                }
            }
            "hr" => {
                self.part();
                if self.root == Root::None {
                    self.parts += 1;
                    self.out.push(RawBlock::Other(Block::Rule));
                }
            }
            "pre" => {
                self.part();
                self.pre = Some(String::new());
            }
            "blockquote" => self.begin(Root::Quote),
            "figure" => self.begin(Root::Figure),
            "table" => self.begin(Root::Table),
            "tr" if self.root == Root::Table => self.end_row(),
            "thead" if self.root == Root::Table => self.has_thead = true,
            "td" | "th" if self.root == Root::Table => {
                self.end_cell();
                self.head_cells += usize::from(name == "th" && self.rows.is_empty());
                self.item = Some((0, None));
            }
            "ul" | "ol" | "menu" | "dir" => {
                let start = attributes.value("start").and_then(|start| start.parse().ok()).unwrap_or(1);
                let first = (name == "ol").then_some(start);
                if self.root == Root::None {
                    self.is_ordered = first.is_some();
                }
                self.begin(Root::List);
                if self.root == Root::List {
                    self.end_item();
                    self.lists.push(first);
                } else if self.root == Root::Quote {
                    self.lists.push(first);
                }
            }
            "li" if matches!(self.root, Root::List | Root::Quote) => {
                if let Some(Some(next)) = self.lists.last_mut()
                    && let Some(value) = attributes.value("value").and_then(|value| value.parse().ok())
                {
                    *next = value;
                }
                if self.root == Root::Quote {
                    return self.quoted_item();
                }
                self.begin_item();
                let is_note = attributes.value("id").is_some_and(|name| self.notes.contains(&name));
                self.note_items += usize::from(is_note);
            }
            "object" | "svg" | "math" | "select" | "button" | "form" | "template" if is_skipped(name) => {
                self.skipped = 1;
            }
            name if is_block(name) => self.part(),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= usize::from(is_skipped(name));
            return;
        }
        if self.closes_raised(name) {
            return;
        }
        match name {
            "strong" | "b" => self.unstyle("b"),
            "dt" => {
                self.unstyle("dt");
                if !self.text.is_empty() && !self.text.ends_with(&[':', '?', '.']) {
                    self.text.push(":");
                }
                self.is_term = true;
            }
            "em" | "i" | "cite" => self.unstyle("i"),
            "code" | "kbd" | "samp" | "tt" if self.pre.is_none() => self.unstyle("code"),
            "a" => self.unstyle("a"),
            "pre" => self.end_pre(),
            "blockquote" => self.end(Root::Quote),
            "figure" => self.end(Root::Figure),
            "table" => self.end(Root::Table),
            "td" | "th" if self.root == Root::Table => self.end_cell(),
            "tr" if self.root == Root::Table => self.end_row(),
            "li" if self.root == Root::List => self.end_item(),
            "ul" | "ol" | "menu" | "dir" => {
                if self.root == Root::List {
                    self.end_item();
                }
                if matches!(self.root, Root::List | Root::Quote) {
                    self.lists.pop();
                }
                self.end(Root::List);
            }
            name if self.pre.is_none() && is_block(name) => self.part(),
            _ => {}
        }
    }

    fn style(&mut self, name: &'static str, style: SpanStyle) {
        if self.styles.len() < MAX_STYLES {
            if self.pending_breaks > 0 {
                self.settle_breaks();
            }
            self.text.open(style.clone());
            self.styles.push((name, style));
        }
    }

    fn unstyle(&mut self, name: &str) {
        let Some(at) = self.styles.iter().rposition(|(open, _)| *open == name) else { return };
        let above: Vec<_> = self.styles.drain(at..).skip(1).collect();
        (0..=above.len()).for_each(|_| self.text.close());
        for (name, style) in above {
            self.text.open(style.clone());
            self.styles.push((name, style));
        }
    }

    /// The text so far; the styles that are open go on in what follows.
    fn take_text(&mut self) -> Text {
        self.pending_breaks = 0;
        let text = self.text.take();
        self.parts += usize::from(!text.is_empty());
        text
    }

    /// Parts what follows from the text before.
    fn part(&mut self) {
        if self.root == Root::None {
            self.flush();
        } else if !self.text.is_empty() && !self.is_marked {
            self.pending_breaks = self.pending_breaks.max(1);
        }
    }

    /// Ends the paragraph or the heading.
    fn flush(&mut self) {
        let breaks = std::mem::take(&mut self.breaks);
        let text = self.take_text();
        let heading = self.heading.take();
        if !text.is_empty() {
            self.out.push(match heading {
                Some(level) => RawBlock::Heading { level, text },
                None => RawBlock::Paragraph(RawParagraph {
                    text,
                    hard_breaks: (0..breaks).collect(),
                    one_line: breaks == 0,
                    touches_next: false,
                }),
            });
        }
        self.out.extend(self.images.drain(..).map(RawBlock::Other));
    }

    fn image(&mut self, attributes: &Attributes<'_>) {
        let source = attributes.value("src").filter(|src| !src.is_empty() && !src.starts_with("data:"));
        // A figure keeps the words below a picture that it doesn't give.
        let missing = || (self.root == Root::Figure).then(Default::default);
        let Some(source) = source.or_else(|| attributes.value("data-src")).or_else(missing) else { return };
        let is_pixel = |name| attributes.value(name).is_some_and(|size| matches!(&*size, "0" | "1" | "1px"));
        let url = if source.is_empty() { String::new() } else { address::join(self.base, &source) };
        if is_pixel("width") || is_pixel("height") || !(url.is_empty() || address::is_safe(&url)) {
            return;
        }
        let alt = attributes.value("alt").map(|alt| CleanText::line(&alt)).filter(|alt| !alt.is_empty());
        self.parts += 1;
        self.images.push(Block::Image { url: CleanText::line(&url), alt, caption: None });
    }

    fn embed(&mut self, attributes: &Attributes<'_>) {
        let Some(source) = attributes.value("src").filter(|src| !src.is_empty()) else { return };
        let url = address::join(self.base, &source);
        if address::is_safe(&url) {
            let label = attributes.value("title").map(|title| CleanText::line(&title));
            let label = label.filter(|label| !label.is_empty());
            self.parts += 1;
            self.images.push(Block::Embed { url: CleanText::line(&url), label });
        }
    }
}

fn is_skipped(name: &str) -> bool {
    matches!(name, "svg" | "math" | "select" | "button" | "template" | "noscript")
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "nav"
            | "address"
            | "li"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "dl"
            | "dt"
            | "dd"
            | "figcaption"
            | "details"
            | "summary"
            | "center"
            | "fieldset"
            | "form"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "tbody"
            | "thead"
            | "body"
    )
}

#[cfg(test)]
mod tests;
