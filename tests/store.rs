//! The store through its public face.

use masthead::model::{
    ActorKey, ArticleId, ArticleKey, Block, Cast, CleanText, Cursor, Document, FeedId, FeedOrigin, Headline,
    Listing, Member, PaneWidths, Query, ReadingPlace, Scope, Section, SectionKind, Session, Spot, Text,
    Timestamp, Totals,
};
use masthead::store::{Added, Incoming, Reader, Store, StoreError};
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

    fn add(&mut self, incoming: Incoming) -> Added {
        self.store.add(&[incoming]).expect("added")[0]
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
        muted: false,
        received: time("2025-10-14T09:00:00Z"),
        document: Document { title: title.into(), sections: vec![section], ..Document::default() },
        cast: Cast::default(),
    }
}

fn with_cast(mut incoming: Incoming, names: &[&str]) -> Incoming {
    incoming.cast.members =
        names.iter().map(|name| Member::new(ActorKey::of_name(name), (*name).into())).collect();
    incoming
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

    let mut changed = with_cast(article(desk.feed, "Talks resume", "In Geneva."), &["Iran"]);
    changed.document.published = Some(time("2025-10-01T00:00:00Z"));
    changed.url = Some("https://example.org/talks".into());
    assert_eq!(desk.add(changed.clone()), Added::Revised(id));
    let stored = desk.reader.article(id).expect("read").expect("there");
    assert_eq!(stored.document, changed.document);
    assert_eq!(stored.cast, changed.cast);
    assert_eq!(stored.url, changed.url);
    assert_eq!((stored.revision, stored.place), (2, place));
    assert!(stored.headline.status.read && stored.headline.status.starred);
    assert_eq!(stored.headline.published, changed.document.published);
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
        desk.all(&Scope::All.into()).iter().rev().map(|headline| headline.title.to_string()).collect();
    assert!(titles.is_sorted() && titles.len() == 1000);

    let mut old = article(desk.feed, "old", "x");
    old.document.published = Some(time("1999-01-01T00:00:00Z"));
    let mut future = article(desk.feed, "future", "y");
    future.document.published = Some(time("2999-01-01T00:00:00Z"));
    let old = desk.add(old).id();
    let future = desk.add(future).id();
    assert_eq!(old.time(), time("1999-01-01T00:00:00Z"));
    assert!(future.time() < time("2025-10-14T09:01:00Z"), "no article is newer than its arrival");
    let all = desk.all(&Scope::All.into());
    assert_eq!((all[0].id, all[1001].id), (future, old));
}

#[test]
fn windows_over_any_list_make_up_the_list() {
    let mut desk = Desk::new();
    let feeds = [desk.feed, desk.feed("Other")];
    for n in 0..60_usize {
        let word = if n % 3 == 0 { "ceasefire" } else { "budget" };
        let mut incoming = article(feeds[n % 2], &format!("n{n:02}"), &format!("{word} talks {n}"));
        incoming.document.published =
            Some(Timestamp::from_second(1_700_000_000 + ((n * 37) % 60) as i64 * 60).expect("a time"));
        let names: &[&str] = if n % 4 == 0 { &["Russia", "NATO"] } else { &["Russia"] };
        let id = desk.add(with_cast(incoming, names)).id();
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
            Err(_) => Query { terms: vec![masthead::model::Term::Phrase(query.to_owned())] },
        };
        let listing = Listing { scope: Scope::All, filter: Some(filter) };
        desk.reader
            .headlines(&listing, Cursor::Newest, 10)
            .unwrap_or_else(|error| panic!("{query}: {error}"));
    }
    assert_eq!(desk.found("near"), ["plain"]);
    assert!(desk.found("\u{e000}f1").is_empty(), "tags cannot be typed");
    assert!(desk.found("\u{e000}*").len() <= 1);
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
        desk.add(with_cast(incoming, names));
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
    let sample = with_cast(article(samples, "A sample", "to look at"), &["Russia"]);
    desk.add(sample.clone());
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
    assert!(matches!(Reader::open(&dir.path().join("none.db")), Err(StoreError::Unreachable { .. })));
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
