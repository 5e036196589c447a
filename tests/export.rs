//! An export of everything, and the store that is made of it: the same one.

mod harness;

use std::fs;
use std::path::Path;

use harness::furnished::{STORY, analyse, document, furnished, incoming, lines};
use harness::home::Home;
use harness::recount::recount;
use masthead::model::Cast;
use masthead::newsroom::{Imported, Newsroom, NewsroomError};
use masthead::store::{Analysed, Bundle, Content, Reader, Store};
use rusqlite::types::Value;

/// How many articles are new in a store, where all of an export is taken into it.
fn import(folder: &Path, text: &str) -> Result<u64, NewsroomError> {
    taken(folder, text).map(|imported| match imported {
        Imported::Whole(articles) => articles,
        Imported::Joined(joined) => joined.articles,
    })
}

fn taken(folder: &Path, text: &str) -> Result<Imported, NewsroomError> {
    Newsroom::import_export(folder, &mut text.as_bytes(), &mut |_| ())
}

/// Every row of what is the user's, as far as ids are promised.
fn rows(folder: &Path) -> Vec<(&'static str, Vec<Vec<Value>>)> {
    let db = rusqlite::Connection::open(Newsroom::store_file(folder)).expect("opens");
    let queries = [
        "SELECT * FROM feed ORDER BY id",
        "SELECT * FROM subscription ORDER BY feed_id",
        "SELECT * FROM health ORDER BY feed_id",
        "SELECT id, feed_id, title, published, received, revision, hash, url, text_from, hidden FROM article ORDER BY id",
        "SELECT * FROM entry ORDER BY feed_id, article_id",
        "SELECT * FROM also ORDER BY article_id, feed_id",
        "SELECT * FROM identity ORDER BY hash",
        "SELECT * FROM merged ORDER BY article_id",
        "SELECT * FROM wanted_page ORDER BY article_id",
        "SELECT article_id, n, url, replaced, document FROM revision ORDER BY article_id, n",
        "SELECT * FROM status WHERE read_at OR starred_at ORDER BY article_id",
        "SELECT * FROM place ORDER BY article_id",
        "SELECT * FROM tag ORDER BY name, article_id",
        "SELECT * FROM note ORDER BY article_id",
        "SELECT * FROM rule ORDER BY id",
        "SELECT * FROM saved ORDER BY id",
        "SELECT * FROM actor_edit ORDER BY id",
        "SELECT c.key, c.name, c.called FROM followed f JOIN actor c ON c.id = f.actor_id ORDER BY 1",
        "SELECT c.key, l.looked FROM actor_look l JOIN actor c ON c.id = l.actor_id ORDER BY 1",
        "SELECT feed_id, article_id FROM unread WHERE feed_id >= 0 ORDER BY 1, 2",
        "SELECT articles, unread, starred FROM totals",
        "SELECT * FROM meta WHERE name IN ('salt', 'samples') ORDER BY name",
    ];
    let read = |sql: &'static str| {
        let mut found = db.prepare(sql).expect("sound");
        let columns = found.column_count();
        let rows = found.query_map([], |row| (0..columns).map(|nth| row.get(nth)).collect()).expect("rows");
        (sql, rows.collect::<Result<_, _>>().expect("rows"))
    };
    queries.map(read).to_vec()
}

