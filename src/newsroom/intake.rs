//! Making what a feed has of its articles ready for the store: done on the threads that fetch, and no more than is needed
//! to list them. Documents are made of them when they are analysed, or read before that.

use std::collections::{HashMap, HashSet};

use super::address_key::address_key;
use super::full_text;
use crate::ingest::{self, Labels};
use crate::model::{ArticleKey, CleanText, FeedEntry, FeedHead, FeedId, FullText, Item, Timestamp};
use crate::store::{Incoming, Packed};

/// What the articles of feeds are made ready with.
pub(super) struct Intake {
    /// The labels of sections that are known.
    pub(super) labels: Labels,
    /// Which pages are fetched, for each feed.
    pub(super) policies: HashMap<FeedId, FullText>,
}

/// An article that is ready but for its key, which depends on the others of its feed.
pub(super) struct Ready {
    key: Option<CleanText>,
    url: Option<CleanText>,
    title: CleanText,
    wants_page: bool,
    content: Packed,
}

impl Intake {
    /// Makes an entry of a feed ready.
    pub(super) fn entry(&self, feed: FeedId, head: &FeedHead, entry: &FeedEntry) -> Ready {
        let policy = self.policy(feed);
        let is_plain = full_text::is_settled(policy, entry);
        let outline = is_plain.then(|| ingest::feed_outline(head, entry)).flatten();
        let Some(ingest::Outline { title, published, url, key }) = outline else {
            return self.item(feed, ingest::feed_item(head, entry, &self.labels));
        };
        let wants_page = policy == FullText::Always && url.is_some();
        let head = needed(head);
        let content = Packed::entry(title.clone(), published, &head, entry);
        Ready { key: Some(key), url, title, wants_page, content }
    }

    /// Makes an article ready.
    pub(super) fn item(&self, feed: FeedId, item: Item) -> Ready {
        Ready {
            wants_page: full_text::wants_page(self.policy(feed), &item),
            content: Packed::document(&item.document),
            title: item.document.title,
            key: item.key,
            url: item.url,
        }
    }

    /// The articles of a feed, each by a name of its own.
    pub(super) fn incoming(feed: FeedId, ready: Vec<Ready>, received: Timestamp) -> Vec<Incoming> {
        let shared = shared_keys(&ready);
        let incoming = ready.into_iter().map(|ready| {
            let Ready { key, url, title, wants_page, content } = ready;
            let name = key.filter(|key| !shared.contains(key)).or_else(|| url.clone()).unwrap_or(title);
            Incoming {
                feed,
                key: ArticleKey::of_entry(feed, &name),
                address: url.as_deref().and_then(address_key),
                url,
                wants_page,
                received,
                content,
            }
        });
        incoming.collect()
    }

    fn policy(&self, feed: FeedId) -> FullText {
        self.policies.get(&feed).copied().unwrap_or_default()
    }
}

/// What of a feed's head its articles need.
fn needed(head: &FeedHead) -> FeedHead {
    let FeedHead { title, link, id, authors, language, .. } = head.clone();
    FeedHead { title, link, id, authors, language, ..FeedHead::default() }
}

/// What a feed calls several of its articles by, whose addresses differ: it tells none from another.
fn shared_keys(ready: &[Ready]) -> HashSet<CleanText> {
    let mut first: HashMap<&CleanText, &Option<CleanText>> = HashMap::new();
    let keys = ready.iter().filter_map(|ready| Some((ready.key.as_ref()?, &ready.url)));
    keys.filter(|(key, url)| first.insert(key, url).is_some_and(|before| before != *url))
        .map(|(key, _)| key.clone())
        .collect()
}
