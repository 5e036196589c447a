//! Several at one store: two readers, two writers, a refresh again and again and a compaction, all at once. No mark is lost, nobody
//! is told of a lock, and the store is sound.
//!
//! `MASTHEAD_TEST_LONG=1 cargo test --test company` has them all go on for some minutes.
#![cfg(unix)]

mod harness;

use std::io::{BufRead, BufReader};
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use masthead::newsroom::Newsroom;
use mockito::{Server, ServerGuard};

use harness::home::Home;
use harness::marks::{Desk, Task, as_stored, follow, start, write};
use harness::recount::recount;
use harness::terminal::Terminal;

/// Articles that the two writers have between them.
const THEIRS: usize = 40;
/// Articles that each reader marks.
const READERS: usize = 12;
/// What each reader has for its own: a feed, and what its articles say, so different that none is taken for another's.
const OWN: [(&str, &str); 2] = [
    ("Ferries", "The ferry crossed the lake in hour"),
    ("Trams", "A tram climbed up the old hill, its bell heard by house"),
];

/// One that writes; a test that does nothing where nobody started it for that.
#[test]
fn writer() {
    write();
}

/// A feed that has more articles each time.
fn growing(server: &mut ServerGuard) {
    let asked = Arc::new(AtomicUsize::new(0));
    let body = move |_: &mockito::Request| {
        let newest = 10 * (1 + asked.fetch_add(1, Ordering::SeqCst));
        let item = |nth: usize| {
            format!(
                "<item><guid>{nth}</guid><title>Wire {nth}</title><description>Russia: Seeks talk {nth}. The envoys met again.</description></item>"
            )
        };
        let items: String = (newest.saturating_sub(60)..newest).map(item).collect();
        format!("<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>").into_bytes()
    };
    server.mock("GET", "/wire").with_body_from_request(body).create();
}

/// Follows what a writer says that it did, to its end.
fn listen(mut child: Child) -> Desk {
    let mut known = Desk::new();
    let said = BufReader::new(child.stdout.take().expect("a pipe"));
    for line in said.lines().map_while(Result::ok) {
        if let Some(order) = line.strip_prefix('!') {
            follow(&mut known, order);
        }
    }
    assert!(child.wait().expect("ended").success(), "a writer failed");
    known
}

/// What a reader tags its own articles with.
fn tag(feed: &str) -> String {
    format!("by-{}", feed.to_lowercase())
}

/// A reader that marks all articles of its own feed, again and again.
fn mark_all(home: &Home, feed: &str, rounds: usize) -> Terminal {
    let mut reader = Terminal::open(home, (120, 40));
    let query = format!("feed:{feed}");
    reader.play(&[("g/", "search:"), (&format!("{query}<enter>"), &query)]);
    for _ in 0..READERS {
        reader.play(&[
            ("s", "Starred"),
            ("m", "Marked read"),
            ("t", "tags:"),
            (&format!("{}<enter>", tag(feed)), "Tagged"),
            ("j", ""),
        ]);
    }
    for _ in 1..rounds {
        reader.play(&[("gg", "")]);
        for _ in 0..READERS {
            reader.play(&[("s", "Star taken away"), ("s", "Starred"), ("m", "Marked unread")]);
            reader.play(&[("m", "Marked read"), ("j", "")]);
        }
    }
    reader
}

#[test]
fn nobody_loses_a_mark_to_another() {
    // How often the others, and the one in the reader, do what they do.
    let (times, rounds) = if std::env::var_os("MASTHEAD_TEST_LONG").is_some() { (60, 20) } else { (1, 1) };
    let (home, mut server) = (Home::new(), Server::new());
    growing(&mut server);
    for nth in 0..THEIRS {
        home.write(
            &format!("theirs/{nth}.md"),
            format!("# Article {nth}\n\nRussia spoke of the lake for the {nth}th time.\n"),
        );
    }
    assert_eq!(home.run(&["import", "theirs", "--feed", "Theirs"]).code, 0);
    let store = home.store();
    let writers: Vec<Child> = (0..2)
        .map(|part| {
            start(
                "writer",
                &store,
                Task { seed: 7 + part as u64, orders: 60 * times, part: (part, 2), whole: false },
            )
        })
        .collect();
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/wire", server.url())]).code, 0);
    for (feed, text) in OWN {
        for nth in 0..READERS {
            home.write(&format!("{feed}/{nth}.md"), format!("# {feed} {nth}\n\n{text} {nth}.\n"));
        }
        assert_eq!(home.run(&["import", feed, "--feed", feed]).code, 0);
    }
    let raw = thread::scope(|scope| {
        let again = |args: &'static [&'static str]| {
            let home = &home;
            scope.spawn(move || {
                for _ in 0..4 * times {
                    let ran = home.run(args);
                    assert_eq!(ran.code, 0, "{args:?}: {ran:?}");
                }
            })
        };
        let others = [again(&["refresh", "--all"]), again(&["compact"]), again(&["import", "theirs"])];
        let readers = OWN.map(|(feed, _)| {
            let home = &home;
            scope.spawn(move || mark_all(home, feed, rounds))
        });
        let readers = readers.map(|reader| reader.join().expect("it went well"));
        others.into_iter().for_each(|other| other.join().expect("it went well"));
        readers.map(Terminal::end).concat()
    });
    let known: Vec<Desk> = writers.into_iter().map(listen).collect();
    let stored = as_stored(&store);
    for (id, marks) in known.iter().flatten() {
        assert_eq!(stored.get(id), Some(marks), "article {id}");
    }
    for (feed, _) in OWN {
        let query = format!("feed:{feed} is:starred is:read tag:{}", tag(feed));
        let found = home.run(&["search", &query, "--json"]).out;
        let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
        assert_eq!(found.as_array().map(Vec::len), Some(READERS), "{query}: {found}");
    }
    let raw = String::from_utf8_lossy(&raw);
    assert!(!raw.contains("locked") && !raw.contains("is writing to"), "somebody was told of a lock");
    let file = Newsroom::store_file(&store);
    let db = rusqlite::Connection::open(&file).expect("opens");
    let said: String = db.query_row("PRAGMA integrity_check", [], |row| row.get(0)).expect("checked");
    assert_eq!(said, "ok");
    drop(db);
    recount(&file, 0);
}
