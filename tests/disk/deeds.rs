//! What one does in the reader, with each of its writes failing: what is told is so, and one reads on.

use std::fs;
use std::io::Cursor;
use std::os::unix::fs::PermissionsExt;

use image::{ImageFormat, RgbImage};
use masthead::model::{FeedEdit, FullText};
use masthead::newsroom::Newsroom;
use mockito::{Server, ServerGuard};
use rusqlite::Connection;

use crate::articles::library;
use crate::desk::{is_sound, newest};
use crate::every::{Calls, attempt_each};
use crate::faults::{Fault, Lasts, writes};
use crate::home::Home;
use crate::marks::{Marks, as_stored};
use crate::terminal::Terminal;
use crate::view::{rows, text};

const SIZE: (u16, u16) = (120, 40);

/// Something that one does.
struct Deed {
    /// The way there, as [`Terminal::play`] has it.
    way: &'static [(&'static str, &'static str)],
    /// The keys; `SERVER` is its address.
    keys: &'static str,
    /// What is said where it was done.
    done: &'static str,
    /// What is said where it could not be, but for [`UNOPENED`].
    failed: &'static [&'static str],
    /// Whether a store has it.
    is_kept: fn(&Home) -> bool,
}

const fn deed(
    keys: &'static str,
    done: &'static str,
    failed: &'static [&'static str],
    is_kept: fn(&Home) -> bool,
) -> Deed {
    Deed { way: &[], keys, done, failed, is_kept }
}

/// What is said where nothing of the store can be had.
const UNOPENED: &str = "cannot open the store";
/// What stands in the bottom lines while something could not be done.
const FAILED: [&str; 5] = ["cannot ", "No text from", "is as it was", "nothing to undo", BEFORE];
/// What is said where it is a change of before that `u` takes back, as there is none of now.
const BEFORE: &str = "(before or elsewhere)";

/// The newest article, which came by the feed.
fn pier(home: &Home) -> Marks {
    as_stored(&home.store()).into_values().next_back().expect("articles")
}

/// How many rows of the store are so.
fn count(home: &Home, rows: &str) -> i64 {
    let db = Connection::open(home.store().join("masthead.db")).expect("opens");
    db.query_row(&format!("SELECT count(*) FROM {rows}"), [], |row| row.get(0)).expect("counted")
}

/// In the list of articles.
const ARTICLES: [Deed; 7] = [
    deed("s", "Starred", &["cannot star the article"], |home| pier(home).starred),
    // It may have been so by the mark on all.
    deed("m", "Marked read", &["cannot mark the article"], |home| pier(home).read),
    deed("tlake<enter>", "Tagged lake", &["cannot tag the article"], |home| pier(home).tags == ["lake"]),
    deed("gn", "Note written", &["cannot write", "the note is as it was"], |home| {
        pier(home).note.as_deref() == Some("A note.")
    }),
    deed("x", "The text is now the page’s", &["No text from the article’s page"], |home| {
        home.run(&["show", &newest(home)]).out.contains("more to say")
    }),
    deed(":mute \"nobody at all\"<enter>", "Muted 0 articles", &["cannot add the rule"], |home| {
        count(home, "rule") == 1
    }),
    deed("A", "Marked ", &["cannot mark all read"], |home| {
        as_stored(&home.store()).values().all(|article| article.read)
    }),
];

/// In the list of feeds: the last one is the feed, the fourth and fifth rows below the first are saved searches.
const LISTS: [Deed; 7] = [
    Deed {
        way: &[("h", "▪ FEEDS")],
        ..deed("G:rename-feed Quay<enter>", "Renamed to Quay", &["cannot change the feed"], |home| {
            count(home, "feed WHERE name = 'Quay'") == 1
        })
    },
    deed("G:pause-feed<enter>", "Paused", &["cannot change the feed"], |home| {
        count(home, "subscription WHERE pause IS NOT NULL") == 1
    }),
    deed(
        "ggjjjj:rename-feed Coast<enter>",
        "Renamed to Coast",
        &["cannot change the saved search"],
        |home| count(home, "saved WHERE name = 'Coast'") == 1,
    ),
    deed(
        "ggjjjjj:remove-feed<enter>",
        "Removed the saved search",
        &["cannot change the saved search"],
        |home| count(home, "saved WHERE name = 'Tides'") == 0,
    ),
    Deed {
        way: &[("/ferry<enter>", "Search: ferry")],
        ..deed("S<enter>", "Saved as ferry", &["cannot save the search"], |home| {
            count(home, "saved WHERE name = 'ferry'") == 1
        })
    },
    Deed {
        way: &[("<esc>", "!Search: ferry"), ("h", "▪ FEEDS"), ("G:remove-feed<enter>", "y/n")],
        ..deed("y", "Removed the feed", &["cannot remove the feed"], |home| {
            count(home, "feed WHERE removed IS NOT NULL") == 1
        })
    },
    deed(":add SERVER/pier<enter>", "1 new article", &["cannot add"], |home| {
        count(home, "article WHERE title = 'Groyne'") == 1
    }),
];

