//! Reads real articles that lie outside of the project, in the folder that `MASTHEAD_SHARED` names.

mod feeds;
#[path = "../harness/mod.rs"]
mod harness;
mod pages;
mod seed;
#[cfg(unix)]
mod terminal_bytes;

#[cfg(unix)]
use harness::{clean, home, sequences, terminal};

use std::fs;
use std::path::{Path, PathBuf};

use masthead::ingest::{Input, parse};
use serde_json::Value;

#[test]
fn the_seed_gives_the_document_beside_it() {
    let seed = shared().join("seed");
    let mut seen = 0;
    for path in files(&seed, "txt") {
        let expected = seed.join(format!("{}.expected.json", stem(&path)));
        let expected: Value = serde_json::from_slice(&read(&expected)).expect("JSON");
        let mut differences = Vec::new();
        compare("", &expected, &document(&path), &mut differences);
        assert!(differences.is_empty(), "{}:\n{}", path.display(), differences.join("\n"));
        seen += 1;
    }
    assert!(seen > 0, "no seed in {}", seed.display());
}

#[test]
fn plain_text_articles_lose_nothing() {
    let folder = shared().join("corpora/plain-text/wikinews-gum");
    let (mut seen, mut as_paragraphs, mut as_headings) = (0, 0, 0);
    for path in files(&folder, "txt") {
        let reference: Value = serde_json::from_slice(&read(&path.with_extension("json"))).expect("JSON");
        let document = document(&path);
        let name = path.display();
        assert_eq!(document["title"], reference["title"], "{name}");
        let published = document["published"].as_str().unwrap_or("");
        assert!(published.starts_with(reference["date"].as_str().expect("a date")), "{name}: {published}");
        let (mut body, mut headings) = (Vec::new(), Vec::new());
        for section in document["sections"].as_array().expect("sections") {
            headings.extend(section["heading"].as_str().map(str::to_owned));
            texts(&section["blocks"], &mut body);
        }
        let body = squeeze(&body.join(" "));
        let headings = squeeze(&headings.join(" "));
        for block in reference["blocks"].as_array().expect("blocks").iter().skip(2) {
            let mut parts = Vec::new();
            texts(block, &mut parts);
            for part in parts {
                let part = squeeze(&part);
                if body.contains(&part) {
                    as_paragraphs += 1;
                } else {
                    assert!(headings.contains(&part), "{name}: lost {part}");
                    assert_ne!(block["type"], "p", "{name}: a paragraph became a heading: {part}");
                    as_headings += 1;
                }
            }
        }
        seen += 1;
    }
    assert!(seen > 0, "no articles in {}", folder.display());
    assert!(
        as_headings <= MOST_CAPTIONS_AS_HEADINGS,
        "of {seen} articles, {as_paragraphs} blocks in the body, {as_headings} captions taken for headings"
    );
}

/// Captions without a mark look like headings; there may be fewer, never more.
const MOST_CAPTIONS_AS_HEADINGS: usize = 1;

fn shared() -> PathBuf {
    let named = std::env::var_os("MASTHEAD_SHARED").unwrap_or_else(|| "../shared".into());
    // Programs are run elsewhere.
    fs::canonicalize(&named).unwrap_or_else(|error| panic!("{}: {error}", named.display()))
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ext| ext == extension));
    paths.sort();
    paths
}

fn stem(path: &Path) -> String {
    path.file_stem().expect("a name").to_string_lossy().into_owned()
}

fn read(path: &Path) -> Vec<u8> {
    fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn document(path: &Path) -> Value {
    let bytes = read(path);
    let parsed = parse(&Input::new(&bytes, path.to_str())).expect("an article");
    serde_json::to_value(parsed.content.article().expect("an article").document).expect("serialises")
}

/// Every field of `expected` has to be in `found`, which may have more.
fn compare(at: &str, expected: &Value, found: &Value, differences: &mut Vec<String>) {
    match (expected, found) {
        (Value::Object(fields), Value::Object(_)) => {
            for (name, value) in fields {
                compare(&format!("{at}/{name}"), value, &found[name], differences);
            }
        }
        (Value::Array(items), Value::Array(others)) if items.len() == others.len() => {
            for (nth, (item, other)) in items.iter().zip(others).enumerate() {
                compare(&format!("{at}/{nth}"), item, other, differences);
            }
        }
        _ if expected == found => {}
        _ => differences.push(format!("{at}: expected {expected}, found {found}")),
    }
}

fn texts(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| texts(item, out)),
        Value::Object(fields) => {
            out.extend(
                ["actor", "text"].iter().filter_map(|key| fields.get(*key)?.as_str().map(str::to_owned)),
            );
            fields.values().filter(|field| field.is_array()).for_each(|field| texts(field, out));
        }
        Value::String(text) => out.push(text.clone()),
        _ => {}
    }
}

/// White space makes no difference, and neither does the colon between an actor and a position.
fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && *c != ':').collect()
}
