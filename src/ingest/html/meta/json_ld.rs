//! JSON-LD: `NewsArticle` and its like, alone, in arrays, in `@graph`.

use serde_json::{Map, Value};

use super::{Origin, Said};
use crate::ingest::html::dom::Dom;
use crate::ingest::{json_repair, markup};

/// Reads the JSON-LD of a page.
pub(super) fn read(dom: &Dom, said: &mut Said) {
    let mut nodes = Vec::new();
    let mut left = MAX_BYTES;
    let is_json_ld =
        |id: &usize| dom.attribute(*id, "type").is_some_and(|t| t.to_lowercase().contains("ld+json"));
    let scripts = dom.all().filter(|id| dom.name(*id) == "script" && is_json_ld(id)).take(MAX_SCRIPTS);
    let texts = scripts.map(|id| dom.text_of(id)).take_while(|text| {
        left = left.saturating_sub(text.len());
        left > 0
    });
    let values: Vec<Value> = texts.filter_map(|text| json_repair::read(&text)).collect();
    values.iter().for_each(|value| gather(value, &mut nodes, 0));
    let mut articles: Vec<(u8, &Map<String, Value>)> =
        nodes.iter().filter_map(|node| Some((rank(node)?, *node))).collect();
    articles.sort_by_key(|(rank, node)| (*rank, !node.contains_key("articleBody")));
    for (nth, (rank, node)) in articles.iter().enumerate() {
        // The second article of a page is another one.
        let from = if *rank <= ARTICLE && nth == 0 { Origin::JsonLd } else { Origin::Vague };
        if nth > 0 && *rank <= ARTICLE && !is_same(articles[0].1, node) {
            continue;
        }
        article(node, from, &nodes, said);
    }
    for node in
        nodes.iter().filter(|node| is_type(node, &["Organization", "WebSite", "NewsMediaOrganization"]))
    {
        text(node.get("name")).iter().for_each(|name| said.add_site(name));
    }
}

const MAX_SCRIPTS: usize = 40;
/// What is read of all scripts together: their values take far more room than their text.
const MAX_BYTES: usize = 4 * 1024 * 1024;
const MAX_NODES: usize = 2000;
const ARTICLE: u8 = 1;

/// All objects that may be what the page is about, or may be referred to.
fn gather<'a>(value: &'a Value, out: &mut Vec<&'a Map<String, Value>>, depth: usize) {
    if depth > 4 || out.len() > MAX_NODES {
        return;
    }
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, out, depth + 1)),
        Value::Object(node) => {
            out.push(node);
            for key in ["@graph", "mainEntity", "mainEntityOfPage", "author"] {
                if let Some(inner) = node.get(key) {
                    gather(inner, out, depth + 1);
                }
            }
        }
        _ => {}
    }
}

fn is_type(node: &Map<String, Value>, names: &[&str]) -> bool {
    let is_one = |value: &Value| {
        value.as_str().is_some_and(|t| names.contains(&t.rsplit(['/', ':', '#']).next().unwrap_or(t)))
    };
    match node.get("@type") {
        Some(Value::Array(types)) => types.iter().any(is_one),
        Some(value) => is_one(value),
        None => false,
    }
}

/// How surely a node is the article of the page: 0 news, 1 an article, 2 a page.
fn rank(node: &Map<String, Value>) -> Option<u8> {
    const NEWS: [&str; 9] = [
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "OpinionNewsArticle",
        "BackgroundNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
        "Report",
    ];
    const ARTICLES: [&str; 9] = [
        "Article",
        "BlogPosting",
        "TechArticle",
        "ScholarlyArticle",
        "SocialMediaPosting",
        "Review",
        "AdvertiserContentArticle",
        "MedicalScholarlyArticle",
        "SatiricalArticle",
    ];
    if is_type(node, &NEWS) {
        Some(0)
    } else if is_type(node, &ARTICLES) {
        Some(1)
    } else if is_type(
        node,
        &["WebPage", "ItemPage", "VideoObject", "CreativeWork", "MedicalWebPage", "Recipe"],
    ) {
        Some(2)
    } else {
        None
    }
}

fn is_same(one: &Map<String, Value>, other: &Map<String, Value>) -> bool {
    ["headline", "url", "@id"].iter().any(|key| one.contains_key(*key) && one.get(*key) == other.get(*key))
}

fn article(node: &Map<String, Value>, from: Origin, nodes: &[&Map<String, Value>], said: &mut Said) {
    for title in text(node.get("headline")).into_iter().chain(text(node.get("name"))).take(1) {
        Said::add(&mut said.titles, from, &title);
    }
    for key in ["author", "creator"] {
        if let Some(author) = node.get(key) {
            let before = said.authors.len();
            people(author, from, nodes, said);
            if said.authors.len() > before {
                break;
            }
        }
    }
    for (key, list) in [("datePublished", &mut said.published), ("dateModified", &mut said.updated)] {
        text(node.get(key)).iter().for_each(|date| Said::add(list, from, date));
    }
    if said.published.is_empty() {
        let made = text(node.get("dateCreated")).or_else(|| text(node.get("uploadDate")));
        made.iter().for_each(|date| Said::add(&mut said.published, Origin::Vague, date));
    }
    if let Some(Value::Object(publisher)) = node.get("publisher") {
        text(publisher.get("name")).iter().for_each(|name| said.add_site(name));
    }
    if from == Origin::JsonLd {
        said.standfirst = said
            .standfirst
            .take()
            .or_else(|| text(node.get("description")).map(|text| markup::text_of(&text)));
        said.body =
            said.body.take().or_else(|| text(node.get("articleBody")).map(|body| markup::text_of(&body)));
        said.language = said.language.take().or_else(|| text(node.get("inLanguage")));
        if let Some(Value::String(url)) = node.get("url").or(node.get("mainEntityOfPage")) {
            said.add_url(url);
        }
    }
}

fn people(value: &Value, from: Origin, nodes: &[&Map<String, Value>], said: &mut Said) {
    match value {
        Value::Array(items) => items.iter().take(20).for_each(|item| people(item, from, nodes, said)),
        Value::String(name) => Said::add(&mut said.authors, from, &markup::text_of(name)),
        Value::Object(node) => match name(node) {
            Some(name) => {
                let from = if is_type(node, &["Organization", "NewsMediaOrganization", "Corporation"]) {
                    Origin::Vague
                } else {
                    from
                };
                Said::add(&mut said.authors, from, &name);
            }
            None => {
                let id = node.get("@id");
                let other =
                    nodes.iter().find(|other| id.is_some() && other.get("@id") == id && other.len() > 1);
                if let Some(name) = other.and_then(|other| name(other)) {
                    Said::add(&mut said.authors, from, &name);
                }
            }
        },
        _ => {}
    }
}

fn name(node: &Map<String, Value>) -> Option<String> {
    text(node.get("name")).or_else(|| {
        let (first, last) = (text(node.get("givenName"))?, text(node.get("familyName"))?);
        Some(format!("{first} {last}"))
    })
}

fn text(value: Option<&Value>) -> Option<String> {
    match value? {
        Value::String(text) if !text.trim().is_empty() => Some(markup::text_of(text)),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) if items.iter().all(Value::is_string) => {
            let all: Vec<String> = items.iter().filter_map(Value::as_str).map(markup::text_of).collect();
            (!all.is_empty()).then(|| all.join(", "))
        }
        Value::Object(node) => text(node.get("@value")),
        _ => None,
    }
}
