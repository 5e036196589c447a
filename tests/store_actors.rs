//! Actors across the whole store: completed, followed, told apart, each with its page.

mod harness;

use harness::recount::recount;
use masthead::model::{
    Actor, ActorEdit, ActorKey, ArticleId, ArticleKey, Block, Cast, CleanText, Cursor, Document, Edited,
    FeedId, FeedOrigin, Label, Listing, Member, Mention, Method, Place, Query, Quote, SaidKind, Scope,
    Section, Spot, Statement, StatementKind, Text, Timestamp,
};
use masthead::store::{Analysed, Bundle, Content, Incoming, Packed, Reader, Store};
use tempfile::TempDir;

struct Desk {
    dir: TempDir,
    store: Store,
    reader: Reader,
    feed: FeedId,
}

/// Who is in an article: keys with what it calls them, or names that are nobody's.
type Who<'a> = &'a [(&'a str, &'a [&'a str])];

const RUSSIA: &str = "state:RUS";
const PESKOV: &str = "person:dmitry-peskov";

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let reader = Reader::open(&path).expect("a reader");
        let feed = store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("a feed");
        Self { dir, store, reader, feed }
    }

    /// Three articles: on Russia and Peskov, on Russia and a Jordan of whom nothing is known, on Ann Jordan.
    fn with_articles() -> Self {
        let mut desk = Self::new();
        desk.add("one", &[(RUSSIA, &["Kremlin", "Russia"]), (PESKOV, &["Dmitry Peskov", "Peskov"])]);
        desk.add("two", &[(RUSSIA, &["Russia", "Moscow"]), ("", &["Jordan"])]);
        desk.add("three", &[("person:ann-jordan", &["Ann Jordan", "Jordan"])]);
        desk
    }

    fn add(&mut self, title: &str, who: Who<'_>) -> ArticleId {
        let words: Vec<&str> = who.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        let text = format!("{} spoke.", words.join(" and "));
        let section =
            Section { blocks: vec![Block::Paragraph(Text::from(text.as_str()))], ..Section::default() };
        let document = Document { title: title.into(), sections: vec![section], ..Document::default() };
        let incoming = Incoming {
            feed: self.feed,
            key: ArticleKey(CleanText::new(&format!("/{title}"))),
            address: None,
            url: None,
            wants_page: false,
            received: Timestamp::now(),
            content: Packed::document(&document),
        };
        let id = self.store.add(&[incoming]).expect("added")[0].id();
        let waiting = self.reader.waiting(100).expect("what waits");
        let analysed = waiting.iter().map(|article| {
            let Content::Document(document) = article.content().expect("sound") else {
                panic!("no document")
            };
            Analysed::new(article, &document, &cast(&text, who))
        });
        self.store.note_analysed(Bundle::pack(analysed.collect())).expect("noted");
        self.recount(0);
        id
    }

    fn recount(&self, step: usize) {
        recount(&self.dir.path().join("masthead.db"), step);
    }

    fn edit(&mut self, edit: ActorEdit) -> masthead::model::ChangeId {
        let change = self.store.edit_actor(&edit).expect("changed").change.expect("a change");
        self.recount(1);
        change
    }

    fn undo(&mut self, change: masthead::model::ChangeId) {
        assert_eq!(self.store.undo(change).expect("undone"), 1);
        self.recount(2);
    }

    /// Keys of the members, then the names that are nobody's.
    fn cast_of(&self, id: ArticleId) -> Vec<String> {
        let cast = self.reader.article(id).expect("read").expect("there").cast;
        let members = cast.members.iter().map(|member| member.key.to_string());
        members.chain(cast.unresolved.iter().map(|mention| mention.surface.to_string())).collect()
    }

    fn titles(&self, listing: &Listing) -> Vec<String> {
        let page = self.reader.headlines(listing, Cursor::Newest, 100).expect("a list");
        page.into_iter().map(|headline| headline.title.to_string()).collect()
    }

    fn of(&self, keys: &[&str]) -> Vec<String> {
        let terms: Vec<String> = keys.iter().map(|key| format!("actor:{key}")).collect();
        let filter = Some(Query::parse(&terms.join(" ")).expect("a query"));
        self.titles(&Listing { scope: Scope::All, filter })
    }

    fn actor(&self, key: &str) -> Option<Actor> {
        self.reader.actor(&ActorKey::from_stored(key)).expect("read")
    }

    /// Followed actors with their unread articles, and how many unread ones any of them is in.
    fn followed(&self) -> (Vec<(String, u64)>, u64) {
        let followed = self.reader.followed().expect("read");
        let followed = followed.iter().map(|actor| (actor.name.to_string(), actor.unread));
        (followed.collect(), self.reader.totals().expect("read").followed)
    }
}

fn key(key: &str) -> ActorKey {
    ActorKey::from_stored(key)
}

fn cast(text: &str, who: Who<'_>) -> Cast {
    let spot = Spot::Block { section: 0, block: 0, part: 0 };
    let place = |range| Place { spot, range };
    let mention = |name: &&str| {
        let start = text.find(name).expect("in the text");
        let place = place(start..start + name.len());
        Mention { place, surface: (*name).into(), label: Label::Per, method: Method::Table, confidence: 90 }
    };
    let mut cast = Cast::default();
    for (id, names) in who {
        let mentions: Vec<Mention> = names.iter().map(mention).collect();
        if id.is_empty() {
            cast.unresolved.extend(mentions);
            continue;
        }
        let mut member = Member::new(key(id), names.first().copied().unwrap_or(*id).into());
        let place = place(mentions[0].place.range.clone());
        member.statements = vec![Statement { kind: StatementKind::Role, place }];
        member.mentions = mentions;
        cast.members.push(member);
    }
    let said = place(text.len() - 6..text.len() - 1);
    let speaker = who.first().map(|(id, _)| key(id));
    cast.quotes = vec![Quote { place: said, verb: None, speaker: None, actor: speaker }];
    cast
}

#[test]
fn what_is_typed_finds_actors_by_any_of_their_names() {
    let mut desk = Desk::with_articles();
    desk.edit(ActorEdit::Rename { actor: key(RUSSIA), name: "Russia".into() });
    for (typed, expected) in [
        ("krem", &[("Russia", Some("Kremlin"), 2)][..]),
        ("RUSS", &[("Russia", None, 2)]),
        ("pesk", &[("Dmitry Peskov", None, 1)]),
        ("jordan", &[("Ann Jordan", None, 1)]),
        ("mosc", &[("Russia", Some("Moscow"), 2)]),
        ("dmi pes", &[("Dmitry Peskov", None, 1)]),
        ("zz", &[]),
        ("", &[("Russia", None, 2), ("Ann Jordan", None, 1), ("Dmitry Peskov", None, 1)]),
    ] {
        let mut found = desk.reader.actors(typed, 9).expect("found");
        found.sort_by(|a, b| b.articles.cmp(&a.articles).then(a.name.cmp(&b.name)));
        let found: Vec<(&str, Option<&str>, u64)> =
            found.iter().map(|actor| (&*actor.name, actor.found_as.as_deref(), actor.articles)).collect();
        assert_eq!(found, expected, "{typed}");
    }
    desk.add("four", &[("org:kremlin-guard", &["Kremlin Guard"])]);
    let found = desk.reader.actors("kremlin", 9).expect("found");
    assert_eq!(found[0].key, key(RUSSIA), "who is called so comes before whose name begins so");
    for (title, who) in [("m", "Manny Machado"), ("n", "Mark Mann"), ("o", "Mark Mann")] {
        let key = format!("person:{}", who.to_lowercase().replace(' ', "-"));
        desk.add(title, &[(&key, &[who])]);
    }
    assert_eq!(desk.reader.actors("mann", 9).expect("found")[0].name.as_str(), "Mark Mann");
    assert_eq!(desk.of(&["kremlin"]), ["four", "two", "one"]);
    assert_eq!(desk.of(&[RUSSIA]), ["two", "one"], "a key is that actor and no other");
    assert_eq!(desk.of(&[RUSSIA, PESKOV]), ["one"]);
    assert_eq!(desk.of(&["russia", "peskov"]), ["one"]);
    assert!(desk.of(&["state:USA"]).is_empty());
}

#[test]
fn a_name_is_given_to_an_actor_everywhere_and_taken_back() {
    let mut desk = Desk::with_articles();
    desk.add("home", &[("state:JOR", &["Amman"])]);
    let two = desk.titles(&Listing::default()).len();
    assert_eq!(two, 4);
    let alias = desk.edit(ActorEdit::Alias { surface: "JORDAN".into(), actor: key("state:JOR") });
    assert_eq!(desk.of(&["state:JOR"]), ["home", "three", "two"]);
    assert_eq!(desk.actor("state:JOR").expect("there").articles, 3);
    let later = desk.add("later", &[("", &["Jordan"]), (RUSSIA, &["Russia"])]);
    assert_eq!(desk.cast_of(later), ["state:JOR", RUSSIA], "it holds for what comes");
    assert_eq!(desk.of(&["state:JOR", RUSSIA]), ["later", "two"]);
    assert_eq!(desk.actor("person:ann-jordan").expect("there").articles, 1, "the full name is hers");
    desk.undo(alias);
    assert_eq!(desk.of(&["state:JOR"]), ["home"]);
    assert_eq!(desk.cast_of(later), [RUSSIA, "Jordan"]);
    assert_eq!(desk.store.undo(alias).expect("undone"), 0, "once");
}

#[test]
fn actors_are_joined_parted_and_renamed_and_all_of_it_taken_back() {
    let mut desk = Desk::with_articles();
    let id = desk.add("both", &[(PESKOV, &["Peskov"]), (RUSSIA, &["Kremlin"])]);
    assert_eq!(desk.cast_of(id), [PESKOV, RUSSIA]);
    let merge = desk.edit(ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) });
    assert_eq!((desk.cast_of(id), desk.of(&[RUSSIA]).len()), (vec![RUSSIA.to_owned()], 3));
    assert_eq!(desk.actor(PESKOV).expect("kept for the undo").articles, 0);
    assert!(desk.reader.actors("dmitry", 9).expect("found").iter().all(|actor| actor.key == key(RUSSIA)));
    let later = desk.add("later", &[(PESKOV, &["Dmitry Peskov"])]);
    let split = desk.edit(ActorEdit::Split { surface: "Kremlin".into(), from: key(RUSSIA) });
    assert_eq!(desk.cast_of(id), [RUSSIA, "name:kremlin"]);
    assert_eq!(desk.of(&["name:kremlin"]), ["both", "one"]);
    let rename = desk.edit(ActorEdit::Rename { actor: key(RUSSIA), name: "The Federation".into() });
    assert_eq!(desk.reader.actors("fed", 9).expect("found")[0].key, key(RUSSIA));
    let name =
        |desk: &Desk| desk.reader.article(later).expect("read").expect("there").cast.members[0].name.clone();
    assert_eq!(name(&desk).as_str(), "The Federation");
    // Not in the order in which they were made.
    desk.undo(merge);
    assert_eq!(
        (desk.of(&[PESKOV]), desk.cast_of(later)),
        (strings(&["later", "both", "one"]), strings(&[PESKOV]))
    );
    desk.undo(rename);
    desk.undo(split);
    assert_eq!(desk.cast_of(id), [PESKOV, RUSSIA]);
    assert!(desk.actor("name:kremlin").is_none());
    assert!(desk.reader.actors("federation", 9).expect("found").is_empty());
    for edit in [
        ActorEdit::Merge { from: key(RUSSIA), into: key(RUSSIA) },
        ActorEdit::Merge { from: key(RUSSIA), into: key("org:none") },
        ActorEdit::Rename { actor: key("org:none"), name: "None".into() },
    ] {
        assert_eq!(desk.store.edit_actor(&edit).expect("nothing to do"), Edited::default(), "{edit:?}");
    }
}

