//! Backups: whole, private, made while others write; and had back, all of it or nothing.

mod harness;

use std::fs;
use std::path::{Path, PathBuf};

use harness::home::{Home, Ran};
use masthead::newsroom::{Newsroom, NewsroomError};
use masthead::store::{Backup, Exchange, Reader, StoreError};

fn home_of(articles: &[&str]) -> Home {
    let home = Home::new();
    add(&home, articles);
    home
}

fn add(home: &Home, titles: &[&str]) {
    let text =
        |title: &&str| (format!("{title}.txt"), format!("{title}\n\nBoth shores of the lake agreed.\n"));
    let articles: Vec<(String, String)> = titles.iter().map(text).collect();
    let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (&**name, &**text)).collect();
    home.import(&articles);
}

fn titles(home: &Home) -> Vec<String> {
    let ran = home.run(&["search", "--json", "shores"]);
    let found: Vec<serde_json::Value> = serde_json::from_str(&ran.out).expect("JSON");
    let mut titles: Vec<String> =
        found.iter().map(|article| article["title"].as_str().expect("a title").to_owned()).collect();
    titles.sort_unstable();
    titles
}

fn expect(ran: Ran, code: i32, says: &str) {
    assert_eq!(ran.code, code, "{ran:?}");
    assert!(ran.out.contains(says) || ran.err.contains(says), "{says:?} is not said: {ran:?}");
}

/// The files in a folder whose names begin so.
fn files(folder: &Path, start: &str) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path());
    found
        .filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(start)))
        .collect()
}

#[test]
fn a_backup_is_had_back_and_what_was_there_is_kept() {
    let home = home_of(&["Ferry", "Market"]);
    expect(home.run(&["backup", "kept.db"]), 0, "KB");
    add(&home, &["Tolls"]);
    expect(home.run(&["restore", "kept.db"]), 1, "3 articles");
    assert_eq!(titles(&home), ["Ferry", "Market", "Tolls"]);
    expect(home.run(&["restore", "kept.db", "--force"]), 0, "restored 2 articles");
    assert_eq!(titles(&home), ["Ferry", "Market"]);
    let aside = files(&home.store(), "masthead.db.before-");
    assert_eq!(aside.len(), 1, "{aside:?}");
    let aside = aside[0].to_str().expect("UTF-8");
    expect(home.run(&["restore", aside, "--force", "--json"]), 0, "\"articles\":3");
    assert_eq!(titles(&home), ["Ferry", "Market", "Tolls"]);
    assert!(files(&home.store(), "masthead.db.incoming").is_empty());

    let empty = Home::new();
    let backup = home.path("kept.db");
    expect(empty.run(&["restore", backup.to_str().expect("UTF-8")]), 0, "restored 2 articles");
    assert_eq!(titles(&empty), ["Ferry", "Market"]);
    assert!(files(&empty.store(), "masthead.db.before-").is_empty());
}

