//! The commands that use the network, against a server on this machine.

use std::path::PathBuf;
use std::process::{Command, Output};

use mockito::{Server, ServerOpts};
use serde_json::Value;

struct Desk {
    server: Server,
    dir: tempfile::TempDir,
    config: String,
}

impl Desk {
    fn new() -> Self {
        Self {
            server: Server::new_with_opts(ServerOpts::default()),
            dir: tempfile::tempdir().expect("a folder"),
            config: String::new(),
        }
    }

    fn serve(&mut self, path: &str, body: &str) {
        self.server.mock("GET", path).with_body(body).create();
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.server.url())
    }

    fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).expect("written");
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(arguments).arg("--store").arg(self.dir.path().join("store"));
        command.arg("--config").arg(self.file("config.toml", &self.config));
        command.output().expect("masthead runs")
    }

    /// What a command that succeeds prints.
    fn done(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        let error = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {error}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// What a command that fails says.
    fn failed(&self, arguments: &[&str], code: i32) -> String {
        let output = self.run(arguments);
        assert_eq!(output.status.code(), Some(code), "{arguments:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }

    fn json(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.done(arguments)).expect("JSON")
    }

    fn found(&self, query: &str) -> usize {
        self.json(&["search", query, "--json"]).as_array().expect("a list").len()
    }
}

const FEED: &str = "<rss version='2.0'><channel><title>Wire &amp; more</title><item><guid isPermaLink='false'>1</guid>\
    <title>Talks resume</title><description>The talks resume in Vienna.</description></item>\
    <item><guid isPermaLink='false'>2</guid><title>Deal nears</title><description>A deal nears in Geneva.</description>\
    </item></channel></rss>";

#[test]
fn a_feed_is_added_refreshed_changed_and_removed() {
    let mut desk = Desk::new();
    desk.serve(
        "/",
        "<title>A site</title><link rel=alternate type=application/rss+xml href=/feed title=News>",
    );
    desk.serve("/feed", FEED);
    assert!(
        desk.done(&["feeds", "add", &desk.url("/"), "--folder", "World/Europe"])
            .contains("added Wire & more")
    );
    assert!(desk.done(&["feeds", "add", &desk.url("/feed")]).contains("was there already"));
    let report = desk.json(&["refresh", "--json"]);
    assert_eq!((&report["new"], &report["failed"]), (&2.into(), &0.into()));
    let feeds = desk.json(&["feeds", "list", "--json"]);
    assert_eq!(feeds[0]["name"], "Wire & more");
    assert_eq!(feeds[0]["folders"], serde_json::json!([["World", "Europe"]]));
    assert_eq!((&feeds[0]["unread"], &feeds[0]["status"]), (&2.into(), &200.into()));
    assert_eq!(desk.found("talks"), 1);
    desk.done(&["feeds", "rename", "wire", "The wire"]);
    desk.done(&["feeds", "move", "The wire", "Daily", "World"]);
    desk.done(&["feeds", "pause", "The wire"]);
    assert_eq!(desk.json(&["refresh", "--all", "--json"])["feeds"], serde_json::json!([]));
    desk.done(&["feeds", "resume", "The wire"]);
    let feeds = desk.json(&["feeds", "list", "--json"]);
    assert_eq!((&feeds[0]["name"], &feeds[0]["paused"]), (&"The wire".into(), &Value::Null));
    let line = desk.done(&["feeds", "list"]);
    assert!(line.contains("[Daily, World]") && line.contains("2 unread of 2"), "{line}");
    let asks = desk.failed(&["feeds", "remove", "The wire"], 1);
    assert!(asks.contains("2 articles") && asks.contains("--yes"), "{asks}");
    assert_eq!(desk.found("talks"), 1);
    desk.done(&["feeds", "remove", "The wire", "--yes"]);
    assert_eq!((desk.found("talks"), desk.json(&["feeds", "list", "--json"])), (0, serde_json::json!([])));
    desk.done(&["feeds", "add", &desk.url("/feed")]);
    assert_eq!(desk.found("talks"), 1, "it came back with its articles");
}

#[test]
fn a_choice_of_feeds_is_offered() {
    let mut desk = Desk::new();
    desk.serve(
        "/",
        "<link rel=alternate type=application/rss+xml href=/a title=A><link rel=alternate \
                     type=application/rss+xml href=/b title=B>",
    );
    desk.serve("/b", FEED);
    let offer = desk.failed(&["feeds", "add", &desk.url("/")], 1);
    assert!(offer.contains("1 A") && offer.contains("2 B") && offer.contains("--pick"), "{offer}");
    assert!(desk.done(&["feeds", "add", &desk.url("/"), "--pick", "2"]).contains("added Wire & more"));
    let gone = desk.failed(&["feeds", "add", &desk.url("/"), "--pick", "1"], 1);
    assert!(gone.contains("status 501") && gone.contains("the page names it"), "{gone}");
    assert!(desk.failed(&["feeds", "add", &desk.url("/"), "--pick", "3"], 1).contains("there are 2"));
    assert!(desk.failed(&["feeds", "add", "javascript:alert(1)"], 1).contains("only http: and https:"));
    let secret = desk.failed(&["feeds", "add", "https://me:geheim@example.org/feed"], 1);
    assert!(secret.contains("[[secrets]]") && !secret.contains("geheim"), "{secret}");
    assert!(desk.failed(&["feeds", "pause", "nothing"], 1).contains("there is no feed nothing"));
    assert!(desk.failed(&["feeds", "pause"], 2).contains("required"));
}

#[test]
fn lists_of_feeds_go_in_and_out() {
    let desk = Desk::new();
    let opml = "<opml version='2.0'><body><outline text='World'><outline text='Europe'>\
        <outline text='A' xmlUrl='https://a.example/f'/></outline></outline>\
        <outline text='B' xmlUrl='https://b.example/f'/><outline text='B again' xmlUrl='https://b.example/f'/>\
        <outline text='Bad' xmlUrl='javascript:alert(1)'/><outline text='Secret' xmlUrl='https://u:geheim@c.example/f'/>\
        </body></opml>";
    let opml = desk.file("list.opml", opml);
    let report = desk.json(&["feeds", "import", opml.to_str().expect("a path"), "--json"]);
    assert_eq!(report["added"], serde_json::json!(["https://a.example/f", "https://b.example/f"]));
    assert_eq!(report["refused"].as_array().map(Vec::len), Some(2));
    assert!(!report.to_string().contains("geheim"));
    let urls = "https://b.example/f Daily \"~The B\"\n\"exec:touch owned\" x\n# https://no.example/\nfile:///etc/passwd\n";
    let urls = desk.file("urls", urls);
    let report = desk.json(&["import", urls.to_str().expect("a path"), "--json"]);
    assert_eq!(report["feeds"]["known"], serde_json::json!(["https://b.example/f"]));
    let refused = report["feeds"]["refused"].to_string();
    assert!(refused.contains("run a program") && refused.contains("it is a file"), "{refused}");
    let out = desk.done(&["feeds", "export"]);
    let again = Desk::new();
    again.done(&["feeds", "import", again.file("again.opml", &out).to_str().expect("a path")]);
    let feeds = |desk: &Desk| -> Vec<(Value, Value, Value)> {
        let list = desk.json(&["feeds", "list", "--json"]);
        let list = list.as_array().expect("a list").iter();
        list.map(|feed| (feed["name"].clone(), feed["url"].clone(), feed["folders"].clone())).collect()
    };
    assert_eq!(feeds(&again), feeds(&desk));
    let out = desk.done(&["feeds", "export", "--format", "urls"]);
    assert!(out.contains("https://a.example/f \"World/Europe\" \"~A\""), "{out}");
}

#[test]
fn a_page_is_imported_by_its_address() {
    let mut desk = Desk::new();
    let page = "<!doctype html><title>Talks resume | A site</title><article><h1>Talks resume</h1><p>The talks between \
        the two states resume in Vienna on Monday, both sides said on Friday evening.</p></article>";
    desk.serve("/talks", page);
    desk.serve("/talks?utm_source=x", page);
    let report = desk.json(&["import", &desk.url("/talks"), "--json"]);
    assert_eq!((&report["new"], desk.found("vienna")), (&1.into(), 1));
    assert_eq!(desk.json(&["import", &desk.url("/talks?utm_source=x"), "--json"])["new"], 0);
    assert!(desk.failed(&["import", &desk.url("/nowhere")], 1).contains("status 501"));
}

#[test]
fn what_goes_wrong_is_said_and_the_rest_goes_on() {
    let mut desk = Desk::new();
    desk.serve("/feed", FEED);
    desk.server.mock("GET", "/gone").with_status(410).create();
    for path in ["/feed", "/gone"] {
        desk.done(&["feeds", "add", "--unseen", &desk.url(path)]);
    }
    let output = desk.run(&["refresh", "--json"]);
    assert_eq!(output.status.code(), Some(1));
    let report: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&report["new"], &report["failed"]), (&2.into(), &1.into()));
    assert!(String::from_utf8_lossy(&output.stderr).contains("gone for good"));
    assert!(desk.done(&["feeds", "list"]).contains("gone for good"));
    assert_eq!(Desk::new().json(&["refresh", "--json"])["new"], 0, "no feeds are no failure");
}

