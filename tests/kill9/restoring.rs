//! Having a backup back, and making a store of an export.

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use masthead::newsroom::Newsroom;

use crate::desk::{Killer, desk, is_sound, masthead, titles, titles_of_sound};

#[test]
fn a_restore_that_is_killed_leaves_the_one_store_or_the_other() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let articles = Arc::new(AtomicUsize::new(100));
    let _server = desk(&store, &articles);
    let backups = [0, 1].map(|nth| {
        assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
        articles.fetch_add(50, Ordering::SeqCst);
        let backup = dir.path().join(format!("{nth}.db")).display().to_string();
        assert!(masthead(&store, &["backup", &backup]).wait().expect("ended").success());
        (backup, titles(&store))
    });
    assert_ne!(backups[0].1, backups[1].1);
    let mut killer = Killer::new("a restore", 7);
    while let Some(step) = killer.step() {
        killer.kill(&mut masthead(&store, &["restore", &backups[step % 2].0, "--force"]));
        is_sound(&store, step);
        let now = titles_of_sound(&store);
        assert!(backups.iter().any(|(_, titles)| *titles == now), "neither, after step {step}");
    }
}

#[test]
fn an_import_of_an_export_that_is_killed_leaves_all_of_it_or_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let (store, other) = (dir.path().join("store"), dir.path().join("other"));
    let articles = Arc::new(AtomicUsize::new(100));
    let _server = desk(&store, &articles);
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    let export = dir.path().join("all.jsonl").display().to_string();
    assert!(masthead(&store, &["export", "--all", &export]).wait().expect("ended").success());
    let all = titles(&store);
    let mut killer = Killer::new("an export that becomes a store", 8);
    while let Some(step) = killer.step() {
        killer.kill(&mut masthead(&other, &["import", &export]));
        is_sound(&other, step);
        if Newsroom::store_file(&other).exists() {
            let now = titles(&other);
            assert!(now.is_empty() || now == all, "a part, after step {step}");
            if !now.is_empty() {
                fs::remove_dir_all(&other).expect("removed");
            }
        }
    }
    let _ = fs::remove_dir_all(&other);
    assert!(masthead(&other, &["import", &export]).wait().expect("ended").success());
    assert_eq!(titles(&other), all);
}
