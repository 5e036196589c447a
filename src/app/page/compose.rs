//! An article into the parts of a page: its head, its sections, its foot.

use std::ops::Range;

use jiff::tz::TimeZone;

use super::line::{Cell, CellText, Line, LineKind};
use super::part::Sheet;
use super::picture::{captioned, picture};
use super::setter::Setter;
use super::table::table;
use super::wrap::{columns, wrap};
use crate::model::{Article, Block, CleanText, Document, ListItem, Section, Spot, Text, day_of};

/// Words a minute that a reader takes in; Brysbaert 2019 gives 238 for English non-fiction.
const WORDS_A_MINUTE: usize = 238;

/// The lines over the body: kicker, headline, standfirst, byline.
pub(super) fn head(article: &Article, width: usize, zone: &TimeZone) -> Vec<Line> {
    let document = &article.document;
    let mut lines = vec![Line::added(LineKind::Kicker, 0, kicker(article, zone)), Line::BLANK];
    words(&mut lines, LineKind::Title, Spot::Title, &document.title, 0, width);
    if let Some(standfirst) =
        document.standfirst.as_deref().filter(|_| document.standfirst_repeat().is_none())
    {
        lines.push(Line::BLANK);
        words(&mut lines, LineKind::Standfirst, Spot::Standfirst, standfirst, 0, width);
    }
    if let Some(byline) = byline(document) {
        lines.push(Line::BLANK);
        for range in wrap(&byline, width, width) {
            lines.push(Line::added(LineKind::Byline, 0, byline[range].to_owned()));
        }
    }
    if let Some(own) = own(article) {
        lines.push(Line::BLANK);
        for range in wrap(&own, width, width) {
            lines.push(Line::added(LineKind::Byline, 0, own[range].to_owned()));
        }
    }
    lines
}

/// The lines of blocks of a section, without its heading.
pub(super) fn section_body(sheet: Sheet<'_>, nth: usize, blocks: Range<usize>, setter: Setter) -> Vec<Line> {
    let (document, width) = (sheet.document, setter.width);
    let section = &document.sections[nth];
    let mut lines = Vec::new();
    let is_later = blocks.start > 0;
    for (at, block) in section.blocks.iter().enumerate().take(blocks.end).skip(blocks.start) {
        let close = at > 0 && is_close(&section.blocks[at - 1], block);
        if (is_later || !lines.is_empty()) && !close {
            lines.push(Line::BLANK);
        }
        let spot = |part| Spot::Block { section: nth, block: at, part };
        match block {
            Block::Paragraph(text) if nth == 0 && at == 0 => {
                first_paragraph(&mut lines, document, text, setter)
            }
            Block::Paragraph(text) => match footnote_mark(text.as_str()) {
                Some(indent) => hanging(&mut lines, spot(0), text.as_str(), indent, width),
                None => setter.words(&mut lines, LineKind::Body, (spot(0), 0), text.as_str(), 0),
            },
            Block::List { items, .. } => {
                for (part, item) in items.iter().enumerate() {
                    list_item(&mut lines, item, spot(part), widest_mark(items, item.depth), setter);
                }
            }
            Block::Quotation(text) => {
                let from = lines.len();
                setter.words(&mut lines, LineKind::Quotation, (spot(0), 0), text.as_str(), 4);
                let bar =
                    |line: &mut Line| line.cells.insert(0, Cell::new(2, CellText::Added("│".to_owned())));
                lines[from..].iter_mut().for_each(bar);
            }
            Block::Preformatted { text } => preformatted(&mut lines, spot(0), text, width),
            Block::Table { header, rows } => lines.extend(table(header, rows, width, spot)),
            Block::Image { alt, caption, url } => {
                let said = (caption.as_ref(), alt.as_ref());
                picture(&mut lines, spot(0), url, said, sheet.pictures, width);
            }
            Block::Embed { url, label } => {
                captioned(&mut lines, "↗", spot(0), label.as_ref().unwrap_or(url), width);
            }
            Block::Rule => {
                let mark = "· · ·";
                let column = width.saturating_sub(columns(mark)) / 2;
                lines.push(Line::added(LineKind::Rule, column, mark.to_owned()));
            }
            Block::Stakeholder { actor, text } => {
                stakeholder(&mut lines, actor, text, spot(0), spot(1), width)
            }
        }
    }
    lines
}

/// A section's heading, with its number and whether it is folded.
pub(super) fn heading(section: &Section, nth: usize, number: usize, folded: bool, width: usize) -> Vec<Line> {
    let fold = if folded { "▸" } else { "▾" };
    let mark = format!("{fold} {number} ");
    let indent = columns(&mark);
    let mut lines = Vec::new();
    match &section.heading {
        Some(heading) => {
            words(
                &mut lines,
                LineKind::Heading,
                Spot::Heading { section: nth },
                heading,
                indent,
                width.saturating_sub(indent),
            );
        }
        None => lines.push(Line::added(LineKind::Heading, indent, section.kind.title().to_owned())),
    }
    if let Some(first) = lines.first_mut() {
        first.cells.insert(0, Cell::new(0, CellText::Added(mark)));
    }
    lines
}

