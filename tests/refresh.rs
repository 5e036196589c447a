//! Feeds fetched from a server on this machine, through the newsroom.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use masthead::fetch::{Client, PoolLimits};
use masthead::model::{
    Condition, Cursor, Feed, FeedEdit, FeedId, FullText, Headline, Listing, Pause, Scope, WebFeed,
};
use masthead::newsroom::{FoundFeed, Newsroom, Pace, RefreshReport, Which, Wire};
use mockito::{Matcher, Mock, Server, ServerGuard};

/// A store, and a server to fetch from.
struct Desk {
    server: ServerGuard,
    newsroom: Newsroom,
    folder: PathBuf,
    _dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let newsroom = Newsroom::open(dir.path()).expect("a store");
        Self { server: Server::new(), newsroom, folder: dir.path().to_owned(), _dir: dir }
    }

    /// Serves `body` at `path`.
    fn serve(&mut self, path: &str, body: &str) -> Mock {
        self.server.mock("GET", path).with_body(body).create()
    }

    /// Adds a feed whose articles' pages are left alone.
    fn add(&mut self, path: &str) -> FeedId {
        let id = self.add_with_pages(path);
        self.newsroom.edit_feed(id, &FeedEdit::FullText(FullText::Never)).expect("changed");
        id
    }

    fn add_with_pages(&mut self, path: &str) -> FeedId {
        let found = FoundFeed::unseen(&format!("{}{path}", self.server.url())).expect("an address");
        self.newsroom.subscribe(&found, None, Vec::new()).expect("added").id()
    }

    fn refresh(&mut self, which: Which) -> RefreshReport {
        let report = self.newsroom.refresh(&wire(), &which, &mut |_| true).expect("refreshed");
        self.newsroom.analyse(Pace::Full, &mut |_| true).expect("analysed");
        report
    }

    fn web_feed(&self, id: FeedId) -> WebFeed {
        let feeds = self.newsroom.web_feeds().expect("feeds");
        feeds.into_iter().find(|feed| feed.feed.id == id).expect("the feed")
    }

    fn feed(&self, id: FeedId) -> Feed {
        self.web_feed(id).feed
    }

    fn list(&self, scope: Scope) -> Vec<Headline> {
        let reader = Newsroom::open_reader(&self.folder).expect("a reader");
        reader.headlines(&Listing::from(scope), Cursor::Newest, 100).expect("a list")
    }

    fn titles(&self) -> Vec<String> {
        self.list(Scope::All).iter().map(|headline| headline.title.to_string()).collect()
    }
}

fn wire() -> Wire {
    let http = Client::new(None).expect("a client");
    Wire::new(Arc::new(http), PoolLimits::default(), Vec::new())
}

fn rss(title: &str, items: &[(&str, &str, &str)]) -> String {
    let items: String = items
        .iter()
        .map(|(guid, title, text)| {
            format!(
                "<item><guid isPermaLink='false'>{guid}</guid><title>{title}</title>\
                 <link>https://news.example/{guid}</link><description>{text}</description>\
                 <pubDate>Tue, 14 Oct 2025 09:00:00 GMT</pubDate></item>"
            )
        })
        .collect();
    format!(
        "<rss version='2.0'><channel><title>{title}</title><link>https://news.example/</link>{items}</channel></rss>"
    )
}

fn two() -> String {
    rss("Wire", &[("1", "Talks resume", "In Vienna."), ("2", "Deal nears", "In Geneva.")])
}

#[test]
fn what_is_new_comes_in_and_what_is_here_is_not_sent_again() {
    let mut desk = Desk::new();
    let first =
        desk.server.mock("GET", "/feed").with_header("etag", "\"1\"").with_body(two()).expect(1).create();
    let id = desk.add("/feed");
    let report = desk.refresh(Which::Due);
    first.assert();
    assert_eq!((report.feeds[0].new, report.feeds[0].error.as_ref()), (2, None));
    assert_eq!((&*desk.feed(id).name, desk.feed(id).unread), ("Wire", 2));
    assert_eq!(desk.web_feed(id).site.as_deref(), Some("https://news.example/"));
    first.remove();
    let second =
        desk.server.mock("GET", "/feed").match_header("if-none-match", "\"1\"").with_status(304).create();
    let report = desk.refresh(Which::Due);
    second.assert();
    assert_eq!((report.feeds[0].new, report.feeds[0].answered), (0, Some(304)));
    assert_eq!(desk.titles().len(), 2);
}

