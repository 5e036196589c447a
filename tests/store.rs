//! The store through its public face.

use masthead::model::{
    ActorKey, ArticleId, ArticleKey, Block, Cast, CleanText, Cursor, Document, FeedId, FeedOrigin, Headline,
    Listing, Member, PaneWidths, Query, ReadingPlace, Scope, Section, SectionKind, Session, Spot, Text,
    Timestamp, Totals,
};
use masthead::store::{Added, Analysed, Bundle, Content, Incoming, Packed, Reader, Store, StoreError};
use tempfile::TempDir;

struct Desk {
    dir: TempDir,
    store: Store,
    reader: Reader,
    feed: FeedId,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("deep/er/masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let reader = Reader::open(&path).expect("a reader");
        let feed = store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("a feed");
        Self { dir, store, reader, feed }
    }

    fn path(&self) -> std::path::PathBuf {
        self.dir.path().join("deep/er/masthead.db")
    }

    fn feed(&mut self, name: &str) -> FeedId {
        self.store.feed_named(&name.into(), FeedOrigin::Files).expect("a feed")
    }

    /// Adds an article and analyses it.
    fn add(&mut self, incoming: Incoming) -> Added {
        self.add_with(incoming, &[])
    }

    /// Adds an article and analyses it: these are in it.
    fn add_with(&mut self, incoming: Incoming, names: &[&str]) -> Added {
        let added = self.store.add(&[incoming]).expect("added")[0];
        self.analyse(names);
        added
    }

    /// Analyses what waits: these are in it.
    fn analyse(&mut self, names: &[&str]) {
        let waiting = self.reader.waiting(10_000).expect("what waits");
        let analysed = waiting.iter().map(|article| {
            let Content::Document(document) = article.content().expect("sound") else {
                panic!("no document")
            };
            Analysed::new(article, &document, &cast(names))
        });
        let bundles = Bundle::pack(analysed.collect());
        self.store.note_analysed(bundles).expect("noted");
    }

    fn add_text(&mut self, title: &str, text: &str) -> ArticleId {
        let incoming = article(self.feed, title, text);
        self.add(incoming).id()
    }

    fn all(&self, listing: &Listing) -> Vec<Headline> {
        self.reader.headlines(listing, Cursor::Newest, 10_000).expect("a list")
    }

    fn found(&self, query: &str) -> Vec<String> {
        let filter = Some(Query::parse(query).expect("a query"));
        self.all(&Listing { scope: Scope::All, filter })
            .into_iter()
            .map(|headline| headline.title.as_str().to_owned())
            .collect()
    }

    fn totals(&self) -> (u64, u64, u64) {
        let Totals { articles, unread, starred, .. } = self.reader.totals().expect("totals");
        (articles, unread, starred)
    }
}

fn time(text: &str) -> Timestamp {
    text.parse().expect("a time")
}

fn article(feed: FeedId, title: &str, text: &str) -> Incoming {
    article_of(feed, title, text, None)
}

fn article_of(feed: FeedId, title: &str, text: &str, published: Option<Timestamp>) -> Incoming {
    let section = Section {
        heading: None,
        kind: SectionKind::Lead,
        level: 1,
        blocks: vec![Block::Paragraph(Text::from(text))],
    };
    Incoming {
        feed,
        key: ArticleKey(CleanText::new(&format!("/articles/{title}"))),
        address: None,
        url: None,
        wants_page: false,
        received: time("2025-10-14T09:00:00Z"),
        content: Packed::document(&Document {
            title: title.into(),
            sections: vec![section],
            published,
            ..Document::default()
        }),
    }
}

fn cast(names: &[&str]) -> Cast {
    let members = names.iter().map(|name| Member::new(ActorKey::of_name(name), (*name).into()));
    Cast { members: members.collect(), ..Cast::default() }
}

fn filtered(scope: Scope, query: &str) -> Listing {
    Listing { scope, filter: Some(Query::parse(query).expect("a query")) }
}

