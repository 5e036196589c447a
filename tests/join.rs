//! An export taken into a store that has something of its own: whatever either had is there, once.

mod harness;

use std::path::Path;

use harness::furnished::{STORY, analyse, furnished, incoming, lines};
use harness::home::Home;
use harness::recount::recount;
use masthead::model::{
    ActorEdit, ActorKey, ArticleId, CleanText, Cursor, FeedId, FeedOrigin, Listing, Query, Scope,
    Subscription, tags_in,
};
use masthead::newsroom::{Imported, Newsroom};
use masthead::store::{Added, Joined, Reader, Store};

fn taken(folder: &Path, text: &str) -> Imported {
    let taken = Newsroom::import_export(folder, &mut text.as_bytes(), &mut |_| ());
    taken.expect("taken in")
}

fn joined(folder: &Path, text: &str) -> Joined {
    match taken(folder, text) {
        Imported::Joined(joined) => joined,
        whole => panic!("{whole:?}"),
    }
}

/// Analyses everything that waits.
fn settle(folder: &Path) {
    let (mut store, reader) = open(folder);
    analyse(&mut store, &reader);
}

fn open(folder: &Path) -> (Store, Reader) {
    let path = Newsroom::store_file(folder);
    (Store::open(&path).expect("a store"), Reader::open(&path).expect("a reader"))
}

/// The articles that a search finds, by their titles; hidden ones are in none.
fn found(reader: &Reader, query: &str) -> Vec<ArticleId> {
    let filter = Some(Query::parse(query).expect("a query"));
    let listing = Listing { scope: Scope::All, filter };
    let found = reader.headlines(&listing, Cursor::Newest, 99).expect("a list");
    found.into_iter().map(|headline| headline.id).collect()
}

/// How many articles are listed under a title.
fn titled(reader: &Reader, title: &str) -> usize {
    let all = reader.headlines(&Listing::default(), Cursor::Newest, 99).expect("a list");
    all.iter().filter(|headline| headline.title == title).count()
}

fn only(reader: &Reader, query: &str) -> ArticleId {
    let found = found(reader, query);
    assert_eq!(found.len(), 1, "{query}");
    found[0]
}

fn feed(reader: &Reader, name: &str) -> FeedId {
    reader.feeds().expect("feeds").into_iter().find(|feed| feed.name == name).expect("there").id
}

fn subscribe(store: &mut Store, name: &str) -> FeedId {
    let url = CleanText::line(&format!("https://{name}.example/feed"));
    let wanted = Subscription { url, ..Subscription::default() };
    store.subscribe(&wanted, &format!("https://{name}.example"), Some(&name.into())).expect("a feed").id()
}

/// The second time, nothing is new, and nothing changes.
fn is_done_once(folder: &Path, export: &str) {
    let (_, reader) = open(folder);
    let before = lines(&reader);
    let again = joined(folder, export);
    assert_eq!((again.articles, again.grown, again.feeds, again.settled), (0, 0, 0, 0), "{again:?}");
    assert!(lines(&reader) == before);
    recount(&Newsroom::store_file(folder), 9);
}

