//! Measures what a person waits for: the real program, in a real pseudo-terminal, on a large store.
//!
//! `cargo bench --bench frames -- --articles 100000 [--dir DIR] [--keep] [--runs N]`. With `--dir` a store that
//! is there already and large enough is measured as it is; its reading marks change. Beside it stands a floor:
//! a ratatui program that does nothing but show a list (this one, started with `--floor`).

mod articles;
mod terminal;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use articles::{Generator, Options, Outcome, with_store, word};
use masthead::actors::Recognizer;
use masthead::model::{CleanText, FeedOrigin, Session};
use masthead::store::{Packed, Reader, Store};
use terminal::table::Table;
use terminal::{Terminal, floor};

const WIDE: (u16, u16) = (160, 50);
const NARROW: (u16, u16) = (80, 24);

/// How many keys of a kind are pressed for each start that is measured.
const KEYS: usize = 5;

fn main() -> Outcome<()> {
    if env::args().any(|arg| arg == "--floor") {
        return floor::run().map_err(Into::into);
    }
    let options = Options::from_args(20)?;
    with_store(&options, &mut io::stdout().lock(), |path, out| measure(path, options.runs, out))
}

fn measure(path: &Path, runs: usize, out: &mut impl Write) -> Outcome<()> {
    let reader = Reader::open(path)?;
    let articles = reader.totals()?.articles;
    let names: Vec<String> = reader.actors("", 40)?.iter().map(|actor| actor.name.to_string()).collect();
    drop(reader);
    let megabytes = fs::metadata(path)?.len() as f64 / 1e6;
    writeln!(
        out,
        "{articles} articles, {megabytes:.0} MB; medians of {runs} starts and of keys as counted\n"
    )?;
    let bench = Bench::new(path, runs)?;
    let mut table = Table::new(out)?;
    bench.starts(&mut table)?;
    bench.keys(articles, &mut table)?;
    bench.opening(&mut table)?;
    bench.searches(&names, articles, &mut table)?;
    huge_article(runs, &mut table)
}

/// The programs, and where they are at home.
struct Bench {
    runs: usize,
    floor: PathBuf,
    home: tempfile::TempDir,
    store: PathBuf,
}

impl Bench {
    fn new(path: &Path, runs: usize) -> Outcome<Self> {
        let store = path.parent().ok_or("the store is in no folder")?.canonicalize()?;
        Ok(Self { runs, floor: env::current_exe()?, home: tempfile::tempdir()?, store })
    }

    /// A reader that has just been opened, as if for the first time.
    fn open(&self, size: (u16, u16)) -> Outcome<(Terminal, Duration)> {
        // The last one to leave has the log tidied away, too.
        Store::open(&self.store.join("masthead.db"))?.save_session(&Session::default())?;
        let store = self.store.to_str().ok_or("the store's folder has a name that is no text")?;
        let program = Path::new(env!("CARGO_BIN_EXE_masthead"));
        let mut reader = Terminal::start(program, &["--store", store], self.home.path(), size)?;
        let first = reader.first_frame(|text| text.contains("ARTICLES") && text.contains("Agency"))?;
        Ok((reader, first))
    }

    fn open_floor(&self) -> Outcome<(Terminal, Duration)> {
        let mut floor = Terminal::start(&self.floor, &["--floor"], self.home.path(), WIDE)?;
        let first = floor.first_frame(|text| text.contains(floor::ROW))?;
        Ok((floor, first))
    }

    /// From the start to the first frame, the two programs in turn.
    fn starts(&self, table: &mut Table<'_, impl Write>) -> Outcome<()> {
        let (mut bare, mut ours) = (Vec::new(), Vec::new());
        for nth in 0..=self.runs {
            let (floor, at_floor) = self.open_floor()?;
            floor.quit("Q")?;
            let (reader, first) = self.open(WIDE)?;
            reader.quit("Q")?;
            // The first ones find cold files.
            if nth > 0 {
                bare.push(at_floor);
                ours.push(first);
            }
        }
        table.begin("floor: start", &bare)?;
        let twice = table.floor() * 2.0;
        table.row("start", &ours, Some(twice))
    }

