//! The links of an article that are on the screen, each with letters to type.

use std::ops::Range;

use super::page::{CellText, Line, LineKind};
use super::reading::Reading;
use crate::model::{Block, CleanText, Document, SpanStyle, Spot};

/// The links on the screen, to be opened or copied by the letters at them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// The links, as they stand from the top of the screen.
    pub links: Vec<Link>,
    /// The letters typed so far, small.
    pub typed: String,
}

/// A link on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The letters at it.
    pub hint: String,
    /// On which line of the screen it begins, from 0.
    pub row: usize,
    /// The text that it stands in.
    pub spot: Spot,
    /// Its first byte there that is on the line.
    pub at: usize,
    /// Where it leads.
    pub url: CleanText,
}

/// The letters of hints, those under the fingers first.
const LETTERS: &[u8] = b"asdfghjklewruiocmvxznptbqy";

impl Links {
    /// The links of what is on the screen.
    pub(super) fn on_screen(reading: &Reading) -> Self {
        let mut found: Vec<(usize, (Spot, usize), CleanText)> = Vec::new();
        let mut before = None;
        for (row, line) in reading.lines().enumerate() {
            for cell in &line.cells {
                let (CellText::Words(spot, range) | CellText::Name(spot, range)) = &cell.text else {
                    continue;
                };
                for (link, url) in links_at(reading, line, *spot) {
                    let at = link.start.max(range.start);
                    // One that goes on in the next line is the same.
                    if at < link.end.min(range.end) && before != Some((*spot, link.start)) {
                        found.push((row, (*spot, at), url.clone()));
                        before = Some((*spot, link.start));
                    }
                }
            }
        }
        let count = found.len();
        let link = |(nth, (row, (spot, at), url))| Link { hint: hint(nth, count), row, spot, at, url };
        Self { links: found.into_iter().enumerate().map(link).collect(), typed: String::new() }
    }

    /// Those whose letters begin as was typed.
    pub fn left(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.hint.starts_with(&self.typed))
    }
}

impl Link {
    /// The host that it leads to, as the network knows it: letters beyond ASCII as punycode (RFC 3492), so that none looks
    /// like another. For an address of mail what is behind the @.
    pub fn host(&self) -> String {
        let parsed = url::Url::parse(&self.url).ok();
        let host = parsed.as_ref().and_then(|url| match url.scheme() {
            "mailto" => url.path().rsplit_once('@').map(|(_, host)| format!("mail to {host}")),
            _ => url.host_str().map(str::to_owned),
        });
        host.unwrap_or_else(|| self.url.to_string())
    }
}

/// The links in the text at `spot`, of which a part stands on `line`: its bytes, and where each leads. What the article shows
/// but by its label leads there as a whole.
pub fn links_at<'a>(reading: &'a Reading, line: &Line, spot: Spot) -> Vec<(Range<usize>, &'a CleanText)> {
    let document = &reading.article.document;
    let spans = document.spans_at(spot).iter().filter_map(|span| match &span.style {
        SpanStyle::Link { url } => Some((span.range.clone(), url)),
        _ => None,
    });
    let label = embedded(document, spot).filter(|_| line.kind == LineKind::Caption);
    spans.chain(label.map(|url| (0..usize::MAX, url))).collect()
}

fn embedded(document: &Document, spot: Spot) -> Option<&CleanText> {
    let Spot::Block { section, block, .. } = spot else { return None };
    match document.sections.get(section)?.blocks.get(block)? {
        Block::Embed { url, .. } | Block::Image { url, .. } if !url.is_empty() => Some(url),
        _ => None,
    }
}

/// The letters of a link: one, where there are enough for all, else two.
fn hint(nth: usize, count: usize) -> String {
    let letter = |nth: usize| char::from(LETTERS[nth % LETTERS.len()]);
    match count <= LETTERS.len() {
        true => letter(nth).to_string(),
        false => [letter(nth / LETTERS.len()), letter(nth)].iter().collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_one_letter_or_two_and_all_different() {
        for count in [1, 26, 27, 200] {
            let hints: std::collections::BTreeSet<String> = (0..count).map(|nth| hint(nth, count)).collect();
            assert_eq!(hints.len(), count);
            assert!(hints.iter().all(|hint| hint.len() == if count > 26 { 2 } else { 1 }));
        }
    }

    #[test]
    fn the_host_is_the_one_that_is_asked() {
        for (url, host) in [
            ("https://example.org/a?b=https://bank.example", "example.org"),
            ("https://bank.example@evil.example/", "evil.example"),
            ("https://раypal.example/", "xn--ypal-43d9g.example"),
            ("mailto:desk@example.org", "mail to example.org"),
            ("no address", "no address"),
        ] {
            let link = Link { hint: "a".to_owned(), row: 0, spot: Spot::Title, at: 0, url: url.into() };
            assert_eq!(link.host(), host);
        }
    }
}
