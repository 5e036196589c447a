//! Whatever one does with a store, short of compacting it, no article goes; and compacting spares what one has had to do with.

mod harness;

use std::collections::BTreeSet;
use std::path::Path;

use harness::recount::{Dice, recount};
use masthead::model::{
    ActorEdit, ActorKey, ArticleId, ArticleKey, Block, Cast, ChangeId, CleanText, Document, FeedEdit, FeedId,
    Listing, Query, Retention, Scope, Section, Subscription, Text, Timestamp, tags_in,
};
use masthead::newsroom::{Newsroom, Pace};
use masthead::store::{Added, Analysed, Bundle, Compaction, Content, Incoming, Packed, Reader, Store};

const QUERIES: [&str; 6] = ["talks", "actor:Russia", "is:unread", "-talks", "says OR /a.c/", "since:2020"];

fn incoming(feed: FeedId, nth: u64, text: u64) -> Incoming {
    let title = format!("Article {nth}");
    let text = Text::from(format!("It says {text} of talks {nth} with Russia.").as_str());
    let section = Section { blocks: vec![Block::Paragraph(text)], ..Section::default() };
    Incoming {
        feed,
        key: ArticleKey::of_entry(feed, &title),
        address: Some(ArticleKey::of_address(&format!("news.example/{nth}"))),
        url: None,
        wants_page: false,
        received: Timestamp::from_second(1_700_000_000 + nth.cast_signed()).expect("a time"),
        content: Packed::document(&Document {
            title: title.as_str().into(),
            sections: vec![section],
            ..Document::default()
        }),
    }
}

/// The articles that are stored, hidden ones too.
fn stored(path: &Path) -> BTreeSet<i64> {
    let db = rusqlite::Connection::open(path).expect("opens");
    let mut ids = db.prepare("SELECT id FROM article").expect("sound");
    ids.query_map([], |row| row.get(0)).and_then(Iterator::collect).expect("ids")
}

fn analyse(store: &mut Store, reader: &Reader) {
    let waiting = reader.waiting(50).expect("what waits");
    let analysed = waiting.iter().map(|article| {
        let Content::Document(document) = article.content().expect("sound") else { panic!("no document") };
        Analysed::new(article, &document, &Cast::default())
    });
    let bundles = Bundle::pack(analysed.collect());
    store.note_analysed(bundles).expect("noted");
}

struct Desk {
    newsroom: Newsroom,
    reader: Reader,
    feeds: Vec<FeedId>,
    changes: Vec<ChangeId>,
    dice: Dice,
}

impl Desk {
    fn feed(&mut self) -> FeedId {
        self.feeds[self.dice.roll(3) as usize]
    }

    fn query(&mut self) -> Query {
        Query::parse(QUERIES[self.dice.roll(6) as usize]).expect("a query")
    }

    fn article(&mut self, path: &Path) -> ArticleId {
        let all: Vec<i64> = stored(path).into_iter().collect();
        ArticleId(all.get(self.dice.roll(all.len().max(1) as u64) as usize).copied().unwrap_or(5))
    }

    fn edit(&mut self) -> FeedEdit {
        match self.dice.roll(5) {
            0 => FeedEdit::Rename("Renamed".into()),
            1 => FeedEdit::Folders(vec![vec!["World".into()]]),
            2 => FeedEdit::Pause(self.dice.roll(2) == 0),
            _ => {
                let few = |dice: &mut Dice| (dice.roll(2) == 0).then(|| 1 + dice.roll(5) as u32);
                FeedEdit::Keep(Retention { days: few(&mut self.dice), articles: few(&mut self.dice) })
            }
        }
    }

