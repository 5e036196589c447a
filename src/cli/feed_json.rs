//! `--format feed-json`: a feed as it is written, on one line.

use std::borrow::Cow;

use serde::Serialize;

use crate::export;
use crate::ingest::{Content, sanitize};
use crate::model::{Author, FeedDocument, FeedEntry, Item, Markup, Subscription, Timestamp};

/// What a file holds: a feed, articles as a feed of them, or a list as a feed of none.
#[derive(Serialize)]
pub(super) struct Line<'a> {
    file: &'a str,
    ok: bool,
    feed: Head<'a>,
    entries: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscriptions: Option<&'a [Subscription]>,
}

/// What the feed says of itself.
#[derive(Default, Serialize)]
pub(super) struct Head<'a> {
    title: Option<Cow<'a, str>>,
    link: Option<&'a str>,
    description: Option<Cow<'a, str>>,
    id: Option<&'a str>,
    updated: Option<String>,
    published: Option<String>,
    author: Option<&'a str>,
    language: Option<&'a str>,
    rights: Option<Cow<'a, str>>,
    image: Option<&'a str>,
}

#[derive(Default, Serialize)]
struct Entry<'a> {
    title: Option<Cow<'a, str>>,
    link: Option<&'a str>,
    id: Option<&'a str>,
    content: Option<Cow<'a, str>>,
    summary: Option<Cow<'a, str>>,
    updated: Option<String>,
    published: Option<String>,
    author: Option<&'a str>,
    tags: Vec<&'a str>,
    enclosures: Vec<&'a str>,
    rights: Option<Cow<'a, str>>,
    source: Option<Cow<'a, str>>,
}

impl<'a> Line<'a> {
    /// The line of what `file` holds.
    pub(super) fn of(file: &'a str, content: &'a Content) -> Self {
        let mut line =
            Self { file, ok: true, feed: Head::default(), entries: Vec::new(), subscriptions: None };
        match content {
            Content::Feed(feed) => {
                line.feed = Head::of(feed);
                line.entries = feed.entries.iter().map(entry).collect();
            }
            Content::Article(item) => line.entries.push(article(item)),
            Content::Articles(items) => line.entries = items.iter().map(article).collect(),
            Content::Subscriptions(list) => line.subscriptions = Some(list),
        }
        line
    }
}

impl<'a> Head<'a> {
    /// What `feed` says of itself.
    pub(super) fn of(feed: &'a FeedDocument) -> Self {
        let head = &feed.head;
        let base = head.link.as_deref();
        Self {
            title: markup(head.title.as_ref(), base),
            link: base,
            description: markup(head.description.as_ref(), base),
            id: head.id.as_deref(),
            updated: time(head.updated),
            published: time(head.published),
            author: byline(&head.authors),
            language: head.language.as_deref(),
            rights: markup(head.rights.as_ref(), base),
            image: head.image.as_deref(),
        }
    }
}

fn entry(entry: &FeedEntry) -> Entry<'_> {
    let base = entry.base.as_deref().or(entry.link.as_deref());
    Entry {
        title: markup(entry.title.as_ref(), base),
        link: entry.link.as_deref(),
        id: entry.id.as_deref(),
        content: markup(entry.content.as_ref(), base),
        summary: markup(entry.summary.as_ref(), base),
        updated: time(entry.updated),
        published: time(entry.published),
        author: byline(&entry.authors),
        tags: entry.tags.iter().map(|tag| tag.as_str()).collect(),
        enclosures: entry.enclosures.iter().map(|url| url.as_str()).collect(),
        rights: markup(entry.rights.as_ref(), base),
        source: markup(entry.source.as_ref(), base),
    }
}

fn article(item: &Item) -> Entry<'_> {
    let document = &item.document;
    Entry {
        title: Some(Cow::Borrowed(&document.title)),
        link: item.url.as_deref(),
        id: item.key.as_deref(),
        content: Some(export::xhtml(document)).filter(|body| !body.is_empty()).map(Cow::Owned),
        summary: document.standfirst.as_deref().map(Cow::Borrowed),
        updated: time(document.updated),
        published: time(document.published),
        author: byline(&document.authors),
        ..Entry::default()
    }
}

fn markup<'a>(markup: Option<&'a Markup>, base: Option<&str>) -> Option<Cow<'a, str>> {
    let markup = markup?;
    Some(if markup.is_html {
        Cow::Owned(sanitize(&markup.text, base))
    } else {
        Cow::Borrowed(markup.text.as_str())
    })
}

/// To the second: `2025-10-25T15:05:02Z`.
fn time(time: Option<Timestamp>) -> Option<String> {
    Some(format!("{:.0}", time?))
}

/// The first author's name, or the address where there is no name.
fn byline(authors: &[Author]) -> Option<&str> {
    let author = authors.first()?;
    if author.name.is_empty() { author.email.as_deref() } else { Some(&author.name) }
}
