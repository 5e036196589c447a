//! Datelines: `BERLIN, Oct 25 (Reuters) —`.
//!
//! A dateline is cut from its paragraph: the document has a place of its own for it.

use super::byline::is_agency;
use super::shape::is_title_case;
use crate::ingest::date;
use crate::model::Text;

/// How many bytes of `paragraph` its dateline has, and where the text after it begins.
pub(super) fn find(paragraph: &Text) -> Option<(usize, usize)> {
    let text = paragraph.as_str();
    if let Some(found) = chinese(text) {
        return Some(found);
    }
    let mut limit = text.len().min(MAX_LEN);
    while !text.is_char_boundary(limit) {
        limit -= 1;
    }
    let head = &text[..limit];
    for separator in [" — ", " – ", " -- ", " - ", "— ", "—", "– ", ": "] {
        let Some(at) = head.find(separator) else { continue };
        let place = head[..at].trim();
        let after = at + separator.len();
        if text[after..].trim().is_empty() {
            continue;
        }
        if is_dateline(place, separator == ": ") {
            return Some((at, after));
        }
    }
    None
}

/// Whether a dateline says more than a place: a day or an agency.
pub(super) fn is_sure(dateline: &str) -> bool {
    dateline.ends_with(')') || dateline.chars().any(char::is_numeric) || dateline.ends_with('电')
}

/// `新华社北京12月2日电（记者张三）`: an agency, a place, a day and the word *wire*.
fn chinese(text: &str) -> Option<(usize, usize)> {
    let (at, wire) = text.char_indices().take(30).find(|(_, c)| matches!(c, '电' | '電'))?;
    let end = at + wire.len_utf8();
    let head = &text[..at];
    let is_wire = head.ends_with('日')
        && head.contains('月')
        && ["社", "网", "網", "报", "報"].iter().any(|agency| head.contains(agency))
        && !head.contains(['，', '。', '、', ' ']);
    is_wire.then(|| {
        let rest = &text[end..];
        let rest = rest.trim_start_matches([' ', '\u{3000}', ':', '：']);
        (end, text.len() - rest.len())
    })
}

/// `（记者张三）` at the head of a text: where it ends, and the names.
pub(super) fn reporters(text: &str) -> Option<(usize, &str)> {
    let inner = text.strip_prefix(['（', '('])?;
    let names = ["记者", "記者"].iter().find_map(|mark| inner.strip_prefix(mark))?;
    let (at, bracket) = names.char_indices().take(40).find(|(_, c)| matches!(c, '）' | ')'))?;
    let end = text.len() - names.len() + at + bracket.len_utf8();
    Some((end, &names[..at]))
}

const MAX_LEN: usize = 90;

/// Words in capitals that begin a first sentence without being places.
const NOT_PLACES: [&str; 26] = [
    "NATO",
    "UNESCO",
    "UNICEF",
    "OPEC",
    "BRICS",
    "ASEAN",
    "AUKUS",
    "IAEA",
    "NASA",
    "UPDATE",
    "ANALYSIS",
    "BREAKING",
    "OPINION",
    "EXPLAINER",
    "WATCH",
    "EXCLUSIVE",
    "FACTBOX",
    "TIMELINE",
    "LIVE",
    "NOTE",
    "CORRECTION",
    "EDITORIAL",
    "INTERVIEW",
    "COMMENTARY",
    "WARNING",
    "OSCE",
];

fn is_dateline(head: &str, is_colon: bool) -> bool {
    let (place, agency) = match head.split_once('(') {
        Some((place, rest)) => match rest.strip_suffix(')') {
            Some(agency) => (place.trim(), Some(agency)),
            None => return false,
        },
        None => (head, None),
    };
    let has_agency = agency.is_some_and(|name| {
        is_agency(name) || (name.len() <= 30 && is_title_case(name) && name.split_whitespace().count() <= 3)
    });
    if agency.is_some() && !has_agency {
        return false;
    }
    if place.is_empty() {
        return agency.is_some_and(is_agency);
    }
    let mut pieces = place.split([',', '.']).map(str::trim).filter(|piece| !piece.is_empty());
    let Some(city) = pieces.next() else { return false };
    if date::is_day(place) {
        return agency.is_some_and(is_agency);
    }
    let rest: Vec<&str> = pieces.collect();
    let has_day = rest.iter().any(|piece| date::is_day(piece) || date::parse(piece).is_some());
    let all_named = rest.iter().all(|piece| {
        is_title_case(piece) && piece.split_whitespace().count() <= 4
            || date::is_day(piece)
            || piece.parse::<u16>().is_ok()
    });
    let letters = city.chars().filter(|c| c.is_alphabetic()).count();
    let is_capitals =
        letters >= 4 && !city.chars().any(char::is_lowercase) && city.chars().any(char::is_uppercase);
    let is_place = city.split_whitespace().count() <= 4
        && city.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '/' | '-' | '\'' | '’'))
        && is_title_case(city)
        && !NOT_PLACES.contains(&city);
    let is_sure = has_agency || has_day;
    is_place && all_named && (is_sure || (is_capitals && (!is_colon || letters >= 5)))
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::model::Text;

    fn check(paragraph: &str, dateline: Option<&str>, rest: &str) {
        let text = Text::from(paragraph);
        let found = find(&text);
        assert_eq!(found.map(|(end, _)| &paragraph[..end]), dateline, "{paragraph}");
        assert_eq!(&paragraph[found.map_or(0, |(_, after)| after)..], rest);
    }

    #[test]
    fn datelines_are_told_from_sentences() {
        check(
            "BERLIN, Oct 25 (Reuters) — Talks resumed.",
            Some("BERLIN, Oct 25 (Reuters)"),
            "Talks resumed.",
        );
        check("KYIV (AP) — Talks resumed.", Some("KYIV (AP)"), "Talks resumed.");
        check("Kyiv, Ukraine (AP) – Talks resumed.", Some("Kyiv, Ukraine (AP)"), "Talks resumed.");
        check("WASHINGTON, D.C. — Talks resumed.", Some("WASHINGTON, D.C."), "Talks resumed.");
        check("GAZA/CAIRO, 25 October - Talks resumed.", Some("GAZA/CAIRO, 25 October"), "Talks resumed.");
        check("Oct 3 (Reuters) - Talks resumed.", Some("Oct 3 (Reuters)"), "Talks resumed.");
        check("(Reuters) - Talks resumed.", Some("(Reuters)"), "Talks resumed.");
        check("新华社北京12月2日电 会谈恢复。", Some("新华社北京12月2日电"), "会谈恢复。");
        check("CHISINAU, March 3 -- Talks resumed.", Some("CHISINAU, March 3"), "Talks resumed.");
        check("ISLAMABAD: Talks resumed.", Some("ISLAMABAD"), "Talks resumed.");
        for prose in [
            "The talks — the third this year — resumed.",
            "Paris — the capital — waits.",
            "NATO — the alliance — met.",
            "Russia: Seeks talks.",
        ] {
            check(prose, None, prose);
        }
    }
}
