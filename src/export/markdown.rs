//! An article as Markdown.

use super::beside::Beside;
use crate::model::{Block, Document, Item, SpanStyle, Text};

/// The article as Markdown with front matter.
pub fn markdown(item: &Item) -> String {
    written(item, "")
}

/// The same with what the user has written beside it in the front matter, so that none of it is text of the article’s.
pub(super) fn with(item: &Item, beside: Beside<'_>) -> Result<String, serde_json::Error> {
    let mut fields = String::new();
    if !beside.tags.is_empty() {
        let tags: Vec<String> = beside.tags.iter().map(|tag| quoted(tag)).collect();
        fields.push_str(&format!("tags: [{}]\n", tags.join(", ")));
    }
    if let Some(note) = beside.note {
        // A string of JSON is one of YAML, in a single line however long the note is.
        fields.push_str(&format!("note: {}\n", serde_json::to_string(note)?));
    }
    Ok(written(item, &fields))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}

/// The article with more fields in its front matter.
fn written(item: &Item, fields: &str) -> String {
    let document = &item.document;
    let mut out = String::from("---\n");
    out.push_str(&format!("title: {}\n", quoted(&document.title)));
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("{name}: {value}\n"));
        }
    };
    // What the first paragraph begins with is not said twice.
    let repeated = document.standfirst.as_deref().filter(|_| document.standfirst_repeat().is_some());
    let apart = document.standfirst.as_deref().filter(|_| repeated.is_none());
    field("standfirst", apart.map(quoted));
    field("standfirst_length", repeated.map(|text| text.trim().chars().count().to_string()));
    let names: Vec<String> = document.authors.iter().map(|author| quoted(&author.name)).collect();
    field("authors", (!names.is_empty()).then(|| format!("[{}]", names.join(", "))));
    field("date", document.published.map(|time| time.to_string()));
    field("updated", document.updated.map(|time| time.to_string()));
    field("language", document.language.as_deref().map(str::to_owned));
    field("url", item.url.as_deref().map(str::to_owned));
    out.push_str(fields);
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
pub(super) fn notes(document: &Document) -> impl Iterator<Item = [String; 2]> {
    let told = document.authors.iter().filter_map(|author| Some((&author.name, author.bio.as_ref()?)));
    told.map(|(name, bio)| [format!("About {name}"), bio.to_string()])
}

