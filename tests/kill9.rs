//! A refresh that is killed at any moment loses nothing that was committed, and doubles nothing; a compaction loses nothing.
//!
//! `cargo test --test kill9`: 200 kills, half a minute.

mod recount;

use std::collections::BTreeSet;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use masthead::model::{Cursor, FeedEdit, FullText, Listing, Retention};
use masthead::newsroom::Newsroom;
use mockito::{Matcher, Server};
use recount::{Dice, recount};

const KILLS: usize = 200;
const COMPACTIONS: usize = 40;
const FEEDS: usize = 6;
/// Articles that a feed has more at each step.
const STEP: usize = 5;

fn title(feed: usize, nth: usize) -> String {
    format!("Article {nth} of feed {feed}")
}

/// A feed with its newest hundred articles; every tenth is in the next feed too.
fn feed(number: usize, articles: usize) -> String {
    let item = |feed: usize, nth: usize| {
        format!(
            "<item><guid>f{feed}-{nth}</guid><title>{}</title><link>https://news.example/{feed}/{nth}</link>\
             <description>Russia: Seeks talk {nth}. The envoys of both states met again.</description></item>",
            title(feed, nth)
        )
    };
    let own = (articles.saturating_sub(100)..articles).map(|nth| item(number, nth));
    let other = (number + 1) % FEEDS;
    let shared =
        (articles.saturating_sub(100)..articles).filter(|nth| nth % 10 == 0).map(|nth| item(other, nth));
    let items: String = own.chain(shared).collect();
    format!("<rss version='2.0'><channel><title>Feed {number}</title>{items}</channel></rss>")
}

fn masthead(store: &std::path::Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
    command.args(arguments).arg("--store").arg(store).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().expect("masthead runs")
}

/// A store with all feeds, of which no pages are fetched, and the server that they come from, which has ever more.
fn desk(store: &std::path::Path, articles: &Arc<AtomicUsize>) -> mockito::ServerGuard {
    let mut server = Server::new();
    let grown = Arc::clone(articles);
    server
        .mock("GET", Matcher::Regex("^/[0-9]+$".to_owned()))
        .with_body_from_request(move |request| {
            let number = request.path().trim_start_matches('/').parse().expect("a number");
            feed(number, grown.load(Ordering::SeqCst)).into_bytes()
        })
        .create();
    for number in 0..FEEDS {
        let url = format!("{}/{number}", server.url());
        let mut added = masthead(store, &["feeds", "add", "--unseen", &url]);
        assert!(added.wait().expect("ended").success());
    }
    edit_feeds(store, &FeedEdit::FullText(FullText::Never));
    server
}

fn edit_feeds(store: &std::path::Path, edit: &FeedEdit) {
    let mut newsroom = Newsroom::open(store).expect("a store");
    for feed in newsroom.web_feeds().expect("feeds") {
        newsroom.edit_feed(feed.feed.id, edit).expect("changed");
    }
}

fn titles(store: &std::path::Path) -> Vec<String> {
    let reader = Newsroom::open_reader(store).expect("a reader");
    let page = reader.headlines(&Listing::default(), Cursor::Newest, usize::MAX).expect("a list");
    page.into_iter().map(|headline| headline.title.to_string()).collect()
}

/// As [`titles`], and has read what each article says.
fn titles_of_sound(store: &std::path::Path) -> Vec<String> {
    let reader = Newsroom::open_reader(store).expect("a reader");
    let page = reader.headlines(&Listing::default(), Cursor::Newest, usize::MAX).expect("a list");
    let read = page.iter().map(|headline| {
        let article = reader.article(headline.id).expect("read").expect("there");
        assert!(article.document.title == headline.title && article.document.words() > 8);
        headline.title.to_string()
    });
    read.collect()
}

#[test]
fn a_compaction_that_is_killed_loses_nothing_that_is_shown() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let articles = Arc::new(AtomicUsize::new(100));
    let _server = desk(&store, &articles);
    let file = Newsroom::store_file(&store);
    let mut dice = Dice(2);
    for step in 1..=COMPACTIONS {
        articles.fetch_add(STEP, Ordering::SeqCst);
        assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
        edit_feeds(&store, &FeedEdit::Keep(Retention { days: None, articles: Some(60) }));
        let mut newsroom = Newsroom::open(&store).expect("a store");
        for feed in newsroom.web_feeds().expect("feeds") {
            newsroom.expire(feed.feed.id).expect("kept short");
        }
        drop(newsroom);
        let before = titles_of_sound(&store);
        let mut compaction = masthead(&store, &["compact"]);
        std::thread::sleep(Duration::from_micros(dice.roll(60_000)));
        let _ = compaction.kill();
        compaction.wait().expect("ended");
        recount(&file, step);
        assert_eq!(titles_of_sound(&store), before, "after step {step}");
    }
    assert!(masthead(&store, &["compact"]).wait().expect("ended").success());
    recount(&file, COMPACTIONS + 1);
    let stored: i64 = rusqlite::Connection::open(&file)
        .and_then(|db| db.query_row("SELECT count(*) FROM article", [], |row| row.get(0)))
        .expect("counts");
    assert_eq!(stored as usize, titles(&store).len(), "what is hidden is gone");
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    let stored: BTreeSet<String> = titles(&store).into_iter().collect();
    assert_eq!(stored.len(), titles(&store).len());
}

#[test]
fn a_refresh_that_is_killed_loses_and_doubles_nothing() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = dir.path().join("store");
    let articles = Arc::new(AtomicUsize::new(STEP));
    let _server = desk(&store, &articles);
    let file = Newsroom::store_file(&store);
    let mut dice = Dice(1);
    let mut before = BTreeSet::new();
    for step in 1..=KILLS {
        articles.fetch_add(STEP, Ordering::SeqCst);
        let mut refresh = masthead(&store, &["refresh", "--all"]);
        std::thread::sleep(Duration::from_micros(dice.roll(120_000)));
        // One that has ended already cannot be killed any more.
        let _ = refresh.kill();
        refresh.wait().expect("ended");
        recount(&file, step);
        let now = titles(&store);
        let distinct: BTreeSet<String> = now.iter().cloned().collect();
        assert_eq!(distinct.len(), now.len(), "doubled, after step {step}");
        assert!(distinct.is_superset(&before), "lost, after step {step}");
        before = distinct;
    }
    assert!(masthead(&store, &["refresh", "--all"]).wait().expect("ended").success());
    recount(&file, KILLS + 1);
    let last = articles.load(Ordering::SeqCst);
    let newest: BTreeSet<String> = (0..FEEDS)
        .flat_map(|feed| (last.saturating_sub(100)..last).map(move |nth| title(feed, nth)))
        .collect();
    let all = titles(&store);
    assert!(all.iter().cloned().collect::<BTreeSet<_>>().is_superset(&newest));
    assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
}