#[test]
fn an_import_of_an_export_is_the_same_store() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (mut store, reader) = furnished(one.path());
    recount(&Newsroom::store_file(one.path()), 0);
    let exported = lines(&reader);
    for kind in
        ["store", "feed", "actor", "actor_edit", "search", "rule", "gone", "article", "revision", "end"]
    {
        assert!(exported.iter().any(|line| line.starts_with(&format!("{{\"{kind}\":"))), "no {kind}");
    }
    assert_eq!(import(two.path(), &exported.concat()).expect("imported"), 6);
    let path = Newsroom::store_file(two.path());
    recount(&path, 1);
    let again = Reader::open(&path).expect("a reader");
    assert!(lines(&again) == exported, "before it is analysed");
    for (one, two) in std::iter::zip(rows(one.path()), rows(two.path())) {
        assert_eq!(one, two);
    }
    // What follows from it is made anew, and the same.
    let mut other = Store::open(&path).expect("a store");
    let entry = |article: &masthead::store::Waiting| matches!(article.content(), Ok(Content::Entry(_)));
    assert_eq!(again.waiting(99).expect("what waits").iter().filter(|article| entry(article)).count(), 1);
    for (store, reader) in [(&mut store, &reader), (&mut other, &again)] {
        // What its feed has of it is made a document of elsewhere.
        let late = reader.waiting(99).expect("what waits").into_iter().find(entry).expect("it waits");
        let analysed = Analysed::new(&late, &document("Late", "Late & short"), &Cast::default());
        store.note_analysed(Bundle::pack(vec![analysed])).expect("noted");
        analyse(store, reader);
    }
    recount(&path, 2);
    assert!(lines(&again) == lines(&reader), "after it is analysed");
    let actors = |reader: &Reader| reader.actors("", 99).expect("actors");
    assert_eq!(actors(&again), actors(&reader));
    assert_eq!(again.followed().expect("followed"), reader.followed().expect("followed"));
    assert_eq!(again.totals().expect("totals"), reader.totals().expect("totals"));
}

#[test]
fn what_is_imported_is_known_when_it_comes_again() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (_, reader) = furnished(one.path());
    import(two.path(), &lines(&reader).concat()).expect("imported");
    let path = Newsroom::store_file(two.path());
    let mut store = Store::open(&path).expect("a store");
    let feeds = reader.web_feeds().expect("feeds");
    let wire = feeds.iter().find(|feed| feed.feed.name == "The Wire").expect("there").feed.id;
    let count = || Reader::open(&path).expect("a reader").totals().expect("totals").articles;
    let before = count();
    for (title, text) in [("Accord", STORY), ("Tolls", "They are put off for good."), ("Short", "In brief.")]
    {
        let added = store.add(&[incoming(wire, title, text, 3)]).expect("added");
        assert!(matches!(added[0], masthead::store::Added::Unchanged(_)), "{title}: {added:?}");
    }
    assert_eq!(count(), before);
    let feed = Reader::open(&path).expect("a reader").web_feeds().expect("feeds");
    assert!(feed.iter().any(|feed| feed.trusted == "https://wire.example"));
}

#[test]
fn hostile_lines_are_one_error_and_nothing_of_them_is_in() {
    let one = tempfile::tempdir().expect("a folder");
    let (_, reader) = furnished(one.path());
    let sound = lines(&reader);
    let at = |start: &str| sound.iter().position(|line| line.starts_with(start)).expect("there");
    let (feed, article, revision) = (at("{\"feed\":{\"id\":2"), at("{\"article\":"), at("{\"revision\":"));
    let swapped = |nth: usize, from: &str, to: &str| {
        let mut lines = sound.clone();
        assert!(lines[nth].contains(from), "{}", lines[nth]);
        lines[nth] = lines[nth].replacen(from, to, 1);
        lines
    };
    let mut twice = sound.clone();
    twice.insert(article + 1, sound[article].clone());
    let mut unsalted = sound.clone();
    unsalted.remove(1);
    let cut: Vec<String> = sound[..article + 1].to_vec();
    for (lines, line, says) in [
        (cut, article + 1, "cut off"),
        (twice, article + 2, "twice"),
        (unsalted, sound.len() - 1, "missing"),
        (swapped(feed, "https://wire.example/feed", "file:///etc/passwd"), feed + 1, "file:"),
        (
            swapped(feed, "https://wire.example/feed", "https://me:geheim@wire.example/feed"),
            feed + 1,
            "[[secrets]]",
        ),
        (swapped(feed, "\"id\":2", "\"id\":-2"), feed + 1, "id above 0"),
        (swapped(feed, "\"always\"", "\"run /bin/sh\""), feed + 1, "unknown variant"),
        (swapped(article, "\"feed\":1", "\"feed\":77"), article + 1, "no feed 77"),
        (swapped(article, "\"feeds\":[", "\"feeds\":7,\"x\":["), article + 1, "invalid type"),
        (swapped(article, "\"id\":", "\"id\":99"), article + 1, "its id"),
        (swapped(revision, "\"number\":", "\"number\":9"), revision + 1, "no revision"),
        (swapped(revision, "\"paragraph\"", "\"script\""), revision + 1, "unknown variant"),
    ] {
        let two = tempfile::tempdir().expect("a folder");
        let error = import(two.path(), &lines.concat()).expect_err("wrong").to_string();
        assert!(error.contains(&format!("line {line}: ")) && error.contains(says), "{says}: {error}");
        assert!(!error.contains("geheim"), "{error}");
        let left = fs::read_dir(two.path()).expect("a folder").flatten().map(|entry| entry.file_name());
        let left: Vec<_> = left.filter(|name| name.to_string_lossy().contains("incoming")).collect();
        assert!(left.is_empty(), "{left:?}");
        // There is as little as before, and room for a sound one.
        assert_eq!(import(two.path(), &sound.concat()).expect("sound"), 6, "after {says}");
    }
}

