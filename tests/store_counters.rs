//! After anything that may happen to a store, its counters and lists are what counting it anew gives.

mod harness;

use harness::recount::{Dice, recount};
use masthead::model::{
    ActorEdit, ActorKey, ArticleId, ArticleKey, Block, Cast, CleanText, Cursor, Document, FeedId, FeedOrigin,
    Label, Listing, Member, Mention, Method, Place, Query, Scope, Section, Spot, Subscribed, Subscription,
    Text, Timestamp,
};
use masthead::store::{Analysed, Bundle, Compaction, Content, Incoming, Packed, Reader, Store};

const NAMES: [&str; 6] = ["Russia", "NATO", "Steve Witkoff", "Élysée", "北京", "U.S."];

fn random_article(dice: &mut Dice, feed: FeedId) -> Incoming {
    let key = format!("/a/{}", dice.roll(60));
    let text = format!("{key} says {} of talks", dice.roll(3));
    let section = Section { blocks: vec![Block::Paragraph(Text::from(text.as_str()))], ..Section::default() };
    Incoming {
        feed,
        key: ArticleKey(CleanText::new(&key)),
        address: None,
        url: None,
        wants_page: false,
        received: Timestamp::from_second(1_700_000_000 + dice.roll(50) as i64).expect("a time"),
        content: Packed::document(&Document {
            title: key.as_str().into(),
            sections: vec![section],
            ..Document::default()
        }),
    }
}

/// Analyses some of what waits.
fn analyse(dice: &mut Dice, store: &mut Store, reader: &Reader) {
    let waiting = reader.waiting(dice.roll(20) as usize).expect("what waits");
    let analysed = waiting.iter().map(|article| {
        let members = NAMES.iter().filter(|_| dice.roll(4) == 0);
        let members = members.map(|name| Member::new(ActorKey::of_name(name), (*name).into()));
        let mut cast = Cast { members: members.collect(), ..Cast::default() };
        for name in NAMES.iter().filter(|_| dice.roll(4) == 0) {
            let mention = mention(name);
            match cast.members.first_mut().filter(|_| mention.confidence > 50) {
                Some(member) => member.mentions.push(mention),
                None => cast.unresolved.push(mention),
            }
        }
        let Content::Document(document) = article.content().expect("sound") else { panic!("no document") };
        Analysed::new(article, &document, &cast)
    });
    let bundles = Bundle::pack(analysed.collect());
    store.note_analysed(bundles).expect("noted");
}

/// A name that is somebody's, or nobody's where it is too short.
fn mention(surface: &str) -> Mention {
    Mention {
        place: Place { spot: Spot::Title, range: 0..1 },
        surface: surface.into(),
        label: Label::Per,
        method: Method::Table,
        confidence: if surface.len() > 5 { 90 } else { 0 },
    }
}

fn random_edit(dice: &mut Dice) -> ActorEdit {
    let mut name = || NAMES[dice.roll(6) as usize];
    let (surface, actor, other) = (name().into(), ActorKey::of_name(name()), ActorKey::of_name(name()));
    match dice.roll(4) {
        0 => ActorEdit::Alias { surface, actor },
        1 => ActorEdit::Split { surface, from: actor },
        2 => ActorEdit::Rename { actor, name: surface },
        _ => ActorEdit::Merge { from: actor, into: other },
    }
}

fn random_listing(dice: &mut Dice, feeds: &[FeedId]) -> Listing {
    let scope = match dice.roll(6) {
        0 => Scope::All,
        1 => Scope::Unread,
        2 => Scope::Starred,
        5 => Scope::Followed,
        3 => Scope::Feed(feeds[dice.roll(feeds.len() as u64) as usize]),
        _ => Scope::Actor(ActorKey::of_name(NAMES[dice.roll(6) as usize])),
    };
    let filter = (dice.roll(2) == 0).then(|| Query::parse("talks").expect("a query"));
    Listing { scope, filter }
}

