//! Pages made of many articles: what comes next, and who wants what.

use jiff::Zoned;
use jiff::civil::Date;

use super::{
    Actor, CleanText, Document, Place, Recent, Said, SectionKind, Spot, Timestamp, day_of, named_days,
    sentence,
};

/// What the *What’s Next* sections of articles say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// What is still to come, the nearest first; what it says no day for, the newest first; what has passed, the latest
    /// first.
    pub entries: Vec<Coming>,
    /// Whether there are further articles, which were not read.
    pub more: bool,
}

/// One thing that is to come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coming {
    /// In which article.
    pub source: Recent,
    /// The words.
    pub words: CleanText,
    /// Where they stand in it.
    pub place: Place,
    /// The first and the last of the days that they name.
    pub days: Option<(Date, Date)>,
}

/// When something is to come, as of some day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// It is to come, or going on.
    Coming,
    /// No day is named.
    Someday,
    /// The day has passed.
    Past,
}

/// The stakeholder lines of articles, by actor.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// Each actor with what it wants, the newest first; those with most lines first.
    pub actors: Vec<(Actor, Vec<Said>)>,
    /// Whether there are further articles, which were not read.
    pub more: bool,
}

impl Coming {
    /// When it is to come, as of `today`.
    pub fn when(&self, today: Date) -> When {
        match self.days {
            None => When::Someday,
            Some((_, last)) if last < today => When::Past,
            Some(_) => When::Coming,
        }
    }

    /// The days as they are written: *21 Oct 2025*, *10–21 Nov 2025*.
    pub fn days_in_words(&self) -> Option<String> {
        let (first, last) = self.days?;
        let day = |date: Date, how: &str| date.strftime(how).to_string();
        Some(match (first, last) {
            (first, last) if first == last => day(first, "%a %-d %b %Y"),
            (first, last) if first == last.first_of_month() && last == first.last_of_month() => {
                day(first, "%b %Y")
            }
            (first, last) if first.first_of_month() == last.first_of_month() => {
                format!("{}–{}", day(first, "%-d"), day(last, "%-d %b %Y"))
            }
            (first, last) if first.year() == last.year() => {
                format!("{} – {}", day(first, "%-d %b"), day(last, "%-d %b %Y"))
            }
            (first, last) => format!("{} – {}", day(first, "%-d %b %Y"), day(last, "%-d %b %Y")),
        })
    }
}

impl Agenda {
    /// Adds what an article says of what comes next; days are resolved against the one on which it was published.
    /// Of several, the nearest one counts that is still to come as of `now`.
    pub fn add(&mut self, source: &Recent, document: &Document, now: &Zoned) {
        let written = day_of(source.time, now.time_zone());
        let today = now.date();
        for (section, part) in document.sections.iter().enumerate() {
            if part.kind != SectionKind::WhatsNext {
                continue;
            }
            for (block, texts) in part.blocks.iter().enumerate() {
                for (nth, text) in texts.parts().into_iter().enumerate() {
                    let spot = Spot::Block { section, block, part: nth };
                    self.add_text(source, text, spot, (written, today));
                }
            }
        }
    }

    /// Sentences that name a day stand alone; what names none stays together.
    fn add_text(&mut self, source: &Recent, text: &str, spot: Spot, (written, today): (Date, Date)) {
        let days = named_days(text, written);
        let mut at = 0;
        let mut undated: Option<usize> = None;
        while at < text.len() {
            let rest = text.get(at..).unwrap_or_default();
            let start = at + rest.len() - rest.trim_start().len();
            let range = sentence(text, start..(start + 1).min(text.len()));
            let end = range.end.max(at + 1);
            let end = (end..=text.len()).find(|end| text.is_char_boundary(*end)).unwrap_or(text.len());
            let within = days.iter().filter(|days| (start..end).contains(&days.range.start));
            let first = within.clone().map(|days| (days.first, days.last)).min_by_key(|(first, last)| {
                let ahead = today.until(*last).map_or(0, |span| span.get_days());
                (ahead < 0, ahead.abs(), *first)
            });
            if first.is_some() {
                if let Some(from) = undated.take() {
                    self.push(source, text, Place { spot, range: from..start }, None);
                }
                self.push(source, text, Place { spot, range: start..end }, first);
            } else {
                undated.get_or_insert(start);
            }
            at = end;
        }
        if let Some(from) = undated {
            self.push(source, text, Place { spot, range: from..text.len() }, None);
        }
    }

    fn push(&mut self, source: &Recent, text: &str, place: Place, days: Option<(Date, Date)>) {
        let words = CleanText::line(text.get(place.range.clone()).unwrap_or_default().trim());
        if !words.is_empty() {
            self.entries.push(Coming { source: source.clone(), words, place, days });
        }
    }