/// In an article with a picture, and in one with actors.
const PEOPLE: [Deed; 7] = [
    deed("A", "Marked ", &["cannot mark all read"], |_| true),
    deed("u", "Undone: marked", &["cannot undo the change", "nothing to undo", BEFORE], |home| {
        as_stored(&home.store()).values().any(|article| !article.read)
    }),
    Deed {
        way: &[("gg<enter>", "▀"), ("q", "▪ ARTICLES"), ("jj<enter>", "Negotiators from"), ("a", "▪ ACTORS")],
        ..deed("f", "Followed Tomáš", &["cannot follow the actor"], |home| count(home, "followed") == 1)
    },
    deed(":alias Northshore<enter>", "Gave the name Northshore", &["cannot change the actor"], |home| {
        count(home, "actor_edit WHERE edit LIKE '%northshore%'") == 1
    }),
    deed(":merge Southshore<enter>", "Joined Tomáš", &["cannot change the actor"], |home| {
        count(home, "actor_edit WHERE edit LIKE '%southshore%'") == 1
    }),
    deed("e<enter>", "Written to", &["cannot write to"], |home| {
        let files = fs::read_dir(home.path("")).expect("a folder").flatten();
        files.into_iter().any(|file| file.path().extension().is_some_and(|end| end == "md"))
    }),
    deed(":star<enter>", "Starred", &["cannot star the article"], |home| {
        count(home, "status WHERE starred_at IS NOT NULL") == 1
    }),
];

/// A home with a feed of one article, which has a picture, and whose page is to be fetched; and with a saved search.
fn home(server: &mut ServerGuard) -> Home {
    let home = library();
    let page = "<html><body><article><h1>Pier</h1><p>The pier has more to say on its page than in its feed, and says it at \
                some length, so that it is taken for an article.</p></article></body></html>";
    server.mock("GET", "/page").with_header("content-type", "text/html").with_body(page).create();
    let mut picture = Cursor::new(Vec::new());
    RgbImage::from_fn(320, 160, |_, y| if y < 80 { [250, 200, 0].into() } else { [0, 120, 0].into() })
        .write_to(&mut picture, ImageFormat::Png)
        .expect("a picture");
    server.mock("GET", "/sun.png").with_body(picture.into_inner()).create();
    let feed = format!(
        "<rss version='2.0'><channel><title>Wire</title><item><guid>1</guid><title>Pier</title><link>{0}/page</link>\
         <description>&lt;p&gt;In brief.&lt;/p&gt;&lt;img src='{0}/sun.png' alt='A sun'&gt;</description>\
         <pubDate>20 Oct 2025 09:00:00 GMT</pubDate></item></channel></rss>",
        server.url()
    );
    server.mock("GET", "/wire").with_body(feed).create();
    let other = "<rss version='2.0'><channel><title>Pier</title><item><guid>1</guid><title>Groyne</title>\
                 <description>In brief.</description></item></channel></rss>";
    server.mock("GET", "/pier").with_body(other).create();
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/wire", server.url())]).code, 0);
    let mut newsroom = Newsroom::open(&home.store()).expect("opens");
    let wire = newsroom.web_feeds().expect("feeds").remove(0).feed.id;
    newsroom.edit_feed(wire, &FeedEdit::FullText(FullText::Never)).expect("changed");
    drop(newsroom);
    assert_eq!(home.run(&["refresh", "--all"]).code, 0);
    for (name, query) in [("Shores", "shores"), ("Tides", "tides")] {
        assert_eq!(home.run(&["searches", "add", name, query]).code, 0);
    }
    home
}

/// The same in a folder of its own, for a single fault; and an editor that adds a line.
fn copy(of: &Home) -> (Home, String) {
    let home = Home::new();
    for file in fs::read_dir(of.store()).expect("a folder").flatten() {
        let name = format!("store/{}", file.file_name().to_string_lossy());
        home.write(&name, fs::read(file.path()).expect("read"));
    }
    fs::create_dir(home.path("tmp")).expect("made");
    let editor = home.write("editor", "#!/bin/sh\necho 'A note.' >> \"$1\"\n");
    fs::set_permissions(&editor, PermissionsExt::from_mode(0o755)).expect("set");
    let editor = editor.display().to_string();
    (home, editor)
}