    /// Keys that move a cursor, in every pane.
    fn keys(&self, articles: u64, table: &mut Table<'_, impl Write>) -> Outcome<()> {
        let keys = self.runs * KEYS;
        let (mut floor, _) = self.open_floor()?;
        let (times, processor) = pressed(&mut floor, back_and_forth("j", "k", keys.min(90), 45))?;
        table.begin("floor: j", &times)?;
        let processor_of_floor = processor;
        let (mut reader, _) = self.open(WIDE)?;
        reader.press("h")?;
        let mut processors = Vec::new();
        let mut row = |reader: &mut Terminal, name: &str, keys: Vec<&str>| -> Outcome<()> {
            let (times, processor) = pressed(reader, keys)?;
            processors.push((name.to_owned(), processor));
            table.row(name, &times, Some(1.0))
        };
        row(&mut reader, "feed list: j", back_and_forth("j", "k", keys, 38))?;
        reader.press("gg")?;
        reader.press("l")?;
        row(&mut reader, "article list: j", vec!["j"; keys])?;
        row(&mut reader, "article list: page down", vec!["\x06"; keys / 2])?;
        reader.press("gg")?;
        reader.press("\r")?;
        // An article that was read before opens as it was left.
        reader.press("zRgg")?;
        row(&mut reader, "article: j", back_and_forth("j", "k", keys, 25))?;
        row(&mut reader, "article: page down, page up", back_and_forth("\x06", "\x02", keys / 2, 1))?;
        row(&mut reader, "article: fold, unfold", back_and_forth("zM", "zR", keys / 2, 1))?;
        let memory = reader.peak_memory();
        reader.quit("Q")?;
        table.head("processor ms a key", "target")?;
        table.figure("floor: j", processor_of_floor, None)?;
        for (name, processor) in processors {
            table.figure(&name, processor, Some(0.4))?;
        }
        table.head("MB", "target")?;
        table.figure("most memory, after these keys", memory, Some(megabytes(articles)))
    }

    /// Opening articles: beside the list, where they are shown already, and where there is room for one pane.
    fn opening(&self, table: &mut Table<'_, impl Write>) -> Outcome<()> {
        table.times()?;
        for (name, size) in [("open an article, 160×50", WIDE), ("open an article, 80×24", NARROW)] {
            let (mut reader, _) = self.open(size)?;
            let mut times = Vec::new();
            for _ in 0..self.runs {
                times.push(reader.press_until("\r", shows_article)?);
                reader.press_until("\x1b", shows_home)?;
                reader.press("j")?;
            }
            table.row(name, &times, Some(3.0))?;
            reader.quit("Q")?;
        }
        Ok(())
    }

    /// Searches: typed and entered at once, until their first page is on the screen.
    fn searches(&self, names: &[String], articles: u64, table: &mut Table<'_, impl Write>) -> Outcome<()> {
        let (words, actors) = match articles {
            ..50_000 => (8.0, 2.0),
            50_000..500_000 => (8.0, 3.0),
            _ => (12.0, 5.0),
        };
        let (mut reader, _) = self.open(WIDE)?;
        let runs = self.runs.max(1);
        let quoted = |nth: usize| format!("actor:\"{}\"", names[nth % names.len()]);
        let kinds: [(&str, Vec<String>, f64); 6] = [
            ("search: a rare word", (0..runs).map(|nth| word(4900 + nth)).collect(), words),
            ("search: a common word", (0..runs).map(|nth| word(3 + nth)).collect(), words),
            ("search: a phrase", vec!["\"peace talks\"".to_owned(); runs], words),
            (
                "search: a prefix",
                ["gov*", "se*", "ti*"].iter().cycle().take(runs).map(|&s| s.to_owned()).collect(),
                words,
            ),
            ("search: an actor", (0..runs).map(quoted).collect(), actors),
            (
                "search: two actors",
                (0..runs).map(|nth| format!("{} {}", quoted(nth), quoted(nth + 1))).collect(),
                actors,
            ),
        ];
        for (name, queries, target) in kinds {
            let mut times = Vec::new();
            for query in queries {
                let title = format!("Search: {}", query.trim_end_matches('*'));
                times.push(reader.press_until(&format!("/{query}\r"), |text| {
                    text.contains(&title) && (text.contains('●') || text.contains("Nothing"))
                })?);
                reader.press_until("\x1b", shows_home)?;
            }
            table.row(name, &times, Some(target))?;
        }
        self.letter_by_letter(&mut reader, words, table)?;
        self.by_actor(&mut reader, names, actors, table)?;
        let memory = reader.peak_memory();
        reader.quit("Q")?;
        table.head("MB", "target")?;
        table.figure("most memory, after the searches", memory, Some(megabytes(articles)))
    }

    /// Words typed as people type them: each letter until its frame and what was found, and Enter after them.
    fn letter_by_letter(
        &self,
        reader: &mut Terminal,
        target: f64,
        table: &mut Table<'_, impl Write>,
    ) -> Outcome<()> {
        let (mut letters, mut entered) = (Vec::new(), Vec::new());
        for nth in 0..self.runs {
            reader.press("/")?;
            for letter in word(900 + nth).chars() {
                letters.extend(reader.press(&letter.to_string())?);
            }
            entered.extend(reader.press("\r")?);
            reader.press_until("\x1b", shows_home)?;
        }
        table.row("search: a letter, until what it finds", &letters, Some(target))?;
        table.row("search: Enter after the letters", &entered, Some(target))
    }

