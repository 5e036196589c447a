//! Which form an input has, from what is in it; a file's name only tips the balance.

use super::xml_tokens::{Token, Tokens};
use super::{front_matter, urls_file};

/// A form that news comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// RSS or Atom.
    Feed,
    /// JSON Feed.
    JsonFeed,
    /// A list of feeds in OPML.
    Opml,
    /// A list of feeds, an address a line.
    Urls,
    /// The news industry's JSON.
    Ninjs,
    /// A document as masthead prints it.
    Document,
    /// A page of the web.
    Page,
    /// CommonMark with tables, footnotes and strikethrough.
    Markdown,
    /// Lines and blank lines.
    PlainText,
}

/// What the first bytes say of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sniffed {
    /// It is of this form.
    Form(Form),
    /// It is JSON; of what form, its fields say.
    Json,
    /// It is XML of no form that is read.
    Xml,
}

/// Finds the form of `text`.
pub(super) fn sniff(text: &str, name: Option<&str>) -> Sniffed {
    let extension = name.and_then(|name| name.rsplit_once('.')).map(|(_, ext)| ext.to_ascii_lowercase());
    let named_markdown = matches!(extension.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"));
    match markup(text, named_markdown) {
        None | Some(Sniffed::Xml) if is_page(text) => return Sniffed::Form(Form::Page),
        Some(found) => return found,
        None => {}
    }
    Sniffed::Form(if front_matter::is_fenced(text) {
        Form::Markdown
    } else if urls_file::is_list(text) {
        Form::Urls
    } else {
        let enough = if named_markdown { 1 } else { 2 };
        if markdown_signs(text, enough) >= enough { Form::Markdown } else { Form::PlainText }
    })
}

/// Markup before `<html>` that is no page's usual beginning: an XML declaration, comments, stray elements.
fn is_page(text: &str) -> bool {
    let start = text.trim_start();
    let end = start.char_indices().nth(4000).map_or(start.len(), |(at, _)| at);
    let start = start[..end].to_ascii_lowercase();
    start.starts_with('<')
        && ["<html", "<!doctype html", "<head>", "<body"].iter().any(|tag| start.contains(tag))
}

/// The form of what is XML, HTML or JSON.
fn markup(text: &str, named_markdown: bool) -> Option<Sniffed> {
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c.is_control());
    let json_after = |open: char, firsts: &[char]| {
        start.strip_prefix(open).is_some_and(|rest| rest.trim_start().starts_with(firsts))
    };
    if json_after('{', &['"', '}']) || json_after('[', &['{', '"']) || is_list_of_numbers(start) {
        return Some(Sniffed::Json);
    }
    let start = if start.starts_with('<') { start } else { &start[junk(start)?..] };
    let Some(root) = root(start) else { return start.starts_with("<?xml").then_some(Sniffed::Xml) };
    let local = root.rsplit(':').next().unwrap_or(root).to_ascii_lowercase();
    match &*local {
        "rss" | "feed" | "rdf" | "channel" | "item" | "entry" | "redirect" => Some(Sniffed::Form(Form::Feed)),
        "opml" | "outline" => Some(Sniffed::Form(Form::Opml)),
        "html" if holds_feed(start) => Some(Sniffed::Form(Form::Feed)),
        "html" | "head" | "body" | "meta" | "script" | "title" | "link" => Some(Sniffed::Form(Form::Page)),
        "div" | "p" | "article" | "main" | "section" | "table" | "h1" | "span" => {
            (!named_markdown).then_some(Sniffed::Form(Form::Page))
        }
        _ if start.get(..9).is_some_and(|doctype| doctype.eq_ignore_ascii_case("<!doctype")) => {
            let is_page = start.get(9..).is_some_and(|rest| {
                rest.trim_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html"))
            });
            Some(if is_page { Sniffed::Form(Form::Page) } else { Sniffed::Xml })
        }
        "urlset" | "svg" | "sitemapindex" => Some(Sniffed::Xml),
        _ => start.starts_with("<?xml").then_some(Sniffed::Xml),
    }
}

/// `[1, 2]`, `[[1], 2]`: JSON of no use, but no article.
fn is_list_of_numbers(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || c.is_whitespace() || "[],.+-eE".contains(c);
    let is_whole = text.len() > 256 || text.trim_end().ends_with(']');
    text.starts_with('[') && is_whole && text.chars().take(256).all(is_part)
}

/// How far into a text markup may begin that is not its first line.
const MAX_JUNK: usize = 2048;

/// How many bytes stand before a feed that does not begin with itself.
fn junk(text: &str) -> Option<usize> {
    let mut end = text.len().min(MAX_JUNK);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let head = text[..end].to_ascii_lowercase();
    ["<?xml", "<rss", "<feed", "<rdf:rdf", "<opml", "<!doctype html", "<html"]
        .iter()
        .filter_map(|mark| head.find(mark))
        .min()
}

/// The name of the first element.
fn root(text: &str) -> Option<&str> {
    Tokens::new(text).take(MAX_TOKENS).find_map(|token| match token {
        Token::Open { name, .. } => Some(name),
        _ => None,
    })
}

/// Whether a feed was wrapped in a page.
fn holds_feed(text: &str) -> bool {
    Tokens::new(text).take(MAX_TOKENS).any(|token| match token {
        Token::Open { name, attributes, .. } => {
            (name == "rss" && attributes.contains("version"))
                || (name == "feed" && attributes.contains("xmlns"))
        }
        _ => false,
    })
}

const MAX_TOKENS: usize = 100;

/// How many bytes of an input are looked at for signs of Markdown.
const SAMPLE: usize = 256 * 1024;

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
    use super::{Form, Sniffed, sniff};

    fn check(text: &str, form: Form) {
        assert_eq!(sniff(text, None), Sniffed::Form(form), "{text:?}");
    }

    #[test]
    fn form_is_in_the_content() {
        check("Talks resume\n\nThe envoys met.\n\n- one\n- two\n", Form::PlainText);
        check("Talks resume\n\nIt costs 2 * 3 * 4, he said. #peace\n", Form::PlainText);
        check("# Talks resume\n\nThe envoys met.\n", Form::Markdown);
        check("Talks resume\n===\n\nThe envoys met.\n", Form::Markdown);
        check("Talks resume\n\n**Why it matters:** it does.\n", Form::Markdown);
        check("Talks resume\n\nSee [the text](https://example.org).\n", Form::Markdown);
        check("---\ntitle: Talks resume\n---\n\nThe envoys met.\n", Form::Markdown);
        check("[Update] Talks resume\n\nThe envoys met.\n", Form::PlainText);
        check("<!DOCTYPE html><p>", Form::Page);
        check("\n<html lang=en>", Form::Page);
        check("<!-- a --><p>Talks</p>", Form::Page);
        check("<?xml version='1.0'?><!-- a --><!DOCTYPE rss><rss version='2.0'>", Form::Feed);
        check("<atom:feed>", Form::Feed);
        check("Warning: x in y\n<?xml version='1.0'?><rdf:RDF>", Form::Feed);
        check("<opml/>", Form::Opml);
        check("https://a.org/feed news\n", Form::Urls);
        assert_eq!(sniff("{\n \"title\": 1}", None), Sniffed::Json);
        assert_eq!(sniff("[{\"a\":1}]", None), Sniffed::Json);
        assert_eq!(sniff("<?xml version='1.0'?><svg/>", None), Sniffed::Xml);
    }
}
