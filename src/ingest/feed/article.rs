//! An article of a feed as a document.

use crate::ingest::raw::{Headings, Metadata, RawArticle, RawBlock, RawParagraph};
use crate::ingest::{address, fragment, language, sanitize, structure};
use crate::model::{Author, CleanText, FeedEntry, FeedHead, Item, Markup, Text, Timestamp, fold};

/// The article that `entry` holds, of the feed with this `head`; `labels` are the headings that are known.
pub fn item(head: &FeedHead, entry: &FeedEntry, labels: &structure::Labels) -> Item {
    let link = entry.link.as_deref().map(|link| whole(link, head.link.as_deref()));
    let base = entry.base.as_deref().or(link.as_deref()).or(head.link.as_deref());
    let (body, standfirst) = bodies(entry);
    let blocks = body.map(|body| blocks(body, base)).unwrap_or_default();
    let title = entry.title.as_ref().map(line).filter(|title| !title.is_empty());
    let language = entry.language.as_deref().or(head.language.as_deref()).and_then(language::normalise);
    let authors = if entry.authors.is_empty() { &head.authors } else { &entry.authors };
    let metadata = Metadata {
        title: title.or_else(|| first_words(&blocks)),
        standfirst: standfirst.map(line).filter(|text| !text.is_empty() && text.len() <= MAX_STANDFIRST),
        authors: each(authors).filter(|author| !author.name.is_empty()).collect(),
        published: entry.published.or(entry.updated),
        updated: entry.updated.filter(|updated| entry.published.is_some_and(|first| *updated > first)),
        language,
        url: link.clone(),
        ..Metadata::default()
    };
    let mut document =
        structure::recognise(RawArticle { metadata, blocks, headings: Headings::Marked }, labels);
    if document.title.is_empty() {
        document.title = link.clone().or(entry.id.clone()).unwrap_or_else(|| CleanText::from("Untitled"));
    }
    document.language = document.language.take().or_else(|| language::detect(&document));
    document.keywords = keywords(&entry.tags);
    let time = entry.published.or(entry.updated).map(|time| time.to_string()).unwrap_or_default();
    let key = stated_key(head, entry, link.as_ref())
        .unwrap_or_else(|| CleanText::line(&format!("{}#{} {time}", identity(head), fold(&document.title))));
    Item { document, url: link.clone(), key: Some(key) }
}

/// What a list shows of the article that `entry` holds, and what it is known by, at a fraction of the cost of
/// [`item`]; `None` where that takes reading it.
pub fn outline(head: &FeedHead, entry: &FeedEntry) -> Option<Outline> {
    let link = entry.link.as_deref().map(|link| whole(link, head.link.as_deref()));
    let title = entry.title.as_ref().map(line).filter(|title| !title.is_empty())?;
    let key = stated_key(head, entry, link.as_ref())?;
    Some(Outline { title, published: entry.published.or(entry.updated), url: link, key })
}

/// What a list shows of an article, and what it is known by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its title, as the feed has it.
    pub title: CleanText,
    /// When it was published.
    pub published: Option<Timestamp>,
    /// Where it is on the web.
    pub url: Option<CleanText>,
    /// What tells it from every other article.
    pub key: CleanText,
}

/// What the feed files an article under, each once.
fn keywords(tags: &[CleanText]) -> Vec<CleanText> {
    let mut keywords: Vec<CleanText> = Vec::new();
    for tag in tags.iter().filter(|tag| tag.len() <= MAX_KEYWORD && !tag.trim().is_empty()) {
        if keywords.len() < MAX_KEYWORDS && keywords.iter().all(|known| fold(known) != fold(tag)) {
            keywords.push(tag.clone());
        }
    }
    keywords
}

/// What the feed calls an article by.
fn stated_key(head: &FeedHead, entry: &FeedEntry, link: Option<&CleanText>) -> Option<CleanText> {
    let id = entry.id.as_ref().or(link)?;
    let is_of_all_feeds = id.contains("://") || id.starts_with("tag:") || id.starts_with("urn:");
    // Else it tells articles of this feed apart, and may be another's in the next.
    Some(if is_of_all_feeds { id.clone() } else { CleanText::line(&format!("{}#{id}", identity(head))) })
}

