//! `masthead next` and `masthead positions`: pages made of many articles.

use jiff::Zoned;
use serde_json::{Value, json};

use super::Outcome;
use super::args::{Gathered, Shared};
use super::out::say;
use super::search::{note_waiting, open, parse, tell_whom};
use crate::app::{ActorRow, AgendaScreen, PositionsScreen, Tone};
use crate::model::{Coming, Listing, Recent, Said, Scope, When};

/// How wide text is laid out, in columns.
const COLUMNS: usize = 100;

/// Prints what comes next in the articles that a search finds.
pub(super) fn next(shared: &Shared, wanted: &Gathered) -> Outcome {
    let now = Zoned::now();
    let (title, listing) = listing(wanted)?;
    let reader = open(shared)?;
    listing.filter.iter().try_for_each(|query| tell_whom(&reader, query))?;
    let agenda = reader.agenda(&listing, &now)?;
    let screen = AgendaScreen { title, agenda, today: now.date(), cursor: 0 };
    let zone = now.time_zone();
    say(&match (wanted.json, wanted.markdown) {
        (true, _) => {
            let entries = screen.agenda.entries.iter().map(|entry| as_json(entry, &screen));
            Value::Array(entries.collect()).to_string()
        }
        (_, true) => screen.markdown(zone),
        _ => lines(&screen.rows(COLUMNS, zone)),
    })?;
    note_waiting(&reader)?;
    Ok(true)
}

/// Prints who wants what in the articles that a search finds.
pub(super) fn positions(shared: &Shared, wanted: &Gathered) -> Outcome {
    let (title, listing) = listing(wanted)?;
    let reader = open(shared)?;
    listing.filter.iter().try_for_each(|query| tell_whom(&reader, query))?;
    let screen = PositionsScreen { title, positions: reader.positions(&listing)?, column: 0, cursor: 0 };
    let zone = Zoned::now().time_zone().clone();
    say(&match (wanted.json, wanted.markdown) {
        (true, _) => {
            let actors = screen.positions.actors.iter().map(|(actor, lines)| {
                let lines: Vec<Value> = lines.iter().map(said).collect();
                json!({"id": actor.key, "name": actor.name, "type": actor.kind, "positions": lines})
            });
            Value::Array(actors.collect()).to_string()
        }
        (_, true) => screen.markdown(&zone),
        _ => {
            let pages =
                (0..screen.positions.actors.len()).map(|nth| lines(&screen.rows(nth, COLUMNS, &zone)));
            pages.collect::<Vec<_>>().join("\n\n")
        }
    })?;
    note_waiting(&reader)?;
    Ok(true)
}

fn listing(wanted: &Gathered) -> Result<(String, Listing), String> {
    let text = wanted.query.join(" ");
    let query = parse(&text)?;
    let title = if query.is_empty() { "all articles".to_owned() } else { text };
    Ok((title, Listing { scope: Scope::All, filter: Some(query) }))
}

fn lines(rows: &[ActorRow]) -> String {
    let line = |row: &ActorRow| {
        let text = format!("{}{}", " ".repeat(usize::from(row.indent)), row.text);
        if row.tone == Tone::Heading { text.to_uppercase() } else { text }
    };
    rows.iter().map(line).collect::<Vec<_>>().join("\n").trim_end().to_owned()
}

fn as_json(entry: &Coming, screen: &AgendaScreen) -> Value {
    let when = match entry.when(screen.today) {
        When::Coming => "coming",
        When::Someday => "someday",
        When::Past => "past",
    };
    let (first, last) = entry.days.unzip();
    json!({"when": when, "first_day": first, "last_day": last, "text": entry.words, "article": source(&entry.source)})
}

fn source(source: &Recent) -> Value {
    json!({"id": source.article, "title": source.title, "feed": source.feed, "published": source.time})
}

fn said(said: &Said) -> Value {
    let Said { words, article, title, feed, time, .. } = said.clone();
    json!({"text": words, "article": source(&Recent { article, title, feed, time })})
}
