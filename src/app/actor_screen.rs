//! The page of one actor: who it is, what is said of it across everything stored, and with whom it appears.

use jiff::tz::TimeZone;

use crate::model::{
    Actor, ActorKey, ActorPage, ActorType, ArticleId, Place, Said, SaidKind, Timestamp, count, day_of,
};

/// The page of one actor, and the cursor in it.
#[derive(Clone, Debug)]
pub struct ActorScreen {
    /// What the store has of the actor.
    pub page: ActorPage,
    /// The number of the chosen row among those that lead somewhere.
    pub cursor: usize,
}

/// A row of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorRow {
    /// How far it is from the left edge, in columns.
    pub indent: u16,
    /// What it says.
    pub text: String,
    /// How it is said.
    pub tone: Tone,
    /// The number of the place that it leads to.
    pub leads: Option<usize>,
}

/// How a row is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// As a heading.
    Heading,
    /// As what matters.
    Plain,
    /// Standing back.
    Dim,
}

/// Where a row leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActorTarget {
    /// The articles of the actor.
    Articles,
    /// The words in an article.
    Words(ArticleId, Place),
    /// An article.
    Article(ArticleId),
    /// Another actor's page.
    Actor(ActorKey),
}

/// The heights that a week can have in the chart.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl ActorScreen {
    /// The widest that it may be with its edges, in columns.
    pub const WIDEST: u16 = 92;

    /// The page, at its beginning.
    pub fn new(page: ActorPage) -> Self {
        Self { page, cursor: 0 }
    }

    /// Where each row that leads somewhere leads to, from top to bottom.
    pub fn targets(&self) -> Vec<ActorTarget> {
        let words = self.page.said.iter().map(|said| ActorTarget::Words(said.article, said.place.clone()));
        let with = self.page.with.iter().map(|(actor, _)| ActorTarget::Actor(actor.key.clone()));
        let articles = self.page.articles.iter().map(|recent| ActorTarget::Article(recent.article));
        std::iter::once(ActorTarget::Articles).chain(words).chain(articles).chain(with).collect()
    }

    /// Columns and rows inside its edges on a terminal of this size.
    pub fn page_size(size: (u16, u16)) -> (usize, usize) {
        let width = size.0.saturating_sub(2).min(Self::WIDEST).saturating_sub(4);
        (usize::from(width).max(8), usize::from(size.1.saturating_sub(6)).max(1))
    }

    /// The rows of the page in so many columns.
    pub fn rows(&self, width: usize, zone: &TimeZone) -> Vec<ActorRow> {
        let mut rows = Rows::new(width);
        let ActorPage { actor, roles, said, articles, with, .. } = &self.page;
        let star = if actor.followed { "  ★ followed" } else { "" };
        rows.add(0, &format!("{}{star}", actor.name), Tone::Heading, None);
        let belongs = self.page.belongs_to.iter().map(|(_, name)| name.to_string());
        let what: Vec<String> = kind_name(actor.kind).map(str::to_owned).into_iter().chain(belongs).collect();
        rows.add(0, &what.join(" · "), Tone::Dim, None);
        roles.iter().for_each(|role| rows.add(0, role, Tone::Plain, None));
        let called: Vec<&str> = self.page.also().into_iter().map(|name| name.as_str()).collect();
        if !called.is_empty() {
            rows.add(0, &format!("also: {}", called.join(", ")), Tone::Dim, None);
        }
        rows.gap();
        rows.add(0, &self.articles_in_words(zone), Tone::Plain, Some(0));
        if let Some(chart) = self.chart(width, zone) {
            chart.iter().for_each(|line| rows.add(0, line, Tone::Dim, None));
        }
        if !said.is_empty() {
            rows.gap();
            rows.add(0, "POSITIONS AND WORDS", Tone::Heading, None);
        }
        for (nth, said) in said.iter().enumerate() {
            if nth == 0 || self.page.said[nth - 1].article != said.article {
                rows.add(1, &source(said, self.page.looked, zone), Tone::Dim, None);
            }
            rows.add(2, &in_words(said), Tone::Plain, Some(nth + 1));
        }
        if !articles.is_empty() {
            rows.gap();
            rows.add(0, "NEWEST ARTICLES", Tone::Heading, None);
        }
        for (nth, recent) in articles.iter().enumerate() {
            let line = format!("{} · {} · {}", day(recent.time, zone), recent.feed, recent.title);
            rows.add(1, &line, Tone::Plain, Some(said.len() + 1 + nth));
        }
        let before = said.len() + articles.len();
        if !with.is_empty() {
            rows.gap();
            let heading = format!("APPEARS WITH, in the newest {}", count(self.page.read, "article"));
            rows.add(0, &heading, Tone::Heading, None);
        }
        for (nth, (actor, articles)) in with.iter().enumerate() {
            rows.add(1, &format!("{}  ×{articles}", actor.name), Tone::Plain, Some(before + 1 + nth));
        }
        rows.rows
    }

    fn articles_in_words(&self, zone: &TimeZone) -> String {
        let ActorPage { actor, looked, new, .. } = &self.page;
        let articles = count(actor.articles, "article");
        match looked {
            Some(looked) if *new > 0 => format!("{articles}, {new} new since {}", day(*looked, zone)),
            Some(looked) => format!("{articles}, none new since {}", day(*looked, zone)),
            None => articles,
        }
    }

    /// A bar a week, and what they stand for.
    fn chart(&self, width: usize, zone: &TimeZone) -> Option<[String; 2]> {
        let weeks = &self.page.weeks;
        let weeks = &weeks[weeks.len().saturating_sub(width)..];
        let most = weeks.iter().map(|week| week.articles).max().filter(|most| *most > 0)?;
        let bar = |articles: u64| match articles {
            0 => ' ',
            // The tallest bar is the most.
            articles => BARS[usize::try_from((articles * 8).div_ceil(most)).unwrap_or(8).clamp(1, 8) - 1],
        };
        let bars = weeks.iter().map(|week| bar(week.articles)).collect();
        let (first, last) = (weeks.first()?.start, weeks.last()?.start);
        let undated = match self.page.undated {
            0 => String::new(),
            undated => format!("; {undated} without a date left out"),
        };
        let (first, last, most) = (day(first, zone), day(last, zone), count(most, "article"));
        Some([bars, format!("week by week, {first} to {last}; at most {most}{undated}")])
    }
}

