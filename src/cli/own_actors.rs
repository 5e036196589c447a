//! The user's own actors: `actors.tsv` beside the config file.

use std::fs;
use std::io::ErrorKind;

use super::args::Shared;
use super::out::complain;
use crate::newsroom::KnownActors;

/// The actors that are known, with the user's own where there is such a file; and what is wrong with it.
pub(super) fn load(shared: &Shared) -> (KnownActors, Vec<String>) {
    let file = shared.config_file().map(|file| file.with_file_name("actors.tsv"));
    let Some(file) = file else { return Default::default() };
    let name = file.display().to_string();
    match fs::read(&file) {
        Ok(bytes) => KnownActors::with_own(&name, &String::from_utf8_lossy(&bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Default::default(),
        Err(error) => (KnownActors::default(), vec![format!("{name} is not used: {error}")]),
    }
}

/// The same for a command: what is wrong goes to the standard error.
pub(super) fn known_actors(shared: &Shared) -> KnownActors {
    let (known, problems) = load(shared);
    problems.iter().for_each(|problem| complain(problem));
    known
}
