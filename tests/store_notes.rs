//! Tags and notes: found, taken back, and never lost to what comes in.

use std::fs;

use masthead::model::{
    CleanText, Cursor, Field, Headline, Listing, Offered, Query, Scope, Timestamp, tags_in,
};
use masthead::newsroom::{Newsroom, Pace, Source};
use masthead::store::Reader;
use tempfile::TempDir;

struct Desk {
    dir: TempDir,
    newsroom: Newsroom,
    reader: Reader,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let newsroom = Newsroom::open(&dir.path().join("store")).expect("a newsroom");
        let reader = newsroom.reader().expect("a reader");
        Self { dir, newsroom, reader }
    }

    fn import(&mut self, name: &str, text: &str) {
        let path = self.dir.path().join(name);
        fs::write(&path, text).expect("written");
        let now: Timestamp = "2025-10-25T12:00:00Z".parse().expect("a time");
        self.newsroom.import(&[Source::File(path)], None, now, &mut |_| {}).expect("imported");
        self.newsroom.analyse(Pace::Full, &mut |_| true).expect("analysed");
    }

    fn found(&self, query: &str) -> Vec<Headline> {
        let filter = Some(Query::parse(query).expect("a query"));
        self.reader.headlines(&Listing { scope: Scope::All, filter }, Cursor::Newest, 100).expect("a list")
    }

    fn titles(&self, query: &str) -> Vec<String> {
        self.found(query).into_iter().map(|headline| headline.title.to_string()).collect()
    }

    fn values(&self, field: Field, typed: &str) -> Vec<String> {
        match self.reader.values(field, typed, 10).expect("values") {
            Offered::Actors(actors) => actors.iter().map(|actor| actor.name.to_string()).collect(),
            Offered::Words(words) => words.iter().map(|(word, _)| word.to_string()).collect(),
        }
    }
}

const TALKS: &str = "---\ntitle: Talks resume\nauthor: Sara Khan\n---\n\nEnvoys met on Tuesday. “It is over,” Dmitry \
                     Peskov said. Maria Zakharova was silent.\n";
const FEED: &str = r#"<rss version="2.0"><channel><title>Wire</title><link>https://wire.example/</link>
<item><guid>1</guid><title>Ships leave</title><link>https://wire.example/1</link><description>Grain is under way again.</description>
<category>Black Sea</category><category>Trade</category></item></channel></rss>"#;

#[test]
fn tags_and_notes_are_found_and_taken_back() {
    let mut desk = Desk::new();
    desk.import("talks.md", TALKS);
    let id = desk.found("talks")[0].id;
    let note = CleanText::new("Ask the embassy.\n\nCompare with Élysée’s line.");
    let tagged =
        desk.newsroom.store().set_tags(id, &tags_in("Vienna, to-read")).expect("tagged").expect("new");
    let noted = desk.newsroom.store().set_note(id, Some(&note)).expect("noted").expect("new");
    assert_eq!(desk.newsroom.store().set_note(id, Some(&note)).expect("noted"), None, "it is so already");
    for query in [
        "tag:vienna",
        "tag:Vienna tag:\"to read\"",
        "is:noted",
        "embassy",
        "elys*",
        "\"the embassy\"",
        "/ask the/",
        "talks embassy",
    ] {
        assert_eq!(desk.titles(query), ["Talks resume"], "{query}");
    }
    assert!(desk.titles("in:title embassy").is_empty() && desk.titles("-is:noted").is_empty());
    let headline = desk.found("is:noted").remove(0);
    assert!(headline.status.noted && headline.tags == tags_in("to-read vienna"));
    let article = desk.reader.article(id).expect("read").expect("an article");
    assert_eq!(article.note.as_ref(), Some(&note));
    let listing = Listing { scope: Scope::All, filter: Some(Query::parse("embassy").expect("a query")) };
    let hits = desk.reader.hits(&listing, &[id]).expect("hits");
    assert_eq!(hits[0].text.as_str(), "Ask the embassy.");

    desk.newsroom.store().undo(noted).expect("undone");
    assert!(desk.titles("is:noted").is_empty() && desk.titles("embassy").is_empty());
    desk.newsroom.store().undo(tagged).expect("undone");
    assert!(desk.titles("tag:vienna").is_empty() && desk.found("talks")[0].tags.is_empty());
}

#[test]
fn tags_and_notes_outlive_a_revision_and_an_import() {
    let mut desk = Desk::new();
    desk.import("talks.md", TALKS);
    let id = desk.found("talks")[0].id;
    let note = CleanText::new("Ask the embassy.");
    desk.newsroom.store().set_tags(id, &tags_in("vienna")).expect("tagged");
    desk.newsroom.store().set_note(id, Some(&note)).expect("noted");
    for text in [TALKS.to_owned(), TALKS.replace("Tuesday", "Wednesday")] {
        desk.import("talks.md", &text);
        assert_eq!(desk.titles("tag:vienna embassy envoys"), ["Talks resume"]);
    }
    assert_eq!(desk.reader.article(id).expect("read").expect("an article").note, Some(note));
    assert_eq!(desk.reader.tags().expect("tags"), [(CleanText::from("vienna"), 1)]);
}

#[test]
fn what_feeds_file_articles_under_is_found_too() {
    let mut desk = Desk::new();
    desk.import("feed.xml", FEED);
    desk.import("talks.md", TALKS);
    let id = desk.found("talks")[0].id;
    desk.newsroom.store().set_tags(id, &tags_in("black-sea trains")).expect("tagged");
    assert_eq!(desk.titles("tag:trade"), ["Ships leave"]);
    assert_eq!(desk.found("tag:\"black sea\"").len(), 2);
    assert!(desk.titles("tag:black").is_empty());
    assert_eq!(desk.values(Field::Tag, "tra"), ["trains", "trade"]);
    assert_eq!(desk.values(Field::Author, "kh"), ["Sara Khan"]);
    assert_eq!(desk.values(Field::Author, "sara kh"), ["Sara Khan"]);
    assert_eq!(desk.values(Field::Author, ""), ["Sara Khan"]);
    assert_eq!(desk.values(Field::Quote, ""), ["Dmitry Peskov"]);
    assert_eq!(desk.values(Field::Quote, "zakh"), [""; 0]);
    assert_eq!(desk.values(Field::Actor, "zakh"), ["Maria Zakharova"]);
}