#[test]
fn the_same_article_again_changes_nothing_and_a_changed_one_is_a_revision() {
    let mut desk = Desk::new();
    let first = article(desk.feed, "Talks resume", "In Vienna.");
    let Added::New(id) = desk.add(first.clone()) else { panic!("it is new") };
    assert_eq!(desk.add(first.clone()), Added::Unchanged(id));

    let elsewhere = Incoming { key: ArticleKey("/elsewhere".into()), ..first.clone() };
    assert_eq!(desk.add(elsewhere), Added::Unchanged(id), "the same content under another path");

    desk.store.set_read(id, true).expect("read");
    desk.store.set_starred(id, true).expect("starred");
    let place = ReadingPlace { folded: vec![0], top: Some((Spot::Title, 3)) };
    desk.store.save_place(id, &place).expect("kept");

    let published = Some(time("2025-10-01T00:00:00Z"));
    let mut changed = article_of(desk.feed, "Talks resume", "In Geneva.", published);
    changed.url = Some("https://example.org/talks".into());
    assert_eq!(desk.add_with(changed.clone(), &["Iran"]), Added::Revised(id));
    let stored = desk.reader.article(id).expect("read").expect("there");
    assert_eq!(Packed::document(&stored.document), changed.content);
    assert_eq!(stored.cast, cast(&["Iran"]));
    assert_eq!(stored.url, changed.url);
    assert_eq!((stored.revision, stored.place), (2, place));
    assert!(stored.headline.status.read && stored.headline.status.starred);
    assert_eq!(stored.headline.published, published);
    assert_eq!(desk.found("geneva"), ["Talks resume"]);
    assert!(desk.found("vienna").is_empty(), "the old words are no longer found");
    assert_eq!(desk.found("actor:iran").len(), 1);
    assert_eq!(desk.totals(), (1, 0, 1));

    assert_eq!(desk.add(first), Added::Revised(id));
    assert!(desk.reader.actor(&ActorKey::of_name("Iran")).expect("read").is_none(), "gone with the revision");
}

#[test]
fn ids_are_the_order_of_reading_and_spill_over_full_seconds() {
    let mut desk = Desk::new();
    let batch: Vec<Incoming> =
        (0..1000).map(|n| article(desk.feed, &format!("n{n:04}"), &format!("text {n}"))).collect();
    let (one, two) = batch.split_at(300);
    desk.store.add(one).expect("added");
    desk.store = Store::open(&desk.path()).expect("again");
    desk.store.add(two).expect("added");
    let titles: Vec<String> =
        desk.all(&Scope::All.into()).iter().map(|headline| headline.title.to_string()).collect();
    // A minute of them go on, and the others back.
    assert!(titles[..60].is_sorted_by(|a, b| a > b) && titles[60..].is_sorted() && titles.len() == 1000);
    let dated = |n: usize| {
        let time = Some(time("2025-10-14T00:00:00Z"));
        article_of(desk.feed, &format!("day {n}"), "a day is all that it says", time)
    };
    let days: Vec<Incoming> = (0..3).map(dated).collect();
    let days = desk.store.add(&days).expect("added");
    assert!(days.iter().map(|added| added.id().0).is_sorted());
    assert!(days.iter().all(|added| added.id().time().to_string().starts_with("2025-10-14")));

    let old = article_of(desk.feed, "old", "x", Some(time("1999-01-01T00:00:00Z")));
    let future = article_of(desk.feed, "future", "y", Some(time("2999-01-01T00:00:00Z")));
    let old = desk.add(old).id();
    let future = desk.add(future).id();
    assert_eq!(old.time(), time("1999-01-01T00:00:00Z"));
    assert!(future.time() < time("2025-10-14T09:01:00Z"), "no article is newer than its arrival");
    let all = desk.all(&Scope::All.into());
    assert_eq!((all[1000].id, all[1004].id), (future, old));
}

