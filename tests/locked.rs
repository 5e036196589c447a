//! Somebody holds the store for longer than one waits: every command that writes says who it is, ends with 1, and leaves all as it was;
//! those that read go on.

mod harness;

use std::thread;

use mockito::Server;
use rusqlite::Connection;

use harness::articles::{FERRY, PIERS, TOLL};
use harness::home::Home;
use harness::marks::as_stored;

/// What writes, as one types it; `ID` is an article.
const WRITING: [&str; 25] = [
    "import new.md",
    "import other.jsonl",
    "import-from newsboat --urls urls --cache cache.db",
    "refresh --all",
    "feeds add --unseen http://127.0.0.1:9/other",
    "feeds import urls",
    "feeds rename Wire Quay",
    "feeds move Wire World",
    "feeds pause Wire",
    "feeds keep Wire --articles 1",
    "feeds full-text Wire always",
    "feeds remove Wire --yes",
    "tags add ID lake",
    "tags remove ID river",
    "note ID words",
    "note ID --remove",
    "searches add Lake lake",
    "searches rename Talks Words",
    "searches remove Talks",
    "mute add lake",
    "mute remove 1",
    "actors undo 1",
    "samples remove",
    "compact",
    "doctor --repair",
];

/// What only reads.
const READING: [&str; 12] = [
    "search ferry",
    "show ID",
    "note ID",
    "tags list",
    "feeds list",
    "feeds export",
    "mute list",
    "searches list",
    "actors",
    "next",
    "export --all",
    "backup copy.db",
];

fn rss(articles: usize) -> String {
    let item = |nth| {
        format!("<item><guid>{nth}</guid><title>Wire {nth}</title><description>Words.</description></item>")
    };
    let items: String = (0..articles).map(item).collect();
    format!("<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>")
}

#[test]
fn who_has_to_wait_for_too_long_is_told_for_whom_and_nothing_is_half_done() {
    let (home, mut server) = (Home::new(), Server::new());
    home.import(&[("ferry.md", FERRY), ("toll.md", TOLL)]);
    home.write("new.md", PIERS);
    home.write("urls", "http://127.0.0.1:9/more \"Lake\"\n");
    let other = Home::new();
    other.import(&[("piers.md", PIERS)]);
    home.write("other.jsonl", other.run(&["export", "--all"]).out);
    let cache = Connection::open(home.path("cache.db")).expect("made");
    cache.execute_batch(include_str!("fixtures/newsboat.sql")).expect("made");
    cache.execute_batch(NEWSBOATS).expect("filled");
    let feed = server.mock("GET", "/wire").with_body(rss(3)).create();
    let id = as_stored(&home.store()).into_keys().next_back().expect("an article").to_string();
    let address = format!("{}/wire", server.url());
    for args in [
        &["feeds", "add", "--unseen", &address][..],
        &["refresh", "--all"],
        &["tags", "add", &id, "river"],
        &["note", &id, "A note"],
        &["searches", "add", "Talks", "talk"],
        &["mute", "add", "nobody"],
    ] {
        let ran = home.run(args);
        assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
    }
    feed.remove();
    server.mock("GET", "/wire").with_body(rss(6)).create();
    let db = Connection::open(home.store().join("masthead.db")).expect("opens");
    db.execute_batch("UPDATE totals SET unread = 99; INSERT INTO actor_edit (id, edit) VALUES (1, '{\"rename\": {\"actor\": \"person:nobody\", \"name\": \"Some One\"}}')")
        .expect("damaged");
    let run = |line: &str| {
        let args: Vec<&str> =
            line.split(' ').map(|word| if word == "ID" { id.as_str() } else { word }).collect();
        home.run(&args)
    };
    let files = || std::fs::read_dir(home.store()).expect("a folder").count();
    let (before, kept) = (run("export --all").out, files());
    db.execute_batch("BEGIN IMMEDIATE").expect("locked");
    thread::scope(|scope| {
        for line in WRITING {
            scope.spawn(move || {
                let ran = run(line);
                let said = ran.err.lines().last().unwrap_or_default();
                assert_eq!(ran.code, 1, "{line}: {ran:?}");
                assert!(
                    said.starts_with("masthead: cannot ") && said.contains(" is writing to the store "),
                    "{line}: {ran:?}"
                );
                assert!(said.ends_with("wait for it to finish, then try again"), "{line}: {ran:?}");
                assert!(!ran.err.contains("locked") && !ran.err.contains("busy"), "{line}: {ran:?}");
            });
        }
        for line in READING {
            scope.spawn(move || {
                let ran = run(line);
                assert!(ran.code == 0 && ran.err.is_empty(), "{line}: {ran:?}");
            });
        }
    });
    assert_eq!(run("export --all").out, before);
    let refused = run("restore copy.db --force");
    assert!(refused.code == 1 && refused.err.contains("open in another masthead"), "{refused:?}");
    db.execute_batch("ROLLBACK").expect("free");
    assert_eq!(run("export --all").out, before);
    assert_eq!(files(), kept, "no file is left of what could not be done");
    drop(db);
    assert_eq!(run("doctor --repair").code, 0);
}

/// An article in the tables of newsboat.
const NEWSBOATS: &str = "
    INSERT INTO rss_feed (rssurl, url, title) VALUES ('http://127.0.0.1:9/more', '', 'More');
    INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread)
        VALUES ('1', 'More', '', 'http://127.0.0.1:9/1', 'http://127.0.0.1:9/more', 1760000000, 'Words.', 1);";
