//! A store that has something of everything, and what `masthead export` writes of it.

use std::path::Path;

use masthead::export::record_line;
use masthead::model::{
    ActorEdit, ActorKey, ArticleKey, Block, Cast, CleanText, Document, ExportEnd, ExportHead, FeedEdit,
    FeedEntry, FeedHead, FeedId, FeedOrigin, Fetch, FetchOutcome, FullText, Markup, Member, Query,
    ReadingPlace, Record, Retention, Section, Spot, Subscription, Text, Timestamp, Validators, tags_in,
};
use masthead::newsroom::Newsroom;
use masthead::store::{Analysed, Bundle, Compaction, Content, Fetched, Incoming, Packed, Reader, Store};

/// A story that is long enough to be known by its words.
pub const STORY: &str = "Both shores of the lake said on Tuesday that an accord was near, after a night of talks in which the \
    keepers of the ferry and the council of the lower town had gone through every line of the old paper once more, and \
    had found that of forty lines only three were still in the way of what everybody wants before the frost comes.";

/// A document of one paragraph.
pub fn document(title: &str, text: &str) -> Document {
    let section = Section { blocks: vec![Block::Paragraph(Text::from(text))], ..Section::default() };
    Document { title: title.into(), sections: vec![section], ..Document::default() }
}

/// An article that a feed brings.
pub fn incoming(feed: FeedId, title: &str, text: &str, second: i64) -> Incoming {
    Incoming {
        feed,
        key: ArticleKey::of_entry(feed, title),
        address: Some(ArticleKey::of_address(&format!("news.example/{title}"))),
        url: Some(CleanText::line(&format!("https://news.example/{title}"))),
        wants_page: title == "Short",
        received: Timestamp::from_second(1_760_000_000 + second).expect("a time"),
        content: Packed::document(&document(title, text)),
    }
}

/// Analyses what waits; the same actors are in every article.
pub fn analyse(store: &mut Store, reader: &Reader) {
    let waiting = reader.waiting(1000).expect("what waits");
    let analysed = waiting.iter().map(|article| {
        let document = match article.content().expect("sound") {
            Content::Document(document) => *document,
            Content::Entry(entry) => document(entry.1.title.expect("a title").text.as_str(), ""),
        };
        let names = ["Russia", "NATO", "Jordan"];
        let members = names.iter().map(|name| Member::new(ActorKey::of_name(name), (*name).into()));
        Analysed::new(article, &document, &Cast { members: members.collect(), ..Cast::default() })
    });
    let bundles = Bundle::pack(analysed.collect());
    store.note_analysed(bundles).expect("noted");
}

