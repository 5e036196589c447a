//! Walking along a list.

use rusqlite::{Connection, Row, params_from_iter};

use super::check::Checker;
use super::compile::{Plan, Way};

/// Where a walk goes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Course {
    /// Which way.
    pub(super) way: Way,
    /// From which article on, which is not met itself.
    pub(super) from: Option<i64>,
    /// How many articles are met at most.
    pub(super) limit: usize,
}

/// What is read of each article: columns, of which the first is its id, and joins.
pub(super) type Reading<'a> = (&'a str, &'a str);

/// Walks along a list and takes what it meets. `go_on` is asked between articles; where it says no, the walk ends, and
/// says how far it came.
pub(super) fn walk(
    db: &Connection,
    plan: &Plan,
    (columns, joins): Reading<'_>,
    course: Course,
    go_on: &mut dyn FnMut() -> bool,
    take: &mut dyn FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<Option<i64>> {
    let limit = i64::try_from(course.limit).unwrap_or(i64::MAX);
    let (sql, values) = plan.select(columns, joins, course.way, course.from, limit);
    let mut statement = db.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(values))?;
    let mut checker = Checker::new(db);
    let mut met = 0;
    while met < course.limit
        && let Some(row) = rows.next()?
    {
        let id = row.get(0)?;
        if plan.checks.is_empty() || checker.holds(&plan.checks, id)? {
            take(row)?;
            met += 1;
        }
        if met < course.limit && !go_on() {
            return Ok(Some(id));
        }
    }
    Ok(None)
}

/// Every article of a list, the newest first.
pub(super) fn ids(db: &Connection, plan: &Plan) -> rusqlite::Result<Vec<i64>> {
    let course = Course { way: Way::Older, from: None, limit: usize::MAX };
    let mut found = Vec::new();
    walk(db, plan, ("{id}", ""), course, &mut || true, &mut |row| {
        found.push(row.get(0)?);
        Ok(())
    })?;
    Ok(found)
}