fn strings(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn followed_actors_are_feeds_with_counts() {
    let mut desk = Desk::with_articles();
    let follow = |desk: &mut Desk, who: &str, on| {
        let change = desk.store.follow(&key(who), on).expect("followed");
        desk.recount(3);
        change
    };
    assert!(follow(&mut desk, RUSSIA, true).is_some());
    assert!(follow(&mut desk, RUSSIA, true).is_none());
    assert!(follow(&mut desk, "org:none", true).is_none());
    let change = follow(&mut desk, PESKOV, true).expect("a change");
    let expect = |desk: &Desk, peskov: u64, russia: u64, any: u64| {
        let names = [("Dmitry Peskov".to_owned(), peskov), ("Kremlin".to_owned(), russia)];
        assert_eq!(desk.followed(), (names.to_vec(), any));
        desk.recount(4);
    };
    expect(&desk, 1, 2, 2);
    assert_eq!(desk.titles(&Scope::Followed.into()), ["two", "one"]);
    let one = desk.reader.headlines(&Scope::Followed.into(), Cursor::Oldest, 1).expect("a list")[0].id;
    let read = desk.store.set_read(one, true).expect("read").expect("a change");
    expect(&desk, 0, 1, 1);
    assert_eq!(desk.titles(&Scope::Followed.into()), ["two", "one"], "what is read is still of it");
    desk.store.undo(read).expect("undone");
    expect(&desk, 1, 2, 2);
    let (all, n) = desk.store.mark_all_read(&Scope::Followed.into()).expect("read");
    assert_eq!(n, 2);
    expect(&desk, 0, 0, 0);
    desk.store.undo(all).expect("undone");
    desk.store.mute(&[(one, true)]).expect("muted");
    expect(&desk, 0, 1, 1);
    desk.store.mute(&[(one, false)]).expect("heard");
    desk.add("four", &[(PESKOV, &["Peskov"])]);
    expect(&desk, 2, 2, 3);
    let merge = desk.edit(ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) });
    assert_eq!(desk.followed(), (vec![("Kremlin".to_owned(), 3)], 3));
    desk.undo(merge);
    expect(&desk, 2, 2, 3);
    desk.store.undo(change).expect("undone");
    assert_eq!(desk.followed(), (vec![("Kremlin".to_owned(), 2)], 2));
    assert!(follow(&mut desk, RUSSIA, false).is_some());
    assert_eq!(desk.followed(), (Vec::new(), 0));
}