#[test]
fn the_same_bytes_and_the_same_articles_change_nothing() {
    let mut desk = Desk::new();
    let mock = desk.serve("/feed", &two());
    desk.add("/feed");
    desk.refresh(Which::Due);
    let again = desk.refresh(Which::Due);
    assert_eq!((again.feeds[0].new, again.feeds[0].revised), (0, 0));
    mock.remove();
    desk.serve("/feed", &format!("{}<!-- made at 09:01 -->", two()));
    let again = desk.refresh(Which::Due);
    assert_eq!((again.feeds[0].new, again.feeds[0].revised), (0, 0));
    desk.server.reset();
    desk.serve(
        "/feed",
        &rss("Wire", &[("1", "Talks resume", "In Vienna and Geneva."), ("3", "New", "Here.")]),
    );
    let changed = desk.refresh(Which::Due);
    assert_eq!((changed.feeds[0].new, changed.feeds[0].revised), (1, 1));
    assert_eq!(desk.titles().len(), 3, "what the feed has no more stays");
}

#[test]
fn a_feed_that_moved_is_followed_and_one_that_is_gone_is_paused() {
    let mut desk = Desk::new();
    desk.server.mock("GET", "/old").with_status(301).with_header("location", "/new").create();
    let new = desk.serve("/new", &two());
    let id = desk.add("/old");
    desk.refresh(Which::Due);
    assert!(desk.web_feed(id).url.ends_with("/new"));
    new.remove();
    desk.server.mock("GET", "/new").with_status(410).create();
    let report = desk.refresh(Which::Due);
    assert!(report.feeds[0].failed);
    assert_eq!((desk.web_feed(id).pause, desk.feed(id).condition), (Some(Pause::Gone), Condition::Gone));
    assert!(desk.web_feed(id).health.error.expect("words").contains("gone for good"));
    assert_eq!(desk.refresh(Which::All).feeds.len(), 0, "it is asked no more");
    assert_eq!(desk.titles().len(), 2, "its articles stay");
}

#[test]
fn a_server_that_is_busy_is_left_alone() {
    let mut desk = Desk::new();
    let busy = desk
        .server
        .mock("GET", Matcher::Any)
        .with_status(429)
        .with_header("retry-after", "3600")
        .expect_at_most(2)
        .expect_at_least(1)
        .create();
    let ids: Vec<FeedId> = (0..10).map(|n| desk.add(&format!("/{n}"))).collect();
    let report = desk.refresh(Which::Due);
    busy.assert();
    assert_eq!(report.feeds.len() + report.not_due, 10);
    let again = desk.refresh(Which::Due);
    assert_eq!((again.feeds.len(), again.not_due), (0, 10), "an hour has not passed");
    assert!(ids.iter().all(|id| desk.web_feed(*id).health.due.is_some()));
}

#[test]
fn a_feed_is_asked_as_seldom_as_it_and_its_server_say() {
    let mut desk = Desk::new();
    let fresh = desk
        .server
        .mock("GET", "/fresh")
        .with_header("cache-control", "max-age=600")
        .with_body(two())
        .expect(2)
        .create();
    let slow = two().replace("<link>https://news.example/</link>", "<ttl>60</ttl>");
    let slow = desk.server.mock("GET", "/slow").with_body(slow).expect(2).create();
    desk.add("/fresh");
    desk.add("/slow");
    assert_eq!(desk.refresh(Which::Due).feeds.len(), 2);
    assert_eq!(desk.refresh(Which::Due).not_due, 2);
    assert_eq!(desk.refresh(Which::All).feeds.len(), 2);
    fresh.assert();
    slow.assert();
}

#[test]
fn what_is_no_feed_says_what_it_is() {
    let mut desk = Desk::new();
    let page = "<!doctype html><title>A site</title><article><h1>Talks resume</h1><p>The talks resume here.</p></article>";
    for (path, body, says) in [
        ("/page", page, "it is a page"),
        (
            "/list",
            "<opml version='2.0'><body><outline xmlUrl='https://a.example/f' text='A'/></body></opml>",
            "list of feeds",
        ),
        ("/empty", "", "empty"),
        ("/none", "\u{0}\u{1}\u{2}\u{3}PNG", "cannot be read"),
    ] {
        desk.serve(path, body);
        let id = desk.add(path);
        let report = desk.refresh(Which::Feeds(vec![id]));
        let error = report.feeds[0].error.clone().expect("words");
        assert!(report.feeds[0].failed && error.contains(says), "{path}: {error}");
        assert_eq!(desk.feed(id).condition, Condition::Failing);
    }
    for (status, says) in [(401, "password"), (404, "nothing at this address"), (500, "in trouble")] {
        let path = format!("/{status}");
        desk.server.mock("GET", &*path).with_status(status).create();
        let id = desk.add(&path);
        let error = desk.refresh(Which::Feeds(vec![id])).feeds[0].error.clone().expect("words");
        assert!(error.contains(says) && error.contains(&status.to_string()), "{error}");
    }
}

