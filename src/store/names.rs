//! The names that articles have, which are facts of recognition, and whose they are now.
//!
//! A name is the key of an actor as it was recognised (none, where it was not certain whose the name is), and what the
//! article writes, folded. The index has a tag for each name of an article; an actor's articles are those of all names
//! that are its own.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rusqlite::{Connection, OptionalExtension};

use super::counters::Tally;
use super::words::name_tag;
use super::{actor_edit, cast, list};
use crate::model::{
    ActorKey, ActorType, Cast, CleanText, Member, Owner, Statement, StatementKind, folded_name, owner_after,
};

/// The names of an article, and whose they are; each once.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The names.
    pub(super) names: Vec<NameIn>,
    /// The actors.
    pub(super) actors: Vec<i64>,
}

/// A name in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct NameIn {
    /// The name.
    pub(super) id: i64,
    /// Whether the article quotes whose it is.
    pub(super) is_quoted: bool,
    /// Whether a stakeholder line gives the position of whose it is.
    pub(super) has_stance: bool,
}

/// A name as a cast has it: what the article writes, and whose it was recognised to be.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// What the article writes, folded.
    surface: String,
    /// As it is written first.
    shown: CleanText,
    /// The key, name and kind of the actor that it was given to.
    given: Option<(ActorKey, CleanText, ActorType)>,
    is_quoted: bool,
    has_stance: bool,
}

impl Found {
    /// The key that it was given, as the store has it.
    fn key(&self) -> &str {
        self.given.as_ref().map_or("", |(key, ..)| key.as_str())
    }

    fn in_article(&self, id: i64) -> NameIn {
        NameIn { id, is_quoted: self.is_quoted, has_stance: self.has_stance }
    }
}

/// The names in a cast, each once, in an order of their own.
pub(super) fn names_in(cast: &Cast) -> Vec<Found> {
    let mut names: BTreeMap<(String, &str), (&CleanText, Option<&Member>)> = BTreeMap::new();
    for member in &cast.members {
        // Who has no mentions of its own is known by its name.
        let by_name = member.mentions.is_empty().then_some(&member.name);
        for shown in member.mentions.iter().map(|mention| &mention.surface).chain(by_name) {
            names.entry((folded_name(shown), member.key.as_str())).or_insert((shown, Some(member)));
        }
    }
    for mention in &cast.unresolved {
        names.entry((folded_name(&mention.surface), "")).or_insert((&mention.surface, None));
    }
    let is_position = |statement: &Statement| statement.kind == StatementKind::Position;
    let found = names.into_iter().map(|((surface, _), (shown, member))| Found {
        surface,
        shown: shown.clone(),
        given: member.map(|member| (member.key.clone(), member.name.clone(), member.kind)),
        is_quoted: member.is_some_and(|member| cast.quotes_of(&member.key).next().is_some()),
        has_stance: member.is_some_and(|member| member.statements.iter().any(is_position)),
    });
    found.collect()
}

/// Notes that an article has names; it counts as `step` articles of their actors (none, where it is hidden).
pub(super) fn note(
    db: &Connection,
    names: &[Found],
    step: i64,
    tally: &mut Tally,
) -> rusqlite::Result<Named> {
    let mut named = Vec::new();
    for name in names {
        let (id, actor) = match find(db, name)? {
            Some(known) => known,
            None => insert(db, name)?,
        };
        named.push((name.in_article(id), actor));
    }
    let named = each_once(named);
    count(&named, 1, step, tally);
    Ok(named)
}

/// The names of a cast that [`note`] has noted.
pub(super) fn of(db: &Connection, cast: &Cast) -> rusqlite::Result<Named> {
    let mut named = Vec::new();
    for name in names_in(cast) {
        named.extend(find(db, &name)?.map(|(id, actor)| (name.in_article(id), actor)));
    }
    Ok(each_once(named))
}

/// Takes back what [`note`] noted for the same cast.
pub(super) fn forget(db: &Connection, cast: &Cast, step: i64, tally: &mut Tally) -> rusqlite::Result<()> {
    count(&of(db, cast)?, -1, -step, tally);
    Ok(())
}

/// The articles of some actors, as the index is asked for them; `None` where they have no names.
pub(super) fn expression(db: &Connection, actors: &[i64]) -> rusqlite::Result<Option<String>> {
    tagged(db, actors, name_tag)
}

