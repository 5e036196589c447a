//! The user's own actors: `actors.tsv` beside the config file.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;

use super::Outcome;
use super::args::Shared;
use super::out::{complain, note, say};
use crate::newsroom::KnownActors;
use crate::store::{Reader, StoreError};

/// The actors that are known, with the user's own where there is such a file; and what is wrong with it.
pub(super) fn load(shared: &Shared) -> (KnownActors, Vec<String>) {
    let Some(file) = file(shared) else { return Default::default() };
    let name = file.display().to_string();
    match fs::read(&file) {
        Ok(bytes) => {
            let known = KnownActors::with_own(&name, &String::from_utf8_lossy(&bytes));
            let problems = known.problems();
            (known, problems)
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Default::default(),
        Err(error) => (KnownActors::default(), vec![format!("{name} is not used: {error}")]),
    }
}

/// The same for a command: what is wrong goes to the standard error, in a line.
pub(super) fn known_actors(shared: &Shared) -> KnownActors {
    let (known, problems) = load(shared);
    in_a_line(&problems).iter().for_each(|problem| complain(problem));
    known
}

/// What is wrong, in a line.
pub(super) fn in_a_line(problems: &[String]) -> Option<String> {
    match problems {
        [] => None,
        [only] => Some(only.clone()),
        [first, others @ ..] => Some(format!("{first} (and {} more: masthead actors --check)", others.len())),
    }
}

/// Prints what is wrong with the user's own actors, and which names they take from others.
pub(super) fn check(shared: &Shared) -> Outcome {
    let (known, problems) = load(shared);
    for line in problems.iter().chain(&known.taken()) {
        say(line)?;
    }
    let file = file(shared).filter(|file| file.exists());
    let name = file.map_or("there is no actors.tsv".to_owned(), |file| file.display().to_string());
    match problems.len() {
        0 => note(&format!("{name}: nothing is wrong")),
        1 => note(&format!("{name}: one line is wrong")),
        lines => note(&format!("{name}: {lines} things are wrong")),
    }
    Ok(problems.is_empty())
}

/// Says where what is stored was analysed with other actors than those known now.
pub(super) fn tell_if_older(reader: &Reader, known: &KnownActors) -> Result<(), StoreError> {
    if reader.actors_mark()? != known.mark() {
        note(
            "actors.tsv has changed since the articles were analysed: masthead refresh, or the reader, does it anew",
        );
    }
    Ok(())
}

fn file(shared: &Shared) -> Option<PathBuf> {
    shared.config_file().map(|file| file.with_file_name("actors.tsv"))
}