#[test]
fn rules_mute_what_is_here_and_what_comes() {
    let mut desk = Desk::new();
    desk.serve("/feed", FEED);
    desk.done(&["feeds", "add", &desk.url("/feed")]);
    desk.done(&["feeds", "full-text", "1", "never"]);
    desk.done(&["refresh"]);
    assert!(desk.done(&["mute", "add", "--words", "TALKS resume"]).contains("mutes 1 article,"));
    assert_eq!((desk.found("talks"), desk.found("geneva")), (0, 1));
    assert_eq!(desk.json(&["mute", "articles", "--json"])[0]["title"], "Talks resume");
    assert_eq!(desk.json(&["feeds", "list", "--json"])[0]["unread"], 1);
    desk.server.reset();
    let more = "<item><guid isPermaLink='false'>3</guid><title>The talks resume again</title><description>Here.\
                </description></item></channel>";
    desk.serve("/feed", &FEED.replace("</channel>", more));
    desk.done(&["refresh"]);
    assert_eq!(desk.json(&["mute", "articles", "--json"]).as_array().map(Vec::len), Some(2));
    desk.done(&["mute", "add", "--regex", "again$", "--feed", "Wire"]);
    let rules = desk.json(&["mute", "list", "--json"]);
    assert_eq!((&rules[0]["query"], &rules[1]["feed"]), (&"\"TALKS resume\"".into(), &"Wire & more".into()));
    assert!(desk.done(&["mute", "remove", "1"]).contains("1 article is heard again"));
    assert_eq!((desk.found("vienna"), desk.found("again")), (1, 0));
    desk.done(&["mute", "remove", "2"]);
    assert_eq!(desk.found("talks"), 2);
    for (arguments, says) in [
        (&["mute", "add", "--regex", "("][..], "cannot be read"),
        (&["mute", "add", "--section", "x"], "whats-next"),
        (&["mute", "is:lost"], "it takes unread"),
        (&["mute", "remove", "9"], "no rule 9"),
    ] {
        assert!(desk.failed(arguments, 1).contains(says), "{arguments:?}");
    }
    desk.failed(&["mute", "add"], 2);
}

