//! The feeds of the web: added, changed, removed, and had back.

use rusqlite::{Connection, OptionalExtension, Row};
use serde::{Deserialize, Serialize};

use super::counters::Tally;
use super::writer::json;
use super::{body, hide, list, sources, undo};
use crate::model::{
    ChangeId, CleanText, Condition, Feed, FeedEdit, FeedId, FeedOrigin, Folder, FullText, Health, Pause,
    Retention, Subscribed, Subscription, Timestamp, WebFeed, fold, words,
};

/// As what a change to what the user decides of a feed is kept.
const EDITED: &str = "feed";
/// As what the removal of a feed is kept.
pub(super) const REMOVED: &str = "removed";

/// What can be undone of a feed: everything that the user decides.
#[derive(Serialize, Deserialize)]
struct Decided {
    name: String,
    renamed: bool,
    folders: String,
    pause: Option<String>,
    full_text: String,
    #[serde(default)]
    keep: Retention,
}

/// The columns of a [`Feed`], which stand on `feed f` and the left joined `subscription s` and `health h`.
pub(super) const FEED_COLUMNS: &str =
    "f.id, f.name, f.origin, s.feed_id IS NOT NULL, s.folders, s.pause, h.failures, f.articles, f.unread";
/// What the columns of a feed are joined from.
pub(super) const FEED_JOINS: &str =
    "feed f LEFT JOIN subscription s ON s.feed_id = f.id LEFT JOIN health h ON h.feed_id = f.id";