    /// Does something at random that may be done with a store, but for compacting it.
    fn step(&mut self, path: &Path) {
        let (feed, query, id) = (self.feed(), self.query(), self.article(path));
        let on = self.dice.roll(3) > 0;
        match self.dice.roll(15) {
            0 | 1 => {
                let batch: Vec<Incoming> = (0..self.dice.roll(6))
                    .map(|_| {
                        incoming(
                            self.feeds[self.dice.roll(3) as usize],
                            self.dice.roll(40),
                            self.dice.roll(3),
                        )
                    })
                    .collect();
                self.newsroom.store().add(&batch).expect("added");
            }
            2 => {
                let feed = (self.dice.roll(2) == 0).then_some(feed);
                self.newsroom.mute(feed, &query, &mut |_| true).expect("muted");
            }
            3 => {
                if let Some(rule) = self.newsroom.rules().expect("rules").first() {
                    let rule = rule.id;
                    self.newsroom.unmute(rule, &mut |_| true).expect("heard");
                }
            }
            4 => {
                let edit = self.edit();
                self.changes.extend(self.newsroom.edit_feed(feed, &edit).expect("edited"));
                self.newsroom.expire(feed).expect("kept short");
            }
            5 => self
                .changes
                .extend(self.newsroom.remove_feed(feed).expect("removed").map(|(change, _)| change)),
            6 => {
                let url = CleanText::line(&format!("https://{}.example/", feed.0));
                let wanted = Subscription { url, ..Subscription::default() };
                self.newsroom.store().subscribe(&wanted, "https://a.example", None).expect("there");
            }
            7 => {
                let scope = if self.dice.roll(2) == 0 { Scope::All } else { Scope::Feed(feed) };
                let listing = Listing { scope, filter: Some(query) };
                self.changes.push(self.newsroom.store().mark_all_read(&listing).expect("read").0);
            }
            8 => self.changes.extend(self.newsroom.store().set_starred(id, on).expect("starred")),
            9 => self.changes.extend(self.newsroom.store().set_tags(id, &tags_in("a b")).expect("tagged")),
            10 => {
                self.changes.extend(self.newsroom.store().set_note(id, Some(&"Note.".into())).expect("noted"))
            }
            11 if !self.changes.is_empty() => {
                let change = self.changes.remove(self.dice.roll(self.changes.len() as u64) as usize);
                self.newsroom.store().undo(change).expect("undone");
            }
            12 => {
                let saved = self.newsroom.store().save_search(&"Saved".into(), &query).expect("saved").0;
                self.newsroom.store().put_search(saved, None).expect("removed");
            }
            13 => {
                // As with other actors in the config.
                self.newsroom.store().note_actors_mark(&id.0.to_string(), &|_| None).expect("noted");
                let actor = ActorKey::of_name("Russia");
                let edit = ActorEdit::Alias { surface: "Moscow".into(), actor };
                self.changes.extend(self.newsroom.store().edit_actor(&edit).expect("settled").change);
            }
            _ => analyse(self.newsroom.store(), &self.reader),
        }
    }
}

fn desk(folder: &Path, seed: u64) -> Desk {
    let mut newsroom = Newsroom::open(folder).expect("a store");
    let feeds = (1..=3)
        .map(|nth| {
            let url = CleanText::line(&format!("https://{nth}.example/"));
            let wanted = Subscription { url, ..Subscription::default() };
            newsroom.store().subscribe(&wanted, "https://a.example", None).expect("a feed").id()
        })
        .collect();
    let reader = newsroom.reader().expect("a reader");
    Desk { newsroom, reader, feeds, changes: Vec::new(), dice: Dice(seed) }
}

#[test]
fn nothing_but_compacting_ever_removes_an_article() {
    for seed in 1..=6 {
        let dir = tempfile::tempdir().expect("a folder");
        let path = Newsroom::store_file(dir.path());
        let mut desk = desk(dir.path(), seed);
        let mut before = BTreeSet::new();
        for step in 0..120 {
            desk.step(&path);
            let now = stored(&path);
            assert!(now.is_superset(&before), "seed {seed}, step {step}: {:?}", before.difference(&now));
            before = now;
        }
        while desk.reader.totals().expect("totals").waiting > 0 {
            analyse(desk.newsroom.store(), &desk.reader);
        }
        recount(&path, 120);
        // With nothing muted and every feed kept and there, all of them are shown again.
        for rule in desk.newsroom.rules().expect("rules") {
            desk.newsroom.unmute(rule.id, &mut |_| true).expect("heard");
        }
        for feed in desk.feeds.clone() {
            let url = CleanText::line(&format!("https://{}.example/", feed.0));
            let wanted = Subscription { url, ..Subscription::default() };
            desk.newsroom.store().subscribe(&wanted, "https://a.example", None).expect("there");
            desk.newsroom.edit_feed(feed, &FeedEdit::Keep(Retention::default())).expect("edited");
            desk.newsroom.expire(feed).expect("kept");
        }
        let shown = desk.reader.totals().expect("totals").articles;
        assert_eq!(shown, stored(&path).len() as u64, "seed {seed}");
    }
}

