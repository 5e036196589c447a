//! Which form an input has, from what is in it; a file's name only tips the balance.

use super::{ParseError, front_matter};

/// A form that is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Lines and blank lines.
    PlainText,
    /// CommonMark with tables, footnotes and strikethrough.
    Markdown,
    /// A page of the web.
    Html,
}

/// Finds the form of `text`.
pub(super) fn sniff(text: &str, name: Option<&str>) -> Result<Format, ParseError> {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, ext)| ext.to_ascii_lowercase());
    let named_markdown = matches!(extension.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"));
    if unsupported(text, named_markdown) == Some("HTML") || is_page(text) {
        return Ok(Format::Html);
    }
    if let Some(form) = unsupported(text, named_markdown) {
        return Err(ParseError::UnsupportedForm { form });
    }
    if front_matter::is_fenced(text) {
        return Ok(Format::Markdown);
    }
    let enough = if named_markdown { 1 } else { 2 };
    Ok(if markdown_signs(text, enough) >= enough { Format::Markdown } else { Format::PlainText })
}

/// Markup before `<html>` that is no page's usual beginning: an XML declaration, comments, stray elements.
fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let end = start.char_indices().nth(4000).map_or(start.len(), |(at, _)| at);
    let start = start[..end].to_ascii_lowercase();
    start.starts_with('<')
        && ["<html", "<!doctype html", "<head>", "<body"].iter().any(|tag| start.contains(tag))
}

/// How many bytes of an input are looked at for signs of Markdown.
const SAMPLE: usize = 256 * 1024;

fn unsupported(text: &str, named_markdown: bool) -> Option<&'static str> {
    let start: String = text.trim_start().chars().take(200).collect::<String>().to_ascii_lowercase();
    let begins_with_tag = |names: &[&str]| {
        let tag = start.strip_prefix('<').unwrap_or("");
        names.iter().any(|name| {
            tag.strip_prefix(name)
                .is_some_and(|rest| rest.starts_with([' ', '>', '/', '\n']) || rest.is_empty())
        })
    };
    let json_after = |open: char, firsts: &[char]| {
        start.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(firsts))
    };
    if begins_with_tag(&["?xml", "rss", "feed", "rdf:rdf", "opml", "urlset", "svg"]) {
        Some("XML")
    } else if begins_with_tag(&["!--", "!doctype", "html", "head", "body", "meta", "script"])
        || (!named_markdown
            && begins_with_tag(&["div", "p", "article", "main", "section", "table", "h1", "span"]))
    {
        Some("HTML")
    } else if json_after('{', &['"', '}']) || json_after('[', &['{', '"']) {
        Some("JSON")
    } else {
        None
    }
}

/// Counts signs of Markdown, the sure ones double, until there are `enough`.
fn markdown_signs(text: &str, enough: usize) -> usize {
    let mut signs = 0;
    let mut above = "";
    let mut end = text.len().min(SAMPLE);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    for line in text[..end].lines() {
        let line = line.trim_end();
        signs += line_signs(line, above);
        if signs >= enough {
            return signs;
        }
        above = line;
    }
    signs
}

fn line_signs(line: &str, above: &str) -> usize {
    let flat = line.trim_start();
    let hashes = flat.len() - flat.trim_start_matches('#').len();
    let is_setext = line.len() >= 3
        && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
        && !above.is_empty()
        && above.chars().any(char::is_alphanumeric);
    if (1..=6).contains(&hashes) && flat[hashes..].starts_with(' ')
        || flat.starts_with("```")
        || flat.starts_with("~~~")
        || is_setext
        || is_table_rule(flat)
        || flat.find("](").is_some_and(|at| flat[..at].contains('[') && flat[at..].contains(')'))
        || is_marked(flat, "**")
    {
        2
    } else if is_marked(flat, "*") || is_marked(flat, "_") || is_marked(flat, "`") {
        1
    } else {
        0
    }
}

fn is_table_rule(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// Whether `line` has a stretch between two `mark`s that hug it: `*so*`, not `2 * 3 * 4`.
fn is_marked(line: &str, mark: &str) -> bool {
    let mut before = ' ';
    let mut rest = line;
    while let Some(at) = rest.find(mark) {
        before = rest[..at].chars().next_back().unwrap_or(before);
        let inner = &rest[at + mark.len()..];
        if !before.is_alphanumeric()
            && let Some(close) = inner.find(mark)
            && close > 0
            && !inner.starts_with(char::is_whitespace)
            && !inner[..close].ends_with(char::is_whitespace)
            && !inner[close + mark.len()..].starts_with(char::is_alphanumeric)
        {
            return true;
        }
        before = mark.chars().next_back().unwrap_or(' ');
        // One stretch a line is enough to look for; what follows a failed one is seldom better.
        let Some(close) = inner.find(mark) else { return false };
        rest = &inner[close..];
        if rest.len() == inner.len() {
            rest = &inner[mark.len()..];
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{Format, sniff};

    fn check(text: &str, format: Format) {
        assert_eq!(sniff(text, None), Ok(format), "{text:?}");
    }

    #[test]
    fn form_is_in_the_content() {
        check("Talks resume\n\nThe envoys met.\n\n- one\n- two\n", Format::PlainText);
        check("Talks resume\n\nIt costs 2 * 3 * 4, he said. #peace\n", Format::PlainText);
        check("# Talks resume\n\nThe envoys met.\n", Format::Markdown);
        check("Talks resume\n===\n\nThe envoys met.\n", Format::Markdown);
        check("Talks resume\n\n**Why it matters:** it does.\n", Format::Markdown);
        check("Talks resume\n\nSee [the text](https://example.org).\n", Format::Markdown);
        check("---\ntitle: Talks resume\n---\n\nThe envoys met.\n", Format::Markdown);
        check("<!DOCTYPE html><p>", Format::Html);
        check("\n<html lang=en>", Format::Html);
        check("<p>Talks</p>", Format::Html);
        check("[Update] Talks resume\n\nThe envoys met.\n", Format::PlainText);
    }

    #[test]
    fn other_forms_are_named() {
        for (text, form) in [
            ("<?xml version='1.0'?>", "XML"),
            ("<rss version='2.0'>", "XML"),
            ("{\n \"title\": 1}", "JSON"),
            ("[{\"a\":1}]", "JSON"),
        ] {
            let message = sniff(text, None).expect_err("unsupported").to_string();
            assert!(message.contains(form), "{message}");
        }
    }
}
