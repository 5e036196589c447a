//! Taking articles in: new, revised, or known already.

use rusqlite::{Connection, OptionalExtension};

use super::alike::{self, Sketch};
use super::counters::Tally;
use super::writer::Memory;
use super::{body, cast, forget, full_text, hide, identity, index, sources};
use crate::model::{ArticleId, ArticleKey, Cast, CleanText, Document, FeedId, Timestamp};

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
    /// Whether a rule mutes it.
    pub muted: bool,
    /// When it came.
    pub received: Timestamp,
    /// What it says.
    pub document: Document,
    /// Who is in it.
    pub cast: Cast,
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

/// Equal hashes whose contents are compared; more of them are no accident, and are not worth the time.
const MAX_SAME_HASH: i64 = 8;

/// Adds a batch. Articles of the reader's own drive out the samples.
pub(super) fn add(db: &Connection, memory: &mut Memory, batch: &[Incoming]) -> rusqlite::Result<Vec<Added>> {
    let mut tally = Tally::default();
    if !batch.is_empty() && forget::has_samples(db)? && brings_own(db, batch)? {
        forget::samples(db, &mut tally)?;
    }
    let mut added = Vec::with_capacity(batch.len());
    for incoming in batch {
        added.push(add_one(db, memory, incoming, &mut tally)?);
    }
    tally.apply(db)?;
    Ok(added)
}

fn brings_own(db: &Connection, batch: &[Incoming]) -> rusqlite::Result<bool> {
    let mut origin = db.prepare_cached("SELECT origin <> 'samples' FROM feed WHERE id = ?1")?;
    for incoming in batch {
        if origin.query_row([incoming.feed.0], |row| row.get(0)).optional()?.unwrap_or(false) {
            return Ok(true);
        }
    }
    Ok(false)
}

