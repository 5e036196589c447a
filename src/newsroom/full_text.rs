//! The text of articles of which the feed carries but the beginning: from their pages.

use std::collections::HashSet;

use super::Newsroom;
use super::error::NewsroomError;
use super::network::Wire;
use crate::fetch::{Address, FetchError, Request, Response, Trust};
use crate::ingest::{self, Content, Form, Input, Labels};
use crate::model::{ArticleId, CleanText, Document, FeedEntry, FullText, Item, fold};
use crate::store::{PageText, Reader, Store};

/// A text of fewer words is taken for the beginning of one.
const SHORT: usize = 120;
/// How much of the title, or of the beginning, a page must have in common with what the feed says.
const ALIKE: f64 = 0.5;
/// What ends a text that goes on elsewhere.
const GOES_ON: [&str; 8] =
    ["…", "...", "[…]", "[...]", "read more", "continue reading", "read the full story", "weiterlesen"];

/// What is said of an article that went while its page was asked for.
const GONE: &str = "the article is no longer in the store";

/// What came of asking for a page.
pub(super) enum Page {
    /// The article on it, and where that is.
    Article(Box<Item>, CleanText),
    /// Nothing to read; whether there never will be, and why.
    Nothing {
        /// Whether asking again is of no use.
        for_good: bool,
        /// Why, in words.
        why: String,
    },
}

/// Whether an article's page is to be fetched.
pub(super) fn wants_page(policy: FullText, item: &Item) -> bool {
    item.url.is_some()
        && match policy {
            FullText::Never => false,
            FullText::WhenShort => is_short(&item.document),
            FullText::Always => true,
        }
}

/// Whether [`wants_page`] says the same whatever document an entry makes: it plainly holds a whole article.
pub(super) fn is_settled(policy: FullText, entry: &FeedEntry) -> bool {
    if policy != FullText::WhenShort {
        return true;
    }
    let texts = entry.content.iter().chain(&entry.summary);
    let Some(text) = texts.max_by_key(|text| text.text.len()) else { return false };
    // Some of it may be left out of the document.
    if !has_letters(&text.text, SHORT * 12) {
        return false;
    }
    let end = text.text.len().saturating_sub(LAST_WORDS);
    let end = text.text[text.text.floor_char_boundary(end)..].to_lowercase();
    !GOES_ON.iter().chain(&["&hellip;", "&#82"]).any(|sign| end.contains(sign))
}

/// Whether there are more than so many letters and digits outside of tags.
fn has_letters(html: &str, many: usize) -> bool {
    let (mut letters, mut rest) = (0, html);
    while letters <= many && !rest.is_empty() {
        let (text, tag) = rest.split_at(memchr::memchr(b'<', rest.as_bytes()).unwrap_or(rest.len()));
        letters += text.bytes().filter(u8::is_ascii_alphanumeric).count();
        if !text.is_ascii() {
            letters += text.chars().filter(|c| !c.is_ascii() && c.is_alphanumeric()).count();
        }
        rest = memchr::memchr(b'>', tag.as_bytes()).map_or("", |end| &tag[end + 1..]);
    }
    letters > many
}

/// How many bytes before the end of an entry are looked through for signs that it goes on elsewhere.
const LAST_WORDS: usize = 600;

fn is_short(document: &Document) -> bool {
    let last = document.spots().last().map(|(_, text)| text.to_lowercase()).unwrap_or_default();
    let last = last.trim_end_matches(['»', '→', '>', ' ']);
    let goes_on = GOES_ON.iter().any(|end| last.ends_with(end));
    // Scripts without spaces have no words to count.
    let letters: usize = document.spots().map(|(_, text)| text.chars().count()).sum();
    goes_on || (document.words() < SHORT && letters < SHORT * 6)
}

/// Fetches an article's page now and takes its text in; why there is nothing to take in, where there is not.
pub(super) fn fetch(
    newsroom: &mut Newsroom,
    wire: &Wire,
    article: ArticleId,
) -> Result<Result<(), String>, NewsroomError> {
    let Some(stored) = newsroom.reader.article(article)? else {
        return Ok(Err(GONE.to_owned()));
    };
    let Some(url) = stored.url else {
        return Ok(Err("it has no address on the web".to_owned()));
    };
    let address = match Address::parse(&url) {
        Ok(address) => address,
        Err(error) => return Ok(Err(error.to_string())),
    };
    let feed = newsroom.reader.web_feeds()?.into_iter().find(|feed| feed.feed.id == stored.feed_id);
    let trust = feed.map_or(Trust::Stranger, |feed| Trust::Origin(feed.trusted));
    let page = read(wire.get(Request::page(address, trust)), &newsroom.labels);
    let Newsroom { store, reader, .. } = newsroom;
    take(store, reader, article, page)
}

/// Reads the answer to a request for a page.
pub(super) fn read(answer: Result<Response, FetchError>, labels: &Labels) -> Page {
    let response = match answer {
        Ok(response) => response,
        Err(error) => return Page::Nothing { for_good: !error.is_passing(), why: error.to_string() },
    };
    if !response.is_success() {
        let for_good = matches!(response.status, 400..=428 | 431..=499);
        return Page::Nothing {
            for_good,
            why: format!("its server answered with status {}", response.status),
        };
    }
    let address = response.address.as_ref().map(|address| address.as_str()).unwrap_or_default();
    let input = Input {
        base: Some(address),
        charset: response.charset(),
        form: Some(Form::Page),
        labels,
        ..Input::new(&response.body, None)
    };
    match ingest::parse(&input).map(|parsed| parsed.content) {
        Ok(Content::Article(item)) => Page::Article(item, CleanText::line(address)),
        Ok(_) => Page::Nothing { for_good: true, why: "it is no page".to_owned() },
        Err(error) => Page::Nothing { for_good: true, why: error.to_string() },
    }
}

