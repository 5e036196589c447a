//! Finding actors by what is typed of their names.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row};

use super::cast::{kind_of, name_words};
use super::list::clean;
use crate::model::{Actor, ActorKey, CleanText, Meant, Query, Term, folded_name, is_role, without_article};

/// Up to here a word's actors are fetched and sorted; beyond, the most frequent actors are looked through
/// instead, of which many will fit.
const FEW: usize = 400;
/// More names than this that begin as typed are not looked at.
const MOST_NAMES: i64 = 2000;

const COLUMNS: &str = "actor.id, actor.key, coalesce(actor.called, actor.name), actor.kind, actor.articles, \
                       followed.actor_id IS NOT NULL, coalesce(followed.unread, 0)";
const FROM: &str = "FROM actor LEFT JOIN followed ON followed.actor_id = actor.id";

/// How well what is typed fits a name; the better the lower.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is the name.
    Whole,
    /// The name begins so, or ends with all of it, as persons with their surname.
    Beginning,
    /// Words of the name begin so.
    Words,
}

impl Fit {
    /// Of a name, where all typed words are the beginnings of words of it.
    fn of(name: &str, typed: &str) -> Option<Self> {
        match folded_name(name) {
            name if name == typed => Some(Self::Whole),
            name if name.starts_with(typed) => Some(Self::Beginning),
            name if name.strip_suffix(typed).is_some_and(|rest| rest.ends_with(' ')) => Some(Self::Beginning),
            name => {
                let begins = |typed: &str| name.split(' ').any(|word| word.starts_with(typed));
                typed.split(' ').all(begins).then_some(Self::Words)
            }
        }
    }
}

/// The actors meant by what is typed: those whom it fits best, then those of most articles, first.
pub(super) fn actors(db: &Connection, typed: &str, limit: usize) -> rusqlite::Result<Vec<Actor>> {
    let typed = folded_name(typed);
    if typed.is_empty() {
        return Ok(most_frequent(db, limit, |_| true)?.into_iter().map(|(_, actor)| actor).collect());
    }
    let words: Vec<String> = name_words(&typed).into_iter().collect();
    let by_name = find(db, &words, limit, |word, typed| word.starts_with(typed))?;
    let mut found: HashMap<i64, (Fit, Actor)> = HashMap::new();
    for (id, actor) in by_name {
        found.insert(id, (Fit::of(&actor.name, &typed).unwrap_or(Fit::Words), actor));
    }
    for (id, fit, shown) in named(db, &typed, typed.chars().count() > 1)? {
        if let Some((known, _)) = found.get_mut(&id) {
            *known = fit.min(*known);
        } else if let Some((_, mut actor)) = by_id(db, id)?.filter(|(_, actor)| actor.articles > 0) {
            actor.found_as = Fit::of(&actor.name, &typed).is_none().then_some(shown);
            found.insert(id, (fit, actor));
        }
    }
    if found.is_empty()
        && let Some(rest) = without_article(&typed)
    {
        return actors(db, rest, limit);
    }
    let mut found: Vec<(Fit, Actor)> = found.into_values().collect();
    found.sort_by(|(fit, a), (other, b)| {
        fit.cmp(other).then(b.articles.cmp(&a.articles)).then_with(|| a.name.cmp(&b.name))
    });
    found.truncate(limit);
    Ok(found.into_iter().map(|(_, actor)| actor).collect())
}

/// What is asked of the names that articles have.
pub(super) const NAMES: &str = "n.actor_id, n.surface, n.shown, n.articles, n.given_key, coalesce(a.called, a.name) \
                                FROM name n JOIN actor a ON a.id = n.actor_id";

/// A name that articles have for an actor.
pub(super) struct Name {
    actor: i64,
    surface: String,
    /// As the first of them writes it.
    pub(super) shown: CleanText,
    articles: u64,
    /// Whether it is but a word for what the actor is.
    pub(super) is_role: bool,
}