#[test]
fn the_page_of_an_actor_says_what_articles_say() {
    let mut desk = Desk::with_articles();
    let page = |desk: &Desk, who: &str| desk.reader.actor_page(&key(who)).expect("read");
    assert!(page(&desk, "org:none").is_none());
    let russia = page(&desk, RUSSIA).expect("a page");
    assert_eq!((russia.actor.articles, russia.read, russia.looked, russia.new), (2, 2, None, 0));
    assert_eq!(russia.known_as[0].as_str(), "Russia");
    let said: Vec<(&str, &str, SaidKind)> =
        russia.said.iter().map(|said| (&*said.title, &*said.words, said.kind)).collect();
    assert_eq!(
        said,
        [
            ("two", "Russia", SaidKind::Role),
            ("two", "spoke", SaidKind::Quote),
            ("one", "Kremlin", SaidKind::Role),
            ("one", "spoke", SaidKind::Quote),
        ]
    );
    assert_eq!(russia.said[0].feed.as_str(), "Wire");
    let with: Vec<(&str, u64)> = russia.with.iter().map(|(actor, n)| (actor.key.as_str(), *n)).collect();
    assert_eq!(with, [(PESKOV, 1)]);
    assert_eq!((russia.weeks.len(), russia.weeks[25].articles, russia.undated), (26, 0, 2), "of no date");
    assert_eq!(russia.weeks[1].start.as_second() - russia.weeks[0].start.as_second(), 7 * 24 * 60 * 60);
    let monday: Timestamp = "2025-10-13T00:00:00Z".parse().expect("a time");
    assert_eq!((russia.weeks[0].start.as_second() - monday.as_second()) % (7 * 24 * 60 * 60), 0);
    desk.store.looked_at(&key(RUSSIA), Timestamp::now()).expect("noted");
    desk.add("four", &[(RUSSIA, &["Russia"])]);
    let again = page(&desk, RUSSIA).expect("a page");
    assert_eq!((again.looked.is_some(), again.new), (true, 1));
    desk.edit(ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) });
    let joined = page(&desk, RUSSIA).expect("a page");
    assert!(joined.with.is_empty() && joined.known_as.iter().any(|name| name.as_str() == "Peskov"));
    assert!(page(&desk, PESKOV).is_none(), "no name is its own any more");
}

