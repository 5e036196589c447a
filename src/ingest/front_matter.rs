//! What an article says of itself above its body: a fenced block of YAML or TOML, or lines of `Key: value`.

use super::raw::Metadata;
use super::{date, language};
use crate::model::{Author, CleanText, fold};

/// Whether `text` begins with a fenced block of metadata.
pub(super) fn is_fenced(text: &str) -> bool {
    fence(text).is_some()
}

/// Takes the metadata off the head of `text`, where there is any.
pub(super) fn split(text: &str) -> (Metadata, &str) {
    if let Some(Fenced { inner, rest, toml }) = fence(text) {
        let pairs = if toml { toml_pairs(inner) } else { yaml_pairs(inner) };
        return (metadata(&pairs), rest);
    }
    header_lines(text).unwrap_or((Metadata::default(), text))
}

/// How many lines of metadata are read at most.
const MAX_LINES: usize = 200;

struct Fenced<'a> {
    inner: &'a str,
    rest: &'a str,
    toml: bool,
}

type Pair = (String, Vec<String>);

fn fence(text: &str) -> Option<Fenced<'_>> {
    let text = text.trim_start();
    let (first, body) = text.split_once('\n')?;
    let toml = match first.trim_end() {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let mut at = 0;
    for line in body.split_inclusive('\n').take(MAX_LINES) {
        let bare = line.trim_end();
        if (toml && bare == "+++") || (!toml && matches!(bare, "---" | "...")) {
            let inner = &body[..at];
            let has_pair = inner.lines().any(|line| line.contains(if toml { '=' } else { ':' }));
            return has_pair.then(|| Fenced { inner, rest: &body[at + line.len()..], toml });
        }
        let looks_yaml = bare.is_empty() || bare.starts_with([' ', '-', '#']) || key_of(bare).is_some();
        if !toml && !looks_yaml {
            return None;
        }
        at += line.len();
    }
    None
}

/// `Title: …`, `Author: …`, `Date: …` on the first lines of a file, up to the first blank one.
fn header_lines(text: &str) -> Option<(Metadata, &str)> {
    let text = text.trim_start();
    let end = text.find("\n\n")?;
    let head = &text[..end];
    if head.len() > 4000 || head.lines().count() < 2 {
        return None;
    }
    let mut pairs = Vec::new();
    for line in head.lines() {
        let (key, value) = key_of(line)?;
        field(&fold(key))?;
        pairs.push((fold(key), vec![value.trim().to_owned()]));
    }
    let metadata = metadata(&pairs);
    metadata.title.is_some().then_some((metadata, &text[end..]))
}

fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ' | '.');
    (!key.is_empty() && key.len() <= 40 && key.chars().all(plain)).then_some((key, value))
}

fn yaml_pairs(inner: &str) -> Vec<Pair> {
    let mut pairs: Vec<Pair> = Vec::new();
    for line in inner.lines() {
        let flat = line.trim();
        if flat.is_empty() || flat.starts_with('#') {
            continue;
        }
        if let Some(item) = flat.strip_prefix('-').filter(|_| !pairs.is_empty()) {
            let item = item.trim();
            let item = item.strip_prefix("name:").unwrap_or(item);
            if let Some((_, values)) = pairs.last_mut() {
                values.push(unquote(item));
            }
        } else if line.starts_with(' ') {
            // The rest of a folded value, a nested map's `name:`, or something that no field needs.
            let Some((_, values)) = pairs.last_mut() else { continue };
            match (flat.strip_prefix("name:"), values.last_mut()) {
                (Some(name), _) => values.push(unquote(name)),
                (None, Some(_)) if key_of(flat).is_some_and(|(key, _)| !key.contains(' ')) => {}
                (None, Some(last)) => {
                    last.push(' ');
                    last.push_str(flat);
                }
                (None, None) => values.push(flat.to_owned()),
            }
        } else if let Some((key, value)) = key_of(line) {
            let value = value.trim();
            let values = match value.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
                Some(list) => list.split(',').map(unquote).collect(),
                None if matches!(value, "" | ">" | "|" | ">-" | "|-") => Vec::new(),
                None => vec![unquote(value)],
            };
            pairs.push((fold(key), values));
        }
    }
    pairs
}

fn unquote(value: &str) -> String {
    let value = value.trim();
    for quote in ['"', '\''] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote)) {
            return if quote == '"' { inner.replace("\\\"", "\"") } else { inner.replace("''", "'") };
        }
    }
    value.to_owned()
}

fn toml_pairs(inner: &str) -> Vec<Pair> {
    let Ok(table) = inner.parse::<toml::Table>() else { return Vec::new() };
    table
        .into_iter()
        .map(|(key, value)| {
            let values = match value {
                toml::Value::Array(items) => items.iter().filter_map(toml_text).collect(),
                other => toml_text(&other).into_iter().collect(),
            };
            (fold(&key), values)
        })
        .collect()
}

