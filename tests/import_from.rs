//! `masthead import-from newsboat`.

mod harness;

use std::path::Path;

use harness::home::Home;
use rusqlite::Connection;
use serde_json::Value;

const URLS: &str = "https://a.example/rss \"World\" \"~Wire A\"\nhttps://b.example/atom\n\"exec:fetch-it\" Own\n\
                    \"query:Unread:unread = \\\"yes\\\"\"\n";

/// A cache as newsboat 2.3x makes it.
fn cache(path: &Path) {
    let db = Connection::open(path).expect("a cache");
    db.execute_batch(include_str!("fixtures/newsboat.sql")).expect("tables");
    db.execute_batch(
        "INSERT INTO rss_feed (rssurl, url, title) VALUES ('https://a.example/rss', 'https://a.example', 'A'),
            ('https://b.example/atom', '', 'B &amp; Sons'), ('exec:fetch-it', '', 'Made'), ('https://gone.example/', '', 'Gone');",
    )
    .expect("feeds");
    let mut insert = db
        .prepare(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags, deleted)
             VALUES (?1, ?2, 'Ann Lee', ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )
        .expect("a statement");
    let text =
        "<p>Both shores of the lake said that an accord on the ferry was near.</p><p>A vote follows.</p>";
    for (guid, title, feed, time, unread, flags, deleted) in [
        ("g1", "Ferry accord nears", "https://a.example/rss", 1_760_000_000, 1, None, 0),
        ("g2", "Grain &amp; barley", "https://a.example/rss", 1_760_000_100, 0, Some("s"), 0),
        ("g3", "Nobody wants it", "https://a.example/rss", 1_760_000_200, 1, None, 1),
        ("g4", "Harbour opens", "https://b.example/atom", 0, 1, Some(""), 0),
        ("g5", "Made at home", "exec:fetch-it", 1_760_000_300, 0, None, 0),
        ("g6", "Long gone", "https://gone.example/", 1_760_000_400, 1, None, 0),
    ] {
        let url = format!("https://a.example/{guid}");
        insert
            .execute((guid, title, url, feed, time, format!("{text}{guid}"), unread, flags, deleted))
            .expect("inserted");
    }
}

fn titles(home: &Home, query: &str) -> Vec<String> {
    let found: Value = serde_json::from_str(&home.run(&["search", query, "--json"]).out).expect("JSON");
    let mut titles: Vec<String> = found
        .as_array()
        .expect("a list")
        .iter()
        .map(|row| row["title"].as_str().unwrap_or("").to_owned())
        .collect();
    titles.sort();
    titles
}

#[test]
fn newsboats_feeds_articles_and_marks_are_taken_over() {
    let home = Home::new();
    home.write("urls", URLS);
    cache(&home.path("cache.db"));
    let args = ["import-from", "newsboat", "--urls", "urls", "--cache", "cache.db"];
    let ran = home.run(&[&args[..], &["--json"]].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    for (field, expected) in [("new", 5), ("known", 0), ("read", 3), ("starred", 1), ("left_out", 1)] {
        assert_eq!(report[field], expected, "{field}: {report}");
    }
    assert_eq!(titles(&home, "is:unread"), ["Ferry accord nears", "Harbour opens"]);
    assert_eq!(titles(&home, "is:starred"), ["Grain & barley"]);
    assert_eq!(titles(&home, "feed:\"Wire A\""), ["Ferry accord nears", "Grain & barley", "Nobody wants it"]);
    assert_eq!(titles(&home, "feed:Made"), ["Made at home"]);
    let feeds = home.run(&["feeds", "list"]).out;
    assert!(feeds.contains("Wire A") && feeds.contains("B & Sons"), "{feeds}");
    assert!(!feeds.contains(" b.example"), "its own name is shown: {feeds}");
    assert_eq!(titles(&home, "accord author:lee").len(), 5);
    assert!(home.run(&["searches", "list"]).out.contains("is:unread"));

    // Again: nothing is doubled.
    let again = home.run(&args);
    assert!(again.out.contains("0 articles new, 5 known; 0 marked read, 0 starred"), "{}", again.out);
    assert_eq!(report["feeds"]["searches"].as_array().map(Vec::len), Some(1), "{report}");
    assert!(!again.out.contains("search"), "nothing is new: {}", again.out);
}

#[test]
fn text_without_marks_keeps_its_words_and_paragraphs_whatever_newsboat_it_is_of() {
    let home = Home::new();
    cache(&home.path("cache.db"));
    let db = Connection::open(home.path("cache.db")).expect("a cache");
    let text = "If a < b, both gain from talks.\n\nSecond paragraph <peace> & war.";
    db.execute(
        "UPDATE rss_item SET content = ?1, content_mime_type = 'text/plain' WHERE guid = 'g1'",
        [text],
    )
    .expect("changed");
    drop(db);
    let paragraphs = |home: &Home, query: &str| {
        assert_eq!(home.run(&["import-from", "newsboat", "--cache", "cache.db"]).code, 0);
        let found: Value = serde_json::from_str(&home.run(&["search", query, "--json"]).out).expect("JSON");
        let id = found[0]["id"].to_string();
        let article = home.run(&["show", &id, "--format", "json"]).out;
        let article: Value = serde_json::from_str(&article).expect("JSON");
        let blocks = article["sections"][0]["blocks"].as_array().expect("blocks").clone();
        blocks.iter().map(|block| block["text"].as_str().expect("a text").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        paragraphs(&home, "second"),
        ["If a < b, both gain from talks.", "Second paragraph <peace> & war."]
    );

    let older = Home::new();
    cache(&older.path("cache.db"));
    let db = Connection::open(older.path("cache.db")).expect("a cache");
    db.execute_batch("ALTER TABLE rss_item DROP COLUMN content_mime_type").expect("changed");
    drop(db);
    let marked = paragraphs(&older, "\"ferry accord nears\"");
    assert_eq!(marked[0], "Both shores of the lake said that an accord on the ferry was near.");
}

#[test]
fn the_files_are_looked_for_where_newsboat_has_them() {
    let home = Home::new();
    let ran = home.run(&["import-from", "newsboat"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("--cache FILE"), "{}", ran.err);
    std::fs::create_dir_all(home.path(".newsboat")).expect("a folder");
    home.write(".newsboat/urls", "https://a.example/rss\n");
    let feeds = home.run(&["import-from", "newsboat"]);
    assert!(feeds.code == 0 && feeds.out.starts_with("1 feed added"), "{feeds:?}");
    cache(&home.path(".newsboat/cache.db"));
    let ran = home.run(&["import-from", "newsboat"]);
    assert!(ran.code == 0 && ran.out.contains("3 articles new"), "{ran:?}");
}

#[test]
fn what_is_no_cache_is_said_to_be_none() {
    let home = Home::new();
    home.write(
        "text",
        "no database at all, and long enough to be looked at as one would look at a header of a file",
    );
    Connection::open(home.path("empty.db"))
        .expect("opened")
        .execute_batch("CREATE TABLE t (x)")
        .expect("made");
    for file in ["text", "empty.db"] {
        let ran = home.run(&["import-from", "newsboat", "--cache", file]);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains("is no cache.db of newsboat’s"), "{}", ran.err);
    }
    assert!(
        home.run(&["import-from", "newsboat", "--cache", "missing"]).err.contains("there is no file missing")
    );
    assert_eq!(home.run(&["import-from", "lynx"]).code, 2);
}