#[test]
fn windows_over_any_list_make_up_the_list() {
    let mut desk = Desk::new();
    let feeds = [desk.feed, desk.feed("Other")];
    for n in 0..60_usize {
        let word = if n % 3 == 0 { "ceasefire" } else { "budget" };
        let published = Timestamp::from_second(1_700_000_000 + ((n * 37) % 60) as i64 * 60).ok();
        let incoming = article_of(feeds[n % 2], &format!("n{n:02}"), &format!("{word} talks {n}"), published);
        let names: &[&str] = if n % 4 == 0 { &["Russia", "NATO"] } else { &["Russia"] };
        let id = desk.add_with(incoming, names).id();
        if n % 5 == 0 {
            desk.store.set_starred(id, true).expect("starred");
        }
        if n % 7 != 0 {
            desk.store.set_read(id, true).expect("read");
        }
    }
    let scopes = [
        (Scope::All, 60),
        (Scope::Unread, 9),
        (Scope::Starred, 12),
        (Scope::Feed(feeds[1]), 30),
        (Scope::Actor(ActorKey::of_name("nato")), 15),
    ];
    for (scope, count) in scopes {
        let whole: Listing = scope.clone().into();
        let all = desk.all(&whole);
        assert_eq!(all.len(), count, "{scope:?}");
        assert_eq!(desk.reader.count(&whole, 1000).expect("a count"), count as u64);
        assert_eq!(desk.reader.count(&whole, 5).expect("a count"), 5);
        for query in ["", "ceasefire", "ceas* talks", "actor:nato", "actor:russia actor:nato budget", "zzz"] {
            let listing = filtered(scope.clone(), query);
            let all = desk.all(&listing);
            let ids: Vec<ArticleId> = all.iter().map(|headline| headline.id).collect();
            assert!(ids.is_sorted_by(|a, b| a > b), "{scope:?} {query}");
            assert_eq!(desk.reader.count(&listing, 1000).expect("a count"), all.len() as u64);
            assert_eq!(pages(&desk.reader, &listing, true), ids, "{scope:?} {query}");
            assert_eq!(pages(&desk.reader, &listing, false), ids, "{scope:?} {query}");
            check_next_unread(&desk.reader, &listing, &all);
        }
    }
}

fn pages(reader: &Reader, listing: &Listing, older: bool) -> Vec<ArticleId> {
    let mut ids = Vec::new();
    let mut cursor = if older { Cursor::Newest } else { Cursor::Oldest };
    loop {
        let page: Vec<ArticleId> = reader
            .headlines(listing, cursor, 7)
            .expect("a page")
            .iter()
            .map(|headline| headline.id)
            .collect();
        let Some(end) = (if older { page.last() } else { page.first() }) else { return ids };
        cursor = if older { Cursor::OlderThan(*end) } else { Cursor::NewerThan(*end) };
        ids = if older { [ids, page].concat() } else { [page, ids].concat() };
    }
}

fn check_next_unread(reader: &Reader, listing: &Listing, all: &[Headline]) {
    let unread = |headline: &&Headline| !headline.status.read;
    let next = |from, older| reader.next_unread(listing, from, older).expect("next").map(|next| next.id);
    assert_eq!(next(None, true), all.iter().find(unread).map(|headline| headline.id));
    assert_eq!(next(None, false), all.iter().rev().find(unread).map(|headline| headline.id));
    for (nth, headline) in all.iter().enumerate() {
        let older = all[nth + 1..].iter().find(unread).map(|headline| headline.id);
        let newer = all[..nth].iter().rev().find(unread).map(|headline| headline.id);
        assert_eq!(next(Some(headline.id), true), older);
        assert_eq!(next(Some(headline.id), false), newer);
    }
}

#[test]
fn changes_are_undone_each_once() {
    let mut desk = Desk::new();
    let other = desk.feed("Other");
    let ids: Vec<ArticleId> = (0..5)
        .map(|n| {
            let feed = if n < 2 { desk.feed } else { other };
            desk.add(article(feed, &format!("n{n}"), &format!("text {n}"))).id()
        })
        .collect();
    desk.store.set_read(ids[4], true).expect("read");
    let star = desk.store.set_starred(ids[0], true).expect("starred").expect("a change");
    let (all, changed) = desk.store.mark_all_read(&Scope::Feed(other).into()).expect("all read");
    assert_eq!((changed, desk.totals()), (2, (5, 2, 1)));
    assert_eq!(desk.store.undo(all).expect("undone"), 2);
    assert_eq!(desk.totals(), (5, 4, 1));
    assert_eq!(desk.store.undo(all).expect("nothing"), 0);
    assert_eq!(desk.store.undo(star).expect("undone"), 1);

    let (found, changed) = desk.store.mark_all_read(&filtered(Scope::All, "text")).expect("found read");
    assert_eq!((changed, desk.totals()), (4, (5, 0, 0)));
    desk.store.set_read(ids[0], false).expect("unread");
    assert_eq!(desk.store.undo(found).expect("undone"), 3, "one was changed back by hand");
    assert_eq!(desk.totals(), (5, 4, 0));
    assert_eq!(desk.store.set_read(ids[0], false).expect("as it was"), None);
    let (_, changed) = desk.store.mark_all_read(&Listing::default()).expect("all");
    assert_eq!((changed, desk.totals()), (4, (5, 0, 0)));
    assert_eq!(desk.store.set_read(ArticleId(1), true).expect("no such article"), None);
}

