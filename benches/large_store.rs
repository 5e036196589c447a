//! Fills a store with generated articles and measures what the reader does with it.
//!
//! `cargo bench --bench large_store -- --articles 100000 [--dir DIR] [--keep] [--runs N]`. With `--dir` a store
//! that is there already and large enough is measured as it is. Beside each query stands a floor: a bare
//! prepared `SELECT` of a page of ids and titles, by the same SQLite from the same file.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use masthead::model::{
    ActorKey, ArticleId, ArticleKey, Block, Cast, CleanText, Cursor, Document, FeedId, FeedOrigin, Listing,
    Member, Place, Query, Scope, Section, SectionKind, Spot, Statement, StatementKind, Text, Timestamp,
};
use masthead::store::{Incoming, Reader, Store};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const PAGE: usize = 50;
const BATCH: usize = 1000;
const FEEDS: usize = 40;

fn main() -> Outcome<()> {
    let options = Options::from_args()?;
    let scratch = tempfile::tempdir()?;
    let dir = options.dir.clone().unwrap_or_else(|| scratch.path().to_owned());
    let path = dir.join("masthead.db");
    let mut out = io::stdout().lock();
    let stored = if path.exists() { Reader::open(&path)?.totals()?.articles } else { 0 };
    if stored < options.articles {
        fill(&path, stored, options.articles, &mut out)?;
    }
    measure(&path, options.runs, &mut out)?;
    if !options.keep && options.dir.is_some() && stored == 0 {
        for end in ["", "-wal", "-shm", "-writer"] {
            let _ = fs::remove_file(dir.join(format!("masthead.db{end}")));
        }
    }
    Ok(())
}

struct Options {
    articles: u64,
    runs: usize,
    dir: Option<PathBuf>,
    keep: bool,
}

impl Options {
    fn from_args() -> Outcome<Self> {
        let mut options = Self { articles: 5000, runs: 50, dir: None, keep: false };
        let mut args = std::env::args().skip(1);
        let mut is_bench = false;
        while let Some(arg) = args.next() {
            let mut value = || args.next().ok_or(format!("{arg} needs a value"));
            match arg.as_str() {
                "--articles" => options.articles = value()?.parse()?,
                "--runs" => options.runs = value()?.parse::<usize>()?.max(1),
                "--dir" => options.dir = Some(value()?.into()),
                "--keep" => options.keep = true,
                // What cargo and its test harness pass along.
                "--bench" => is_bench = true,
                _ => {}
            }
        }
        if !is_bench {
            // `cargo test --benches`: show that it works, no more.
            options.articles = options.articles.min(200);
            options.runs = 2;
        }
        Ok(options)
    }
}

