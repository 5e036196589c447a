//! Counting a store anew, and dice to shake it with.

use std::path::Path;
use std::sync::{Arc, Mutex};

use masthead::store::{Reader, Watch};

/// Each counts what should not be; `0` is right.
const CHECKS: &[(&str, &str)] = &[
    ("articles in all", "SELECT articles - (SELECT count(*) FROM article WHERE hidden = 0) FROM totals"),
    (
        "unread in all",
        "SELECT unread - (SELECT count(*) FROM article a LEFT JOIN status s ON s.article_id = a.id
                          WHERE s.read_at IS NULL AND a.hidden = 0) FROM totals",
    ),
    (
        "starred in all",
        "SELECT starred - (SELECT count(*) FROM status s JOIN article a ON a.id = s.article_id
                           WHERE starred_at IS NOT NULL AND a.hidden = 0) FROM totals",
    ),
    (
        "articles of feeds",
        "SELECT count(*) FROM feed f
         WHERE f.articles <> (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id
                              WHERE e.feed_id = f.id AND a.hidden = 0)",
    ),
    (
        "unread of feeds",
        "SELECT count(*) FROM feed f WHERE f.unread <>
            (SELECT count(*) FROM entry e JOIN article a ON a.id = e.article_id
             LEFT JOIN status s ON s.article_id = a.id
             WHERE e.feed_id = f.id AND s.read_at IS NULL AND a.hidden = 0)",
    ),
    (
        "the feeds of articles",
        "SELECT (SELECT count(*) FROM entry) - (SELECT count(*) FROM article) - (SELECT count(*) FROM also)
             + (SELECT count(*) FROM article a WHERE NOT EXISTS
                  (SELECT 1 FROM entry e WHERE e.feed_id = a.feed_id AND e.article_id = a.id))
             + (SELECT count(*) FROM also o WHERE NOT EXISTS
                  (SELECT 1 FROM entry e WHERE e.feed_id = o.feed_id AND e.article_id = o.article_id))",
    ),
    (
        "hidden articles with a feed that is there, or the other way round",
        "SELECT count(*) FROM article a WHERE (hidden & 1) <> NOT EXISTS
            (SELECT 1 FROM entry e JOIN feed f ON f.id = e.feed_id
             WHERE e.article_id = a.id AND f.removed IS NULL)",
    ),
    ("the unread list", "SELECT (SELECT unread FROM totals) - count(*) FROM unread WHERE feed_id = 0"),
    (
        "the feeds' unread lists",
        "SELECT count(*) FROM feed f
         WHERE f.unread <> (SELECT count(*) FROM unread u WHERE u.feed_id = f.id)",
    ),
    (
        "unread articles that are read or gone",
        "SELECT count(*) FROM unread u LEFT JOIN article a ON a.id = u.article_id
         LEFT JOIN status s ON s.article_id = a.id WHERE a.id IS NULL OR s.read_at IS NOT NULL OR a.hidden
            OR (u.feed_id > 0 AND NOT EXISTS (SELECT 1 FROM entry e
                                               WHERE e.feed_id = u.feed_id AND e.article_id = a.id))",
    ),
    (
        "names of actors that are gone",
        "SELECT count(*) FROM name n WHERE n.actor_id IS NOT NULL
            AND NOT EXISTS (SELECT 1 FROM actor c WHERE c.id = n.actor_id)",
    ),
    (
        "actors without a name that nothing keeps",
        "SELECT count(*) FROM actor c WHERE NOT EXISTS (SELECT 1 FROM name n WHERE n.actor_id = c.id)
            AND NOT EXISTS (SELECT 1 FROM followed f WHERE f.actor_id = c.id)
            AND NOT EXISTS (SELECT 1 FROM actor_edit)",
    ),
    (
        "unread of followed actors",
        "SELECT count(*) FROM followed f
         WHERE f.unread <> (SELECT count(*) FROM unread u WHERE u.feed_id = -1 - f.actor_id)",
    ),
    (
        "unread of all followed actors",
        "SELECT followed - (SELECT count(*) FROM unread u WHERE u.feed_id = -1) FROM totals",
    ),
    (
        "the list of all followed actors",
        "SELECT (SELECT count(DISTINCT article_id) FROM unread WHERE feed_id < -1)
             - (SELECT count(*) FROM unread WHERE feed_id = -1)
             + (SELECT count(*) FROM unread u WHERE feed_id < -1 AND NOT EXISTS
                  (SELECT 1 FROM followed f WHERE f.actor_id = -1 - u.feed_id))",
    ),
    ("indexed articles", "SELECT count(*) - (SELECT count(*) FROM article) FROM search_docsize"),
    ("articles that wait", "SELECT waiting - (SELECT count(*) FROM waiting) FROM totals"),
    (
        // Those that are analysed may wait to be so anew, once the actors have changed.
        "articles that are not analysed and do not wait for it",
        "SELECT count(*) FROM article a
         WHERE a.index_version = 0 AND NOT EXISTS (SELECT 1 FROM waiting w WHERE w.article_id = a.id)",
    ),
    (
        "articles of bundles",
        "SELECT count(*) FROM bundle b
         WHERE b.articles <> (SELECT count(*) FROM article a WHERE a.bundle = b.id)",
    ),
    (
        "articles without a bundle",
        "SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM bundle b WHERE b.id = a.bundle)",
    ),
    (
        "names of articles that are gone",
        "SELECT count(*) FROM identity i WHERE NOT EXISTS (SELECT 1 FROM article a WHERE a.id = i.article_id)
            AND NOT EXISTS (SELECT 1 FROM merged m WHERE m.article_id = i.article_id)",
    ),
    ("rows without a parent", "SELECT count(*) FROM pragma_foreign_key_check"),
];