fn marked(block: &Block) -> String {
    match block {
        Block::Paragraph(text) => inline(text).lines().map(guarded).collect::<Vec<_>>().join("  \n"),
        Block::List { items, .. } => {
            list(items.iter().map(|item| (item.depth, item.number, inline(&item.text))))
        }
        Block::Quotation(text) => {
            inline(text).lines().map(|line| format!("> {}", guarded(line))).collect::<Vec<_>>().join("\n>\n")
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

/// The items of a list, a line each.
pub(super) fn list(items: impl Iterator<Item = (u8, Option<u32>, String)>) -> String {
    let lines = items.map(|(depth, number, text)| {
        let mark = number.map_or("-".to_owned(), |number| format!("{number}."));
        format!("{}{mark} {}", "   ".repeat(depth.into()), text.replace('\n', " "))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Text with its styles as marks.
fn inline(text: &Text) -> String {
    let whole = text.as_str();
    let mut marks: Vec<(usize, usize, String, i32)> = Vec::new();
    for (nth, span) in text.spans().iter().enumerate() {
        let (before, after) = match &span.style {
            SpanStyle::Strong => ("**".to_owned(), "**".to_owned()),
            SpanStyle::Emphasis => ("*".to_owned(), "*".to_owned()),
            SpanStyle::Code => ("`".to_owned(), "`".to_owned()),
            SpanStyle::Link { url } => ("[".to_owned(), format!("](<{url}>)")),
        };
        let code = i32::from(span.style == SpanStyle::Code);
        // Ends come before beginnings, and inner ends before outer ones.
        marks.push((span.range.start, usize::MAX / 2 + nth, before, code));
        marks.push((span.range.end, usize::MAX / 2 - 1 - nth, after, -code));
    }
    marks.sort();
    let mut out = String::with_capacity(whole.len());
    let mut at = 0;
    // How many stretches of code are open.
    let mut codes = 0;
    let mut put = |out: &mut String, end: usize, is_code: bool| {
        let words = whole.get(at..end).unwrap_or_default();
        if is_code {
            out.push_str(words)
        } else {
            out.push_str(&escaped(words))
        }
        at = end;
    };
    for (place, _, mark, code) in marks {
        put(&mut out, place, codes > 0);
        out.push_str(&mark);
        codes += code;
    }
    put(&mut out, whole.len(), false);
    out
}

/// Words of which no character is taken for a mark.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut before = ' ';
    let mut rest = words.chars().peekable();
    while let Some(c) = rest.next() {
        let is_mark = match c {
            '\\' | '`' | '*' | '[' | ']' => true,
            // Inside of a word it stands for itself.
            '_' => !(before.is_alphanumeric() && rest.peek().is_some_and(|next| next.is_alphanumeric())),
            '<' | '&' => rest.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?#".contains(*next)),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(c);
        before = c;
    }
    out
}

/// A line of text that is not taken for a heading, a list, a quotation or a rule.
fn guarded(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = line.get(digits..).unwrap_or_default();
    if (1..=9).contains(&digits) && after.starts_with(['.', ')']) {
        return format!("{}\\{after}", line.get(..digits).unwrap_or_default());
    }
    let is_mark = line.starts_with(['#', '>', '=', '~', '|'])
        || line.starts_with(['-', '+']) && line.trim_start_matches(['-', '+']).starts_with([' ', '\t'])
        || !line.is_empty() && line.trim_end_matches('-').is_empty();
    if is_mark { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{escaped, guarded, markdown};
    use crate::model::{Block, CleanText, Document, Item, Section, Text};

    #[test]
    fn what_looks_like_a_mark_stays_a_word() {
        for (text, expected) in [
            ("2 * 3 [sic] snake_case _so_ `x`", "2 \\* 3 \\[sic\\] snake_case \\_so\\_ \\`x\\`"),
            ("a < b <i>AT&T &amp;", "a < b \\<i>AT\\&T \\&amp;"),
        ] {
            assert_eq!(escaped(text), expected);
        }
        for (line, expected) in [
            ("# 1 on the list", "\\# 1 on the list"),
            ("1914. The war began", "1914\\. The war began"),
            ("- said so", "\\- said so"),
            ("-5 degrees", "-5 degrees"),
            ("---", "\\---"),
            ("Plain.", "Plain."),
        ] {
            assert_eq!(guarded(line), expected);
        }
    }

    #[test]
    fn text_with_marks_in_it_is_read_back_as_it_was() {
        let words =
            ["# 1 *of* them", "1914. It [began] <here> & _there_", "> not said", "a_b `c` \\ d", "- 5"];
        let blocks: Vec<Block> =
            words.iter().map(|text| Block::Paragraph(Text::plain(CleanText::new(text)))).collect();
        let sections = vec![Section { blocks, ..Section::default() }];
        let document = Document { title: CleanText::new("A title"), sections, ..Document::default() };
        let written = markdown(&Item { document, ..Item::default() });
        let events = pulldown_cmark::Parser::new(written.rsplit_once("---\n").map_or("", |(_, body)| body));
        let mut read = vec![String::new()];
        for event in events {
            match event {
                pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => {
                    read.last_mut().expect("a paragraph").push_str(&text);
                }
                pulldown_cmark::Event::End(_) => read.push(String::new()),
                _ => {}
            }
        }
        read.retain(|text| !text.is_empty());
        assert_eq!(read, words);
    }
}
