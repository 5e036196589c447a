//! The page's address, and the date in it.

use super::{Origin, Said};
use crate::model::CleanText;

/// Takes the date from the addresses that the page gives itself.
pub(super) fn read(said: &mut Said) {
    let found = said.urls.iter().find_map(|url| date(url));
    if let Some(date) = found {
        Said::add(&mut said.published, Origin::Address, &date);
    }
    for host in said.urls.iter().filter_map(|url| host(url)).map(str::to_owned).collect::<Vec<_>>() {
        said.add_site(&host);
    }
}

/// The address by which the page wants to be known.
pub(super) fn canonical(said: &Said) -> Option<CleanText> {
    let is_whole = |url: &&String| url.starts_with("http://") || url.starts_with("https://");
    said.urls.iter().find(is_whole).map(|url| CleanText::line(url))
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    let host = rest.split(['/', ':', '?']).next()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// `/2025/10/25/`, `/2025-10-25-`, `/20251025/`: the date as `2025-10-25`.
fn date(url: &str) -> Option<String> {
    let path = url.split_once("://").map_or(url, |(_, rest)| rest);
    let path = path.split(['?', '#']).next()?;
    let parts: Vec<&str> = path.split(['/', '-', '_', '.']).collect();
    let number = |text: &str, range: std::ops::RangeInclusive<u16>, len: usize| {
        let is_number = text.len() <= len && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.parse::<u16>().ok().filter(|n| is_number && range.contains(n))
    };
    let whole = |y: u16, m: u16, d: u16| format!("{y:04}-{m:02}-{d:02}");
    for three in parts.windows(3) {
        let day = || {
            Some((
                number(three[0], 1990..=2100, 4)?,
                number(three[1], 1..=12, 2)?,
                number(three[2], 1..=31, 2)?,
            ))
        };
        if let Some((y, m, d)) = day() {
            return Some(whole(y, m, d));
        }
    }
    parts.iter().find_map(|part| {
        let is_day = part.len() == 8 && part.bytes().all(|b| b.is_ascii_digit());
        let (y, m, d) = is_day.then(|| (&part[..4], &part[4..6], &part[6..]))?;
        Some(whole(number(y, 1990..=2100, 4)?, number(m, 1..=12, 2)?, number(d, 1..=31, 2)?))
    })
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn dates_stand_in_addresses() {
        let check = |url: &str, expect: Option<&str>| assert_eq!(date(url).as_deref(), expect, "{url}");
        check("https://example.org/world/2025/10/25/talks-resume", Some("2025-10-25"));
        check("https://example.org/story/2025-10-25-talks", Some("2025-10-25"));
        check("https://example.org/20251025/talks", Some("2025-10-25"));
        check("https://example.org/news/12345678/talks", None);
        check("https://example.org/top-10-of-2025", None);
    }
}
