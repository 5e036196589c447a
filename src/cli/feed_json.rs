//! `--format feed-json`: a feed as it is written, on one line.

use serde_json::{Value, json};

use crate::ingest::{Content, sanitize};
use crate::model::{Author, FeedDocument, FeedEntry, Item, Markup, Timestamp};

/// The line of what a file holds: a feed, an article as a feed of one, or a list as a feed of none.
pub(super) fn line(file: &str, content: &Content) -> Value {
    match content {
        Content::Feed(feed) => whole(file, feed),
        Content::Article(item) => articles(file, std::slice::from_ref(item)),
        Content::Articles(items) => articles(file, items),
        Content::Subscriptions(list) => {
            json!({"file": file, "ok": true, "feed": {}, "entries": [], "subscriptions": list})
        }
    }
}

fn whole(file: &str, feed: &FeedDocument) -> Value {
    let entries: Vec<Value> = feed.entries.iter().map(entry).collect();
    json!({"file": file, "ok": true, "feed": head(feed), "entries": entries})
}

/// What the feed says of itself.
pub(super) fn head(feed: &FeedDocument) -> Value {
    let head = &feed.head;
    let base = head.link.as_deref();
    json!({
        "title": markup(head.title.as_ref(), base), "link": head.link,
        "description": markup(head.description.as_ref(), base), "id": head.id,
        "updated": time(head.updated), "published": time(head.published), "author": byline(&head.authors),
        "language": head.language, "rights": markup(head.rights.as_ref(), base), "image": head.image,
    })
}

fn entry(entry: &FeedEntry) -> Value {
    let base = entry.base.as_deref().or(entry.link.as_deref());
    json!({
        "title": markup(entry.title.as_ref(), base), "link": entry.link, "id": entry.id,
        "content": markup(entry.content.as_ref(), base), "summary": markup(entry.summary.as_ref(), base),
        "updated": time(entry.updated), "published": time(entry.published), "author": byline(&entry.authors),
        "tags": entry.tags, "enclosures": entry.enclosures, "rights": markup(entry.rights.as_ref(), base),
        "source": markup(entry.source.as_ref(), base),
    })
}

fn articles(file: &str, items: &[Item]) -> Value {
    let entries: Vec<Value> = items.iter().map(article).collect();
    json!({"file": file, "ok": true, "feed": {}, "entries": entries})
}

fn article(item: &Item) -> Value {
    let document = &item.document;
    json!({
        "title": document.title, "link": item.url, "id": item.key, "summary": document.standfirst,
        "updated": time(document.updated), "published": time(document.published),
        "author": byline(&document.authors),
    })
}

fn markup(markup: Option<&Markup>, base: Option<&str>) -> Option<String> {
    let markup = markup?;
    Some(if markup.is_html { sanitize(&markup.text, base) } else { markup.text.to_string() })
}

/// To the second: `2025-10-25T15:05:02Z`.
fn time(time: Option<Timestamp>) -> Option<String> {
    Some(time?.strftime("%Y-%m-%dT%H:%M:%SZ").to_string())
}

/// The first author's name, or the address where there is no name.
fn byline(authors: &[Author]) -> Option<&str> {
    let author = authors.first()?;
    if author.name.is_empty() { author.email.as_deref() } else { Some(&author.name) }
}