#[test]
fn what_an_edit_moved_is_told_and_what_moves_nothing_is_none() {
    let mut desk = Desk::with_articles();
    let made = |desk: &mut Desk, edit: ActorEdit| {
        let edited = desk.store.edit_actor(&edit).expect("tried");
        desk.recount(5);
        let Edited { change, names, moved, articles } = edited;
        (change.is_some(), names, moved, articles)
    };
    let alias = |surface: &str| ActorEdit::Alias { surface: surface.into(), actor: key(RUSSIA) };
    let split = |surface: &str| ActorEdit::Split { surface: surface.into(), from: key(RUSSIA) };
    let rename = |name: &str| ActorEdit::Rename { actor: key(RUSSIA), name: name.into() };
    // A name of another’s, whole: it is what the user says that counts.
    assert_eq!(made(&mut desk, alias("ann jordan")), (true, 1, 1, 1));
    assert_eq!(desk.of(&[RUSSIA]), ["three", "two", "one"]);
    assert_eq!(made(&mut desk, alias("Jordan")), (true, 2, 2, 2));
    assert_eq!(desk.actor("person:ann-jordan").expect("kept for the undo").articles, 0);
    assert_eq!(made(&mut desk, alias("Jordan")), (false, 2, 0, 0), "so already");
    assert_eq!(made(&mut desk, alias("Kremlin")), (true, 1, 0, 0), "for what comes");
    assert_eq!(made(&mut desk, alias("the Bear")), (true, 0, 0, 0), "for what comes");
    assert_eq!(made(&mut desk, split("Peskov")), (false, 1, 0, 0), "another’s");
    assert_eq!(made(&mut desk, split("the Eagle")), (false, 0, 0, 0), "nobody’s");
    assert_eq!(made(&mut desk, split("Moscow")), (true, 1, 1, 1));
    assert!(!made(&mut desk, rename("Kremlin")).0, "it is called so");
    let merge = ActorEdit::Merge { from: key("person:ann-jordan"), into: key(PESKOV) };
    let (changed, _, moved, _) = made(&mut desk, merge);
    assert_eq!((changed, moved), (false, 0), "it has no names any more");
    let merge = ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) };
    let (changed, _, moved, articles) = made(&mut desk, merge);
    assert_eq!((changed, moved, articles), (true, 2, 1));
}