/// The articles in which the names of some actors have a tag, as the index is asked for them.
pub(super) fn tagged(
    db: &Connection,
    actors: &[i64],
    tag: fn(i64) -> String,
) -> rusqlite::Result<Option<String>> {
    let mut of = db.prepare_cached("SELECT id FROM name WHERE actor_id = ?1")?;
    let mut names = Vec::new();
    for actor in actors {
        names.extend(of.query_map([actor], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?);
    }
    Ok(with_tag(&names, tag))
}

/// The articles that have one of some names, as the index is asked for them; `None` where there are no names.
pub(super) fn tags(names: &[i64]) -> Option<String> {
    with_tag(names, name_tag)
}

fn with_tag(names: &[i64], tag: fn(i64) -> String) -> Option<String> {
    let tags: Vec<String> = names.iter().map(|name| format!("\"{}\"", tag(*name))).collect();
    (!tags.is_empty()).then(|| tags.join(" OR "))
}

/// How many articles the index has for an expression; hidden ones too, where they are wanted.
pub(super) fn articles(
    db: &Connection,
    expression: Option<String>,
    with_hidden: bool,
) -> rusqlite::Result<i64> {
    let Some(expression) = expression else { return Ok(0) };
    let sql = match with_hidden {
        true => "SELECT count(*) FROM search WHERE search MATCH ?1",
        false => {
            "SELECT count(*) FROM search CROSS JOIN article a ON a.id = search.rowid
             WHERE search MATCH ?1 AND a.hidden = 0"
        }
    };
    db.prepare_cached(sql)?.query_row([expression], |row| row.get(0))
}

/// A stored cast with its names given to those whose they are now.
pub(super) fn regrouped(db: &Connection, cast: Cast) -> rusqlite::Result<Cast> {
    if !actor_edit::any(db)? {
        return Ok(cast);
    }
    let mut owners: HashMap<(String, String), Owner> = HashMap::new();
    let mut owner = db.prepare_cached(
        "SELECT a.key, coalesce(a.called, a.name) FROM name n JOIN actor a ON a.id = n.actor_id
         WHERE n.surface = ?1 AND n.given_key = ?2",
    )?;
    for name in names_in(&cast) {
        let found = owner.query_row((&name.surface, name.key()), |row| {
            Ok((ActorKey::from_stored(&list::clean(row, 0)?), list::clean(row, 1)?))
        });
        if let Some(found) = found.optional()? {
            owners.insert((name.surface.clone(), name.key().to_owned()), found);
        }
    }
    Ok(cast.regrouped(&|key, surface| {
        owners.get(&(folded_name(surface), key.map_or("", ActorKey::as_str).to_owned())).cloned()
    }))
}

fn find(db: &Connection, name: &Found) -> rusqlite::Result<Option<(i64, Option<i64>)>> {
    db.prepare_cached("SELECT id, actor_id FROM name WHERE surface = ?1 AND given_key = ?2")?
        .query_row((&name.surface, name.key()), |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()
}

/// Adds a name; what the user has changed holds for it too.
fn insert(db: &Connection, name: &Found) -> rusqlite::Result<(i64, Option<i64>)> {
    let Found { surface, shown, given, .. } = name;
    let given_to =
        given.as_ref().map(|(key, name, kind)| cast::actor_id(db, key.as_str(), name, *kind)).transpose()?;
    let edits = actor_edit::all(db)?;
    let owner = match owner_after(&edits, given.as_ref().map(|(key, ..)| key), surface) {
        Some(owner) if owner.as_str() != name.key() => {
            Some(cast::actor_id(db, owner.as_str(), shown, ActorType::Unknown)?)
        }
        _ => given_to,
    };
    db.prepare_cached("INSERT INTO name (surface, given_key, shown, actor_id) VALUES (?1, ?2, ?3, ?4)")?
        .execute((surface, name.key(), shown.as_str(), owner))?;
    Ok((db.last_insert_rowid(), owner))
}

fn each_once(named: Vec<(NameIn, Option<i64>)>) -> Named {
    let actors: BTreeSet<i64> = named.iter().filter_map(|(_, actor)| *actor).collect();
    Named { names: named.into_iter().map(|(name, _)| name).collect(), actors: actors.into_iter().collect() }
}

fn count(named: &Named, names: i64, actors: i64, tally: &mut Tally) {
    named.names.iter().for_each(|name| tally.name(name.id, names));
    named.actors.iter().for_each(|actor| tally.actor(*actor, actors));
}
