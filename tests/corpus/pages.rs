//! Reads saved pages through the binary and holds the marks that were reached: never below.

use std::collections::HashMap;
use std::hash::Hash;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::{files, read, shared};

/// The marks of a set, each a share of 1.
#[derive(Debug)]
struct Marks {
    text: f64,
    title: f64,
    byline: f64,
    date: f64,
    headings_kept: f64,
    headings_spurious: f64,
}

#[test]
fn news_pages_keep_their_marks() {
    let reached = score("news2023");
    let least = Marks {
        text: 0.972,
        title: 0.937,
        byline: 0.999,
        date: 0.983,
        headings_kept: 0.991,
        headings_spurious: 0.089,
    };
    hold(&reached, &least);
}

#[test]
fn other_articles_keep_their_marks() {
    let reached = score("wcxb-dev-articles");
    let least = Marks {
        text: 0.956,
        title: 0.886,
        byline: 0.824,
        date: 0.820,
        headings_kept: 0.977,
        headings_spurious: 0.093,
    };
    hold(&reached, &least);
}

#[test]
fn mozilla_pages_keep_their_words() {
    let folder = shared().join("corpora/pages/mozilla");
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("pages").map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let (mut kept, mut added, mut seen) = (0.0, 0.0, 0.0);
    for path in &paths {
        let found = parse(&[path.join("source.html.gz")], &["--format", "json"], None);
        let Some(found) = found.first() else { continue };
        let (expected, body) = (bag(&without_tags(&path.join("expected.html.gz"))), bag(&all_text(found)));
        let total: usize = expected.values().sum();
        if total == 0 {
            continue;
        }
        kept += share(common(&expected, &body), total);
        added += 1.0 - share(common(&expected, &body), body.values().sum());
        seen += 1.0;
    }
    let (kept, added) = (kept / seen, added / seen);
    assert!(kept >= MOZILLA_KEPT && added <= MOZILLA_ADDED, "kept {kept:.4}, added {added:.4}");
}

/// What is left are share lines, newsletter boxes and comments, which the expected articles keep.
const MOZILLA_KEPT: f64 = 0.976;
const MOZILLA_ADDED: f64 = 0.0235;

#[test]
fn hostile_markup_gives_something_or_an_error() {
    let folder = shared().join("corpora/hostile/html5lib");
    let names = files(&folder, "gz");
    assert!(!names.is_empty(), "nothing in {}", folder.display());
    for line in parse(&names, &["--format", "page-json"], None) {
        assert!(line.is_object());
    }
}

fn hold(reached: &Marks, least: &Marks) {
    let holds = reached.text >= least.text
        && reached.title >= least.title
        && reached.byline >= least.byline
        && reached.date >= least.date
        && reached.headings_kept >= least.headings_kept
        && reached.headings_spurious <= least.headings_spurious;
    assert!(holds, "reached {reached:?}\nthe mark is {least:?}");
    println!("{reached:?}");
}

/// Runs `masthead parse`; gives its lines.
fn parse(paths: &[PathBuf], options: &[&str], relative_to: Option<&Path>) -> Vec<Value> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.arg("parse").args(options).args(paths);
    if let Some(folder) = relative_to {
        command.arg("--relative-to").arg(folder);
    }
    let output = command.output().expect("masthead runs");
    assert!(output.status.code().is_some_and(|code| code < 2), "{:?}", output.status);
    serde_json::Deserializer::from_slice(&output.stdout)
        .into_iter()
        .map(|value| value.expect("JSON"))
        .collect()
}

fn score(set: &str) -> Marks {
    let folder = shared().join("corpora/pages").join(set);
    let html = folder.join("html");
    let lines = parse(&files(&html, "gz"), &["--format", "page-json"], Some(&html));
    let found: HashMap<&str, &Value> =
        lines.iter().filter_map(|line| Some((line["id"].as_str()?, line))).collect();
    let truth = String::from_utf8(read(&folder.join("truth.jsonl"))).expect("UTF-8");
    let truth: Vec<Value> = truth.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let (mut precision, mut recall) = (Mean::default(), Mean::default());
    let (mut title, mut byline, mut date) = (Mean::default(), Mean::default(), Mean::default());
    let (mut kept, mut spurious) = (Mean::default(), Mean::default());
    for page in &truth {
        let none = Value::Null;
        let line = found.get(page["id"].as_str().expect("an id")).copied().unwrap_or(&none);
        let text = |value: &Value, name: &str| value[name].as_str().unwrap_or("").to_owned();
        let (a, b) = (shingles(&text(page, "text")), shingles(&text(line, "text")));
        let both = common(&a, &b);
        if !b.is_empty() {
            precision.add(share(both, b.values().sum()));
        }
        recall.add(share(both, a.values().sum()));
        if !text(page, "title").is_empty() {
            title.add_if(normal(&text(line, "title")) == normal(&text(page, "title")));
        }
        if !text(page, "byline").is_empty() {
            byline.add_if(is_byline(&text(line, "byline"), &text(page, "byline")));
        }
        if !text(page, "date").is_empty() && page["date_suspect"] != true {
            date.add_if(is_date(&text(line, "date"), &text(page, "date")));
        }
        let headings: Vec<String> = line["headings"]
            .as_array()
            .map(|list| list.iter().filter_map(Value::as_str).map(normal).filter(|h| !h.is_empty()).collect())
            .unwrap_or_default();
        for heading in page["headings"].as_array().expect("headings") {
            kept.add_if(headings.contains(&normal(heading[1].as_str().unwrap_or(""))));
        }
        let lines: Vec<String> = text(page, "text").split('\n').map(normal).collect();
        let distinct: std::collections::HashSet<&String> = headings.iter().collect();
        for heading in distinct {
            spurious.add_if(!lines.contains(heading) && *heading != normal(&text(page, "title")));
        }
    }
    let (p, r) = (precision.get(), recall.get());
    Marks {
        text: 2.0 * p * r / (p + r),
        title: title.get(),
        byline: byline.get(),
        date: date.get(),
        headings_kept: kept.get(),
        headings_spurious: spurious.get(),
    }
}

