//! The body as a page's own program has it: JSON in a script, of which the page itself shows but the beginning.

use serde_json::{Map, Value};

use super::dom::Dom;
use crate::ingest::fragment;
use crate::ingest::raw::RawBlock;

/// Puts the body that the page's scripts have in the place of `shown`, where it begins as that does and has twice as
/// much. What stands above its first paragraph stays.
pub(super) fn complete(dom: &Dom, shown: &mut Vec<RawBlock>, base: Option<&str>) {
    let (shown_len, begins) = (len(shown), beginnings(shown));
    if shown_len > MOST_SHOWN || begins.is_empty() {
        return;
    }
    let is_program = |id: &usize| {
        dom.name(*id) == "script" && !dom.attribute(*id, "type").is_some_and(|kind| kind.contains("ld+json"))
    };
    let mut found = Vec::new();
    for script in dom.all().filter(is_program).take(MAX_SCRIPTS) {
        let text = dom.text_of(script);
        if text.len() > shown_len * 2 {
            values(&text).iter().for_each(|value| gather(value, &mut found));
        }
    }
    let starts = |block: &RawBlock| begins.iter().find(|(_, begin)| *begin == letters(block));
    let bodies = found.iter().map(|html| fragment::read(html, base));
    let fuller =
        bodies.filter(|blocks| len(blocks) > shown_len * 2 && blocks.iter().any(|b| starts(b).is_some()));
    if let Some(body) = fuller.max_by_key(|blocks| len(blocks)) {
        let at = body.iter().find_map(starts).map_or(0, |(at, _)| *at);
        shown.splice(at.., body);
    }
}

/// A page that shows more is no mere beginning.
const MOST_SHOWN: usize = 4000;
const MAX_SCRIPTS: usize = 60;
const MAX_VALUES: usize = 40;
/// How many characters of the first paragraph tell an article from others.
const LETTERS: usize = 40;

fn len(blocks: &[RawBlock]) -> usize {
    blocks.iter().filter_map(RawBlock::as_paragraph).map(|text| text.as_str().len()).sum()
}

/// Where the first paragraphs are, and how they begin; one of them may be a standfirst that the body does not have.
fn beginnings(blocks: &[RawBlock]) -> Vec<(usize, String)> {
    let begins = blocks.iter().map(letters).enumerate();
    begins.filter(|(_, letters)| letters.chars().count() == LETTERS).take(3).collect()
}

fn letters(block: &RawBlock) -> String {
    let text = block.as_paragraph().map_or("", |text| text.as_str());
    text.chars().filter(|c| c.is_alphanumeric()).take(LETTERS).collect()
}

/// The JSON in a script: the script itself, or what it assigns.
fn values(script: &str) -> Vec<Value> {
    let mut values = Vec::new();
    let mut rest = script;
    for _ in 0..MAX_VALUES {
        let mut read = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        values.extend(read.next().and_then(Result::ok));
        rest = rest.get(read.byte_offset()..).unwrap_or("");
        let Some(assigned) = rest.find('=') else { break };
        rest = &rest[assigned + 1..];
    }
    values
}

/// Everything in `value` that may be a body, as HTML.
fn gather(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(html) if html.matches("<p").count() >= LEAST => out.push(html.clone()),
        Value::Array(items) => {
            if items.iter().filter(|item| element(item) == Some("p")).count() >= LEAST {
                let mut html = String::new();
                items.iter().for_each(|item| write(item, &mut html));
                out.push(html);
            }
            items.iter().for_each(|item| gather(item, out));
        }
        Value::Object(fields) => fields.values().for_each(|field| gather(field, out)),
        _ => {}
    }
}

/// Fewer paragraphs are no body.
const LEAST: usize = 3;

/// The element that stands for a node of a text, by the name of its kind.
fn element(node: &Value) -> Option<&'static str> {
    let fields = node.as_object()?;
    let kind = ["type", "_type", "nodeType", "__typename", "name"];
    let kind = kind.iter().find_map(|key| fields.get(*key)?.as_str())?.to_ascii_lowercase();
    let is = |part: &str| kind.contains(part);
    match () {
        () if is("paragraph") || matches!(&*kind, "p" | "text" | "block") => Some("p"),
        () if is("heading") || matches!(&*kind, "header" | "h2" | "h3" | "h4") => Some("h2"),
        () if is("list") && is("item") || kind == "li" => Some("li"),
        () if matches!(&*kind, "ul" | "ol" | "list") || is("list") && (is("order") || is("bullet")) => {
            Some("ul")
        }
        () if is("quote") => Some("blockquote"),
        () => None,
    }
}

/// Writes a node that is a block; others, such as advertisements, are left out.
fn write(node: &Value, out: &mut String) {
    let Some(name) = element(node) else { return };
    out.push_str(&format!("<{name}>"));
    match node.get("items").or_else(|| node.get("content")) {
        Some(Value::Array(items)) if name == "ul" => {
            for item in items {
                out.push_str("<li>");
                words(item, out);
                out.push_str("</li>");
            }
        }
        _ => words(node, out),
    }
    out.push_str(&format!("</{name}>"));
}

/// Writes the words below a node, with their links.
fn words(node: &Value, out: &mut String) {
    match node {
        Value::Array(nodes) => nodes.iter().for_each(|node| words(node, out)),
        Value::Object(fields) => {
            let link = href(fields);
            link.iter().for_each(|url| out.push_str(&format!("<a href=\"{url}\">")));
            let own = ["html", "text", "value", "content"].iter().find_map(|key| fields.get(*key)?.as_str());
            match own {
                Some(text) => out.push_str(text),
                None => ["content", "contents", "children", "spans", "nodes"]
                    .iter()
                    .filter_map(|key| fields.get(*key))
                    .for_each(|inner| words(inner, out)),
            }
            if link.is_some() {
                out.push_str("</a>");
            }
        }
        _ => {}
    }
}

fn href(fields: &Map<String, Value>) -> Option<&str> {
    let data = ["data", "attrs"].iter().find_map(|key| fields.get(*key)?.as_object()).unwrap_or(fields);
    data.get("href")?.as_str().filter(|url| !url.contains(['"', '<', '>']))
}