/// One of [`NAMES`].
pub(super) fn name(row: &Row<'_>) -> rusqlite::Result<Name> {
    let shown = clean(row, 2)?;
    Ok(Name {
        actor: row.get(0)?,
        surface: row.get(1)?,
        is_role: is_role(&ActorKey::from_stored(&clean(row, 4)?), &clean(row, 5)?, &shown),
        shown,
        articles: row.get::<_, i64>(3)?.unsigned_abs(),
    })
}

/// The actor of this key.
pub(super) fn actor(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<Actor>> {
    Ok(by_key(db, key)?.map(|(_, actor)| actor))
}

/// The actors whom the user follows, by name.
pub(super) fn followed(db: &Connection) -> rusqlite::Result<Vec<Actor>> {
    let mut rows = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM followed JOIN actor ON actor.id = followed.actor_id ORDER BY 3, 1"
    ))?;
    rows.query_map([], |row| Ok(read(row)?.1))?.collect()
}

/// The actors who are called so, by themselves or by some article, with how many articles call each of them so, the
/// most first.
pub(super) fn called(db: &Connection, name: &str) -> rusqlite::Result<Vec<(u64, Actor)>> {
    let mut found = Vec::new();
    let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
    let mut names = db.prepare_cached(&format!("SELECT {NAMES} WHERE n.surface = ?1"))?;
    for called in names.query_map([name], self::name)? {
        let called = called?;
        if !called.is_role {
            *counts.entry(called.actor).or_default() += called.articles;
        }
    }
    for (id, articles) in counts {
        found.extend(by_id(db, id)?.map(|(_, actor)| (articles, actor)));
    }
    let words: Vec<String> = name_words(name).into_iter().collect();
    for (_, actor) in find(db, &words, FEW, |word, typed| word == typed)? {
        if folded_name(&actor.name) == name && found.iter().all(|(_, known)| known.key != actor.key) {
            found.push((actor.articles, actor));
        }
    }
    found.retain(|(_, actor)| actor.articles > 0);
    found.sort_by_key(|(articles, _)| std::cmp::Reverse(*articles));
    Ok(found)
}

/// The actors meant by a name in a search: the one of this key, or who is called just so; else those who are called so
/// somewhere, and those whose names have all of its words; else those whose names begin so, or have words that do.
pub(super) fn actors_called(db: &Connection, name: &str, limit: usize) -> rusqlite::Result<Vec<i64>> {
    if let Some((kind, own)) = name.split_once(':') {
        // Keys are of small letters but for the codes of states.
        let kind = kind.to_lowercase();
        for own in [own.to_owned(), own.to_lowercase(), own.to_uppercase()] {
            if let Some((id, _)) = by_key(db, &ActorKey::from_stored(&format!("{kind}:{own}")))? {
                return Ok(vec![id]);
            }
        }
    }
    let typed = folded_name(name);
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let mut called = Vec::new();
    for (id, ..) in named(db, &typed, false)? {
        called.extend(by_id(db, id)?);
    }
    if called.iter().any(|(_, actor)| folded_name(&actor.name) == typed) {
        called.retain(|(_, actor)| folded_name(&actor.name) == typed);
        return Ok(called.into_iter().map(|(id, _)| id).collect());
    }
    let words: Vec<String> = name_words(&typed).into_iter().collect();
    called.extend(find(db, &words, limit, |word, typed| word == typed)?);
    if called.is_empty() {
        called = find(db, &words, limit, |word, typed| word.starts_with(typed))?;
        for (id, ..) in named(db, &typed, true)? {
            called.extend(by_id(db, id)?);
        }
    }
    called.sort_by_key(|(id, actor)| (std::cmp::Reverse(actor.articles), *id));
    called.dedup_by_key(|(id, _)| *id);
    called.truncate(limit);
    Ok(called.into_iter().map(|(id, _)| id).collect())
}

