//! Whatever is done to a store and taken back, the newest first, leaves it as it was.

use masthead::model::{
    ActorEdit, ActorKey, ArticleId, ArticleKey, ChangeId, CleanText, Cursor, Document, FeedOrigin, Headline,
    Listing, Query, Scope, Timestamp, Totals,
};
use masthead::store::{Incoming, Packed, Reader, Store};
use proptest::collection::vec;
use proptest::prelude::{Just, ProptestConfig, Strategy, any, prop_oneof, proptest};
use proptest::{prop_assert_eq, sample, test_runner::RngSeed};

const ARTICLES: usize = 9;

/// What a user does.
#[derive(Clone, Debug)]
enum Deed {
    Read(usize, bool),
    Star(usize, bool),
    Tag(usize, Vec<&'static str>),
    Note(usize, Option<&'static str>),
    AllRead(Scope, Option<&'static str>),
    Follow(bool),
    Rename(&'static str),
    RemoveFeed,
}

fn deed() -> impl Strategy<Value = Deed> {
    let article = || 0..ARTICLES;
    let words = || sample::select(vec!["grain", "gas", "a b"]);
    prop_oneof![
        (article(), any::<bool>()).prop_map(|(nth, on)| Deed::Read(nth, on)),
        (article(), any::<bool>()).prop_map(|(nth, on)| Deed::Star(nth, on)),
        (article(), vec(words(), 0..3)).prop_map(|(nth, tags)| Deed::Tag(nth, tags)),
        (article(), proptest::option::of(words())).prop_map(|(nth, note)| Deed::Note(nth, note)),
        (
            sample::select(vec![Scope::All, Scope::Starred, Scope::Unread]),
            proptest::option::of(Just("talks"))
        )
            .prop_map(|(scope, filter)| Deed::AllRead(scope, filter)),
        any::<bool>().prop_map(Deed::Follow),
        words().prop_map(Deed::Rename),
        Just(Deed::RemoveFeed),
    ]
}

struct Desk {
    store: Store,
    reader: Reader,
    ids: Vec<ArticleId>,
    _dir: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let feeds =
            ["Wire", "Ledger"].map(|name| store.feed_named(&name.into(), FeedOrigin::Files).expect("a feed"));
        let batch: Vec<Incoming> = (0..ARTICLES)
            .map(|nth| Incoming {
                feed: feeds[nth % 2],
                key: ArticleKey(CleanText::new(&format!("/{nth}"))),
                address: None,
                url: None,
                wants_page: false,
                received: Timestamp::from_second(1_700_000_000 + nth as i64).expect("a time"),
                content: Packed::document(&Document {
                    title: if nth % 3 == 0 {
                        "Talks resume".into()
                    } else {
                        format!("Article {nth}").as_str().into()
                    },
                    ..Document::default()
                }),
            })
            .collect();
        let ids = store.add(&batch).expect("added").iter().map(|added| added.id()).collect();
        Self { store, reader: Reader::open(&path).expect("a reader"), ids, _dir: dir }
    }

    fn perform(&mut self, deed: &Deed) -> Option<ChangeId> {
        let Self { store, reader, ids, .. } = self;
        let actor = ActorKey::of_name("Russia");
        match deed {
            Deed::Read(nth, on) => store.set_read(ids[*nth], *on).expect("marked"),
            Deed::Star(nth, on) => store.set_starred(ids[*nth], *on).expect("starred"),
            Deed::Tag(nth, tags) => {
                let tags: Vec<CleanText> = tags.iter().map(|tag| (*tag).into()).collect();
                store.set_tags(ids[*nth], &tags).expect("tagged")
            }
            Deed::Note(nth, note) => {
                store.set_note(ids[*nth], note.map(CleanText::from).as_ref()).expect("noted")
            }
            Deed::AllRead(scope, filter) => {
                let filter = filter.map(|text| Query::parse(text).expect("a query"));
                Some(store.mark_all_read(&Listing { scope: scope.clone(), filter }).expect("all read").0)
            }
            Deed::Follow(on) => store.follow(&actor, *on).expect("followed"),
            Deed::Rename(name) => {
                let edit = ActorEdit::Rename { actor, name: (*name).into() };
                store.edit_actor(&edit).expect("renamed").change
            }
            Deed::RemoveFeed => {
                let feed = reader.feeds().expect("feeds").first().map(|feed| feed.id)?;
                store.remove_feed(feed).expect("removed").map(|(change, _)| change)
            }
        }
    }

    /// All that is to be as it was.
    #[allow(clippy::type_complexity, reason = "it is only compared")]
    fn state(&self) -> (Vec<Headline>, Totals, Vec<Option<CleanText>>, Vec<ActorKey>, usize, Vec<String>) {
        let reader = &self.reader;
        let feeds = reader.feeds().expect("feeds");
        (
            reader.headlines(&Listing::default(), Cursor::Newest, 100).expect("a list"),
            reader.totals().expect("totals"),
            self.ids.iter().map(|id| reader.note(*id).expect("a note")).collect(),
            reader.followed().expect("actors").into_iter().map(|actor| actor.key).collect(),
            reader.actor_edits().expect("edits").len(),
            feeds.iter().map(|feed| format!("{} {} {}", feed.name, feed.articles, feed.unread)).collect(),
        )
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 40, failure_persistence: None, rng_seed: RngSeed::Fixed(8), ..ProptestConfig::default()
    })]

    #[test]
    fn undoing_all_of_it_leaves_the_store_as_it_was(before in vec(deed(), 0..6), deeds in vec(deed(), 1..16)) {
        let mut desk = Desk::new();
        for deed in &before {
            desk.perform(deed);
        }
        let was = desk.state();
        let mut states = Vec::new();
        for deed in &deeds {
            let state = desk.state();
            states.extend(desk.perform(deed).map(|change| (change, state, deed)));
        }
        for (change, state, deed) in states.into_iter().rev() {
            desk.store.undo(change).expect("undone");
            prop_assert_eq!(desk.state(), state, "undoing {:?}", deed);
        }
        prop_assert_eq!(desk.state(), was);
    }
}
