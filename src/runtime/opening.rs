//! What comes before the loop: the store is opened, and read for the first frame.

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use super::{Options, RuntimeError, answer, clock};
use crate::app::{Effect, Msg, Question, State, start, update};
use crate::newsroom::{KnownActors, Newsroom};
use crate::store::{Reader, StoreError};

/// How long the first frame waits for what is searched in the articles themselves.
const FIRST_MOMENT: Duration = Duration::from_millis(60);

/// Reads what the first frame shows, before any thread is started. What else is to be done comes back.
pub(super) fn first_frame(state: &mut State, reader: &Reader, known: &KnownActors) -> Vec<Effect> {
    let mut later = Vec::new();
    let deadline = Instant::now() + FIRST_MOMENT;
    let mut effects = VecDeque::from(start(state));
    while let Some(effect) = effects.pop_front() {
        match effect {
            // What is counted, and searched for long, comes after the first frame.
            Effect::Ask(_, Question::Count { .. }) => later.push(effect),
            Effect::Ask(ticket, question) if Instant::now() < deadline => {
                let event = answer(reader, known, ticket, question, &|| Instant::now() >= deadline);
                effects.extend(update(state, Msg::Event(event)));
            }
            other => later.push(other),
        }
    }
    later
}

/// What is said first where the store can be read, and nothing be written.
pub(super) fn nothing_is_kept(reader: &Reader) -> Option<&'static str> {
    match reader.hindrance()? {
        StoreError::DiskFull { .. } => {
            Some("You can read, but nothing is kept until there is room: the disk of the store is full")
        }
        _ => Some("You can read, but nothing is kept: the store is read-only (its file, folder or disk)"),
    }
}

/// Opens the store for reading, after making it, with the samples in it, where there is none; or bringing an
/// older one up to date.
pub(super) fn open_store(options: &Options) -> Result<Reader, RuntimeError> {
    let Options { store: folder, labels, actors, .. } = options;
    if Newsroom::store_file(folder).exists() {
        let reader = Newsroom::open_reader(folder)?.with_documents(Newsroom::documents(labels));
        let is_current = reader.actors_mark()? == actors.mark();
        let has_any = reader.ever_had_articles()?;
        if is_current && (has_any || reader.samples_removed()?) || has_any && reader.is_makeshift() {
            return Ok(reader);
        }
    }
    let mut newsroom = Newsroom::open(folder)?.with_labels(labels.clone()).with_actors(actors.clone())?;
    newsroom.offer_samples(clock::now())?;
    Ok(newsroom.reader()?)
}
