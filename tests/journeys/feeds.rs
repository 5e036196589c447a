//! Feeds of the web, from a server on this machine.

use std::thread;
use std::time::{Duration, Instant};

use mockito::{Mock, Server, ServerGuard};

use crate::articles::library;
use crate::home::Home;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (80, 24);

/// Serves a feed of articles, the first the newest.
fn serve(server: &mut ServerGuard, path: &str, name: &str, titles: &[&str]) -> Mock {
    server.mock("GET", path).with_body(rss(name, titles)).create()
}

/// A feed that begins, and goes on only after a long while.
fn slow(server: &mut ServerGuard) -> Mock {
    server
        .mock("GET", "/slow")
        .with_chunked_body(|writer| {
            writer.write_all(b"<rss version='2.0'><channel>")?;
            thread::sleep(Duration::from_secs(15));
            Ok(())
        })
        .create()
}

fn rss(name: &str, titles: &[&str]) -> String {
    let item = |(nth, title): (usize, &&str)| {
        let minute = titles.len() - nth;
        format!(
            "<item><guid>{title}</guid><title>{title}</title><description>Words.</description>\
             <pubDate>14 Oct 2025 09:{minute:02}:00 GMT</pubDate></item>"
        )
    };
    let items: String = titles.iter().enumerate().map(item).collect();
    format!("<rss version='2.0'><channel><title>{name}</title>{items}</channel></rss>")
}

#[test]
fn a_feed_is_added_read_refreshed_and_removed() {
    let (home, mut server) = (Home::new(), Server::new());
    let mock = serve(&mut server, "/wire", "The Wire", &["Second", "First"]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.press(&format!(":add {}/wire<enter>", server.url()));
    reader.play(&[
        ("", "2 new articles in 1 feed"),
        ("", "Second"),
        ("", "!sample articles"),
        ("j", "First"),
    ]);
    mock.remove();
    serve(&mut server, "/wire", "The Wire", &["Third", "Second", "First"]);
    reader.play(&[("r", "1 new article"), ("", "1 new above"), ("", "!Third"), ("gg", "Third")]);
    reader.play(&[("h", "The Wire"), (":move-feed World/Europe<enter>", "▾ Europe"), ("kza", "▸ Europe")]);
    reader.play(&[("zaj:remove-feed<enter>", "with 3 articles?"), ("y", "Removed"), ("", "!Europe")]);
    reader.play(&[("u", "▾ Europe"), ("", "3 unread")]);
    reader.quit();
    let listed = home.run(&["feeds", "list"]).out;
    assert!(listed.contains("World/Europe") && listed.contains("3 unread of 3"), "{listed}");

    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "▾ Europe"), ("hG:remove-feed<enter>", "with 3 articles?"), ("y", "Removed")]);
    reader.quit();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "!Europe"), ("", "!sample"), ("u", "Undone: removed the feed The Wire")]);
    reader.play(&[("", "▾ Europe"), ("", "3 unread")]);
    reader.quit();
    assert_eq!(home.run(&["feeds", "list"]).out, listed);
}

#[test]
fn of_several_feeds_one_chooses() {
    let (home, mut server) = (Home::new(), Server::new());
    let page = "<link rel=alternate type=application/rss+xml title=Politics href=/politics>\
                <link rel=alternate type=application/rss+xml title=Sport href=/sport><p>Words.";
    let _page = server.mock("GET", "/").with_header("content-type", "text/html").with_body(page).create();
    let _feed = serve(&mut server, "/sport", "Sport of the Day", &["A match"]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.press("h");
    reader.type_in(&format!("\x1b[200~{}\x1b[201~", server.url()));
    reader.play(&[("", "which feed?"), ("", "1 Politics"), ("2", "1 new article"), ("l", "A match")]);
    reader.play(&[("u", "Undone: added Sport"), ("", "!A match")]);
    reader.quit();
}

#[test]
fn what_another_process_fetches_shows_within_a_moment_and_moves_nothing() {
    let (home, mut server) = (Home::new(), Server::new());
    let titles: Vec<String> = (10..50).map(|nth| format!("Headline {nth}")).collect();
    let old: Vec<&str> = titles[20..].iter().map(String::as_str).collect();
    let mock = serve(&mut server, "/wire", "The Wire", &old);
    assert_eq!(home.run(&["feeds", "add", &format!("{}/wire", server.url())]).code, 0);
    assert_eq!(home.run(&["refresh"]).code, 0);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Headline 30"), ("jj<enter>", "Words."), ("q", "▌  Headline 32")]);
    let row =
        |reader: &Terminal| crate::view::text(&reader.screen()).lines().position(|line| line.contains("▌"));
    let before = row(&reader);
    mock.remove();
    let new: Vec<&str> = titles[18..].iter().map(String::as_str).collect();
    serve(&mut server, "/wire", "The Wire", &new);
    assert_eq!(home.run(&["refresh", "--all"]).code, 0);
    let done = Instant::now();
    reader.sees("21 unread");
    assert!(done.elapsed() < Duration::from_secs(3), "{:?}", done.elapsed());
    reader.play(&[("", "2 new above"), ("", "Headline 32")]);
    assert_eq!(row(&reader), before);
    reader.quit();
}

#[test]
fn a_refresh_is_stopped_and_does_not_keep_one_from_leaving() {
    let (home, mut server) = (library(), Server::new());
    let _slow = slow(&mut server);
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/slow", server.url())]).code, 0);
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("R", "0 of 1 feeds · 0 new · esc stops"), ("<esc>", "Stopped")]);
    reader.play(&[("R", "0 of 1 feeds"), ("j<enter>", "Negotiators")]);
    let leaving = Instant::now();
    reader.quit();
    assert!(leaving.elapsed() < Duration::from_secs(3), "{:?}", leaving.elapsed());
}

