//! Taking articles in: new, revised, or known already. Who is in them, and all of their words, `analyse.rs` adds later.

use rusqlite::{Connection, OptionalExtension};

use super::body::Packed;
use super::bundle::{self, Effort};
use super::counters::Tally;
use super::filling::Filling;
use super::words::indexed;
use super::writer::Memory;
use super::{analyse, forget, full_text, hide, identity, index, past, sources};
use crate::model::{ArticleId, ArticleKey, CleanText, FeedId, Fetch, Timestamp};

/// An article on its way into the store.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The feed that brings it.
    pub feed: FeedId,
    /// What makes it the same article when it comes again.
    pub key: ArticleKey,
    /// What makes it the same article when it comes from elsewhere.
    pub address: Option<ArticleKey>,
    /// Where it is on the web, as far as it says.
    pub url: Option<CleanText>,
    /// Whether its text is to be fetched from there: what came is but the beginning.
    pub wants_page: bool,
    /// When it came.
    pub received: Timestamp,
    /// What it says.
    pub content: Packed,
}

/// What became of an incoming article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It was not known.
    New(ArticleId),
    /// It was known, and has changed.
    Revised(ArticleId),
    /// It was known as it is, under this key or another.
    Unchanged(ArticleId),
}

impl Added {
    /// The stored article.
    pub fn id(self) -> ArticleId {
        let (Self::New(id) | Self::Revised(id) | Self::Unchanged(id)) = self;
        id
    }
}

/// What a fetch of a feed gave.
#[derive(Clone, Debug)]
pub struct Fetched {
    /// The feed.
    pub feed: FeedId,
    /// How it went.
    pub fetch: Fetch,
    /// Its articles.
    pub articles: Vec<Incoming>,
}

/// Adds batches; what became of each article of each. Articles of the reader's own drive out the samples.
pub(super) fn add_all(
    db: &Connection,
    memory: &mut Memory,
    batches: &[&[Incoming]],
) -> rusqlite::Result<Vec<Vec<Added>>> {
    let mut tally = Tally::default();
    if forget::has_samples(db)? && brings_own(db, batches.iter().copied().flatten())? {
        forget::samples(db, &mut tally)?;
    }
    let mut batch = Batch { filling: Filling::default(), new: Vec::new() };
    let mut added = Vec::with_capacity(batches.len());
    for incoming in batches {
        let each = incoming.iter().map(|incoming| add_one(db, memory, &mut batch, incoming, &mut tally));
        added.push(each.collect::<Result<_, _>>()?);
    }
    batch.end(db)?;
    tally.apply(db)?;
    Ok(added)
}

/// What is put off until what comes next must see it, or nothing more comes.
struct Batch<'a> {
    filling: Filling,
    /// New articles that are not in the index yet.
    new: Vec<(i64, &'a Incoming)>,
}

impl Batch<'_> {
    /// The index takes articles best in the order of their ids: at one that goes before the last, it writes all it has.
    fn end(&mut self, db: &Connection) -> rusqlite::Result<()> {
        self.filling.flush(db)?;
        self.new.sort_unstable_by_key(|(id, _)| *id);
        for (id, incoming) in self.new.drain(..) {
            index::insert(db, id, &[incoming.feed.0], &[], &indexed(&incoming.content.title))?;
        }
        Ok(())
    }
}

