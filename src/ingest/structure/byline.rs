//! Bylines: `By Sana Khan and Jo Bell, Moscow correspondent`.

use super::shape::is_name;
use crate::model::{Author, CleanText, fold};

/// The authors that `text` names, where all of it is a byline.
pub(in crate::ingest) fn read(text: &str) -> Option<Vec<Author>> {
    let text = text.trim().trim_end_matches(['.', '|', '-', ' ']);
    if text.len() > 240 {
        return None;
    }
    let (rest, least) = strip_mark(text)?;
    let authors = people(rest, least)?;
    (!authors.is_empty()).then_some(authors)
}

/// The authors that `names` lists, without any mark before them.
pub(in crate::ingest) fn named(names: &str) -> Vec<Author> {
    people(names, 2).unwrap_or_default()
}

/// Whether `text` is the name of a news agency.
pub(super) fn is_agency(text: &str) -> bool {
    let folded = fold(text);
    let name = folded.trim_start_matches("the ");
    AGENCIES.contains(&name)
}

/// The e-mail address in `text`.
pub(super) fn email(text: &str) -> Option<&str> {
    text.split(|c: char| {
        c.is_whitespace() || matches!(c, '(' | ')' | '<' | '>' | ',' | ';' | ':' | '[' | ']' | '"')
    })
    .map(|word| word.trim_matches(['.', '“', '”', '\'']))
    .find(|word| {
        word.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.contains('.')
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        })
    })
}

/// Whether `text` says what somebody's work is.
pub(super) fn is_role(text: &str) -> bool {
    let folded = fold(text);
    folded.split(|c: char| !c.is_alphanumeric()).any(|word| ROLES.contains(&word))
}

/// Whether `text` names a place of work: *Cairo Institute*.
fn is_employer(text: &str) -> bool {
    const WORDS: [&str; 10] = [
        "institute",
        "university",
        "council",
        "center",
        "centre",
        "foundation",
        "school",
        "college",
        "institut",
        "universidad",
    ];
    fold(text).split(' ').any(|word| WORDS.contains(&word))
}

const MARKS: [&str; 24] = [
    "Interview by ",
    "Analysis by ",
    "Interview: ",
    "par ",
    "von ",
    "por ",
    "di ",
    "Di ",
    "door ",
    "Door ",
    "av ",
    "Av ",
    "af ",
    "By ",
    "BY ",
    "by ",
    "Written by ",
    "Words by ",
    "Story by ",
    "Text by ",
    "Report by ",
    "Par ",
    "Von ",
    "Por ",
];
/// What an article may be that somebody made: `Analysis by Ann Lee`.
const WORKS: [&str; 14] = [
    "analysis",
    "opinion",
    "exclusive",
    "commentary",
    "review",
    "interview",
    "column",
    "essay",
    "perspective",
    "special report",
    "posted",
    "published",
    "reported",
    "story",
];
const COLON_MARKS: [&str; 24] = [
    "by",
    "author",
    "authors",
    "byline",
    "written by",
    "autor",
    "autorin",
    "auteur",
    "автор",
    "автор текста",
    "текст",
    "text",
    "tekst",
    "autore",
    "redactor",
    "forfatter",
    "skribent",
    "yazar",
    "penulis",
    "作者",
    "记者",
    "文",
    "بقلم",
    "كتب",
];

pub(super) const AGENCIES: [&str; 30] = [
    "reuters",
    "ap",
    "associated press",
    "afp",
    "agence france-presse",
    "dpa",
    "ansa",
    "efe",
    "tass",
    "interfax",
    "xinhua",
    "pti",
    "ani",
    "bloomberg",
    "bbc",
    "bbc news",
    "cnn",
    "al jazeera",
    "kyodo",
    "kyodo news",
    "yonhap",
    "anadolu",
    "anadolu agency",
    "upi",
    "staff",
    "staff writer",
    "staff reporter",
    "news desk",
    "agencies",
    "editorial board",
];

const ROLES: [&str; 27] = [
    "correspondent",
    "reporter",
    "editor",
    "writer",
    "journalist",
    "analyst",
    "columnist",
    "contributor",
    "fellow",
    "professor",
    "chief",
    "bureau",
    "staff",
    "researcher",
    "director",
    "producer",
    "author",
    "lecturer",
    "scholar",
    "expert",
    "commentator",
    "consultant",
    "historian",
    "economist",
    "korrespondent",
    "redakteur",
    "intern",
];

fn strip_mark(text: &str) -> Option<(&str, usize)> {
    if let Some((mark, rest)) = text.split_once([':', '：']) {
        let folded = fold(mark);
        if COLON_MARKS.iter().any(|known| fold(known) == folded) {
            return Some((rest, 1));
        }
    }
    if let Some(rest) = text.strip_prefix("بقلم ") {
        return Some((rest, 2));
    }
    if let Some(rest) = ["文/", "文／", "記者", "记者"].iter().find_map(|mark| text.strip_prefix(mark))
    {
        return Some((rest.split(['/', '／']).next().unwrap_or(rest), 1));
    }
    let by_work = |mark: &str| text.split_once(mark).filter(|(work, _)| WORKS.contains(&&*fold(work)));
    if let Some((_, rest)) = by_work(" by ").or_else(|| by_work(" By ")) {
        return Some((rest, 2));
    }
    MARKS.iter().find_map(|mark| text.strip_prefix(mark)).map(|rest| (rest, 2))
}

