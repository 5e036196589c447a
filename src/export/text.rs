//! An article as plain text.

use super::beside::{Beside, YOUR_NOTE};
use super::markdown::{list, notes};
use crate::model::{Block, Document, Text};

/// The article as one reads it, without marks.
pub fn text(document: &Document) -> String {
    with(document, Beside::default())
}

/// The same with what the user has written beside it.
pub(super) fn with(document: &Document, beside: Beside<'_>) -> String {
    let mut parts: Vec<String> = vec![document.title.to_string()];
    // What the first paragraph begins with is not said twice.
    let standfirst = document.standfirst.iter().filter(|_| document.standfirst_repeat().is_none());
    parts.extend(standfirst.map(ToString::to_string));
    parts.extend(byline(document));
    parts.extend(beside.tags_in_words());
    let mut dateline = document.dateline.as_ref();
    for section in &document.sections {
        parts.extend(section.heading.iter().map(ToString::to_string));
        for block in &section.blocks {
            let mut part = plain(block);
            if let (Block::Paragraph(_), Some(place)) = (block, dateline) {
                part = format!("{place} — {part}");
                dateline = None;
            }
            parts.push(part);
        }
    }
    parts.extend(document.credits.iter().map(ToString::to_string));
    parts.extend(notes(document).flatten());
    parts.extend(beside.note.map(|note| format!("{YOUR_NOTE}\n\n{note}")));
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

fn byline(document: &Document) -> Option<String> {
    let names: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
    let by = (!names.is_empty()).then(|| format!("By {}", names.join(", ")));
    let time = document.published.map(|time| time.strftime("%-d %B %Y, %H:%M UTC").to_string());
    let parts: Vec<String> = by.into_iter().chain(time).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn plain(block: &Block) -> String {
    match block {
        Block::List { items, .. } => {
            list(items.iter().map(|i| (i.depth, i.number, i.text.as_str().to_owned())))
        }
        Block::Quotation(text) => {
            text.as_str().lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n")
        }
        Block::Table { header, rows } => {
            let rows = std::iter::once(header).chain(rows).filter(|row| !row.is_empty());
            let line = |row: &Vec<Text>| row.iter().map(Text::as_str).collect::<Vec<_>>().join(" | ");
            rows.map(line).collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "* * *".to_owned(),
        Block::Stakeholder { actor, text } => format!("{actor}: {}", text.as_str()),
        Block::Embed { url, label } => format!("[{}]", label.as_deref().unwrap_or(url)),
        Block::Image { .. } => block.parts().first().map_or(String::new(), |words| format!("[{words}]")),
        block => block.parts().join("\n"),
    }
}