/// What a folded section says of what it hides: its first words, or its actors, and how much there is.
pub(super) fn fold_note(sections: &[Section], width: usize) -> Line {
    let blocks = || sections.iter().flat_map(|section| &section.blocks);
    let actors: Vec<&str> = blocks()
        .filter_map(|block| match block {
            Block::Stakeholder { actor, .. } => Some(&**actor),
            _ => None,
        })
        .collect();
    let hidden = blocks().filter(|block| !matches!(block, Block::Rule)).count();
    let (words, unit) = if actors.len() >= 2 && actors.len() == hidden {
        (actors.join(" · "), ("line", "lines"))
    } else {
        let first = blocks().flat_map(Block::parts).find(|text| !text.trim().is_empty());
        (
            first.unwrap_or_default().split_whitespace().take(40).collect::<Vec<_>>().join(" "),
            ("paragraph", "paragraphs"),
        )
    };
    let count = format!("({hidden} {})", if hidden == 1 { unit.0 } else { unit.1 });
    let room = width.saturating_sub(2 + columns(" … ") + columns(&count));
    let shown = wrap(&words, room, room).into_iter().next().map_or("", |range| &words[range]);
    let more = if shown.len() < words.len() { " …" } else { "" };
    let shown = format!("{shown}{more}");
    let end = 3 + columns(&shown);
    // Two cells: each is in an order of its own, whichever way the article runs.
    let mut note = Line::added(LineKind::FoldNote, 2, shown);
    note.cells.push(Cell::new(end, CellText::Added(count)));
    note
}

/// The lines under the body: credits, who the authors are, and which page the text was taken from.
pub(super) fn foot(article: &Article, width: usize, shows_notes: bool) -> Vec<Line> {
    let document = &article.document;
    let mut lines = Vec::new();
    let mut is_headed = false;
    for (spot, text) in document.foot() {
        let Spot::Bio { author } = spot else {
            lines.push(Line::BLANK);
            words(&mut lines, LineKind::Credit, spot, text, 0, width);
            continue;
        };
        if !std::mem::replace(&mut is_headed, true) {
            credit(&mut lines, &about(document, shows_notes), width);
        }
        if shows_notes {
            note(&mut lines, (spot, text), &document.authors[author].name, width);
        }
    }
    if let Some(url) = article.text_from.as_deref() {
        credit(&mut lines, &format!("Text from {}", host(url)), width);
    }
    lines
}

/// A line of its own that masthead adds under the body.
fn credit(lines: &mut Vec<Line>, text: &str, width: usize) {
    lines.push(Line::BLANK);
    let ranges = wrap(text, width, width).into_iter();
    lines.extend(ranges.map(|range| Line::added(LineKind::Credit, 0, text[range].to_owned())));
}

/// What the notes on the authors begin with, and all that is shown of them where they are folded.
fn about(document: &Document, shows_notes: bool) -> String {
    let known = document.authors.iter().filter(|author| author.bio.is_some());
    let names: Vec<&str> = known.map(|author| &*author.name).collect();
    format!("{} About {}", if shows_notes { "▾" } else { "▸" }, names.join(" and "))
}

/// What is said of an author, after the name where it does not say it itself.
fn note(lines: &mut Vec<Line>, (spot, text): (Spot, &str), name: &str, width: usize) {
    let name = if text.contains(name) { String::new() } else { format!("{name}: ") };
    let whole = format!("{name}{text}");
    lines.push(Line::BLANK);
    for range in wrap(&whole, width, width) {
        let own = range.start.max(name.len())..range.end.max(name.len());
        let added = &whole[range.start..own.start.min(range.end)];
        let mut line = Line::added(LineKind::Credit, 0, added.to_owned());
        let words = own.start - name.len()..own.end - name.len();
        line.cells.push(Cell::new(columns(added), CellText::Words(spot, words)));
        line.cells.retain(|cell| cell.text != CellText::Added(String::new()));
        lines.push(line);
    }
}

