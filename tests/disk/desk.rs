//! A store with some of everything, of which each fault gets a copy, and what has to be in it afterwards.

use std::fs;
use std::path::Path;

use mockito::{Server, ServerGuard};
use rusqlite::Connection;

use crate::articles::{FERRY, MARKET, PIERS, TOLL};
use crate::home::Home;
use crate::marks::{Desk as Marked, as_stored};
use crate::recount::recount;

/// A home with files to read, and a store, of which copies are made.
pub struct Desk {
    pub home: Home,
    _server: Option<ServerGuard>,
    /// What is in it that nothing may take away.
    before: Marked,
}

impl Desk {
    /// Articles of files and of a feed, some read, starred, tagged and noted, and a feed that was removed.
    pub fn new() -> Self {
        let home = Home::new();
        home.import(&[("ferry.md", FERRY), ("toll.md", TOLL)]);
        home.write("new/piers.md", PIERS);
        home.write("new/market.md", MARKET);
        let mut server = Server::new();
        server.mock("GET", "/wire").with_body(rss("Wire", 6)).create();
        server.mock("GET", "/gone").with_body(rss("Gone", 12)).create();
        for path in ["wire", "gone"] {
            assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/{path}", server.url())]).code, 0);
        }
        assert_eq!(home.run(&["refresh", "--all"]).code, 0);
        server.reset();
        server.mock("GET", "/wire").with_body(rss("Wire", 16)).create();
        assert_eq!(home.run(&["feeds", "remove", "gone", "--yes"]).code, 0);
        let id = newest(&home);
        for args in [
            &["tags", "add", &id, "river"][..],
            &["note", &id, "A note"],
            &["searches", "add", "Shores", "shores"],
        ] {
            assert_eq!(home.run(args).code, 0, "{args:?}");
        }
        fs::create_dir(home.path("old")).expect("made");
        assert_eq!(home.run(&["backup", "old/old.db"]).code, 0);
        let before = as_stored(&home.store());
        assert_eq!(before.len(), 8);
        // An export of another store, which has two more articles.
        let other = Home::new();
        other.import(&[("ferry.md", FERRY), ("piers.md", PIERS), ("market.md", MARKET)]);
        home.write("old/other.jsonl", other.run(&["export", "--all"]).out);
        Self { home, _server: Some(server), before }
    }

    /// A store as an older masthead left it.
    pub fn of_version(version: i64) -> Self {
        let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/stores");
        let packed = fs::read(fixtures.join(format!("{version}.db.zst"))).expect("a store");
        let unpacked = zstd::bulk::decompress(&packed, 16 << 20).expect("unpacked");
        let home = Home::new();
        home.write("store/masthead.db", &unpacked);
        let current = Home::new();
        current.write("store/masthead.db", &unpacked);
        let before = as_stored(&current.store());
        assert!(before.len() > 3);
        Self { home, _server: None, before }
    }

    /// A store of which every counter is wrong, and what it is to be afterwards.
    pub fn damaged() -> Self {
        let desk = Self::new();
        let db = Connection::open(desk.home.store().join("masthead.db")).expect("opens");
        let harm = "UPDATE totals SET unread = 99, articles = 7; UPDATE feed SET unread = 3;
             DELETE FROM unread WHERE article_id % 2; INSERT INTO unread VALUES (0, 1);
             DELETE FROM search WHERE rowid % 3 = 0; UPDATE name SET articles = articles + 1;";
        db.execute_batch(harm).expect("damaged");
        desk
    }

    /// Another home with a copy of all of it.
    pub fn copy(&self) -> Home {
        let copy = Home::new();
        for folder in ["store", "new", "old"] {
            for file in fs::read_dir(self.home.path(folder)).into_iter().flatten().flatten() {
                let name = format!("{folder}/{}", file.file_name().to_string_lossy());
                copy.write(&name, fs::read(file.path()).expect("read"));
            }
        }
        // Whoever is new among the actors has every article analysed anew, by whoever writes next.
        if self.home.path("config").exists() {
            let actors = self.home.path("config/masthead/actors.tsv");
            copy.write("config/masthead/actors.tsv", fs::read(actors).expect("read"));
        }
        fs::create_dir(copy.path("tmp")).expect("made");
        copy
    }

    /// Everything is there that was.
    pub fn has_all(&self, home: &Home, what: &str) {
        let now = as_stored(&home.store());
        for (id, before) in &self.before {
            let article = now.get(id).unwrap_or_else(|| panic!("article {id} is gone: {what}"));
            assert_eq!((article.read, article.starred), (before.read, before.starred), "{what}");
            assert!(before.tags.iter().all(|tag| article.tags.contains(tag)), "{what}");
            assert!(before.note.is_none() || article.note.is_some(), "{what}");
        }
    }
}

/// The store is sound, and the doctor finds nothing.
pub fn is_sound(home: &Home, step: usize, what: &str) {
    let store = home.store().join("masthead.db");
    let db = Connection::open(&store).expect("opens");
    let said: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok", "{what}");
    drop(db);
    recount(&store, step);
}

/// The id of the newest article.
pub fn newest(home: &Home) -> String {
    let newest = as_stored(&home.store()).into_keys().next_back();
    newest.expect("an article").to_string()
}

fn rss(name: &str, articles: usize) -> String {
    let item = |nth: usize| {
        format!(
            "<item><guid>{name}{nth}</guid><title>{name} {nth}</title><description>Russia: Seeks talk {nth}. The envoys of both states \
             met again on the shores of the lake.</description><pubDate>14 Oct 2025 09:{nth:02}:00 GMT</pubDate></item>"
        )
    };
    let items: String = (0..articles).rev().map(item).collect();
    format!("<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>")
}
