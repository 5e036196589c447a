//! Backups, exports and mending: what has a name is whole.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;

use masthead::newsroom::Newsroom;
use masthead::store::Reader;
use rusqlite::Connection;

use crate::desk::{Killer, desk, is_sound, masthead, titles, titles_of_sound};

/// The counters, lists and the index of a store, all of them wrong.
const HARM: &str = "UPDATE totals SET unread = 99, articles = 7; UPDATE feed SET unread = 3; \
    DELETE FROM unread WHERE article_id % 2; INSERT INTO unread VALUES (0, 1); \
    DELETE FROM search WHERE rowid % 3 = 0; UPDATE name SET articles = articles + 1;";

/// How many articles a file has that is said to be a whole store.
fn articles_of(file: &Path) -> usize {
    let db = Connection::open(file).expect("opens");
    let said: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok", "{}", file.display());
    db.query_row("SELECT count(*) FROM article", [], |row| row.get::<_, i64>(0)).expect("counts") as usize
}

#[test]
fn a_backup_or_an_export_that_is_killed_is_whole_or_not_there() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let _server = desk(&store, &Arc::new(AtomicUsize::new(100)));
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    let all = titles(&store).len();
    let file = |name: &str| dir.path().join(name);
    let (backup, export) = (file("kept.db"), file("kept.jsonl"));
    let named = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    let mut killer = Killer::new("a backup or an export", 9);
    while let Some(step) = killer.step() {
        // Every other time there is one already, which is to be written over.
        if step % 4 < 2 {
            let _ = (fs::remove_file(&backup), fs::remove_file(&export));
        }
        match step % 2 {
            0 => killer.kill(&mut masthead(&store, &["backup", &named(&backup), "--force"])),
            _ => killer.kill(&mut masthead(&store, &["export", "--all", &named(&export), "--force"])),
        }
        if backup.exists() {
            assert_eq!(articles_of(&backup), all, "after step {step}");
        }
        if let Ok(text) = fs::read_to_string(&export) {
            let last = format!("{{\"end\":{{\"articles\":{all}}}}}\n");
            assert!(text.ends_with(&last), "after step {step}");
        }
        is_sound(&store, step);
    }
}

#[test]
fn mending_that_is_killed_is_done_or_not_begun() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let _server = desk(&store, &Arc::new(AtomicUsize::new(100)));
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    let before = titles_of_sound(&store);
    let file = Newsroom::store_file(&store);
    let mut killer = Killer::new("mending", 10);
    while let Some(step) = killer.step() {
        Connection::open(&file).and_then(|db| db.execute_batch(HARM)).expect("harmed");
        killer.kill(&mut masthead(&store, &["doctor", "--repair"]));
        assert_eq!(articles_of(&file), before.len(), "after step {step}");
        // What was set aside is whole where it has its name.
        for entry in fs::read_dir(&store).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.contains(".before-") {
                if !name.contains(".part") && !name.ends_with("-journal") {
                    assert_eq!(articles_of(&entry.path()), before.len(), "{name}, after step {step}");
                }
                fs::remove_file(entry.path()).expect("removed");
            }
        }
        assert!(masthead(&store, &["doctor", "--repair"]).wait().expect("ended").success());
        is_sound(&store, step);
        assert_eq!(titles_of_sound(&store), before, "after step {step}");
    }
}

#[test]
fn an_export_that_is_killed_while_it_joins_is_all_there_or_not_at_all() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, other) = (dir.path().join("store"), dir.path().join("other"));
    let articles = Arc::new(AtomicUsize::new(100));
    let _server = desk(&store, &articles);
    let _other = desk(&other, &Arc::new(AtomicUsize::new(30)));
    for store in [&store, &other] {
        assert!(masthead(store, &["refresh", "--all"]).wait().expect("ended").success());
    }
    let export = dir.path().join("all.jsonl").display().to_string();
    assert!(masthead(&store, &["export", "--all", &export]).wait().expect("ended").success());
    let kept = dir.path().join("kept.db");
    assert!(masthead(&other, &["backup", kept.to_str().expect("UTF-8")]).wait().expect("ended").success());
    let count = |store: &Path| {
        let reader = Reader::open(&Newsroom::store_file(store)).expect("a reader");
        reader.totals().expect("totals").articles
    };
    let (alone, mut joined) = (count(&other), None);
    let mut killer = Killer::new("an export that joins", 11);
    while let Some(step) = killer.step() {
        killer.kill(&mut masthead(&other, &["import", &export]));
        is_sound(&other, step);
        let now = count(&other);
        if now != alone {
            assert_eq!(*joined.get_or_insert(now), now, "a part, after step {step}");
            fs::remove_dir_all(&other).expect("removed");
            fs::create_dir(&other).expect("made");
            fs::copy(&kept, Newsroom::store_file(&other)).expect("copied");
        }
    }
    assert!(masthead(&other, &["import", &export]).wait().expect("ended").success());
    is_sound(&other, 99);
    assert!(count(&other) > alone);
    assert_eq!(joined.unwrap_or(count(&other)), count(&other));
}