/// The address `link` as seen from the `site`. What has no path is rather a name that the feed made up.
fn whole(link: &str, site: Option<&str>) -> CleanText {
    if link.contains('/') { CleanText::line(&address::join(site, link)) } else { CleanText::line(link) }
}

/// Authors, each for himself: a feed may name several in one element.
fn each(authors: &[Author]) -> impl Iterator<Item = Author> {
    authors.iter().flat_map(|author| {
        let names = structure::named(&author.name);
        if names.len() > 1 && author.email.is_none() { names } else { vec![author.clone()] }
    })
}

/// What tells the feed from others.
fn identity(head: &FeedHead) -> CleanText {
    let stated = head.link.clone().or_else(|| head.id.clone());
    stated.or_else(|| head.name(sanitize::plain)).unwrap_or_default()
}

const MAX_STANDFIRST: usize = 600;
/// What is longer is a sentence.
const MAX_KEYWORD: usize = 80;
const MAX_KEYWORDS: usize = 16;
const MAX_TITLE: usize = 90;

/// What is the article, and what only says what it is about.
fn bodies(entry: &FeedEntry) -> (Option<&Markup>, Option<&Markup>) {
    match (&entry.content, &entry.summary) {
        (Some(content), Some(summary)) => {
            let (long, short) = if content.text.len() >= summary.text.len() {
                (content, summary)
            } else {
                (summary, content)
            };
            // A summary that is the content's beginning, cut off, says nothing of its own.
            let (said, whole) = (line(short), line(long));
            let start: String = said.chars().take(60).collect();
            (Some(long), (!whole.starts_with(start.trim_end_matches(['…', '.', ' ']))).then_some(short))
        }
        (content, summary) => (content.as_ref().or(summary.as_ref()), None),
    }
}

fn line(markup: &Markup) -> CleanText {
    if markup.is_html { sanitize::plain(&markup.text) } else { CleanText::line(&markup.text) }
}

fn blocks(body: &Markup, base: Option<&str>) -> Vec<RawBlock> {
    if body.is_html {
        return fragment::read(&body.text, base);
    }
    let paragraphs = body.text.split("\n\n").map(|paragraph| Text::plain(CleanText::line(paragraph)));
    paragraphs
        .filter(|text| !text.is_empty())
        .map(|text| RawBlock::Paragraph(RawParagraph { text, one_line: true, ..RawParagraph::default() }))
        .collect()
}

/// What to call an article that has no title: how it begins.
fn first_words(blocks: &[RawBlock]) -> Option<CleanText> {
    let text = blocks.iter().find_map(RawBlock::as_paragraph)?.as_str();
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.len() + word.len() > MAX_TITLE && !out.is_empty() {
            out.push('…');
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().take(MAX_TITLE));
    }
    Some(CleanText::line(&out)).filter(|title| !title.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{each, whole};
    use crate::model::{Author, CleanText};

    #[test]
    fn links_are_as_seen_from_the_site() {
        let site = Some("https://a.example.org/news/");
        for (link, expect) in [
            ("/c", "https://a.example.org/c"),
            ("b/c", "https://a.example.org/news/b/c"),
            ("https://b.example.org/c", "https://b.example.org/c"),
            ("12345", "12345"),
        ] {
            assert_eq!(&*whole(link, site), expect);
        }
    }

    #[test]
    fn authors_in_one_element_are_several() {
        let names = |name: &str| {
            let author = Author { name: CleanText::line(name), ..Author::default() };
            each(&[author]).map(|author| author.name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(names("Jo Lee and Kim Park"), ["Jo Lee", "Kim Park"]);
        for one in ["Smith and Sons", "Jo Lee", "Food and Drug Desk", "Jo Lee, Moscow correspondent"] {
            assert_eq!(names(one), [one]);
        }
    }
}
