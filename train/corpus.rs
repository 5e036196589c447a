//! The documents that the tagger learns from, and those that it is measured on.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

/// A document with its names.
#[derive(Clone, Debug)]
pub struct Gold {
    /// Where it comes from.
    pub source: String,
    /// Under what licence.
    pub licence: String,
    /// It is kept for measuring.
    pub is_dev: bool,
    /// Its text.
    pub text: String,
    /// Its names, in bytes of the text: start, end, label.
    pub spans: Vec<(usize, usize, String)>,
}

#[derive(Deserialize)]
struct Line {
    source: String,
    licence: String,
    split: String,
    text: String,
    spans: Vec<(usize, usize, String)>,
}

/// The source of the texts that were written for this project.
pub const OWN: &str = "masthead";

/// The documents of a file of one JSON object a line, whose spans count code points.
pub fn public(path: &Path) -> io::Result<Vec<Gold>> {
    let file = fs::read_to_string(path)?;
    file.lines().map(|line| Ok(gold(serde_json::from_str(line)?))).collect()
}

fn gold(line: Line) -> Gold {
    let mut places: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
    places.push(line.text.len());
    let spans =
        line.spans.into_iter().map(|(start, end, label)| (places[start], places[end], label)).collect();
    Gold { source: line.source, licence: line.licence, is_dev: line.split == "dev", text: line.text, spans }
}

/// The documents of a folder of texts in which names are marked `[Dmitry Peskov|PER]`; every tenth is for measuring.
pub fn own(folder: &Path) -> io::Result<Vec<Gold>> {
    let mut paths: Vec<_> = fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        for text in fs::read_to_string(path)?.split("\n===\n") {
            found.push(marked(text.trim()));
        }
    }
    for (nth, gold) in found.iter_mut().enumerate() {
        gold.is_dev = nth % 10 == 5;
    }
    Ok(found)
}

fn marked(source: &str) -> Gold {
    let (mut text, mut spans) = (String::new(), Vec::new());
    let mut rest = source;
    while let Some((before, after)) = rest.split_once('[') {
        text.push_str(before);
        let (mark, after) = after.split_once(']').unwrap_or((after, ""));
        let (name, label) = mark.rsplit_once('|').unwrap_or((mark, ""));
        let start = text.len();
        text.push_str(name);
        spans.push((start, text.len(), label.to_owned()));
        rest = after;
    }
    text.push_str(rest);
    let licence = "MIT OR Apache-2.0 (this project)".to_owned();
    Gold { source: OWN.to_owned(), licence, is_dev: false, text, spans }
}
