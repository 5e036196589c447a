//! The language of searches, against a store.

use masthead::model::{
    ActorKey, ArticleKey, Author, Block, Cast, CleanText, Cursor, Document, FeedId, FeedOrigin, Listing,
    Member, Place, Query, Quote, Scope, Section, SectionKind, Spot, Statement, StatementKind, Text,
    Timestamp,
};
use masthead::store::{Analysed, Bundle, Content, Incoming, Packed, Reader, Store};
use tempfile::TempDir;

struct Desk {
    _dir: TempDir,
    store: Store,
    reader: Reader,
    casts: Vec<Cast>,
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph(Text::from(text))
}

fn section(kind: SectionKind, blocks: Vec<Block>) -> Section {
    Section { kind, blocks, ..Section::default() }
}

fn place(section: usize, range: std::ops::Range<usize>) -> Place {
    Place { spot: Spot::Block { section, block: 0, part: 0 }, range }
}

fn of(key: &str, name: &str) -> Member {
    Member::new(ActorKey::from_stored(key), name.into())
}

/// Four articles, a day after another from the first of October 2025 on.
fn articles() -> Vec<(&'static str, Document, Cast)> {
    let russia = Member {
        statements: vec![Statement {
            kind: StatementKind::Position,
            place: Place { spot: Spot::Block { section: 1, block: 0, part: 1 }, range: 0..12 },
        }],
        ..of("state:RUS", "Russia")
    };
    let quoted = |key: &str| Quote {
        place: place(0, 0..4),
        verb: None,
        speaker: None,
        actor: Some(ActorKey::from_stored(key)),
    };
    let one = Document {
        title: "Ceasefire talks resume".into(),
        standfirst: Some("Mediators are hopeful.".into()),
        authors: vec![Author { name: "Sara Khan".into(), ..Author::default() }],
        language: Some("en".into()),
        sections: vec![
            section(
                SectionKind::Lead,
                vec![paragraph("The government’s envoy met Lavrov. A nuclear deal is far off.")],
            ),
            section(
                SectionKind::Stakeholders,
                vec![Block::Stakeholder { actor: "Russia".into(), text: "Seeks grain.".into() }],
            ),
            section(SectionKind::WhatsNext, vec![paragraph("A summit follows.")]),
        ],
        ..Document::default()
    };
    let two = Document {
        title: "Grain ships leave".into(),
        dateline: Some("ODESA (Reuters)".into()),
        credits: vec!["With information from the Associated Press.".into()],
        language: Some("en-GB".into()),
        sections: vec![
            section(
                SectionKind::Lead,
                vec![paragraph("Ships leave, and the ceasefire holds. Summit talks go on.")],
            ),
            section(
                SectionKind::Other,
                vec![Block::Table { header: Vec::new(), rows: vec![vec!["a".into()]] }],
            ),
        ],
        ..Document::default()
    };
    let three = Document {
        title: "北京市外交部".into(),
        language: Some("zh".into()),
        sections: vec![section(SectionKind::Lead, vec![paragraph("据北京方面消息。กรุงเทพมหานคร")])],
        ..Document::default()
    };
    let four = Document {
        title: "Élysée governs on".into(),
        sections: vec![section(SectionKind::Analysis, vec![paragraph("“Unity”, the palace’s summit word.")])],
        ..Document::default()
    };
    let cast = |members: Vec<Member>, quotes| Cast { members, quotes, ..Cast::default() };
    let lavrov = || of("person:sergey-lavrov", "Sergey Lavrov");
    vec![
        ("World Wire", one, cast(vec![russia, lavrov()], vec![quoted("person:sergey-lavrov")])),
        ("Reuters World", two, cast(vec![of("state:RUS", "Russia")], Vec::new())),
        ("East", three, cast(Vec::new(), Vec::new())),
        ("World Wire", four, cast(vec![of("state:FRA", "France")], vec![quoted("state:FRA")])),
    ]
}

