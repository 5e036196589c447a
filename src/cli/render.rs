//! An article as text and as Markdown.

use crate::model::{Block, Document, Item, SpanStyle, Text};

/// The article as one reads it, without marks.
pub(super) fn text(item: &Item) -> String {
    let document = &item.document;
    let mut parts: Vec<String> = vec![document.title.to_string()];
    parts.extend(document.standfirst.iter().map(ToString::to_string));
    parts.extend(byline(document));
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
    parts.retain(|part| !part.is_empty());
    parts.join("\n\n")
}

/// The article as Markdown with front matter.
pub(super) fn markdown(item: &Item) -> String {
    let document = &item.document;
    let mut out = String::from("---\n");
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\\\""));
    out.push_str(&format!("title: {}\n", quoted(&document.title)));
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {value}\n"));
        }
    };
    field("standfirst", document.standfirst.as_deref().map(quoted));
    let names: Vec<String> = document.authors.iter().map(|author| quoted(&author.name)).collect();
    field("authors", (!names.is_empty()).then(|| format!("[{}]", names.join(", "))));
    field("date", document.published.map(|time| time.to_string()));
    field("updated", document.updated.map(|time| time.to_string()));
    field("language", document.language.as_deref().map(str::to_owned));
    field("url", item.url.as_deref().map(str::to_owned));
    out.push_str("---\n");
    let mut dateline = document.dateline.as_ref();
    for section in &document.sections {
        if let Some(heading) = &section.heading {
            out.push_str(&format!(
                "\n{} {heading}\n",
                "#".repeat(usize::from(section.level.clamp(1, 5)) + 1)
            ));
        }
        for block in &section.blocks {
            let place = matches!(block, Block::Paragraph(_)).then(|| dateline.take()).flatten();
            let place = place.map_or(String::new(), |place| format!("{place} — "));
            out.push_str(&format!("\n{place}{}\n", marked(block)));
        }
    }
    for credit in &document.credits {
        out.push_str(&format!("\n{credit}\n"));
    }
    for [name, bio] in notes(document) {
        out.push_str(&format!("\n{name}\n\n{bio}\n"));
    }
    out
}

/// What is told of the authors, each below a line that names one.
fn notes(document: &Document) -> impl Iterator<Item = [String; 2]> {
    let told = document.authors.iter().filter_map(|author| Some((&author.name, author.bio.as_ref()?)));
    told.map(|(name, bio)| [format!("About {name}"), bio.to_string()])
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

fn marked(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => inline(text).replace('\n', "  \n"),
        Block::List { items, .. } => {
            list(items.iter().map(|item| (item.depth, item.number, inline(&item.text))))
        }
        Block::Quotation(text) => {
            inline(text).lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n>\n")
        }
        Block::Preformatted { text } => format!("```\n{text}\n```"),
        Block::Table { header, rows } => {
            let line = |row: &Vec<Text>| {
                let cells: Vec<String> =
                    row.iter().map(|cell| inline(cell).replace(['|', '\n'], " ")).collect();
                format!("| {} |", cells.join(" | "))
            };
            let width = header.len().max(rows.iter().map(Vec::len).max().unwrap_or(0));
            let head = if header.is_empty() { format!("|{}", "  |".repeat(width)) } else { line(header) };
            let rule = format!("|{}", " --- |".repeat(width));
            [head, rule].into_iter().chain(rows.iter().map(line)).collect::<Vec<_>>().join("\n")
        }
        Block::Rule => "---".to_owned(),
        Block::Stakeholder { actor, text } => format!("**{actor}:** {}", inline(text)),
        Block::Image { url, alt, caption } => {
            let title =
                caption.as_deref().map_or(String::new(), |words| format!(" \"{}\"", words.replace('"', "'")));
            format!("![{}](<{url}>{title})", alt.as_deref().unwrap_or(""))
        }
        Block::Embed { url, label } => format!("[{}](<{url}>)", label.as_deref().unwrap_or(url)),
    }
}

fn list(items: impl Iterator<Item = (u8, Option<u32>, String)>) -> String {
    let lines = items.map(|(depth, number, text)| {
        let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
        format!("{}{mark} {}", "   ".repeat(depth.into()), text.replace('\n', " "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Text with its styles as marks.
fn inline(text: &Text) -> String {
    let whole = text.as_str();
    let mut marks: Vec<(usize, usize, String)> = Vec::new();
    for (nth, span) in text.spans().iter().enumerate() {
        let (before, after) = match &span.style {
            SpanStyle::Strong => ("**".to_owned(), "**".to_owned()),
            SpanStyle::Emphasis => ("*".to_owned(), "*".to_owned()),
            SpanStyle::Code => ("`".to_owned(), "`".to_owned()),
            SpanStyle::Link { url } => ("[".to_owned(), format!("](<{url}>)")),
        };
        // Ends come before beginnings, and inner ends before outer ones.
        marks.push((span.range.start, usize::MAX / 2 + nth, before));
        marks.push((span.range.end, usize::MAX / 2 - 1 - nth, after));
    }
    marks.sort();
    let mut out = String::with_capacity(whole.len());
    let mut at = 0;
    for (place, _, mark) in marks {
        out.push_str(whole.get(at..place).unwrap_or_default());
        out.push_str(&mark);
        at = place;
    }
    out.push_str(whole.get(at..).unwrap_or_default());
    out
}