fn add_one(
    db: &Connection,
    memory: &mut Memory,
    incoming: &Incoming,
    tally: &mut Tally,
) -> rusqlite::Result<Added> {
    let json = body::to_json(&incoming.document)?;
    let hash = body::hash(&json);
    if let Some(id) = identity::find(db, incoming)? {
        identity::note(db, id, incoming)?;
        let is_file = incoming.key.entry_scope().is_none();
        let is_news = sources::add(db, memory, id, incoming.feed.0, hash, tally)? || is_file;
        if !is_news || (stored_hash(db, id)? == Some(hash) && is_same(db, id, &json)?) {
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        if incoming.wants_page && full_text::is_from_page(db, id)? {
            // The page has more to say than the beginning that the feed has anew.
            full_text::want(db, id, incoming)?;
            return Ok(Added::Unchanged(ArticleId(id)));
        }
        revise(db, memory, id, &Revision::of(incoming), &json, hash, tally)?;
        hide::set(db, id, hide::MUTED, incoming.muted, tally)?;
        return Ok(Added::Revised(ArticleId(id)));
    }
    let sketch = Sketch::of(&incoming.document);
    let alike = sketch.as_ref().map(|sketch| alike::find(db, incoming, sketch)).transpose()?.flatten();
    if let Some(id) = same_content(db, &json, hash)?.or(alike) {
        identity::note(db, id, incoming)?;
        // This feed may know where the article is, and the other not.
        let with_address = db
            .prepare_cached(
                "UPDATE body SET url = ?2 WHERE article_id = ?1 AND url IS NULL AND ?2 IS NOT NULL",
            )?
            .execute((id, incoming.url.as_deref()))?;
        if with_address > 0 {
            full_text::want(db, id, incoming)?;
        }
        sources::add(db, memory, id, incoming.feed.0, hash, tally)?;
        return Ok(Added::Unchanged(ArticleId(id)));
    }
    let id = memory.ids.allocate(db, incoming.document.published, incoming.received)?;
    insert(db, memory, id.0, incoming, &json, hash, tally)?;
    if let Some(sketch) = sketch {
        alike::note(db, id.0, &sketch)?;
    }
    Ok(Added::New(id))
}

fn stored_hash(db: &Connection, id: i64) -> rusqlite::Result<Option<i64>> {
    db.prepare_cached("SELECT hash FROM article WHERE id = ?1")?.query_row([id], |row| row.get(0)).optional()
}

fn same_content(db: &Connection, json: &[u8], hash: i64) -> rusqlite::Result<Option<i64>> {
    let mut same = db.prepare_cached("SELECT id FROM article WHERE hash = ?1 LIMIT ?2")?;
    let ids = same.query_map((hash, MAX_SAME_HASH), |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
    for id in ids {
        if is_same(db, id, json)? {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

pub(super) fn is_same(db: &Connection, id: i64, json: &[u8]) -> rusqlite::Result<bool> {
    let stored: Option<Vec<u8>> = db
        .prepare_cached("SELECT document FROM body WHERE article_id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(stored.map(|blob| body::unpack(&blob)).transpose()?.is_some_and(|stored| stored == json))
}

fn insert(
    db: &Connection,
    memory: &mut Memory,
    id: i64,
    incoming: &Incoming,
    json: &[u8],
    hash: i64,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let Incoming { feed, url, received, document, cast: members, .. } = incoming;
    db.prepare_cached(
        "INSERT INTO article (id, feed_id, title, published, received, revision, hash, index_version, cast_version)
         VALUES (?1, ?2, ?3, ?4, ?5, 1, ?6, ?7, ?8)",
    )?
    .execute((
        id,
        feed.0,
        document.title.as_str(),
        document.published.map(Timestamp::as_microsecond),
        received.as_microsecond(),
        hash,
        index::VERSION,
        cast::VERSION,
    ))?;
    db.prepare_cached("INSERT INTO body (article_id, url, document, members) VALUES (?1, ?2, ?3, ?4)")?
        .execute((id, url.as_deref(), body::pack(json)?, body::pack(&body::to_json(members)?)?))?;
    identity::note(db, id, incoming)?;
    full_text::want(db, id, incoming)?;
    db.prepare_cached("INSERT INTO entry (feed_id, article_id, hash) VALUES (?1, ?2, ?3)")?
        .execute((feed.0, id, hash))?;
    db.prepare_cached("INSERT INTO unread (feed_id, article_id) VALUES (0, ?2), (?1, ?2)")?
        .execute((feed.0, id))?;
    tally.all(1, 1);
    tally.feed(feed.0, 1, 1);
    let actors = cast::insert(db, id, members, 1, tally)?;
    // A feed may be removed while it is fetched.
    hide::set(db, id, hide::REMOVED, !sources::has_feed(db, id, None)?, tally)?;
    hide::set(db, id, hide::MUTED, incoming.muted, tally)?;
    index::insert(db, &mut memory.vocabulary, id, &[feed.0], &actors, document)
}

/// What a revision says.
pub(super) struct Revision<'a> {
    /// Where the article is on the web.
    pub(super) url: Option<&'a str>,
    /// Which page it was taken from, where it was.
    pub(super) text_from: Option<&'a str>,
    /// What it says.
    pub(super) document: &'a Document,
    /// Who is in it.
    pub(super) cast: &'a Cast,
}

impl<'a> Revision<'a> {
    fn of(incoming: &'a Incoming) -> Self {
        let Incoming { url, document, cast, .. } = incoming;
        Self { url: url.as_deref(), text_from: None, document, cast }
    }
}

/// Gives a stored article a new revision; the one before it is kept.
pub(super) fn revise(
    db: &Connection,
    memory: &mut Memory,
    id: i64,
    revision: &Revision<'_>,
    json: &[u8],
    hash: i64,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT INTO revision (article_id, n, url, document, replaced)
         SELECT a.id, a.revision, b.url, b.document, ?2 FROM article a JOIN body b ON b.article_id = a.id
         WHERE a.id = ?1",
    )?
    .execute((id, Timestamp::now().as_microsecond()))?;
    db.prepare_cached("UPDATE article SET revision = revision + 1 WHERE id = ?1")?.execute([id])?;
    replace(db, memory, id, revision, json, hash, tally)
}

/// Puts other words into a stored article, keeping nothing of those before.
pub(super) fn replace(
    db: &Connection,
    memory: &mut Memory,
    id: i64,
    revision: &Revision<'_>,
    json: &[u8],
    hash: i64,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let Revision { url, text_from, document, cast: members } = revision;
    db.prepare_cached(
        "UPDATE article SET title = ?2, published = ?3, hash = ?4, index_version = ?5 WHERE id = ?1",
    )?
    .execute((
        id,
        document.title.as_str(),
        document.published.map(Timestamp::as_microsecond),
        hash,
        index::VERSION,
    ))?;
    if let Some(sketch) = Sketch::of(document) {
        alike::note(db, id, &sketch)?;
    }
    db.prepare_cached(
        "UPDATE body SET url = coalesce(?2, url), document = ?3, text_from = ?4 WHERE article_id = ?1",
    )?
    .execute((id, url, body::pack(json)?, text_from))?;
    recast(db, memory, id, document, members, tally)
}

/// Gives a stored article another cast, and brings its index up to date with it.
pub(super) fn recast(
    db: &Connection,
    memory: &mut Memory,
    id: i64,
    document: &Document,
    members: &Cast,
    tally: &mut Tally,
) -> rusqlite::Result<()> {
    let before: Vec<u8> = db
        .prepare_cached("SELECT members FROM body WHERE article_id = ?1")?
        .query_row([id], |row| row.get(0))?;
    let step = i64::from(!hide::is_hidden(db, id)?);
    cast::remove(db, id, &body::read(&before)?, step, tally)?;
    let actors = cast::insert(db, id, members, step, tally)?;
    db.prepare_cached("UPDATE body SET members = ?2 WHERE article_id = ?1")?
        .execute((id, body::pack(&body::to_json(members)?)?))?;
    db.prepare_cached("UPDATE article SET cast_version = ?2 WHERE id = ?1")?.execute((id, cast::VERSION))?;
    index::remove(db, id)?;
    let feeds = sources::of(db, id)?;
    index::insert(db, &mut memory.vocabulary, id, &feeds, &actors, document)
}
