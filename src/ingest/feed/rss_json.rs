//! RSS in JSON: the elements of RSS 2.0 as the fields of objects.

use serde_json::{Map, Value};

use super::json_feed::{line, plain, text, url};
use super::{MAX_ENTRIES, MAX_OF_A_KIND, person};
use crate::ingest::date_stamp;
use crate::model::{FeedDocument, FeedEntry, FeedHead, Markup};

/// The channel of RSS in JSON, where `value` is that.
fn channel(value: &Value) -> Option<&Map<String, Value>> {
    value.get("rss")?.get("channel")?.as_object()
}

/// Whether `value` is RSS in JSON.
pub(super) fn is_feed(value: &Value) -> bool {
    channel(value).is_some()
}

/// Reads RSS in JSON.
pub(super) fn read(value: &Value, base: Option<&str>) -> Option<FeedDocument> {
    let channel = channel(value)?;
    let head = FeedHead {
        title: plain(channel, "title"),
        link: url(channel, &["link"], base),
        description: plain(channel, "description"),
        language: text(channel, "language"),
        ..FeedHead::default()
    };
    let base = head.link.as_deref().or(base);
    let items = each(channel.get("item")).filter_map(Value::as_object).take(MAX_ENTRIES);
    let entries = items.map(|item| entry(item, base)).collect();
    Some(FeedDocument { head, entries })
}

fn entry(item: &Map<String, Value>, base: Option<&str>) -> FeedEntry {
    let html = |name| text(item, name).map(|text| Markup { text, is_html: true });
    let guid = item.get("guid").map(|guid| guid.get("#value").unwrap_or(guid));
    let names = ["author", "dc:creator"].into_iter().filter_map(|name| item.get(name)?.as_str());
    FeedEntry {
        title: html("title"),
        link: url(item, &["link"], base),
        id: guid.and_then(line),
        summary: html("description"),
        content: html("content:encoded"),
        published: text(item, "pubDate").and_then(|text| date_stamp::parse(&text)),
        authors: names.filter_map(person::read).collect(),
        tags: each(item.get("category")).take(MAX_OF_A_KIND).filter_map(line).collect(),
        base: base.map(Into::into),
        ..FeedEntry::default()
    }
}

/// The values of a list, or what stands for a list of one.
fn each(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    let (list, one) = match value {
        Some(Value::Array(list)) => (list.as_slice(), None),
        other => (&[][..], other),
    };
    list.iter().chain(one)
}
