//! The page of an actor, made of what its newest articles say of it.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use super::body::Content;
use super::bundle::Unpacked;
use super::{cast, cast_part, complete, list, names};
use crate::model::{
    ActorKey, ActorPage, ArticleId, Cast, CleanText, Document, Place, Recent, Said, SaidKind, StatementKind,
    Timestamp, Week,
};

/// Of how many articles, the newest ones, the page says what is in them.
const READ: i64 = 300;
/// How many names, sayings and fellow actors it has at most.
const NAMES: usize = 12;
const SAID: usize = 300;
const WITH: usize = 15;
/// How many of its articles it lists.
const RECENT: usize = 20;
/// How many weeks it counts, this one included.
const WEEKS: i64 = 26;
const WEEK: i64 = 7 * 24 * 60 * 60;
/// The first Monday of 1970, in seconds.
const MONDAY: i64 = 4 * 24 * 60 * 60;

/// The page of an actor as of `now`; `document` makes a document of what an article says.
pub(super) fn page(
    db: &Connection,
    key: &ActorKey,
    now: Timestamp,
    document: &dyn Fn(Content) -> Document,
) -> rusqlite::Result<Option<ActorPage>> {
    let Some((id, actor)) = complete::by_key(db, key)? else { return Ok(None) };
    let Some(expression) = names::expression(db, &[id])? else { return Ok(None) };
    let looked: Option<i64> = db
        .prepare_cached("SELECT looked FROM actor_look WHERE actor_id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    let (mut said, mut fellows) = (Vec::new(), HashMap::<ActorKey, u64>::new());
    let articles = newest(db, &expression)?;
    let mut bundles = Bundles::default();
    let (weeks, undated) = weeks(db, &expression, now)?;
    for article in &articles {
        let mut parts = bundles.parts(db, article)?;
        let Some(cast) = parts.pop().filter(|_| article.is_cast) else { continue };
        let cast = names::regrouped(db, cast_part::unpack(&cast)?)?;
        for member in cast.members.iter().filter(|member| member.key != *key) {
            *fellows.entry(member.key.clone()).or_default() += 1;
        }
        let places = said_of(&cast, key);
        let (Some(part), false) = (parts.pop(), places.is_empty() || said.len() >= SAID) else { continue };
        let document = document(Content::of(&part)?);
        said.extend(places.into_iter().filter_map(|(kind, place)| article.said(&document, kind, place)));
    }
    Ok(Some(ActorPage {
        known_as: known_as(db, id)?,
        roles: Vec::new(),
        belongs_to: Vec::new(),
        said,
        articles: articles.iter().take(RECENT).map(Found::recent).collect(),
        with: with(db, fellows)?,
        weeks,
        undated,
        read: articles.len() as u64,
        looked: looked.and_then(|looked| Timestamp::from_microsecond(looked).ok()),
        new: looked.map_or(Ok(0), |looked| since(db, &expression, looked))?,
        actor,
    }))
}

/// Notes that one has looked at the page of an actor.
pub(super) fn looked_at(db: &Connection, key: &ActorKey, now: Timestamp) -> rusqlite::Result<()> {
    db.prepare_cached(
        "INSERT OR REPLACE INTO actor_look (actor_id, looked) SELECT id, ?2 FROM actor WHERE key = ?1",
    )?
    .execute((key.as_str(), now.as_microsecond()))?;
    Ok(())
}

/// An article of the actor.
struct Found {
    id: ArticleId,
    title: CleanText,
    feed: CleanText,
    time: Timestamp,
    bundle: i64,
    slot: u32,
    is_cast: bool,
}

impl Found {
    fn recent(&self) -> Recent {
        let Self { id: article, title, feed, time, .. } = self;
        Recent { article: *article, title: title.clone(), feed: feed.clone(), time: *time }
    }

    fn said(&self, document: &Document, kind: SaidKind, place: Place) -> Option<Said> {
        let words = CleanText::line(document.text_at(place.spot)?.get(place.range.clone())?);
        let Self { id: article, title, feed, time, .. } = self;
        Some(Said {
            kind,
            words,
            article: *article,
            title: title.clone(),
            feed: feed.clone(),
            time: *time,
            place,
        })
    }
}

fn newest(db: &Connection, expression: &str) -> rusqlite::Result<Vec<Found>> {
    let columns = list::columns();
    let mut rows = db.prepare_cached(&format!(
        "SELECT {columns}, a.bundle, a.slot, a.cast_version FROM search CROSS JOIN article a ON a.id = search.rowid
         CROSS JOIN feed f ON f.id = a.feed_id LEFT JOIN status s ON s.article_id = a.id
         WHERE search MATCH ?1 AND a.hidden = 0 ORDER BY search.rowid DESC LIMIT ?2"
    ))?;
    rows.query_map((expression, READ), |row| {
        let headline = list::headline(row)?;
        Ok(Found {
            id: headline.id,
            time: headline.published.unwrap_or(headline.received),
            title: headline.title,
            feed: headline.feed,
            bundle: row.get(list::WIDTH)?,
            slot: row.get(list::WIDTH + 1)?,
            is_cast: row.get::<_, i64>(list::WIDTH + 2)? >= cast::READABLE,
        })
    })?
    .collect()
}

/// The bundle that was read last: neighbours in time often lie in one.
#[derive(Default)]
struct Bundles(Option<(i64, Vec<u8>, Unpacked)>);

impl Bundles {
    /// What an article says, and who is in it, where that is known.
    fn parts(&mut self, db: &Connection, article: &Found) -> rusqlite::Result<Vec<Vec<u8>>> {
        if !article.is_cast {
            return Ok(Vec::new());
        }
        let last = match self.0.take() {
            Some(last) if last.0 == article.bundle => last,
            _ => {
                let blob = db
                    .prepare_cached("SELECT packed FROM bundle WHERE id = ?1")?
                    .query_row([article.bundle], |row| row.get(0))?;
                (article.bundle, blob, Unpacked::default())
            }
        };
        let (_, blob, unpacked) = self.0.insert(last);
        let both = [article.slot, article.slot + 1];
        let parts = unpacked.parts(blob, &both)?;
        both.iter().map(|nth| parts.get(*nth).map(<[u8]>::to_vec)).collect()
    }
}

/// Where an article says something of an actor, in reading order.
fn said_of(cast: &Cast, key: &ActorKey) -> Vec<(SaidKind, Place)> {
    let statements =
        cast.members.iter().filter(|member| member.key == *key).flat_map(|member| &member.statements);
    let statements = statements.map(|statement| {
        let kind = match statement.kind {
            StatementKind::Position => SaidKind::Position,
            StatementKind::Role => SaidKind::Role,
        };
        (kind, statement.place.clone())
    });
    let quotes = cast.quotes_of(key).map(|quote| (SaidKind::Quote, quote.place.clone()));
    let mut said: Vec<(SaidKind, Place)> = statements.chain(quotes).collect();
    said.sort_by_key(|(_, place)| (place.spot, place.range.start));
    said
}

/// What articles call an actor, the most frequent name first; words for what it is are none.
pub(super) fn known_as(db: &Connection, actor: i64) -> rusqlite::Result<Vec<CleanText>> {
    let mut names: Vec<CleanText> = Vec::new();
    let mut rows = db.prepare_cached(&format!(
        "SELECT {} WHERE actor_id = ?1 ORDER BY n.articles DESC, n.id",
        complete::NAMES
    ))?;
    for name in rows.query_map([actor], complete::name)? {
        let name = name?;
        if !name.is_role && !names.contains(&name.shown) {
            names.push(name.shown);
        }
        if names.len() == NAMES {
            break;
        }
    }
    Ok(names)
}

fn with(
    db: &Connection,
    fellows: HashMap<ActorKey, u64>,
) -> rusqlite::Result<Vec<(crate::model::Actor, u64)>> {
    let mut fellows: Vec<(ActorKey, u64)> = fellows.into_iter().collect();
    fellows.sort_by(|(a, n), (b, m)| m.cmp(n).then_with(|| a.cmp(b)));
    let mut found = Vec::new();
    for (key, articles) in fellows.into_iter().take(WITH) {
        found.extend(complete::actor(db, &key)?.map(|actor| (actor, articles)));
    }
    Ok(found)
}

/// How many articles the last weeks have, and how many came in them that do not say when they are of.
fn weeks(db: &Connection, expression: &str, now: Timestamp) -> rusqlite::Result<(Vec<Week>, u64)> {
    let number = |time: Timestamp| (time.as_second() - MONDAY).div_euclid(WEEK);
    let first = number(now) - WEEKS + 1;
    let start = |week: i64| Timestamp::from_second(week * WEEK + MONDAY).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut weeks: Vec<Week> =
        (0..WEEKS).map(|nth| Week { start: start(first + nth), articles: 0 }).collect();
    let mut ids = db.prepare_cached(
        "SELECT a.id, a.published IS NULL FROM search CROSS JOIN article a ON a.id = search.rowid
         WHERE search MATCH ?1 AND search.rowid >= ?2 AND a.hidden = 0",
    )?;
    let mut undated = 0;
    let mut rows = ids.query((expression, ArticleId::first_of_second(start(first)).0))?;
    while let Some(row) = rows.next()? {
        let nth = number(ArticleId(row.get(0)?).time()) - first;
        // What is dated after today is in no week yet.
        if row.get(1)? {
            undated += 1;
        } else if let Some(week) = usize::try_from(nth).ok().and_then(|nth| weeks.get_mut(nth)) {
            week.articles += 1;
        }
    }
    Ok((weeks, undated))
}

/// How many articles have come since one looked.
fn since(db: &Connection, expression: &str, looked: i64) -> rusqlite::Result<u64> {
    db.prepare_cached(
        "SELECT count(*) FROM search CROSS JOIN article a ON a.id = search.rowid
         WHERE search MATCH ?1 AND a.hidden = 0 AND a.received > ?2",
    )?
    .query_row((expression, looked), |row| row.get::<_, i64>(0))
    .map(i64::unsigned_abs)
}
