//! The feeds that a page names: `<link rel=alternate>`, and links whose address is plainly that of a feed.

use super::attributes::Attributes;
use super::sanitize::unescaped;
use super::scan::{Piece, Scanner};
use super::{address, decode, unpack};
use crate::model::CleanText;

/// A feed that a page names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedLink {
    /// What the page calls it.
    pub title: Option<CleanText>,
    /// Where it is.
    pub url: CleanText,
}

/// More than a person can choose from.
const MOST: usize = 50;
const TYPES: [&str; 6] = [
    "application/rss+xml",
    "application/atom+xml",
    "application/feed+json",
    "application/rdf+xml",
    "application/x-rss+xml",
    "text/rss+xml",
];

/// The feeds that a page names, each once: those that it declares, else those that it links to.
pub fn feed_links(bytes: &[u8], base: Option<&str>) -> Vec<FeedLink> {
    let Ok((bytes, _)) = unpack::unpack(bytes) else { return Vec::new() };
    let Ok(decoded) = decode::decode(&bytes, None) else { return Vec::new() };
    let (mut declared, mut linked) = (Vec::new(), Vec::new());
    let mut base = base.map(str::to_owned);
    for piece in Scanner::new(&decoded.text) {
        let Piece::Open { name, attributes } = piece else { continue };
        let attributes = Attributes::new(attributes);
        let Some(href) = attributes.value("href").filter(|href| !href.trim().is_empty()) else { continue };
        let found = |title: Option<String>| FeedLink {
            title: title.map(|title| unescaped(CleanText::line(&title))).filter(|title| !title.is_empty()),
            url: CleanText::line(&address::join(base.as_deref(), &href)),
        };
        if name.eq_ignore_ascii_case("base") {
            base = Some(address::join(base.as_deref(), &href));
        } else if name.eq_ignore_ascii_case("link") && is_declared(&attributes) {
            add(&mut declared, found(attributes.value("title")));
        } else if name.eq_ignore_ascii_case("a") && names_a_feed(&href) {
            add(&mut linked, found(attributes.value("title")));
        }
    }
    if declared.is_empty() { linked } else { declared }
}

fn add(to: &mut Vec<FeedLink>, link: FeedLink) {
    if to.len() < MOST && address::is_safe(&link.url) && to.iter().all(|known| known.url != link.url) {
        to.push(link);
    }
}

fn is_declared(attributes: &Attributes<'_>) -> bool {
    let rel = attributes.value("rel").unwrap_or_default().to_ascii_lowercase();
    let kind = attributes.value("type").unwrap_or_default().to_ascii_lowercase();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let has = |word: &str| rel.split_ascii_whitespace().any(|rel| rel == word);
    // Other languages of the page are alternates too, and an oEmbed description is one in JSON.
    has("feed") || (has("alternate") && TYPES.contains(&kind))
}

fn names_a_feed(href: &str) -> bool {
    let path = href.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/').to_ascii_lowercase();
    let last = path.rsplit('/').next().unwrap_or_default();
    [".rss", ".atom", ".rdf"].iter().any(|end| last.ends_with(end))
        || ["rss.xml", "atom.xml", "feed.xml", "feed.json", "index.xml", "feed", "rss", "atom"]
            .contains(&last)
}

#[cfg(test)]
mod tests {
    use super::feed_links;

    #[test]
    fn a_page_names_its_feeds() {
        for (html, expected) in [
            (
                "<head><link rel='alternate' type='application/rss+xml' title='News &amp; more' href='/rss'>\
                 <link rel=alternate type=application/atom+xml href=https://b.example/atom>\
                 <link rel=alternate hreflang=fr href=/fr><link rel=alternate type=application/json+oembed href=/o>\
                 <link rel=alternate type=application/rss+xml href=/rss></head><a href=/other.rss>x</a>",
                "News & more=https://a.example/rss; -=https://b.example/atom",
            ),
            (
                "<base href='/news/'><p><a title=RSS href='feed.xml'>RSS</a><a href=/feedback>x</a>",
                "RSS=https://a.example/news/feed.xml",
            ),
            ("<link rel=feed href=f><!-- <link rel=feed href=g> -->", "-=https://a.example/f"),
            ("<link rel=alternate type=application/rss+xml href='javascript:x()'>", ""),
            ("", ""),
        ] {
            let found = feed_links(html.as_bytes(), Some("https://a.example/"));
            let found: Vec<String> = found
                .iter()
                .map(|link| format!("{}={}", link.title.as_deref().unwrap_or("-"), link.url))
                .collect();
            assert_eq!(found.join("; "), expected, "{html}");
        }
    }
}
