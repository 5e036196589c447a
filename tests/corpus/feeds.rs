//! Feeds that no one here wrote: never worse than what was reached.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use crate::shared;

#[test]
fn odd_feeds_give_what_is_expected() {
    let line = score("expect", "feedparser", "expect.jsonl", &["xml"]);
    let [files, parsed] = [number(&line, "files "), number(&line, "parsed ")];
    assert!(files - parsed < 0.5, "{line}");
    let text = |set: &str| number(line.split(set).nth(1).expect("the set"), "text ");
    assert!(text("core:") >= 0.984 && text("sanitize:") >= 0.998, "{line}");
}

#[test]
fn real_feeds_give_what_a_tolerant_parser_reads() {
    let line = score("real", "real-feeds", "reference.jsonl", &["gz"]);
    assert!(number(&line, "feeds ") - number(&line, "parsed ") < 0.5, "{line}");
    // Of the dates, 21 are misread in the reference: `2020/1/10` and `02:02:33 PM`.
    for (field, least) in
        [("title ", 0.998), ("link ", 0.995), ("id ", 0.999), ("date ", 0.98), ("author ", 0.97)]
    {
        assert!(number(&line, field) >= least, "{field}: {line}");
    }
}

#[test]
fn hostile_files_and_lists_of_feeds_give_articles_or_one_clear_error() {
    let (mut read, mut refused) = (0, 0);
    for folder in ["hostile", "opml"] {
        for path in files(&shared().join("corpora").join(folder)) {
            let begin = Instant::now();
            let output = masthead().arg("parse").arg(&path).output().expect("masthead runs");
            let name = path.display();
            assert!(begin.elapsed() < Duration::from_secs(10), "{name}");
            let said = String::from_utf8(output.stderr).expect("UTF-8");
            let shown = String::from_utf8(output.stdout).expect("UTF-8");
            let control = said.chars().chain(shown.chars()).find(|c| c.is_control() && *c != '\n');
            assert_eq!(control, None, "{name}");
            match output.status.code() {
                Some(0) => {
                    assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok(), "{name}: {shown}");
                    read += 1;
                }
                Some(1) => {
                    assert!(
                        shown.is_empty() && said.lines().count() == 1 && said.len() > 20,
                        "{name}: {said}"
                    );
                    refused += 1;
                }
                status => panic!("{name}: {status:?}"),
            }
        }
    }
    assert!(read > 100 && refused > 20, "{read} read, {refused} refused");
}

/// What the scorer says of masthead on the files in `folder`.
fn score(mode: &str, folder: &str, reference: &str, extensions: &[&str]) -> String {
    let corpora = shared().join("corpora");
    let root = corpora.join(folder);
    let mut paths = files(&root);
    paths.retain(|path| path.extension().is_some_and(|ext| extensions.iter().any(|known| ext == *known)));
    assert!(!paths.is_empty(), "no feeds in {}", root.display());
    let dir = tempfile::tempdir().expect("a folder");
    let list: String = paths.iter().map(|path| format!("{}\n", path.display())).collect();
    fs::write(dir.path().join("list"), list).expect("a list");
    let mut parse = masthead();
    parse.args(["parse", "--format", "feed-json", "--files-from"]).arg(dir.path().join("list"));
    let output = parse.arg("--relative-to").arg(&root).output().expect("masthead runs");
    let lines = dir.path().join("out.jsonl");
    fs::write(&lines, output.stdout).expect("the output");
    let mut scorer = Command::new("python3");
    scorer.arg(corpora.join("score_feeds.py")).arg(mode).arg(root.join(reference)).arg(&lines);
    let scored = scorer.output().expect("python3 runs");
    String::from_utf8_lossy(&scored.stdout).lines().next().unwrap_or_default().to_owned()
}

fn masthead() -> Command {
    Command::new(env!("CARGO_BIN_EXE_masthead"))
}

/// The number that follows `label`.
fn number(line: &str, label: &str) -> f64 {
    let after = line.split(label).nth(1).unwrap_or_default();
    let word: String = after.chars().take_while(|c| c.is_ascii_digit() || *c == '.').collect();
    word.parse().unwrap_or_else(|_| panic!("no {label} in: {line}"))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found.sort();
    found
}