/// Fails where a counter or a list of the store is not what counting it anew gives.
pub fn recount(path: &Path, step: usize) {
    let db = rusqlite::Connection::open(path).expect("opens");
    for (what, sql) in CHECKS {
        let wrong: i64 = db.query_row(sql, [], |row| row.get(0)).expect("counts");
        assert_eq!(wrong, 0, "{what}, after step {step}");
    }
    actors(&db, step);
    db.execute_batch("INSERT INTO search (search) VALUES ('integrity-check')").expect("a sound index");
    drop(db);
    let found = Reader::open(path).expect("a reader").examine(&unwatched()).expect("looked through");
    assert!(found.is_empty(), "{found:?}, after step {step}");
}

/// What the tags of names say is what the counters and lists of actors say.
fn actors(db: &rusqlite::Connection, step: usize) {
    let number = |sql: &str| -> i64 { db.query_row(sql, [], |row| row.get(0)).expect("counts") };
    let ids = |sql: &str| -> Vec<i64> {
        let mut rows = db.prepare(sql).expect("sound");
        rows.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("ids")
    };
    let any = |names: Vec<i64>| {
        let tags: Vec<String> = names.iter().map(|name| format!("\"\u{e000}n{name}\"")).collect();
        if tags.is_empty() { "\"\u{e000}\"".to_owned() } else { tags.join(" OR ") }
    };
    for name in ids("SELECT id FROM name") {
        let said = number(&format!("SELECT articles FROM name WHERE id = {name}"));
        let tagged = number(&format!("SELECT count(*) FROM search WHERE search MATCH '{}'", any(vec![name])));
        assert_eq!(said, tagged, "articles of name {name}, after step {step}");
        assert!(said > 0, "name {name} is nowhere, after step {step}");
    }
    for actor in ids("SELECT id FROM actor") {
        let tags = any(ids(&format!("SELECT id FROM name WHERE actor_id = {actor}")));
        let articles = "FROM search CROSS JOIN article a ON a.id = search.rowid WHERE search MATCH";
        let tagged = number(&format!("SELECT count(*) {articles} '{tags}' AND a.hidden = 0"));
        let said = number(&format!("SELECT articles FROM actor WHERE id = {actor}"));
        assert_eq!(said, tagged, "articles of actor {actor}, after step {step}");
        let is_unread = "EXISTS (SELECT 1 FROM unread u WHERE u.feed_id = 0 AND u.article_id = a.id)";
        let followed = number(&format!("SELECT count(*) FROM followed WHERE actor_id = {actor}"));
        let unread = number(&format!("SELECT count(*) {articles} '{tags}' AND {is_unread}"));
        let list = -1 - actor;
        let listed = number(&format!("SELECT count(*) FROM unread WHERE feed_id = {list}"));
        assert_eq!(listed, unread * followed, "unread of actor {actor}, after step {step}");
    }
}

/// What a doctor tells of its progress whom nobody watches.
pub fn unwatched() -> Watch {
    Arc::new(Mutex::new(|_, _| ()))
}

/// The same numbers in every run.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to one less than `sides`.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }
}
