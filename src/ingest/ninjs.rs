//! IPTC ninjs, versions 1 to 3: the news industry's JSON.

use serde_json::{Map, Value};

use super::raw::{Headings, Metadata, RawArticle, RawBlock, RawParagraph};
use super::{date_stamp, fragment, language, own_body, sanitize, structure};
use crate::model::{Author, CleanText, Document, Item, Text};

/// Whether `value` is a news item in ninjs.
pub(super) fn is_item(value: &Value) -> bool {
    let Some(fields) = value.as_object() else { return false };
    let has = |names: &[&str]| names.iter().any(|name| field(fields, name).is_some());
    has(&["headline", "headlines", "slugline", "body", "bodies", "body_html", "body_text"])
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
        names.iter().find_map(|name| field(fields, name)?.as_str().and_then(date_stamp::parse))
    };
    let url = text(fields, "uri").filter(|uri| uri.starts_with("http"));
    let url = field(fields, "altids").and_then(address).or(url);
    let published = time(&["firstcreated", "firstpublished", "contentcreated", "versioncreated"]);
    let metadata = Metadata {
        title: role(fields, &["headlines", "headline"], &["main", "headline"])
            .or_else(|| text(fields, "title"))
            .or_else(|| text(fields, "slugline")),
        standfirst: text(fields, "description_text").or_else(|| {
            role(fields, &["descriptions"], &["summary", "standfirst", "lead", "main", "abstract"])
        }),
        authors: authors(fields),
        published,
        updated: time(&["versioncreated", "contentmodified"])
            .filter(|time| published.is_some_and(|first| *time > first)),
        language: text(fields, "language").and_then(|tag| language::normalise(&tag)),
        url: url.clone(),
        ..Metadata::default()
    };
    let body = body(fields);
    let first = time(&["firstcreated"]);
    let mut document = match body.as_ref().and_then(|body| own_body::read(body.value)) {
        Some(body) => Document {
            title: metadata.title.unwrap_or_default(),
            standfirst: metadata.standfirst,
            authors: metadata.authors,
            published: first,
            updated: time(&["versioncreated"]).filter(|time| Some(*time) != first),
            dateline: text(fields, "located"),
            language: metadata.language,
            keywords: Vec::new(),
            credits: body.credits,
            sections: body.sections,
        },
        None => {
            let blocks = body.map(|body| body.blocks()).unwrap_or_default();
            let article = RawArticle { metadata, blocks, headings: Headings::Marked };
            let mut document = structure::recognise(article, labels);
            document.dateline = document.dateline.take().or_else(|| text(fields, "located"));
            document
        }
    };
    document.keywords = keywords(fields);
    let key = text(fields, "uri").or_else(|| text(fields, "altid"));
    (!document.title.is_empty()).then_some(Item { document, url, key })
}

/// What the item is filed under; what somebody who read it calls it by is nothing of its own.
fn keywords(fields: &Map<String, Value>) -> Vec<CleanText> {
    let subjects = list(fields, "subjects").filter(|subject| string(subject, &["rel"]) != Some(TAG));
    let names = subjects.filter_map(|subject| string(subject, &["name"]));
    names.map(CleanText::line).filter(|name| !name.is_empty()).take(MAX_KEYWORDS).collect()
}

/// The field of this name, in lower case; version 3 writes it in camel case.
fn field<'v>(fields: &'v Map<String, Value>, name: &str) -> Option<&'v Value> {
    fields
        .get(name)
        .or_else(|| fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

fn string<'v>(value: &'v Value, names: &[&str]) -> Option<&'v str> {
    let fields = value.as_object()?;
    names.iter().find_map(|name| field(fields, name)?.as_str())
}

fn text(fields: &Map<String, Value>, name: &str) -> Option<CleanText> {
    field(fields, name)?.as_str().map(sanitize::plain).filter(|text| !text.is_empty())
}

fn list<'v>(fields: &'v Map<String, Value>, name: &str) -> impl Iterator<Item = &'v Value> {
    field(fields, name).and_then(Value::as_array).into_iter().flatten()
}