impl Desk {
    fn new() -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        let mut store = Store::open(&path).expect("a store");
        let reader = Reader::open(&path).expect("a reader");
        let mut casts = Vec::new();
        for (nth, (feed, document, cast)) in articles().into_iter().enumerate() {
            let feed = store.feed_named(&feed.into(), FeedOrigin::Files).expect("a feed");
            store.add(&[incoming(feed, nth, &document)]).expect("added");
            casts.push(cast);
        }
        Self { _dir: dir, store, reader, casts }
    }

    fn analysed() -> Self {
        let mut desk = Self::new();
        let waiting = desk.reader.waiting(100).expect("what waits");
        let analysed = waiting.iter().rev().zip(&desk.casts).map(|(article, cast)| {
            let Content::Document(document) = article.content().expect("sound") else {
                panic!("no document")
            };
            Analysed::new(article, &document, cast)
        });
        desk.store.note_analysed(Bundle::pack(analysed.collect())).expect("noted");
        desk
    }

    /// The numbers of the articles that are found, in the order in which they come.
    fn found(&self, query: &str) -> Vec<i8> {
        self.listed(Scope::All, query)
    }

    fn listed(&self, scope: Scope, query: &str) -> Vec<i8> {
        let filter = Some(Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}")));
        let listing = Listing { scope, filter };
        let rows =
            self.reader.headlines(&listing, Cursor::Newest, 100).unwrap_or_else(|e| panic!("{query}: {e}"));
        if !listing.is_rated() {
            assert_eq!(self.reader.count(&listing, 100).expect("a count"), rows.len() as u64, "{query}");
        }
        rows.iter().map(|row| day(row.published)).collect()
    }
}

fn day(time: Option<Timestamp>) -> i8 {
    time.map_or(0, |time| time.to_zoned(jiff::tz::TimeZone::UTC).day())
}

fn incoming(feed: FeedId, nth: usize, document: &Document) -> Incoming {
    let published: Timestamp = format!("2025-10-0{}T12:00:00Z", nth + 1).parse().expect("a time");
    Incoming {
        feed,
        key: ArticleKey(CleanText::new(&format!("/{nth}"))),
        address: None,
        url: None,
        wants_page: false,
        received: published,
        content: Packed::document(&Document { published: Some(published), ..document.clone() }),
    }
}

