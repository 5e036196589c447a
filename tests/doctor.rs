//! What may be wrong with a store is found, said, and mended; no article is lost by it.

mod harness;

use std::sync::OnceLock;

use harness::articles::{FERRY, TOLL};
use harness::home::Home;
use harness::recount::{recount, unwatched};
use masthead::model::{ActorKey, Cursor, Listing, Query, tags_in};
use masthead::newsroom::Newsroom;
use masthead::store::{Finding, Reader, Store};
use rusqlite::Connection;

/// A store with some of everything, made once for all.
fn furnished() -> Home {
    static MADE: OnceLock<Vec<u8>> = OnceLock::new();
    let made = MADE.get_or_init(|| {
        let home = Home::new();
        furnish(&home);
        assert_eq!(home.run(&["backup", "made.db"]).code, 0);
        std::fs::read(home.path("made.db")).expect("read")
    });
    let home = Home::new();
    home.write("store/masthead.db", made);
    home
}

fn furnish(home: &Home) {
    let articles: Vec<(String, String)> = ["Ferry", "Market", "Tolls"]
        .map(|title| {
            let text = format!(
                "# {title} Waits\n\nTomáš Óravec of the Lake Council spoke of the {title}.\n\n\
                                ## Stakeholders\n\n**Tomáš Óravec:** Wants the {title} back.\n"
            );
            (format!("{title}.md"), text)
        })
        .to_vec();
    let named = |articles: &[(String, String)]| {
        let articles: Vec<(&str, &str)> = articles.iter().map(|(name, text)| (&**name, &**text)).collect();
        home.import(&articles);
    };
    named(&articles);
    let revised: Vec<(String, String)> =
        articles.iter().map(|(name, text)| (name.clone(), text.replace("spoke", "has spoken"))).collect();
    named(&revised);
    let mut newsroom = Newsroom::open(&home.store()).expect("a store");
    let store = newsroom.store();
    let reader = Reader::open(&Newsroom::store_file(&home.store())).expect("a reader");
    let ids: Vec<_> = reader
        .headlines(&Listing::default(), Cursor::Newest, 9)
        .expect("a list")
        .iter()
        .map(|headline| headline.id)
        .collect();
    store.set_starred(ids[0], true).expect("starred");
    store.set_read(ids[1], true).expect("read");
    store.set_tags(ids[0], &tags_in("lake")).expect("tagged");
    store.set_note(ids[0], Some(&"A note.".into())).expect("noted");
    store.add_rule(None, &Query::parse("nowhere").expect("a query")).expect("a rule");
    store.save_search(&"Lakes".into(), &Query::parse("lake").expect("a query")).expect("saved");
    let key = ActorKey::from_stored("person:tomas-oravec");
    store.follow(&key, true).expect("followed").expect("somebody");
}

fn examined(home: &Home) -> Vec<Finding> {
    let reader = Reader::open(&Newsroom::store_file(&home.store())).expect("a reader");
    reader.examine(&unwatched()).expect("looked through")
}

/// What is found after a store was damaged in some way. Everything is mended after that, and nothing lost.
fn check(damage: &str, says: &str) {
    let home = furnished();
    let path = Newsroom::store_file(&home.store());
    assert_eq!(examined(&home), [], "before");
    let count = |db: &Connection, table: &str| -> i64 {
        db.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).expect("counts")
    };
    let db = Connection::open(&path).expect("opens");
    let before = ["article", "note", "tag", "saved"].map(|table| count(&db, table));
    db.execute_batch(&format!("PRAGMA foreign_keys = OFF; {damage}")).expect(damage);
    drop(db);
    let found = examined(&home);
    assert!(found.iter().any(|finding| finding.what.contains(says)), "{damage}: {found:?}");
    assert!(found.iter().all(|finding| finding.can_be_mended), "{found:?}");
    let mut newsroom = Newsroom::open(&home.store()).expect("a store");
    newsroom.store().mend(&found, &mut |_, _| ()).expect("mended");
    newsroom.analyse(masthead::newsroom::Pace::Full, &mut |_| true).expect("analysed");
    drop(newsroom);
    assert_eq!(examined(&home), [], "after {damage}");
    recount(&path, 0);
    let db = Connection::open(&path).expect("opens");
    assert_eq!(["article", "note", "tag", "saved"].map(|table| count(&db, table)), before, "{damage}");
}

