//! Plain text to raw blocks: chunks between blank lines, hard wraps undone.

use unicode_width::UnicodeWidthStr;

use super::raw::{RawBlock, RawParagraph};
use super::structure::{Labels, ends_sentence, stands_above, starts_anew};
use crate::model::{Block, ListItem, Text, TextBuilder};

/// Reads `text`.
pub(super) fn read(text: &str, labels: &Labels) -> Vec<RawBlock> {
    // There may be very many, of which a row that grows would take up three times the room.
    let mut lines: Vec<Line<'_>> = Vec::with_capacity(text.lines().count());
    lines.extend(text.lines().map(Line::new));
    let wrap = wrap_width(&lines);
    let mut reader = Reader { wrap, labels, out: Vec::new(), is_first: true };
    let mut at = 0;
    while at < lines.len() {
        at = reader.take(&lines, at);
    }
    reader.out
}

/// Lines wider than this were not wrapped by hand or by an editor.
const MAX_WRAP: usize = 120;
const MAX_HEADING: usize = 100;

#[derive(Clone, Copy, Debug)]
struct Line<'a> {
    indent: usize,
    text: &'a str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Text,
    /// A list item; how long its mark is, and its number.
    Item {
        mark: usize,
        number: Option<u32>,
    },
    Quote,
    /// A line of marks; whether it may underline a heading, and of which level.
    Rule {
        level: Option<u8>,
    },
}

impl<'a> Line<'a> {
    fn new(raw: &'a str) -> Self {
        let text = raw.trim();
        let indent = raw.len() - raw.trim_start().len();
        Self { indent, text, kind: kind_of(text) }
    }

    fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }
}

fn kind_of(text: &str) -> Kind {
    if text.is_empty() {
        return Kind::Blank;
    }
    if text.starts_with('>') {
        return Kind::Quote;
    }
    let dense: String = text.chars().filter(|c| *c != ' ').take(200).collect();
    let only = |mark: char| dense.chars().count() >= 3 && dense.chars().all(|c| c == mark);
    if ['-', '*', '_', '=', '~', '#', '—', '–', '•', '·'].into_iter().any(only) || text == "⁂" {
        let level = if only('=') { Some(1) } else { only('-').then_some(2) };
        return Kind::Rule { level };
    }
    for mark in ["-- ", "- ", "* ", "• ", "– ", "· ", "◦ ", "‣ ", "▪ ", "● ", "■ ", "•"] {
        let is_aside = mark == "-- " && text.chars().nth(3).is_some_and(char::is_lowercase);
        if text.starts_with(mark) && !is_aside {
            return Kind::Item { mark: mark.len(), number: None };
        }
    }
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if (1..=3).contains(&digits) && (text[digits..].starts_with(". ") || text[digits..].starts_with(") ")) {
        return Kind::Item { mark: digits + 2, number: text[..digits].parse().ok() };
    }
    Kind::Text
}

