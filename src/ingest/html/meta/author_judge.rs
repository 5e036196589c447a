//! Who wrote it: which of the names that a page gives are its authors'.

use super::{Origin, Said};
use crate::ingest::structure;
use crate::model::{Author, CleanText, fold};

/// The authors, from the surest place that names people.
pub(super) fn judge(said: &Said) -> Vec<Author> {
    let mut best: Option<(i32, Vec<Author>)> = None;
    for from in [Origin::JsonLd, Origin::Meta, Origin::Item, Origin::Element, Origin::Plain, Origin::Vague] {
        let mut authors: Vec<Author> = Vec::new();
        for statement in said.authors.iter().filter(|statement| statement.from == from) {
            for author in people(&statement.text) {
                // A name again, or with what its bearer does behind it, is nobody new.
                let folded = fold(&author.name);
                let known = authors.iter().any(|known| folded.starts_with(&fold(&known.name)));
                if !known && authors.len() < MOST {
                    authors.push(author);
                }
            }
        }
        // A handle beside a name in full says nothing more.
        if authors.iter().any(|author| author.name.contains(' ')) {
            authors.retain(|author| author.name.contains(' ') || !author.name.is_ascii());
        }
        if authors.is_empty() {
            continue;
        }
        let score = score(from, &authors, said);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, authors));
        }
    }
    best.map(|(_, authors)| authors).unwrap_or_default()
}

/// Whether a name is that of the site, or of a part of it.
fn is_site(name: &str, sites: &[String]) -> bool {
    let letters = |text: &str| fold(text).chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let name = letters(name);
    sites.iter().map(|site| letters(site)).any(|site| {
        site == name || name.len() > 5 && site.starts_with(&name) || site.len() > 4 && name.starts_with(&site)
    })
}

const MOST: usize = 12;

fn score(from: Origin, authors: &[Author], said: &Said) -> i32 {
    let base = match from {
        Origin::JsonLd => 6,
        Origin::Meta => 5,
        Origin::Item | Origin::Element => 4,
        Origin::Plain => 3,
        _ => 1,
    };
    let is_person =
        |author: &Author| structure::is_name(&author.name, 2) && !is_site(&author.name, &said.sites);
    let people = authors.iter().filter(|author| is_person(author)).count();
    base + if people == authors.len() { 6 } else { 0 } + if people > 0 { 2 } else { 0 }
}

/// The names in one statement; it need not say *By*.
pub(super) fn people(text: &str) -> Vec<Author> {
    let text = without_repeated_mark(text.trim());
    if let Some(authors) = structure::byline(text).or_else(|| structure::byline(&format!("By {text}"))) {
        return authors;
    }
    // `By Ann Lee, of the committee`, `Ann Lee | The Daily`: what follows a name is what the author does, or a remark.
    let rest = after_by(text);
    let end = ENDS.iter().filter_map(|end| rest.find(end)).min();
    if let Some((name, remark)) = end.and_then(|end| rest.split_at_checked(end))
        && structure::is_name(name, 2)
    {
        let role = remark.strip_prefix(", ").map(CleanText::line);
        return vec![Author { name: CleanText::line(name), role, ..Author::default() }];
    }
    let text = rest.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '.'));
    let is_line = text.chars().count() <= 80
        && !text.contains(':')
        && (text.contains('(') || !text.ends_with(')'))
        && text.chars().any(char::is_alphabetic);
    let has_date = text.bytes().filter(u8::is_ascii_digit).count() > 4;
    if is_line && !has_date && text.split_whitespace().count() <= 8 && !is_empty_word(text) {
        vec![Author { name: CleanText::line(text), ..Author::default() }]
    } else {
        Vec::new()
    }
}

/// What may follow a name.
const ENDS: [&str; 14] =
    [", ", "|", "/", " - ", " – ", " — ", " • ", " · ", " @", " (", " for ", " For ", " FOR ", " on "];

/// `By Par Ann Lee`, which a page and its server have both marked, with the inner mark alone.
fn without_repeated_mark(mut text: &str) -> &str {
    let is_mark =
        |word: &str| ["by", "par", "por", "von"].contains(&&*word.trim_end_matches(':').to_ascii_lowercase());
    while let Some((mark, rest)) = text.split_once(char::is_whitespace)
        && is_mark(mark)
        && rest.split_whitespace().next().is_some_and(is_mark)
    {
        text = rest.trim_start();
    }
    text
}

/// What follows the word *by*, where that is among the first.
fn after_by(text: &str) -> &str {
    let start = text.char_indices().take(14).find(|(at, _)| {
        text.get(*at..at + 3).is_some_and(|mark| mark.eq_ignore_ascii_case("by "))
            && (*at == 0 || text[..*at].ends_with(' '))
    });
    start.map_or(text, |(at, _)| &text[at + 3..])
}

fn is_empty_word(text: &str) -> bool {
    matches!(
        &*fold(text),
        "by" | "author" | "admin" | "updated" | "published" | "share" | "follow" | "undefined" | "null"
    )
}
