//! The records of what the user has settled: feeds, actors, searches, rules.

use rusqlite::{Connection, Row};

use super::super::list;
use super::super::subscription::{folders_of, full_text, pause};
use super::super::{actor_edit, cast, health, identity};
use super::{Take, clean, time};
use crate::model::{
    ActorEdit, ActorKey, ActorRecord, EditRecord, FeedId, FeedOrigin, FeedRecord, Health, Record, Retention,
    RuleId, RuleRecord, SavedId, SearchRecord, StoreRecord, WebRecord,
};

/// All of them; whether to go on.
pub(super) fn all(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    let samples_removed =
        db.query_row("SELECT EXISTS (SELECT 1 FROM meta WHERE name = 'samples')", [], |row| row.get(0))?;
    let store = StoreRecord { salt: identity::salt(db)?, samples_removed };
    Ok(take(Record::Store(store))
        && feeds(db, take)?
        && actors(db, take)?
        && edits(db, take)?
        && searches(db, take)?
        && rules(db, take)?)
}

/// Takes each row that a statement finds, as a record.
pub(super) fn each(
    db: &Connection,
    sql: &str,
    take: Take<'_>,
    record: impl Fn(&Row<'_>) -> rusqlite::Result<Record>,
) -> rusqlite::Result<bool> {
    let mut found = db.prepare(sql)?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        if !take(record(row)?) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn feeds(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    let sql =
        "SELECT f.id, f.name, f.origin, f.removed, s.url, s.site, s.renamed, s.folders, s.pause, s.full_text,
            s.keep_days, s.keep_articles, h.fetched, h.answered, h.error, h.failures, h.due
         FROM feed f LEFT JOIN subscription s ON s.feed_id = f.id LEFT JOIN health h ON h.feed_id = f.id
         ORDER BY f.id";
    each(db, sql, take, |row| {
        let id = FeedId(row.get(0)?);
        let web = match clean(row.get(4)?) {
            Some(url) => {
                let validators = health::validators(db, id)?;
                Some(WebRecord {
                    url,
                    site: clean(row.get(5)?),
                    renamed: row.get(6)?,
                    folders: folders_of(row.get_ref(7)?.as_str().unwrap_or("[]"))?,
                    pause: pause(row.get(8)?),
                    full_text: full_text(row.get_ref(9)?.as_str().unwrap_or_default()),
                    keep: Retention { days: row.get(10)?, articles: row.get(11)? },
                    health: Health {
                        fetched: time(row.get(12)?),
                        answered: row.get(13)?,
                        error: clean(row.get(14)?),
                        failures: row.get::<_, Option<u32>>(15)?.unwrap_or_default(),
                        due: time(row.get(16)?),
                    },
                    etag: clean(validators.etag),
                    modified: clean(validators.modified),
                    hash: validators.hash,
                })
            }
            None => None,
        };
        let origin = match row.get_ref(2)?.as_str().unwrap_or_default() {
            "samples" => FeedOrigin::Samples,
            _ if web.is_some() => FeedOrigin::Web,
            _ => FeedOrigin::Files,
        };
        let removed = time(row.get(3)?);
        Ok(Record::Feed(Box::new(FeedRecord { id, name: list::clean(row, 1)?, origin, removed, web })))
    })
}

/// Those whom the user follows, has looked at, or has settled something of.
fn actors(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    let mut settled: Vec<ActorKey> = Vec::new();
    for edit in actor_edit::all(db)? {
        match edit {
            ActorEdit::Alias { actor, .. } | ActorEdit::Rename { actor, .. } => settled.push(actor),
            ActorEdit::Split { from, .. } => settled.push(from),
            ActorEdit::Merge { from, into } => settled.extend([from, into]),
        }
    }
    let sql = "SELECT c.key, c.name, c.kind, f.actor_id IS NOT NULL, l.looked FROM actor c
         LEFT JOIN followed f ON f.actor_id = c.id LEFT JOIN actor_look l ON l.actor_id = c.id ORDER BY c.key";
    let mut found = db.prepare(sql)?;
    let mut rows = found.query([])?;
    while let Some(row) = rows.next()? {
        let actor = ActorRecord {
            key: ActorKey::from_stored(row.get_ref(0)?.as_str().unwrap_or_default()),
            name: list::clean(row, 1)?,
            kind: cast::kind_of(row.get_ref(2)?.as_str().unwrap_or_default()),
            followed: row.get(3)?,
            looked: time(row.get(4)?),
        };
        let is_wanted = actor.followed || actor.looked.is_some() || settled.contains(&actor.key);
        if is_wanted && !take(Record::Actor(actor)) {
            return Ok(false);
        }
    }
    Ok(true)
}

fn edits(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    let mut edits = actor_edit::numbered(db)?.into_iter();
    Ok(edits.all(|(id, edit)| take(Record::ActorEdit(EditRecord { id, edit }))))
}

fn searches(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    each(db, "SELECT id, name, query FROM saved ORDER BY id", take, |row| {
        let (id, name, query) = (SavedId(row.get(0)?), list::clean(row, 1)?, list::clean(row, 2)?);
        Ok(Record::Search(SearchRecord { id, name, query }))
    })
}

fn rules(db: &Connection, take: Take<'_>) -> rusqlite::Result<bool> {
    each(db, "SELECT id, feed_id, test FROM rule ORDER BY id", take, |row| {
        let feed = row.get::<_, Option<i64>>(1)?.map(FeedId);
        Ok(Record::Rule(RuleRecord { id: RuleId(row.get(0)?), feed, query: list::clean(row, 2)? }))
    })
}
