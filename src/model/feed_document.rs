//! A feed as its publisher wrote it.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{Author, CleanText, Timestamp};

/// What a feed file says: of itself, and of its articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedDocument {
    /// What it says of itself.
    pub head: FeedHead,
    /// Its articles, in its own order.
    pub entries: Vec<FeedEntry>,
}

/// What a feed says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedHead {
    /// What it is called.
    pub title: Option<Markup>,
    /// Where its site is.
    pub link: Option<CleanText>,
    /// What it is about.
    pub description: Option<Markup>,
    /// What tells it from every other feed.
    pub id: Option<CleanText>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Who writes it.
    pub authors: Vec<Author>,
    /// The tag of its language: `en-GB`.
    pub language: Option<CleanText>,
    /// Who may do what with it.
    pub rights: Option<Markup>,
    /// Its picture.
    pub image: Option<CleanText>,
    /// How seldom it asks to be fetched.
    pub refresh_every: Option<Duration>,
}

/// One article of a feed, as the feed has it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeedEntry {
    /// Its headline.
    pub title: Option<Markup>,
    /// Where it is on the web.
    pub link: Option<CleanText>,
    /// What tells it from every other article of the feed.
    pub id: Option<CleanText>,
    /// The whole of it.
    pub content: Option<Markup>,
    /// What it is about, or the whole of it where there is no content.
    pub summary: Option<Markup>,
    /// When it was last changed.
    pub updated: Option<Timestamp>,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// What its publisher files it under.
    pub tags: Vec<CleanText>,
    /// Files that belong to it.
    pub enclosures: Vec<CleanText>,
    /// Who may do what with it.
    pub rights: Option<Markup>,
    /// The name of the feed that had it first.
    pub source: Option<Markup>,
    /// The tag of its language, where it is not the feed's.
    pub language: Option<CleanText>,
    /// What its relative addresses rest on.
    pub base: Option<CleanText>,
}

/// Characters that are either plain text or HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Markup {
    /// The characters. HTML is as the source has it: not yet sanitised.
    pub text: CleanText,
    /// Whether they are HTML.
    pub is_html: bool,
}

impl FeedHead {
    /// The feed's title in plain text, where `plain` turns HTML into it.
    pub fn name(&self, plain: impl Fn(&str) -> CleanText) -> Option<CleanText> {
        let title = self.title.as_ref()?;
        let name = if title.is_html { plain(&title.text) } else { CleanText::line(&title.text) };
        (!name.is_empty()).then_some(name)
    }
}