#[test]
fn counters_are_what_counting_gives() {
    for seed in 1..=4 {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let reader = Reader::open(&path).expect("a reader");
        let samples = store.feed_named(&"Samples".into(), FeedOrigin::Samples).expect("a feed");
        let mut dice = Dice(seed);
        let batch: Vec<Incoming> = (0..5).map(|_| random_article(&mut dice, samples)).collect();
        store.add(&batch).expect("added");
        analyse(&mut dice, &mut store, &reader);
        for _ in 0..3 {
            let sample = reader.headlines(&Listing::default(), Cursor::Newest, 5).expect("a page")[0].id;
            store.set_starred(sample, true).expect("starred");
            store.set_read(sample, true).expect("read");
        }
        recount(&path, 0);
        let feeds: Vec<FeedId> = ["One", "Two", "Three"]
            .map(|name| {
                let url = CleanText::new(&format!("https://{name}.example/"));
                store
                    .subscribe(&Subscription { url, ..Subscription::default() }, "https://a.example", None)
                    .expect("a feed")
                    .id()
            })
            .to_vec();
        let mut changes = Vec::new();
        for step in 1..=60 {
            let page = reader.headlines(&Listing::default(), Cursor::Newest, 100).expect("a page");
            let any = page
                .get(dice.roll(page.len().max(1) as u64) as usize)
                .map_or(ArticleId(5), |headline| headline.id);
            match dice.roll(14) {
                0..=2 => {
                    let batch: Vec<Incoming> = (0..dice.roll(8))
                        .map(|_| {
                            let feed = feeds[dice.roll(3) as usize];
                            random_article(&mut dice, feed)
                        })
                        .collect();
                    store.add(&batch).expect("added");
                }
                3 => changes.extend(store.set_read(any, dice.roll(3) > 0).expect("marked")),
                4 => changes.extend(store.set_starred(any, dice.roll(3) > 0).expect("starred")),
                5 => {
                    let listing = random_listing(&mut dice, &feeds);
                    changes.push(store.mark_all_read(&listing).expect("all read").0);
                }
                6 => {
                    let feed = feeds[dice.roll(3) as usize];
                    changes.extend(store.remove_feed(feed).expect("removed").map(|(change, _)| change));
                }
                7 if dice.roll(2) == 0 => {
                    let feed = feeds[dice.roll(3) as usize];
                    let known =
                        reader.web_feeds().expect("feeds").into_iter().find(|known| known.feed.id == feed);
                    if known.is_none() {
                        let name =
                            ["One", "Two", "Three"][feeds.iter().position(|id| *id == feed).expect("one")];
                        let url = CleanText::new(&format!("https://{name}.example/"));
                        let wanted = Subscription { url, ..Subscription::default() };
                        assert_eq!(
                            store.subscribe(&wanted, "https://a.example", None).expect("back"),
                            Subscribed::New(feed)
                        );
                    }
                }
                10 => changes.extend(store.edit_actor(&random_edit(&mut dice)).expect("changed").change),
                11 => {
                    let actor = ActorKey::of_name(NAMES[dice.roll(6) as usize]);
                    changes.extend(store.follow(&actor, dice.roll(4) > 0).expect("followed"));
                }
                12 => {
                    let mut compaction = Compaction::new(Timestamp::now(), dice.roll(2) == 0);
                    let steps = 1 + dice.roll(12);
                    for _ in 0..steps {
                        store.compact(&mut compaction).expect("a step");
                    }
                }
                7 | 8 if !changes.is_empty() => {
                    let change = changes.remove(dice.roll(changes.len() as u64) as usize);
                    store.undo(change).expect("undone");
                }
                _ => {
                    analyse(&mut dice, &mut store, &reader);
                }
            }
            recount(&path, step);
        }
        assert_eq!(store.remove_samples().expect("gone already"), 0);
    }
}