#[test]
fn compacting_spares_what_is_starred_tagged_or_noted() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = Newsroom::store_file(dir.path());
    let mut desk = desk(dir.path(), 1);
    let feed = desk.feeds[0];
    let batch: Vec<Incoming> = (0..5).map(|nth| incoming(feed, nth, 0)).collect();
    let store = desk.newsroom.store();
    let ids: Vec<ArticleId> = store.add(&batch).expect("added").iter().map(|added| added.id()).collect();
    store.set_starred(ids[0], true).expect("starred");
    store.set_tags(ids[1], &tags_in("lake")).expect("tagged");
    store.set_note(ids[2], Some(&"Mine.".into())).expect("noted");
    store.remove_feed(feed).expect("removed");
    desk.newsroom.analyse(Pace::Full, &mut |_| true).expect("analysed");
    assert_eq!(stored(&path).len(), 5, "they can be had back for a week");
    assert_eq!(desk.newsroom.compact().expect("compacted"), 2);
    let kept: BTreeSet<i64> = ids[..3].iter().map(|id| id.0).collect();
    assert_eq!(stored(&path), kept);
    recount(&path, 0);
}

#[test]
fn a_week_begins_anew_when_a_feed_is_removed_again() {
    let dir = tempfile::tempdir().expect("a folder");
    let path = Newsroom::store_file(dir.path());
    let mut desk = desk(dir.path(), 1);
    let feed = desk.feeds[0];
    let store = desk.newsroom.store();
    store.add(&[incoming(feed, 1, 0)]).expect("added");
    let now = Timestamp::now();
    let after = |days: i64| now + jiff::SignedDuration::from_hours(days * 24);
    let compact = |store: &mut Store, days| {
        let mut compaction = Compaction::new(after(days), false);
        while store.compact(&mut compaction).expect("a step") {}
        stored(&path).len()
    };
    let (change, _) = store.remove_feed(feed).expect("removed").expect("it was there");
    assert_eq!(compact(store, 0), 1);
    store.undo(change).expect("undone");
    store.remove_feed(feed).expect("removed again");
    assert_eq!(compact(store, 8), 1, "it was not noted since when");
    assert_eq!(compact(store, 16), 0);
}

#[test]
fn an_article_that_became_another_lends_its_id_to_nobody() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut desk = desk(dir.path(), 1);
    let long: String = (0..80).map(|nth| format!("word{nth} of the story, ")).collect();
    let story = |feed, title: &str, text: &str| {
        let mut story = incoming(feed, 7, 0);
        let text = Text::from(text);
        let section = Section { blocks: vec![Block::Paragraph(text)], ..Section::default() };
        let document = Document { title: title.into(), sections: vec![section], ..Document::default() };
        story.content = Packed::document(&document);
        story.key = ArticleKey::of_entry(feed, title);
        story.address = None;
        story
    };
    let [one, two, _] = desk.feeds[..] else { panic!("three feeds") };
    let store = desk.newsroom.store();
    let kept = store.add(&[story(one, "One", &long)]).expect("added")[0].id();
    analyse(store, &desk.reader);
    let gone = store.add(&[story(two, "Two", &format!("{long} And more."))]).expect("added")[0].id();
    analyse(store, &desk.reader);
    assert!(desk.reader.article(gone).expect("read").is_none(), "it is one with the other");
    let other = story(one, "Three", "Something else, of the same second.");
    let added = store.add(std::slice::from_ref(&other)).expect("added")[0];
    assert!(matches!(added, Added::New(id) if id != gone && id != kept));
    analyse(store, &desk.reader);
    assert_eq!(store.add(&[other]).expect("added")[0], Added::Unchanged(added.id()));
}
