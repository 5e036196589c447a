//! What is measured of a large store, and the table of it. Beside each row stands its floor: what bare SQLite takes for the
//! same from the same file, by a prepared statement: a page of ids and titles along the primary key, or from the full-text
//! index.

mod table;

use std::fs;
use std::io::Write;
use std::path::Path;

use masthead::model::{ActorKey, ArticleId, Cursor, Listing, Query, Scope};
use masthead::store::{Reader, Store};
use rusqlite::Connection;

use super::articles::{Outcome, word};
use table::Table;

const PAGE: usize = 50;

/// Measures the store in a file.
///
/// # Errors
/// Where it cannot be read or written.
pub(crate) fn measure(path: &Path, runs: usize, out: &mut impl Write) -> Outcome<()> {
    drop(Store::open(path)?); // the last one to leave tidies the log away
    let reader = Reader::open(path)?;
    let articles = reader.totals()?.articles;
    let size = fs::metadata(path)?.len();
    writeln!(out, "{articles} articles, {} bytes, {} an article", size, size / articles.max(1))?;
    let bare = Connection::open(path)?;
    by_table(&bare, articles, out)?;
    let mut table = Table::new(runs, out)?;
    lists(&reader, &bare, &mut table)?;
    searches(&reader, &bare, &mut table)?;
    articles_and_names(&reader, &bare, &mut table)?;
    drop(bare);
    marks(&reader, path, &mut table)
}

fn lists(reader: &Reader, bare: &Connection, table: &mut Table<'_, impl Write>) -> Outcome<()> {
    let path = bare.path().unwrap_or_default().to_owned();
    let page = || bare_page(bare, "SELECT id, title FROM article ORDER BY id DESC LIMIT 50", "");
    table.row("open to read, first page, close", page, || {
        Ok(Reader::open(Path::new(&path))?.headlines(&Listing::default(), Cursor::Newest, PAGE)?.len())
    })?;
    let middle = middle(reader)?;
    let feed = reader.feeds()?[0].id;
    let of = |scope: Scope| Listing { scope, filter: None };
    for (name, listing, cursor) in [
        ("page: all", of(Scope::All), Cursor::Newest),
        ("page: all, from the middle", of(Scope::All), Cursor::OlderThan(middle)),
        ("page: all, the oldest", of(Scope::All), Cursor::Oldest),
        ("page: unread", of(Scope::Unread), Cursor::Newest),
        ("page: feed", of(Scope::Feed(feed)), Cursor::Newest),
    ] {
        table.row(name, page, || Ok(reader.headlines(&listing, cursor, PAGE)?.len()))?;
    }
    table.row("feeds and totals", page, || {
        Ok(reader.feeds()?.len() + usize::from(reader.totals()?.articles == 0))
    })?;
    table.row("next unread", page, || {
        Ok(usize::from(reader.next_unread(&Listing::default(), Some(middle), true)?.is_some()))
    })
}