fn people(list: &str, least: usize) -> Option<Vec<Author>> {
    let mut authors: Vec<Author> = Vec::new();
    for part in list.split([',', ';', '&', '、', '،', '|']).flat_map(split_and) {
        let part = part.trim().trim_matches(['|', '-', ' ']);
        if part.is_empty() {
            continue;
        }
        if let Some(address) = email(part) {
            let name = part.replace(address, "");
            let name = name.trim().trim_matches(['(', ')', '<', '>', ' ']);
            if is_name(name, least) {
                authors.push(author(name));
            }
            authors.last_mut()?.email = Some(CleanText::line(address));
        } else if let (Some(last), true) = (authors.last_mut(), is_role(part) || is_employer(part)) {
            add_role(last, part);
        } else if is_agency(part) {
            match authors.last_mut() {
                Some(last) => add_role(last, part),
                None => authors.push(author(part)),
            }
        } else if let Some((name, note)) = split_brackets(part).filter(|(name, _)| is_name(name, least)) {
            authors.push(author(name));
            add_role(authors.last_mut()?, note);
        } else if let Some((name, place)) = split_place(part).filter(|(name, _)| is_name(name, least)) {
            authors.push(author(name));
            add_role(authors.last_mut()?, place);
        } else if let Some((name, agency)) = split_agency(part) {
            authors.push(author(name));
            add_role(authors.last_mut()?, agency);
        } else if is_name(part, least) {
            authors.push(author(part));
        } else if let (Some(last), true) = (authors.last_mut(), is_name(part, 1) && list.ends_with(part)) {
            // `Von Anna Groß, Berlin`: where the last of them reports from.
            add_role(last, part);
        } else {
            return None;
        }
    }
    Some(authors)
}

fn split_and(part: &str) -> Vec<&str> {
    let mut parts = vec![part];
    for word in [" and ", " with ", " avec ", " WITH ", " und ", " et ", " y ", " AND ", " и "] {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    parts.into_iter().map(|part| part.trim().trim_start_matches("and ")).collect()
}

/// `Ann Lee in Kyiv`, `Ann Lee for Reuters`: the name, and the rest with its word.
fn split_place(part: &str) -> Option<(&str, &str)> {
    let at = [" in ", " for ", " at ", " from ", " of "].iter().filter_map(|word| part.find(word)).min()?;
    Some((&part[..at], part[at..].trim()))
}

/// `Ann Lee (with AFP)`: the name, and what the brackets say.
fn split_brackets(part: &str) -> Option<(&str, &str)> {
    let (name, note) = part.strip_suffix(')')?.split_once('(')?;
    (!note.trim().is_empty()).then(|| (name.trim(), note.trim()))
}

/// `ANN LEE Associated Press`: the name and the agency.
fn split_agency(part: &str) -> Option<(&str, &str)> {
    part.match_indices(' ')
        .map(|(at, _)| (&part[..at], part[at..].trim()))
        .find(|(name, agency)| is_agency(agency) && is_name(name, 2))
}

fn author(name: &str) -> Author {
    Author { name: CleanText::line(name), ..Author::default() }
}

fn add_role(author: &mut Author, role: &str) {
    author.role = Some(match &author.role {
        Some(before) => CleanText::line(&format!("{before}, {role}")),
        None => CleanText::line(role),
    });
}

#[cfg(test)]
mod tests {
    use super::{email, read};

    fn check(line: &str, expect: &[(&str, Option<&str>)]) {
        let authors = read(line).unwrap_or_default();
        let found: Vec<_> = authors.iter().map(|a| (&*a.name, a.role.as_deref())).collect();
        assert_eq!(found, expect, "{line}");
    }

    #[test]
    fn bylines_name_authors() {
        check("By Sana Khan", &[("Sana Khan", None)]);
        check("By Ann Lee, Bo Day and Cy Fox", &[("Ann Lee", None), ("Bo Day", None), ("Cy Fox", None)]);
        check("By Ann Lee, Moscow correspondent", &[("Ann Lee", Some("Moscow correspondent"))]);
        check(
            "By Ann Lee in Kyiv and Bo Day in Moscow",
            &[("Ann Lee", Some("in Kyiv")), ("Bo Day", Some("in Moscow"))],
        );
        check("By ANN LEE, Associated Press", &[("ANN LEE", Some("Associated Press"))]);
        check("By ANN LEE with BO DAY", &[("ANN LEE", None), ("BO DAY", None)]);
        check("By ANN LEE Associated Press", &[("ANN LEE", Some("Associated Press"))]);
        check("Analysis by Ann Lee", &[("Ann Lee", None)]);
        check("文/王小明", &[("王小明", None)]);
        check("記者王小明／台北報導", &[("王小明", None)]);
        check("By Reuters", &[("Reuters", None)]);
        check("Von Anna Groß", &[("Anna Groß", None)]);
        check("作者：王小明", &[("王小明", None)]);
        check("By Ann Lee, Cairo Institute", &[("Ann Lee", Some("Cairo Institute"))]);
        check("Von Anna Groß und Bo Day, Berlin", &[("Anna Groß", None), ("Bo Day", Some("Berlin"))]);
        check("Par Anne Dupont (avec AFP)", &[("Anne Dupont", Some("avec AFP"))]);
        check("di Giulia Ferri", &[("Giulia Ferri", None)]);
        check("Interview by Ann Lee", &[("Ann Lee", None)]);
        check("By Friday talks will resume", &[]);
        check("By Land and Sea", &[]);
        check("By 2030", &[]);
    }

    #[test]
    fn addresses_are_found() {
        assert_eq!(email("write to a.b@c.org."), Some("a.b@c.org"));
        assert_eq!(email("@handle"), None);
    }
}
