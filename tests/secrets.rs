//! A password that somebody gives is used, and is nowhere afterwards: not in the store, the log, an export, or what is said.
#![cfg(unix)]

mod harness;

use std::fs;
use std::path::Path;

use mockito::{Matcher, Server};

use harness::home::Home;
use harness::terminal::Terminal;

const SECRET: &str = "geheim";
/// The same as servers get it: `eve:geheim`.
const ENCODED: &str = "ZXZlOmdlaGVpbQ";

const FEED: &str = "<rss version='2.0'><channel><title>Wire</title><item><guid>1</guid><title>Talks resume</title>\
    <description>The talks resume in Vienna, and the envoys met again.</description></item></channel></rss>";

fn tells(what: &str, said: &str) {
    assert!(!said.contains(SECRET) && !said.contains(ENCODED), "{what}: {said}");
}

/// No file under `folder` has the secret in it, but those that the user wrote.
fn is_nowhere(folder: &Path) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            is_nowhere(&path);
        } else if !entry.file_name().to_string_lossy().starts_with("given") {
            let bytes = fs::read(&path).expect("read");
            let is_in = |word: &str| bytes.windows(word.len()).any(|piece| piece == word.as_bytes());
            assert!(!is_in(SECRET) && !is_in(ENCODED), "{}", path.display());
        }
    }
}

#[test]
fn a_password_is_nowhere_afterwards() {
    let (home, mut server) = (Home::new(), Server::new());
    let header = Matcher::Regex(format!("^Basic {ENCODED}"));
    let asked = server
        .mock("GET", "/private/feed")
        .match_header("authorization", header)
        .with_body(FEED)
        .expect_at_least(1)
        .create();
    let with = server.url().replace("http://", &format!("http://eve:{SECRET}@"));
    server
        .mock("GET", "/moved")
        .with_status(302)
        .with_header("location", &format!("{with}/private/feed"))
        .create();
    server
        .mock("GET", "/page")
        .with_body(format!("<link rel=alternate type=application/rss+xml href='{with}/private/feed'>"))
        .create();
    server.mock("GET", "/refused").with_status(401).with_body(SECRET).create();
    let config = format!(
        "[[secrets]]\nurl = '{}/private'\nuser = 'eve'\ncommand = ['echo', '{SECRET}']\n",
        server.url()
    );
    let given = home.write("given.toml", config);
    let given = given.to_str().expect("UTF-8").to_owned();
    let run = |args: &[&str]| {
        let ran = home.run(&[&["--config", &given], args].concat());
        tells(&format!("{args:?}"), &format!("{}{}", ran.out, ran.err));
        ran.code
    };
    let url = |path: &str| format!("{}{path}", server.url());
    let (feed, typed) = (url("/private/feed"), format!("{with}/private/feed"));
    assert_eq!(run(&["feeds", "add", &feed]), 0);
    assert_eq!(run(&["refresh", "--all", "--json"]), 0);
    asked.assert();
    home.write("given.opml", format!("<opml><body><outline type='rss' xmlUrl='{typed}'/><outline type='rss' text='A' xmlUrl='{typed}x'/></body></opml>"));
    home.write(
        "given-urls",
        format!(
            "{typed}\nhttps://a.example/feed tag\nhttps://b.example/feed tag\neve:{SECRET}@c.example/feed\n"
        ),
    );
    for args in [
        &["feeds", "add", &typed][..],
        &["feeds", "add", "--unseen", &typed],
        &["feeds", "add", &format!("https://eve:{SECRET}@exa mple/")],
        &["feeds", "add", &format!("eve:{SECRET}@a.example/feed")],
        &["feeds", "add", &url("/moved")],
        &["feeds", "add", &url("/page")],
        &["feeds", "add", &url("/refused")],
        &["feeds", "import", "given.opml"],
        &["feeds", "import", "given.opml", "--json"],
        &["feeds", "import", "given-urls", "--json"],
        &["feeds", "import", "given-urls"],
        &["import-from", "newsboat", "--urls", "given-urls"],
        &["import", &typed],
        &["import", "given.opml"],
        &["refresh", &typed],
        &["feeds", "remove", &typed],
        &["feeds", "pause", &typed],
        &["refresh", "--all"],
        &["feeds", "list"],
        &["feeds", "list", "--json"],
        &["feeds", "export"],
        &["feeds", "export", "--format", "urls"],
        &["search", "talks", "--json"],
    ] {
        run(args);
    }
    // These are looked into with all other files at the end.
    for args in [
        &["export", "--all"][..],
        &["export", "--all", "all.jsonl"],
        &["backup", "kept.db"],
        &["doctor"],
        &["doctor", "--repair"],
    ] {
        assert_eq!(run(args), 0, "{args:?}");
    }
    assert!(fs::read_to_string(home.path("all.jsonl")).expect("an export").contains("/private/feed"));
    assert!(home.path("kept.db").exists());
    // The place of a secret may be shown, and the word is a part of it here.
    let shown = home.run(&["--config", &given, "config"]).out;
    assert_eq!(shown.matches(SECRET).count(), 1, "{shown}");
    // The proxy's password, in the config and in the environment.
    home.write("given-proxy.toml", format!("[network]\nproxy = 'http://eve:{SECRET}@127.0.0.1:1'\n"));
    for args in [&["config"][..], &["feeds", "add", &feed], &["refresh", "--all"]] {
        let ran = home.run(&[&["--config", "given-proxy.toml"], args].concat());
        tells(&format!("{args:?}"), &format!("{}{}", ran.out, ran.err));
    }
    let environment = [("MASTHEAD_CONFIG", given.as_str()), ("RUST_LOG", "trace")];
    let mut reader = Terminal::open_with(&home, (120, 40), &environment);
    reader.play(&[
        ("R", "in 3 feeds"),
        (&format!(":add {typed}<enter>"), "name the secret"),
        (":feeds<enter>", "Wire"),
    ]);
    reader.press("<esc>");
    let before = reader.raw().len();
    reader.redraw();
    tells("the reader", &String::from_utf8_lossy(&reader.raw()[before..]));
    reader.quit();
    is_nowhere(&home.path(""));
}
