//! A refresh and a compaction.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use masthead::model::{FeedEdit, Retention};
use masthead::newsroom::Newsroom;

use crate::desk::{
    FEEDS, Killer, STEP, desk, edit_feeds, is_sound, keeps, masthead, title, titles, titles_of_sound,
};
use crate::marks::{Desk, as_stored, shake};
use crate::recount::Dice;

/// How many marks are made at each step.
const MARKS: usize = 24;

#[test]
fn a_compaction_that_is_killed_loses_nothing_that_is_shown() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let articles = Arc::new(AtomicUsize::new(100));
    let _server = desk(&store, &articles);
    let file = Newsroom::store_file(&store);
    let mut killer = Killer::new("a compaction", 2);
    let mut dice = Dice(20);
    while let Some(step) = killer.step() {
        articles.fetch_add(STEP, Ordering::SeqCst);
        assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
        shake(&store, &mut dice, MARKS);
        edit_feeds(&store, &FeedEdit::Keep(Retention { days: None, articles: Some(60) }));
        let mut newsroom = Newsroom::open(&store).expect("a store");
        for feed in newsroom.web_feeds().expect("feeds") {
            newsroom.expire(feed.feed.id).expect("kept short");
        }
        drop(newsroom);
        let (before, marked) = (titles_of_sound(&store), as_stored(&store));
        killer.kill(&mut masthead(&store, &["compact"]));
        is_sound(&store, step);
        assert_eq!(titles_of_sound(&store), before, "after step {step}");
        keeps(&store, &marked, step);
    }
    assert!(masthead(&store, &["compact"]).wait().expect("ended").success());
    is_sound(&store, killer.steps() + 1);
    let stored: i64 = rusqlite::Connection::open(&file)
        .and_then(|db| db.query_row("SELECT count(*) FROM article", [], |row| row.get(0)))
        .expect("counts");
    assert_eq!(stored as usize, titles(&store).len(), "what is hidden is gone");
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    titles(&store);
}

#[test]
fn a_refresh_that_is_killed_loses_and_doubles_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let articles = Arc::new(AtomicUsize::new(STEP));
    let _server = desk(&store, &articles);
    let mut killer = Killer::new("a refresh", 1);
    let (mut before, mut marked, mut dice) = (BTreeSet::new(), Desk::new(), Dice(10));
    while let Some(step) = killer.step() {
        articles.fetch_add(STEP, Ordering::SeqCst);
        killer.kill(&mut masthead(&store, &["refresh", "--all"]));
        is_sound(&store, step);
        let now = titles(&store);
        assert!(now.is_superset(&before), "lost, after step {step}");
        before = now;
        keeps(&store, &marked, step);
        marked = shake(&store, &mut dice, MARKS);
    }
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    is_sound(&store, killer.steps() + 1);
    keeps(&store, &marked, killer.steps() + 1);
    let last = articles.load(Ordering::SeqCst);
    let newest: BTreeSet<String> = (0..FEEDS)
        .flat_map(|feed| (last.saturating_sub(100)..last).map(move |nth| title(feed, nth)))
        .collect();
    assert!(titles(&store).is_superset(&newest));
}