#[test]
fn a_feed_is_kept_as_long_as_one_wants() {
    let mut desk = Desk::new();
    let items: String = (0..10)
        .map(|nth| {
            format!(
                "<item><guid>{nth}</guid><title>Note {nth}</title><description>Text {nth}.</description>\
                 <pubDate>Tue, {:02} Oct 2025 09:00:00 GMT</pubDate></item>",
                nth + 1
            )
        })
        .collect();
    let feed = format!("<rss version='2.0'><channel><title>Notes</title>{items}</channel></rss>");
    desk.serve("/feed", &feed);
    desk.done(&["feeds", "add", &desk.url("/feed")]);
    desk.done(&["feeds", "full-text", "1", "never"]);
    desk.done(&["refresh"]);
    assert!(desk.done(&["feeds", "keep", "1", "--articles", "3"]).contains("7 articles"));
    assert_eq!((desk.found("note"), desk.found("\"note 9\""), desk.found("\"note 1\"")), (3, 1, 0));
    desk.done(&["refresh"]);
    assert_eq!(desk.found("note"), 3, "what went does not come again");
    desk.done(&["feeds", "keep", "1", "--days", "1"]);
    assert_eq!(desk.found("note"), 0);
    desk.done(&["feeds", "keep", "1"]);
    assert_eq!(desk.found("note"), 10, "kept for good, all of it is back");
}

#[test]
fn two_refreshes_at_once_get_along() {
    let mut desk = Desk::new();
    for feed in 0..10 {
        let items: String = (0..20)
            .map(|nth| format!("<item><guid>{feed}-{nth}</guid><title>Note {feed} {nth}</title></item>"))
            .collect();
        desk.serve(
            &format!("/{feed}"),
            &format!("<rss><channel><title>F{feed}</title>{items}</channel></rss>"),
        );
        desk.done(&["feeds", "add", "--unseen", &desk.url(&format!("/{feed}"))]);
    }
    let spawn = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_masthead"));
        command.args(["refresh", "--all"]).arg("--store").arg(desk.dir.path().join("store"));
        command.stdout(std::process::Stdio::null()).spawn().expect("masthead runs")
    };
    for mut refresh in [spawn(), spawn(), spawn()] {
        assert!(refresh.wait().expect("ended").success());
    }
    assert_eq!(desk.found("note"), 200, "none lost, none doubled");
}

