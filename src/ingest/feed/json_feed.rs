//! JSON Feed, versions 1.0 and 1.1, and what calls itself so.

use serde_json::{Map, Value};

use super::{MAX_ENTRIES, MAX_OF_A_KIND, person, rss_json};
use crate::ingest::{address, date_stamp};
use crate::model::{Author, CleanText, FeedDocument, FeedEntry, FeedHead, Markup};

/// Whether `value` is a JSON Feed, whatever version it claims, or RSS in JSON.
pub(in crate::ingest) fn is_feed(value: &Value) -> bool {
    let version = value.get("version").and_then(Value::as_str).unwrap_or("");
    version.contains("jsonfeed.org")
        || value.get("items").is_some_and(Value::is_array)
        || rss_json::is_feed(value)
}

/// Reads a JSON Feed, or RSS in JSON.
pub(in crate::ingest) fn read(value: &Value, base: Option<&str>) -> FeedDocument {
    if let Some(feed) = rss_json::read(value, base) {
        return feed;
    }
    let Some(top) = value.as_object() else { return FeedDocument::default() };
    let head = FeedHead {
        title: plain(top, "title"),
        link: url(top, &["home_page_url"], base),
        description: plain(top, "description"),
        id: url(top, &["feed_url"], base),
        authors: authors(top),
        language: text(top, "language"),
        image: url(top, &["icon", "favicon"], base),
        ..FeedHead::default()
    };
    let items = top.get("items").and_then(Value::as_array);
    let entries = items.into_iter().flatten().filter_map(Value::as_object).take(MAX_ENTRIES);
    let base = head.link.as_deref().or(base);
    let entries = entries.map(|item| entry(item, base)).collect();
    FeedDocument { head, entries }
}

fn entry(item: &Map<String, Value>, base: Option<&str>) -> FeedEntry {
    let html = text(item, "content_html").map(|text| Markup { text, is_html: true });
    let time = |name| text(item, name).and_then(|text| date_stamp::parse(&text));
    let list = |name| item.get(name).and_then(Value::as_array).into_iter().flatten().take(MAX_OF_A_KIND);
    FeedEntry {
        title: plain(item, "title"),
        link: url(item, &["url", "external_url"], base),
        id: text(item, "id"),
        content: html.or_else(|| plain(item, "content_text")),
        summary: plain(item, "summary"),
        updated: time("date_modified"),
        published: time("date_published"),
        authors: authors(item),
        tags: list("tags").filter_map(line).collect(),
        enclosures: list("attachments").filter_map(|file| url(file.as_object()?, &["url"], base)).collect(),
        language: text(item, "language"),
        base: base.map(CleanText::line),
        ..FeedEntry::default()
    }
}

/// The text of a field; a number is one too.
pub(super) fn text(fields: &Map<String, Value>, name: &str) -> Option<CleanText> {
    let text = match fields.get(name)? {
        Value::String(text) => CleanText::new(text.trim()),
        Value::Number(number) => CleanText::new(&number.to_string()),
        _ => return None,
    };
    (!text.is_empty()).then_some(text)
}

pub(super) fn line(value: &Value) -> Option<CleanText> {
    value.as_str().map(CleanText::line).filter(|text| !text.is_empty())
}

pub(super) fn plain(fields: &Map<String, Value>, name: &str) -> Option<Markup> {
    text(fields, name).map(|text| Markup { text, is_html: false })
}

pub(super) fn url(fields: &Map<String, Value>, names: &[&str], base: Option<&str>) -> Option<CleanText> {
    let url = names.iter().find_map(|name| fields.get(*name).and_then(line))?;
    Some(CleanText::line(&address::join(base, &url)))
}

fn authors(fields: &Map<String, Value>) -> Vec<Author> {
    let many = fields.get("authors").and_then(Value::as_array).into_iter().flatten();
    let mut found: Vec<Author> =
        many.chain(fields.get("author")).take(MAX_OF_A_KIND).filter_map(author).collect();
    found.dedup();
    found
}

fn author(value: &Value) -> Option<Author> {
    match value {
        Value::String(name) => person::read(name),
        Value::Object(fields) => text(fields, "name")
            .or_else(|| text(fields, "url"))
            .map(|name| Author { name: CleanText::line(&name), ..Author::default() }),
        _ => None,
    }
}