#[test]
fn what_changes_nothing_and_what_is_opened_spend_no_undo() {
    let mut desk = Desk::new();
    let ids: Vec<ArticleId> =
        (0..60).map(|n| desk.add(article(desk.feed, &format!("n{n}"), &format!("text {n}"))).id()).collect();
    let star = desk.store.set_starred(ids[0], true).expect("starred").expect("a change");
    for id in &ids {
        desk.store.note_opened(*id).expect("opened");
        desk.store.note_opened(*id).expect("opened again");
        assert_eq!(desk.store.set_read(*id, true).expect("read already"), None);
        assert_eq!(desk.store.set_starred(ids[0], true).expect("starred already"), None);
    }
    desk.store.note_opened(ArticleId(1)).expect("no such article");
    assert_eq!(desk.totals(), (60, 0, 1));
    assert_eq!(desk.store.undo(star).expect("undone"), 1);
    assert_eq!(desk.totals(), (60, 0, 0));
}

#[test]
fn words_are_found_whatever_their_case_accents_and_script() {
    let mut desk = Desk::new();
    desk.add_text("Élysée", "Le président reçoit M. Erdoğan à l’Élysée. Wal-Mart said “no”.");
    desk.add_text("北京", "中国外交部发言人在北京表示，G7峰会的声明令人遗憾。");
    desk.add_text("ข่าว", "นายกรัฐมนตรีเดินทางไปกรุงเทพ");
    desk.add_text("한국", "대통령은한국어로 말했다");
    desk.add_text("Straße", "Die große Koalition");
    for (query, expected) in [
        ("elysee", vec!["Élysée"]),
        ("ÉLYSÉE", vec!["Élysée"]),
        ("erdogan", vec!["Élysée"]),
        ("\"said 'no'\"", vec!["Élysée"]),
        ("wal-mart", vec!["Élysée"]),
        ("\"mart wal\"", vec![]),
        ("presid*", vec!["Élysée"]),
        ("présiden*", vec!["Élysée"]),
        ("présidents*", vec![]),
        ("koali*", vec!["Straße"]),
        ("KOALITION*", vec!["Straße"]),
        ("wal-ma*", vec!["Élysée"]),
        ("presid", vec![]),
        ("président zzz", vec![]),
        ("grosse", vec!["Straße"]),
        ("strasse", vec!["Straße"]),
        ("外交部", vec!["北京"]),
        ("交部", vec!["北京"]),
        ("发言人", vec!["北京"]),
        ("外部", vec![]),
        ("北", vec!["北京"]),
        ("G7峰会", vec!["北京"]),
        ("กรุงเทพ", vec!["ข่าว"]),
        ("รัฐ", vec!["ข่าว"]),
        ("한국어", vec!["한국"]),
        ("통령", vec!["한국"]),
    ] {
        assert_eq!(desk.found(query), expected, "{query}");
    }
}

#[test]
fn a_query_is_never_syntax() {
    let mut desk = Desk::new();
    desk.add_text("plain", "a or b near title not and text");
    for query in [
        "\"a\" OR *",
        "title:x",
        "a AND",
        "NOT",
        "-a",
        "^a",
        "{title}:a",
        "NEAR(a b)",
        "a + b",
        "(",
        "a\u{0}b",
        "\u{e000}f1",
        "';--",
        "%",
        "a*b*",
        "\u{e000}a1*",
        "“a”",
    ] {
        let filter = match Query::parse(query) {
            Ok(query) => query,
            Err(_) => Query::of_terms([masthead::model::Term::Phrase(query.to_owned())]),
        };
        let listing = Listing { scope: Scope::All, filter: Some(filter) };
        desk.reader
            .headlines(&listing, Cursor::Newest, 10)
            .unwrap_or_else(|error| panic!("{query}: {error}"));
    }
    assert_eq!(desk.found("near"), ["plain"]);
    assert!(desk.found("\u{e000}f1").is_empty(), "tags cannot be typed");
    assert!(Query::parse("\u{e000}*").is_err(), "nor all of them");
}

