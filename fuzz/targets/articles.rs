//! Whatever is parsed gives clean articles of no more than it was given, or an error of one line.

use masthead::export;
use masthead::ingest::{Content, Form, Input, Labels, Parsed, feed_item, feed_links, feed_outline, parse};
use masthead::model::{Document, FeedDocument, Item};

use super::clean::{assert_clean, assert_clean_json};

/// How many entries of a feed are made articles of.
const ENTRIES: usize = 20;
/// How much text may come of a byte: three of a byte in an old encoding, each said in the title, in the standfirst and
/// in the body, in JSON with its names.
const MOST_PER_BYTE: usize = 60;
/// What any article may have besides.
const MOST_BESIDES: usize = 20_000;

/// A feed in XML.
pub fn feed(data: &[u8]) {
    let Some(parsed) = read(data, Some(Form::Feed)) else { return };
    let _ = feed_links(data, Some("https://example.org/"));
    let Content::Feed(feed) = &parsed.content else { return };
    entries(feed);
}

/// A page.
pub fn page(data: &[u8]) {
    read(data, Some(Form::Page));
    let links = feed_links(data, Some("https://example.org/"));
    links.iter().for_each(|link| assert_clean(&link.url));
}

/// Plain text.
pub fn plain_text(data: &[u8]) {
    read(data, Some(Form::PlainText));
}

/// Markdown.
pub fn markdown(data: &[u8]) {
    read(data, Some(Form::Markdown));
}

/// Lists of feeds.
pub fn opml(data: &[u8]) {
    for form in [Form::Opml, Form::Urls] {
        let Some(parsed) = read(data, Some(form)) else { continue };
        let Content::Subscriptions(list) = &parsed.content else { continue };
        for feed in list {
            assert!(!feed.url.is_empty());
            let names = feed.folders.iter().flatten().map(|name| name.as_str());
            names.chain(feed.title.as_deref()).chain([&*feed.url]).for_each(assert_clean);
        }
    }
}

/// JSON of any kind, and bytes of which nothing is known.
pub fn json(data: &[u8]) {
    for form in [Some(Form::JsonFeed), Some(Form::Ninjs), None] {
        let Some(parsed) = read(data, form) else { continue };
        if let Content::Feed(feed) = &parsed.content {
            entries(feed);
        }
    }
}

/// A document in masthead's own JSON.
pub fn document(data: &[u8]) {
    read(data, Some(Form::Document));
    if let Ok(document) = serde_json::from_slice::<Document>(data) {
        comes_back(&document);
    }
}

/// Parses; `None` where there is nothing to read, of which is said why.
fn read(data: &[u8], form: Option<Form>) -> Option<Parsed> {
    let parsed = match parse(&Input { form, base: Some("https://example.org/a/"), ..Input::new(data, None) })
    {
        Ok(parsed) => parsed,
        Err(error) => {
            let why = error.to_string();
            assert!(!why.contains('\n') && why.len() < 400, "{why:?}");
            return None;
        }
    };
    let is_packed = data.starts_with(&[0x1f, 0x8b]);
    let bytes: usize = match &parsed.content {
        Content::Article(item) => article(item),
        Content::Articles(items) => items.iter().map(article).sum(),
        Content::Feed(_) | Content::Subscriptions(_) => 0,
    };
    assert!(is_packed || bytes <= data.len() * MOST_PER_BYTE + MOST_BESIDES, "{bytes} of {}", data.len());
    Some(parsed)
}

fn entries(feed: &FeedDocument) {
    let labels = <&Labels>::default();
    for entry in feed.entries.iter().take(ENTRIES) {
        article(&feed_item(&feed.head, entry, labels));
        feed_outline(&feed.head, entry).iter().for_each(|outline| assert_clean(&outline.title));
    }
}

/// Looks at an article; how many bytes of text it has in JSON.
fn article(item: &Item) -> usize {
    item.url.iter().chain(&item.key).for_each(|text| assert_clean(text));
    assert_clean(&export::text(&item.document));
    assert_clean(&export::markdown(item));
    assert_clean_json(&export::ninjs(item));
    comes_back(&item.document)
}

/// A document is read from its JSON as it was; how many bytes of text it has there.
fn comes_back(document: &Document) -> usize {
    let value = serde_json::to_value(document).expect("a document can be said in JSON");
    let bytes = assert_clean_json(&value);
    let read: Document = serde_json::from_value(value).expect("what was written is read");
    assert_eq!(read, *document);
    bytes
}
