//! Markdown to raw blocks.

mod prepare;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::raw::{RawBlock, RawParagraph};
use super::{address, markup, structure};
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
    /// Whether the text ends with the line feed that parts it from what follows.
    is_parted: bool,
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
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.line_end(true),
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

    fn push(&mut self, text: &str) {
        self.is_parted = false;
        if let Some(code) = &mut self.code {
            code.push_str(text);
        } else if let Some((_, _, alt)) = &mut self.image {
            alt.push_str(text);
        } else {
            self.text.push(text);
        }
    }

    fn line_end(&mut self, hard: bool) {
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
        if self.root != Root::List {
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
        self.item = Some(ListItem { depth, number, text: Text::default() });
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
mod tests {
    use super::{RawBlock, read};
    use crate::ingest::{Input, parse};
    use crate::model::Block;

    fn outline(block: &RawBlock) -> String {
        match block {
            RawBlock::Heading { level, text } => format!("h{level} {}", text.as_str()),
            RawBlock::Paragraph(p) => format!("p {}", p.text.as_str()),
            RawBlock::Other(Block::List { items, .. }) => {
                let items =
                    items.iter().map(|i| format!("{}{}", "  ".repeat(i.depth.into()), i.text.as_str()));
                format!("list {}", items.collect::<Vec<_>>().join("|"))
            }
            RawBlock::Other(block) => format!("{} {}", block_name(block), block.parts().join("|")),
        }
    }

    fn block_name(block: &Block) -> &'static str {
        match block {
            Block::Quotation(_) => "quote",
            Block::Preformatted { .. } => "pre",
            Block::Table { .. } => "table",
            Block::Image { .. } => "image",
            _ => "rule",
        }
    }

    fn check(markdown: &str, expect: &[&str]) {
        assert_eq!(read(markdown, None).iter().map(outline).collect::<Vec<_>>(), expect, "{markdown}");
    }

    #[test]
    fn every_block_is_read() {
        check("# A *b*\n\ntext **c** [d](https://e)\nmore", &["h1 A b", "p text c d\nmore"]);
        check("- a\n  - b\n- c\n\n  d\n", &["list a|  b|c\nd"]);
        check("1. One\n------\ntext\n\n1. a\n2. b\n", &["h2 1. One", "p text", "list a|b"]);
        check("> a\n>\n> b\n> > c\n", &["quote a\nb\nc"]);
        check("```\nx  y\n```\n\n---\n", &["pre x  y", "rule "]);
        check("|a|b|\n|-|-|\n|c|d|\n", &["table a|b|c|d"]);
        check("![alt](u.jpg)\n*caption*\n", &["image caption"]);
        check("A ~~b~~ c[^1].\n\n[^1]: Note.\n", &["p A b c[1].", "p [1] Note."]);
        check("<div>\nraw <b>x</b>\n</div>\n\na <i>b</i>", &["p raw x", "p a b"]);
    }

    #[test]
    fn hostile_nesting_is_quick() {
        // Work that grows faster than the text would take minutes here.
        let through = |text: &str| {
            read(text, None);
            // Some of them hold nothing to read, which is an error.
            let _ = parse(&Input::new(text.as_bytes(), Some("hostile.md")));
        };
        for unit in [
            ">",
            "[",
            "*a **b ",
            "- ",
            "![",
            "<",
            "`",
            "> - ",
            "_",
            "[a](",
            "|",
            "<script>",
            "&#",
            "\\",
            "1) ",
            "a **b**\n",
            "**a:** b\n",
        ] {
            through(&unit.repeat(100_000));
            through(&format!("{}\n", unit.repeat(500)).repeat(200));
        }
        let deep: String = (0..2000).map(|n| format!("{}- x\n", "  ".repeat(n))).collect();
        through(&deep);
    }
}