/// The host in an address, as people name a site.
fn host(url: &str) -> &str {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

fn kicker(article: &Article, zone: &TimeZone) -> String {
    let time = article.document.published.unwrap_or(article.headline.received);
    let day = day_of(time, zone);
    let minutes = article.document.words().div_ceil(WORDS_A_MINUTE).max(1);
    let mut kicker = format!("{} · {} · {minutes} min", article.headline.feed, day.strftime("%a %-d %b %Y"));
    if article.revision > 1 {
        kicker.push_str(&format!(" · revision {}", article.revision));
    }
    kicker
}

/// What the user has written on it: its tags, and that there is a note at its end.
fn own(article: &Article) -> Option<String> {
    let tags = article.headline.tags.iter().map(|tag| format!("#{tag}"));
    let parts: Vec<String> = tags.chain(article.headline.status.noted.then(|| "✎ note".to_owned())).collect();
    (!parts.is_empty()).then(|| parts.join("  "))
}

fn byline(document: &Document) -> Option<String> {
    let names: Vec<String> = document
        .authors
        .iter()
        .map(|author| match &author.role {
            Some(role) => format!("{}, {role}", author.name),
            None => author.name.to_string(),
        })
        .collect();
    let parts: Vec<String> = [
        (!names.is_empty()).then(|| format!("By {}", names.join(" and "))),
        document.dateline.as_ref().map(ToString::to_string),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

/// The first paragraph, its head in the standfirst's voice where it merely repeats the standfirst.
fn first_paragraph(lines: &mut Vec<Line>, document: &Document, text: &Text, setter: Setter) {
    let spot = Spot::Block { section: 0, block: 0, part: 0 };
    let repeat = document.standfirst_repeat().unwrap_or(0);
    let (standfirst, rest) = text.as_str().split_at(repeat);
    if !standfirst.is_empty() {
        words(lines, LineKind::Standfirst, spot, standfirst, 0, setter.width);
    }
    let rest_start = repeat + (rest.len() - rest.trim_start().len());
    if rest_start < text.as_str().len() {
        if repeat > 0 {
            lines.push(Line::BLANK);
        }
        setter.words(lines, LineKind::Body, (spot, rest_start), &text.as_str()[rest_start..], 0);
    }
}

pub(super) fn words(
    lines: &mut Vec<Line>,
    kind: LineKind,
    spot: Spot,
    text: &str,
    column: usize,
    width: usize,
) {
    lines.extend(wrap(text, width, width).into_iter().map(|range| Line::words(kind, column, spot, range)));
}

/// How wide the widest mark is among the items of a depth: numbers end at the same column.
fn widest_mark(items: &[ListItem], depth: u8) -> usize {
    let marks = items.iter().filter(|item| item.depth == depth).map(|item| columns(&item.mark()));
    marks.max().unwrap_or(1)
}

fn list_item(lines: &mut Vec<Line>, item: &ListItem, spot: Spot, widest: usize, setter: Setter) {
    let mark = item.mark();
    let column = (3 * usize::from(item.depth)).min(setter.width / 2);
    let from = lines.len();
    setter.words(lines, LineKind::Body, (spot, 0), item.text.as_str(), column + widest + 1);
    if let Some(first) = lines.get_mut(from) {
        first.cells.insert(0, Cell::new(column + widest - columns(&mark), CellText::Added(mark)));
    }
}

/// How wide the mark is with which a footnote begins: `[12] `.
fn footnote_mark(text: &str) -> Option<usize> {
    let (mark, _) = text.strip_prefix('[')?.split_once("] ")?;
    let is_mark = !mark.is_empty() && mark.len() <= 3 && mark.bytes().all(|byte| byte.is_ascii_digit());
    is_mark.then_some(mark.len() + 3)
}

/// Text whose later lines begin under the words of the first.
fn hanging(lines: &mut Vec<Line>, spot: Spot, text: &str, indent: usize, width: usize) {
    for (nth, range) in wrap(text, width, width.saturating_sub(indent)).into_iter().enumerate() {
        lines.push(Line::words(LineKind::Footnote, if nth == 0 { 0 } else { indent }, spot, range));
    }
}

/// Lines as they stand; what is wider than the page goes on in the next line.
fn preformatted(lines: &mut Vec<Line>, spot: Spot, text: &CleanText, width: usize) {
    words(lines, LineKind::Preformatted, spot, text, 2, width.saturating_sub(2));
}

fn stakeholder(
    lines: &mut Vec<Line>,
    actor: &CleanText,
    text: &Text,
    name: Spot,
    position: Spot,
    width: usize,
) {
    let label = columns(actor) + 2;
    let beside = label + 12 <= width;
    let name = Cell::new(0, CellText::Name(name, 0..actor.len()));
    let colon = Cell::new(columns(actor), CellText::Added(":".to_owned()));
    let first = if beside { width - label } else { width.saturating_sub(2) };
    let mut ranges = wrap(text.as_str(), first, width.saturating_sub(2)).into_iter();
    let mut cells = vec![name, colon];
    if beside && let Some(range) = ranges.next() {
        cells.push(Cell::new(label, CellText::Words(position, range)));
    }
    lines.push(Line { kind: LineKind::Body, cells });
    lines.extend(ranges.map(|range| Line::words(LineKind::Body, 2, position, range)));
}

/// Blocks that stand without space between them: a caption under its picture.
fn is_close(above: &Block, below: &Block) -> bool {
    matches!((above, below), (Block::Image { .. }, Block::Image { .. }))
}