#[test]
fn an_article_by_two_feeds_is_one_and_read_in_both() {
    let mut desk = Desk::new();
    desk.serve("/a", &two());
    let same = "<item><guid>x9</guid><title>Talks resume in Vienna</title><description>In other words.</description>\
                <link>https://www.news.example/1/?utm_source=rss</link></item>";
    let other =
        rss("World", &[("9", "Another", "Here.")]).replace("</channel>", &format!("{same}</channel>"));
    desk.serve("/b", &other);
    let (a, b) = (desk.add("/a"), desk.add("/b"));
    desk.refresh(Which::Feeds(vec![a]));
    desk.refresh(Which::Feeds(vec![b]));
    assert_eq!((desk.feed(a).unread, desk.feed(b).unread, desk.titles().len()), (2, 2, 3));
    let shared = desk.list(Scope::Feed(b)).into_iter().find(|headline| &*headline.title == "Talks resume");
    let shared = shared.expect("the first feed’s words for it");
    let mut store = masthead::store::Store::open(&Newsroom::store_file(&desk.folder)).expect("a store");
    store.set_read(shared.id, true).expect("read");
    assert_eq!((desk.feed(a).unread, desk.feed(b).unread), (1, 1));
    for _ in 0..2 {
        let report = desk.refresh(Which::All);
        assert!(report.feeds.iter().all(|feed| feed.new + feed.revised == 0), "{report:?}");
    }
}

#[test]
fn nearly_the_same_text_by_two_feeds_is_one_article() {
    let mut desk = Desk::new();
    let text: String = (0..120).map(|nth| format!("word{} ", (nth * nth * 7919 + nth * 31) % 5003)).collect();
    let more = format!("{text} Follow us for more.");
    desk.serve("/a", &rss("Wire", &[("1", "Talks resume", &text), ("2", "Talks go on", &more)]));
    desk.serve("/b", &rss("World", &[("x", "Vienna talks resume", &more)]));
    let (a, b) = (desk.add("/a"), desk.add("/b"));
    desk.refresh(Which::Feeds(vec![a]));
    assert_eq!(desk.titles().len(), 2, "one feed has its articles apart");
    let mut store = masthead::store::Store::open(&Newsroom::store_file(&desk.folder)).expect("a store");
    for headline in desk.list(Scope::All) {
        store.set_tags(headline.id, &masthead::model::tags_in("kept")).expect("tagged");
        store.set_note(headline.id, Some(&"Mine.".into())).expect("noted");
    }
    let report = desk.refresh(Which::Feeds(vec![b]));
    assert_eq!((report.feeds[0].new, desk.titles().len(), desk.feed(b).articles), (1, 2, 1));
    assert!(desk.list(Scope::All).iter().all(|kept| kept.status.noted && kept.tags.len() == 1));
    let shared = desk.list(Scope::Feed(b))[0].id;
    assert!(desk.list(Scope::Feed(a)).iter().any(|headline| headline.id == shared), "merged when analysed");
    store.set_read(shared, true).expect("read");
    assert_eq!((desk.feed(a).unread, desk.feed(b).unread), (1, 0));
    desk.server.reset();
    desk.serve("/b", &rss("World", &[("x", "Vienna talks resume", &format!("{more} Again."))]));
    let again = desk.refresh(Which::Feeds(vec![b]));
    assert_eq!(
        (again.feeds[0].new, again.feeds[0].revised, desk.titles().len()),
        (0, 0, 2),
        "it stays known"
    );
}

