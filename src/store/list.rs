//! Pages of headlines: a window of a list, found by id.

use rusqlite::{Connection, Row};

use super::compile::{self, Way};
use super::walk::{Course, walk};
use super::{body, saved, score};
use crate::model::{
    ArticleId, CleanText, Cursor, Headline, Listing, Page, Scope, Sort, Status, Timestamp, tags_in,
};

const COLUMNS: &str = "a.id, a.title, CASE WHEN f.removed IS NULL THEN f.name ELSE \
                         coalesce((SELECT g.name FROM also o JOIN feed g ON g.id = o.feed_id \
                                   WHERE o.article_id = a.id AND g.removed IS NULL), f.name) END, \
                       a.published, a.received, s.read_at IS NOT NULL, \
                       s.starred_at IS NOT NULL, coalesce(s.read_revision < a.revision, 0), a.hidden & 2 <> 0";
const NOTED: &str = "EXISTS (SELECT 1 FROM note WHERE article_id = a.id)";
const TAGS: &str = "(SELECT group_concat(name, ' ') FROM tag WHERE article_id = a.id)";
/// The cross joins keep the walked table outermost, so that rows come in its order and nothing sorts.
const JOINS: &str = "CROSS JOIN article a ON a.id = {id} CROSS JOIN feed f ON f.id = a.feed_id \
                     LEFT JOIN status s ON s.article_id = a.id";