fn fill(path: &Path, from: u64, to: u64, out: &mut impl Write) -> Outcome<()> {
    let mut store = Store::open(path)?;
    let mut generator = Generator::new();
    let feeds = (0..FEEDS)
        .map(|n| store.feed_named(&CleanText::new(&format!("Agency {n:02}")), FeedOrigin::Files))
        .collect::<Result<Vec<FeedId>, _>>()?;
    let started = Instant::now();
    let mut adding = Duration::ZERO;
    let (mut lap, mut lap_from) = (Instant::now(), 0);
    let (mut json, mut text) = (0, 0);
    let mut n = from;
    while n < to {
        let end = (n + BATCH as u64).min(to);
        let batch: Vec<Incoming> = (n..end).map(|n| generator.article(n, &feeds)).collect();
        json +=
            batch.iter().map(|a| serde_json::to_vec(&a.document).map_or(0, |json| json.len())).sum::<usize>();
        text += batch.iter().flat_map(|a| a.document.spots()).map(|(_, text)| text.len()).sum::<usize>();
        let before = Instant::now();
        store.add(&batch)?;
        adding += before.elapsed();
        n = end;
        if lap.elapsed() > Duration::from_secs(20) {
            let rate = (n - from - lap_from) as f64 / lap.elapsed().as_secs_f64();
            writeln!(out, "  {n:>9} articles, {rate:.0} a second in this stretch")?;
            (lap, lap_from) = (Instant::now(), n - from);
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
        ("search: rare word", of(Scope::All, &generator_word(4900))?, Cursor::Newest),
        ("search: common word", of(Scope::All, &generator_word(3))?, Cursor::Newest),
        (
            "search: common word, from the middle",
            of(Scope::All, &generator_word(3))?,
            Cursor::OlderThan(middle),
        ),
        ("search: common phrase", of(Scope::All, "\"peace talks\"")?, Cursor::Newest),
        ("search: rare phrase", of(Scope::All, "\"ceasefire line withdrawn\"")?, Cursor::Newest),
        ("search: prefix of 2", of(Scope::All, "se*")?, Cursor::Newest),
        ("search: prefix of 3", of(Scope::All, "gov*")?, Cursor::Newest),
        ("search: prefix of 5", of(Scope::All, "gover*")?, Cursor::Newest),
        ("search: prefix of 8", of(Scope::All, "governme*")?, Cursor::Newest),
        (
            "search: two common words",
            of(Scope::All, &format!("{} {}", generator_word(3), generator_word(9)))?,
            Cursor::Newest,
        ),
        (
            "search: common and rare word",
            of(Scope::All, &format!("{} {}", generator_word(3), generator_word(4900)))?,
            Cursor::Newest,
        ),
        ("search: common word in a feed", of(Scope::Feed(feed), &generator_word(3))?, Cursor::Newest),
        (
            "search: common word, frequent actor",
            of(Scope::Actor(frequent.key.clone()), &generator_word(3))?,
            Cursor::Newest,
        ),
        ("search: nothing", of(Scope::All, "xyzzy")?, Cursor::Newest),
    ];
    for (name, listing, cursor) in &pages {
        table.row(name, || Ok(reader.headlines(listing, *cursor, PAGE)?.len()))?;
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

/// Words of a language of its own, as frequent as words are (Zipf), so that indexes and compression meet
/// what they would meet in the news.
struct Generator {
    state: u64,
    words: Vec<String>,
    /// Of each word, the sum of the weights up to it.
    weights: Vec<f64>,
    actors: Vec<String>,
}

const WORDS: usize = 40_000;
const ACTORS: usize = 300;

fn generator_word(rank: usize) -> String {
    match rank {
        40 => "government".into(),
        60 => "security".into(),
        90 => "governor".into(),
        _ => {
            // Frequent words are short: one syllable up to rank 99, two up to 9,999, then three.
            let mut n = rank;
            let mut word = String::new();
            loop {
                let (consonant, vowel) = (n % 20, n / 20 % 5);
                word.push_str(&"tnsrhldcmfpgwybvkjzx"[consonant..=consonant]);
                word.push_str(&"eaoiu"[vowel..=vowel]);
                n /= 100;
                if n == 0 {
                    break;
                }
            }
            word.push_str(["", "n", "s", "r", "d", "ting"][rank % 6]);
            word
        }
    }
}

impl Generator {
    fn new() -> Self {
        let words: Vec<String> = (0..WORDS).map(generator_word).collect();
        let mut sum = 0.0;
        let weights = (0..WORDS)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        let name = |n: usize| {
            let mut name = generator_word(n * 3 + 500);
            name[..1].make_ascii_uppercase();
            name
        };
        let actors = (0..ACTORS)
            .map(|n| if n % 3 == 0 { name(n) } else { format!("{} {}", name(n + 1000), name(n + 2000)) })
            .collect();
        Self { state: 1, words, weights, actors }
    }

    /// Article `n`: the same whenever it is asked for.
    fn article(&mut self, n: u64, feeds: &[FeedId]) -> Incoming {
        self.state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let feed = self.below(feeds.len());
        let mut people: Vec<usize> = (0..2 + self.below(6)).map(|_| self.actor()).collect();
        people.sort_unstable();
        people.dedup();
        let mut sections = vec![
            self.section(SectionKind::Lead, None, 3, &people),
            self.section(SectionKind::WhyItMatters, Some("Why It Matters"), 2, &people),
        ];
        let lines = people.iter().map(|actor| Block::Stakeholder {
            actor: CleanText::new(&self.actors[*actor].clone()),
            text: Text::from(self.sentence(None).as_str()),
        });
        let lines: Vec<Block> = lines.collect();
        sections.push(Section { heading: None, kind: SectionKind::Stakeholders, level: 1, blocks: lines });
        sections.push(self.section(SectionKind::Analysis, Some("Analysis"), 3, &people));
        sections.push(self.section(SectionKind::WhatsNext, Some("What’s Next"), 1, &people));
        let title: Vec<String> = (0..8).map(|_| self.word()).collect();
        // Five years of news, in the order in which they come.
        let second = 1_600_000_000 + (n * 160) as i64 + self.below(100_000) as i64;
        let published = Timestamp::from_second(second).ok();
        let document = Document {
            title: CleanText::line(&title.join(" ")),
            standfirst: Some(CleanText::new(&self.sentence(None))),
            published,
            language: Some("en".into()),
            sections,
            ..Document::default()
        };
        let cast = Cast { members: people.iter().map(|actor| self.member(*actor, &document)).collect() };
        Incoming {
            feed: feeds[feed],
            key: ArticleKey(CleanText::new(&format!(
                "https://example.org/agency-{feed:02}/{n:08}/story.html"
            ))),
            url: Some(CleanText::new(&format!("https://example.org/agency-{feed:02}/{n:08}/story.html"))),
            received: Timestamp::from_second(second + 600).unwrap_or_default(),
            document,
            cast,
        }
    }

    fn section(
        &mut self,
        kind: SectionKind,
        heading: Option<&str>,
        paragraphs: usize,
        people: &[usize],
    ) -> Section {
        let blocks = (0..paragraphs)
            .map(|_| {
                let sentences: Vec<String> = (0..3)
                    .map(|_| {
                        let who = people[self.below(people.len())];
                        self.sentence(Some(who))
                    })
                    .collect();
                Block::Paragraph(Text::from(sentences.join(" ").as_str()))
            })
            .collect();
        Section { heading: heading.map(CleanText::new), kind, level: 1, blocks }
    }

    fn sentence(&mut self, actor: Option<usize>) -> String {
        let mut words: Vec<String> = (0..12 + self.below(12)).map(|_| self.word()).collect();
        if let Some(actor) = actor.filter(|_| self.below(3) == 0) {
            let at = self.below(words.len());
            words[at].clone_from(&self.actors[actor]);
        }
        if self.below(40) == 0 {
            words[2] = "peace talks".into();
        }
        if self.below(60_000) == 0 {
            words[1] = "ceasefire line withdrawn".into();
        }
        format!("{}.", words.join(" "))
    }

    fn member(&self, actor: usize, document: &Document) -> Member {
        let name = &self.actors[actor];
        let mut mentions = Vec::new();
        let mut statements = Vec::new();
        for (spot, text) in document.spots() {
            mentions.extend(
                text.match_indices(name.as_str()).map(|(at, _)| Place { spot, range: at..at + name.len() }),
            );
            if let Spot::Block { part: 0, section, block } = spot
                && text == name
            {
                let spot = Spot::Block { part: 1, section, block };
                let range = 0..document.text_at(spot).map_or(0, str::len);
                statements.push(Statement { kind: StatementKind::Position, place: Place { spot, range } });
            }
        }
        Member {
            key: ActorKey::of_name(name),
            name: name.as_str().into(),
            kind: Default::default(),
            statements,
            mentions,
        }
    }

    fn actor(&mut self) -> usize {
        let (a, b) = (self.below(ACTORS), self.below(ACTORS));
        a * b / ACTORS
    }

    fn word(&mut self) -> String {
        let total = self.weights[WORDS - 1];
        let at = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * total;
        self.words[self.weights.partition_point(|sum| *sum < at).min(WORDS - 1)].clone()
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end.max(1)
    }

    fn next(&mut self) -> u64 {
        // xorshift64*
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}