/// A store that has something of everything.
pub fn furnished(folder: &Path) -> (Store, Reader) {
    let path = Newsroom::store_file(folder);
    let mut store = Store::open(&path).expect("a store");
    let reader = Reader::open(&path).expect("a reader");
    let files = store.feed_named(&"Clippings".into(), FeedOrigin::Files).expect("a feed");
    let [wire, daily, old] = ["wire", "daily", "old"].map(|name| {
        let url = CleanText::line(&format!("https://{name}.example/feed"));
        let wanted = Subscription { url, ..Subscription::default() };
        store.subscribe(&wanted, &format!("https://{name}.example"), Some(&name.into())).expect("a feed").id()
    });
    for edit in [
        FeedEdit::Rename("The Wire".into()),
        FeedEdit::Folders(vec![vec!["World".into(), "Lakes".into()]]),
        FeedEdit::FullText(FullText::Always),
        FeedEdit::Keep(Retention { days: Some(30), articles: None }),
    ] {
        store.edit_feed(wire, &edit).expect("changed");
    }
    store.edit_feed(daily, &FeedEdit::Pause(true)).expect("changed");
    let validators = Validators { etag: Some("\"a\"".into()), modified: None, hash: Some(u64::MAX) };
    let outcome = FetchOutcome::Read {
        title: None,
        site: Some("https://wire.example/".into()),
        validators,
        warning: None,
    };
    let at = Timestamp::from_microsecond(1_760_000_000_123_456).expect("a time");
    let fetch = Fetch { at, answered: Some(200), moved: None, due: Some(at), outcome };
    store
        .take_in(&[Fetched { feed: wire, fetch, articles: vec![incoming(wire, "Short", "In brief.", 5)] }])
        .expect("taken");
    let batch = [
        incoming(files, "Ferry", "The ferry waits.", 1),
        incoming(wire, "Accord", STORY, 2),
        incoming(wire, "Tolls", "They are put off.", 3),
        incoming(old, "Gone", "Of a feed that is removed.", 4),
        incoming(old, "Kept", "Of a feed that is removed, and starred.", 5),
    ];
    let ids: Vec<_> = store.add(&batch).expect("added").iter().map(|added| added.id()).collect();
    analyse(&mut store, &reader);
    // The same story by another feed becomes one with it; an entry says something else; another feed has it as well.
    store.add(&[incoming(daily, "Accord near", &format!("{STORY} More on our page."), 60)]).expect("added");
    store.add(&[incoming(wire, "Tolls", "They are put off until May.", 3)]).expect("revised");
    store.add(&[incoming(wire, "Tolls", "They are put off until June.", 3)]).expect("revised");
    store.add(&[incoming(daily, "Ferry", "The ferry waits.", 1)]).expect("known");
    analyse(&mut store, &reader);
    store.note_opened(ids[2]).expect("read");
    store.add(&[incoming(wire, "Tolls", "They are put off for good.", 3)]).expect("revised");
    analyse(&mut store, &reader);
    store.set_starred(ids[4], true).expect("starred");
    store.set_starred(ids[1], true).expect("starred");
    store.set_tags(ids[0], &tags_in("lake, ferry")).expect("tagged");
    store.set_note(ids[0], Some(&"A note\nof two lines.".into())).expect("noted");
    let place = ReadingPlace { folded: vec![0], top: Some((Spot::Title, 3)) };
    store.save_place(ids[2], &place).expect("kept");
    store.add_rule(None, &Query::parse("\"put off\"").expect("a query")).expect("a rule");
    store.add_rule(Some(wire), &Query::parse("actor:NATO").expect("a query")).expect("a rule");
    for rule in reader.rules().expect("rules") {
        let about = reader.muted_by(&rule).expect("what it is about");
        store.mute(&about.into_iter().map(|id| (id, true)).collect::<Vec<_>>()).expect("muted");
    }
    store.save_search(&"Lakes".into(), &Query::parse("lake is:unread").expect("a query")).expect("saved");
    let key = ActorKey::of_name;
    for edit in [
        ActorEdit::Rename { actor: key("NATO"), name: "The Alliance".into() },
        ActorEdit::Alias { surface: "Amman".into(), actor: key("Jordan") },
        ActorEdit::Merge { from: key("Russia"), into: key("Jordan") },
    ] {
        store.edit_actor(&edit).expect("settled").change.expect("a change");
    }
    store.follow(&key("NATO"), true).expect("followed").expect("a change");
    store.looked_at(&key("Jordan"), at).expect("looked");
    store.remove_feed(old).expect("removed");
    let mut compaction = Compaction::new(Timestamp::now(), true);
    while store.compact(&mut compaction).expect("a step") {}
    // One waits to be analysed, as its feed has it.
    let entry = FeedEntry {
        title: Some(Markup { text: "Late".into(), is_html: false }),
        content: Some(Markup { text: "<p>Late &amp; short</p>".into(), is_html: true }),
        ..FeedEntry::default()
    };
    let content = Packed::entry("Late".into(), None, &FeedHead::default(), &entry);
    store.add(&[Incoming { content, ..incoming(wire, "Late", "", 90) }]).expect("added");
    (store, reader)
}

/// The export of a store, as `masthead export` writes it.
pub fn lines(reader: &Reader) -> Vec<String> {
    let mut records = vec![Record::Masthead(ExportHead::new())];
    reader
        .records(&mut |record| {
            records.push(record);
            true
        })
        .expect("read");
    let articles = records.iter().filter(|record| matches!(record, Record::Article(_))).count() as u64;
    records.push(Record::End(ExportEnd { articles }));
    records.iter().map(|record| record_line(record).expect("JSON")).collect()
}