#[test]
fn a_secret_goes_to_the_addresses_that_it_is_for() {
    let mut desk = Desk::new();
    let basic = "Basic ZXZlOmdlaGVpbQ==";
    let page = "<!doctype html><title>Talks resume</title><article><h1>Talks resume</h1><p>The talks resume in Vienna on \
        Monday, both sides said on Friday evening, after a pause of half a year.</p></article>";
    let item = format!("<link>{}</link></item>", desk.url("/private/1"));
    let feed = FEED.replacen("</item>", &item, 1);
    let told = |desk: &mut Desk, path: &str, body: &str| {
        desk.server
            .mock("GET", path)
            .match_header("authorization", basic)
            .with_body(body)
            .expect_at_least(1)
            .create()
    };
    let mocks = [told(&mut desk, "/private/feed", &feed), told(&mut desk, "/private/1", page)];
    let away =
        desk.server.mock("GET", "/private/away").with_status(302).with_header("location", "/open").create();
    let open = desk.server.mock("GET", "/open").match_header("authorization", mockito::Matcher::Missing);
    let open = open.with_body(FEED.replace("Talks", "Sports")).expect_at_least(1).create();
    let config = format!(
        "[[secrets]]\nurl = '{}'\nuser = 'eve'\ncommand = ['echo', 'geheim']\n",
        desk.url("/private/")
    );
    desk.config = config;
    assert!(desk.done(&["feeds", "add", &desk.url("/private/feed")]).contains("added"));
    desk.done(&["feeds", "add", &desk.url("/private/away")]);
    let report = desk.json(&["refresh", "--json"]);
    assert_eq!((&report["failed"], &report["full_texts"]), (&0.into(), &1.into()), "{report}");
    desk.done(&["import", &desk.url("/private/1")]);
    mocks.iter().for_each(mockito::Mock::assert);
    open.assert();
    drop(away);
    let store = std::fs::read(desk.dir.path().join("store/masthead.db")).expect("the store");
    assert!(!store.windows(6).any(|bytes| bytes == b"geheim"));
}

#[test]
fn nothing_is_fetched_with_a_config_that_cannot_be_read() {
    let mut desk = Desk::new();
    let never = desk.server.mock("GET", mockito::Matcher::Any).expect(0).create();
    desk.config = "[network]\nproxy = 'http://127.0.0.1:1'\nper_hots = 2\n".to_owned();
    let url = desk.url("/feed");
    for arguments in [&["feeds", "add", &url][..], &["import", &url]] {
        assert!(desk.failed(arguments, 1).contains("config that cannot be read"), "{arguments:?}");
    }
    desk.done(&["feeds", "add", "--unseen", &url]);
    assert!(desk.failed(&["refresh"], 1).contains("config that cannot be read"));
    never.assert();
}

#[test]
fn a_page_leads_to_no_feed_in_a_private_network() {
    let mut desk = Desk::new();
    let links: String = ["http://192.168.1.1/feed", "http://169.254.169.254/f", "http://localhost:1/f"]
        .iter()
        .map(|url| format!("<link rel=alternate type=application/rss+xml href={url}>"))
        .collect();
    desk.serve("/", &links);
    let why = desk.failed(&["feeds", "add", &desk.url("/")], 1);
    assert!(why.contains("no feed at"), "{why}");
    assert_eq!(desk.json(&["feeds", "list", "--json"]), serde_json::json!([]));
    let list = desk.file("urls", "http://192.168.1.1/feed\nsome words\nhttps://a.example/f\n");
    let report = desk.json(&["feeds", "import", list.to_str().expect("a path"), "--json"]);
    assert_eq!(report["private"], serde_json::json!(["http://192.168.1.1/feed"]));
    assert_eq!(
        (&report["refused"][0]["what"], report["added"].as_array().map(Vec::len)),
        (&"some words".into(), Some(2))
    );
}

#[test]
fn a_feed_is_read_over_ipv6() {
    let options = ServerOpts { host: "::1", ..ServerOpts::default() };
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return; // this machine has no IPv6
    }
    let server = Server::new_with_opts(options);
    let mut desk = Desk { server, ..Desk::new() };
    desk.serve("/feed", FEED);
    desk.done(&["feeds", "add", &desk.url("/feed")]);
    assert_eq!(desk.json(&["refresh", "--json"])["new"], 2);
}
