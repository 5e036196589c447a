//! Pages of headlines: a window of a list, found by id.

use rusqlite::{Connection, Row, params_from_iter};

use super::body;
use super::compile::{self, Plan, Way};
use crate::model::{ArticleId, CleanText, Cursor, Headline, Listing, Scope, Status, Timestamp};

const COLUMNS: &str = "a.id, a.title, f.name, a.published, a.received, s.read_at IS NOT NULL, \
                       s.starred_at IS NOT NULL";
/// The cross joins keep the walked table outermost, so that rows come in its order and nothing sorts.
const JOINS: &str = "CROSS JOIN article a ON a.id = {id} CROSS JOIN feed f ON f.id = a.feed_id \
                     LEFT JOIN status s ON s.article_id = a.id";

/// A page of a list, newest first.
pub(super) fn headlines(
    db: &Connection,
    listing: &Listing,
    cursor: Cursor,
    limit: usize,
) -> rusqlite::Result<Vec<Headline>> {
    let Some(plan) = compile::plan(db, listing)? else { return Ok(Vec::new()) };
    let (way, from) = match cursor {
        Cursor::Newest => (Way::Older, None),
        Cursor::OlderThan(id) => (Way::Older, Some(id)),
        Cursor::Oldest => (Way::Newer, None),
        Cursor::NewerThan(id) => (Way::Newer, Some(id)),
    };
    let mut rows = walk(db, &plan, way, from, limit)?;
    if way == Way::Newer {
        rows.reverse();
    }
    Ok(rows)
}

/// The next unread article of a list.
pub(super) fn next_unread(
    db: &Connection,
    listing: &Listing,
    from: Option<ArticleId>,
    older: bool,
) -> rusqlite::Result<Option<Headline>> {
    let Some(plan) = compile::plan(db, listing)? else { return Ok(None) };
    let way = if older { Way::Older } else { Way::Newer };
    Ok(walk(db, &plan.only_unread(), way, from, 1)?.pop())
}

/// How many articles a list has; counting stops at `limit`.
pub(super) fn count(db: &Connection, listing: &Listing, limit: u64) -> rusqlite::Result<u64> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    if listing.filter.as_ref().is_none_or(|query| query.is_empty())
        && let Some(count) = counter(db, &listing.scope)?
    {
        return Ok(count.min(limit).unsigned_abs());
    }
    let Some(plan) = compile::plan(db, listing)? else { return Ok(0) };
    let (sql, values) = plan.select("1", "", Way::Older, None, limit);
    let count: i64 = db
        .prepare_cached(&format!("SELECT count(*) FROM ({sql})"))?
        .query_row(params_from_iter(values), |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// The ids of a plan's articles from the newest on, or those older than `from`.
pub(super) fn ids(
    db: &Connection,
    plan: &Plan,
    from: Option<ArticleId>,
    limit: usize,
) -> rusqlite::Result<Vec<ArticleId>> {
    let (sql, values) = plan.select("{id}", "", Way::Older, from.map(|id| id.0), limit_value(limit));
    db.prepare_cached(&sql)?.query_map(params_from_iter(values), |row| Ok(ArticleId(row.get(0)?)))?.collect()
}

/// The headline in a row that begins with [`columns`].
pub(super) fn headline(row: &Row<'_>) -> rusqlite::Result<Headline> {
    Ok(Headline {
        id: ArticleId(row.get(0)?),
        title: clean(row, 1)?,
        feed: clean(row, 2)?,
        published: row.get::<_, Option<i64>>(3)?.map(time).transpose()?,
        received: time(row.get(4)?)?,
        status: Status { read: row.get(5)?, starred: row.get(6)? },
    })
}

/// The columns of a headline; they stand on `article a`, `feed f` and `status s`.
pub(super) fn columns() -> &'static str {
    COLUMNS
}

/// Text of a row.
pub(super) fn clean(row: &Row<'_>, column: usize) -> rusqlite::Result<CleanText> {
    let text = row.get_ref(column)?.as_str().map_err(|error| body::damage(error.to_string()))?;
    Ok(CleanText::new(text))
}

fn walk(
    db: &Connection,
    plan: &Plan,
    way: Way,
    from: Option<ArticleId>,
    limit: usize,
) -> rusqlite::Result<Vec<Headline>> {
    let (sql, values) = plan.select(COLUMNS, JOINS, way, from.map(|id| id.0), limit_value(limit));
    db.prepare_cached(&sql)?.query_map(params_from_iter(values), headline)?.collect()
}

fn counter(db: &Connection, scope: &Scope) -> rusqlite::Result<Option<i64>> {
    let (sql, value) = match scope {
        Scope::All => ("SELECT articles FROM totals WHERE ?1 IS NULL", None),
        Scope::Unread => ("SELECT unread FROM totals WHERE ?1 IS NULL", None),
        Scope::Starred => ("SELECT starred FROM totals WHERE ?1 IS NULL", None),
        Scope::Feed(feed) => ("SELECT articles FROM feed WHERE id = ?1", Some(feed.0.to_string())),
        Scope::Actor(key) => ("SELECT articles FROM actor WHERE key = ?1", Some(key.as_str().to_owned())),
    };
    let mut rows = db.prepare_cached(sql)?;
    let mut rows = rows.query([value])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

fn limit_value(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

fn time(microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds).map_err(|error| body::damage(error.to_string()))
}
