//! Stores of every released version open with all they had; one of a newer version is refused, and left as it is.

mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use harness::home::Home;
use harness::recount::unwatched;
use masthead::model::{Cursor, Listing, Scope};
use masthead::newsroom::{Newsroom, NewsroomError, Pace};
use masthead::store::{Reader, Store, StoreError};
use rusqlite::Connection;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stores")
}

/// A home with the store of a version, made by the masthead of that time.
fn home_of(version: i64) -> Home {
    let packed = fs::read(fixtures().join(format!("{version}.db.zst"))).expect("a store of every version");
    let home = Home::new();
    home.write("store/masthead.db", zstd::bulk::decompress(&packed, 16 << 20).expect("unpacked"));
    home
}

/// What the user had in a store, told apart by the titles of articles: their ids were others once.
#[derive(Debug, PartialEq)]
struct Had {
    titles: BTreeSet<String>,
    starred: BTreeSet<String>,
    read: BTreeSet<String>,
    revisions: BTreeSet<String>,
    places: BTreeSet<String>,
    tags: BTreeSet<String>,
    notes: BTreeSet<String>,
    feeds: BTreeSet<String>,
    rules: i64,
    searches: BTreeSet<String>,
    called: BTreeSet<String>,
    known: i64,
}

/// By the tables themselves, as far as the version has them.
fn had(path: &Path) -> Had {
    let db = Connection::open(path).expect("opens");
    let has = |table: &str| -> bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = ?1)";
        db.query_row(sql, [table], |row| row.get(0)).expect("asked")
    };
    let texts = |table: &str, sql: &str| -> BTreeSet<String> {
        if !has(table) {
            return BTreeSet::new();
        }
        let mut found = db.prepare(sql).expect("sound");
        found.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("texts")
    };
    let count = |table: &str| -> i64 {
        if !has(table) {
            return 0;
        }
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counts")
    };
    let of_articles = |table: &str, what: &str| {
        texts(table, &format!("SELECT {what} FROM {table} t JOIN article a ON a.id = t.article_id"))
    };
    Had {
        titles: texts("article", "SELECT title FROM article"),
        starred: texts(
            "status",
            "SELECT title FROM status s JOIN article a ON a.id = s.article_id WHERE starred_at",
        ),
        read: texts(
            "status",
            "SELECT title FROM status s JOIN article a ON a.id = s.article_id WHERE read_at",
        ),
        revisions: of_articles("revision", "a.title || t.n"),
        places: of_articles("place", "a.title || t.value"),
        tags: of_articles("tag", "a.title || t.name"),
        notes: of_articles("note", "a.title || t.text"),
        feeds: texts(
            "subscription",
            "SELECT f.name || s.url || s.folders || s.renamed || ifnull(f.removed, '') || ifnull(h.etag, '')
             FROM subscription s JOIN feed f ON f.id = s.feed_id JOIN health h ON h.feed_id = f.id",
        ),
        rules: count("rule"),
        searches: texts("saved", "SELECT name || query FROM saved"),
        called: texts("actor_edit", "SELECT edit FROM actor_edit"),
        known: count("identity"),
    }
}

#[test]
fn a_store_of_every_version_opens_with_all_it_had() {
    let mut newest = 0;
    let versions = fs::read_dir(fixtures()).expect("stores").count() as i64;
    for version in 1..=versions {
        let home = home_of(version);
        let path = Newsroom::store_file(&home.store());
        let before = had(&path);
        assert!(
            before.titles.len() > 3 && !before.starred.is_empty() && !before.read.is_empty(),
            "{version}"
        );
        assert!(before.revisions.len() == 1 && !before.places.is_empty(), "{version}: {before:?}");
        assert!(version < 2 || before.feeds.len() == 2 && before.rules == 1, "{version}: {before:?}");
        assert!(version < 3 || version == 6 || before.called.len() == 1, "{version}: {before:?}");
        let has_notes = !before.notes.is_empty() && !before.tags.is_empty() && !before.searches.is_empty();
        assert!(version < 4 || has_notes, "{version}: {before:?}");

        let mut newsroom = Newsroom::open(&home.store()).expect("brought up to date");
        let db = Connection::open(&path).expect("opens");
        newest = db.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
        drop(db);
        let backup = home.store().join(format!("masthead.db.v{version}.bak"));
        assert_eq!(backup.exists(), version < newest, "a copy of it as it was");
        if backup.exists() {
            assert_eq!(had(&backup), before, "{version}");
        }
        assert_eq!(had(&path), before, "{version}");
        let reader = newsroom.reader().expect("a reader");
        assert_eq!(reader.examine(&unwatched()).expect("looked through"), [], "{version}");

        newsroom.analyse(Pace::Full, &mut |_| true).expect("analysed");
        assert_eq!(had(&path), before, "{version}");
        assert_eq!(reader.examine(&unwatched()).expect("looked through"), [], "{version}");
        let all = reader.headlines(&Listing::default(), Cursor::Newest, 99).expect("a list");
        assert_eq!(all.len(), before.titles.len());
        for headline in &all {
            let article = reader.article(headline.id).expect("read").expect("there");
            assert!(article.document.title == headline.title && article.document.words() > 4, "{headline:?}");
            let (revisions, _) = reader.revisions(headline.id).expect("read");
            assert_eq!(revisions.len(), article.revision as usize);
        }
        let starred = Listing { scope: Scope::Starred, filter: None };
        assert_eq!(
            reader.headlines(&starred, Cursor::Newest, 9).expect("a list").len(),
            before.starred.len()
        );
        assert_eq!(reader.rules().expect("rules").len() as i64, before.rules);
    }
    assert_eq!(newest, versions, "every version has its store, the newest one too");
}