    /// The search by actor: its window, what is offered for a letter, and the list of an actor's articles.
    fn by_actor(
        &self,
        reader: &mut Terminal,
        names: &[String],
        target: f64,
        table: &mut Table<'_, impl Write>,
    ) -> Outcome<()> {
        let (mut windows, mut letters, mut lists) = (Vec::new(), Vec::new(), Vec::new());
        for name in names.iter().cycle().take(self.runs) {
            windows.push(reader.press_until("ga", |text| text.contains("search by actor"))?);
            for letter in name.to_lowercase().chars().take(3) {
                letters.extend(reader.press(&letter.to_string())?);
            }
            lists.push(reader.press_until("\r", |text| text.contains("Actor: ") && text.contains('●'))?);
            reader.press_until("\x1b", shows_home)?;
        }
        table.row("ga", &windows, Some(target))?;
        table.row("ga: a letter, until names are offered", &letters, Some(target))?;
        table.row("ga: Enter, until the actor's articles", &lists, Some(target))
    }
}

/// An article of 10 MB, opened where there is room for one pane, and keys in it.
fn huge_article(runs: usize, table: &mut Table<'_, impl Write>) -> Outcome<()> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("masthead.db");
    huge(&path, 10_000_000)?;
    let bench = Bench::new(&path, runs)?;
    let mut times = Vec::new();
    for _ in 0..runs.min(5) {
        let (mut reader, _) = bench.open(NARROW)?;
        times.push(reader.press_until("\r", shows_article)?);
        reader.quit("Q")?;
    }
    table.times()?;
    table.row("an article of 10 MB: open, 80×24", &times, Some(60.0))?;
    let (mut reader, _) = bench.open(NARROW)?;
    reader.press_until("\r", shows_article)?;
    table.row("an article of 10 MB: j, 80×24", &pressed(&mut reader, vec!["j"; runs * 2])?.0, Some(1.0))?;
    reader.quit("Q")?;
    let (mut reader, _) = bench.open(WIDE)?;
    reader.press("\r")?;
    let (times, processor) = pressed(&mut reader, vec!["j"; runs * 2])?;
    table.row("an article of 10 MB: j, 160×50", &times, Some(1.0))?;
    let memory = reader.peak_memory();
    table.head("", "target")?;
    table.figure("an article of 10 MB: processor ms a j, 160×50", processor, Some(0.4))?;
    table.figure("an article of 10 MB: MB", memory, None)
}

/// How much memory the reader is to take at most, by the size of the store.
fn megabytes(articles: u64) -> f64 {
    match articles {
        ..50_000 => 20.0,
        50_000..500_000 => 25.0,
        _ => 30.0,
    }
}

/// Whether an article is on the screen: how far one is in it stands under it.
fn shows_article(text: &str) -> bool {
    text.contains(" % ")
}

/// Whether the list of all articles is on the screen, with the focus: a key pressed before that would be taken for
/// the rest of an Alt key.
fn shows_home(text: &str) -> bool {
    text.lines().next().is_some_and(|line| line.contains("All articles")) && text.contains("s toggle star")
}

/// Makes a store with one article of at least so many bytes.
fn huge(path: &Path, bytes: usize) -> Outcome<()> {
    let mut store = Store::open(path)?;
    let feed = store.feed_named(&CleanText::new("Agency"), FeedOrigin::Files)?;
    let mut generator = Generator::new();
    let mut huge = generator.article(0, &[feed]);
    let (mut have, mut nth) = (0, 1);
    while have < bytes {
        let more = generator.article(nth, &[feed]).document;
        have += more.spots().map(|(_, text)| text.len()).sum::<usize>();
        huge.document.sections.extend(more.sections);
        nth += 1;
    }
    huge.cast = Recognizer::default().recognize(&huge.document);
    huge.incoming.content = Packed::document(&huge.document);
    articles::add(&mut store, path, vec![huge])
}

/// `count` keys: as many of the one in a row as `stretch` says, then as many of the other.
fn back_and_forth(
    forth: &'static str,
    back: &'static str,
    count: usize,
    stretch: usize,
) -> Vec<&'static str> {
    (0..count).map(|nth| if (nth / stretch).is_multiple_of(2) { forth } else { back }).collect()
}

/// Presses keys one after another, each when the screen has settled: how long each took, without those that
/// changed nothing, and the processor time of one in milliseconds.
fn pressed(terminal: &mut Terminal, keys: Vec<&str>) -> Outcome<(Vec<Duration>, Option<f64>)> {
    let mut times = Vec::new();
    let before = terminal.processor();
    let count = keys.len().max(1);
    for key in keys {
        times.extend(terminal.press(key)?);
    }
    let spent = before.zip(terminal.processor()).map(|(before, after)| after.saturating_sub(before));
    Ok((times, spent.map(|spent| spent.as_secs_f64() * 1000.0 / count as f64)))
}
