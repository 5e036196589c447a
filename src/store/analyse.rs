//! What is done with an article after it came in: all of its words go into the index, who is in it is noted, and what
//! says nearly the same by another feed becomes one article with it.
//!
//! Which articles still wait for it stands in `waiting`, and how many they are in `totals`; which version of it was done,
//! in each article's row. So a crash leaves work to do, and never a lie.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension};

use super::alike::{self, Sketch};
use super::body::{self, Content};
use super::bundle::{self, Effort};
use super::counters::Tally;
use super::error::StoreError;
use super::names::{self, Named};
use super::writer::{Memory, Store};
use super::{cast, cast_part, followed, hide, index, rules, sources};
use crate::model::{ActorKey, ArticleId, Cast, CleanText, Document, FeedId, Timestamp};

/// The name of what is kept of the user's own actors, to know them by.
pub(super) const ACTORS: &str = "actors";

/// An article that is still to be analysed.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The article.
    pub id: ArticleId,
    /// The feed that brought it first.
    pub feed: FeedId,
    place: (i64, i64),
    /// What it says, as it is stored: the bundle that it lies in takes more room.
    part: Vec<u8>,
    store: PathBuf,
}

impl Waiting {
    /// What it says.
    ///
    /// # Errors
    /// Where that is damaged.
    pub fn content(&self) -> Result<Content, StoreError> {
        Content::of(&self.part)
            .map_err(|error| StoreError::from_sqlite(error, &self.store, "analyse the article"))
    }
}

/// An article that has been analysed, ready to be noted.
#[derive(Clone, Debug)]
pub struct Analysed {
    id: i64,
    /// Where it lay: where it lies elsewhere by now, it says something else.
    was: (i64, i64),
    title: CleanText,
    published: Option<Timestamp>,
    words: String,
    sketch: Option<Sketch>,
    names: Vec<names::Found>,
    parts: [Vec<u8>; 2],
}

impl Analysed {
    /// What came of analysing an article: what it says, and who is in it.
    pub fn new(waiting: &Waiting, document: &Document, cast: &Cast) -> Self {
        Self {
            id: waiting.id.0,
            was: waiting.place,
            title: document.title.clone(),
            published: document.published,
            words: index::words(document),
            sketch: Sketch::of(document),
            names: names::names_in(cast),
            parts: [body::document_part(document), cast_part::pack(cast)],
        }
    }

    fn bytes(&self) -> usize {
        self.parts.iter().map(Vec::len).sum()
    }
}

/// Analysed articles, packed together.
#[derive(Debug)]
pub struct Bundle {
    articles: Vec<Analysed>,
    packed: rusqlite::Result<Vec<u8>>,
}

impl Bundle {
    /// How many articles a bundle has at most.
    pub const ARTICLES: usize = bundle::ARTICLES;

    /// Packs analysed articles.
    pub fn pack(articles: Vec<Analysed>) -> Vec<Self> {
        let mut rest = articles.into_iter().peekable();
        std::iter::from_fn(|| {
            let mut articles = vec![rest.next()?];
            let mut bytes = articles[0].bytes();
            while articles.len() < bundle::ARTICLES
                && let Some(next) = rest.next_if(|next| bytes + next.bytes() <= bundle::MAX_BYTES)
            {
                bytes += next.bytes();
                articles.push(next);
            }
            let parts: Vec<&[u8]> =
                articles.iter().flat_map(|article| article.parts.iter().map(Vec::as_slice)).collect();
            let packed = bundle::pack(&parts, Effort::Thorough);
            articles.iter_mut().for_each(|article| article.parts = Default::default());
            Some(Self { articles, packed })
        })
        .collect()
    }
}

impl Store {
    /// Keeps less of the file in memory from now on: analysing goes through it once, and needs room itself.
    ///
    /// # Errors
    /// Where the store does not answer.
    pub fn prepare_to_analyse(&mut self) -> Result<(), StoreError> {
        let (db, path) = self.parts();
        db.execute_batch("PRAGMA cache_size = -12000; PRAGMA shrink_memory;")
            .map_err(|error| StoreError::from_sqlite(error, path, "analyse the articles"))
    }

    /// Notes what came of analysing articles. What has changed meanwhile is left as it is, to be analysed again.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn note_analysed(&mut self, bundles: Vec<Bundle>) -> Result<(), StoreError> {
        self.write("note what is in the articles", |tx, memory| note(tx, memory, bundles))
    }
}

/// Notes that an article is to be analysed.
pub(super) fn want(db: &Connection, article: i64, tally: &mut Tally) -> rusqlite::Result<()> {
    let new =
        db.prepare_cached("INSERT OR IGNORE INTO waiting (article_id) VALUES (?1)")?.execute([article])?;
    tally.waiting(i64::from(new > 0));
    Ok(())
}

/// Notes that an article need not be analysed any more; whether it was to be.
pub(super) fn done(db: &Connection, article: i64, tally: &mut Tally) -> rusqlite::Result<bool> {
    let gone = db.prepare_cached("DELETE FROM waiting WHERE article_id = ?1")?.execute([article])?;
    tally.waiting(-i64::from(gone > 0));
    Ok(gone > 0)
}

/// Takes an article out of the lists of those who are in it.
pub(super) fn forget(db: &Connection, article: i64, tally: &mut Tally) -> rusqlite::Result<()> {
    let step = i64::from(!hide::is_hidden(db, article)?);
    names::forget(db, &body::cast(db, article)?, step, tally)?;
    followed::note(db, article, &[], tally)
}

