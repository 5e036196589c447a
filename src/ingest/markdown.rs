//! Markdown to raw blocks.

mod prepare;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::raw::{RawBlock, RawParagraph};
use super::{address, markup, raised, structure};
use crate::model::{Block, CleanText, ListItem, SpanStyle, Text, TextBuilder};

/// Reads `text`, which has no front matter; its links are as seen from `base`.
pub(super) fn read(text: &str, base: Option<&str>) -> Vec<RawBlock> {
    let prepared = prepare::prepare(text);
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let room = TextBuilder::with_room(structure::most_parts(text.len()));
    let mut reader = Reader { base: base.map(str::to_owned), text: room, ..Reader::default() };
    for event in Parser::new_ext(&prepared, options) {
        reader.take(event);
    }
    reader.finish()
}

/// Up to where `text` is read as Markdown: each mark takes up very many times its length while it is read, and so many no
/// article has.
pub(super) fn end_of_marks(text: &str) -> usize {
    let (mut marks, mut before) = (0, b'\n');
    for (at, byte) in text.bytes().enumerate() {
        marks += usize::from(is_mark(byte, before));
        if marks > MARKS_ANYWAY + at / BYTES_A_MARK {
            return at;
        }
        before = byte;
    }
    text.len()
}

const MARKS_ANYWAY: usize = 10_000;
const BYTES_A_MARK: usize = 20;

/// Whether a byte may begin or end something, or be part of a mark that does.
fn is_mark(byte: u8, before: u8) -> bool {
    match byte {
        b'*' | b'_' | b'`' | b'~' | b'[' | b']' | b'|' | b'<' | b'>' | b'&' | b'\\' => true,
        b'-' | b'+' => before.is_ascii_whitespace() || before == b'>',
        b'.' | b')' => before.is_ascii_digit(),
        _ => false,
    }
}

const MAX_DEPTH: u8 = 15;

/// What the block outside of all others is; what lies within becomes part of its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Root {
    #[default]
    None,
    List,
    Quote,
    Table,
}

#[derive(Debug, Default)]
struct Reader {
    base: Option<String>,
    out: Vec<RawBlock>,
    root: Root,
    text: TextBuilder,
    breaks: Breaks,
    lists: Vec<Option<u64>>,
    list_is_ordered: bool,
    item: Option<ListItem>,
    items: Vec<ListItem>,
    quotes: usize,
    cells: Vec<Text>,
    rows: Vec<Vec<Text>>,
    code: Option<String>,
    html: Option<String>,
    image: Option<(CleanText, CleanText, String)>,
    images: Vec<Block>,
    /// Whether the text ends with the line feed that parts it from what follows, or with the mark that it follows.
    is_parted: bool,
    /// What stands above or below the line, and which of them, until its end.
    raised: Option<(bool, String)>,
}

/// The line ends of the paragraph at hand.
#[derive(Debug, Default)]
struct Breaks {
    count: usize,
    hard: Vec<usize>,
}