fn searches(reader: &Reader, bare: &Connection, table: &mut Table<'_, impl Write>) -> Outcome<()> {
    const FOUND: &str = "SELECT a.id, a.title FROM search CROSS JOIN article a ON a.id = search.rowid
         WHERE search MATCH ?1 ORDER BY search.rowid DESC LIMIT 50";
    let known = reader.actors("", 400)?;
    let (first, second) = (known.first().ok_or("no actors")?, known.get(1).ok_or("no actors")?);
    let seldom = known.last().ok_or("no actors")?;
    let tags = |key: &ActorKey| names_of(bare, key);
    let both =
        |a: &ActorKey, b: &ActorKey| Ok::<_, rusqlite::Error>(format!("({}) AND ({})", tags(a)?, tags(b)?));
    let named = |name: &str| format!("actor:\"{name}\"");
    let (common, other, rare) = (word(3), word(9), word(4900));
    for (name, query, matches) in [
        ("search: rare word", rare.clone(), rare.clone()),
        ("search: common word", common.clone(), common.clone()),
        ("search: two common words", format!("{common} {other}"), format!("{common} AND {other}")),
        ("search: common and rare word", format!("{common} {rare}"), format!("{common} AND {rare}")),
        ("search: common phrase", "\"peace talks\"".into(), "peace AND talks".into()),
        (
            "search: rare phrase",
            "\"ceasefire line withdrawn\"".into(),
            "ceasefire AND line AND withdrawn".into(),
        ),
        ("search: prefix of 2", "se*".into(), "se*".into()),
        ("search: prefix of 3", "gov*".into(), "gov*".into()),
        ("search: prefix of 5", "gover*".into(), "gover*".into()),
        ("search: prefix of 8", "governme*".into(), "governme*".into()),
        ("search: frequent actor", named(&first.name), tags(&first.key)?),
        ("search: rare actor", named(&seldom.name), tags(&seldom.key)?),
        (
            "search: two frequent actors",
            format!("{} {}", named(&first.name), named(&second.name)),
            both(&first.key, &second.key)?,
        ),
        (
            "search: a frequent and a rare actor",
            format!("{} {}", named(&first.name), named(&seldom.name)),
            both(&first.key, &seldom.key)?,
        ),
        (
            "search: common word, frequent actor",
            format!("{common} {}", named(&first.name)),
            format!("{common} AND ({})", tags(&first.key)?),
        ),
        ("search: nothing", "xyzzy".into(), "xyzzy".into()),
    ] {
        let listing = Listing { scope: Scope::All, filter: Some(Query::parse(&query)?) };
        table.row(
            name,
            || bare_page(bare, FOUND, &matches),
            || Ok(reader.headlines(&listing, Cursor::Newest, PAGE)?.len()),
        )?;
    }
    for (name, query) in [
        ("search: without a common word", format!("-{other}")),
        ("search: one of two words", format!("{common} OR {rare}")),
        ("search: common word in titles", format!("in:title {common}")),
        ("search: common word in a section", format!("in:lead {common}")),
        ("search: a pattern", format!("/{}/", word(30))),
        ("search: a pattern on few articles", format!("/the/ {rare}")),
        ("search: somebody quoted", format!("quote:\"{}\"", first.name)),
        ("search: common word, until 2020", format!("{common} until:2020")),
        ("search: common word, unread", format!("is:unread {common}")),
        ("search: common word by relevance", format!("{common} sort:relevance")),
    ] {
        let listing = Listing { scope: Scope::All, filter: Some(Query::parse(&query)?) };
        table.row(
            name,
            || bare_page(bare, FOUND, &common),
            || Ok(reader.headlines(&listing, Cursor::Newest, PAGE)?.len()),
        )?;
    }
    for text in [common.clone(), rare.clone(), "in:lead the".to_owned()] {
        let listing = Listing { scope: Scope::All, filter: Some(Query::parse(&text)?) };
        let ids: Vec<ArticleId> =
            reader.headlines(&listing, Cursor::Newest, 25)?.iter().map(|row| row.id).collect();
        table.row(
            &format!("25 sentences that answer: {text}"),
            || bare_page(bare, FOUND, &common),
            || Ok(reader.hits(&listing, &ids)?.len()),
        )?;
    }
    let listing = Listing { scope: Scope::All, filter: Some(Query::parse(&common)?) };
    let middle = middle(reader)?;
    let found = || bare_page(bare, FOUND, &common);
    table.row("search: common word, from the middle", found, || {
        Ok(reader.headlines(&listing, Cursor::OlderThan(middle), PAGE)?.len())
    })?;
    let of_feed = Listing { scope: Scope::Feed(reader.feeds()?[0].id), ..listing.clone() };
    table.row("search: common word in a feed", found, || {
        Ok(reader.headlines(&of_feed, Cursor::Newest, PAGE)?.len())
    })?;
    table.row("count: common word, up to 10,000", found, || Ok(reader.count(&listing, 10_000)? as usize))
}