#[test]
fn two_stores_that_were_one_are_one_again() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (mut here, reader) = furnished(one.path());
    assert!(matches!(taken(two.path(), &lines(&reader).concat()), Imported::Whole(6)));
    settle(one.path());
    settle(two.path());
    let (mut there, other) = open(two.path());

    // Each goes on by itself.
    let ferry = only(&reader, "ferry waits");
    let [wire, daily] = ["The Wire", "daily"].map(|name| feed(&reader, name));
    there.set_note(ferry, Some(&"Another note.".into())).expect("noted");
    there.set_tags(ferry, &tags_in("boats")).expect("tagged");
    there.set_starred(ferry, true).expect("starred");
    there.note_opened(ferry).expect("read");
    there.add(&[incoming(wire, "Tolls", "They are back.", 3)]).expect("revised");
    there.add(&[incoming(daily, "Frost", "It froze over.", 200)]).expect("added");
    here.add(&[incoming(daily, "Thaw", "It did not last.", 200)]).expect("added");
    let late = subscribe(&mut there, "late");
    subscribe(&mut here, "early");
    there.add(&[incoming(late, "Late news", "Of a feed that is new.", 300)]).expect("added");
    there.save_search(&"Lakes".into(), &Query::parse("lake").expect("a query")).expect("saved");
    there.add_rule(None, &Query::parse("\"did not last\"").expect("a query")).expect("a rule");
    let key = ActorKey::of_name;
    there.edit_actor(&ActorEdit::Rename { actor: key("NATO"), name: "The Pact".into() }).expect("settled");
    there.edit_actor(&ActorEdit::Split { surface: "Russia".into(), from: key("Jordan") }).expect("settled");
    here.edit_actor(&ActorEdit::Rename { actor: key("Jordan"), name: "The Kingdom".into() })
        .expect("settled");
    there.edit_actor(&ActorEdit::Rename { actor: key("Jordan"), name: "Amman’s".into() }).expect("settled");
    there.follow(&key("Jordan"), true).expect("followed");
    analyse(&mut there, &other);
    analyse(&mut here, &reader);
    let path = Newsroom::store_file(one.path());
    recount(&path, 0);

    let export = lines(&other).concat();
    let came = joined(one.path(), &export);
    assert_eq!((came.articles, came.feeds), (2, 1), "{came:?}");
    // The ferry has marks, the tolls another revision.
    assert_eq!(came.grown, 2, "{came:?}");
    recount(&path, 1);
    settle(one.path());
    recount(&path, 2);

    let ferry = only(&reader, "ferry waits is:starred is:read tag:boats tag:lake");
    assert_eq!(reader.note(ferry).expect("read").as_deref(), Some("A note\nof two lines.\n\nAnother note."));
    // A rule that came hides what was here.
    assert_eq!(["Thaw", "Frost", "Late news"].map(|title| titled(&reader, title)), [0, 1, 1]);
    assert_eq!(reader.rules().expect("rules").len(), 3);
    let searches = reader.saved_searches().expect("searches");
    let searches: Vec<_> =
        searches.iter().map(|saved| (saved.name.as_str(), saved.query.to_string())).collect();
    assert_eq!(searches, [("Lakes", "lake is:unread".to_owned()), ("Lakes (2)", "lake".to_owned())]);
    // What was settled here alone stays; what was settled there after it holds.
    let edits = lines(&reader).concat();
    assert!(edits.contains("The Pact") && edits.contains("The Kingdom") && !edits.contains("Amman’s"));
    assert_eq!(came.left_out, 1);
    let followed = reader.followed().expect("followed");
    assert_eq!(followed.len(), 2, "{followed:?}");
    is_done_once(one.path(), &export);

    // And the other way round, both are the same.
    let back = lines(&reader).concat();
    joined(two.path(), &back);
    settle(two.path());
    recount(&Newsroom::store_file(two.path()), 3);
    let titles = |reader: &Reader| {
        let all = reader.headlines(&Listing::default(), Cursor::Newest, 99).expect("a list");
        let mut titles: Vec<_> = all.into_iter().map(|headline| headline.title.to_string()).collect();
        titles.sort();
        titles
    };
    assert_eq!(titles(&other), titles(&reader));
    is_done_once(two.path(), &back);
}

#[test]
fn revisions_are_put_into_one_row() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (mut here, reader) = open(one.path());
    let wire = subscribe(&mut here, "wire");
    let says = |store: &mut Store, text: &str| {
        let added = store.add(&[incoming(wire, "Tolls", text, 1)]).expect("added");
        added[0].id()
    };
    let id = says(&mut here, "One.");
    taken(two.path(), &lines(&reader).concat());
    let (mut there, other) = open(two.path());
    let said = |reader: &Reader| -> Vec<String> {
        let (all, _) = reader.revisions(id).expect("read");
        all.iter()
            .map(|revision| revision.document.sections[0].blocks[0].clone())
            .map(|block| match block {
                masthead::model::Block::Paragraph(text) => text.as_str().to_owned(),
                other => panic!("{other:?}"),
            })
            .collect()
    };
    // The other has gone on: what it says now is what is said.
    says(&mut there, "Two.");
    says(&mut there, "Three.");
    here.note_opened(id).expect("read");
    assert_eq!(joined(one.path(), &lines(&other).concat()).grown, 1);
    assert_eq!(said(&reader), ["Three.", "Two.", "One."]);
    // One has read the first.
    assert_eq!(lines(&reader).concat().matches("\"read_revision\":1").count(), 1);
    is_done_once(one.path(), &lines(&other).concat());
    // They have read there what it says now.
    says(&mut there, "Three again.");
    there.note_opened(id).expect("read");
    assert_eq!(joined(one.path(), &lines(&other).concat()).grown, 1);
    assert_eq!(lines(&reader).concat().matches("\"read_revision\":4,\"read_before\":1").count(), 1);
    // Both have gone on: the one that came later is what is said, and the other is not lost.
    says(&mut there, "Four there.");
    says(&mut here, "Four here.");
    says(&mut here, "Five here.");
    assert_eq!(joined(one.path(), &lines(&other).concat()).grown, 1);
    let all = said(&reader);
    assert_eq!((all.len(), all[0].as_str()), (7, "Five here."));
    assert!(all.contains(&"Four there.".to_owned()), "{all:?}");
    is_done_once(one.path(), &lines(&other).concat());
    settle(one.path());
    recount(&Newsroom::store_file(one.path()), 1);
}

