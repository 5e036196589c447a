//! Finding actors by what is typed of their names.

use rusqlite::{Connection, OptionalExtension, Row};

use super::cast::{kind_of, name_words};
use super::list::clean;
use crate::model::{Actor, ActorKey};

/// Up to here a word's actors are fetched and sorted; beyond, the most frequent actors are looked through
/// instead, of which many will fit.
const FEW: usize = 400;

const COLUMNS: &str = "actor.id, actor.key, actor.name, actor.kind, actor.articles";

/// The actors whose names have, for each typed word, a word that begins so. Most articles first.
pub(super) fn actors(db: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<Actor>> {
    let typed: Vec<String> = name_words(typed).into_iter().collect();
    Ok(find(db, &typed, limit, |word, typed| word.starts_with(typed))?.into_iter().map(|(_, a)| a).collect())
}

/// The actor of this key.
pub(super) fn actor(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<Actor>> {
    Ok(by_key(db, key)?.map(|(_, actor)| actor))
}

/// The actors meant by a name in a search: the one that has just this name; else those whose names have all
/// of its words; else those whose names have words that begin so.
pub(super) fn actors_called(db: &Connection, name: &str, limit: usize) -> rusqlite::Result<Vec<i64>> {
    if let Some((id, _)) = by_key(db, &ActorKey::of_name(name))? {
        return Ok(vec![id]);
    }
    let typed: Vec<String> = name_words(name).into_iter().collect();
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut found = find(db, &typed, limit, |word, typed| word == typed)?;
    if found.is_empty() {
        found = find(db, &typed, limit, |word, typed| word.starts_with(typed))?;
    }
    Ok(found.into_iter().map(|(id, _)| id).collect())
}

fn find(
    db: &Connection,
    typed: &[String],
    limit: usize,
    fits: impl Fn(&str, &str) -> bool,
) -> rusqlite::Result<Vec<(i64, Actor)>> {
    let matches = |actor: &Actor| {
        let words = name_words(&actor.name);
        typed.iter().all(|typed| words.iter().any(|word| fits(word, typed)))
    };
    let mut few: Option<Vec<i64>> = None;
    for word in typed {
        let ids = beginning_with(db, word)?;
        if ids.len() <= FEW && few.as_ref().is_none_or(|few| ids.len() < few.len()) {
            few = Some(ids);
        }
    }
    let Some(few) = few else {
        return most_frequent(db, limit, matches);
    };
    let mut by_id = db.prepare_cached(&format!("SELECT {COLUMNS} FROM actor WHERE id = ?1"))?;
    let mut found = Vec::new();
    for id in few {
        found.extend(by_id.query_row([id], read).optional()?.filter(|(_, actor)| matches(actor)));
    }
    found.sort_by(|(_, a), (_, b)| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    found.dedup_by(|a, b| a.0 == b.0);
    found.truncate(limit);
    Ok(found)
}

/// The actors with a word that begins so, one more than [`FEW`] at most.
fn beginning_with(db: &Connection, word: &str) -> rusqlite::Result<Vec<i64>> {
    // Every word that begins so sorts before the same with the last character of all.
    let end = format!("{word}\u{10ffff}");
    let mut ids = db
        .prepare_cached("SELECT actor_id FROM actor_word WHERE word >= ?1 AND word < ?2 LIMIT ?3")?
        .query_map((word, end, i64::try_from(FEW + 1).unwrap_or(i64::MAX)), |row| row.get(0))?
        .collect::<Result<Vec<i64>, _>>()?;
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

fn most_frequent(
    db: &Connection,
    limit: usize,
    matches: impl Fn(&Actor) -> bool,
) -> rusqlite::Result<Vec<(i64, Actor)>> {
    let mut statement = db.prepare_cached(&format!("SELECT {COLUMNS} FROM actor ORDER BY articles DESC"))?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while found.len() < limit
        && let Some(row) = rows.next()?
    {
        let actor = read(row)?;
        if matches(&actor.1) {
            found.push(actor);
        }
    }
    Ok(found)
}

fn by_key(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<(i64, Actor)>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} FROM actor WHERE key = ?1"))?
        .query_row([key.as_str()], read)
        .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Actor)> {
    let actor = Actor {
        key: ActorKey::from_stored(&clean(row, 1)?),
        name: clean(row, 2)?,
        kind: kind_of(&clean(row, 3)?),
        role: None,
        articles: row.get::<_, i64>(4)?.unsigned_abs(),
        unread: 0,
        followed: false,
        found_as: None,
    };
    Ok((row.get(0)?, actor))
}