#[test]
fn counters_and_lists_are_made_anew() {
    check("UPDATE totals SET articles = 7, waiting = 3", "counters of articles");
    check("UPDATE feed SET unread = unread + 1", "feeds whose counters");
    check(
        "DELETE FROM unread WHERE feed_id = 0 AND article_id = (SELECT max(article_id) FROM unread)",
        "lists of the unread",
    );
    check(
        "UPDATE bundle SET articles = articles + 1; INSERT INTO bundle (articles, packed) VALUES (1, x'00')",
        "bundles",
    );
    check("UPDATE name SET articles = articles + 1", "names whose articles");
    check("UPDATE actor SET articles = 0", "actors whose articles");
    check("DELETE FROM unread WHERE feed_id = -1; DELETE FROM unread WHERE feed_id < -1", "followed actors");
}

#[test]
fn what_hangs_on_nothing_goes_and_articles_get_what_they_lack() {
    check(
        "INSERT INTO status (article_id, read_at) VALUES (5, 5); INSERT INTO place VALUES (5, '{}')",
        "marks, places",
    );
    check("INSERT INTO identity VALUES (5, 5)", "names by which articles are known");
    check("INSERT INTO waiting VALUES (5)", "to be analysed and are gone");
    check("INSERT INTO merged VALUES (5, 6)", "one with others");
    check("INSERT INTO search (rowid, words) VALUES (5, 'a b')", "in the index that are gone");
    check("INSERT INTO entry (feed_id, article_id) VALUES (77, 5)", "which feed brought what");
    check(
        "INSERT INTO subscription (feed_id, url, trusted) VALUES (77, 'https://a.example', '')",
        "settings of feeds",
    );
    check("DELETE FROM entry", "their feed does not list");
    check("DELETE FROM feed", "articles whose feed is gone");
    check("UPDATE article SET hidden = 1", "hidden articles whose feed");
    check("UPDATE article SET index_version = 0", "do not wait for it");
    check("INSERT INTO followed VALUES (77, 0)", "actors that are gone");
    check("DELETE FROM actor WHERE key = 'person:tomas-oravec'", "names of actors that are gone");
}

#[test]
fn the_index_is_made_anew_from_the_articles() {
    check(
        "DELETE FROM search WHERE rowid = (SELECT max(id) FROM article)",
        "index does not have as they are",
    );
    check(
        "DELETE FROM search WHERE rowid = (SELECT max(id) FROM article);
         INSERT INTO search (rowid, words) SELECT max(id), 'something else' FROM article",
        "index does not have as they are",
    );
    check(
        "UPDATE search_data SET block = zeroblob(length(block)) WHERE id > 10",
        "index of words is damaged",
    );
    check("INSERT INTO search (search) VALUES ('delete-all')", "index does not have as they are");
}

#[test]
fn what_articles_say_is_looked_at() {
    check("UPDATE bundle SET packed = zeroblob(length(packed))", "text cannot be read");
    check("UPDATE article SET slot = 99 WHERE id = (SELECT max(id) FROM article)", "text cannot be read");
    check("DELETE FROM bundle", "text cannot be read");
    check("DELETE FROM name", "who is in them");
    let home = furnished();
    let db = Connection::open(Newsroom::store_file(&home.store())).expect("opens");
    db.execute("UPDATE revision SET document = x'07'", []).expect("damaged");
    drop(db);
    assert!(examined(&home).iter().any(|finding| finding.what.contains("revisions") && finding.count == 3));
    let mut store = Store::open(&Newsroom::store_file(&home.store())).expect("a store");
    store.mend(&examined(&home), &mut |_, _| ()).expect("mended");
    assert_eq!(examined(&home), []);
}

