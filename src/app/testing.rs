//! Values for the tests of this floor and the next: an article in the manner of the ones that people read.

use std::sync::Arc;

use jiff::tz::TimeZone;
use ratatui::style::Color;

use super::{Keymap, Painting, Settings, Surface};
use crate::actors::Recognizer;
use crate::model::{
    Actor, ActorKey, ActorPage, Article, ArticleId, Author, Block, CleanText, Condition, Document, Feed,
    FeedId, FeedOrigin, FullText, Headline, Health, ListItem, Place, ReadingPlace, Recent, Said, SaidKind,
    Section, SectionKind, Spot, Status, Text, Timestamp, WebFeed, Week,
};

/// A time for everything that needs one.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_760_450_400).expect("in range")
}

/// Numbers below what is asked for, the same in every run.
pub(crate) fn dice() -> impl FnMut(usize) -> usize {
    let mut seed = 7_usize;
    move |below| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % below
    }
}

/// A document of plain paragraphs.
pub(crate) fn document(title: &str, paragraphs: &[&str]) -> Document {
    let blocks = paragraphs.iter().map(|text| Block::Paragraph(Text::from(*text))).collect();
    let lead = Section { heading: None, kind: SectionKind::Lead, level: 1, blocks };
    Document { title: CleanText::new(title), sections: vec![lead], ..Document::default() }
}

/// An article with pictures: one at its beginning, and one below many paragraphs.
pub(crate) fn illustrated() -> Document {
    let words =
        "The river has been low since spring, and the barges wait for rain that nobody promises them.";
    let mut illustrated = document("A river runs low", &[words]);
    let picture = |name: &str, alt: &str| Block::Image {
        url: CleanText::new(&format!("https://news.example/{name}.jpg")),
        alt: Some(CleanText::new(alt)),
        caption: Some(CleanText::new(&format!("The {name} on Tuesday."))),
    };
    let blocks = &mut illustrated.sections[0].blocks;
    blocks.push(picture("harbour", "Barges on dry ground"));
    blocks.extend((0..30).map(|nth| Block::Paragraph(Text::from(&*format!("{nth}. {words}")))));
    blocks.push(picture("bridge", "A bridge over mud"));
    blocks.push(Block::Paragraph(Text::from("And then it rained.")));
    illustrated
}

/// A picture that fills its cells with two colours.
pub(crate) fn painting((columns, rows): (u16, u16)) -> Arc<Painting> {
    let cell = (Color::Rgb(200, 30, 30), Color::Rgb(30, 30, 200));
    let surface = Surface::Halves(vec![cell; usize::from(columns) * usize::from(rows)]);
    Arc::new(Painting { columns, rows, surface, sharp: Vec::new() })
}

/// An analysis with every part that matters.
pub(crate) fn seed() -> Document {
    let standfirst = "Mediators say the river states are closer to a deal than at any time since spring.";
    let first =
        format!("{standfirst} Envoy Mara Lind left Varnholm on Tuesday with a draft that Russia had read.");
    let mut seed = document(
        "River states near a deal on the Lower Basin",
        &[&first, "Lind said the draft was “shorter than the last one”, and Steve Witkoff called it useful."],
    );
    seed.standfirst = Some(CleanText::new(standfirst));
    seed.authors = vec![Author {
        name: CleanText::new("Ada Berg"),
        bio: Some(CleanText::new("Writes about rivers.")),
        ..Author::default()
    }];
    seed.credits = vec![CleanText::new("With information from Reuters.")];
    let line =
        |actor: &str, text: &str| Block::Stakeholder { actor: CleanText::new(actor), text: Text::from(text) };
    let item = |text: &str| ListItem { text: Text::from(text), ..ListItem::default() };
    seed.sections.extend([
        Section {
            heading: Some(CleanText::new("Why It Matters")),
            kind: SectionKind::WhyItMatters,
            level: 1,
            blocks: vec![
                Block::Paragraph(Text::from(
                    "The Lower Basin waters nine million people, and Russia has tied its grain exports to the talks.",
                )),
                Block::List { ordered: false, items: vec![item("Quotas for the dry months"), item("A shared gauge")] },
            ],
        },
        Section {
            heading: None,
            kind: SectionKind::Stakeholders,
            level: 1,
            blocks: vec![
                line("Russia", "Wants the gauge under its own flag and says so to anyone who asks."),
                line("Mara Lind", "Needs a signature before her mandate ends."),
                line("Steve Witkoff", "Keeps a channel open to Witkoff’s old partners."),
            ],
        },
        Section {
            heading: Some(CleanText::new("What’s Next")),
            kind: SectionKind::WhatsNext,
            level: 1,
            blocks: vec![
                Block::Paragraph(Text::from("Delegations meet again on Friday. Russia will send its water minister.")),
                Block::Quotation(Text::from("Nobody leaves with everything.")),
            ],
        },
    ]);
    seed
}