#[test]
fn entries_that_share_an_address_are_articles_of_their_own() {
    let mut desk = Desk::new();
    let items: Vec<(String, String)> = (0..3).map(|n| (format!("g{n}"), format!("Minute {n}"))).collect();
    let items: Vec<(&str, &str, &str)> =
        items.iter().map(|(guid, title)| (&**guid, &**title, "Text.")).collect();
    let feed = rss("Live", &items);
    let feed = (0..3).fold(feed, |feed, n| feed.replace(&format!("news.example/g{n}"), "news.example/live"));
    desk.serve("/feed", &feed);
    desk.add("/feed");
    desk.refresh(Which::Due);
    assert_eq!(desk.titles().len(), 3);
}

#[test]
fn a_refresh_that_is_stopped_keeps_what_came() {
    let mut desk = Desk::new();
    for n in 0..20 {
        let body = rss(&format!("Feed {n}"), &[(&format!("{n}"), &format!("Article {n}"), "Text.")]);
        desk.serve(&format!("/{n}"), &body);
        desk.add(&format!("/{n}"));
    }
    let report =
        desk.newsroom.refresh(&wire(), &Which::Due, &mut |progress| progress.done < 5).expect("stopped");
    assert!(report.stopped && report.feeds.len() >= 5 && report.feeds.len() < 20);
    assert_eq!(desk.titles().len(), report.feeds.len());
    let rest = desk.refresh(Which::Due);
    assert!(!rest.stopped && desk.titles().len() == 20);
}

#[test]
fn a_site_leads_to_its_feeds() {
    let mut desk = Desk::new();
    let find = |desk: &Desk, path: &str| {
        let found = Newsroom::find_feeds(&wire(), &format!("{}{path}", desk.server.url()));
        found.map(|found| found.iter().map(|feed| feed.address.path().to_owned()).collect::<Vec<_>>())
    };
    desk.serve(
        "/",
        "<title>A site</title><link rel=alternate type=application/rss+xml href=/a.rss title=A>\
                     <link rel=alternate type=application/atom+xml href=/b.atom>",
    );
    assert_eq!(find(&desk, "/").expect("two"), ["/a.rss", "/b.atom"]);
    desk.serve("/direct", &two());
    assert_eq!(find(&desk, "/direct").expect("one"), ["/direct"]);
    desk.serve("/bare", "<title>A site</title><p>Nothing is said of feeds.");
    assert!(find(&desk, "/bare").expect_err("none").to_string().contains("no feed at"));
    desk.serve("/rss.xml", &two());
    assert_eq!(find(&desk, "/bare").expect("where sites have them"), ["/rss.xml"]);
    assert!(find(&desk, "/missing").expect_err("none").to_string().contains("501"), "mockito answers so");
}

#[test]
fn a_folder_lists_the_articles_of_its_feeds_and_of_the_folders_in_it() {
    let mut desk = Desk::new();
    let folder = |path: &str| path.split('/').map(Into::into).collect::<Vec<_>>();
    for (path, guid, folders) in [("/a", "1", "World"), ("/b", "2", "World/Europe"), ("/c", "3", "Trade")] {
        desk.serve(path, &rss(path, &[(guid, path, "Words.")]));
        let id = desk.add(path);
        desk.newsroom.edit_feed(id, &FeedEdit::Folders(vec![folder(folders)])).expect("moved");
    }
    desk.refresh(Which::Due);
    let titles = |desk: &Desk, path: &str| {
        let list = desk.list(Scope::Folder(folder(path)));
        list.iter().map(|headline| headline.title.to_string()).collect::<BTreeSet<_>>()
    };
    assert_eq!(titles(&desk, "World"), BTreeSet::from(["/a".to_owned(), "/b".to_owned()]));
    assert_eq!(titles(&desk, "World/Europe"), BTreeSet::from(["/b".to_owned()]));
    assert!(titles(&desk, "Europe").is_empty());
    let world = Listing::from(Scope::Folder(folder("World")));
    let reader = Newsroom::open_reader(&desk.folder).expect("a reader");
    assert_eq!(reader.count(&world, 10).expect("counted"), 2);
    assert!(reader.next_unread(&world, None, true).expect("read").is_some());
    let (_, marked) = desk.newsroom.store().mark_all_read(&world).expect("marked");
    assert_eq!((marked, reader.totals().expect("totals").unread), (2, 1));
    assert_eq!(reader.next_unread(&world, None, true).expect("read"), None);
}