/// Adds a feed of the web; where it is there already, it is put into the folders too. `trusted` is the origin that
/// the user gave, `own_title` what the feed calls itself.
pub(super) fn subscribe(
    db: &Connection,
    wanted: &Subscription,
    trusted: &str,
    own_title: Option<&CleanText>,
) -> rusqlite::Result<Subscribed> {
    let known: Option<(i64, String, Option<i64>)> = db
        .prepare_cached(
            "SELECT s.feed_id, s.folders, f.removed FROM subscription s JOIN feed f ON f.id = s.feed_id
             WHERE s.url = ?1",
        )?
        .query_row([wanted.url.as_str()], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((id, folders, removed)) = known else {
        return Ok(Subscribed::New(insert(db, wanted, trusted, own_title)?));
    };
    let mut folders = folders_of(&folders)?;
    let before = folders.len();
    for folder in &wanted.folders {
        if !folders.contains(folder) {
            folders.push(folder.clone());
        }
    }
    if folders.len() > before {
        db.prepare_cached("UPDATE subscription SET folders = ?2 WHERE feed_id = ?1")?
            .execute((id, json(&folders)?))?;
    }
    if wanted.url.starts_with(trusted) {
        // The user gives the address itself, which a page may only have named before.
        db.prepare_cached("UPDATE subscription SET trusted = ?2 WHERE feed_id = ?1")?
            .execute((id, trusted))?;
    }
    if removed.is_none() {
        return Ok(Subscribed::Known(FeedId(id)));
    }
    bring_back(db, id)?;
    Ok(Subscribed::New(FeedId(id)))
}

fn insert(
    db: &Connection,
    wanted: &Subscription,
    trusted: &str,
    own_title: Option<&CleanText>,
) -> rusqlite::Result<FeedId> {
    let Subscription { title, url, site, folders } = wanted;
    let title = title.as_ref().filter(|title| !title.is_empty());
    let name = title.or(own_title).unwrap_or(url);
    db.prepare_cached("INSERT INTO feed (name, origin) VALUES (?1, ?2)")?
        .execute((name.as_str(), url.as_str()))?;
    let id = db.last_insert_rowid();
    db.prepare_cached(
        "INSERT INTO subscription (feed_id, url, trusted, site, renamed, folders) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((id, url.as_str(), trusted, site.as_deref(), title.is_some(), json(folders)?))?;
    db.prepare_cached("INSERT INTO health (feed_id) VALUES (?1)")?.execute([id])?;
    Ok(FeedId(id))
}

/// Changes a feed; `None` where there is no such feed, or it was so.
pub(super) fn edit(db: &Connection, feed: FeedId, edit: &FeedEdit) -> rusqlite::Result<Option<ChangeId>> {
    let Some(before) = decided(db, feed.0)? else { return Ok(None) };
    let was = json(&before)?;
    let mut after = before;
    match edit {
        FeedEdit::Rename(name) => {
            after.name = name.as_str().to_owned();
            after.renamed = true;
        }
        FeedEdit::Folders(folders) => after.folders = json(folders)?,
        FeedEdit::Pause(true) => after.pause = Some("user".to_owned()),
        FeedEdit::Pause(false) => after.pause = None,
        FeedEdit::FullText(full_text) => after.full_text = full_text_name(*full_text).to_owned(),
        FeedEdit::Keep(keep) => after.keep = *keep,
    }
    if json(&after)? == was {
        return Ok(None);
    }
    put(db, feed.0, &after)?;
    let insert = "INSERT INTO change (field, feed_id, was) VALUES (?1, ?2, ?3)";
    undo::keep(db, insert, (EDITED, feed.0, was)).map(Some)
}

/// Removes a feed, and hides the articles that no other feed brought; the change, and how many articles it hid.
pub(super) fn remove(db: &Connection, feed: FeedId) -> rusqlite::Result<Option<(ChangeId, u64)>> {
    let Some(hidden) = take_away(db, feed)? else { return Ok(None) };
    let change = undo::keep(db, "INSERT INTO change (field, feed_id) VALUES (?1, ?2)", (REMOVED, feed.0))?;
    Ok(Some((change, hidden)))
}

/// Removes a feed, which is no change to take back; how many articles that hid, `None` where there is no such feed.
pub(super) fn take_away(db: &Connection, feed: FeedId) -> rusqlite::Result<Option<u64>> {
    let gone = db
        .prepare_cached("UPDATE feed SET removed = ?2 WHERE id = ?1 AND removed IS NULL")?
        .execute((feed.0, Timestamp::now().as_microsecond()))?;
    if gone == 0 {
        return Ok(None);
    }
    let (mut tally, mut hidden) = (Tally::default(), 0);
    for article in articles(db, feed.0)? {
        if !sources::has_feed(db, article, None)? && hide::set(db, article, hide::REMOVED, true, &mut tally)?
        {
            hidden += 1;
        }
    }
    tally.apply(db)?;
    Ok(Some(hidden))
}

/// How many articles, and how many starred ones, go when a feed is removed.
pub(super) fn removal(db: &Connection, feed: FeedId) -> rusqlite::Result<(u64, u64)> {
    let (mut all, mut starred) = (0, 0);
    let mut star = db.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM status WHERE article_id = ?1 AND starred_at IS NOT NULL)",
    )?;
    for article in articles(db, feed.0)? {
        if !sources::has_feed(db, article, Some(feed.0))? {
            all += 1;
            starred += u64::from(star.query_row([article], |row| row.get::<_, bool>(0))?);
        }
    }
    Ok((all, starred))
}

