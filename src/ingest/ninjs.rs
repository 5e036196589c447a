//! IPTC ninjs, versions 1 to 3: the news industry's JSON.

use serde_json::{Map, Value};

use super::raw::{Headings, Metadata, RawArticle, RawBlock, RawParagraph};
use super::{date_stamp, fragment, language, sanitize, structure};
use crate::model::{Author, CleanText, Item, Text};

/// Whether `value` is a news item in ninjs.
pub(super) fn is_item(value: &Value) -> bool {
    let Some(fields) = value.as_object() else { return false };
    let has = |names: &[&str]| names.iter().any(|name| fields.contains_key(*name));
    has(&["headline", "headlines", "slugline", "bodies", "body_html", "body_text"])
        && has(&[
            "uri",
            "versioncreated",
            "pubstatus",
            "bodies",
            "headlines",
            "profile",
            "representationtype",
        ])
}

/// Reads a news item.
pub(super) fn read(value: &Value, labels: &structure::Labels) -> Option<Item> {
    let fields = value.as_object()?;
    let time = |names: &[&str]| {
        names.iter().find_map(|name| fields.get(*name)?.as_str().and_then(date_stamp::parse))
    };
    let url = fields.get("altids").and_then(address).or_else(|| text(fields, "uri"));
    let url = url.filter(|uri| uri.starts_with("http"));
    let metadata = Metadata {
        title: text(fields, "headline")
            .or_else(|| role(fields, "headlines", &["main", "headline"]))
            .or_else(|| text(fields, "title"))
            .or_else(|| text(fields, "slugline")),
        standfirst: text(fields, "description_text")
            .or_else(|| role(fields, "descriptions", &["summary", "standfirst", "main"])),
        authors: authors(fields),
        published: time(&["firstcreated", "firstpublished", "contentcreated", "versioncreated"]),
        updated: time(&["versioncreated", "contentmodified"]),
        language: text(fields, "language").and_then(|tag| language::normalise(&tag)),
        url: url.clone(),
    };
    let updated = metadata.updated.filter(|time| metadata.published.is_some_and(|first| *time > first));
    let metadata = Metadata { updated, ..metadata };
    let blocks = body(fields);
    let document = structure::recognise(RawArticle { metadata, blocks, headings: Headings::Marked }, labels);
    let key = text(fields, "uri").or_else(|| text(fields, "altid"));
    (!document.title.is_empty()).then_some(Item { document, url, key })
}

fn text(fields: &Map<String, Value>, name: &str) -> Option<CleanText> {
    fields.get(name)?.as_str().map(sanitize::plain).filter(|text| !text.is_empty())
}

/// The `value` of that object in the list `name` that has one of `roles`, or of the first.
fn role(fields: &Map<String, Value>, name: &str, roles: &[&str]) -> Option<CleanText> {
    let many = fields.get(name)?.as_array()?;
    let of = |wanted: &str| many.iter().find(|one| one.get("role").and_then(Value::as_str) == Some(wanted));
    let one = roles.iter().find_map(|wanted| of(wanted)).or_else(|| many.first())?;
    one.get("value")?.as_str().map(sanitize::plain).filter(|text| !text.is_empty())
}

fn address(ids: &Value) -> Option<CleanText> {
    let values: Vec<&Value> = match ids {
        Value::Array(many) => many.iter().filter_map(|one| one.get("value")).collect(),
        Value::Object(fields) => fields.values().collect(),
        _ => return None,
    };
    values
        .into_iter()
        .find_map(|value| value.as_str().filter(|id| id.starts_with("http")))
        .map(CleanText::line)
}

fn authors(fields: &Map<String, Value>) -> Vec<Author> {
    let lines = fields.get("bylines").and_then(Value::as_array).into_iter().flatten();
    let lines = lines.filter_map(|line| line.get("byline").or(line.get("value")).and_then(Value::as_str));
    let line = fields.get("byline").and_then(Value::as_str);
    lines
        .chain(line)
        .map(sanitize::plain)
        .flat_map(|line| {
            let line = line.trim_start_matches("By ").trim_start_matches("by ").to_owned();
            let names = line.split([',', ';']).flat_map(|part| part.split(" and "));
            names.map(CleanText::line).filter(|name| !name.is_empty()).collect::<Vec<_>>()
        })
        .map(|name| Author { name, ..Author::default() })
        .collect()
}

fn body(fields: &Map<String, Value>) -> Vec<RawBlock> {
    if let Some(html) = fields.get("body_html").or(fields.get("body_xhtml")).and_then(Value::as_str) {
        return fragment::read(html, None);
    }
    let bodies = fields.get("bodies").and_then(Value::as_array).into_iter().flatten();
    let mut bodies: Vec<(&str, &str)> = bodies
        .filter_map(|body| {
            let kind = body.get("contenttype").and_then(Value::as_str).unwrap_or("");
            Some((kind, body.get("value")?.as_str()?))
        })
        .collect();
    bodies.sort_by_key(|(kind, value)| !(kind.contains("html") || value.trim_start().starts_with('<')));
    match (bodies.first(), fields.get("body_text").and_then(Value::as_str)) {
        (Some((kind, value)), _) if kind.contains("html") || value.trim_start().starts_with('<') => {
            fragment::read(value, None)
        }
        (Some((_, value)), _) => paragraphs(value),
        (None, Some(value)) => paragraphs(value),
        (None, None) => Vec::new(),
    }
}

fn paragraphs(text: &str) -> Vec<RawBlock> {
    let lines = text.lines().map(CleanText::line).filter(|line| !line.is_empty()).map(Text::plain);
    lines
        .map(|text| RawBlock::Paragraph(RawParagraph { text, one_line: true, ..RawParagraph::default() }))
        .collect()
}
