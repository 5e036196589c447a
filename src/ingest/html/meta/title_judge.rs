//! Which of the titles that a page gives is its headline.

use super::{Origin, Said};
use crate::model::{CleanText, fold};

/// The headline, by the weight of the places that give it and of those that agree.
pub(super) fn judge(said: &Said) -> Option<CleanText> {
    let candidates: Vec<(Origin, String)> =
        said.titles.iter().map(|said1| (said1.from, without_site(&said1.text, &said.sites))).collect();
    let bare_candidates: Vec<String> = candidates.iter().map(|(_, text)| bare(text)).collect();
    let whole_title: Vec<String> =
        said.titles.iter().filter(|t| t.from == Origin::Vague).map(|t| bare(&t.text)).collect();
    let sites: Vec<String> = said.sites.iter().map(|site| bare(site)).collect();
    let h1s = candidates.iter().filter(|(from, _)| *from == Origin::Plain).count();
    let score = |from: Origin, text: &str, folded: &str| {
        let words = text.split_whitespace().count();
        let mut score = match from {
            Origin::JsonLd => 5,
            Origin::Item => 6,
            Origin::Meta => 4,
            Origin::Plain if h1s == 1 => 10,
            Origin::Plain => 2,
            _ => 2,
        };
        for ((other, _), known) in candidates.iter().zip(&bare_candidates) {
            if known == folded {
                score += if *other == Origin::Plain { 3 } else { 2 };
            }
        }
        if whole_title.iter().any(|title| title.starts_with(folded)) {
            score += 2;
        }
        // A short heading is the headline where another place has it too; else it names a part of the site.
        let is_known = || {
            candidates
                .iter()
                .zip(&bare_candidates)
                .all(|((other, _), known)| *other == from || known.is_empty())
                || candidates
                    .iter()
                    .zip(&bare_candidates)
                    .any(|((other, _), known)| *other != from && known.contains(folded))
        };
        if words < 3 && !(from == Origin::Plain && h1s == 1 && words > 0 && is_known()) || text.len() > 300 {
            score -= 6;
        }
        if sites.iter().any(|site| site == folded) {
            score -= 12;
        }
        score
    };
    let mut best: Option<(i32, &str)> = None;
    for ((from, text), folded) in candidates.iter().zip(&bare_candidates) {
        if text.is_empty() {
            continue;
        }
        let score = score(*from, text, folded);
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, text));
        }
    }
    best.map(|(_, text)| CleanText::line(text))
}

/// Whether two texts have the same letters and digits.
pub(in crate::ingest::html) fn same_words(one: &str, other: &str) -> bool {
    bare(one) == bare(other)
}

fn bare(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// `Headline | Site` without the site, where the page says what the site is called.
fn without_site(title: &str, sites: &[String]) -> String {
    let mut title = title.trim();
    let mut went = "";
    'again: loop {
        for mark in MARKS {
            if let Some((head, tail)) = title.rsplit_once(mark)
                && is_long(head, 2)
                // Before the site stands what part of it this is.
                && (is_site(tail, sites) || went == mark && !is_long(tail, 3) && is_long(head, 4))
            {
                (title, went) = (head.trim(), mark);
                continue 'again;
            }
        }
        for mark in MARKS.iter().chain(&[": "]) {
            if let Some((head, tail)) = title.split_once(mark)
                && is_long(tail, 3)
                // What stands before a colon is more often a word of the headline.
                && (is_site(head, sites) && *mark != ": " || sites.iter().any(|site| same_words(site, head)))
            {
                title = tail.trim();
                continue 'again;
            }
        }
        return title.to_owned();
    }
}

const MARKS: [&str; 14] =
    [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · ", " • ", " / ", " < ", "|", " : ", "_"];

/// Whether `text` has so many words; where words are not parted, three characters count as one.
fn is_long(text: &str, words: usize) -> bool {
    text.split_whitespace().count() >= words || !text.is_ascii() && text.chars().count() >= 3 * words
}

fn is_site(part: &str, sites: &[String]) -> bool {
    let part = bare(part);
    if part.is_empty() {
        return true;
    }
    part.len() >= 2
        && sites.iter().any(|site| {
            let site = bare(site);
            let host = site
                .trim_end_matches("com")
                .trim_end_matches("org")
                .trim_end_matches("net")
                .trim_end_matches("couk");
            site == part
                || host == part
                || part.len() >= 4 && (site.starts_with(&part) || site.ends_with(&part))
                || part.starts_with(&site) && site.len() >= 4
                || (part.len() >= 5
                    && host.len() >= 4
                    && (part.contains(host) && part.len() <= host.len() + 12))
        })
}

#[cfg(test)]
mod tests {
    use super::without_site;

    #[test]
    fn the_site_goes_off() {
        let check = |title: &str, site: &str, expect: &str| {
            assert_eq!(without_site(title, &[site.to_owned()]), expect);
        };
        check("Talks resume in Vienna | The Daily", "The Daily", "Talks resume in Vienna");
        check("Talks resume in Vienna - dailyplanet.com", "dailyplanet.com", "Talks resume in Vienna");
        check("The Daily: Talks", "The Daily", "The Daily: Talks");
        check("Talks resume in Vienna - World - The Daily", "The Daily", "Talks resume in Vienna");
        check("The Daily: Talks resume in Vienna", "The Daily", "Talks resume in Vienna");
        check("维也纳会谈重新开始_每日新闻", "每日新闻", "维也纳会谈重新开始");
        check("Talks resume - what we know", "The Daily", "Talks resume - what we know");
    }
}