/// What sort of actor it is, in a word.
pub fn kind_name(kind: ActorType) -> Option<&'static str> {
    match kind {
        ActorType::Person => Some("person"),
        ActorType::State => Some("state"),
        ActorType::Organisation => Some("organisation"),
        ActorType::Group => Some("group"),
        ActorType::Unknown => None,
    }
}

/// What is known of an actor beside its name: its sort and its role.
pub fn beside_name(actor: &Actor) -> String {
    let parts = actor.role.as_ref().map(ToString::to_string);
    parts.or_else(|| kind_name(actor.kind).map(str::to_owned)).unwrap_or_default()
}

/// The rows so far.
pub(super) struct Rows {
    rows: Vec<ActorRow>,
    width: usize,
}

impl Rows {
    pub(super) fn new(width: usize) -> Self {
        Self { rows: Vec::new(), width }
    }

    pub(super) fn finish(self) -> Vec<ActorRow> {
        self.rows
    }

    pub(super) fn add(&mut self, indent: u16, text: &str, tone: Tone, leads: Option<usize>) {
        let room = self.width.saturating_sub(2 * usize::from(indent)).max(8);
        for line in textwrap::wrap(text, room) {
            self.rows.push(ActorRow { indent: 2 * indent, text: line.into_owned(), tone, leads });
        }
    }

    pub(super) fn gap(&mut self) {
        self.rows.push(ActorRow { indent: 0, text: String::new(), tone: Tone::Dim, leads: None });
    }
}

fn source(said: &Said, looked: Option<Timestamp>, zone: &TimeZone) -> String {
    let new = if looked.is_some_and(|looked| said.time > looked) { "new · " } else { "" };
    format!("{new}{} · {} · {}", day(said.time, zone), said.feed, said.title)
}

fn in_words(said: &Said) -> String {
    match said.kind {
        SaidKind::Position => format!("Position: {}", said.words),
        SaidKind::Role => said.words.to_string(),
        SaidKind::Quote => format!("“{}”", said.words),
    }
}

pub(super) fn day(time: Timestamp, zone: &TimeZone) -> String {
    day_of(time, zone).strftime("%-d %b %Y").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::actor_page;

    #[test]
    fn a_page_says_who_it_is_and_where_its_words_come_from() {
        let screen = ActorScreen::new(actor_page());
        let rows = screen.rows(60, &TimeZone::UTC);
        let text: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(
            text,
            [
                "Mara Lind  ★ followed",
                "person · Basin Council",
                "Envoy of the Basin Council (since 2024)",
                "also: Lind",
                "",
                "12 articles, 2 new since 7 Oct 2025",
                "▁ ▅█",
                "week by week, 22 Sep 2025 to 13 Oct 2025; at most 8 articles",
                "",
                "POSITIONS AND WORDS",
                "new · 14 Oct 2025 · The Ledger · River states near a deal",
                "“shorter than the last one”",
                "1 Oct 2025 · The Ledger · Talks resume",
                "Position: Needs a signature before her mandate ends.",
                "",
                "NEWEST ARTICLES",
                "14 Oct 2025 · The Ledger · River states near a deal",
                "",
                "APPEARS WITH, in the newest 12 articles",
                "Russia  ×9",
            ]
        );
    }

    #[test]
    fn what_an_article_says_stands_under_its_title_once() {
        let mut page = actor_page();
        page.said.insert(1, Said { words: "Nobody leaves.".into(), ..page.said[0].clone() });
        let screen = ActorScreen::new(page);
        let rows = screen.rows(60, &TimeZone::UTC);
        let first = rows.iter().position(|row| row.leads == Some(1)).expect("words");
        let next: Vec<&str> = rows[first + 1..].iter().take(2).map(|row| row.text.as_str()).collect();
        assert_eq!(next, ["“Nobody leaves.”", "1 Oct 2025 · The Ledger · Talks resume"]);
    }

    #[test]
    fn every_row_that_leads_somewhere_has_its_target() {
        let screen = ActorScreen::new(actor_page());
        let leads: Vec<usize> = screen.rows(60, &TimeZone::UTC).iter().filter_map(|row| row.leads).collect();
        assert_eq!(leads, [0, 1, 2, 3, 4]);
        let targets = screen.targets();
        assert_eq!(targets.len(), 5);
        assert_eq!(targets[0], ActorTarget::Articles);
        assert_eq!(targets[4], ActorTarget::Actor(ActorKey::from_stored("state:RUS")));
    }
}
