//! `masthead next` and `masthead positions`: pages made of many articles.

use jiff::Zoned;

use super::Outcome;
use super::args::{Gathered, Shared};
use super::out::{json_text, say};
use super::search::{note_waiting, open, parse, tell_whom};
use crate::app::{ActorRow, AgendaScreen, PositionsScreen, Tone};
use crate::export;
use crate::model::{Listing, Scope};

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
        (true, _) => json_text(&export::agenda_json(&screen.agenda, screen.today)),
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
        (true, _) => json_text(&export::positions_json(&screen.positions)),
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
