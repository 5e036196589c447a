//! Pages made of many articles, in JSON.

use jiff::civil::Date;
use serde_json::{Value, json};

use crate::model::{Agenda, Coming, Positions, Recent, Said, When};

/// What comes next, as of `today`: one value an entry.
pub fn agenda_json(agenda: &Agenda, today: Date) -> Value {
    agenda.entries.iter().map(|entry| coming(entry, today)).collect()
}

/// Who wants what: one value an actor, with its lines.
pub fn positions_json(positions: &Positions) -> Value {
    let actors = positions.actors.iter().map(|(actor, lines)| {
        let lines: Vec<Value> = lines.iter().map(said).collect();
        json!({"id": actor.key, "name": actor.name, "type": actor.kind, "positions": lines})
    });
    actors.collect()
}

fn coming(entry: &Coming, today: Date) -> Value {
    let when = match entry.when(today) {
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