#[test]
fn text_of_an_export_is_clean_and_settles_nothing_elsewhere() {
    let (one, two) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let (_, reader) = furnished(one.path());
    let text = lines(&reader).concat();
    assert!(!text.contains("\"theme\"") && !text.contains("\"trusted\"") && !text.contains("session"));
    let hostile = text
        .replace("The ferry waits.", "The \\u001b]52;c;aGk=\\u0007ferry\\u202e waits.")
        .replace("\"name\":\"The Wire\"", "\"name\":\"The\\u009b2J\\nWire\"");
    import(two.path(), &hostile).expect("imported");
    let reader = Reader::open(&Newsroom::store_file(two.path())).expect("a reader");
    assert!(reader.feeds().expect("feeds").iter().any(|feed| feed.name == "The Wire"));
    let again = lines(&reader).concat();
    assert!(again.contains("The ferry waits.") && !again.contains("u001b") && !again.contains('\u{202e}'));
}

#[test]
fn the_commands_write_one_and_take_one_in() {
    let home = Home::new();
    home.import(&[
        ("ferry.txt", "Ferry Waits\n\nBoth shores of the lake wait. Tomáš Óravec wants the ferry back.\n"),
        ("tolls.txt", "Tolls Put Off\n\nThe council put the tolls off.\n"),
    ]);
    let ran = home.run(&["export", "--all"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let ran_to_file = home.run(&["export", "--all", "all.jsonl"]);
    assert_eq!(ran_to_file.code, 0, "{ran_to_file:?}");
    assert_eq!(fs::read_to_string(home.path("all.jsonl")).expect("read"), ran.out);
    assert_eq!(home.run(&["export", "--all", "all.jsonl"]).code, 1);
    assert_eq!(home.run(&["export", "--all", "all.jsonl", "--force"]).code, 0);
    assert_eq!(home.run(&["export"]).code, 2);
    let again = home.run(&["import", "all.jsonl"]);
    assert_eq!((again.code, again.out.as_str()), (0, "0 articles new, 2 there already\n"), "{again:?}");

    let other = Home::new();
    let taken = other.run_with(&["import", "-"], ran.out.as_bytes());
    assert_eq!((taken.code, taken.out.as_str()), (0, "2 articles of 1 feed\n"), "{taken:?}");
    assert_eq!(other.run(&["export", "--all"]).out, ran.out);
    let found = |home: &Home| home.run(&["search", "--json", "actor:\"Tomáš Óravec\" ferry"]).out;
    assert_eq!(found(&other), found(&home));
    assert!(found(&home).contains("Ferry Waits"));
    let folder = Home::new();
    folder.write("news/all.json", &ran.out);
    let ran = folder.run(&["import", "news"]);
    assert!(ran.code == 1 && ran.err.contains("imported by itself"), "{ran:?}");
}
