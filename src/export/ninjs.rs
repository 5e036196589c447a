//! `--format ninjs`: an article as IPTC ninjs 3.0, which masthead reads back as it was.

use serde_json::{Map, Value, json};

use super::beside::Beside;
use super::xhtml;
use crate::model::{Author, CleanText, Document, Item};

/// The relation of an article to a subject that is a tag of the user’s.
const TAG: &str = "masthead:tag";

/// The news item of one article, with what the user has written beside it.
pub(super) fn with(of: &Item, beside: Beside<'_>) -> Value {
    let mut item = item(of);
    let tags: Vec<Value> = beside.tags.iter().map(|tag| json!({"name": tag, "rel": TAG})).collect();
    if !tags.is_empty() {
        let keywords = item["subjects"].as_array().cloned().unwrap_or_default();
        item["subjects"] = json!([keywords, tags].concat());
    }
    if let Some(note) = beside.note {
        item["edNote"] = json!(note);
    }
    item
}

/// The news item of one article. A summary is what ninjs says of an article, not text of it: it is there even where the
/// article begins with it.
pub fn item(item: &Item) -> Value {
    let document = &item.document;
    let mut fields = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            fields.insert(name.to_owned(), value);
        }
    };
    put("uri", Some(json!(uri(item))));
    put(
        "standard",
        Some(json!({
            "name": "ninjs", "version": "3.0", "schema": "https://www.iptc.org/std/ninjs/ninjs-schema_3.0.json",
        })),
    );
    put("type", Some(json!("text")));
    put("pubStatus", Some(json!("usable")));
    put("language", document.language.as_ref().map(|language| json!(language)));
    put("firstCreated", document.published.map(|time| json!(time)));
    put("versionCreated", document.updated.or(document.published).map(|time| json!(time)));
    put("headlines", Some(texts("main", &document.title)));
    put("descriptions", document.standfirst.as_ref().map(|text| texts("summary", text)));
    let names: Vec<&str> = document.authors.iter().map(|author| author.name.as_str()).collect();
    put("by", (!names.is_empty()).then(|| json!(names.join(", "))));
    let sources: Vec<Value> = document.authors.iter().map(source).collect();
    put("infoSources", (!sources.is_empty()).then(|| json!(sources)));
    let subjects: Vec<Value> = document.keywords.iter().map(|keyword| json!({ "name": keyword })).collect();
    put("subjects", (!subjects.is_empty()).then(|| json!(subjects)));
    put("located", document.dateline.as_ref().map(|text| json!(text)));
    put(
        "bodies",
        Some(json!([{
            "role": "main", "contentType": "application/xhtml+xml",
            "wordCount": document.words(), "value": xhtml::body(document),
        }])),
    );
    Value::Object(fields)
}

/// An author as one of those whom the article is from.
fn source(author: &Author) -> Value {
    let told = [("role", &author.role), ("biography", &author.bio), ("email", &author.email)];
    let told = told
        .iter()
        .filter_map(|(kind, value)| value.as_ref().map(|value| json!({"type": kind, "value": value})));
    let told: Vec<Value> = told.collect();
    let mut source = json!({"name": author.name, "role": "https://schema.org/author"});
    if !told.is_empty() {
        source["contactInfo"] = json!(told);
    }
    source
}

/// A text in a list of texts by their roles.
fn texts(role: &str, value: &str) -> Value {
    json!([{"role": role, "contentType": "text/plain", "value": value}])
}

/// Where the article is, else what tells it from others.
fn uri(item: &Item) -> String {
    let is_of = |id: &CleanText, schemes: [&str; 2]| {
        schemes.iter().any(|scheme| id.starts_with(scheme)) && !id.contains(' ')
    };
    let url = item.url.as_ref().filter(|url| is_of(url, ["http://", "https://"]));
    // A key that is an address, and no address given, does not say where the article is.
    let stated = url.or(item.key.as_ref().filter(|key| is_of(key, ["urn:", "tag:"])));
    stated.map_or_else(|| made_up(&item.document), ToString::to_string)
}

/// An identifier that the same article has every time: FNV-1a over its title and time.
fn made_up(document: &Document) -> String {
    let time = document.published.map(|time| time.to_string()).unwrap_or_default();
    let bytes = document.title.bytes().chain(time.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("urn:masthead:{hash:016x}")
}
