//! Names and actors, whose articles the index counts.

use rusqlite::Connection;

use super::super::{actor_edit, cast, followed, names};
use super::Finding;
use crate::model::{ActorKey, ActorType, owner_after};

/// Names of which an actor is gone.
const ORPHANS: &str = "SELECT id, surface, given_key, shown FROM name
    WHERE actor_id IS NOT NULL AND actor_id NOT IN (SELECT id FROM actor)";

/// `how_far` is told how many names and actors have been looked at.
pub(super) fn examine(db: &Connection, how_far: &mut dyn FnMut(u64)) -> rusqlite::Result<Vec<Finding>> {
    let mut done = 0;
    let mut step = || {
        done += 1;
        if done % 1024 == 0 {
            how_far(done);
        }
    };
    let count = |sql: &str| db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
    let orphans = count(&format!("SELECT count(*) FROM ({ORPHANS})"))?;
    let lost = "WHERE actor_id NOT IN (SELECT id FROM actor)";
    let lost = count(&format!("SELECT count(*) FROM followed {lost}"))?
        + count(&format!("SELECT count(*) FROM actor_look {lost}"))?;
    let mut names = 0;
    each(db, "SELECT id, articles FROM name", &mut |id, articles| {
        step();
        names += u64::from(articles == 0 || names::articles(db, names::tags(&[id]), true)? != articles);
        Ok(())
    })?;
    let mut actors = 0;
    each(db, "SELECT id, articles FROM actor", &mut |id, articles| {
        step();
        let counted = names::articles(db, names::expression(db, &[id])?, false)?;
        actors += u64::from(counted != articles || !is_listed(db, id)?);
        Ok(())
    })?;
    let any =
        count("SELECT (SELECT followed FROM totals) <> (SELECT count(*) FROM unread WHERE feed_id = -1)")?
            + count(
                "SELECT count(*) FROM (SELECT article_id FROM unread WHERE feed_id = -1
            EXCEPT SELECT article_id FROM unread WHERE feed_id < -1)",
            )?
            + count(
                "SELECT count(*) FROM (SELECT article_id FROM unread WHERE feed_id < -1
            EXCEPT SELECT article_id FROM unread WHERE feed_id = -1)",
            )?
            + count(
                "SELECT count(*) FROM unread u WHERE feed_id < -1
            AND NOT EXISTS (SELECT 1 FROM followed f WHERE f.actor_id = -1 - u.feed_id)",
            )?;
    let found = [
        ("names of actors that are gone", orphans, "finds out whose they are"),
        ("what is kept of actors that are gone", lost, "removes it"),
        ("names whose articles are counted wrong", names, "counts anew"),
        ("actors whose articles are counted wrong", actors, "counts anew"),
        ("lists of followed actors that are wrong", any, "makes them anew"),
    ];
    let found = found.into_iter().filter(|(_, count, _)| *count > 0);
    Ok(found.map(|(what, count, remedy)| Finding::mended(what, count, remedy)).collect())
}

/// Gives names whose actor is gone to whom they belong; what is counted is counted later.
pub(super) fn mend(db: &Connection) -> rusqlite::Result<()> {
    let edits = actor_edit::all(db)?;
    let orphans: Vec<(i64, String, String, String)> = db
        .prepare(ORPHANS)?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect::<Result<_, _>>()?;
    for (id, surface, given, shown) in orphans {
        let given = (!given.is_empty()).then(|| ActorKey::from_stored(&given));
        let owner = owner_after(&edits, given.as_ref(), &surface);
        let owner =
            owner.map(|owner| cast::actor_id(db, owner.as_str(), &shown, ActorType::Unknown)).transpose()?;
        db.execute("UPDATE name SET actor_id = ?2 WHERE id = ?1", (id, owner))?;
    }
    db.execute_batch(
        "DELETE FROM followed WHERE actor_id NOT IN (SELECT id FROM actor);
         DELETE FROM actor_look WHERE actor_id NOT IN (SELECT id FROM actor)",
    )
}

/// Whether the unread articles of an actor are listed where it is followed.
fn is_listed(db: &Connection, actor: i64) -> rusqlite::Result<bool> {
    let said: Option<i64> = db
        .prepare_cached("SELECT (SELECT unread FROM followed WHERE actor_id = ?1)")?
        .query_row([actor], |row| row.get(0))?;
    let Some(said) = said else { return Ok(true) };
    let listed: i64 = db
        .prepare_cached("SELECT count(*) FROM unread WHERE feed_id = ?1")?
        .query_row([followed::list(actor)], |row| row.get(0))?;
    let unread = match names::expression(db, &[actor])? {
        Some(expression) => db
            .prepare_cached(
                "SELECT count(*) FROM search WHERE search MATCH ?1 AND EXISTS
                    (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = search.rowid)",
            )?
            .query_row([expression], |row| row.get(0))?,
        None => 0,
    };
    Ok(said == listed && listed == unread)
}

fn each(
    db: &Connection,
    sql: &str,
    look: &mut dyn FnMut(i64, i64) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut found = db.prepare(sql)?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        look(row.get(0)?, row.get(1)?)?;
    }
    Ok(())
}
