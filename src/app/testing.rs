//! Values for the tests of this floor and the next: an article in the manner of the ones that people read.

use jiff::tz::TimeZone;

use super::{Keymap, Settings};
use crate::actors::Recognizer;
use crate::model::{
    Article, ArticleId, Author, Block, CleanText, Condition, Document, Feed, FeedId, FeedOrigin, FullText,
    Headline, Health, ListItem, ReadingPlace, Section, SectionKind, Status, Text, Timestamp, WebFeed,
};

/// A time for everything that needs one.
pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(1_760_450_400).expect("in range")
}

/// A document of plain paragraphs.
pub(crate) fn document(title: &str, paragraphs: &[&str]) -> Document {
    let blocks = paragraphs.iter().map(|text| Block::Paragraph(Text::from(*text))).collect();
    let lead = Section { heading: None, kind: SectionKind::Lead, level: 1, blocks };
    Document { title: CleanText::new(title), sections: vec![lead], ..Document::default() }
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
        zone: TimeZone::UTC,
        keymap: Keymap::default(),
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
        place: ReadingPlace::default(),
    }
}