/// A page of a list, in its order. `go_on` is asked between articles; where it says no, the page is what was found so
/// far, and says how far that is.
pub(super) fn page(
    db: &Connection,
    listing: &Listing,
    cursor: Cursor,
    limit: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> rusqlite::Result<Page> {
    let Some(plan) = compile::plan(db, listing)? else { return Ok(Page::default()) };
    // A saved search is a feed like others, and lists the newest first.
    let sort = listing.filter.as_ref().map(|query| query.sort).unwrap_or_default();
    let Some(listing) = &saved::resolved(db, listing)? else { return Ok(Page::default()) };
    let (is_onward, from) = match cursor {
        Cursor::Newest => (true, None),
        Cursor::OlderThan(id) => (true, Some(id)),
        Cursor::Oldest => (false, None),
        Cursor::NewerThan(id) => (false, Some(id)),
    };
    if let (Sort::Relevance, Some(query)) = (sort, &listing.filter) {
        let (best, reached) = score::best(db, &plan, query, limit, go_on)?;
        let mut rows = Vec::with_capacity(best.len());
        for id in best {
            rows.extend(one(db, id)?);
        }
        return Ok(Page { rows, reached: reached.map(ArticleId) });
    }
    // Where the oldest come first, what the list goes on to is newer.
    let way = if is_onward == (sort == Sort::Newest) { Way::Older } else { Way::Newer };
    let course = Course { way, from: from.map(|id| id.0), limit };
    let mut rows = Vec::new();
    let reached = walk(db, &plan, (&columns_in_use(db)?, JOINS), course, go_on, &mut |row| {
        rows.push(headline(row)?);
        Ok(())
    })?;
    if !is_onward {
        rows.reverse();
    }
    Ok(Page { rows, reached: reached.map(ArticleId) })
}

/// The headline of an article.
pub(super) fn one(db: &Connection, id: i64) -> rusqlite::Result<Option<Headline>> {
    let joins = JOINS.replace("{id}", "w.id");
    let sql = format!("SELECT {} FROM article w {joins} WHERE w.id = ?1", columns());
    db.prepare_cached(&sql)?.query_map([id], headline)?.next().transpose()
}

/// The next unread article of a list, in its order where `older`, else back.
pub(super) fn next_unread(
    db: &Connection,
    listing: &Listing,
    from: Option<ArticleId>,
    older: bool,
) -> rusqlite::Result<Option<Headline>> {
    let Some(plan) = compile::plan(db, listing)? else { return Ok(None) };
    let is_newest_first = listing.filter.as_ref().is_none_or(|query| query.sort != Sort::Oldest);
    let course = Course {
        way: if older == is_newest_first { Way::Older } else { Way::Newer },
        from: from.map(|id| id.0),
        limit: 1,
    };
    let mut found = None;
    walk(db, &plan.only_unread(), (&columns(), JOINS), course, &mut || true, &mut |row| {
        found = Some(headline(row)?);
        Ok(())
    })?;
    Ok(found)
}

/// How many articles a list has; counting stops at `limit`.
pub(super) fn count(db: &Connection, listing: &Listing, limit: u64) -> rusqlite::Result<u64> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    if listing.filter.as_ref().is_none_or(|query| query.is_empty())
        && let Some(count) = counter(db, &listing.scope)?
    {
        return Ok(count.min(limit).unsigned_abs());
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    Ok(count_on(db, listing, false, None, limit, &mut || true)?.0)
}

/// How many articles a list has that are older than `from`, only unread ones where that is wanted; as far as `go_on`
/// lets it, and how far that is.
pub(super) fn count_on(
    db: &Connection,
    listing: &Listing,
    only_unread: bool,
    from: Option<ArticleId>,
    limit: usize,
    go_on: &mut dyn FnMut() -> bool,
) -> rusqlite::Result<(u64, Option<ArticleId>)> {
    let Some(plan) = compile::plan(db, listing)? else { return Ok((0, None)) };
    let plan = if only_unread { plan.and_unread() } else { plan };
    let course = Course { way: Way::Older, from: from.map(|id| id.0), limit };
    let mut count = 0;
    let reached = walk(db, &plan, ("{id}", ""), course, go_on, &mut |_| {
        count += 1;
        Ok(())
    })?;
    Ok((count, reached.map(ArticleId)))
}

/// The headline in a row that begins with [`columns`].
pub(super) fn headline(row: &Row<'_>) -> rusqlite::Result<Headline> {
    Ok(Headline {
        id: ArticleId(row.get(0)?),
        title: clean(row, 1)?,
        feed: clean(row, 2)?,
        published: row.get::<_, Option<i64>>(3)?.map(time).transpose()?,
        received: time(row.get(4)?)?,
        status: Status {
            read: row.get(5)?,
            starred: row.get(6)?,
            changed: row.get(7)?,
            muted: row.get(8)?,
            noted: row.get(9)?,
        },
        tags: row.get::<_, Option<String>>(10)?.map(|tags| tags_in(&tags)).unwrap_or_default(),
    })
}

/// How many columns a headline has.
pub(super) const WIDTH: usize = 11;

/// The columns of a headline; they stand on `article a`, `feed f` and `status s`.
pub(super) fn columns() -> String {
    columns_with(NOTED, TAGS)
}

/// The same, without looking for a note and tags of each article where there are none at all.
fn columns_in_use(db: &Connection) -> rusqlite::Result<String> {
    db.prepare_cached("SELECT EXISTS (SELECT 1 FROM note), EXISTS (SELECT 1 FROM tag)")?.query_row(
        [],
        |row| {
            let noted = if row.get(0)? { NOTED } else { "0" };
            Ok(columns_with(noted, if row.get(1)? { TAGS } else { "NULL" }))
        },
    )
}

fn columns_with(noted: &str, tags: &str) -> String {
    [COLUMNS, noted, tags].join(", ")
}

/// Text of a row.
pub(super) fn clean(row: &Row<'_>, column: usize) -> rusqlite::Result<CleanText> {
    let text = row.get_ref(column)?.as_str().map_err(|error| body::damage(error.to_string()))?;
    Ok(CleanText::new(text))
}

fn counter(db: &Connection, scope: &Scope) -> rusqlite::Result<Option<i64>> {
    let (sql, value) = match scope {
        Scope::All => ("SELECT articles FROM totals WHERE ?1 IS NULL", None),
        Scope::Unread => ("SELECT unread FROM totals WHERE ?1 IS NULL", None),
        Scope::Muted => return Ok(None),
        Scope::Starred => ("SELECT starred FROM totals WHERE ?1 IS NULL", None),
        Scope::Feed(feed) => ("SELECT articles FROM feed WHERE id = ?1", Some(feed.0.to_string())),
        // How many are unread is counted; how many there are is not.
        Scope::Folder(_) | Scope::Followed | Scope::Saved(_) => return Ok(None),
        Scope::Actor(key) => ("SELECT articles FROM actor WHERE key = ?1", Some(key.as_str().to_owned())),
    };
    let mut rows = db.prepare_cached(sql)?;
    let mut rows = rows.query([value])?;
    rows.next()?.map(|row| row.get(0)).transpose()
}

/// A time as the store keeps it.
pub(super) fn time(microseconds: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(microseconds).map_err(|error| body::damage(error.to_string()))
}

#[cfg(test)]
mod tests {
    use rusqlite::params_from_iter;

    use super::{JOINS, Way, columns, compile};
    use crate::model::{ActorKey, FeedId, Listing, Query, Scope};
    use crate::store::Store;
    use crate::store::open;

    #[test]
    fn no_list_sorts_or_scans_a_table_for_its_page() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        drop(Store::open(&path).expect("a store"));
        let db = open::writing(&path).expect("a connection");
        db.execute_batch(
            r#"INSERT INTO actor (id, key, name, kind) VALUES (1, 'name:russia', 'Russia', 'state'),
                (2, 'name:nato', 'NATO', 'organisation'), (3, 'name:nato-council', 'NATO Council', 'unknown');
             INSERT INTO feed (id, name, origin) VALUES (1, 'Wire', 'a'), (2, 'Basin', 'b'), (3, 'Lake', 'c');
             INSERT INTO subscription (feed_id, url, trusted, folders) VALUES
                (1, 'a', '', '[["World"]]'), (2, 'b', '', '[["World","Europe"]]'), (3, 'c', '', '[["Europe"]]');
             INSERT INTO name (surface, given_key, shown, actor_id) VALUES ('russia', 'name:russia', 'Russia', 1),
                ('nato', 'name:nato', 'NATO', 2), ('kremlin', 'name:russia', 'Kremlin', 1);
             INSERT INTO followed (actor_id) VALUES (1), (2);
             INSERT INTO actor_word (word, actor_id) VALUES ('russia', 1), ('nato', 2), ('nato', 3);"#,
        )
        .expect("actors");
        let russia = ActorKey::of_name("Russia");
        for scope in [
            Scope::All,
            Scope::Unread,
            Scope::Starred,
            Scope::Feed(FeedId(1)),
            Scope::Folder(vec!["World".into()]),
            Scope::Actor(russia),
            Scope::Followed,
        ] {
            for query in ["", "word", "\"two words\" pre*", "actor:russia", "actor:nato", "word actor:russia"]
            {
                let filter = Some(Query::parse(query).expect("a query"));
                let listing = Listing { scope: scope.clone(), filter };
                for unread in [false, true] {
                    for (way, from) in [(Way::Older, None), (Way::Older, Some(7)), (Way::Newer, Some(7))] {
                        let plan = compile::plan(&db, &listing).expect("a plan").expect("something");
                        let plan = if unread { plan.only_unread() } else { plan };
                        let (sql, values) = plan.select(&columns(), JOINS, way, from, 50);
                        let steps: Vec<String> = db
                            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
                            .and_then(|mut plan| {
                                plan.query_map(params_from_iter(values), |row| row.get(3))?.collect()
                            })
                            .expect("a plan");
                        let what = format!("{listing:?}, unread: {unread}, {way:?} {from:?}: {steps:#?}");
                        assert!(!steps.iter().any(|step| step.contains("TEMP B-TREE")), "{what}");
                        // The first step walks in order; all others look single rows up.
                        assert!(steps[1..].iter().all(|step| !step.starts_with("SCAN")), "{what}");
                        let whole = steps[0] == "SCAN article" || steps[0].contains("status_starred");
                        assert!(
                            whole || steps[0].starts_with("SEARCH") || steps[0].contains("VIRTUAL TABLE"),
                            "{what}"
                        );
                    }
                }
            }
        }
    }
}
