//! `--format page-json`: an article as page scorers read it, on one line.

use serde_json::{Value, json};

use crate::model::{Block, Document, Item, Section};

/// The line of one page.
pub(super) fn line(id: &str, item: &Item) -> Value {
    let document = &item.document;
    let authors: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
    // Pages set the standfirst as a heading more often than not.
    let standfirst = document.standfirst.as_deref();
    let headings =
        standfirst.into_iter().chain(document.sections.iter().filter_map(|s| s.heading.as_deref()));
    json!({
        "id": id,
        "title": document.title,
        "byline": (!authors.is_empty()).then(|| authors.join(", ")),
        "date": document.published.map(|time| time.to_string()[..10].to_owned()),
        "text": text(document),
        "headings": headings.collect::<Vec<_>>(),
    })
}

/// The body, one block a line, with what stands around it in print: dateline before, credits behind.
fn text(document: &Document) -> String {
    let mut lines: Vec<String> = Vec::new();
    document.sections.iter().for_each(|section| add_section(section, &mut lines));
    if let (Some(dateline), Some(first)) = (&document.dateline, lines.first_mut()) {
        *first = format!("{dateline} — {first}");
    }
    lines.splice(0..0, document.standfirst.iter().map(ToString::to_string));
    lines.extend(document.credits.iter().map(|credit| credit.to_string()));
    lines.join("\n")
}

fn add_section(section: &Section, lines: &mut Vec<String>) {
    lines.extend(section.heading.as_ref().map(ToString::to_string));
    for block in &section.blocks {
        match block {
            Block::Image { .. } | Block::Embed { .. } | Block::Rule => {}
            Block::Stakeholder { actor, text } => lines.push(format!("{actor}: {}", text.as_str())),
            Block::Table { header, rows } => {
                for row in std::iter::once(header).chain(rows).filter(|row| !row.is_empty()) {
                    lines.push(row.iter().map(|cell| cell.as_str()).collect::<Vec<_>>().join(" | "));
                }
            }
            Block::List { items, .. } => lines.extend(items.iter().map(|item| match item.number {
                Some(number) => format!("{number}. {}", item.text.as_str()),
                None => format!("- {}", item.text.as_str()),
            })),
            block => lines.extend(block.parts().into_iter().map(str::to_owned)),
        }
    }
}