/// Whether the line `at` has a line of marks right below it that makes it a heading.
fn is_underlined(lines: &[Line<'_>], at: usize) -> bool {
    lines.get(at + 1).is_some_and(|below| matches!(below.kind, Kind::Rule { level: Some(_) }))
        && lines[at].text.width() <= MAX_HEADING
}

/// The width to which the text is hard-wrapped, or `None` where a line is a paragraph.
fn wrap_width(lines: &[Line<'_>]) -> Option<usize> {
    let mut widths: Vec<usize> = Vec::new();
    let (mut wide, mut runs_on) = (0, 0);
    for pair in lines.windows(2).filter(|pair| pair[0].is_text() && pair[1].is_text()) {
        let width = pair[0].text.width();
        wide += usize::from(width > MAX_WRAP || pair[1].text.width() > MAX_WRAP);
        // Lines that were cut go on in the next as often as not with a small letter, or have none to show it.
        runs_on += usize::from(pair[1].text.starts_with(|c: char| !c.is_uppercase() && c.is_alphabetic()));
        widths.push(width);
    }
    widths.sort_unstable();
    let median = *widths.get(widths.len() / 2)?;
    (wide * 10 < widths.len() && runs_on * 4 >= widths.len() && (40..=MAX_WRAP).contains(&median))
        .then(|| widths.iter().rev().copied().find(|width| *width <= MAX_WRAP).unwrap_or(median))
}

struct Reader<'a> {
    wrap: Option<usize>,
    labels: &'a Labels,
    out: Vec<RawBlock>,
    is_first: bool,
}

impl Reader<'_> {
    /// Reads one block from line `at`, and says where the next begins.
    fn take(&mut self, lines: &[Line<'_>], at: usize) -> usize {
        match lines[at].kind {
            Kind::Blank => at + 1,
            Kind::Item { number: Some(_), .. } if is_underlined(lines, at) => self.paragraph(lines, at),
            Kind::Text => self.paragraph(lines, at),
            Kind::Quote => self.quotation(lines, at),
            Kind::Item { .. } => self.list(lines, at),
            Kind::Rule { .. } => {
                self.out.push(RawBlock::Other(Block::Rule));
                at + 1
            }
        }
    }

    fn paragraph(&mut self, lines: &[Line<'_>], start: usize) -> usize {
        if let Some(Line { kind: Kind::Rule { level: Some(level) }, .. }) = lines.get(start + 1)
            && lines[start].text.width() <= MAX_HEADING
        {
            self.out.push(RawBlock::Heading { level: *level, text: join(&lines[start..=start]) });
            self.is_first = false;
            return start + 2;
        }
        let mut end = start + 1;
        while end < lines.len()
            && lines[end].is_text()
            && self.joins(&lines[end - 1], &lines[end], end - start)
        {
            end += 1;
        }
        self.out.push(RawBlock::Paragraph(RawParagraph {
            text: join(&lines[start..end]),
            hard_breaks: Vec::new(),
            one_line: end == start + 1,
            touches_next: lines.get(end).is_some_and(|line| line.kind != Kind::Blank),
        }));
        if lines.get(end).is_none_or(|line| line.kind == Kind::Blank) {
            self.is_first = false;
        }
        end
    }

    /// Whether `below` goes on with the paragraph of the line `above`, the `nth` of it.
    fn joins(&self, above: &Line<'_>, below: &Line<'_>, nth: usize) -> bool {
        let goes_on = below.text.starts_with(|c: char| c.is_lowercase());
        let ended = ends_sentence(above.text);
        if nth == 1 && stands_above(above.text, self.labels) {
            return false;
        }
        let Some(wrap) = self.wrap else {
            return goes_on && !ended && above.text.width() <= MAX_WRAP;
        };
        if starts_anew(below.text, self.labels) && (ended || nth == 1) {
            return false;
        }
        if below.indent > above.indent && (nth > 1 || below.indent - above.indent > 1) && ended {
            return false;
        }
        if goes_on {
            return true;
        }
        let width = above.text.width();
        let first_word = below.text.split(' ').next().unwrap_or("").width();
        let is_full = width + 1 + first_word > wrap;
        // A headline above its byline and date: only a line that is full runs over.
        if self.is_first && nth == 1 && !ended {
            return is_full;
        }
        is_full || width * 10 >= wrap * 6 || (!ended && nth > 1)
    }

    fn quotation(&mut self, lines: &[Line<'_>], start: usize) -> usize {
        let mut builder = TextBuilder::new();
        let mut at = start;
        while let Some(line) = lines.get(at).filter(|line| line.kind == Kind::Quote) {
            let inner = line.text.trim_start_matches(['>', ' ']);
            if inner.is_empty() && !builder.is_empty() {
                builder.push_line_break();
            } else {
                builder.push(" ");
                builder.push(inner);
            }
            at += 1;
        }
        let text = builder.finish();
        if !text.is_empty() {
            self.out.push(RawBlock::Other(Block::Quotation(text)));
        }
        at
    }

    fn list(&mut self, lines: &[Line<'_>], start: usize) -> usize {
        let mut items: Vec<ListItem> = Vec::new();
        let mut indents: Vec<usize> = Vec::new();
        let Kind::Item { number: first, .. } = lines[start].kind else { return start + 1 };
        let mut at = start;
        while let Some(line) = lines.get(at) {
            let Kind::Item { mark, number } = line.kind else { break };
            if number.is_some() != first.is_some() && line.indent == lines[start].indent {
                break;
            }
            indents.retain(|indent| *indent < line.indent);
            let depth = u8::try_from(indents.len()).unwrap_or(15).min(15);
            indents.push(line.indent);
            let head = Line { text: line.text[mark..].trim(), ..*line };
            let mut parts = vec![head];
            at += 1;
            while let Some(next) = lines.get(at).filter(|next| next.is_text() && self.continues(line, next)) {
                parts.push(*next);
                at += 1;
            }
            let text = join(&parts);
            if !text.is_empty() {
                items.push(ListItem { depth, number, text });
            }
            // Items parted by blank lines are one list.
            let next = (at..lines.len()).find(|n| lines[*n].kind != Kind::Blank).unwrap_or(lines.len());
            match lines.get(next).map(|line| line.kind) {
                Some(Kind::Item { .. }) => at = next,
                _ => break,
            }
        }
        match &*items {
            [] => {}
            // A single numbered line above its text is rather a numbered heading.
            [item] if item.number.is_some() => self.out.push(RawBlock::Paragraph(RawParagraph {
                text: join(&lines[start..at]),
                one_line: at == start + 1,
                ..RawParagraph::default()
            })),
            _ => self.out.push(RawBlock::Other(Block::List { ordered: first.is_some(), items })),
        }
        at
    }

    fn continues(&self, item: &Line<'_>, line: &Line<'_>) -> bool {
        line.indent > item.indent
            || line.text.starts_with(|c: char| c.is_lowercase())
            || (self.wrap.is_some_and(|wrap| item.text.width() * 10 >= wrap * 7)
                && !stands_above(line.text, self.labels))
    }
}

fn join(lines: &[Line<'_>]) -> Text {
    let mut builder = TextBuilder::new();
    let mut before = None;
    let mut above = "";
    for line in lines {
        if needs_space(before, line.text.chars().next()) && !is_broken_word(above, line.text) {
            builder.push(" ");
        }
        builder.push(line.text);
        before = line.text.chars().next_back();
        above = line.text;
    }
    builder.finish()
}

/// Whether a line ends within a word, at its hyphen or slash: `Inter-`, `Moscow/`.
pub(super) fn is_broken_word(above: &str, below: &str) -> bool {
    let mut ends = above.chars().rev();
    let is_mark = ends.next().is_some_and(|c| matches!(c, '-' | '/' | '\u{2010}' | '\u{2011}'));
    is_mark && ends.next().is_some_and(char::is_alphanumeric) && below.starts_with(char::is_alphanumeric)
}

/// Whether a line end between two characters stands for a space: not where the script has none.
pub(super) fn needs_space(before: Option<char>, after: Option<char>) -> bool {
    let spaceless = |c: Option<char>| {
        c.is_some_and(
            |c| matches!(c, '\u{3000}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ff00}'..='\u{ff60}'),
        )
    };
    !(spaceless(before) && spaceless(after))
}

#[cfg(test)]
mod tests {
    use super::{Labels, RawBlock, read};
    use crate::model::Block;

    fn outline(block: &RawBlock) -> String {
        match block {
            RawBlock::Heading { level, text } => format!("h{level} {}", text.as_str()),
            RawBlock::Paragraph(p) => p.text.as_str().to_owned(),
            RawBlock::Other(Block::List { items, .. }) => {
                let items =
                    items.iter().map(|i| format!("{}{}", "  ".repeat(i.depth.into()), i.text.as_str()));
                format!("list {}", items.collect::<Vec<_>>().join("|"))
            }
            RawBlock::Other(block) => {
                format!("{}{}", if *block == Block::Rule { "rule" } else { "> " }, block.parts().join("|"))
            }
        }
    }

    fn check(text: &str, expect: &[&str]) {
        assert_eq!(
            read(text, <&Labels>::default()).iter().map(outline).collect::<Vec<_>>(),
            expect,
            "{text}"
        );
    }

    #[test]
    fn a_line_is_a_paragraph_where_nothing_is_wrapped() {
        let long = "The envoys met on Tuesday. ".repeat(8);
        let long = long.trim();
        check(&format!("Title\n\nWhy It Matters\n{long}\n{long}"), &["Title", "Why It Matters", long, long]);
    }

    #[test]
    fn hard_wraps_are_undone() {
        let text = "Talks resume\n\nThe envoys of the two states met on Tuesday in a city that\nneither of them named, and said that they would meet again\nnext week. It is the third time.\n\nAnalysis\nThe envoys of the two states met on Tuesday in a city that\nFrance named.";
        check(
            text,
            &[
                "Talks resume",
                "The envoys of the two states met on Tuesday in a city that neither of them named, and said that they would meet again next week. It is the third time.",
                "Analysis",
                "The envoys of the two states met on Tuesday in a city that France named.",
            ],
        );
    }

    #[test]
    fn lists_quotes_and_rules() {
        check("a\n\n- b\n- c\n  d\n\n- e\n  - f\n\n1. g\n2. h", &["a", "list b|c d|e|  f", "list g|h"]);
        check("> a\n> b\n>\n> c", &["> a b\nc"]);
        check("* * *", &["rule"]);
        check("Title\n=====\ntext\n\nPart\n----\ntext", &["h1 Title", "text", "h2 Part", "text"]);
        check("北京\n会谈", &["北京", "会谈"]);
    }
}
