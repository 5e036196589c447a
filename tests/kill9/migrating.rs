//! A store of an older version, brought up to date.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use masthead::newsroom::Newsroom;
use rusqlite::Connection;

use crate::desk::{Killer, headlines, is_sound, masthead};

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

/// A store of the first version that had tags and notes, as the masthead of that time left it.
fn noted_store(path: &Path) {
    let packed = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stores/4.db.zst");
    let packed = fs::read(packed).expect("a store of every version");
    fs::write(path, zstd::bulk::decompress(&packed, 16 << 20).expect("unpacked")).expect("written");
}

/// What is in a store, and what the user said of it, by titles: ids were others once.
fn kept(file: &Path) -> BTreeSet<String> {
    let db = Connection::open(file).expect("opens");
    let mut kept = BTreeSet::new();
    for (table, what) in [
        ("article", "SELECT 'there: ' || title FROM article"),
        ("status", "SELECT 'read: ' || title FROM status JOIN article a ON a.id = article_id WHERE read_at"),
        (
            "status",
            "SELECT 'starred: ' || title FROM status JOIN article a ON a.id = article_id WHERE starred_at",
        ),
        ("tag", "SELECT 'tag: ' || title || t.name FROM tag t JOIN article a ON a.id = t.article_id"),
        ("note", "SELECT 'note: ' || title || t.text FROM note t JOIN article a ON a.id = t.article_id"),
    ] {
        let is_there = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)";
        if db.query_row(is_there, [table], |row| row.get(0)).expect("asked") {
            let mut rows = db.prepare(what).expect("sound");
            let texts: Result<Vec<String>, _> =
                rows.query_map([], |row| row.get(0)).and_then(Iterator::collect);
            kept.extend(texts.expect("texts"));
        }
    }
    kept
}

#[test]
fn a_migration_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let dir = tempfile::tempdir().expect("a folder");
    let old = [dir.path().join("old.db"), dir.path().join("noted.db")];
    old_store(&old[0]);
    noted_store(&old[1]);
    let before = [kept(&old[0]), kept(&old[1])];
    let count =
        |nth: usize, what: &str| before[nth].iter().filter(|row| row.starts_with(what)).count() as i64;
    assert_eq!(
        (count(0, "there"), count(0, "starred"), count(0, "read")),
        (ARTICLES, ARTICLES / 3, ARTICLES / 2)
    );
    assert!(["starred", "read", "tag", "note"].iter().all(|what| count(1, what) > 0), "{before:?}");
    let mut killer = Killer::new("a migration", 5);
    while let Some(step) = killer.step() {
        // The one with notes is small, and soon done.
        let which = usize::from(step % 3 == 0);
        let store = dir.path().join(format!("store-{step}"));
        let file = Newsroom::store_file(&store);
        fs::create_dir(&store).expect("made");
        fs::copy(&old[which], &file).expect("copied");
        killer.kill(&mut masthead(&store, &["search", "talks"]));
        assert_eq!(kept(&file), before[which], "after step {step}");
        // Whoever comes next ends what was begun.
        is_sound(&store, step);
        assert_eq!(kept(&file), before[which], "after step {step}");
        let all = headlines(&store);
        let shown = |is: fn(&masthead::model::Status) -> bool| {
            all.iter().filter(|headline| is(&headline.status)).count() as i64
        };
        let (starred, read) = (shown(|status| status.starred), shown(|status| status.read));
        assert_eq!(
            (all.len() as i64, starred, read),
            (count(which, "there"), count(which, "starred"), count(which, "read"))
        );
        fs::remove_dir_all(&store).expect("removed");
    }
}
