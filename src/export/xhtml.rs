//! The body of an article as XHTML that says what its sections are.

use std::cmp::Reverse;

use crate::model::{Block, Document, ListItem, Section, Span, SpanStyle, Text};

/// The sections of `document`, then its credits.
pub fn body(document: &Document) -> String {
    let mut out = String::new();
    document.sections.iter().for_each(|part| section(part, &mut out));
    if !document.credits.is_empty() {
        let credits = document.credits.iter().map(|credit| element("p", &escaped(credit)));
        out.push_str(&element("footer", &credits.collect::<String>()));
    }
    out
}

fn section(section: &Section, out: &mut String) {
    out.push_str(&format!(
        "<section data-kind=\"{}\" data-level=\"{}\">",
        section.kind.name(),
        section.level
    ));
    if let Some(heading) = &section.heading {
        out.push_str(&element(&format!("h{}", section.level.clamp(1, 5) + 1), &escaped(heading)));
    }
    section.blocks.iter().for_each(|one| out.push_str(&block(one)));
    out.push_str("</section>\n");
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => element("p", &inline(text)),
        Block::List { items, .. } => list(items),
        Block::Quotation(text) => element("blockquote", &element("p", &inline(text))),
        Block::Preformatted { text } => element("pre", &escaped(text)),
        Block::Table { header, rows } => {
            let row = |cells: &[Text], name: &str| {
                element("tr", &cells.iter().map(|cell| element(name, &inline(cell))).collect::<String>())
            };
            let head = if header.is_empty() { String::new() } else { element("thead", &row(header, "th")) };
            let body: String = rows.iter().map(|cells| row(cells, "td")).collect();
            element("table", &format!("{head}{}", element("tbody", &body)))
        }
        Block::Image { url, alt, caption } => {
            let alt = escaped(alt.as_deref().unwrap_or(""));
            let image = format!("<img src=\"{}\" alt=\"{alt}\"/>", escaped(url));
            let caption = caption.as_deref().map(|words| element("figcaption", &escaped(words)));
            element("figure", &(image + &caption.unwrap_or_default()))
        }
        Block::Rule => "<hr/>".to_owned(),
        Block::Stakeholder { actor, text } => {
            format!("<p class=\"stakeholder\"><strong>{}:</strong> {}</p>", escaped(actor), inline(text))
        }
        Block::Embed { url, label } => {
            let label = escaped(label.as_deref().unwrap_or(""));
            format!("<iframe src=\"{}\" title=\"{label}\"></iframe>", escaped(url))
        }
    }
}

pub(super) fn element(name: &str, content: &str) -> String {
    format!("<{name}>{content}</{name}>")
}

/// Text as it stands in XML and HTML, between tags and in attributes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Nested lists from items in line.
fn list(items: &[ListItem]) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    for item in items {
        let depth = usize::from(item.depth);
        let name = if item.number.is_some() { "ol" } else { "ul" };
        while open.len() > depth + 1 || (open.len() == depth + 1 && depth > 0 && open[depth] != name) {
            out.push_str(&format!("</li></{}>", open.pop().unwrap_or_default()));
        }
        if open.len() == depth + 1 {
            out.push_str("</li>");
        }
        while open.len() <= depth {
            let is_inner = open.len() < depth;
            let name = if is_inner { "ul" } else { name };
            out.push_str(&if is_inner { format!("<{name}><li>") } else { format!("<{name}>") });
            open.push(name);
        }
        let value = item.number.map_or(String::new(), |number| format!(" value=\"{number}\""));
        out.push_str(&format!("<li{value}>{}", inline(&item.text)));
    }
    open.iter().rev().for_each(|name| out.push_str(&format!("</li></{name}>")));
    out
}

/// Text with its styles as elements and its line feeds as breaks.
fn inline(text: &Text) -> String {
    let mut spans: Vec<(usize, &Span)> = text.spans().iter().enumerate().collect();
    // Of those that cover the same, the last is the outermost.
    spans.sort_by_key(|(nth, span)| (span.range.start, Reverse(span.range.end), Reverse(*nth)));
    let mut writer = Inline { text: text.as_str(), at: 0, open: Vec::new(), out: String::new() };
    for (_, span) in spans {
        writer.close_before(span.range.start);
        writer.write_to(span.range.start);
        let (before, after) = match &span.style {
            SpanStyle::Strong => ("<strong>".to_owned(), "</strong>"),
            SpanStyle::Emphasis => ("<em>".to_owned(), "</em>"),
            SpanStyle::Code => ("<code>".to_owned(), "</code>"),
            SpanStyle::Link { url } => (format!("<a href=\"{}\">", escaped(url)), "</a>"),
        };
        writer.out.push_str(&before);
        // One that runs over the end of another would not be XHTML: it ends there.
        let end = writer.open.last().map_or(span.range.end, |(end, _)| span.range.end.min(*end));
        writer.open.push((end, after));
    }
    writer.close_before(usize::MAX);
    writer.write_to(text.as_str().len());
    writer.out
}

/// Text that is being written, and the elements that are open in it, with where they end.
struct Inline<'a> {
    text: &'a str,
    at: usize,
    open: Vec<(usize, &'static str)>,
    out: String,
}

impl Inline<'_> {
    fn close_before(&mut self, place: usize) {
        while let Some((end, tag)) = self.open.pop_if(|(end, _)| *end <= place) {
            self.write_to(end);
            self.out.push_str(tag);
        }
    }

    fn write_to(&mut self, end: usize) {
        let part = self.text.get(self.at..end).unwrap_or_default();
        self.out.push_str(&escaped(part).replace('\n', "<br/>"));
        self.at = self.at.max(end);
    }
}