    /// Puts what is to come first, as of `today`: the nearest before what is further off.
    pub fn sort(&mut self, today: Date) {
        self.entries.sort_by_key(|entry| {
            let when = entry.when(today);
            let day = match (when, entry.days) {
                (When::Coming, Some((first, last))) => (first.max(today), last),
                _ => (Date::MIN, Date::MIN),
            };
            let past = entry.days.filter(|_| when == When::Past).map(|(_, last)| std::cmp::Reverse(last));
            (when, day, past, std::cmp::Reverse(entry.source.article))
        });
    }
}

impl Positions {
    /// Adds what an actor wants.
    pub fn add(&mut self, actor: impl FnOnce() -> Actor, key: &super::ActorKey, said: Said) {
        match self.actors.iter_mut().find(|(known, _)| known.key == *key) {
            Some((_, lines)) => lines.push(said),
            None => self.actors.push((actor(), vec![said])),
        }
    }

    /// Puts those with most lines first, and the newest lines of each.
    pub fn sort(&mut self) {
        for (_, lines) in &mut self.actors {
            lines.sort_by_key(|said| std::cmp::Reverse((said.time, said.article)));
        }
        let newest = |lines: &[Said]| lines.first().map(|said| said.time).unwrap_or(Timestamp::UNIX_EPOCH);
        self.actors.sort_by(|(a, lines), (b, others)| {
            (others.len(), newest(others))
                .cmp(&(lines.len(), newest(lines)))
                .then_with(|| a.name.cmp(&b.name))
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Block, Section, Text};

    #[test]
    fn days_are_written_as_short_as_they_can_be() {
        let day = |day: &str| day.parse::<Date>().expect("a date");
        let time: Timestamp = "2025-10-15T12:00:00Z".parse().expect("a time");
        let source = Recent { article: ArticleId(1), title: "Talks".into(), feed: "Wire".into(), time };
        let place = Place { spot: Spot::Title, range: 0..5 };
        let coming = Coming { source, words: "Talks".into(), place, days: None };
        for (first, last, expected) in [
            ("2025-10-21", "2025-10-21", "Tue 21 Oct 2025"),
            ("2025-11-10", "2025-11-21", "10–21 Nov 2025"),
            ("2025-11-01", "2025-11-30", "Nov 2025"),
            ("2025-11-01", "2025-11-21", "1–21 Nov 2025"),
            ("2025-11-10", "2025-11-30", "10–30 Nov 2025"),
            ("2025-11-10", "2025-12-01", "10 Nov – 1 Dec 2025"),
            ("2025-12-10", "2026-01-09", "10 Dec 2025 – 9 Jan 2026"),
        ] {
            let coming = Coming { days: Some((day(first), day(last))), ..coming.clone() };
            assert_eq!(coming.days_in_words().as_deref(), Some(expected), "{first} to {last}");
        }
        assert_eq!(coming.days_in_words(), None);
    }

    #[test]
    fn what_is_coming_comes_first_the_nearest_first() {
        let time: Timestamp = "2025-10-15T12:00:00Z".parse().expect("a time");
        let source = |id| Recent { article: ArticleId(id), title: "Talks".into(), feed: "Wire".into(), time };
        let document = |text: &str| Document {
            sections: vec![Section {
                kind: SectionKind::WhatsNext,
                blocks: vec![Block::Paragraph(Text::from(text))],
                ..Section::default()
            }],
            ..Document::default()
        };
        let now: Zoned = "2025-10-16T12:00:00[UTC]".parse().expect("a time");
        let mut agenda = Agenda::default();
        agenda.add(
            &source(1),
            &document("Nobody knows. Much is open. They vote on Friday, they say. More later."),
            &now,
        );
        agenda.add(&source(2), &document("A deal is due by mid-November. They met yesterday."), &now);
        agenda.add(&source(4), &document("He spoke on 14 October, and decides on Oct. 30."), &now);
        agenda.add(&source(3), &document("Nothing."), &now);
        agenda.sort("2025-10-16".parse().expect("a date"));
        let entries: Vec<String> = agenda
            .entries
            .iter()
            .map(|entry| format!("{}: {}", entry.days_in_words().unwrap_or_default(), entry.words))
            .collect();
        assert_eq!(
            entries,
            [
                "Fri 17 Oct 2025: They vote on Friday, they say.",
                "Thu 30 Oct 2025: He spoke on 14 October, and decides on Oct. 30.",
                "10–21 Nov 2025: A deal is due by mid-November.",
                ": Nothing.",
                ": Nobody knows. Much is open.",
                ": More later.",
                "Tue 14 Oct 2025: They met yesterday.",
            ]
        );
    }
}