impl Reader {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.push(&text),
            Event::Code(code) => {
                self.text.open(SpanStyle::Code);
                self.push(&code);
                self.text.close();
            }
            Event::SoftBreak => self.line_end(false),
            Event::HardBreak => self.line_end(true),
            Event::Html(html) => match &mut self.html {
                Some(all) => all.push_str(&html),
                None => self.text.push(&markup::text_of(&html)),
            },
            Event::InlineHtml(tag) => self.inline_html(&tag.to_ascii_lowercase()),
            Event::FootnoteReference(label) => self.push(&format!("[{label}]")),
            Event::Rule if self.root == Root::None => self.out.push(RawBlock::Other(Block::Rule)),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph => self.part_from_text_before(),
            Tag::BlockQuote(_) => {
                self.part_from_text_before();
                self.quotes += 1;
                if self.root == Root::None {
                    self.root = Root::Quote;
                }
            }
            Tag::List(first) => {
                if self.root == Root::None {
                    self.root = Root::List;
                    self.list_is_ordered = first.is_some();
                }
                self.lists.push(first);
            }
            Tag::Item => self.start_item(),
            Tag::CodeBlock(kind) if self.root == Root::None => {
                let _: CodeBlockKind<'_> = kind;
                self.code = Some(String::new());
            }
            Tag::CodeBlock(_) => self.part_from_text_before(),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::FootnoteDefinition(label) => self.text.push(&format!("[{label}] ")),
            Tag::Table(_) if self.root == Root::None => self.root = Root::Table,
            Tag::Emphasis => self.text.open(SpanStyle::Emphasis),
            Tag::Strong => self.text.open(SpanStyle::Strong),
            Tag::Link { dest_url, .. } => self.text.open(SpanStyle::Link { url: self.address(&dest_url) }),
            Tag::Image { dest_url, title, .. } => {
                self.image = Some((self.address(&dest_url), CleanText::line(&title), String::new()));
            }
            _ => {}
        }
    }

    /// An address as the text has it, made whole; one within the text stays.
    fn address(&self, reference: &str) -> CleanText {
        let is_within = reference.is_empty() || reference.starts_with('#');
        let base = self.base.as_deref().filter(|_| !is_within);
        CleanText::line(&address::join(base, reference))
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.root == Root::None => self.end_paragraph(),
            TagEnd::Heading(level) if self.root == Root::None => {
                let text = self.take_text();
                self.out.append(&mut self.images.drain(..).map(RawBlock::Other).collect());
                if !text.is_empty() {
                    self.out.push(RawBlock::Heading { level: level as u8, text });
                }
            }
            TagEnd::BlockQuote(_) => {
                self.quotes = self.quotes.saturating_sub(1);
                if self.quotes == 0 && self.root == Root::Quote {
                    self.root = Root::None;
                    let text = self.take_text();
                    self.emit(Block::Quotation(text.clone()), text.is_empty());
                }
            }
            TagEnd::Item => self.end_item(),
            TagEnd::List(_) => self.end_list(),
            TagEnd::CodeBlock => {
                if let Some(code) = self.code.take() {
                    let text = CleanText::new(code.trim_end());
                    let empty = text.trim().is_empty();
                    self.emit(Block::Preformatted { text }, empty);
                }
            }
            TagEnd::HtmlBlock => {
                let text = markup::text_of(&self.html.take().unwrap_or_default());
                self.text.push(&text);
                if self.root == Root::None {
                    self.end_paragraph();
                }
            }
            TagEnd::FootnoteDefinition if self.root == Root::None && !self.text.is_empty() => {
                self.end_paragraph()
            }
            TagEnd::TableCell => {
                let cell = self.take_text();
                self.cells.push(cell);
            }
            TagEnd::TableHead | TagEnd::TableRow => self.rows.push(std::mem::take(&mut self.cells)),
            TagEnd::Table if self.root == Root::Table => {
                self.root = Root::None;
                let mut rows = std::mem::take(&mut self.rows);
                let header = if rows.is_empty() { Vec::new() } else { rows.remove(0) };
                let header = if header.iter().all(Text::is_empty) { Vec::new() } else { header };
                let empty = header.is_empty() && rows.is_empty();
                self.emit(Block::Table { header, rows }, empty);
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link => self.text.close(),
            TagEnd::Image => self.end_image(),
            _ => {}
        }
    }

    fn inline_html(&mut self, tag: &str) {
        match tag {
            "<sup>" => self.raised = Some((true, String::new())),
            "<sub>" => self.raised = Some((false, String::new())),
            "</sup>" | "</sub>" => self.end_raised(),
            tag if tag.starts_with("<br") => self.line_end(true),
            _ => {}
        }
    }

    fn end_raised(&mut self) {
        if let Some((is_above, text)) = self.raised.take() {
            self.push(&raised::shown(&text, is_above, None).unwrap_or(text));
        }
    }

    fn push(&mut self, text: &str) {
        self.is_parted = false;
        if let Some((_, raised)) = &mut self.raised {
            raised.push_str(text);
        } else if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some((_, _, alt)) = &mut self.image {
            alt.push_str(text);
        } else {
            self.text.push(text);
        }
    }

    fn line_end(&mut self, hard: bool) {
        self.end_raised();
        if let Some((_, _, alt)) = &mut self.image {
            alt.push(' ');
        } else if self.root == Root::None && !self.text.is_empty() {
            self.text.push_line_break();
            if hard {
                self.breaks.hard.push(self.breaks.count);
            }
            self.breaks.count += 1;
        } else {
            self.text.push(" ");
        }
    }

    /// Within a list or a quotation, paragraphs are parted by line feeds.
    fn part_from_text_before(&mut self) {
        if self.root != Root::None && !self.text.is_empty() && !self.is_parted {
            self.is_parted = true;
            self.text.push_line_break();
        }
    }

    fn take_text(&mut self) -> Text {
        self.end_raised();
        self.breaks = Breaks::default();
        self.text.take()
    }

    fn emit(&mut self, block: Block, is_empty: bool) {
        self.out.append(&mut self.images.drain(..).map(RawBlock::Other).collect());
        if !is_empty {
            self.out.push(RawBlock::Other(block));
        }
    }

    fn end_paragraph(&mut self) {
        let hard_breaks = std::mem::take(&mut self.breaks.hard);
        let text = self.take_text();
        if let [Block::Image { caption, .. }] = &mut *self.images
            && caption.is_none()
            && text
                .spans()
                .iter()
                .any(|s| s.style == SpanStyle::Emphasis && s.range == (0..text.as_str().len()))
        {
            *caption = Some(CleanText::line(text.as_str()));
            return self.emit(Block::Rule, true);
        }
        self.emit(Block::Rule, true);
        if !text.is_empty() {
            let one_line = !text.as_str().contains('\n');
            self.out.push(RawBlock::Paragraph(RawParagraph {
                text,
                hard_breaks,
                one_line,
                touches_next: false,
            }));
        }
    }

    fn start_item(&mut self) {
        if !matches!(self.root, Root::List | Root::Quote) {
            return self.part_from_text_before();
        }
        self.end_item();
        let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(MAX_DEPTH).min(MAX_DEPTH);
        let number = match self.lists.last_mut() {
            Some(Some(next)) => {
                let number = u32::try_from(*next).ok();
                *next = next.saturating_add(1);
                number
            }
            _ => None,
        };
        let item = ListItem { depth, number, text: Text::default() };
        if self.root == Root::Quote {
            self.part_from_text_before();
            self.push(&format!("{} ", item.mark()));
            self.is_parted = true;
        } else {
            self.item = Some(item);
        }
    }

    fn end_item(&mut self) {
        if self.root != Root::List {
            return;
        }
        let text = self.take_text();
        let item = self.item.take();
        if !text.is_empty() {
            let depth =
                item.as_ref().map_or(self.lists.len().saturating_sub(1).min(15) as u8, |item| item.depth);
            self.items.push(ListItem { depth, number: item.and_then(|item| item.number), text });
        }
    }

    fn end_list(&mut self) {
        self.end_item();
        self.lists.pop();
        if self.lists.is_empty() && self.root == Root::List {
            self.root = Root::None;
            let items = std::mem::take(&mut self.items);
            let empty = items.is_empty();
            self.emit(Block::List { ordered: self.list_is_ordered, items }, empty);
        }
    }

    fn end_image(&mut self) {
        let Some((url, title, alt)) = self.image.take() else { return };
        let filled = |text: CleanText| (!text.is_empty()).then_some(text);
        self.images.push(Block::Image { url, alt: filled(CleanText::line(&alt)), caption: filled(title) });
    }

    fn finish(mut self) -> Vec<RawBlock> {
        if !self.text.is_empty() {
            self.root = Root::None;
            self.end_paragraph();
        }
        self.emit(Block::Rule, true);
        self.out
    }
}

#[cfg(test)]
mod tests;
