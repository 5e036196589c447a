//! The screens made of many articles: what comes next, and who wants what.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::actor_screen::{ActorRow, Rows, Tone, day};
use crate::model::{Agenda, ArticleId, Place, Positions, Recent, Said, When};

/// What comes next in the articles of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AgendaScreen {
    /// What the list is called.
    pub title: String,
    /// What they say.
    pub agenda: Agenda,
    /// The day on which it is looked at.
    pub today: Date,
    /// The number of the chosen entry.
    pub cursor: usize,
}

/// What the actors of a list want, side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PositionsScreen {
    /// What the list is called.
    pub title: String,
    /// What they want.
    pub positions: Positions,
    /// The number of the chosen actor.
    pub column: usize,
    /// The number of the chosen line of it.
    pub cursor: usize,
}

/// How wide the column of an actor is, in columns of the screen.
const COLUMN: u16 = 40;

impl AgendaScreen {
    /// The rows in so many columns.
    pub fn rows(&self, width: usize, zone: &TimeZone) -> Vec<ActorRow> {
        let mut rows = Rows::new(width);
        let mut before = None;
        for (nth, entry) in self.agenda.entries.iter().enumerate() {
            let when = entry.when(self.today);
            if before != Some(when) {
                if before.is_some() {
                    rows.gap();
                }
                rows.add(0, heading(when), Tone::Heading, None);
                before = Some(when);
            }
            let days = entry.days_in_words().map_or_else(String::new, |days| format!("{days}  "));
            rows.add(1, &format!("{days}{}", entry.words), Tone::Plain, Some(nth));
            rows.add(2, &source(&entry.source, zone), Tone::Dim, Some(nth));
        }
        if self.agenda.entries.is_empty() {
            rows.add(0, "No article of this list says what comes next.", Tone::Dim, None);
        }
        if self.agenda.more {
            rows.gap();
            rows.add(0, "There are older articles, which were not read.", Tone::Dim, None);
        }
        rows.finish()
    }

    /// Where the chosen entry stands.
    pub fn chosen(&self) -> Option<(ArticleId, Place)> {
        self.agenda.entries.get(self.cursor).map(|entry| (entry.source.article, entry.place.clone()))
    }

    /// The page as Markdown.
    pub fn markdown(&self, zone: &TimeZone) -> String {
        let mut out = format!("# What’s next: {}\n", escaped(&self.title));
        let mut before = None;
        for entry in &self.agenda.entries {
            let when = entry.when(self.today);
            if before != Some(when) {
                out.push_str(&format!("\n## {}\n\n", heading(when)));
                before = Some(when);
            }
            let days = entry.days_in_words().map_or_else(String::new, |days| format!("**{days}** "));
            out.push_str(&format!(
                "- {days}{}  \n  *{}*\n",
                escaped(&entry.words),
                escaped(&source(&entry.source, zone))
            ));
        }
        out
    }
}

impl PositionsScreen {
    /// How many actors stand side by side in so many columns.
    pub fn shown(width: u16) -> usize {
        usize::from(width / COLUMN).max(1)
    }

    /// The number of the first actor on a screen that has so many side by side.
    pub fn first(&self, shown: usize) -> usize {
        (self.column + 1).saturating_sub(shown)
    }

    /// The rows of an actor in so many columns.
    pub fn rows(&self, actor: usize, width: usize, zone: &TimeZone) -> Vec<ActorRow> {
        let mut rows = Rows::new(width);
        let Some((actor, lines)) = self.positions.actors.get(actor) else { return Vec::new() };
        rows.add(0, &format!("{}  ×{}", actor.name, lines.len()), Tone::Heading, None);
        for (nth, said) in lines.iter().enumerate() {
            rows.gap();
            rows.add(0, &format!("{} · {}", day(said.time, zone), said.feed), Tone::Dim, Some(nth));
            rows.add(0, &said.words, Tone::Plain, Some(nth));
        }
        rows.finish()
    }

    /// How many lines the chosen actor has.
    pub fn lines(&self) -> usize {
        self.positions.actors.get(self.column).map_or(0, |(_, lines)| lines.len())
    }

    /// Where the chosen line stands.
    pub fn chosen(&self) -> Option<(ArticleId, Place)> {
        let said = self.positions.actors.get(self.column)?.1.get(self.cursor)?;
        Some((said.article, said.place.clone()))
    }

    /// The page as Markdown.
    pub fn markdown(&self, zone: &TimeZone) -> String {
        let mut out = format!("# Positions: {}\n", escaped(&self.title));
        for (actor, lines) in &self.positions.actors {
            out.push_str(&format!("\n## {}\n\n", escaped(&actor.name)));
            for said in lines {
                out.push_str(&format!(
                    "- {}  \n  *{}*\n",
                    escaped(&said.words),
                    escaped(&source(&recent(said), zone))
                ));
            }
        }
        out
    }
}

/// What stands over entries of one kind.
fn heading(when: When) -> &'static str {
    match when {
        When::Coming => "Coming",
        When::Someday => "No day is named",
        When::Past => "Past",
    }
}

/// The entry of an article, for people: *14 Oct 2025 · The Ledger · Talks resume*.
fn source(source: &Recent, zone: &TimeZone) -> String {
    format!("{} · {} · {}", day(source.time, zone), source.feed, source.title)
}

fn recent(said: &Said) -> Recent {
    Recent { article: said.article, title: said.title.clone(), feed: said.feed.clone(), time: said.time }
}

/// Text in which nothing is Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(if c == '\n' { ' ' } else { c });
    }
    out
}