#[test]
fn every_field_finds_what_it_says() {
    let desk = Desk::analysed();
    for (query, expected) in [
        ("", &[4, 3, 2, 1][..]),
        ("ceasefire", &[2, 1]),
        ("CEASEFIRE talks", &[2, 1]),
        ("\"ceasefire talks\"", &[1]),
        ("govern*", &[4, 1]),
        ("g*", &[4, 2, 1]),
        ("-ceasefire", &[4, 3]),
        ("summit -ceasefire", &[4]),
        ("grain OR unity", &[4, 2, 1]),
        ("summit (grain OR unity) -\"grain ships\"", &[4, 1]),
        ("-(summit ceasefire)", &[4, 3]),
        ("-\"summit talks\" summit", &[4, 1]),
        ("\"summit talks\" OR unity", &[4, 2]),
        ("/nucl.ar (deal|war)/", &[1]),
        ("/^ships leave/", &[2]),
        ("ceasefire /holds|resume/ -/holds/", &[1]),
        ("elysee", &[4]),
        ("palace's", &[4]),
        ("\"unity\"", &[4]),
        ("北京", &[3]),
        ("京市", &[3]),
        ("外交部", &[3]),
        ("京", &[3]),
        ("เทพ", &[3]),
        ("กรุง", &[3]),
        ("actor:russia", &[2, 1]),
        ("actor:state:RUS with:lavrov", &[1]),
        ("actor:russia -actor:lavrov", &[2]),
        ("actor:nobody", &[]),
        ("-actor:nobody", &[4, 3, 2, 1]),
        ("quote:lavrov", &[1]),
        ("quote:lavrov the", &[1]),
        ("quote:lavrov (nuclear OR the*)", &[1]),
        ("quote:lavrov /^thé/", &[1]),
        ("quote:lavrov nuclear", &[]),
        ("nuclear (quote:lavrov the)", &[1]),
        ("quote:lavrov -nuclear", &[1]),
        ("quote:lavrov -the", &[]),
        ("in:title quote:lavrov the", &[]),
        ("stance:russia seeks", &[1]),
        ("stance:russia ceasefire", &[]),
        ("stance:russia stance:france seeks", &[]),
        ("/elysee/", &[4]),
        ("/élysée GOV/", &[4]),
        ("quote:russia", &[]),
        ("stance:russia", &[1]),
        ("in:whats-next", &[1]),
        ("in:whats-next summit", &[1]),
        ("in:lead summit", &[2]),
        ("in:analysis in:whats-next summit", &[4, 1]),
        ("-in:lead", &[4]),
        ("-(in:lead summit)", &[4, 3, 1]),
        ("in:title ceasefire", &[1]),
        ("in:title (govern* OR grain)", &[4, 2]),
        ("(in:title grain) summit", &[2]),
        ("in:title /^grain/", &[2]),
        ("in:standfirst", &[1]),
        ("in:stakeholders grain", &[1]),
        ("feed:\"world wire\"", &[4, 1]),
        ("feed:world", &[4, 2, 1]),
        ("feed:none", &[]),
        ("author:khan", &[1]),
        ("author:\"sara khan\" ceasefire", &[1]),
        ("author:sar", &[]),
        ("source:reuters", &[2]),
        ("source:\"associated press\"", &[2]),
        ("lang:en", &[2, 1]),
        ("lang:zh", &[3]),
        ("has:table", &[2]),
        ("has:quote", &[4, 1]),
        ("has:image", &[]),
        ("tag:grain", &[]),
        ("is:noted", &[]),
        ("since:2025-10-03", &[4, 3]),
        ("until:2025-10-02 summit", &[2, 1]),
        ("on:2025-10-02", &[2]),
        ("on:2025-10", &[4, 3, 2, 1]),
        ("week:2025-40 -on:2025-10-02", &[4, 3, 1]),
        ("on:2025-10-01 OR unity", &[4, 1]),
        ("since:1d", &[]),
        ("sort:oldest", &[1, 2, 3, 4]),
        ("summit sort:oldest", &[1, 2, 4]),
    ] {
        assert_eq!(desk.found(query), expected, "{query}");
    }
}

#[test]
fn what_became_of_an_article_is_searched_too() {
    let mut desk = Desk::analysed();
    let rows = desk.reader.headlines(&Listing::default(), Cursor::Newest, 10).expect("a list");
    desk.store.set_read(rows[0].id, true).expect("read");
    desk.store.set_starred(rows[3].id, true).expect("starred");
    desk.store.mute(&[(rows[1].id, true)]).expect("muted");
    for (query, expected) in [
        ("", &[4, 2, 1][..]),
        ("is:unread", &[2, 1]),
        ("is:read", &[4]),
        ("is:starred", &[1]),
        ("is:starred ceasefire", &[1]),
        ("is:unread summit", &[2, 1]),
        ("is:unread is:starred", &[1]),
        ("is:starred OR unity", &[4, 1]),
        ("-is:unread", &[4]),
        ("is:muted", &[3]),
        ("is:muted 北京", &[3]),
        ("is:muted summit", &[]),
        ("is:changed", &[]),
    ] {
        assert_eq!(desk.found(query), expected, "{query}");
    }
    assert_eq!(desk.listed(Scope::Unread, "summit OR nothing"), [2, 1]);
    assert_eq!(desk.listed(Scope::Starred, "-unity"), [1]);
    let filter = Some(Query::parse("in:title ceasefire").expect("a query"));
    let (_, changed) = desk.store.mark_all_read(&Listing { scope: Scope::All, filter }).expect("marked");
    assert_eq!((changed, desk.found("is:unread")), (1, vec![2]));
}

#[test]
fn titles_are_found_before_the_rest_is_known() {
    let desk = Desk::new();
    for (query, expected) in [
        ("ceasefire", &[1][..]),
        ("\"grain ships\"", &[2]),
        ("in:title grain", &[2]),
        ("gov*", &[4]),
        ("-grain", &[4, 3, 1]),
    ] {
        assert_eq!(desk.found(query), expected, "{query}");
    }
}