/// Has everything analysed again that an older masthead analysed.
pub(super) fn want_outdated(db: &mut Connection) -> rusqlite::Result<()> {
    let version = format!("{}.{}", index::VERSION, cast::VERSION);
    let known = "SELECT 1 FROM meta WHERE name = 'analysis' AND value = ?1";
    if db.query_row(known, [&version], |_| Ok(())).optional()?.is_some() {
        return Ok(());
    }
    let tx = db.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    tx.execute(
        "INSERT OR IGNORE INTO waiting SELECT id FROM article WHERE index_version < ?1 OR cast_version < ?2",
        (index::VERSION, cast::VERSION),
    )?;
    tx.execute("UPDATE totals SET waiting = (SELECT count(*) FROM waiting)", [])?;
    tx.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('analysis', ?1)", [&version])?;
    tx.commit()
}

/// Has everything analysed again, as the user's own actors are others than before.
pub(super) fn want_all(
    db: &Connection,
    mark: &str,
    known: &dyn Fn(&ActorKey) -> Option<CleanText>,
) -> rusqlite::Result<()> {
    cast::rename_known(db, known)?;
    db.execute("INSERT OR IGNORE INTO waiting SELECT id FROM article", [])?;
    db.execute("UPDATE totals SET waiting = (SELECT count(*) FROM waiting)", [])?;
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", (ACTORS, mark))?;
    Ok(())
}

/// The articles that are to be analysed next, the newest first, without those that are being analysed.
pub(super) fn waiting(
    db: &Connection,
    limit: usize,
    except: &HashSet<ArticleId>,
    store: &Path,
) -> rusqlite::Result<Vec<Waiting>> {
    let mut ids = db.prepare_cached("SELECT article_id FROM waiting ORDER BY article_id DESC")?;
    let mut place = db.prepare_cached("SELECT feed_id, bundle, slot FROM article WHERE id = ?1")?;
    let mut packed = db.prepare_cached("SELECT packed FROM bundle WHERE id = ?1")?;
    let mut found = Vec::new();
    let mut ids = ids.query_map([], |row| row.get(0).map(ArticleId))?;
    while found.len() < limit
        && let Some(id) = ids.next().transpose()?
    {
        if except.contains(&id) {
            continue;
        }
        let at = place.query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).optional()?;
        let Some((feed, bundle, slot)) = at else { continue };
        let part = packed
            .query_row([bundle], |row| bundle::part(row.get_ref(0)?.as_blob().unwrap_or_default(), slot))?;
        let place = (bundle, slot.into());
        found.push(Waiting { id, feed: FeedId(feed), place, part, store: store.to_owned() });
    }
    Ok(found)
}

/// Notes what came of analysing articles: in the order of their ids, as the index takes them best so.
fn note(db: &Connection, memory: &mut Memory, bundles: Vec<Bundle>) -> rusqlite::Result<()> {
    let (mut tally, mut noted) = (Tally::default(), Vec::new());
    let mut articles = Vec::new();
    let mut unused = BTreeMap::new();
    for Bundle { articles: bundled, packed } in bundles {
        let id = bundle::next_id(db)?;
        bundle::insert(db, id, bundled.len(), &packed?)?;
        unused.insert(id, 0);
        let places = (0..).step_by(2).map(|slot| (id, slot));
        articles.extend(bundled.into_iter().zip(places));
    }
    articles.sort_unstable_by_key(|(article, _)| article.id);
    for (article, place) in articles {
        if note_one(db, memory, &article, place, &mut tally)? {
            noted.push(article.id);
        } else {
            *unused.entry(place.0).or_default() += 1;
        }
    }
    unused.into_iter().try_for_each(|(id, articles)| bundle::leave(db, id, articles))?;
    tally.apply(db)?;
    rules::test(db, &noted)
}

/// Notes what came of analysing an article; whether it lies in its new place now.
fn note_one(
    db: &Connection,
    memory: &mut Memory,
    article: &Analysed,
    place: (i64, i64),
    tally: &mut Tally,
) -> rusqlite::Result<bool> {
    let Analysed { id, was, title, published, words, sketch, names, .. } = article;
    let now: Option<(i64, i64, bool)> = db
        .prepare_cached("SELECT bundle, slot, hidden <> 0 FROM article WHERE id = ?1")?
        .query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((bundle, slot, is_hidden)) = now else { return Ok(false) };
    if (bundle, slot) != *was || !done(db, *id, tally)? {
        return Ok(false);
    }
    if let Some(sketch) = sketch
        && let Some(other) = alike::find(db, *id, sketch)?
        && alike::merge(db, *id, other, tally)? == other
    {
        return Ok(false);
    }
    forget(db, *id, tally)?;
    db.prepare_cached(
        "UPDATE article SET title = ?2, published = ?3, bundle = ?4, slot = ?5, index_version = ?6,
            cast_version = ?7 WHERE id = ?1",
    )?
    .execute((
        id,
        title.as_str(),
        published.map(Timestamp::as_microsecond),
        place.0,
        place.1,
        index::VERSION,
        cast::VERSION,
    ))?;
    bundle::leave(db, bundle, 1)?;
    let Named { names, actors } = names::note(db, names, i64::from(!is_hidden), tally)?;
    followed::note(db, *id, &actors, tally)?;
    index::remove(db, *id)?;
    memory.vocabulary.learn(db, words)?;
    index::insert(db, *id, &sources::of(db, *id)?, &names, words)?;
    if let Some(sketch) = sketch {
        alike::note(db, *id, sketch)?;
    }
    Ok(true)
}
