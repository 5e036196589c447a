//! Fills a store with generated articles and measures what the reader does with it.
//!
//! `cargo bench --bench large_store -- --articles 100000 [--dir DIR] [--keep] [--runs N]`. With `--dir` a store
//! that is there already and large enough is measured as it is. Beside each query stands a floor: a bare
//! prepared `SELECT` of a page of ids and titles, by the same SQLite from the same file.

mod articles;

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use articles::{Options, Outcome, with_store, word};
use masthead::model::{ArticleId, Cursor, Listing, Query, Scope};
use masthead::store::{Reader, Store};

const PAGE: usize = 50;

fn main() -> Outcome<()> {
    let options = Options::from_args(50)?;
    with_store(&options, &mut io::stdout().lock(), |path, out| measure(path, options.runs, out))
}

fn measure(path: &Path, runs: usize, out: &mut impl Write) -> Outcome<()> {
    drop(Store::open(path)?); // the last one to leave tidies the log away
    let reader = Reader::open(path)?;
    let articles = reader.totals()?.articles;
    let size = fs::metadata(path)?.len();
    writeln!(out, "{articles} articles, {} bytes, {} an article", size, size / articles.max(1))?;
    let bare = rusqlite::Connection::open(path)?;
    by_table(&bare, articles, out)?;
    let mut table = Table { runs, floor: Duration::ZERO, out };
    table.head()?;
    let mut select = bare.prepare("SELECT id, title FROM article ORDER BY id DESC LIMIT 50")?;
    table.floor = table.row("floor: bare SELECT of 50", || {
        let mut rows = select.query([])?;
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            bytes += row.get::<_, String>(1)?.len();
        }
        Ok(bytes.min(PAGE))
    })?;
    table.row("open to read, first page, close", || {
        Ok(Reader::open(path)?.headlines(&Listing::default(), Cursor::Newest, PAGE)?.len())
    })?;
    table.row("open to write, close", || Store::open(path).map(|_| 0).map_err(Into::into))?;
    table.row("feeds and totals", || {
        Ok(reader.feeds()?.len() + usize::from(reader.totals()?.articles == 0))
    })?;
    let middle = {
        let newest = reader.headlines(&Listing::default(), Cursor::Newest, 1)?;
        let oldest = reader.headlines(&Listing::default(), Cursor::Oldest, 1)?;
        ArticleId((newest[0].id.0 + oldest[0].id.0) / 2)
    };
    let feed = reader.feeds()?[0].id;
    let known = reader.actors("", 400)?;
    let frequent = known.first().ok_or("no actors")?;
    let seldom = known.last().ok_or("no actors")?;
    let two = format!("actor:\"{}\" actor:\"{}\"", known[0].name, known[1].name);
    let far = format!("actor:\"{}\" actor:\"{}\"", known[0].name, seldom.name);
    let of = |scope: Scope, query: &str| -> Outcome<Listing> {
        let filter = if query.is_empty() { None } else { Some(Query::parse(query)?) };
        Ok(Listing { scope, filter })
    };
    let pages = [
        ("page: all", of(Scope::All, "")?, Cursor::Newest),
        ("page: all, from the middle", of(Scope::All, "")?, Cursor::OlderThan(middle)),
        ("page: all, the oldest", of(Scope::All, "")?, Cursor::Oldest),
        ("page: unread", of(Scope::Unread, "")?, Cursor::Newest),
        ("page: feed", of(Scope::Feed(feed), "")?, Cursor::Newest),
        ("page: frequent actor", of(Scope::Actor(frequent.key.clone()), "")?, Cursor::Newest),
        ("page: rare actor", of(Scope::Actor(seldom.key.clone()), "")?, Cursor::Newest),
        ("search: two frequent actors", of(Scope::All, &two)?, Cursor::Newest),
        ("search: a frequent and a rare actor", of(Scope::All, &far)?, Cursor::Newest),
        ("search: rare word", of(Scope::All, &word(4900))?, Cursor::Newest),
        ("search: common word", of(Scope::All, &word(3))?, Cursor::Newest),
        ("search: common word, from the middle", of(Scope::All, &word(3))?, Cursor::OlderThan(middle)),
        ("search: common phrase", of(Scope::All, "\"peace talks\"")?, Cursor::Newest),
        ("search: rare phrase", of(Scope::All, "\"ceasefire line withdrawn\"")?, Cursor::Newest),
        ("search: prefix of 2", of(Scope::All, "se*")?, Cursor::Newest),
        ("search: prefix of 3", of(Scope::All, "gov*")?, Cursor::Newest),
        ("search: prefix of 5", of(Scope::All, "gover*")?, Cursor::Newest),
        ("search: prefix of 8", of(Scope::All, "governme*")?, Cursor::Newest),
        ("search: two common words", of(Scope::All, &format!("{} {}", word(3), word(9)))?, Cursor::Newest),
        (
            "search: common and rare word",
            of(Scope::All, &format!("{} {}", word(3), word(4900)))?,
            Cursor::Newest,
        ),
        ("search: common word in a feed", of(Scope::Feed(feed), &word(3))?, Cursor::Newest),
        (
            "search: common word, frequent actor",
            of(Scope::Actor(frequent.key.clone()), &word(3))?,
            Cursor::Newest,
        ),
        ("search: nothing", of(Scope::All, "xyzzy")?, Cursor::Newest),
        ("search: without a common word", of(Scope::All, &format!("-{}", word(9)))?, Cursor::Newest),
        (
            "search: one of two words",
            of(Scope::All, &format!("{} OR {}", word(3), word(4900)))?,
            Cursor::Newest,
        ),
        ("search: common word in titles", of(Scope::All, &format!("in:title {}", word(3)))?, Cursor::Newest),
        (
            "search: common word in a section",
            of(Scope::All, &format!("in:lead {}", word(3)))?,
            Cursor::Newest,
        ),
        ("search: a pattern", of(Scope::All, &format!("/{}/", word(30)))?, Cursor::Newest),
        (
            "search: a pattern on few articles",
            of(Scope::All, &format!("/the/ {}", word(4900)))?,
            Cursor::Newest,
        ),
        ("search: somebody quoted", of(Scope::All, &format!("quote:\"{}\"", known[0].name))?, Cursor::Newest),
        (
            "search: common word, until 2020",
            of(Scope::All, &format!("{} until:2020", word(3)))?,
            Cursor::Newest,
        ),
        ("search: common word, unread", of(Scope::All, &format!("is:unread {}", word(3)))?, Cursor::Newest),
        (
            "search: common word by relevance",
            of(Scope::All, &format!("{} sort:relevance", word(3)))?,
            Cursor::Newest,
        ),
    ];
    for (name, listing, cursor) in &pages {
        table.row(name, || Ok(reader.headlines(listing, *cursor, PAGE)?.len()))?;
    }
    for text in [word(3), word(4900), "in:lead the".to_owned()] {
        let query = Query::parse(&text)?;
        let listing = Listing { scope: Scope::All, filter: Some(query) };
        let ids: Vec<ArticleId> =
            reader.headlines(&listing, Cursor::Newest, 25)?.iter().map(|row| row.id).collect();
        table.row(&format!("25 sentences that answer: {text}"), || Ok(reader.hits(&listing, &ids)?.len()))?;
    }
    let common = &pages[10].1;
    table.row("count: common word, up to 10,000", || Ok(reader.count(common, 10_000)? as usize))?;
    table.row("next unread", || {
        Ok(usize::from(reader.next_unread(&Listing::default(), Some(middle), true)?.is_some()))
    })?;
    let ids: Vec<ArticleId> = reader
        .headlines(&Listing::default(), Cursor::OlderThan(middle), 100)?
        .iter()
        .map(|headline| headline.id)
        .collect();
    let mut nth = 0;
    table.row("open an article", || {
        nth = (nth + 1) % ids.len();
        Ok(usize::from(reader.article(ids[nth])?.is_some()))
    })?;
    table.row("complete: nothing typed", || Ok(reader.actors("", 20)?.len()))?;
    table.row("complete: one letter", || Ok(reader.actors("m", 20)?.len()))?;
    table.row("complete: two words", || Ok(reader.actors("mi k", 20)?.len()))?;
    drop(bare.prepare("SELECT 1")?);
    let mut store = Store::open(path)?;
    table.row("mark one read, and undo", || {
        let change = store.set_read(middle_of(&ids), true)?;
        Ok(change.map_or(Ok(0), |change| store.undo(change))? as usize)
    })?;
    table.runs = 1;
    let mut change = None;
    table.row("mark all read", || {
        let (id, changed) = store.mark_all_read(&Listing::default())?;
        change = Some(id);
        Ok(changed as usize)
    })?;
    table.row("undo it", || Ok(change.map_or(Ok(0), |change| store.undo(change))? as usize))?;
    Ok(())
}