fn articles_and_names(reader: &Reader, bare: &Connection, table: &mut Table<'_, impl Write>) -> Outcome<()> {
    let middle = middle(reader)?;
    let page = reader.headlines(&Listing::default(), Cursor::OlderThan(middle), 100)?;
    // Not one after another, which lie together.
    let ids: Vec<ArticleId> = (0..page.len()).map(|nth| page[nth * 37 % page.len()].id).collect();
    let (mut nth, mut bare_nth) = (0, 0);
    let mut packed =
        bare.prepare("SELECT b.packed FROM article a JOIN bundle b ON b.id = a.bundle WHERE a.id = ?1")?;
    let one = || {
        bare_nth = (bare_nth + 1) % ids.len();
        Ok(packed.query_row([ids[bare_nth].0], |row| Ok(row.get_ref(0)?.as_blob().map_or(0, <[u8]>::len)))?)
    };
    table.row("open an article", one, || {
        nth = (nth + 1) % ids.len();
        Ok(usize::from(reader.article(ids[nth])?.is_some()))
    })?;
    let names = || bare_page(bare, "SELECT id, name FROM actor ORDER BY articles DESC LIMIT 20", "");
    table.row("complete: nothing typed", names, || Ok(reader.actors("", 20)?.len()))?;
    table.row("complete: one letter", names, || Ok(reader.actors("m", 20)?.len()))?;
    table.row("complete: two words", names, || Ok(reader.actors("mi k", 20)?.len()))
}

fn marks(reader: &Reader, path: &Path, table: &mut Table<'_, impl Write>) -> Outcome<()> {
    let middle = middle(reader)?;
    let one = reader.headlines(&Listing::default(), Cursor::OlderThan(middle), 1)?[0].id;
    let mut store = Store::open(path)?;
    table.alone("open to write, close", || Store::open(path).map(|_| 0).map_err(Into::into))?;
    table.alone("mark one read, and undo", || {
        let change = store.set_read(one, true)?;
        Ok(change.map_or(Ok(0), |change| store.undo(change))? as usize)
    })?;
    table.once();
    let mut change = None;
    table.alone("mark all read", || {
        let (id, changed) = store.mark_all_read(&Listing::default())?;
        change = Some(id);
        Ok(changed as usize)
    })?;
    table.alone("undo it", || Ok(change.map_or(Ok(0), |change| store.undo(change))? as usize))
}

fn middle(reader: &Reader) -> Outcome<ArticleId> {
    let newest = reader.headlines(&Listing::default(), Cursor::Newest, 1)?;
    let oldest = reader.headlines(&Listing::default(), Cursor::Oldest, 1)?;
    Ok(ArticleId((newest[0].id.0 + oldest[0].id.0) / 2))
}

/// A page by SQLite alone.
fn bare_page(bare: &Connection, sql: &str, value: &str) -> Outcome<usize> {
    let mut select = bare.prepare_cached(sql)?;
    let mut rows = if value.is_empty() { select.query([])? } else { select.query([value])? };
    let (mut count, mut bytes) = (0, 0);
    while let Some(row) = rows.next()? {
        bytes += row.get::<_, String>(1)?.len();
        count += 1;
    }
    Ok(std::hint::black_box(bytes).min(1) * count)
}

/// The tags that the index has of the names of an actor.
fn names_of(bare: &Connection, key: &ActorKey) -> rusqlite::Result<String> {
    let tags: Vec<String> = bare
        .prepare("SELECT n.id FROM name n JOIN actor a ON a.id = n.actor_id WHERE a.key = ?1")?
        .query_map([key.as_str()], |row| row.get::<_, i64>(0))?
        .map(|id| id.map(|id| format!("\"\u{e000}n{id}\"")))
        .collect::<Result<_, _>>()?;
    Ok(tags.join(" OR "))
}

/// Where the bytes are, as far as this SQLite can say.
fn by_table(db: &Connection, articles: u64, out: &mut impl Write) -> Outcome<()> {
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