#[test]
fn what_cannot_be_read_of_what_was_settled_is_said() {
    check("INSERT INTO rule (test) VALUES ('(unended')", "(unended");
    check("INSERT INTO actor_edit (edit) VALUES ('{}')", "settled of an actor");
    check("INSERT INTO place SELECT max(id), 'here' FROM article", "where an article was left");
}

#[test]
fn the_command_says_what_is_wrong_and_mends_it() {
    let home = furnished();
    let sound = home.run(&["doctor"]);
    assert_eq!((sound.code, sound.out.as_str(), sound.err.as_str()), (0, "nothing wrong\n", ""));
    assert_eq!(home.run(&["doctor", "--json"]).out, "{\"findings\":[],\"set_aside\":null}\n");
    let path = Newsroom::store_file(&home.store());
    let db = Connection::open(&path).expect("opens");
    db.execute_batch("UPDATE totals SET starred = 9; UPDATE bundle SET packed = x'07'").expect("damaged");
    drop(db);
    let ill = home.run(&["doctor"]);
    assert_eq!(ill.code, 1, "{ill:?}");
    assert!(ill.out.contains("articles whose text cannot be read (3); --repair keeps"), "{ill:?}");
    let mended = home.run(&["doctor", "--repair"]);
    assert_eq!(mended.code, 0, "{mended:?}");
    assert!(mended.out.ends_with("mended: nothing wrong any more\n"), "{mended:?}");
    assert!(mended.err.contains("masthead.db.before-"), "{mended:?}");
    // The texts come again, as the files say something else than what is there.
    home.import(&[("Ferry.md", "# Ferry Waits\n\nThe ferry is back.\n")]);
    assert!(home.run(&["search", "--json", "\"is back\""]).out.contains("Ferry Waits"));
    assert_eq!(home.run(&["doctor"]).out, "nothing wrong\n");
    // A page of the file itself.
    let mut bytes = std::fs::read(&path).expect("read");
    let page = bytes.len() / 8192 / 2;
    bytes[page * 8192..page * 8192 + 8000].fill(0xaa);
    std::fs::write(&path, bytes).expect("written");
    let torn = home.run(&["doctor"]);
    assert!(torn.code == 1 && format!("{}{}", torn.out, torn.err).contains("masthead restore"), "{torn:?}");
}

#[test]
fn what_cannot_be_read_is_left_out_of_an_export_and_the_rest_is_not() {
    let home = Home::new();
    for article in [("ferry.md", FERRY), ("toll.md", TOLL)] {
        home.import(&[article]);
    }
    let path = Newsroom::store_file(&home.store());
    let db = Connection::open(&path).expect("opens");
    let damaged = db.execute("UPDATE bundle SET packed = x'07' WHERE id = (SELECT min(id) FROM bundle)", []);
    assert_eq!(damaged, Ok(1));
    drop(db);
    let ran = home.run(&["export", "--all", "all.jsonl"]);
    assert!(
        ran.code == 1 && ran.err.contains("1 article cannot be read, since the store is damaged"),
        "{ran:?}"
    );
    let other = Home::new();
    let export = home.path("all.jsonl");
    let taken = other.run(&["import", export.to_str().expect("UTF-8")]);
    assert!(taken.code == 0 && taken.out.contains("1 article of 1 feed"), "{taken:?}");
}

#[test]
fn a_store_of_which_the_end_is_missing_is_told_as_damaged_and_not_copied_in_vain() {
    let home = Home::new();
    home.import(&[("ferry.md", FERRY)]);
    let path = Newsroom::store_file(&home.store());
    let bytes = std::fs::read(&path).expect("read");
    std::fs::write(&path, &bytes[..bytes.len() / 2 / 8192 * 8192]).expect("written");
    for args in [&["doctor"][..], &["doctor", "--repair"]] {
        let ran = home.run(args);
        let is_told = ran.out.contains("the file is damaged") && ran.out.contains("masthead restore");
        assert!(ran.code == 1 && is_told && !ran.out.contains("***"), "{ran:?}");
    }
    let files = std::fs::read_dir(home.store()).expect("a folder").flatten();
    assert!(files.into_iter().all(|file| !file.file_name().to_string_lossy().contains("before")));
}
