//! How many instructions hot paths take: the same on every machine but for a few in a hundred, and however busy it is.
//!
//! Each path is gone so often and then three times so often, by a process of its own under valgrind; the difference is what
//! it takes once everything stands ready.

use std::fmt::Write as _;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use masthead::actors::Recognizer;
use masthead::app::Key;
use masthead::ingest::{Input, parse};
use masthead::model::{CleanText, Cursor, Document, FeedId, FeedOrigin, Listing, Query, Scope};
use masthead::store::{Reader, Store};

use crate::articles::{Generated, Generator, Outcome, add, word};
use crate::browsing::Browsing;
use crate::desk::Desk;

/// The hot paths, and how often each is gone.
const PATHS: [(&str, usize); 7] = [
    ("parse-feed", 1),
    ("recognise-article", 30),
    ("wrap-article", 30),
    ("draw-article", 30),
    ("query-store", 20),
    ("feed-list-key", 20),
    ("article-list-key", 50),
];

/// Prints how many instructions each hot path takes once; nothing where there is no valgrind.
///
/// # Errors
/// Where one cannot be counted.
pub(crate) fn count(out: &mut impl Write) -> Outcome<()> {
    if Command::new("valgrind").arg("--version").stdout(Stdio::null()).status().is_err() {
        writeln!(out, "not measured, as there is no valgrind")?;
        return Ok(());
    }
    for (path, times) in PATHS {
        let few = instructions_of(path, times)?;
        let many = instructions_of(path, times * 3)?;
        writeln!(out, "{path} {}", many.saturating_sub(few) / (2 * times as u64))?;
    }
    Ok(())
}

fn instructions_of(path: &str, times: usize) -> Outcome<u64> {
    let program = std::env::current_exe()?;
    let ran = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["do", path, &times.to_string()])
        .output()?;
    let said = String::from_utf8_lossy(&ran.stderr);
    if !ran.status.success() {
        return Err(format!("{path} could not be gone:\n{said}").into());
    }
    let collected = said.lines().find_map(|line| line.split_once("Collected : ")?.1.trim().parse().ok());
    collected.ok_or_else(|| format!("valgrind counted nothing:\n{said}").into())
}

/// Goes a hot path so often.
///
/// # Errors
/// Where there is no such path, or it cannot be gone.
pub(crate) fn work(mut arguments: impl Iterator<Item = String>) -> Outcome<()> {
    let path = arguments.next().unwrap_or_default();
    let times: usize = arguments.next().unwrap_or_default().parse()?;
    let mut generator = Generator::new();
    let mut documents = || -> Document { generator.article(0, &[FeedId(1)]).document };
    match path.as_str() {
        "parse-feed" => {
            let feed = feed(100);
            repeat(times, || parse(&Input::new(feed.as_bytes(), None)).map(|_| ()).map_err(Into::into))
        }
        "recognise-article" => {
            let (recognizer, document) = (Recognizer::default(), documents());
            repeat(times, || {
                std::hint::black_box(recognizer.recognize(&document));
                Ok(())
            })
        }
        "wrap-article" => {
            let mut desk = Desk::new(documents()).read();
            let mut narrow = false;
            repeat(times, || {
                narrow = !narrow;
                desk.resize(if narrow { 120 } else { 160 });
                Ok(())
            })
        }
        "draw-article" => {
            let mut desk = Desk::new(documents()).read();
            desk.draw();
            repeat(times, || {
                desk.press(Key::char('j'));
                desk.draw();
                Ok(())
            })
        }
        "query-store" => query(times),
        "feed-list-key" => browse("h", "jjjjjjjkkkkkkk", times),
        "article-list-key" => browse("", "j", times),
        _ => Err(format!("no such path: {path}").into()),
    }
}

fn repeat(times: usize, mut work: impl FnMut() -> Outcome<()>) -> Outcome<()> {
    (0..times).try_for_each(|_| work())
}

/// Fills a small store: eight feeds of 25 articles.
fn fill(path: &Path) -> Outcome<()> {
    let mut store = Store::open(path)?;
    let feeds = (0..8)
        .map(|n| store.feed_named(&CleanText::new(&format!("Agency {n}")), FeedOrigin::Files))
        .collect::<Result<Vec<FeedId>, _>>()?;
    let mut generator = Generator::new();
    let batch: Vec<Generated> = (0..200).map(|n| generator.article(n, &feeds)).collect();
    add(&mut store, path, batch)
}

/// Presses some keys, and then these, over and over, so many in all.
fn browse(first: &str, keys: &str, times: usize) -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("masthead.db");
    fill(&path)?;
    let mut browsing = Browsing::open(&path)?;
    first.chars().for_each(|key| browsing.press(key));
    keys.chars().cycle().take(times).for_each(|key| browsing.press(key));
    Ok(())
}

/// A page of each sort of search, in a small store.
fn query(times: usize) -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("masthead.db");
    fill(&path)?;
    let reader = Reader::open(&path)?;
    let actor =
        reader.actors("", 1)?.first().map(|actor| format!("actor:\"{}\"", actor.name)).unwrap_or_default();
    let queries =
        [word(3), word(4900), "\"peace talks\"".to_owned(), "gov*".to_owned(), actor, String::new()];
    let listings = queries
        .map(|query| Query::parse(&query).map(|query| Listing { scope: Scope::All, filter: Some(query) }));
    let listings: Vec<Listing> = listings.into_iter().collect::<Result<_, _>>()?;
    repeat(times, || {
        for listing in &listings {
            std::hint::black_box(reader.headlines(listing, Cursor::Newest, 50)?);
        }
        Ok(())
    })
}

/// A feed of so many articles.
fn feed(articles: u64) -> String {
    let mut generator = Generator::new();
    let mut out = "<rss version='2.0'><channel><title>Agency</title>".to_owned();
    for nth in 0..articles {
        let Generated { document, .. } = generator.article(nth, &[FeedId(1)]);
        let _ = write!(out, "<item><guid>{nth}</guid><title>{}</title><description>", &*document.title);
        for block in document.sections.iter().flat_map(|section| &section.blocks) {
            let _ = write!(out, "&lt;p&gt;{}&lt;/p&gt;", block.parts().join(": "));
        }
        out.push_str("</description></item>");
    }
    out.push_str("</channel></rss>");
    out
}
