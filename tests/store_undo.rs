//! Whatever is done to a store and taken back, the newest first, leaves it as it was, whoever did it.

use masthead::model::{
    ActorEdit, ActorKey, ArticleId, ArticleKey, ChangeId, CleanText, Cursor, Document, FeedEdit, FeedOrigin,
    Headline, Listing, PastChange, Query, Scope, Subscription, Timestamp, Totals,
};
use masthead::newsroom::Newsroom;
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
    SaveSearch(&'static str, &'static str),
    RemoveSearch,
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
        (words(), words()).prop_map(|(name, query)| Deed::SaveSearch(name, query)),
        Just(Deed::RemoveSearch),
    ]
}

struct Desk {
    store: Store,
    reader: Reader,
    ids: Vec<ArticleId>,
    dir: tempfile::TempDir,
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
        Self { store, reader: Reader::open(&path).expect("a reader"), ids, dir }
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
            Deed::SaveSearch(name, query) => {
                let query = Query::parse(query).expect("a query");
                store.save_search(&(*name).into(), &query).expect("saved").2
            }
            Deed::RemoveSearch => {
                let search = reader.saved_searches().expect("searches").first().map(|saved| saved.id)?;
                store.put_search(search, None).expect("removed")
            }
        }
    }

    /// All that is to be as it was.
    #[allow(clippy::type_complexity, reason = "it is only compared")]
    fn state(&self) -> (Vec<Headline>, Totals, Vec<Option<CleanText>>, Vec<ActorKey>, usize, Vec<String>) {
        let reader = &self.reader;
        let feeds = reader.feeds().expect("feeds").into_iter();
        let searches = reader.saved_searches().expect("searches").into_iter();
        let listed = feeds.map(|feed| format!("{} {} {}", feed.name, feed.articles, feed.unread));
        (
            reader.headlines(&Listing::default(), Cursor::Newest, 100).expect("a list"),
            reader.totals().expect("totals"),
            self.ids.iter().map(|id| reader.note(*id).expect("a note")).collect(),
            reader.followed().expect("actors").into_iter().map(|actor| actor.key).collect(),
            reader.actor_edits().expect("edits").len(),
            listed.chain(searches.map(|saved| format!("{} {}", saved.name, saved.query))).collect(),
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

#[test]
fn what_others_did_is_taken_back_the_last_first() {
    let mut desk = Desk::new();
    desk.perform(&Deed::Note(2, Some("gas")));
    desk.perform(&Deed::Tag(3, vec!["a b", "grain"]));
    desk.perform(&Deed::SaveSearch("gas", "grain"));
    let mut states = Vec::new();
    for deed in [
        Deed::Note(2, None),
        Deed::Tag(3, vec!["grain"]),
        Deed::RemoveSearch,
        Deed::RemoveFeed,
        Deed::Star(1, true),
    ] {
        states.push(desk.state());
        desk.perform(&deed).expect("a change");
    }
    let mut told = Vec::new();
    while let Some(was) = states.pop() {
        // Another program each time.
        let mut other = Newsroom::open(desk.dir.path()).expect("a newsroom");
        told.extend(other.take_back(None).expect("taken back"));
        assert_eq!(desk.state(), was, "after {told:?}");
    }
    let expected = [
        PastChange::Starred(true),
        PastChange::FeedRemoved("Ledger".into()),
        PastChange::SearchRemoved("gas".into()),
        PastChange::Tags { article: "Talks resume".into() },
        PastChange::Note { article: "Article 2".into(), written: false },
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_rule_comes_and_goes_with_what_it_mutes() {
    let mut desk = Desk::new();
    let mut newsroom = Newsroom::open(desk.dir.path()).expect("a newsroom");
    let listed = |desk: &Desk| desk.reader.totals().expect("totals").articles;
    let rules = |desk: &Desk| desk.reader.rules().expect("rules");
    let query = Query::parse("talks").expect("a query");
    let (rule, muted, change) = newsroom.mute(None, &query, &mut |_| true).expect("muted");
    let made = rules(&desk);
    assert_eq!((muted, listed(&desk)), (1, 6));
    newsroom.unmute(rule, &mut |_| true).expect("heard");
    assert_eq!((rules(&desk).len(), listed(&desk)), (0, 7));
    assert_eq!(desk.store.take_back(Some(change)).expect("nothing"), None, "it is gone already");

    let past = newsroom.take_back(None).expect("taken back");
    assert_eq!(past, Some(PastChange::RuleRemoved(rule, query.clone())));
    assert_eq!((rules(&desk), listed(&desk)), (made, 6));
    assert_eq!(newsroom.take_back(Some(change)).expect("back"), Some(PastChange::RuleAdded(rule, query)));
    assert_eq!((rules(&desk).len(), listed(&desk)), (0, 7));
    assert_eq!(newsroom.take_back(None).expect("nothing"), None);
}

#[test]
fn what_was_changed_again_since_is_left_alone() {
    let mut desk = Desk::new();
    for deeds in [
        [Deed::Note(1, Some("gas")), Deed::Note(1, Some("grain"))],
        [Deed::Tag(1, vec!["gas"]), Deed::Tag(1, vec!["grain"])],
        [Deed::SaveSearch("a b", "gas"), Deed::SaveSearch("a b", "grain")],
    ] {
        let mine = desk.perform(&deeds[0]).expect("a change");
        let theirs = desk.perform(&deeds[1]).expect("a change");
        let now = desk.state();
        assert_eq!(desk.store.take_back(Some(mine)).expect("left alone"), None, "{deeds:?}");
        assert_eq!(desk.state(), now, "{deeds:?}");
        assert!(desk.store.take_back(Some(theirs)).expect("taken back").is_some());
        assert!(desk.store.take_back(Some(mine)).expect("as it left it again").is_some());
    }
    let wanted = Subscription { url: "https://a.example/".into(), ..Subscription::default() };
    let feed = desk.store.subscribe(&wanted, "https://a.example", None).expect("added").id();
    let mut rename = |name: &str| {
        let renamed = desk.store.edit_feed(feed, &FeedEdit::Rename(name.into()));
        renamed.expect("renamed").expect("a change")
    };
    let (mine, theirs) = (rename("Mine"), rename("Theirs"));
    assert_eq!(desk.store.undo(mine).expect("left alone"), 0);
    assert_eq!(desk.reader.web_feeds().expect("feeds")[0].feed.name, "Theirs");
    assert_eq!((desk.store.undo(theirs).expect("back"), desk.store.undo(mine).expect("back")), (1, 1));
    // A search of the same name that somebody else saved since.
    let saved = desk.perform(&Deed::SaveSearch("gas", "gas"));
    let removed = desk.perform(&Deed::RemoveSearch);
    desk.perform(&Deed::SaveSearch("gas", "grain"));
    let now = desk.state();
    assert_eq!((desk.store.undo(removed.expect("one")).expect("left alone"), desk.state()), (0, now));
    assert_eq!(desk.store.undo(saved.expect("one")).expect("left alone"), 0);
}

#[test]
fn no_number_of_marks_pushes_out_what_was_taken_away() {
    let mut desk = Desk::new();
    desk.perform(&Deed::Note(2, Some("gas")));
    desk.perform(&Deed::Note(2, None));
    for nth in 0..120 {
        desk.perform(&Deed::Star(1, nth % 2 == 0)).expect("a change");
    }
    let mut taken = 0;
    while desk.reader.note(desk.ids[2]).expect("a note").is_none() {
        assert!(desk.store.take_back(None).expect("taken back").is_some(), "it is gone, after {taken}");
        taken += 1;
    }
    assert_eq!(taken, 51, "of marks no more are kept than anybody takes back");
}