#[test]
fn feeds_in_trouble_say_so() {
    let (home, mut server) = (library(), Server::new());
    let _gone = server.mock("GET", "/none").with_status(404).create();
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/none", server.url())]).code, 0);
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[
        ("R", "404"),
        (":feeds<enter>", "fetched"),
        ("", "status 404"),
        ("<enter>", "could not be fetched"),
    ]);
    reader.quit();
}

#[test]
fn feeds_are_refreshed_on_start_where_that_is_settled() {
    let (home, mut server) = (library(), Server::new());
    let _feed = serve(&mut server, "/wire", "The Wire", &["Fresh off the wire"]);
    assert_eq!(home.run(&["feeds", "add", &format!("{}/wire", server.url())]).code, 0);
    home.write("config/masthead/config.toml", "[refresh]\non_start = true\n");
    let reader = Terminal::open(&home, SIZE);
    reader.sees("1 new article");
    reader.quit();
}

#[test]
fn the_full_text_of_an_article_is_fetched_where_one_wants_it() {
    let (home, mut server) = (Home::new(), Server::new());
    let feed = format!(
        "<rss version='2.0'><channel><title>The Wire</title><item><guid>1</guid><title>Talks resume in \
         Vienna</title><link>{}/talks</link><description>{}</description></item></channel></rss>",
        server.url(),
        "The talks between the two states resume. ".repeat(20)
    );
    let _feed = server.mock("GET", "/wire").with_body(feed).create();
    let mut reader = Terminal::open(&home, SIZE);
    reader.press(&format!(":add {}/wire<enter>", server.url()));
    reader.play(&[("", "1 new article"), ("j<enter>x", "status 501")]);
    let body: String = (1..40)
        .map(|nth| format!("<p>The talks between the two states resume on day {nth} of the month.</p>"))
        .collect();
    let page = format!(
        "<title>Talks resume in Vienna</title><article><h1>Talks resume in Vienna</h1>{body}</article>"
    );
    let _page =
        server.mock("GET", "/talks").with_header("content-type", "text/html").with_body(page).create();
    // It comes at once, beside a refresh that waits for its server.
    let _slow = slow(&mut server);
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/slow", server.url())]).code, 0);
    reader.play(&[("R", "feeds · "), ("x", "The text is now the page’s"), ("", "on day 1 of the month")]);
    reader.play(&[("<esc>", "Stopped")]);
    reader.play(&[("G", "on day 39 of the month"), ("", "Text from 127.0.0.1")]);
    reader.quit();
}

#[test]
fn what_one_mutes_goes_and_comes_back() {
    let (home, mut server) = (Home::new(), Server::new());
    let _feed = serve(&mut server, "/wire", "The Wire", &["A match is won", "The talks resume"]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.press(&format!(":add {}/wire<enter>", server.url()));
    reader.play(&[("", "2 new articles"), ("", "A match is won"), (":mute match<enter>", "Muted 1 article")]);
    reader.play(&[("", "!A match is won"), ("hgg", "▪ FEEDS"), ("jjjl", "A match is won")]);
    reader.play(&[("u", "Undone: muted 1 article"), ("", "!A match is won"), ("hggl", "A match is won")]);
    reader.quit();
    assert_eq!(home.run(&["mute", "list"]).out, "");
}