/// Takes back a change to a feed that was not changed in this way since; how many feeds that changed.
pub(super) fn undo(db: &Connection, change: ChangeId) -> rusqlite::Result<u64> {
    let known: Option<(String, i64, Option<String>)> = db
        .prepare_cached(
            "SELECT c.field, c.feed_id, c.was FROM change c JOIN feed f ON f.id = c.feed_id
             WHERE c.id = ?1 AND c.field IN (?2, ?3) AND (c.field = ?2 OR f.removed IS NOT NULL) AND NOT EXISTS (
                SELECT 1 FROM change n WHERE n.id > c.id AND n.feed_id = c.feed_id AND n.field = c.field)",
        )?
        .query_row((change.0, EDITED, REMOVED), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .optional()?;
    let Some((field, feed, was)) = known else { return Ok(0) };
    if field == REMOVED {
        bring_back(db, feed)?;
        return Ok(1);
    }
    let Some(before) = undo::read(&was.unwrap_or_default()) else { return Ok(0) };
    put(db, feed, &before)?;
    Ok(1)
}

/// The feed in a row of [`FEED_COLUMNS`].
pub(super) fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let origin = match row.get_ref(2)?.as_str().unwrap_or_default() {
        "samples" => FeedOrigin::Samples,
        _ if row.get(3)? => FeedOrigin::Web,
        _ => FeedOrigin::Files,
    };
    let folders = row.get::<_, Option<String>>(4)?;
    let condition = match (pause(row.get::<_, Option<String>>(5)?), row.get::<_, Option<i64>>(6)?) {
        (Some(Pause::User), _) => Condition::Paused,
        (Some(Pause::Gone), _) => Condition::Gone,
        (None, Some(1..)) => Condition::Failing,
        _ => Condition::Well,
    };
    Ok(Feed {
        id: FeedId(row.get(0)?),
        name: list::clean(row, 1)?,
        origin,
        folders: folders.map_or(Ok(Vec::new()), |folders| folders_of(&folders))?,
        condition,
        articles: row.get::<_, i64>(7)?.unsigned_abs(),
        unread: row.get::<_, i64>(8)?.unsigned_abs(),
    })
}

/// Every feed of the web, by name.
pub(super) fn web_feeds(db: &Connection) -> rusqlite::Result<Vec<WebFeed>> {
    db.prepare_cached(&format!(
        "SELECT {FEED_COLUMNS}, s.url, s.trusted, s.site, s.full_text, s.pause, h.fetched, h.answered, h.error, h.failures, h.due,
             s.keep_days, s.keep_articles
         FROM {FEED_JOINS} WHERE s.feed_id IS NOT NULL AND f.removed IS NULL ORDER BY f.name, f.id"
    ))?
    .query_map([], |row| {
        let text = |column| row.get::<_, Option<String>>(column).map(|text| text.map(|text| CleanText::new(&text)));
        let time = |column| row.get::<_, Option<i64>>(column).map(|time| time.and_then(timestamp));
        Ok(WebFeed {
            feed: feed(row)?,
            url: list::clean(row, 9)?,
            trusted: row.get(10)?,
            site: text(11)?,
            full_text: full_text(&row.get::<_, String>(12)?),
            pause: pause(row.get(13)?),
            health: Health {
                fetched: time(14)?,
                answered: row.get(15)?,
                error: text(16)?,
                failures: row.get(17)?,
                due: time(18)?,
            },
            keep: Retention { days: row.get(19)?, articles: row.get(20)? },
        })
    })?
    .collect()
}

/// The feeds that are called so; else those of a folder of this path; else those whose names have words that begin so.
pub(super) fn called(db: &Connection, name: &str) -> rusqlite::Result<Vec<FeedId>> {
    let path: Vec<CleanText> = name.split('/').map(CleanText::line).collect();
    let wanted: Vec<String> = words(name).map(|(_, word)| fold(word)).collect();
    let mut feeds = db.prepare_cached("SELECT id, name FROM feed WHERE removed IS NULL ORDER BY id")?;
    let mut rows = feeds.query([])?;
    let (mut whole, mut partly) = (Vec::new(), Vec::new());
    while let Some(row) = rows.next()? {
        let (id, name) = (FeedId(row.get(0)?), row.get_ref(1)?.as_str().unwrap_or_default().to_owned());
        let own: Vec<String> = words(&name).map(|(_, word)| fold(word)).collect();
        if own == wanted {
            whole.push(id);
        } else if wanted.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str()))) {
            partly.push(id);
        }
    }
    let folder = in_folder(db, &path)?;
    Ok(if !whole.is_empty() {
        whole
    } else if !folder.is_empty() {
        folder
    } else {
        partly
    })
}

