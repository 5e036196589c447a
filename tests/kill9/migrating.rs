//! A store of an older version, brought up to date.

use std::fs;
use std::path::Path;

use masthead::newsroom::Newsroom;
use rusqlite::Connection;

use crate::desk::{Killer, headlines, is_sound, kills, masthead};

const ARTICLES: i64 = 400;

/// A store as the first version had it, with every third article starred and every second read.
fn old_store(path: &Path) {
    let db = Connection::open(path).expect("made");
    db.execute_batch(
        "PRAGMA page_size = 8192; PRAGMA application_id = 0x4d535448; PRAGMA journal_mode = WAL;",
    )
    .expect("set");
    db.execute_batch(include_str!("../../src/store/schema/1.sql")).expect("the tables");
    db.execute_batch(
        "PRAGMA user_version = 1; BEGIN; INSERT INTO feed (id, name, origin) VALUES (1, 'Wire', 'files');",
    )
    .expect("a feed");
    let blob = |json: &str| {
        let length = u32::try_from(json.len()).expect("short").to_le_bytes();
        [&[0][..], &length, json.as_bytes()].concat()
    };
    for nth in 1..=ARTICLES {
        // Ids had the second in their high bits.
        let id = (1_700_000_000 + nth) << 8;
        let title = format!("Talks {nth} resume");
        let text = format!("Russia spoke for the {nth}th time in Vienna, and the envoys met again.");
        let json = format!(
            r#"{{"title":"{title}","sections":[{{"blocks":[{{"type":"paragraph","text":"{text}"}}]}}]}}"#
        );
        db.execute(
            "INSERT INTO article (id, feed_id, title, received, revision, hash, index_version, cast_version) VALUES (?1, 1, ?2, 0, 1, ?1, 1, 1)",
            (id, &title),
        )
        .expect("an article");
        db.execute(
            "INSERT INTO body (article_id, document, members) VALUES (?1, ?2, ?3)",
            (id, blob(&json), blob(r#"{"members":[]}"#)),
        )
        .expect("a body");
        db.execute("INSERT INTO identity VALUES (?1, ?2)", (format!("entry:1:{nth}"), id)).expect("known");
        db.execute("INSERT INTO entry (feed_id, article_id) VALUES (1, ?1)", [id]).expect("an entry");
        if nth % 2 == 0 {
            db.execute("INSERT INTO status (article_id, read_at) VALUES (?1, 5)", [id]).expect("read");
        } else {
            db.execute("INSERT INTO unread VALUES (0, ?1), (1, ?1)", [id]).expect("unread");
        }
        if nth % 3 == 0 {
            db.execute("INSERT INTO status (article_id, starred_at) VALUES (?1, 5) ON CONFLICT DO UPDATE SET starred_at = 5", [id]).expect("starred");
        }
    }
    db.execute_batch(
        "UPDATE feed SET articles = (SELECT count(*) FROM article), unread = (SELECT count(*) FROM unread WHERE feed_id = 1);
         UPDATE totals SET articles = (SELECT count(*) FROM article), unread = (SELECT count(*) FROM unread WHERE feed_id = 0),
             starred = (SELECT count(*) FROM status WHERE starred_at IS NOT NULL);
         COMMIT; PRAGMA wal_checkpoint(TRUNCATE);",
    )
    .expect("counted");
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let old = dir.path().join("old.db");
    old_store(&old);
    let mut killer = Killer::new(5);
    for step in 1..=kills(8, 60) {
        let store = dir.path().join(format!("store-{step}"));
        fs::create_dir(&store).expect("made");
        fs::copy(&old, Newsroom::store_file(&store)).expect("copied");
        killer.kill(&mut masthead(&store, &["search", "talks"]));
        let db = Connection::open(Newsroom::store_file(&store)).expect("opens");
        let number = |sql: &str| -> i64 { db.query_row(sql, [], |row| row.get(0)).expect("counts") };
        assert_eq!(number("SELECT count(*) FROM article"), ARTICLES, "after step {step}");
        assert_eq!(
            number("SELECT count(*) FROM status WHERE starred_at IS NOT NULL"),
            ARTICLES / 3,
            "after step {step}"
        );
        drop(db);
        // Whoever comes next ends what was begun.
        is_sound(&store, step);
        let all = headlines(&store);
        let count = |is: fn(&masthead::model::Status) -> bool| {
            all.iter().filter(|headline| is(&headline.status)).count() as i64
        };
        assert_eq!(
            (all.len() as i64, count(|status| status.starred), count(|status| status.read)),
            (ARTICLES, ARTICLES / 3, ARTICLES / 2)
        );
        fs::remove_dir_all(&store).expect("removed");
    }
}
