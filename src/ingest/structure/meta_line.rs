//! Lines that say who wrote an article and when, alone or together: `By Ann Lee | Oct 25, 2025 | 4 min read`.

use super::byline;
use super::shape::{is_name, is_title_case, words};
use crate::ingest::date;
use crate::model::{Author, Timestamp, fold};

/// What a line of metadata says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct MetaLine {
    pub(super) authors: Vec<Author>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
}

/// Reads `text`, where all of it is metadata.
pub(super) fn read(text: &str) -> Option<MetaLine> {
    let text = text.trim();
    if text.len() > MAX_LEN {
        return None;
    }
    let text = without_vague_update(text);
    let mut found = MetaLine::default();
    if part(text, &mut found) {
        return Some(found);
    }
    if let Some(found) = before_agency(text) {
        return Some(found);
    }
    let parts: Vec<&str> = split(text).collect();
    if parts.len() < 2 {
        return split_in_prose(text);
    }
    let mut found = MetaLine::default();
    let mut bare_name = None;
    for piece in parts {
        if part(piece, &mut found) || is_reading_time(piece) || byline::is_agency(piece) {
            continue;
        }
        // Where it was written.
        if is_name(piece, 1) && words(piece) == 1 && text.len() > piece.len() {
            continue;
        }
        // Whose pages they are.
        let is_outlet = piece.starts_with("The ") && words(piece) <= 4 && is_title_case(piece);
        if is_outlet && text.len() > piece.len() {
            continue;
        }
        if is_name(piece, 2) && bare_name.replace(piece).is_none() {
            continue;
        }
        return None;
    }
    let says_something = !found.authors.is_empty() || found.published.is_some() || found.updated.is_some();
    if let Some(name) = bare_name {
        if !found.authors.is_empty() || found == MetaLine::default() {
            return None;
        }
        found.authors = byline::named(name);
    }
    says_something.then_some(found)
}

/// Whether `text` says how long it takes to read: `4 min read`.
pub(super) fn is_reading_time(text: &str) -> bool {
    let folded = fold(text);
    let folded =
        folded.strip_prefix("reading time: ").or(folded.strip_prefix("reading time ")).unwrap_or(&folded);
    let folded = ["temps de lecture", "lesezeit", "tiempo de lectura", "lecture"]
        .iter()
        .find_map(|label| folded.strip_prefix(label))
        .map_or(folded, |rest| rest.trim_start_matches([' ', ':']));
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    rest.len() < folded.len()
        && matches!(
            rest.trim_matches([' ', '-', '.']),
            "min read" | "minute read" | "minutes read" | "mins read" | "min" | "minutes" | "min. read"
        )
}

const MAX_LEN: usize = 300;

const UPDATED: [&str; 19] = [
    "atualizado em",
    "atualizado",
    "aggiornato il",
    "actualizado el",
    "last updated on",
    "last updated",
    "last modified",
    "updated on",
    "updated at",
    "updated",
    "aktualisiert",
    "mis à jour le",
    "actualizado",
    "обновлено",
    "modifié le",
    "mis à jour",
    "zuletzt aktualisiert",
    "更新时间",
    "更新於",
];
const PUBLISHED: [&str; 27] = [
    "publicado em",
    "pubblicato",
    "дата публикации",
    "first published on",
    "first published",
    "published on",
    "published at",
    "published",
    "posted on",
    "posted",
    "publication date",
    "date",
    "issued",
    "veröffentlicht",
    "stand",
    "publié le",
    "publicado",
    "опубликовано",
    "发布时间",
    "发布于",
    "发表于",
    "時間",
    "时间",
    "publicado el",
    "pubblicato il",
    "veröffentlicht am",
    "publié",
];

/// The line without the words that tell of an update and not of its day: `… Updated 2 hours ago`,
/// `…, modifié à 15h30`.
fn without_vague_update(text: &str) -> &str {
    const AT: [&str; 5] = ["Updated ", "updated ", "modifié à ", "mis à jour à ", "aktualisiert um "];
    const AGO: [&str; 4] = ["Atualizado há ", "Actualizado hace ", "Aktualisiert vor ", "Mis à jour il y a "];
    for mark in AT.into_iter().chain(AGO) {
        let Some(at) = text.rfind(mark).filter(|at| *at > 0) else { continue };
        let rest = &text[at + mark.len()..];
        let (time, after) = rest.split_once([' ', '•', '|']).unwrap_or((rest, ""));
        let is_time = time.starts_with(|c: char| c.is_ascii_digit()) && time.contains(['h', ':', '.']);
        let is_ago = (rest.ends_with(" ago") || AGO.contains(&mark) && words(rest) <= 3)
            && time.starts_with(|c: char| c.is_ascii_digit());
        let is_end = after.trim_start_matches(['•', '|', '·', ' ']).is_empty()
            || is_reading_time(after.trim_start_matches(['•', '|', '·', ' ']));
        if is_ago || (is_time && is_end) {
            return text[..at].trim_end_matches([',', ' ', '•', '|', '·', '-', '–']);
        }
    }
    text
}