#[test]
fn a_removed_feed_takes_its_articles_along_and_comes_back_with_them() {
    let mut desk = Desk::new();
    desk.serve("/a", &two());
    desk.serve("/b", &rss("World", &[("1", "Talks resume", "In Vienna."), ("9", "Another", "Here.")]));
    let (a, b) = (desk.add("/a"), desk.add("/b"));
    desk.refresh(Which::Feeds(vec![a]));
    desk.refresh(Which::Feeds(vec![b]));
    assert_eq!(desk.newsroom.removal(a).expect("known"), (1, 0), "the other one came by both");
    desk.newsroom.remove_feed(a).expect("removed");
    assert_eq!((desk.titles().len(), desk.newsroom.web_feeds().expect("feeds").len()), (2, 1));
    assert_eq!(desk.add("/a"), a);
    assert_eq!((desk.titles().len(), desk.feed(a).articles), (3, 2));
    desk.newsroom.edit_feed(a, &FeedEdit::Pause(true)).expect("paused");
    assert_eq!(desk.refresh(Which::All).feeds.len(), 1);
}

const PAGE: &str = "<!doctype html><html><head><title>Talks resume | News</title></head><body><nav>Home</nav><article>\
    <h1>Talks resume</h1><p>The talks between the two states resume in Vienna on Monday, both sides said.</p>\
    <p>They had been broken off in the spring after a dispute over the border, and nobody had thought that they would \
    be taken up again so soon.</p><h2>What's next</h2><p>A first round is to end on Friday, diplomats said, with the \
    question of the border left for later, and a second one is to follow in the autumn.</p></article></body></html>";

#[test]
fn an_excerpt_gets_its_text_from_its_page() {
    let mut desk = Desk::new();
    let url = desk.server.url();
    let feed = rss(
        "Wire",
        &[("1", "Talks resume", "The talks resume in Vienna &#8230;"), ("2", "A wall", "In front of it …")],
    );
    let feed = feed.replace("https://news.example", &url);
    desk.serve("/feed", &feed);
    let page = desk.server.mock("GET", "/1").with_body(PAGE).expect(1).create();
    let wall = "<title>Subscribe</title><article><h1>Subscribe</h1><p>Choose the plan that suits you best, today.</p></article>";
    let wall = desk.server.mock("GET", "/2").with_body(wall).expect(1).create();
    let id = desk.add_with_pages("/feed");
    let report = desk.refresh(Which::Due);
    assert_eq!((report.full_texts, report.feeds[0].new), (1, 2));
    let article = |desk: &Desk, title: &str| {
        let id =
            desk.list(Scope::All).into_iter().find(|headline| &*headline.title == title).expect("listed").id;
        Newsroom::open_reader(&desk.folder).expect("a reader").article(id).expect("read").expect("there")
    };
    let talks = article(&desk, "Talks resume");
    assert_eq!(talks.text_from.as_deref(), Some(&*format!("{url}/1")));
    assert_eq!((talks.revision, talks.document.sections.len()), (1, 2));
    assert_eq!(article(&desk, "A wall").text_from, None, "the wall is not the article");
    page.assert();
    wall.assert();
    // What the feed says anew of its beginning does not drive the text out.
    desk.server.reset();
    desk.serve("/feed", &feed.replace("in Vienna &#8230;", "in Vienna, says the envoy &#8230;"));
    desk.serve("/1", &PAGE.replace("on Monday", "on Tuesday"));
    desk.refresh(Which::Feeds(vec![id]));
    let talks = article(&desk, "Talks resume");
    assert_eq!((talks.revision, talks.document.sections.len()), (2, 2));
}

#[test]
fn a_page_elsewhere_on_this_machine_is_not_fetched() {
    let mut desk = Desk::new();
    let mut other = Server::new();
    let page = other.mock("GET", "/1").with_body(PAGE).expect(0).create();
    let feed = rss("Wire", &[("1", "Talks resume", "The talks resume …")])
        .replace("https://news.example", &other.url());
    desk.serve("/feed", &feed);
    desk.add_with_pages("/feed");
    assert_eq!(desk.refresh(Which::Due).full_texts, 0);
    page.assert();
}