#[test]
fn what_is_most_about_it_comes_first_by_relevance() {
    let desk = Desk::analysed();
    assert_eq!(desk.found("ceasefire sort:relevance"), [1, 2]);
    assert_eq!(desk.found("grain sort:relevance"), [2, 1]);
    assert_eq!(desk.found("xyzzy sort:relevance"), [0_i8; 0]);
}

#[test]
fn a_walk_that_is_broken_off_says_how_far_it_came() {
    let desk = Desk::analysed();
    let listing =
        Listing { scope: Scope::All, filter: Some(Query::parse("/ceasefire talks/").expect("a query")) };
    let (mut cursor, mut found, mut pages) = (Cursor::Newest, Vec::new(), 0);
    loop {
        let page = desk.reader.page(&listing, cursor, 10, &mut || false).expect("a page");
        found.extend(page.rows.iter().map(|row| day(row.published)));
        pages += 1;
        let Some(reached) = page.reached else { break };
        cursor = Cursor::OlderThan(reached);
    }
    assert_eq!((found, pages), (vec![1], 5));
    let (count, reached) = desk.reader.count_on(&listing, true, None, &mut || true).expect("a count");
    assert_eq!((count, reached), (1, None));
}

#[test]
fn hits_say_what_was_looked_for() {
    let desk = Desk::analysed();
    let listing =
        |query: &str| Listing { scope: Scope::All, filter: Some(Query::parse(query).expect("a query")) };
    let rows = desk.reader.headlines(&Listing::default(), Cursor::Newest, 10).expect("a list");
    let ids: Vec<_> = rows.iter().map(|row| row.id).collect();
    let hits = desk.reader.hits(&listing("in:lead summit"), &ids).expect("hits");
    let texts: Vec<&str> = hits.iter().map(|hit| hit.text.as_str()).collect();
    assert_eq!(texts, ["Summit talks go on."]);
    assert_eq!(hits[0].marks.first(), Some(&(0..6)));
    assert_eq!(
        desk.reader.hits(&listing("stance:russia"), &ids).expect("hits")[0].text.as_str(),
        "Seeks grain."
    );
}

#[test]
fn deep_queries_are_answered() {
    let desk = Desk::analysed();
    let mut query = "ceasefire".to_owned();
    for nth in 0..11 {
        query = format!("({query} OR x{nth} y{nth}) -z{nth}");
    }
    assert_eq!(desk.found(&query), [2, 1]);
    let many: Vec<String> = (0..900).map(|nth| format!("w{nth}")).collect();
    assert_eq!(desk.found(&format!("{} OR unity", many.join(" OR "))), [4]);
    assert_eq!(desk.found(&many.join(" ")), [0_i8; 0]);
}

#[test]
fn a_saved_search_is_a_list_of_its_own() {
    let mut desk = Desk::analysed();
    let query = Query::parse("summit sort:relevance").expect("a query");
    let (id, before, _) = desk.store.save_search(&"Summits".into(), &query).expect("saved");
    assert!(before.is_none());
    assert_eq!(desk.listed(Scope::Saved(id), ""), [4, 2, 1]);
    assert_eq!(desk.listed(Scope::Saved(id), "-unity sort:oldest"), [1, 2]);
    let rows = desk.reader.headlines(&Scope::Saved(id).into(), Cursor::Newest, 1).expect("a list");
    desk.store.set_read(rows[0].id, true).expect("read");
    let unread = |desk: &Desk| {
        desk.reader.count_on(&Scope::Saved(id).into(), true, None, &mut || true).expect("a count").0
    };
    assert_eq!(unread(&desk), 2);
    let (_, changed) = desk.store.mark_all_read(&Scope::Saved(id).into()).expect("marked");
    assert_eq!((changed, unread(&desk)), (2, 0));
    let was = desk.reader.saved_searches().expect("searches").remove(0);
    desk.store.put_search(id, None).expect("removed");
    assert!(desk.listed(Scope::Saved(id), "").is_empty());
    desk.store.put_search(id, Some(&was)).expect("back");
    assert_eq!(desk.reader.saved_searches().expect("searches"), [was]);
}