#[test]
fn who_is_followed_is_followed_in_whom_it_is_joined_with() {
    let followed = |desk: &Desk| {
        let followed = desk.reader.followed().expect("read");
        followed.iter().map(|actor| actor.key.to_string()).collect::<Vec<_>>()
    };
    for both in [false, true] {
        let mut desk = Desk::with_articles();
        desk.store.follow(&key(PESKOV), true).expect("followed");
        if both {
            desk.store.follow(&key(RUSSIA), true).expect("followed");
        }
        let before = followed(&desk);
        let merge = desk.edit(ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) });
        assert_eq!(followed(&desk), [RUSSIA]);
        assert_eq!(desk.followed().1, 2);
        desk.undo(merge);
        assert_eq!(followed(&desk), before);
        desk.recount(6);
    }
}

#[test]
fn actors_are_called_as_they_are_known_once_that_changes() {
    let mut desk = Desk::with_articles();
    desk.edit(ActorEdit::Rename { actor: key(PESKOV), name: "The Voice".into() });
    let known = |key: &ActorKey| match key.as_str() {
        RUSSIA => Some("Russian Federation".into()),
        PESKOV => Some("Dmitry S. Peskov".into()),
        _ => None,
    };
    desk.store.note_actors_mark("other", &known).expect("noted");
    let found = |typed: &str| {
        let found = desk.reader.actors(typed, 9).expect("found");
        found.iter().map(|actor| actor.name.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(found("federa"), ["Russian Federation"]);
    assert_eq!(found("voice"), ["The Voice"], "the user’s own word stands");
    assert_eq!(found("the kremlin"), ["Russian Federation"]);
    assert_eq!(
        desk.reader.actor_page(&key(RUSSIA)).expect("read").expect("one").actor.name.as_str(),
        "Russian Federation"
    );
    let called = desk.reader.actors_called("jordan").expect("found");
    let called: Vec<(u64, &str)> =
        called.iter().map(|(articles, actor)| (*articles, actor.key.as_str())).collect();
    assert_eq!(called, [(1, "person:ann-jordan")]);
    assert!(desk.reader.actors_called("jor").expect("found").is_empty());
}

#[test]
fn what_was_settled_is_listed_and_taken_back_whenever_it_was() {
    let mut desk = Desk::with_articles();
    desk.store.follow(&key(PESKOV), true).expect("followed");
    let rename = ActorEdit::Rename { actor: key(RUSSIA), name: "The Bear".into() };
    let merge = ActorEdit::Merge { from: key(PESKOV), into: key(RUSSIA) };
    desk.edit(rename.clone());
    desk.edit(merge.clone());
    // As after a restart.
    drop(std::mem::replace(
        &mut desk.store,
        Store::open(&desk.dir.path().join("masthead.db")).expect("a store"),
    ));
    let edits = desk.reader.actor_edits().expect("read");
    assert_eq!(edits.iter().map(|(_, edit)| edit).collect::<Vec<_>>(), [&rename, &merge]);
    let edited = desk.store.undo_actor_edit(edits[1].0).expect("written").expect("one");
    assert_eq!((edited.moved, edited.articles), (2, 1));
    assert_eq!(desk.followed().0.len(), 1);
    assert_eq!(desk.actor(PESKOV).map(|actor| (actor.articles, actor.followed)), Some((1, true)));
    assert!(desk.store.undo_actor_edit(edits[0].0).expect("written").is_some());
    assert_eq!(desk.actor(RUSSIA).map(|actor| actor.name.to_string()).as_deref(), Some("Kremlin"));
    assert!(desk.store.undo_actor_edit(edits[0].0).expect("written").is_none());
    assert!(desk.reader.actor_edits().expect("read").is_empty());
}

#[test]
fn what_an_actor_is_is_none_of_its_names() {
    let mut desk = Desk::with_articles();
    desk.add("four", &[(PESKOV, &["Peskov", "spokesman", "Foreign Minister"])]);
    assert_eq!(desk.of(&[PESKOV]), ["four", "one"]);
    let names: Vec<CleanText> = desk.reader.names_of(&key(PESKOV)).expect("read");
    assert_eq!(names.iter().map(|name| name.as_str()).collect::<Vec<_>>(), ["Peskov", "Dmitry Peskov"]);
    for typed in ["spokes", "spokesman", "foreign minister", "the foreign minister"] {
        assert!(desk.reader.actors(typed, 9).expect("read").is_empty(), "{typed}");
        assert!(desk.reader.actors_called(typed).expect("read").is_empty(), "{typed}");
        assert!(desk.of(&[typed]).is_empty(), "{typed}");
    }
}