/// `2025年12月2日 新华社`, `Oct 25, 2025 Reuters`: a date and whose it is.
fn before_agency(text: &str) -> Option<MetaLine> {
    let (date, agency) = text.rsplit_once(char::is_whitespace)?;
    let is_chinese = ["社", "网", "網", "报", "報"].iter().any(|end| agency.ends_with(end));
    if !(byline::is_agency(agency) || is_chinese && agency.chars().count() <= 8) {
        return None;
    }
    Some(MetaLine { published: Some(date::parse(date)?), ..MetaLine::default() })
}

fn split(text: &str) -> impl Iterator<Item = &str> {
    let pieces = text
        .split(['|', '·', '•', '\n'])
        .flat_map(|piece| piece.split(" — "))
        .flat_map(|piece| piece.split(" – "));
    pieces.flat_map(|piece| piece.split(" / ")).map(str::trim).filter(|piece| !piece.is_empty())
}

/// Takes one part: a byline, a date, a labelled date.
fn part(text: &str, found: &mut MetaLine) -> bool {
    let text = if text.contains('(') && !text.starts_with('(') {
        text.trim()
    } else {
        text.trim_matches(['(', ')', ' '])
    };
    for (labels, is_update) in [(&UPDATED[..], true), (&PUBLISHED[..], false)] {
        let Some(rest) = labels.iter().find_map(|label| strip_label(text, label)) else { continue };
        let Some(time) = date::parse(rest) else { continue };
        let slot = if is_update { &mut found.updated } else { &mut found.published };
        slot.get_or_insert(time);
        return true;
    }
    if let Some(time) = date::parse(text) {
        found.published.get_or_insert(time);
        return true;
    }
    match byline::read(text) {
        Some(authors) if found.authors.is_empty() => {
            found.authors = authors;
            true
        }
        _ => false,
    }
}

fn strip_label<'a>(text: &'a str, label: &str) -> Option<&'a str> {
    let mut chars = text.char_indices();
    for expected in label.chars() {
        let (_, c) = chars.next()?;
        if !c.to_lowercase().eq(expected.to_lowercase()) {
            return None;
        }
    }
    let rest = chars.as_str();
    rest.starts_with([':', ' ', '：', ',']).then(|| rest.trim_start_matches([':', ' ', '：', ',']))
}

/// `By Ann Lee, October 25, 2025`; `Published October 25, 2025 by Ann Lee`; `Published …, updated …`.
fn split_in_prose(text: &str) -> Option<MetaLine> {
    let folded = fold(text);
    if !folded.contains(|c: char| c.is_ascii_digit())
        || !(folded.contains("by ") || folded.contains("updated"))
    {
        return None;
    }
    let cuts = text.match_indices([',', ' ']).map(|(at, _)| at).take(40);
    for at in cuts {
        let mut found = MetaLine::default();
        let (left, right) =
            (text[..at].trim_end_matches([',', ' ', ';']), text[at..].trim_start_matches([',', ' ', ';']));
        let is_labelled = |side: &str| {
            let folded = fold(side);
            folded.starts_with("by ") || folded.starts_with("updated") || folded.starts_with("last updated")
        };
        if (is_labelled(left) || is_labelled(right)) && part(left, &mut found) && part(right, &mut found) {
            let both = !found.authors.is_empty() && found.published.or(found.updated).is_some();
            if both || (found.published.is_some() && found.updated.is_some()) {
                return Some(found);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::read;

    fn check(line: &str, expect: Option<(&[&str], Option<&str>, Option<&str>)>) {
        let found = read(line);
        let found = found.map(|m| {
            let names: Vec<String> = m.authors.iter().map(|a| a.name.to_string()).collect();
            (names, m.published.map(|t| t.to_string()), m.updated.map(|t| t.to_string()))
        });
        let expect = expect.map(|(names, published, updated)| {
            (
                names.iter().map(|n| (*n).to_owned()).collect(),
                published.map(str::to_owned),
                updated.map(str::to_owned),
            )
        });
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn metadata_alone_is_metadata() {
        let day = Some("2025-10-25T00:00:00Z");
        check("Published: Oct 25, 2025", Some((&[], day, None)));
        check("Last updated October 25, 2025", Some((&[], None, day)));
        check("Published Oct 25, 2025 | Updated 25 October 2025", Some((&[], day, day)));
        check("By Ann Lee | Oct 25, 2025 | 4 min read", Some((&["Ann Lee"], day, None)));
        check(
            "October 25, 2025 8:14 AM GMT Updated 2 hours ago",
            Some((&[], Some("2025-10-25T08:14:00Z"), None)),
        );
        check("2025年10月25日 新华社", Some((&[], day, None)));
        check(
            "Publié le 25 octobre 2025 à 12h01, modifié à 15h30 • Temps de lecture : 3 min.",
            Some((&[], Some("2025-10-25T12:01:00Z"), None)),
        );
        check("Ann Lee · 25 October 2025", Some((&["Ann Lee"], day, None)));
        check("By Ann Lee, October 25, 2025", Some((&["Ann Lee"], day, None)));
        check("Published October 25, 2025 by Ann Lee", Some((&["Ann Lee"], day, None)));
        check("Ann Lee | Bo Day", None);
        check("On Oct 25, 2025 the envoys met.", None);
        check("Updated rules took effect", None);
    }
}