/// Does everything; what was told to be done, and what not to be. A text of another thing that failed says nothing of it.
fn act(reader: &mut Terminal, deeds: &[Deed], server: &str) -> Vec<Option<bool>> {
    let said = |screen: &vt100::Screen| {
        let rows = rows(screen);
        rows[rows.len().saturating_sub(3)..].join(" ")
    };
    let mut told = Vec::new();
    for Deed { way, keys, done, failed, .. } in deeds {
        reader.play(way);
        // What was said before goes with the next key, but for what one is asked.
        if *keys != "y" {
            reader.press("k");
            reader.screen_until("nothing in the bottom lines", |screen| {
                let said = said(screen);
                FAILED.iter().all(|failed| !said.contains(failed))
                    && deeds.iter().all(|deed| !said.contains(deed.done))
            });
        }
        reader.press(&keys.replace("SERVER", server));
        reader.screen_until("done, or not", |screen| {
            let said = said(screen);
            said.contains(done) || FAILED.iter().any(|failed| said.contains(failed))
        });
        let said = said(&reader.screen());
        told.push(
            match (said.contains(done), failed.iter().chain(&[UNOPENED]).any(|failed| said.contains(failed)))
            {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => None,
            },
        );
    }
    told
}

/// Does the deeds with each write failing.
fn check(what: &str, deeds: &[Deed]) {
    let mut server = Server::new();
    let of = home(&mut server);
    let url = server.url();
    let open = |home: &Home, editor: &str, fault: (Fault, Lasts), nth: usize| {
        let environment = fault.0.at_write(&home.path(""), nth, fault.1)?;
        let mut environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        environment.extend([("EDITOR", editor), ("TERM", "xterm-256color")]);
        Some(Terminal::open_with(home, SIZE, &environment))
    };
    let mut calls: Vec<Calls> = Vec::new();
    for fault in Fault::ALL {
        let (home, editor) = copy(&of);
        let Some(mut reader) = open(&home, &editor, (fault, Lasts::Once), 0) else { return };
        reader.sees("5 unread");
        assert_eq!(act(&mut reader, deeds, &url), vec![Some(true); deeds.len()]);
        reader.quit();
        assert!(
            deeds.iter().all(|deed| (deed.is_kept)(&home)),
            "{:?}",
            deeds.iter().map(|deed| (deed.is_kept)(&home)).collect::<Vec<_>>()
        );
        calls.push((fault, writes(&home.path(""))));
    }
    let failures = attempt_each(what, &calls, 5, &|case| {
        let mut failures = 0;
        for lasts in case.ways {
            let fault = (case.fault, *lasts);
            let (home, editor) = copy(&of);
            let what = format!("{fault:?} at {}", case.nth);
            let reader = open(&home, &editor, fault, case.nth).expect("a compiler, as before");
            failures += usize::from(does_not_mind(reader, &home, deeds, (&url, &what)));
            is_sound(&home, case.nth, &what);
            // Without the fault all of it can be done.
            let mut reader = Terminal::open_with(&home, SIZE, &[]);
            reader.play(&[("", "masthead"), (":tag again<enter>", "Tagged "), ("", "#again")]);
            reader.quit();
        }
        failures
    });
    assert!(failures > 1, "nothing ever fails");
    drop(server);
}

/// Does the deeds, reads on whatever failed, and leaves; whether anything was told not to be done.
fn does_not_mind(mut reader: Terminal, home: &Home, deeds: &[Deed], (server, what): (&str, &str)) -> bool {
    reader.screen_until("articles, or why not", |screen| {
        let text = text(screen);
        text.contains("5 unread") || text.contains(UNOPENED)
    });
    if text(&reader.screen()).starts_with("masthead: ") {
        assert_eq!(reader.exit_status().exit_code(), 1, "{what}");
        return true;
    }
    let told = act(&mut reader, deeds, server);
    reader.play(&[
        ("g/ferry<enter>", "Search: ferry"),
        ("gg<enter>", "Negotiators from"),
        ("]]", "Why It Matters"),
        ("?", "─ help"),
        ("<esc>", "!─ help"),
    ]);
    reader.press("Q");
    let code = reader.exit_status().exit_code();
    let raw = String::from_utf8_lossy(&reader.raw()).into_owned();
    let last = String::from_utf8_lossy(&raw.as_bytes()[raw.len().saturating_sub(800)..]);
    assert!(code == 0 || code == 1 && raw.contains("could not be saved"), "{what}: {code}: {last:?}");
    for never in ["fault of its own", "panicked", "SQLITE", "(os error", "tracing"] {
        assert!(!raw.contains(never), "{what}: {never}");
    }
    for (told, deed) in told.iter().zip(deeds) {
        let is_kept = (deed.is_kept)(home);
        // What could not be done may be so by something else, and what is left of a file may not be removable either.
        let may_be_so = ["m", "A", "u", "e<enter>"].contains(&deed.keys);
        let is_so = told.is_none_or(|told| told == is_kept || !told && may_be_so);
        assert!(is_so, "{what}: {} {told:?}", deed.keys);
    }
    told.iter().any(|told| *told != Some(true))
}

#[test]
fn what_is_told_of_articles_is_so_whichever_write_fails() {
    check("the reader, articles", &ARTICLES);
}

#[test]
fn what_is_told_of_lists_is_so_whichever_write_fails() {
    check("the reader, feeds and searches", &LISTS);
}

#[test]
fn what_is_told_of_actors_is_so_whichever_write_fails() {
    check("the reader, actors and a picture", &PEOPLE);
}