#[test]
fn a_backup_is_one_private_file_and_replaces_nothing_by_itself() {
    let home = home_of(&["Ferry"]);
    expect(home.run(&["backup", "kept.db"]), 0, "kept.db");
    let first = fs::read(home.path("kept.db")).expect("read");
    add(&home, &["Market"]);
    expect(home.run(&["backup", "kept.db"]), 1, "--force");
    assert_eq!(fs::read(home.path("kept.db")).expect("read"), first);
    expect(home.run(&["backup", "kept.db", "--force", "--json"]), 0, "\"bytes\":");
    assert_ne!(fs::read(home.path("kept.db")).expect("read"), first);
    assert_eq!(files(&home.path(""), "kept.db").len(), 1, "nothing is left beside it");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(home.path("kept.db")).expect("there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let own = home.store().join("masthead.db");
    expect(home.run(&["backup", own.to_str().expect("UTF-8"), "--force"]), 1, "the store’s own");
    expect(home.run(&["restore", own.to_str().expect("UTF-8"), "--force"]), 1, "the store’s own");
    expect(home.run(&["backup", "store"]), 1, "folder");
    expect(home.run(&["backup", "no/such/folder.db"]), 1, "no/such/folder.db");
    assert_eq!(titles(&home), ["Ferry", "Market"]);
    expect(Home::new().run(&["backup", "kept.db"]), 1, "there is no store in");
}

#[test]
fn what_is_no_sound_backup_changes_nothing() {
    let home = home_of(&["Ferry"]);
    expect(home.run(&["backup", "kept.db"]), 0, "");
    let good = fs::read(home.path("kept.db")).expect("read");
    let half = good.len() / 2;
    home.write("cut.db", &good[..half]);
    let mut torn = good.clone();
    torn[8192 * 2..8192 * 9].fill(7);
    home.write("torn.db", torn);
    home.write("text.db", "The ferry waits.\n".repeat(500));
    home.write("empty.db", "");
    fs::copy(home.path("kept.db"), home.path("newer.db")).expect("copied");
    let newer = rusqlite::Connection::open(home.path("newer.db")).expect("opens");
    newer.pragma_update(None, "user_version", 999).expect("set");
    drop(newer);
    rusqlite::Connection::open(home.path("other.db"))
        .and_then(|db| db.execute_batch("CREATE TABLE a (b)"))
        .expect("made");
    for (file, says) in [
        ("cut.db", "damaged"),
        ("torn.db", "damaged"),
        ("text.db", "something else"),
        ("empty.db", "something else"),
        ("other.db", "something else"),
        ("newer.db", "999"),
        ("missing.db", "nothing was changed"),
        ("store", "nothing was changed"),
    ] {
        expect(home.run(&["restore", file, "--force"]), 1, says);
        assert_eq!(titles(&home), ["Ferry"], "{file}");
    }
    let left = files(&home.store(), "masthead.db.");
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_store_that_is_damaged_is_moved_aside_whole() {
    let home = home_of(&["Ferry"]);
    expect(home.run(&["backup", "kept.db"]), 0, "");
    fs::write(home.store().join("masthead.db"), "rubbish ".repeat(9000)).expect("written");
    expect(home.run(&["search", "ferry"]), 1, "");
    expect(home.run(&["restore", "kept.db"]), 1, "");
    expect(home.run(&["restore", "kept.db", "--force"]), 0, "what was there before");
    assert_eq!(titles(&home), ["Ferry"]);
    let aside = files(&home.store(), "masthead.db.before-");
    assert!(fs::read_to_string(&aside[0]).expect("as it was").starts_with("rubbish "));
}

#[test]
fn nobody_has_the_store_open_while_it_becomes_another() {
    let home = home_of(&["Ferry"]);
    expect(home.run(&["backup", "kept.db"]), 0, "");
    let file = Newsroom::store_file(&home.store());
    let reader = Reader::open(&file).expect("a reader");
    expect(home.run(&["restore", "kept.db", "--force"]), 1, "open in another masthead");
    drop(reader);
    let exchange = Exchange::begin(&file, false).expect("nobody has it");
    let opened = Newsroom::open(&home.store());
    assert!(matches!(opened, Err(NewsroomError::Store(StoreError::Busy { .. }))), "{opened:?}");
    drop(exchange);
    assert_eq!(titles(&home), ["Ferry"]);
}

#[test]
fn a_restore_that_is_broken_off_changes_nothing() {
    let home = home_of(&["Ferry", "Market"]);
    expect(home.run(&["backup", "kept.db"]), 0, "");
    add(&home, &["Tolls"]);
    let file = Newsroom::store_file(&home.store());
    let mut exchange = Exchange::begin(&file, true).expect("locked");
    let backup = Backup::open(&home.path("kept.db")).expect("a backup");
    exchange.take(backup, &mut |_, _| ()).expect("taken");
    exchange.set_aside(&mut |_, _| ()).expect("kept");
    drop(exchange);
    assert_eq!(titles(&home), ["Ferry", "Market", "Tolls"]);
}

#[test]
fn a_store_of_pages_of_another_size_is_restored_too() {
    let home = home_of(&["Ferry"]);
    let other = home.path("small.db");
    let db = rusqlite::Connection::open(home.store().join("masthead.db")).expect("opens");
    db.execute_batch(&format!("PRAGMA page_size = 4096; VACUUM INTO '{}'", other.display())).expect("copied");
    drop(db);
    add(&home, &["Market"]);
    expect(home.run(&["restore", "small.db", "--force"]), 0, "restored 1 article");
    assert_eq!(titles(&home), ["Ferry"]);
    add(&home, &["Tolls"]);
    assert_eq!(titles(&home), ["Ferry", "Tolls"]);
}

#[test]
fn a_backup_is_of_one_moment_whoever_writes_meanwhile() {
    let home = home_of(&["Ferry"]);
    let mut newsroom = Newsroom::open(&home.store()).expect("a store");
    let reader = newsroom.reader().expect("a reader");
    let mut steps = 0;
    reader
        .copy_to(&home.path("kept.db"), &mut |_, _| {
            steps += 1;
            let name = format!("Feed {steps}");
            newsroom
                .store()
                .feed_named(&name.as_str().into(), masthead::model::FeedOrigin::Files)
                .expect("written");
        })
        .expect("copied");
    let before = Reader::open(&home.path("kept.db")).expect("a store").feeds().expect("feeds").len();
    assert!(steps > 0);
    assert_eq!((before, reader.feeds().expect("feeds").len()), (1, 1 + steps));
}