#[test]
fn two_stores_that_never_met_know_articles_by_their_addresses_and_words() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (_, other) = furnished(two.path());
    settle(two.path());
    let (mut here, reader) = open(one.path());
    let files = here.feed_named(&"Notes".into(), FeedOrigin::Files).expect("a feed");
    let wire = subscribe(&mut here, "wire");
    here.add(&[
        incoming(files, "Own", "Nobody else has it.", 7),
        incoming(wire, "Accord", STORY, 2),
        incoming(wire, "Tolls", "They are put off until June.", 3),
    ])
    .expect("added");
    analyse(&mut here, &reader);
    let export = lines(&other).concat();
    let came = joined(one.path(), &export);
    assert_eq!((came.articles, came.known), (4, 2), "{came:?}");
    let path = Newsroom::store_file(one.path());
    recount(&path, 1);
    settle(one.path());
    recount(&path, 2);
    assert_eq!(titled(&reader, "Own"), 1);
    // A rule that came hides it, as it is hidden there.
    let accord =
        lines(&reader).into_iter().find(|line| line.contains("\"title\":\"Accord\"")).expect("there");
    assert!(accord.contains("\"starred\":\"2") && accord.contains("\"muted\":true"), "{accord}");
    // What was an earlier revision there is one here.
    let tolls = lines(&reader).concat().matches("They are put off").count();
    assert_eq!(tolls, 4);
    is_done_once(one.path(), &export);
    // The feed brings again what came with the export: it is known.
    let before = reader.totals().expect("totals").articles;
    for (title, text) in [("Accord", STORY), ("Tolls", "They are put off for good."), ("Short", "In brief.")]
    {
        let added = here.add(&[incoming(wire, title, text, 3)]).expect("added");
        assert!(matches!(added[0], Added::Unchanged(_)), "{title}: {added:?}");
    }
    assert_eq!(reader.totals().expect("totals").articles, before);
}

#[test]
fn an_export_that_is_wrong_leaves_a_store_as_it_was() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (_, other) = furnished(two.path());
    let (mut here, reader) = open(one.path());
    let wire = subscribe(&mut here, "wire");
    here.add(&[incoming(wire, "Own", "Nobody else has it.", 7)]).expect("added");
    let before = lines(&reader);
    let sound = lines(&other);
    let at = sound.iter().position(|line| line.starts_with("{\"revision\":")).expect("a revision");
    let unsalted: Vec<String> =
        sound.iter().filter(|line| !line.starts_with("{\"store\":")).cloned().collect();
    for wrong in [&sound[..sound.len() - 1], &[&sound[..=at], &sound[at..]].concat(), &unsalted] {
        let text = wrong.concat();
        let error =
            Newsroom::import_export(one.path(), &mut text.as_bytes(), &mut |_| ()).expect_err("wrong");
        assert!(error.to_string().contains("nothing of it was taken in"), "{error}");
        assert!(lines(&reader) == before);
        recount(&Newsroom::store_file(one.path()), 0);
    }
}

#[test]
fn the_command_says_what_came_and_what_was_there() {
    let (home, other) = (Home::new(), Home::new());
    home.import(&[("ferry.txt", "Ferry Waits\n\nBoth shores of the lake wait.\n")]);
    other.import(&[
        ("ferry.txt", "Ferry Waits\n\nBoth shores of the lake wait.\n"),
        ("tolls.txt", "Tolls Put Off\n\nThe council put the tolls off.\n"),
    ]);
    assert_eq!(other.run(&["searches", "add", "Lakes", "lake"]).code, 0);
    let id = serde_json::from_str::<serde_json::Value>(&other.run(&["search", "ferry", "--json"]).out);
    let id = id.expect("JSON")[0]["id"].to_string();
    assert_eq!(other.run(&["note", &id, "To be read."]).code, 0);
    let export = other.run(&["export", "--all"]).out;
    let ran = home.run_with(&["import", "-"], export.as_bytes());
    let said = "1 article new, 1 there already (1 of them with more than before); 1 new of searches, rules and what was \
                settled of actors\n";
    assert_eq!((ran.code, ran.out.as_str()), (0, said), "{ran:?}");
    let again = home.run_with(&["import", "-", "--json"], export.as_bytes());
    let said = serde_json::from_str::<serde_json::Value>(&again.out).expect("JSON");
    assert_eq!((&said["new"], &said["known"], &said["grown"]), (&0.into(), &2.into(), &0.into()));
    assert!(home.run(&["search", "is:noted", "--json"]).out.contains("To be read."));
    assert_eq!(home.run(&["doctor"]).out, "nothing wrong\n");
}
