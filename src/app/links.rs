//! The links of an article that are on the screen, each with letters to type.

use std::ops::Range;

use super::notice::{MOST_NOTICE_LINES, notice_lines};
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
    /// The one that is opened once one says so, as the screen did not show yet where it leads.
    pub chosen: Option<CleanText>,
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
        Self { links: found.into_iter().enumerate().map(link).collect(), ..Self::default() }
    }

    /// One address that is opened once one says so.
    pub(super) fn choose(url: CleanText) -> Self {
        Self { chosen: Some(url), ..Self::default() }
    }

    /// Those whose letters begin as was typed.
    pub fn left(&self) -> impl Iterator<Item = &Link> {
        self.links.iter().filter(|link| link.hint.starts_with(&self.typed))
    }

    /// Which letters lead to which host; or where the chosen one leads.
    pub fn legend(&self) -> String {
        if let Some(url) = &self.chosen {
            return format!("open {}?  Enter opens it, any other key does not", told(url));
        }
        let mut hosts: Vec<(String, String)> = Vec::new();
        for link in self.left() {
            let host = host(&link.url);
            match hosts.iter_mut().find(|(known, _)| *known == host) {
                Some((_, hints)) => hints.extend([" ", &link.hint]),
                None => hosts.push((host, link.hint.clone())),
            }
        }
        let hosts: Vec<String> = hosts.into_iter().map(|(host, hints)| format!("{hints} {host}")).collect();
        format!("open (capital letters copy):  {}", hosts.join("   "))
    }

    /// Whether all of the legend is on a screen of so many columns.
    pub(super) fn is_told(&self, columns: u16) -> bool {
        notice_lines(&self.legend(), columns).len() <= usize::from(MOST_NOTICE_LINES)
    }
}

/// The host that an address leads to, as the network knows it: letters beyond ASCII as punycode (RFC 3492), so that none looks
/// like another. For an address of mail what is behind the @.
pub fn host(address: &str) -> String {
    let parsed = url::Url::parse(address).ok();
    let host = parsed.as_ref().and_then(|url| match url.scheme() {
        "mailto" => url.path().rsplit_once('@').map(|(_, host)| format!("mail to {host}")),
        _ => url.host_str().map(str::to_owned),
    });
    host.unwrap_or_else(|| address.to_owned())
}

/// An address as people are told it: with the host before it where it does not itself say so plainly which that is.
pub fn told(address: &str) -> String {
    if names_its_host(address) { address.to_owned() } else { format!("{}: {address}", host(address)) }
}

/// Whether an address shows by itself which host it leads to: none that looks like another, and nobody's name before it.
pub fn names_its_host(address: &str) -> bool {
    let (host, address) = (host(address), address.to_ascii_lowercase());
    let rest = address.split_once("://").and_then(|(_, rest)| rest.strip_prefix(&*host));
    let is_mail = address.starts_with("mailto:") && address.is_ascii();
    is_mail || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', ':', '?', '#']))
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
            assert_eq!(super::host(url), host);
        }
    }

    #[test]
    fn an_address_that_looks_like_another_is_told_with_its_host() {
        for plain in [
            "https://example.org",
            "HTTPS://Example.org/a?b",
            "http://a.example:80/",
            "mailto:desk@a.example",
        ] {
            assert_eq!(told(plain), plain);
        }
        for (address, expected) in [
            ("https://раypal.example/in", "xn--ypal-43d9g.example: https://раypal.example/in"),
            ("https://bank.example@evil.example/", "evil.example: https://bank.example@evil.example/"),
            ("https://bank.example:80@evil.example/", "evil.example: https://bank.example:80@evil.example/"),
        ] {
            assert_eq!(told(address), expected);
        }
    }
}