#[test]
fn actors_complete_in_any_word_and_the_most_frequent_come_first() {
    let mut desk = Desk::new();
    let casts: [&[&str]; 4] = [
        &["Steve Witkoff", "Recep Tayyip Erdoğan", "Russia"],
        &["Russia", "Steve Bannon"],
        &["Russia", "Steve Witkoff"],
        &["Recep Tayyip Erdoğan", "Russia", "U.S.", "北京"],
    ];
    for (n, names) in casts.iter().enumerate() {
        let incoming = article(desk.feed, &format!("n{n}"), &format!("text {n}"));
        desk.add_with(incoming, names);
    }
    let named = |typed: &str| -> Vec<String> {
        let actors = desk.reader.actors(typed, 10).expect("actors");
        actors.iter().map(|actor| format!("{} {}", actor.name, actor.articles)).collect()
    };
    assert_eq!(named("ste"), ["Steve Witkoff 2", "Steve Bannon 1"]);
    assert_eq!(named("WIT STE"), ["Steve Witkoff 2"]);
    assert_eq!(named("erdoğ"), ["Recep Tayyip Erdoğan 2"]);
    assert_eq!(named("erdog t"), ["Recep Tayyip Erdoğan 2"]);
    assert_eq!(named("u.s"), ["U.S. 1"]);
    assert_eq!(named("北"), ["北京 1"]);
    assert_eq!(named("")[0], "Russia 4");
    assert!(named("zzz").is_empty());
    assert_eq!(desk.reader.actors("", 2).expect("actors").len(), 2);
    for (query, count) in [
        ("actor:\"Steve Witkoff\"", 2),
        ("actor:witkoff", 2),
        ("actor:steve", 3),
        ("actor:witk", 2),
        ("actor:\"Steve Russia\"", 0),
        ("actor:steve actor:erdogan", 1),
        ("actor:russia text", 4),
    ] {
        assert_eq!(desk.found(query).len(), count, "{query}");
    }
}

#[test]
fn samples_give_way_to_articles_of_ones_own() {
    let mut desk = Desk::new();
    let samples = desk.store.feed_named(&"Samples".into(), FeedOrigin::Samples).expect("a feed");
    let sample = article(samples, "A sample", "to look at");
    desk.add_with(sample.clone(), &["Russia"]);
    assert_eq!(desk.totals(), (1, 1, 0));
    // The same content, as an article of one's own: it is added, and the sample goes.
    let own = Incoming { feed: desk.feed, ..sample };
    assert!(matches!(desk.add(own), Added::New(_)));
    assert_eq!(desk.totals(), (1, 1, 0));
    assert_eq!(desk.reader.feeds().expect("feeds").len(), 1);
    assert!(desk.reader.samples_removed().expect("known"));
    assert_eq!(desk.store.remove_samples().expect("none"), 0);
    assert_eq!(desk.totals(), (1, 1, 0));
}

#[test]
fn the_session_is_found_again() {
    let mut desk = Desk::new();
    assert_eq!(desk.reader.session().expect("none"), Session::default());
    let session = Session {
        listing: filtered(Scope::Unread, "gaza"),
        selected: Some(ArticleId(7)),
        widths: PaneWidths { feeds: Some(20), ..PaneWidths::default() },
        ..Session::default()
    };
    desk.store.save_session(&session).expect("kept");
    assert_eq!(desk.reader.session().expect("kept"), session);
}

#[test]
fn two_writers_can_share_a_store() {
    let mut desk = Desk::new();
    let mut second = Store::open(&desk.path()).expect("a second writer");
    let before = desk.reader.version().expect("a version");
    let id = desk.add_text("one", "x");
    second.add(&[article(desk.feed, "two", "y")]).expect("added");
    second.set_read(id, true).expect("read");
    assert_ne!(desk.reader.version().expect("a version"), before);
    assert_eq!(desk.totals(), (2, 1, 0));
}

