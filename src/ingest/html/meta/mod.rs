//! What a page says of itself: JSON-LD, `<meta>`, microdata, `<time>`, bylines, its address.

mod address;
mod author_judge;
mod date_judge;
mod json_ld;
mod lines;
mod near_title;
mod tags;
mod title_judge;

use super::body::Out;
use super::dom::Dom;
use crate::ingest::raw::Metadata;
use crate::ingest::{date, date_stamp};
use crate::model::{CleanText, Timestamp};
pub(super) use title_judge::same_words;

/// Everything that a page says of itself, before anyone judges it.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) titles: Vec<Statement>,
    pub(super) authors: Vec<Statement>,
    pub(super) published: Vec<Statement>,
    pub(super) updated: Vec<Statement>,
    pub(super) sites: Vec<String>,
    pub(super) standfirst: Option<String>,
    pub(super) urls: Vec<String>,
    pub(super) language: Option<String>,
    /// The body as JSON-LD has it.
    pub(super) body: Option<String>,
}

/// One statement, and where on the page it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    pub(super) from: Origin,
    pub(super) text: String,
}

/// Where a statement is made, the most trusted first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Origin {
    /// JSON-LD of an article.
    JsonLd,
    /// A `<meta>` element made for it.
    Meta,
    /// Microdata.
    Item,
    /// An element whose class or `rel` says so.
    Element,
    /// A `<time>` element, a heading.
    Plain,
    /// JSON-LD of something else; a `<meta>` element that may mean something else.
    Vague,
    /// The page's address.
    Address,
}

impl Said {
    fn add(list: &mut Vec<Statement>, from: Origin, text: &str) {
        if text.len() > MAX_LEN || !Self::may_add(list, from) {
            return;
        }
        let text = CleanText::line(text).to_string();
        if !text.is_empty() {
            list.push(Statement { from, text });
        }
    }

    /// Whether `list` takes more from there: what is said often enough need not be read once more.
    fn may_add(list: &[Statement], from: Origin) -> bool {
        list.iter().filter(|known| known.from == from).count() < MOST
    }

    /// Whether dates of two numbers and a year begin with the month where the page's language is read.
    fn month_first(&self) -> Option<bool> {
        let tag = self.language.as_deref()?.trim().replace('_', "-").to_ascii_lowercase();
        Some(matches!(&*tag, "en" | "en-us"))
    }

    fn add_site(&mut self, name: &str) {
        if name.len() <= MAX_LEN && self.sites.len() < MOST && !self.sites.iter().any(|known| known == name) {
            self.sites.push(name.to_owned());
        }
    }

    fn add_url(&mut self, url: &str) {
        if url.len() <= MAX_LEN && self.urls.len() < MOST {
            self.urls.push(url.to_owned());
        }
    }
}

/// How many statements of one kind are taken from places of one kind.
const MOST: usize = 50;
/// How long a statement may be, in bytes.
const MAX_LEN: usize = 2000;

/// Reads what `dom` says of itself. `out` says which nodes are not of the article.
pub(super) fn read(dom: &Dom, out: &Out, base: Option<&str>) -> Said {
    let mut said = Said::default();
    json_ld::read(dom, &mut said);
    tags::read(dom, &mut said);
    lines::read(dom, out, &mut said);
    near_title::read(dom, out, &mut said);
    if let Some(base) = base {
        said.add_url(base);
    }
    address::read(&mut said);
    said
}

/// Judges what was said. `lead` is where the body begins.
pub(super) fn judge(said: &Said) -> Metadata {
    let title = title_judge::judge(said);
    let order = said.month_first();
    let published = date_judge::judge(&said.published, order);
    let updated = date_judge::judge(&said.updated, order).filter(|updated| Some(*updated) != published);
    let published = published.or(updated);
    let standfirst = said.standfirst.as_deref().map(CleanText::line);
    Metadata {
        authors: author_judge::judge(said),
        title,
        standfirst,
        published,
        updated,
        language: said.language.as_deref().and_then(language),
        url: address::canonical(said),
        ..Metadata::default()
    }
}

/// The time that `text` states: as in a `datetime` attribute, or as people write it.
fn time(text: &str, month_first: Option<bool>) -> Option<Timestamp> {
    let text = text.trim();
    // Anything shorter is a year, or less.
    let stated =
        (text.len() >= 8).then(|| date::parse_ordered(text, month_first).or_else(|| date_stamp::parse(text)));
    stated.flatten().or_else(|| date::parse(text.get(..10)?))
}

fn language(tag: &str) -> Option<CleanText> {
    let code = tag.split(['-', '_']).next()?.trim().to_ascii_lowercase();
    (code.len() == 2 && code.bytes().all(|b| b.is_ascii_lowercase())).then(|| CleanText::line(&code))
}
