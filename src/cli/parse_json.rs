//! What `masthead parse` prints as JSON, made as it is written: a feed may have very many articles.

use std::borrow::Cow;

use serde::ser::{Error, SerializeMap};
use serde::{Serialize, Serializer};
use serde_json::json;

use super::feed_json;
use super::parse::items;
use crate::actors::Recognizer;
use crate::export::{self, DocumentJson};
use crate::ingest::{Content, Labels};
use crate::model::{Item, Subscription};

/// An article's document, a feed's documents, a list's feeds; with the file's name where there are several, and
/// with the cast of each article where there is a recogniser.
#[derive(Clone, Copy)]
pub(super) struct ParseJson<'a> {
    pub(super) content: &'a Content,
    pub(super) file: Option<&'a str>,
    pub(super) labels: &'a Labels,
    pub(super) recognizer: Option<&'a Recognizer>,
}

impl Serialize for ParseJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if let Content::Article(item) = self.content {
            let json = document(item, self.recognizer).map_err(S::Error::custom)?;
            return match self.file {
                Some(file) => json.with("file", json!(file)).serialize(to),
                None => json.serialize(to),
            };
        }
        // Fields in the order of their names.
        let mut fields = to.serialize_map(None)?;
        if matches!(self.content, Content::Feed(_) | Content::Articles(_)) {
            fields.serialize_entry("articles", &Articles(*self))?;
        }
        if let Content::Feed(feed) = self.content {
            fields.serialize_entry("feed", &json!(feed_json::Head::of(feed)))?;
        }
        if let Some(file) = self.file {
            fields.serialize_entry("file", file)?;
        }
        if let Content::Subscriptions(list) = self.content {
            fields.serialize_entry("subscriptions", &Feeds(list))?;
        }
        fields.end()
    }
}

/// The articles of what was read.
struct Articles<'a>(ParseJson<'a>);

impl Serialize for Articles<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let ParseJson { content, labels, recognizer, .. } = self.0;
        to.collect_seq(items(content, labels).map(|item| ArticleJson { item, recognizer }))
    }
}

struct ArticleJson<'a> {
    item: Cow<'a, Item>,
    recognizer: Option<&'a Recognizer>,
}

impl Serialize for ArticleJson<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        document(&self.item, self.recognizer).map_err(S::Error::custom)?.serialize(to)
    }
}

fn document<'a>(
    item: &'a Item,
    recognizer: Option<&Recognizer>,
) -> Result<DocumentJson<'a>, serde_json::Error> {
    let json = DocumentJson::new(&item.document, vec![("url", json!(item.url))]);
    let Some(recognizer) = recognizer else { return Ok(json) };
    let cast = recognizer.recognize(&item.document);
    Ok(json.with("cast", export::cast(&cast, &item.document)?))
}

struct Feeds<'a>(&'a [Subscription]);

impl Serialize for Feeds<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|feed| json!(feed)))
    }
}

/// Several articles as a list of news items.
pub(super) struct NinjsList<'a> {
    pub(super) content: &'a Content,
    pub(super) labels: &'a Labels,
}

impl Serialize for NinjsList<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(items(self.content, self.labels).map(|item| export::ninjs(&item)))
    }
}