#[test]
fn what_is_not_a_store_is_left_alone() {
    let dir = tempfile::tempdir().expect("a folder");
    let text = dir.path().join("notes.db");
    std::fs::write(
        &text,
        "these are my notes, and they are longer than the header of a database file is: 100",
    )
    .expect("written");
    let foreign = dir.path().join("foreign.db");
    let db = rusqlite::Connection::open(&foreign).expect("opens");
    db.execute_batch("CREATE TABLE mine (a); PRAGMA application_id = 7;").expect("made");
    drop(db);
    for path in [&text, &foreign] {
        let before = std::fs::read(path).expect("read");
        for error in [Store::open(path).err(), Reader::open(path).err()] {
            assert!(matches!(error, Some(StoreError::NotOurs { .. })), "{error:?}");
        }
        assert_eq!(std::fs::read(path).expect("read"), before);
    }
    assert!(matches!(
        Store::open(dir.path()),
        Err(StoreError::NotOurs { .. } | StoreError::Unreachable { .. })
    ));
    assert!(matches!(Store::open(&text.join("in/it.db")), Err(StoreError::Folder { .. })));
    assert!(matches!(Reader::open(&dir.path().join("none.db")), Err(StoreError::Missing { .. })));
}

#[test]
fn a_newer_store_is_left_alone() {
    let desk = Desk::new();
    let path = desk.path();
    let db = rusqlite::Connection::open(&path).expect("opens");
    db.execute_batch("PRAGMA user_version = 99").expect("set");
    drop(db);
    assert!(matches!(Store::open(&path), Err(StoreError::Newer { found: 99, .. })));
    assert!(matches!(Reader::open(&path), Err(StoreError::Newer { found: 99, .. })));
}

#[test]
fn a_batch_that_fails_leaves_nothing() {
    let mut desk = Desk::new();
    desk.add_text("one", "x");
    let nowhere = article(FeedId(99), "three", "z");
    let batch = [article(desk.feed, "two", "y"), nowhere];
    assert!(desk.store.add(&batch).is_err(), "there is no such feed");
    assert_eq!(desk.totals(), (1, 1, 0));
    assert_eq!(desk.all(&Scope::All.into()).len(), 1);
    assert!(desk.found("y").is_empty());
}

#[test]
fn what_came_in_is_found_by_its_title_until_it_is_analysed() {
    let mut desk = Desk::new();
    let incoming = article(desk.feed, "Talks resume in Vienna", "The envoys met for the first time.");
    let id = desk.store.add(&[incoming]).expect("added")[0].id();
    assert_eq!((desk.totals(), desk.reader.totals().expect("totals").waiting), ((1, 1, 0), 1));
    assert_eq!(desk.reader.article(id).expect("read").expect("there").document.words(), 7);
    for (query, before) in [("vienna", 1), ("\"talks resume\"", 1), ("\"resume talks\"", 0), ("envoys", 0)] {
        assert_eq!(desk.found(query).len(), before, "{query}");
    }
    let reader = Reader::open(&desk.path()).expect("another");
    let stale = reader.waiting(10).expect("what waits");
    desk.store
        .add(&[article(desk.feed, "Talks resume in Vienna", "The envoys met again.")])
        .expect("changed");
    let document = desk.reader.article(id).expect("read").expect("there").document;
    let noted = Bundle::pack(vec![Analysed::new(&stale[0], &document, &cast(&["Iran"]))]);
    desk.store.note_analysed(noted).expect("noted");
    assert_eq!(desk.reader.totals().expect("totals").waiting, 1, "it says something else by now");
    desk.analyse(&["Austria"]);
    assert_eq!(desk.reader.totals().expect("totals").waiting, 0);
    for (query, after) in [("envoys again", 1), ("\"met again\"", 1), ("\"envoys again\"", 0), ("first", 0)] {
        assert_eq!(desk.found(query).len(), after, "{query}");
    }
    assert_eq!((desk.found("actor:austria").len(), desk.found("actor:iran").len()), (1, 0));
}