/// What the user settled who settled nothing.
pub(crate) fn settings() -> Settings {
    Settings {
        measure: 72,
        theme: Default::default(),
        typesetting: Default::default(),
        bidi: true,
        plain: false,
        hyperlinks: false,
        zone: TimeZone::UTC,
        keymap: Keymap::default(),
        mouse: true,
        programs: Vec::new(),
        refresh_on_start: false,
        refresh_every: None,
    }
}

/// A feed of the web, in some folders.
pub(crate) fn web_feed(id: i64, name: &str, folders: &[&str]) -> WebFeed {
    let path = |path: &&str| path.split('/').map(CleanText::new).collect();
    let feed = Feed {
        id: FeedId(id),
        name: CleanText::new(name),
        origin: FeedOrigin::Web,
        folders: folders.iter().map(path).collect(),
        condition: Condition::Well,
        articles: 10,
        unread: id.unsigned_abs(),
    };
    WebFeed {
        feed,
        url: CleanText::new(&format!("https://feeds.example/{id}")),
        trusted: "https://feeds.example".to_owned(),
        site: None,
        full_text: FullText::WhenShort,
        keep: Default::default(),
        pause: None,
        health: Health { fetched: Some(now()), answered: Some(200), ..Health::default() },
    }
}

/// A row of a list.
pub(crate) fn headline(id: i64) -> Headline {
    Headline {
        id: ArticleId(id),
        title: CleanText::new(&format!("Article number {id}")),
        feed: CleanText::new("The Ledger"),
        published: Some(now()),
        received: now(),
        status: Status::default(),
        tags: Vec::new(),
    }
}

/// An article as the store gives it.
pub(crate) fn article(document: Document) -> Article {
    let headline = Headline { title: document.title.clone(), ..headline(7) };
    Article {
        headline,
        feed_id: FeedId(1),
        url: Some(CleanText::new("https://example.org/river")),
        revision: 1,
        cast: Recognizer::default().recognize(&document),
        document,
        text_from: None,
        note: None,
        place: ReadingPlace::default(),
    }
}

/// An actor in one article.
pub(crate) fn actor(key: &str, name: &str) -> Actor {
    let key = ActorKey::from_stored(key);
    Actor {
        kind: key.kind(),
        key,
        name: name.into(),
        role: None,
        articles: 1,
        unread: 0,
        followed: false,
        found_as: None,
    }
}

/// The page of an actor, with every part that matters.
pub(crate) fn actor_page() -> ActorPage {
    const WEEK: i64 = 7 * 24 * 3600;
    let ago = |seconds: i64| Timestamp::from_second(now().as_second() - seconds).expect("in range");
    let lind = Actor { followed: true, articles: 12, ..actor("person:mara-lind", "Mara Lind") };
    let said = |kind, words: &str, (article, title): (i64, &str), time| Said {
        kind,
        words: words.into(),
        article: ArticleId(article),
        title: title.into(),
        feed: "The Ledger".into(),
        time,
        place: Place { spot: Spot::Title, range: 0..5 },
    };
    // The week of `now` began on Monday, a day and some hours before.
    let monday = now().as_second() - now().as_second().rem_euclid(WEEK) + 4 * 24 * 3600 - WEEK;
    let monday = if now().as_second() - monday >= WEEK { monday + WEEK } else { monday };
    let week = |(nth, articles): (i64, u64)| Week {
        start: Timestamp::from_second(monday - (3 - nth) * WEEK).expect("in range"),
        articles,
    };
    ActorPage {
        known_as: ["Mara Lind", "Lind", "MARA LIND", "Envoy of the Basin Council", "lind"]
            .map(Into::into)
            .to_vec(),
        roles: vec!["Envoy of the Basin Council (since 2024)".into()],
        belongs_to: vec![(ActorKey::from_stored("org:basin-council"), "Basin Council".into())],
        said: vec![
            said(SaidKind::Quote, "shorter than the last one", (12, "River states near a deal"), now()),
            said(
                SaidKind::Position,
                "Needs a signature before her mandate ends.",
                (11, "Talks resume"),
                ago(13 * 24 * 3600),
            ),
        ],
        articles: vec![Recent {
            article: ArticleId(12),
            title: "River states near a deal".into(),
            feed: "The Ledger".into(),
            time: now(),
        }],
        with: vec![(actor("state:RUS", "Russia"), 9)],
        weeks: [(0, 1), (1, 0), (2, 5), (3, 8)].map(week).to_vec(),
        undated: 0,
        read: 12,
        looked: Some(ago(WEEK)),
        new: 2,
        actor: lind,
    }
}
