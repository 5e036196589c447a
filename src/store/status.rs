//! What the reader did with articles, and how it is taken back.

use rusqlite::{Connection, OptionalExtension, params_from_iter};

use super::counters::Tally;
use super::{body, compile, followed, hide, names, notes, sources, undo, walk};
use crate::model::{ArticleId, ChangeId, Listing, PastChange, Timestamp};

/// As what a change of marks is kept to be taken back.
pub(super) const READ: &str = "read";
/// See [`READ`].
pub(super) const STARRED: &str = "starred";
/// With more articles than this it is cheaper to make the lists of followed actors anew.
const FEW: i64 = 100;

#[derive(Clone, Copy)]
enum Field {
    Read,
    Starred,
}

/// Marks an article read that one has opened. That is no change to take back.
pub(super) fn note_opened(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    let mut tally = Tally::default();
    put_listed(db, Field::Read, id, Some(now()), &mut tally)?;
    note_revision(db, id)?;
    tally.apply(db)
}

/// What was done with an article in another reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The article.
    pub id: ArticleId,
    /// Whether it was read.
    pub read: bool,
    /// Whether it was starred, flagged, or whatever it is called there.
    pub starred: bool,
}

/// Reads and stars what was read and starred elsewhere, and takes neither away; how many each was new to. That is no
/// change to take back.
pub(super) fn take_marks(db: &Connection, marks: &[Mark]) -> rusqlite::Result<(u64, u64)> {
    let mut tally = Tally::default();
    let (mut read, mut starred) = (0, 0);
    for mark in marks {
        if mark.read && put_listed(db, Field::Read, mark.id, Some(now()), &mut tally)?.is_some() {
            note_revision(db, mark.id)?;
            read += 1;
        }
        if mark.starred && put_listed(db, Field::Starred, mark.id, Some(now()), &mut tally)?.is_some() {
            starred += 1;
        }
    }
    tally.apply(db)?;
    Ok((read, starred))
}

/// Marks an article read or unread; the change, where it was not so.
pub(super) fn set_read(db: &Connection, id: ArticleId, read: bool) -> rusqlite::Result<Option<ChangeId>> {
    set_one(db, Field::Read, id, read)
}

/// Stars an article, or takes the star away; the change, where it was not so.
pub(super) fn set_starred(
    db: &Connection,
    id: ArticleId,
    starred: bool,
) -> rusqlite::Result<Option<ChangeId>> {
    set_one(db, Field::Starred, id, starred)
}

/// Marks everything read that a list holds. Where nothing is looked at in them, articles pass through SQL only, however
/// many there are.
pub(super) fn mark_all_read(db: &Connection, listing: &Listing) -> rusqlite::Result<(ChangeId, u64)> {
    let change = new_change(db, Field::Read)?;
    let Some(plan) = compile::plan(db, listing)? else { return Ok((change, 0)) };
    let plan = plan.only_unread();
    let changed = if plan.checks.is_empty() {
        let insert =
            format!("INSERT INTO change_row (change_id, article_id, was) SELECT {}, {{id}}, NULL", change.0);
        let (sql, values) = plan.insert(&insert);
        db.prepare_cached(&sql)?.execute(params_from_iter(values))?
    } else {
        let found = walk::ids(db, &plan)?;
        let mut insert =
            db.prepare_cached("INSERT INTO change_row (change_id, article_id, was) VALUES (?1, ?2, NULL)")?;
        found.iter().map(|id| insert.execute((change.0, id))).sum::<Result<usize, _>>()?
    };
    // The WHERE is what tells the ON CONFLICT from a join.
    db.prepare_cached(
        "INSERT INTO status (article_id, read_at, read_revision)
         SELECT c.article_id, ?2, a.revision FROM change_row c JOIN article a ON a.id = c.article_id
         WHERE c.change_id = ?1
         ON CONFLICT (article_id) DO UPDATE SET read_at = excluded.read_at, read_revision = excluded.read_revision",
    )?
    .execute((change.0, now()))?;
    let is_rest: bool = db
        .prepare_cached("SELECT unread <= ?1 FROM totals")?
        .query_row([i64::try_from(changed).unwrap_or(i64::MAX)], |row| row.get(0))?;
    if is_rest {
        // Where nothing unread is left, nothing needs to be looked for: that takes most of the time of a million articles.
        db.execute_batch(
            "DELETE FROM unread; UPDATE feed SET unread = 0; UPDATE followed SET unread = 0;
             UPDATE totals SET unread = 0, followed = 0;",
        )?;
        return Ok((change, changed as u64));
    }
    for feeds in ["SELECT 0, article_id FROM change_row WHERE change_id = ?1", FEEDS_OF_CHANGE] {
        db.prepare_cached(&format!("DELETE FROM unread WHERE (feed_id, article_id) IN ({feeds})"))?
            .execute([change.0])?;
    }
    count_read(db, change, changed)?;
    followed::sweep(db)?;
    Ok((change, changed as u64))
}