/// What the fields `names` say: a text, or of a list of objects that which has one of `roles`, or the first.
fn role(fields: &Map<String, Value>, names: &[&str], roles: &[&str]) -> Option<CleanText> {
    let found = names.iter().find_map(|name| field(fields, name))?;
    let text = match found.as_array() {
        None => sanitize::plain(found.as_str()?),
        Some(many) => {
            let of = |wanted: &str| many.iter().find(|one| string(one, &["role", "name"]) == Some(wanted));
            let one = roles.iter().find_map(|wanted| of(wanted)).or_else(|| many.first())?;
            let value = string(one, &["value", "text"])?;
            let is_plain = string(one, &["contenttype"]) == Some("text/plain");
            if is_plain { CleanText::line(value) } else { sanitize::plain(value) }
        }
    };
    (!text.is_empty()).then_some(text)
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

/// More than that says nothing.
const MAX_KEYWORDS: usize = 16;
/// The relation of an article to a subject that masthead writes for a tag of the user’s.
const TAG: &str = "masthead:tag";
/// What `infoSources` calls the role of whoever wrote the article.
const AUTHOR: &str = "https://schema.org/author";

fn authors(fields: &Map<String, Value>) -> Vec<Author> {
    let named = list(fields, "infosources").filter(|source| string(source, &["role"]) == Some(AUTHOR));
    let named: Vec<Author> = named.filter_map(author).collect();
    if !named.is_empty() {
        return named;
    }
    let lines = list(fields, "bylines").filter_map(|line| string(line, &["byline", "value"]));
    let line = ["by", "byline"].iter().find_map(|name| field(fields, name)?.as_str());
    lines.chain(line).map(sanitize::plain).flat_map(|line| byline(&line)).collect()
}

/// An author as masthead writes one.
fn author(source: &Value) -> Option<Author> {
    let contacts = source.as_object().map(|fields| list(fields, "contactinfo").collect::<Vec<_>>())?;
    let contact = |kind: &str| {
        let found = contacts.iter().find(|contact| string(contact, &["type"]) == Some(kind))?;
        string(found, &["value"]).map(CleanText::new)
    };
    let name = CleanText::line(string(source, &["name"])?);
    Some(Author { name, role: contact("role"), bio: contact("biography"), email: contact("email") })
}

fn byline(line: &str) -> Vec<Author> {
    let read = structure::byline(line).or_else(|| structure::byline(&format!("By {line}")));
    read.unwrap_or_else(|| {
        let line = line.trim_start_matches("By ").trim_start_matches("by ");
        let names = line.split([',', ';']).flat_map(|part| part.split(" and "));
        let names = names.map(CleanText::line).filter(|name| !name.is_empty());
        names.map(|name| Author { name, ..Author::default() }).collect()
    })
}

/// One of the texts of the article.
struct Body<'v> {
    is_html: bool,
    value: &'v str,
}

impl Body<'_> {
    fn blocks(&self) -> Vec<RawBlock> {
        if self.is_html { fragment::read(self.value, None) } else { paragraphs(self.value) }
    }
}

/// The text that tells most of the article's structure: HTML before plain text before anything else.
fn body(fields: &Map<String, Value>) -> Option<Body<'_>> {
    let whole = |names: &[&str]| names.iter().find_map(|name| field(fields, name)?.as_str());
    if let Some(value) = whole(&["body_html", "body_xhtml"]) {
        return Some(Body { is_html: true, value });
    }
    let bodies = list(fields, "bodies").chain(list(fields, "body")).filter_map(|body| {
        let value = string(body, &["value", "text"])?;
        let kind = string(body, &["contenttype", "name"]).unwrap_or("").to_ascii_lowercase();
        let is_markup = value.trim_start().starts_with('<');
        let is_html = kind.contains("html") || is_markup;
        let rank = match is_markup {
            _ if kind.contains("html") => 0,
            true if kind.is_empty() => 0,
            true => 2,
            false => 1,
        };
        Some((rank, Body { is_html, value }))
    });
    let best = bodies.min_by_key(|(rank, _)| *rank).map(|(_, body)| body);
    best.or_else(|| whole(&["body_text"]).map(|value| Body { is_html: false, value }))
}

fn paragraphs(text: &str) -> Vec<RawBlock> {
    let lines = text.lines().map(CleanText::line).filter(|line| !line.is_empty()).map(Text::plain);
    lines
        .map(|text| RawBlock::Paragraph(RawParagraph { text, one_line: true, ..RawParagraph::default() }))
        .collect()
}