fn brings_own<'a>(db: &Connection, batch: impl Iterator<Item = &'a Incoming>) -> rusqlite::Result<bool> {
    let mut origin = db.prepare_cached("SELECT origin <> 'samples' FROM feed WHERE id = ?1")?;
    for incoming in batch {
        if origin.query_row([incoming.feed.0], |row| row.get(0)).optional()?.unwrap_or(false) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn add_one<'a>(
    db: &Connection,
    memory: &mut Memory,
    batch: &mut Batch<'a>,
    incoming: &'a Incoming,
    tally: &mut Tally,
) -> rusqlite::Result<Added> {
    let Incoming { feed, url, content, .. } = incoming;
    if let Some(id) = identity::find(db, memory, incoming)? {
        if id == identity::GONE {
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        batch.end(db)?;
        identity::note(db, memory, id, incoming)?;
        let is_file = incoming.key.entry_scope().is_none();
        let is_news = sources::add(db, id, feed.0, content.hash, tally)? || is_file;
        if !is_news || is_same(db, id, content)? {
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        if incoming.wants_page && full_text::is_from_page(db, id)? {
            // The page has more to say than the beginning that the feed has anew.
            full_text::want(db, id, incoming)?;
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        if !is_file && past::is_past(db, id, content)? {
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        keep_revision(db, id)?;
        replace(db, id, &Replacement { url: url.as_deref(), text_from: None, content }, tally)?;
        return Ok(Added::Revised(ArticleId(id)));
    }
    if let Some(id) = of_content(db, content.hash, &content.title)? {
        batch.end(db)?;
        identity::note(db, memory, id, incoming)?;
        // This feed may know where the article is, and the other not.
        let with_address = db
            .prepare_cached("UPDATE article SET url = ?2 WHERE id = ?1 AND url IS NULL AND ?2 IS NOT NULL")?
            .execute((id, url.as_deref()))?;
        if with_address > 0 {
            full_text::want(db, id, incoming)?;
        }
        sources::add(db, id, feed.0, content.hash, tally)?;
        return Ok(Added::Unchanged(ArticleId(id)));
    }
    let id = memory.ids.allocate(db, content.published, incoming.received)?;
    insert(db, memory, &mut batch.filling, id.0, incoming, tally)?;
    batch.new.push((id.0, incoming));
    Ok(Added::New(id))
}

/// Whether the stored article says the same.
pub(super) fn is_same(db: &Connection, id: i64, content: &Packed) -> rusqlite::Result<bool> {
    db.prepare_cached("SELECT hash = ?2 AND title = ?3 FROM article WHERE id = ?1")?
        .query_row((id, content.hash, content.title.as_str()), |row| row.get(0))
}

/// The article that says the same.
pub(super) fn of_content(db: &Connection, hash: i64, title: &str) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT id FROM article WHERE hash = ?1 AND title = ?2 LIMIT 1")?
        .query_row((hash, title), |row| row.get(0))
        .optional()
}

fn insert(
    db: &Connection,
    memory: &mut Memory,
    filling: &mut Filling,
    id: i64,
    incoming: &Incoming,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let Incoming { feed, url, received, content, .. } = incoming;
    let (bundle, slot) = filling.push(db, &content.part)?;
    db.prepare_cached(
        "INSERT INTO article (id, feed_id, title, published, received, revision, hash, index_version, cast_version,
            bundle, slot, url)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, 0, 0, ?7, ?8, ?9)",
    )?
    .execute((
        id,
        feed.0,
        content.title.as_str(),
        content.published.map(Timestamp::as_microsecond),
        received.as_microsecond(),
        content.hash,
        bundle,
        slot,
        url.as_deref(),
    ))?;
    identity::note(db, memory, id, incoming)?;
    full_text::want(db, id, incoming)?;
    db.prepare_cached("INSERT INTO entry (feed_id, article_id, hash) VALUES (?1, ?2, ?3)")?.execute((
        feed.0,
        id,
        content.hash,
    ))?;
    db.prepare_cached("INSERT INTO unread (feed_id, article_id) VALUES (0, ?2), (?1, ?2)")?
        .execute((feed.0, id))?;
    tally.all(1, 1);
    tally.feed(feed.0, 1, 1);
    analyse::want(db, id, tally)?;
    // A feed may be removed while it is fetched.
    hide::set(db, id, hide::REMOVED, sources::is_removed(db, feed.0)?, tally)?;
    Ok(())
}

/// What a stored article says from now on.
pub(super) struct Replacement<'a> {
    /// Where the article is on the web.
    pub(super) url: Option<&'a str>,
    /// Which page it was taken from, where it was.
    pub(super) text_from: Option<&'a str>,
    /// What it says.
    pub(super) content: &'a Packed,
}

/// Keeps what a stored article says as a revision, as it is about to say something else.
pub(super) fn keep_revision(db: &Connection, id: i64) -> rusqlite::Result<()> {
    let Some(part) = super::body::part(db, id)? else { return Ok(()) };
    let mark = past::mark(db, id)?;
    db.prepare_cached(
        "INSERT INTO revision (article_id, n, url, document, replaced)
         SELECT id, revision, url, ?2, ?3 FROM article WHERE id = ?1",
    )?
    .execute((
        id,
        bundle::pack(&[&part, &mark], Effort::Thorough)?,
        Timestamp::now().as_microsecond(),
    ))?;
    db.prepare_cached("UPDATE article SET revision = revision + 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Puts other words into a stored article, which is then to be analysed again.
pub(super) fn replace(
    db: &Connection,
    id: i64,
    by: &Replacement<'_>,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let Replacement { url, text_from, content } = by;
    // Nobody is in it, as far as is known, until it is analysed.
    analyse::forget(db, id, tally)?;
    bundle::leave(db, bundle::of(db, id)?, 1)?;
    let bundle = bundle::next_id(db)?;
    bundle::insert(db, bundle, 1, &bundle::pack(&[&content.part.bytes()?], Effort::Quick)?)?;
    db.prepare_cached(
        "UPDATE article SET title = ?2, published = ?3, hash = ?4, url = coalesce(?5, url), text_from = ?6,
            bundle = ?7, slot = 0, index_version = 0, cast_version = 0 WHERE id = ?1",
    )?
    .execute((
        id,
        content.title.as_str(),
        content.published.map(Timestamp::as_microsecond),
        content.hash,
        url,
        text_from,
        bundle,
    ))?;
    index::remove(db, id)?;
    index::insert(db, id, &sources::of(db, id)?, &[], &indexed(&content.title))?;
    analyse::want(db, id, tally)
}
