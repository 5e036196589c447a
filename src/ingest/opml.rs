//! OPML: lists of feeds, of any version and in any state.

use super::attributes::Attributes;
use super::sanitize::unescaped;
use super::xml_tokens::{Token, Tokens};
use super::{Warning, address};
use crate::model::{CleanText, Folder, Subscription};

/// Reads `xml`; relative addresses rest on `base`.
pub(super) fn read(xml: &str, base: Option<&str>) -> (Vec<Subscription>, Vec<Warning>) {
    let mut found: Vec<Subscription> = Vec::new();
    // What each open outline calls itself, where it is a folder.
    let mut open: Vec<Option<CleanText>> = Vec::new();
    let mut beyond = 0_usize;
    let mut tokens = Tokens::new(xml);
    for token in tokens.by_ref() {
        match token {
            Token::Open { name, attributes, is_empty } if is_outline(name) => {
                let attributes = Attributes::new(attributes);
                let feed = subscription(&attributes, base);
                // Each feed in it repeats the name of a folder.
                let title = feed.is_none().then(|| title(&attributes)).flatten();
                let title = title.filter(|title| title.len() <= MAX_NAME);
                if let Some(mut feed) = feed.filter(|_| found.len() < MAX_FEEDS) {
                    let folder: Folder = open.iter().flatten().cloned().collect();
                    feed.folders.extend(Some(folder).filter(|folder| !folder.is_empty()));
                    found.push(feed);
                }
                if is_empty {
                } else if open.len() < MAX_DEPTH {
                    open.push(title);
                } else {
                    beyond += 1;
                }
            }
            Token::Close(name) if is_outline(name) => {
                if beyond > 0 {
                    beyond -= 1;
                } else {
                    open.pop();
                }
            }
            _ => {}
        }
    }
    let mut warnings = Vec::new();
    if tokens.repairs > 0 {
        warnings.push(Warning { message: tokens.complaint() });
    }
    (found, warnings)
}

const MAX_DEPTH: usize = 12;
const MAX_NAME: usize = 200;
const MAX_FEEDS: usize = 100_000;

fn is_outline(name: &str) -> bool {
    name.rsplit(':').next().is_some_and(|local| local.eq_ignore_ascii_case("outline"))
}

fn title(attributes: &Attributes<'_>) -> Option<CleanText> {
    ["title", "text"].into_iter().find_map(|name| {
        attributes.exact(name).map(|value| unescaped(CleanText::line(&value))).filter(|v| !v.is_empty())
    })
}

fn subscription(attributes: &Attributes<'_>, base: Option<&str>) -> Option<Subscription> {
    let url = attributes.exact("xmlurl").filter(|url| !url.is_empty()).or_else(|| {
        // Some lists of feeds have them as links.
        let kind = attributes.exact("type").unwrap_or_default().to_ascii_lowercase();
        matches!(&*kind, "rss" | "atom" | "feed").then(|| attributes.exact("url")).flatten()
    })?;
    let site = attributes.exact("htmlurl").filter(|url| !url.is_empty());
    Some(Subscription {
        title: title(attributes),
        url: CleanText::line(&address::join(base, &url)),
        site: site.map(|site| CleanText::line(&address::join(base, &site))),
        folders: Vec::new(),
    })
    .filter(|feed| !feed.url.is_empty())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn lists_of_feeds() {
        let (found, warnings) = read(
            "<opml><body><outline text='World'><outline xmlUrl='http://a.org/f' title='A &amp; B' htmlUrl='http://a.org'/>\
             <outline TEXT='x' XMLURL='http://b.org/f'></outline></outline><outline text='note'/></body>",
            None,
        );
        let lines: Vec<String> = found
            .iter()
            .map(|f| {
                let folder: Vec<&str> = f.folders.iter().flatten().map(|name| name.as_str()).collect();
                format!("{} {} {}", folder.join("/"), f.title.as_deref().unwrap_or("-"), f.url)
            })
            .collect();
        assert_eq!(lines, ["World A & B http://a.org/f", "World x http://b.org/f"]);
        assert!(warnings.is_empty());
    }
}