fn toml_text(value: &toml::Value) -> Option<String> {
    match value {
        toml::Value::String(text) => Some(text.clone()),
        toml::Value::Datetime(time) => Some(time.to_string()),
        toml::Value::Table(table) => table.get("name").and_then(toml_text),
        _ => None,
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Standfirst,
    StandfirstLength,
    Authors,
    Published,
    Updated,
    Language,
    Url,
    /// Known, and of no use to a reader.
    Ignored,
}

fn field(folded_key: &str) -> Option<Field> {
    Some(match folded_key.replace(['_', '-'], " ").as_str() {
        "title" | "headline" => Field::Title,
        "standfirst" | "subtitle" | "description" | "summary" | "dek" | "deck" | "excerpt"
        | "subheadline" | "abstract" | "lede" => Field::Standfirst,
        "standfirst length" => Field::StandfirstLength,
        "author" | "authors" | "byline" | "by" | "writer" | "writers" => Field::Authors,
        "date" | "published" | "publishdate" | "publish date" | "published at" | "pubdate"
        | "date published" | "datepublished" | "published date" | "publication date" | "created" => {
            Field::Published
        }
        "updated" | "lastmod" | "modified" | "last updated" | "updated at" | "date modified"
        | "datemodified" | "last modified" => Field::Updated,
        "lang" | "language" | "locale" => Field::Language,
        "url" | "link" | "canonical" | "canonical url" | "permalink" | "source url" => Field::Url,
        "source" | "publisher" | "publication" | "outlet" | "site" | "section" | "category" | "tags"
        | "keywords" | "location" => Field::Ignored,
        _ => return None,
    })
}

fn metadata(pairs: &[Pair]) -> Metadata {
    let mut out = Metadata::default();
    for (key, values) in pairs {
        let Some(first) = values.first().map(|value| CleanText::line(value)).filter(|v| !v.is_empty()) else {
            continue;
        };
        match field(key) {
            Some(Field::Title) => fill(&mut out.title, Some(first)),
            Some(Field::Standfirst) => fill(&mut out.standfirst, Some(first)),
            Some(Field::StandfirstLength) => out.standfirst_length = first.parse().ok(),
            Some(Field::Authors) => out.authors.extend(values.iter().flat_map(|value| authors(value))),
            Some(Field::Published) => fill(&mut out.published, date::parse(&first)),
            Some(Field::Updated) => fill(&mut out.updated, date::parse(&first)),
            Some(Field::Language) => fill(&mut out.language, language::normalise(&first)),
            Some(Field::Url) => fill(&mut out.url, first.contains("://").then_some(first)),
            Some(Field::Ignored) | None => {}
        }
    }
    out
}

/// The first value given wins.
fn fill<T>(slot: &mut Option<T>, value: Option<T>) {
    if slot.is_none() {
        *slot = value;
    }
}

fn authors(value: &str) -> Vec<Author> {
    let value = CleanText::line(value);
    let value = value.strip_prefix("By ").or_else(|| value.strip_prefix("by ")).unwrap_or(&value);
    value
        .split([',', ';', '&'])
        .flat_map(|part| part.split(" and "))
        .map(|part| part.trim().trim_start_matches("and "))
        .filter(|part| !part.is_empty())
        .map(|part| match part.split_once('<') {
            Some((name, email)) if email.contains('@') => Author {
                name: CleanText::line(name),
                email: Some(CleanText::line(email.trim_end_matches('>'))),
                ..Author::default()
            },
            _ => Author { name: CleanText::line(part), ..Author::default() },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::split;

    fn check(text: &str, expect: (&str, &[&str], Option<&str>, &str)) {
        let (metadata, rest) = split(text);
        let names: Vec<&str> = metadata.authors.iter().map(|author| &*author.name).collect();
        let published = metadata.published.map(|time| time.to_string());
        let title = metadata.title.as_deref().unwrap_or("");
        assert_eq!((title, &*names, published.as_deref(), rest.trim()), expect);
    }

    #[test]
    fn metadata_comes_off_the_head() {
        let day = Some("2025-10-25T00:00:00Z");
        check(
            "---\ntitle: \"Talks: resume\"\nauthors:\n  - Ann Lee\n  - name: Bo Day\ndate: 2025-10-25\n---\nBody",
            ("Talks: resume", &["Ann Lee", "Bo Day"], day, "Body"),
        );
        check(
            "---\ntitle: 'Talks'\nauthor: Ann Lee and Bo Day\ntags: [a, b]\n---\nBody",
            ("Talks", &["Ann Lee", "Bo Day"], None, "Body"),
        );
        check(
            "+++\ntitle = \"Talks\"\nauthor = [\"Ann Lee\"]\ndate = 2025-10-25\n+++\nBody",
            ("Talks", &["Ann Lee"], day, "Body"),
        );
        check(
            "Title: Talks\nAuthor: Ann Lee\nDate: 25 October 2025\n\nBody",
            ("Talks", &["Ann Lee"], day, "Body"),
        );
    }

    #[test]
    fn a_rule_is_no_fence() {
        for text in [
            "---\nBody text goes on\n---\nmore",
            "Russia: wants talks\nUkraine: is wary\n\nBody",
            "---\n---\nBody",
        ] {
            check(text, ("", &[], None, text));
        }
    }
}