/// Whom each name of an actor in a search means, the most frequent first, as [`actors_called`] has them.
pub(super) fn meant(db: &Connection, query: &Query, limit: usize) -> rusqlite::Result<Vec<Meant>> {
    let mut meant: Vec<Meant> = Vec::new();
    for (term, _) in query.wanted_terms() {
        let Term::Of(field, name) = term else { continue };
        if field.is_actor() && meant.iter().all(|meant| meant.name != *name) {
            let mut actors = Vec::new();
            for id in actors_called(db, name, limit)? {
                actors.extend(by_id(db, id)?.map(|(_, actor)| actor));
            }
            meant.push(Meant { name: name.clone(), actors });
        }
    }
    Ok(meant)
}

/// The actors with a name that is, or begins, as typed, by the name of theirs that fits best and is the most frequent.
fn named(db: &Connection, typed: &str, goes_on: bool) -> rusqlite::Result<Vec<(i64, Fit, CleanText)>> {
    // Every name that begins so sorts before the same with the last character of all.
    let end = if goes_on { format!("{typed}\u{10ffff}") } else { typed.to_owned() };
    let fit = |name: &Name| if name.surface == typed { Fit::Whole } else { Fit::Beginning };
    let mut names = db
        .prepare_cached(&format!("SELECT {NAMES} WHERE n.surface >= ?1 AND n.surface <= ?2 LIMIT ?3"))?
        .query_map((typed, end, MOST_NAMES), name)?
        .collect::<Result<Vec<Name>, _>>()?;
    names.retain(|name| !name.is_role);
    names.sort_by_key(|name| (name.actor, fit(name), std::cmp::Reverse(name.articles)));
    names.dedup_by_key(|name| name.actor);
    Ok(names.into_iter().map(|name| (name.actor, fit(&name), name.shown)).collect())
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
    let mut found = Vec::new();
    for id in few {
        found.extend(by_id(db, id)?.filter(|(_, actor)| actor.articles > 0 && matches(actor)));
    }
    found.sort_by(|(_, a), (_, b)| b.articles.cmp(&a.articles).then_with(|| a.name.cmp(&b.name)));
    found.dedup_by(|a, b| a.0 == b.0);
    found.truncate(limit);
    Ok(found)
}

/// The actors with a word that begins so, one more than [`FEW`] at most.
fn beginning_with(db: &Connection, word: &str) -> rusqlite::Result<Vec<i64>> {
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
    let mut statement = db.prepare_cached(&format!(
        "SELECT {COLUMNS} {FROM} WHERE actor.articles > 0 ORDER BY actor.articles DESC"
    ))?;
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

/// The actor of this key, with its number.
pub(super) fn by_key(db: &Connection, key: &ActorKey) -> rusqlite::Result<Option<(i64, Actor)>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE actor.key = ?1"))?
        .query_row([key.as_str()], read)
        .optional()
}

/// The keys of some actors.
pub(super) fn keys(db: &Connection, actors: &[i64]) -> rusqlite::Result<Vec<ActorKey>> {
    let mut key = db.prepare_cached("SELECT key FROM actor WHERE id = ?1")?;
    actors.iter().map(|id| key.query_row([id], |row| Ok(ActorKey::from_stored(&clean(row, 0)?)))).collect()
}

fn by_id(db: &Connection, id: i64) -> rusqlite::Result<Option<(i64, Actor)>> {
    db.prepare_cached(&format!("SELECT {COLUMNS} {FROM} WHERE actor.id = ?1"))?
        .query_row([id], read)
        .optional()
}

fn read(row: &Row<'_>) -> rusqlite::Result<(i64, Actor)> {
    let actor = Actor {
        key: ActorKey::from_stored(&clean(row, 1)?),
        name: clean(row, 2)?,
        kind: kind_of(&clean(row, 3)?),
        role: None,
        articles: row.get::<_, i64>(4)?.unsigned_abs(),
        unread: row.get::<_, i64>(6)?.unsigned_abs(),
        followed: row.get(5)?,
        found_as: None,
    };
    Ok((row.get(0)?, actor))
}