#[test]
fn a_changed_article_says_what_it_said_before() {
    let mut desk = Desk::new();
    desk.serve("/feed", &rss("Wire", &[("1", "Talks resume", "In Vienna.")]));
    desk.add("/feed");
    desk.refresh(Which::Due);
    let id = desk.list(Scope::All)[0].id;
    let mut store = masthead::store::Store::open(&Newsroom::store_file(&desk.folder)).expect("a store");
    store.note_opened(id).expect("read");
    assert!(!desk.list(Scope::All)[0].status.changed);
    desk.server.reset();
    desk.serve("/feed", &rss("Wire", &[("1", "Talks resume", "In Geneva.")]));
    desk.refresh(Which::All);
    let status = desk.list(Scope::All)[0].status;
    assert!(status.read && status.changed);
    store.note_opened(id).expect("read again");
    assert!(!desk.list(Scope::All)[0].status.changed);
    let reader = Newsroom::open_reader(&desk.folder).expect("a reader");
    let (revisions, read) = reader.revisions(id).expect("revisions");
    let numbers: Vec<(u32, bool)> =
        revisions.iter().map(|revision| (revision.number, revision.replaced.is_some())).collect();
    assert_eq!((numbers, read), (vec![(2, false), (1, true)], Some(1)));
    assert_ne!(revisions[0].document, revisions[1].document);
}

#[test]
fn what_a_server_says_of_a_feed_is_a_hint_and_no_more() {
    let mut desk = Desk::new();
    let koi8 = |text: &str| encode(&rss("\u{412}\u{435}\u{441}\u{442}\u{438}", &[("k1", text, "x")]));
    for (path, kind, body) in [
        ("/html", "text/html; charset=utf-8", two().into_bytes()),
        ("/octets", "application/octet-stream", two().into_bytes()),
        ("/koi8", "application/rss+xml; charset=koi8-r", koi8("\u{41c}\u{438}\u{440}")),
        ("/wrong", "text/xml; charset=iso-8859-1", rss("Élysée", &[("e1", "Élysée", "x")]).into_bytes()),
    ] {
        desk.server.mock("GET", path).with_header("content-type", kind).with_body(body).create();
        let id = desk.add(path);
        let report = desk.refresh(Which::Feeds(vec![id]));
        assert!(!report.feeds[0].failed, "{path}: {:?}", report.feeds[0].error);
    }
    let names: Vec<String> =
        desk.newsroom.web_feeds().expect("feeds").iter().map(|feed| feed.feed.name.to_string()).collect();
    assert_eq!(names, ["Wire", "Wire", "Élysée", "\u{412}\u{435}\u{441}\u{442}\u{438}"]);
    assert!(desk.titles().contains(&"\u{41c}\u{438}\u{440}".to_owned()), "{:?}", desk.titles());
}

/// Russian letters in KOI8-R, everything else as it is.
fn encode(text: &str) -> Vec<u8> {
    const LETTERS: &str = "\u{44e}\u{430}\u{431}\u{446}\u{434}\u{435}\u{444}\u{433}\u{445}\u{438}\u{439}\u{43a}\u{43b}\u{43c}\u{43d}\u{43e}\
        \u{43f}\u{44f}\u{440}\u{441}\u{442}\u{443}\u{436}\u{432}\u{44c}\u{44b}\u{437}\u{448}\u{44d}\u{449}\u{447}\u{44a}";
    let byte = |c: char| {
        let small = c.to_lowercase().next().unwrap_or(c);
        let at = LETTERS.chars().position(|letter| letter == small);
        let case = if small == c { 0xc0 } else { 0xe0 };
        at.map_or(c as u8, |at| case + u8::try_from(at).expect("32 letters"))
    };
    text.chars().map(byte).collect()
}

#[test]
fn a_feed_of_too_many_articles_gives_the_first_and_says_so() {
    let mut desk = Desk::new();
    let items: String =
        (0..5_010).map(|nth| format!("<item><guid>{nth}</guid><title>N {nth}</title></item>")).collect();
    desk.serve("/feed", &format!("<rss><channel><title>Many</title>{items}</channel></rss>"));
    desk.add("/feed");
    let report = desk.refresh(Which::Due);
    let error = report.feeds[0].error.clone().expect("words");
    assert_eq!((report.feeds[0].new, report.feeds[0].failed), (5_000, false));
    assert!(error.contains("5010") && error.contains("5000"), "{error}");
}

#[test]
fn articles_that_share_a_guid_are_told_apart_by_their_addresses() {
    let mut desk = Desk::new();
    let feed = rss("Wire", &[("a", "One", "First."), ("b", "Two", "Second.")]);
    desk.serve("/feed", &feed.replace(">a</guid>", ">0</guid>").replace(">b</guid>", ">0</guid>"));
    desk.add("/feed");
    desk.refresh(Which::Due);
    assert_eq!(desk.titles().len(), 2);
    desk.refresh(Which::All);
    assert_eq!(desk.titles().len(), 2);
}