#[derive(Default)]
struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1.0;
    }

    fn add_if(&mut self, is: bool) {
        self.add(if is { 1.0 } else { 0.0 });
    }

    fn get(&self) -> f64 {
        self.sum / self.count.max(1.0)
    }
}

/// Letters and digits in lower case, with single spaces between words.
fn normal(text: &str) -> String {
    words(&text.to_lowercase()).join(" ")
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|w| !w.is_empty())
        .map(str::to_owned)
        .collect()
}

fn counted<T: Eq + Hash>(items: impl Iterator<Item = T>) -> HashMap<T, usize> {
    let mut out = HashMap::new();
    for item in items {
        *out.entry(item).or_insert(0) += 1;
    }
    out
}

fn shingles(text: &str) -> HashMap<Vec<String>, usize> {
    let words = words(text);
    match words.len() {
        0 => HashMap::new(),
        1..4 => counted(std::iter::once(words)),
        _ => counted(words.windows(4).map(<[String]>::to_vec)),
    }
}

fn bag(text: &str) -> HashMap<String, usize> {
    counted(words(&text.to_lowercase()).into_iter())
}

fn common<T: Eq + Hash>(a: &HashMap<T, usize>, b: &HashMap<T, usize>) -> usize {
    a.iter().map(|(item, count)| *count.min(b.get(item).unwrap_or(&0))).sum()
}

#[expect(clippy::cast_precision_loss, reason = "there are far fewer words than that")]
fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn is_byline(found: &str, expected: &str) -> bool {
    let set =
        |text: &str| normal(text).split(' ').map(str::to_owned).collect::<std::collections::HashSet<_>>();
    let (x, mut y) = (set(found), set(expected));
    y.remove("by");
    y.remove("and");
    !y.is_empty() && share(x.intersection(&y).count(), y.len()) >= 0.6 && x.len() <= 2 * y.len() + 2
}

fn is_date(found: &str, expected: &str) -> bool {
    let day = |text: &str| text.get(..10)?.parse::<jiff::civil::Date>().ok();
    match (day(found), day(expected)) {
        (Some(x), Some(y)) => (x.until(y).map_or(9, |span| span.get_days())).abs() <= 1,
        (_, None) => true,
        _ => false,
    }
}

/// The words of a page.
fn without_tags(path: &Path) -> String {
    let mut html = String::new();
    let file = std::fs::File::open(path).expect("a page");
    flate2::read::MultiGzDecoder::new(file).read_to_string(&mut html).expect("UTF-8");
    let pieces = html.split('<').map(|piece| piece.split_once('>').map_or(piece, |(_, text)| text));
    let text = pieces.collect::<Vec<_>>().join(" ");
    [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (entity, plain)| text.replace(entity, plain))
}

/// A note without its number, which the page gives to it as it does to the items of a list.
fn without_number(text: &str) -> &str {
    let note = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    note.filter(|(mark, _)| mark.bytes().all(|byte| byte.is_ascii_digit())).map_or(text, |(_, note)| note)
}

/// Everything that a document says.
fn all_text(value: &Value) -> String {
    let mut out = String::new();
    gather(value, &mut out);
    out
}

fn gather(value: &Value, out: &mut String) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| gather(item, out)),
        Value::Object(fields) => {
            for (name, field) in fields {
                let is_said = matches!(
                    &**name,
                    "text" | "actor" | "caption" | "label" | "heading" | "dateline" | "standfirst" | "bio"
                );
                match field {
                    Value::String(text) if is_said => {
                        out.push_str(without_number(text));
                        out.push('\n');
                    }
                    Value::Array(_) | Value::Object(_) => gather(field, out),
                    _ => {}
                }
            }
        }
        Value::String(text) => {
            out.push_str(text);
            out.push('\n');
        }
        _ => {}
    }
}