/// Takes a change of marks back, as far as its articles are still there.
pub(super) fn undo(db: &Connection, change: ChangeId, field: &str) -> rusqlite::Result<u64> {
    let mut tally = Tally::default();
    let mut changed = 0;
    let field = if field == READ { Field::Read } else { Field::Starred };
    let few: bool = db
        .prepare_cached("SELECT count(*) <= ?2 FROM change_row WHERE change_id = ?1")?
        .query_row((change.0, FEW), |row| row.get(0))?;
    let put = if few { put_listed } else { put };
    let mut last = i64::MIN;
    loop {
        // In portions: a change may be a million articles.
        let rows = portion(db, change, last)?;
        let Some(end) = rows.last() else { break };
        last = end.0;
        for (article, was) in rows {
            changed += u64::from(put(db, field, ArticleId(article), was, &mut tally)?.is_some());
        }
    }
    tally.apply(db)?;
    if !few {
        followed::renew_all(db)?;
    }
    Ok(changed)
}

/// What a change of marks was.
pub(super) fn past(db: &Connection, change: ChangeId, field: &str) -> rusqlite::Result<PastChange> {
    let (articles, was_so): (i64, bool) = db
        .prepare_cached("SELECT count(*), max(was) IS NOT NULL FROM change_row WHERE change_id = ?1")?
        .query_row([change.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(match field {
        READ => PastChange::Read { articles: articles.unsigned_abs(), read: !was_so },
        _ => PastChange::Starred(!was_so),
    })
}

/// Gives an article what the reader did with another, which is to go: what was read or starred as either is, with the
/// tags and notes of both.
pub(super) fn merge(db: &Connection, from: i64, into: i64, tally: &mut Tally) -> rusqlite::Result<()> {
    let did: Option<(Option<i64>, Option<i64>)> = db
        .prepare_cached("SELECT read_at, starred_at FROM status WHERE article_id = ?1")?
        .query_row([from], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let (read, starred) = did.unwrap_or_default();
    join(db, ArticleId(into), (read, starred), tally)?;
    notes::merge(db, from, into)?;
    db.prepare_cached("UPDATE OR IGNORE place SET article_id = ?2 WHERE article_id = ?1")?
        .execute((from, into))?;
    Ok(())
}

/// Reads and stars an article where it was read and starred elsewhere, at these times; whether either is new to it.
pub(super) fn join(
    db: &Connection,
    id: ArticleId,
    (read, starred): (Option<i64>, Option<i64>),
    tally: &mut Tally,
) -> rusqlite::Result<bool> {
    let mut is_new = false;
    for (field, at) in [(Field::Read, read), (Field::Starred, starred)] {
        if at.is_some() {
            is_new |= put_listed(db, field, id, at, tally)?.is_some();
        }
    }
    Ok(is_new)
}

fn set_one(db: &Connection, field: Field, id: ArticleId, on: bool) -> rusqlite::Result<Option<ChangeId>> {
    let mut tally = Tally::default();
    let Some(was) = put_listed(db, field, id, on.then(now), &mut tally)? else { return Ok(None) };
    tally.apply(db)?;
    let change = new_change(db, field)?;
    db.prepare_cached("INSERT INTO change_row (change_id, article_id, was) VALUES (?1, ?2, ?3)")?
        .execute((change.0, id.0, was))?;
    Ok(Some(change))
}

/// As [`put`], and brings the lists of followed actors up to date.
fn put_listed(
    db: &Connection,
    field: Field,
    id: ArticleId,
    value: Option<i64>,
    tally: &mut Tally,
) -> rusqlite::Result<Option<Option<i64>>> {
    let was = put(db, field, id, value, tally)?;
    if was.is_some() && matches!(field, Field::Read) && followed::any(db)? {
        let actors = names::of(db, &body::cast(db, id.0)?)?.actors;
        followed::note(db, id.0, &actors, tally)?;
    }
    Ok(was)
}

/// Sets a field of an article that exists; what it was, where that was something else.
fn put(
    db: &Connection,
    field: Field,
    id: ArticleId,
    value: Option<i64>,
    tally: &mut Tally,
) -> rusqlite::Result<Option<Option<i64>>> {
    let known: Option<(bool, Option<i64>, Option<i64>)> = db
        .prepare_cached(
            "SELECT a.hidden <> 0, s.read_at, s.starred_at FROM article a
             LEFT JOIN status s ON s.article_id = a.id WHERE a.id = ?1",
        )?
        .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((hidden, read, starred)) = known else { return Ok(None) };
    let was = match field {
        Field::Read => read,
        Field::Starred => starred,
    };
    if was.is_some() == value.is_some() {
        return Ok(None);
    }
    // What is hidden is in no counter, and on no list.
    let step = match value {
        _ if hidden => 0,
        Some(_) => 1,
        None => -1,
    };
    match field {
        Field::Read => {
            upsert(db, "read_at", id, value)?;
            if value.is_some() {
                note_revision(db, id)?;
            }
            if !hidden {
                let feeds = sources::of(db, id.0)?;
                hide::list_unread(db, id.0, &feeds, value.is_none())?;
                feeds.iter().for_each(|feed| tally.feed(*feed, 0, -step));
                tally.all(0, -step);
            }
        }
        Field::Starred => {
            upsert(db, "starred_at", id, value)?;
            tally.starred(step);
        }
    }
    Ok(Some(was))
}

/// Notes that the article as it is now has been read.
pub(super) fn note_revision(db: &Connection, id: ArticleId) -> rusqlite::Result<()> {
    db.prepare_cached(
        "UPDATE status SET read_before = read_revision, read_revision = a.revision FROM article a
         WHERE a.id = status.article_id AND status.article_id = ?1 AND read_revision IS NOT a.revision",
    )?
    .execute([id.0])?;
    Ok(())
}

fn upsert(db: &Connection, column: &'static str, id: ArticleId, value: Option<i64>) -> rusqlite::Result<()> {
    db.prepare_cached(&format!(
        "INSERT INTO status (article_id, {column}) VALUES (?1, ?2)
         ON CONFLICT (article_id) DO UPDATE SET {column} = excluded.{column}"
    ))?
    .execute((id.0, value))?;
    Ok(())
}

fn portion(db: &Connection, change: ChangeId, after: i64) -> rusqlite::Result<Vec<(i64, Option<i64>)>> {
    db.prepare_cached(
        "SELECT article_id, was FROM change_row WHERE change_id = ?1 AND article_id > ?2
         ORDER BY article_id LIMIT 1000",
    )?
    .query_map((change.0, after), |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

fn new_change(db: &Connection, field: Field) -> rusqlite::Result<ChangeId> {
    let field = match field {
        Field::Read => READ,
        Field::Starred => STARRED,
    };
    undo::keep(db, "INSERT INTO change (field) VALUES (?1)", [field])
}

/// The feeds of the articles of a change, with the articles.
const FEEDS_OF_CHANGE: &str = "SELECT a.feed_id, a.id FROM change_row c JOIN article a ON a.id = c.article_id \
                               WHERE c.change_id = ?1 \
                               UNION ALL SELECT o.feed_id, o.article_id FROM change_row c \
                               JOIN also o ON o.article_id = c.article_id WHERE c.change_id = ?1";

/// Takes the `all` articles of a change off the unread counters.
fn count_read(db: &Connection, change: ChangeId, all: usize) -> rusqlite::Result<()> {
    let counts = db
        .prepare_cached(&format!("SELECT feed_id, count(*) FROM ({FEEDS_OF_CHANGE}) GROUP BY feed_id"))?
        .query_map([change.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<Vec<(i64, i64)>, _>>()?;
    let mut tally = Tally::default();
    counts.into_iter().for_each(|(feed, count)| tally.feed(feed, 0, -count));
    tally.all(0, -i64::try_from(all).unwrap_or(i64::MAX));
    tally.apply(db)
}

fn now() -> i64 {
    Timestamp::now().as_microsecond()
}