/// The feeds of a folder, and of the folders under it, that are not removed.
pub(super) fn in_folder(db: &Connection, folder: &[CleanText]) -> rusqlite::Result<Vec<FeedId>> {
    let mut feeds = db.prepare_cached(
        "SELECT s.feed_id, s.folders FROM subscription s JOIN feed f ON f.id = s.feed_id
         WHERE s.folders <> '[]' AND f.removed IS NULL",
    )?;
    let mut rows = feeds.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let folders = folders_of(row.get_ref(1)?.as_str().unwrap_or_default())?;
        if folders.iter().any(|path| path.starts_with(folder)) {
            found.push(FeedId(row.get(0)?));
        }
    }
    Ok(found)
}

/// Where a feed of the web is.
pub(super) fn url_of(db: &Connection, feed: i64) -> rusqlite::Result<CleanText> {
    db.prepare_cached("SELECT url FROM subscription WHERE feed_id = ?1")?
        .query_row([feed], |row| list::clean(row, 0))
}

/// Says under which origin alone a feed may be in a private network.
pub(super) fn trust(db: &Connection, feed: i64, origin: &str) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE subscription SET trusted = ?2 WHERE feed_id = ?1")?.execute((feed, origin))?;
    Ok(())
}

fn decided(db: &Connection, feed: i64) -> rusqlite::Result<Option<Decided>> {
    db.prepare_cached(
        "SELECT f.name, s.renamed, s.folders, s.pause, s.full_text, s.keep_days, s.keep_articles
         FROM subscription s JOIN feed f ON f.id = s.feed_id WHERE s.feed_id = ?1",
    )?
    .query_row([feed], |row| {
        Ok(Decided {
            name: row.get(0)?,
            renamed: row.get(1)?,
            folders: row.get(2)?,
            pause: row.get(3)?,
            full_text: row.get(4)?,
            keep: Retention { days: row.get(5)?, articles: row.get(6)? },
        })
    })
    .optional()
}

fn put(db: &Connection, feed: i64, decided: &Decided) -> rusqlite::Result<()> {
    let Decided { name, renamed, folders, pause, full_text, keep } = decided;
    db.prepare_cached("UPDATE feed SET name = ?2 WHERE id = ?1")?.execute((feed, name))?;
    db.prepare_cached(
        "UPDATE subscription SET renamed = ?2, folders = ?3, pause = ?4, full_text = ?5, keep_days = ?6,
            keep_articles = ?7 WHERE feed_id = ?1",
    )?
    .execute((feed, renamed, folders, pause, full_text, keep.days, keep.articles))?;
    Ok(())
}

/// Shows a removed feed again, and its articles.
fn bring_back(db: &Connection, feed: i64) -> rusqlite::Result<()> {
    db.prepare_cached("UPDATE feed SET removed = NULL WHERE id = ?1")?.execute([feed])?;
    let mut tally = Tally::default();
    for article in articles(db, feed)? {
        hide::set(db, article, hide::REMOVED, false, &mut tally)?;
    }
    tally.apply(db)
}

fn articles(db: &Connection, feed: i64) -> rusqlite::Result<Vec<i64>> {
    db.prepare_cached("SELECT article_id FROM entry WHERE feed_id = ?1")?
        .query_map([feed], |row| row.get(0))?
        .collect()
}

pub(super) fn folders_of(text: &str) -> rusqlite::Result<Vec<Folder>> {
    serde_json::from_str(text).map_err(|error| body::damage(error.to_string()))
}

pub(super) fn pause(name: Option<String>) -> Option<Pause> {
    name.map(|name| if name == "gone" { Pause::Gone } else { Pause::User })
}

pub(super) fn full_text_name(full_text: FullText) -> &'static str {
    match full_text {
        FullText::Never => "never",
        FullText::WhenShort => "when_short",
        FullText::Always => "always",
    }
}

pub(super) fn full_text(name: &str) -> FullText {
    let known = [FullText::Never, FullText::Always].into_iter();
    known.into_iter().find(|known| full_text_name(*known) == name).unwrap_or_default()
}

fn timestamp(microseconds: i64) -> Option<Timestamp> {
    Timestamp::from_microsecond(microseconds).ok()
}