fn middle_of(ids: &[ArticleId]) -> ArticleId {
    ids[ids.len() / 2]
}

/// Where the bytes are, as far as this SQLite can say.
fn by_table(db: &rusqlite::Connection, articles: u64, out: &mut impl Write) -> Outcome<()> {
    let Ok(mut sizes) =
        db.prepare("SELECT name, sum(pgsize) FROM dbstat GROUP BY name ORDER BY 2 DESC LIMIT 12")
    else {
        return Ok(());
    };
    let mut rows = sizes.query([])?;
    while let Some(row) = rows.next()? {
        let (name, bytes): (String, i64) = (row.get(0)?, row.get(1)?);
        writeln!(out, "  {name:<28} {:>8.0} bytes an article", bytes as f64 / articles as f64)?;
    }
    Ok(())
}

struct Table<'a, W: Write> {
    runs: usize,
    floor: Duration,
    out: &'a mut W,
}

impl<W: Write> Table<'_, W> {
    fn head(&mut self) -> Outcome<()> {
        writeln!(self.out, "{:<40} {:>8} {:>11} {:>11} {:>9}", "", "rows", "median ms", "p95 ms", "× floor")?;
        Ok(())
    }

    fn row(&mut self, name: &str, mut work: impl FnMut() -> Outcome<usize>) -> Outcome<Duration> {
        let mut times = Vec::with_capacity(self.runs);
        let mut rows = 0;
        for _ in 0..self.runs {
            let before = Instant::now();
            rows = work()?;
            times.push(before.elapsed());
        }
        times.sort();
        let median = times[times.len() / 2];
        let p95 = times[(times.len() * 95 / 100).min(times.len() - 1)];
        let floor = if self.floor.is_zero() { median } else { self.floor };
        writeln!(
            self.out,
            "{name:<40} {rows:>8} {:>11.3} {:>11.3} {:>9.1}",
            median.as_secs_f64() * 1000.0,
            p95.as_secs_f64() * 1000.0,
            median.as_secs_f64() / floor.as_secs_f64(),
        )?;
        Ok(median)
    }
}
