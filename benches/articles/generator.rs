//! The articles: the same ones whenever they are asked for.

use masthead::model::{
    ActorKey, ArticleKey, Block, Cast, CleanText, Document, FeedId, Label, Member, Mention, Method, Place,
    Section, SectionKind, Spot, Statement, StatementKind, Text, Timestamp,
};
use masthead::store::{Incoming, Packed};

/// Words of a language of its own, as frequent as words are (Zipf), so that indexes and compression meet
/// what they would meet in the news.
pub(crate) struct Generator {
    state: u64,
    words: Vec<String>,
    /// Of each word, the sum of the weights up to it.
    weights: Vec<f64>,
    actors: Vec<String>,
}

/// An article, and what analysing it would give.
#[derive(Clone)]
#[allow(dead_code, reason = "some programs want documents alone")]
pub(crate) struct Generated {
    /// As it comes in.
    pub(crate) incoming: Incoming,
    /// What it says.
    pub(crate) document: Document,
    /// Who is in it.
    pub(crate) cast: Cast,
}

const WORDS: usize = 40_000;
const ACTORS: usize = 300;

/// The word of that rank, the most frequent first.
pub(crate) fn word(rank: usize) -> String {
    match rank {
        40 => "government".into(),
        60 => "security".into(),
        90 => "governor".into(),
        _ => {
            // Frequent words are short: one syllable up to rank 99, two up to 9,999, then three.
            let mut n = rank;
            let mut out = String::new();
            loop {
                let (consonant, vowel) = (n % 20, n / 20 % 5);
                out.push_str(&"tnsrhldcmfpgwybvkjzx"[consonant..=consonant]);
                out.push_str(&"eaoiu"[vowel..=vowel]);
                n /= 100;
                if n == 0 {
                    break;
                }
            }
            out.push_str(["", "n", "s", "r", "d", "ting"][rank % 6]);
            out
        }
    }
}

impl Generator {
    /// A generator of articles.
    pub(crate) fn new() -> Self {
        let words: Vec<String> = (0..WORDS).map(word).collect();
        let mut sum = 0.0;
        let weights = (0..WORDS)
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        let name = |n: usize| {
            let mut name = word(n * 3 + 500);
            name[..1].make_ascii_uppercase();
            name
        };
        let actors = (0..ACTORS)
            .map(|n| if n % 3 == 0 { name(n) } else { format!("{} {}", name(n + 1000), name(n + 2000)) })
            .collect();
        Self { state: 1, words, weights, actors }
    }

    /// Article `n`: the same whenever it is asked for.
    pub(crate) fn article(&mut self, n: u64, feeds: &[FeedId]) -> Generated {
        self.state = n.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let feed = self.below(feeds.len());
        let mut people: Vec<usize> = (0..2 + self.below(6)).map(|_| self.actor()).collect();
        people.sort_unstable();
        people.dedup();
        let mut sections = vec![
            self.section(SectionKind::Lead, None, 3, &people),
            self.section(SectionKind::WhyItMatters, Some("Why It Matters"), 2, &people),
        ];
        let lines = people.iter().map(|actor| Block::Stakeholder {
            actor: CleanText::new(&self.actors[*actor].clone()),
            text: Text::from(self.sentence(None).as_str()),
        });
        let lines: Vec<Block> = lines.collect();
        sections.push(Section { heading: None, kind: SectionKind::Stakeholders, level: 1, blocks: lines });
        sections.push(self.section(SectionKind::Analysis, Some("Analysis"), 3, &people));
        sections.push(self.section(SectionKind::WhatsNext, Some("What’s Next"), 1, &people));
        let title: Vec<String> = (0..8).map(|_| self.word()).collect();
        // Five years of news, in the order in which they come.
        let second = 1_600_000_000 + (n * 160) as i64 + self.below(100_000) as i64;
        let published = Timestamp::from_second(second).ok();
        let document = Document {
            title: CleanText::line(&title.join(" ")),
            standfirst: Some(CleanText::new(&self.sentence(None))),
            published,
            language: Some("en".into()),
            sections,
            ..Document::default()
        };
        let cast = Cast {
            members: people.iter().map(|actor| self.member(*actor, &document)).collect(),
            ..Cast::default()
        };
        let incoming = Incoming {
            feed: feeds[feed],
            key: ArticleKey(CleanText::new(&format!(
                "https://example.org/agency-{feed:02}/{n:08}/story.html"
            ))),
            address: None,
            url: Some(CleanText::new(&format!("https://example.org/agency-{feed:02}/{n:08}/story.html"))),
            wants_page: false,
            received: Timestamp::from_second(second + 600).unwrap_or_default(),
            content: Packed::document(&document),
        };
        Generated { incoming, document, cast }
    }

    fn section(
        &mut self,
        kind: SectionKind,
        heading: Option<&str>,
        paragraphs: usize,
        people: &[usize],
    ) -> Section {
        let blocks = (0..paragraphs)
            .map(|_| {
                let sentences: Vec<String> = (0..3)
                    .map(|_| {
                        let who = people[self.below(people.len())];
                        self.sentence(Some(who))
                    })
                    .collect();
                Block::Paragraph(Text::from(sentences.join(" ").as_str()))
            })
            .collect();
        Section { heading: heading.map(CleanText::new), kind, level: 1, blocks }
    }

    fn sentence(&mut self, actor: Option<usize>) -> String {
        let mut words: Vec<String> = (0..12 + self.below(12)).map(|_| self.word()).collect();
        if let Some(actor) = actor.filter(|_| self.below(3) == 0) {
            let at = self.below(words.len());
            words[at].clone_from(&self.actors[actor]);
        }
        if self.below(40) == 0 {
            words[2] = "peace talks".into();
        }
        if self.below(60_000) == 0 {
            words[1] = "ceasefire line withdrawn".into();
        }
        format!("{}.", words.join(" "))
    }

    fn member(&self, actor: usize, document: &Document) -> Member {
        let name = &self.actors[actor];
        let mut mentions = Vec::new();
        let mut statements = Vec::new();
        for (spot, text) in document.spots() {
            mentions.extend(text.match_indices(name.as_str()).map(|(at, surface)| Mention {
                place: Place { spot, range: at..at + name.len() },
                surface: surface.into(),
                label: Label::Org,
                method: Method::Table,
                confidence: 90,
            }));
            if let Spot::Block { part: 0, section, block } = spot
                && text == name
            {
                let spot = Spot::Block { part: 1, section, block };
                let range = 0..document.text_at(spot).map_or(0, str::len);
                statements.push(Statement { kind: StatementKind::Position, place: Place { spot, range } });
            }
        }
        let key = ActorKey::of_name(name);
        Member { statements, mentions, ..Member::new(key, name.as_str().into()) }
    }

    fn actor(&mut self) -> usize {
        let (a, b) = (self.below(ACTORS), self.below(ACTORS));
        a * b / ACTORS
    }

    fn word(&mut self) -> String {
        let total = self.weights[WORDS - 1];
        let at = (self.next() >> 11) as f64 / (1_u64 << 53) as f64 * total;
        self.words[self.weights.partition_point(|sum| *sum < at).min(WORDS - 1)].clone()
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() >> 33) as usize % end.max(1)
    }

    fn next(&mut self) -> u64 {
        // xorshift64*
        self.state ^= self.state >> 12;
        self.state ^= self.state << 25;
        self.state ^= self.state >> 27;
        self.state.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }
}