/// Takes in what came of a page; why there is nothing to take in, where there is not.
pub(super) fn take(
    store: &mut Store,
    reader: &Reader,
    article: ArticleId,
    page: Page,
) -> Result<Result<(), String>, NewsroomError> {
    let (item, from) = match page {
        Page::Article(item, from) => (item, from),
        Page::Nothing { for_good, why } => {
            store.page_failed(article, for_good)?;
            return Ok(Err(why));
        }
    };
    let Some(stored) = reader.article(article)? else {
        return Ok(Err(GONE.to_owned()));
    };
    // What the page says anew may well be shorter than what it said before.
    let least =
        if stored.text_from.is_some() { stored.document.words() / 2 } else { stored.document.words() };
    let Some(document) = joined(&stored.document, item.document, least) else {
        store.page_failed(article, true)?;
        return Ok(Err("its page has nothing more to read, or is about something else".to_owned()));
    };
    store.take_page(&PageText { article, from, document })?;
    Ok(Ok(()))
}

/// The article of a feed with the text of its page; `None` where the page has no more than `least` words, or is about
/// something else: a wall in front of the article, a page of the site.
fn joined(feed: &Document, page: Document, least: usize) -> Option<Document> {
    if page.words() <= least || !is_about_the_same(feed, &page) {
        return None;
    }
    let Document {
        title,
        standfirst,
        authors,
        published,
        updated,
        dateline,
        language,
        keywords,
        credits,
        ..
    } = feed.clone();
    Some(Document {
        // The list shows the title already, and the article's place in it is its time.
        title: if title.is_empty() { page.title } else { title },
        standfirst: page.standfirst.or(standfirst),
        authors: if page.authors.is_empty() { authors } else { page.authors },
        published: published.or(page.published),
        updated: page.updated.or(updated),
        dateline: page.dateline.or(dateline),
        language: page.language.or(language),
        keywords,
        credits: if page.credits.is_empty() { credits } else { page.credits },
        sections: page.sections,
    })
}

fn is_about_the_same(feed: &Document, page: &Document) -> bool {
    if share(&words(&feed.title), &words(&page.title)) >= ALIKE {
        return true;
    }
    let all: HashSet<String> = page.spots().flat_map(|(_, text)| words(text)).collect();
    let beginning: HashSet<String> = feed.spots().flat_map(|(_, text)| words(text)).take(SHORT).collect();
    beginning.len() > 5 && share(&beginning, &all) > ALIKE + ALIKE / 2.0
}

fn words(text: &str) -> HashSet<String> {
    fold(text)
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How much of `some` is in `all`.
#[expect(clippy::cast_precision_loss, reason = "there are far fewer words than that")]
fn share(some: &HashSet<String>, all: &HashSet<String>) -> f64 {
    if some.is_empty() { 0.0 } else { some.intersection(all).count() as f64 / some.len() as f64 }
}

#[cfg(test)]
mod tests {
    use super::{joined, wants_page};
    use crate::ingest::{self, Form, Input};
    use crate::model::{Document, FullText, Item};

    fn item(text: &str) -> Item {
        let input = Input { form: Some(Form::PlainText), ..Input::new(text.as_bytes(), None) };
        let mut item = ingest::parse(&input).expect("an article").content.article().expect("one");
        item.url = Some("https://news.example/1".into());
        item
    }

    fn document(text: &str) -> Document {
        item(text).document
    }

    #[test]
    fn beginnings_want_their_pages() {
        let long = format!("Talks resume\n\n{}", "The talks resume in Vienna on Monday. ".repeat(30));
        for (text, policy, expected) in [
            ("Talks resume\n\nThe talks resume in Vienna.", FullText::WhenShort, true),
            ("Talks resume\n\nThe talks resume in Vienna.", FullText::Never, false),
            (&*long, FullText::WhenShort, false),
            (&*long, FullText::Always, true),
            (&*format!("{long} The envoys will […]"), FullText::WhenShort, true),
            (&*format!("{long} Continue reading →"), FullText::WhenShort, true),
        ] {
            assert_eq!(wants_page(policy, &item(text)), expected, "{policy:?}: {text}");
        }
        assert!(!wants_page(FullText::Always, &Item { url: None, ..item("Talks resume\n\nHere.") }));
    }

    #[test]
    fn a_page_is_taken_where_it_is_the_same_article_and_says_more() {
        let feed = document("Talks resume in Vienna\n\nThe talks between the two states resume on Monday.");
        let body = "The talks between the two states resume on Monday. ".repeat(10);
        let page = document(&format!("Talks resume in Vienna after a pause\n\n{body}"));
        let whole = joined(&feed, page.clone(), feed.words()).expect("more to read");
        assert_eq!((&*whole.title, &whole.sections), ("Talks resume in Vienna", &page.sections));
        let wall = document(&format!(
            "Subscribe to go on\n\n{}",
            "Choose the plan that suits you best today. ".repeat(10)
        ));
        assert_eq!(joined(&feed, wall, feed.words()), None);
        assert_eq!(joined(&page, feed, page.words()), None, "it says less");
    }
}
