//! The table of actors: who they are, what they are called, and when they were what.

mod cases;
mod date;
mod directory;
mod embedded;
mod entry;
mod own;
mod plain;
mod read;
mod surnames;

#[cfg(test)]
mod tests;

use std::sync::{Arc, OnceLock};

pub use date::{Date, Term};
pub use directory::Directory;
pub use entry::{Alias, AliasKind, Entry, Lang, Role, Roles};
pub use own::{doubts, taken};
pub use read::LineError;
pub(super) use read::language;

use super::lexicon::Lexicon;
use crate::model::{ActorKey, ActorType};
use surnames::Surnames;

/// The actors that are known, ours and the user's own, and what finds their names in texts.
#[derive(Clone, Debug, Default)]
pub struct ActorTable {
    directory: Arc<Directory>,
    /// For each actor those that it belongs to.
    of: Vec<Vec<u32>>,
    /// For each actor those that belong to it.
    members: Vec<Vec<u32>>,
    lexicon: Lexicon,
    surnames: Surnames,
    /// The same with the names of other languages, made when the first text in one of them is read.
    foreign: OnceLock<Arc<ActorTable>>,
}

impl ActorTable {
    /// The table that comes with the program, read when it is first asked for.
    pub fn shared() -> Arc<Self> {
        static SHARED: OnceLock<Arc<ActorTable>> = OnceLock::new();
        Arc::clone(SHARED.get_or_init(|| Arc::new(Self::new(Directory::shared()))))
    }

    /// The same actors, by the same numbers, with what they are called in other languages than English too.
    pub fn in_all_languages(&self) -> &Self {
        self.foreign.get_or_init(|| Arc::new(Self::new(Arc::new(self.directory.in_all_languages()))))
    }

    /// Every actor, by number.
    pub fn entries(&self) -> &[Entry] {
        self.directory.entries()
    }

    /// An actor by its stable name.
    pub fn get(&self, key: &ActorKey) -> Option<&Entry> {
        self.directory.get(key)
    }

    pub(super) fn entry(&self, nth: u32) -> &Entry {
        &self.entries()[nth as usize]
    }

    pub(super) fn number_of(&self, key: &ActorKey) -> Option<u32> {
        self.directory.number_of(key)
    }

    /// Those that an actor belongs to.
    pub(super) fn of(&self, nth: u32) -> &[u32] {
        &self.of[nth as usize]
    }

    /// Those that belong to an actor.
    pub(super) fn members(&self, nth: u32) -> &[u32] {
        &self.members[nth as usize]
    }

    pub(super) fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// The persons whose surname some words are, given as their numbers.
    pub(super) fn with_surname(&self, words: &[u64]) -> impl Iterator<Item = u32> {
        self.surnames.bearers(self.entries(), words)
    }

    /// What finds the names of these actors in texts.
    pub fn new(directory: Arc<Directory>) -> Self {
        let entries = directory.entries();
        let of: Vec<Vec<u32>> = entries
            .iter()
            .map(|entry| entry.of.iter().filter_map(|key| directory.number_of(key)).collect())
            .collect();
        let mut members = vec![Vec::new(); entries.len()];
        for (nth, of) in of.iter().enumerate() {
            of.iter().for_each(|whole| members[*whole as usize].push(number(nth)));
        }
        let names = entries.iter().map(|entry| entry.aliases.len() + entry.not.len()).sum();
        let mut lexicon = Lexicon::with_room(names);
        for (nth, entry) in entries.iter().enumerate() {
            let person = entry.key.kind() == ActorType::Person;
            for (alias, number_of_alias) in entry.aliases.iter().zip(0_u16..) {
                let anywhere = alias.lang.is_some() || is_international(alias, entry);
                lexicon.add(alias.text, number(nth), Some(number_of_alias), person, anywhere);
                for form in cases::forms(alias) {
                    lexicon.add(&form, number(nth), Some(number_of_alias), person, anywhere);
                }
            }
            entry.not.iter().for_each(|phrase| lexicon.add(phrase, number(nth), None, false, true));
        }
        let surnames = Surnames::of(entries);
        Self { directory, of, members, lexicon, surnames, foreign: OnceLock::new() }
    }
}

/// Whether a name that is not marked as another language's counts in texts of other languages too: what has
/// several words, acronyms, persons, and states, of which the table of their names leaves out what is as in English;
/// one English word of another sort may be anything elsewhere.
fn is_international(alias: &Alias, entry: &Entry) -> bool {
    let kind = entry.key.kind();
    let text = alias.text;
    let acronym = text.len() >= 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let state = kind == ActorType::State && !alias.ambiguous && *entry.name == *text;
    let person = kind == ActorType::Person && !alias.ambiguous && text.len() >= 4;
    alias.own || acronym || person || state || text.contains(' ')
}

fn number(nth: usize) -> u32 {
    u32::try_from(nth).unwrap_or(u32::MAX)
}
