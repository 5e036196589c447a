//! Generated articles, and stores filled with them: what the programs that measure have in common.

mod generator;

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use masthead::model::{CleanText, FeedId, FeedOrigin};
use masthead::store::{Analysed, Bundle, Incoming, Reader, Store};

pub(crate) use generator::{Generated, Generator, word};

/// What a program comes to.
pub(crate) type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const BATCH: usize = 1000;
const FEEDS: usize = 40;
/// After so many articles it says how quickly the last of them went in: that is to stay the same.
const STRETCH: u64 = 100_000;

/// What a program was asked for.
pub(crate) struct Options {
    /// How many articles the store has at least.
    pub(crate) articles: u64,
    /// How often everything is measured.
    pub(crate) runs: usize,
    /// The folder of the store, where it is not to be a passing one.
    pub(crate) dir: Option<PathBuf>,
    /// Whether a store that was filled stays.
    pub(crate) keep: bool,
}

impl Options {
    #[allow(dead_code, reason = "a program that has tasks reads what follows the task")]
    /// From the arguments of the process; `runs` where they do not say how often.
    pub(crate) fn from_args(runs: usize) -> Outcome<Self> {
        let mut options = Self::read(std::env::args().skip(1), runs)?;
        if !std::env::args().any(|argument| argument == "--bench") {
            // `cargo test --benches`: show that it works, no more.
            options.articles = options.articles.min(200);
            options.runs = 2;
        }
        Ok(options)
    }

    /// From arguments.
    pub(crate) fn read(mut args: impl Iterator<Item = String>, runs: usize) -> Outcome<Self> {
        let mut options = Self { articles: 5000, runs, dir: None, keep: false };
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value"));
            match arg.as_str() {
                "--articles" => options.articles = value()?.parse()?,
                "--runs" => options.runs = value()?.parse::<usize>()?.max(1),
                "--dir" => options.dir = Some(value()?.into()),
                "--keep" => options.keep = true,
                // What cargo and its test harness pass along.
                _ => {}
            }
        }
        Ok(options)
    }
}

/// Fills the store of a folder, has `work` done with it, and removes what was filled unless it is to stay.
///
/// # Errors
/// Where the store cannot be filled, or the work fails.
pub(crate) fn with_store<W: Write>(
    options: &Options,
    out: &mut W,
    work: impl FnOnce(&Path, &mut W) -> Outcome<()>,
) -> Outcome<()> {
    let scratch = tempfile::tempdir()?;
    let dir = options.dir.clone().unwrap_or_else(|| scratch.path().to_owned());
    let path = dir.join("masthead.db");
    let stored = if path.exists() { Reader::open(&path)?.totals()?.articles } else { 0 };
    if stored < options.articles {
        fill(&path, stored, options.articles, out)?;
    }
    let done = work(&path, out);
    if !options.keep && stored == 0 {
        for end in ["", "-wal", "-shm", "-writer"] {
            let _ = fs::remove_file(dir.join(format!("masthead.db{end}")));
        }
    }
    done
}

/// Adds articles to a store and analyses them.
///
/// # Errors
/// Where the store cannot be written.
pub(crate) fn add(store: &mut Store, path: &Path, batch: Vec<Generated>) -> Outcome<()> {
    let incoming: Vec<Incoming> = batch.iter().map(|article| article.incoming.clone()).collect();
    let ids = store.add(&incoming)?;
    let mut analysis: HashMap<_, _> = ids.iter().map(|added| added.id()).zip(batch).collect();
    let waiting = Reader::open(path)?.waiting(usize::MAX)?;
    let analysed = waiting.iter().filter_map(|article| {
        let Generated { document, cast, .. } = analysis.remove(&article.id)?;
        Some(Analysed::new(article, &document, &cast))
    });
    store.note_analysed(Bundle::pack(analysed.collect()))?;
    Ok(())
}

fn fill(path: &Path, from: u64, to: u64, out: &mut impl Write) -> Outcome<()> {
    let mut store = Store::open(path)?;
    let mut generator = Generator::new();
    let feeds = (0..FEEDS)
        .map(|n| store.feed_named(&CleanText::new(&format!("Agency {n:02}")), FeedOrigin::Files))
        .collect::<Result<Vec<FeedId>, _>>()?;
    let started = Instant::now();
    let mut adding = Duration::ZERO;
    let (mut lap, mut lap_from) = (Duration::ZERO, from);
    let (mut json, mut text) = (0, 0);
    let mut n = from;
    while n < to {
        let end = (n + BATCH as u64).min(to);
        let batch: Vec<Generated> = (n..end).map(|n| generator.article(n, &feeds)).collect();
        json +=
            batch.iter().map(|a| serde_json::to_vec(&a.document).map_or(0, |json| json.len())).sum::<usize>();
        text += batch.iter().flat_map(|a| a.document.spots()).map(|(_, text)| text.len()).sum::<usize>();
        let before = Instant::now();
        add(&mut store, path, batch)?;
        adding += before.elapsed();
        lap += before.elapsed();
        n = end;
        if n.is_multiple_of(STRETCH) || n == to {
            let rate = (n - lap_from) as f64 / lap.as_secs_f64();
            writeln!(out, "  {n:>9} articles, {rate:.0} a second in this stretch")?;
            out.flush()?;
            (lap, lap_from) = (Duration::ZERO, n);
        }
    }
    let count = (to - from) as f64;
    writeln!(
        out,
        "added {count} articles of {:.0} bytes of text ({:.0} of JSON) in {:.1} s: {:.0} a second ({:.0} with generating)",
        text as f64 / count,
        json as f64 / count,
        adding.as_secs_f64(),
        count / adding.as_secs_f64(),
        count / started.elapsed().as_secs_f64(),
    )?;
    Ok(())
}