#[test]
fn backups_of_older_versions_are_restored() {
    let (old, new) = (home_of(1), Home::new());
    let file = Newsroom::store_file(&old.store());
    let before = had(&file);
    let ran = new.run(&["restore", file.to_str().expect("UTF-8")]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(had(&Newsroom::store_file(&new.store())), before);
}

/// What a newer masthead may be asked for by one who has this one at hand.
const COMMANDS: [&[&str]; 8] = [
    &["search", "ferry"],
    &["show", "1"],
    &["import", "a.txt"],
    &["doctor"],
    &["doctor", "--repair"],
    &["backup", "b.db"],
    &["export", "--all"],
    &["compact"],
];

/// Tries everything with the newer store in a home, and expects that it is refused, and left as it is with what lies beside it.
fn is_refused_untouched(home: &Home, what: &str) {
    let path = Newsroom::store_file(&home.store());
    let files = || -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<_> = fs::read_dir(home.store())
            .expect("a folder")
            .flatten()
            .map(|file| (file.file_name().to_string_lossy().into_owned(), file.path()))
            // It holds nothing but who reads the log at the moment.
            .filter(|(name, _)| name != "masthead.db-shm" || !home.store().join("masthead.db-wal").exists())
            .map(|(name, path)| (name, fs::read(path).expect("read")))
            .collect();
        files.sort_unstable();
        files
    };
    let before = files();
    let is_untouched = |by: &str| assert!(files() == before, "{what}: touched by {by}");
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { .. })));
    is_untouched("a store");
    assert!(matches!(Reader::open(&path), Err(StoreError::Newer { .. })));
    is_untouched("a reader");
    let opened = Newsroom::open(&home.store());
    assert!(matches!(opened, Err(NewsroomError::Store(StoreError::Newer { .. }))));
    is_untouched("a newsroom");
    home.write("a.txt", "A Title\n\nA text.\n");
    for args in COMMANDS {
        let ran = home.run(args);
        assert!(ran.code == 1 && ran.err.contains("newer masthead"), "{args:?}: {ran:?}");
        is_untouched(&format!("{args:?}"));
    }
}

#[test]
fn a_store_of_a_newer_version_is_refused_untouched() {
    for journal in ["DELETE", "WAL"] {
        let home = home_of(6);
        let db = Connection::open(Newsroom::store_file(&home.store())).expect("opens");
        let settled: String =
            db.query_row(&format!("PRAGMA journal_mode = {journal}"), [], |row| row.get(0)).expect("set");
        assert_eq!(settled, journal.to_lowercase());
        db.pragma_update(None, "user_version", 999).expect("set");
        drop(db);
        is_refused_untouched(&home, journal);
    }
}

/// A home with a newer store that was left in the middle of things: its version and a feed's name stand in its log alone.
fn left_by_a_newer_one() -> Home {
    let (made, home) = (home_of(6), Home::new());
    let path = Newsroom::store_file(&made.store());
    let db = Connection::open(&path).expect("opens");
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0; PRAGMA user_version = 999; UPDATE feed SET name = name || 'x'")
        .expect("written");
    for name in ["masthead.db", "masthead.db-wal"] {
        home.write(&format!("store/{name}"), fs::read(made.store().join(name)).expect("read"));
    }
    home
}

#[test]
fn a_store_of_a_newer_version_keeps_the_log_beside_it() {
    let home = left_by_a_newer_one();
    is_refused_untouched(&home, "with a log");
    // Nor does restoring take it away, whose backup may be as new.
    let kept = home_of(6);
    let kept = Newsroom::store_file(&kept.store()).display().to_string();
    let log = || fs::read(home.store().join("masthead.db-wal")).expect("a log");
    let before = (fs::read(home.store().join("masthead.db")).expect("read"), log());
    let ran = home.run(&["restore", &kept]);
    assert!(ran.code == 1 && ran.err.contains("newer masthead"), "{ran:?}");
    let newer = Newsroom::store_file(&home.store()).display().to_string();
    let other = Home::new();
    let ran = other.run(&["restore", &newer]);
    assert!(ran.code == 1 && ran.err.contains("newer masthead"), "{ran:?}");
    assert!(!other.store().exists(), "nothing is made for it");
    assert!((fs::read(home.store().join("masthead.db")).expect("read"), log()) == before);
}
