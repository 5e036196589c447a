//! The table of actors: who they are, what they are called, and when they were what.

mod cases;
mod date;
mod directory;
mod embedded;
mod entry;
mod merge;
mod own;
mod plain;
mod read;
mod surnames;

#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

pub use date::{Date, Term};
pub use directory::Directory;
pub use entry::{Alias, AliasKind, Entry, Lang, Role, Roles};
pub use own::{doubts, taken};
pub use read::LineError;
pub(super) use read::language;

use super::lexicon::Lexicon;
use crate::model::{ActorKey, ActorType};
use merge::{joined, merge};
use surnames::Surnames;

/// The actors that are known, ours and the user's own.
#[derive(Clone, Debug, Default)]
pub struct ActorTable {
    entries: Vec<Entry>,
    by_key: HashMap<ActorKey, u32>,
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
        Arc::clone(SHARED.get_or_init(|| Arc::new(Self::of_entries(embedded::entries()))))
    }

    /// The table together with the user's own of the same form; lines that are wrong are left out and told of.
    ///
    /// An own line adds names, roles and `not:` phrases to the actor of its id, and replaces its name and codes
    /// where it gives any; an own name is nobody else's any more.
    pub fn with_own(&self, file: &str, text: &'static str) -> (Self, Vec<LineError>) {
        let (own, errors) = read::read(file, text, true);
        let mut entries = self.entries.clone();
        let mut by_key = self.by_key.clone();
        for line in joined(own) {
            match by_key.get(&line.key) {
                Some(nth) => merge(&mut entries[*nth as usize], vec![line]),
                None => {
                    by_key.insert(line.key.clone(), number(entries.len()));
                    entries.push(line);
                }
            }
        }
        (Self::of_entries(entries), errors)
    }

    /// The same actors, by the same numbers, with what they are called in other languages than English too.
    pub fn in_all_languages(&self) -> &Self {
        self.foreign.get_or_init(|| {
            let mut entries = self.entries.clone();
            embedded::add_names(&mut entries);
            Arc::new(Self::of_entries(entries))
        })
    }

    /// Every actor, by number.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// An actor by its stable name.
    pub fn get(&self, key: &ActorKey) -> Option<&Entry> {
        self.by_key.get(key).map(|nth| &self.entries[*nth as usize])
    }

    pub(super) fn entry(&self, nth: u32) -> &Entry {
        &self.entries[nth as usize]
    }

    pub(super) fn number_of(&self, key: &ActorKey) -> Option<u32> {
        self.by_key.get(key).copied()
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
        self.surnames.bearers(&self.entries, words)
    }

    fn of_entries(entries: Vec<Entry>) -> Self {
        let by_key: HashMap<ActorKey, u32> =
            entries.iter().enumerate().map(|(nth, entry)| (entry.key.clone(), number(nth))).collect();
        let of: Vec<Vec<u32>> = entries
            .iter()
            .map(|entry| entry.of.iter().filter_map(|key| by_key.get(key).copied()).collect())
            .collect();
        let mut members = vec![Vec::new(); entries.len()];
        for (nth, of) in of.iter().enumerate() {
            of.iter().for_each(|whole| members[*whole as usize].push(number(nth)));
        }
        let names = entries.iter().map(|entry| entry.aliases.len() + entry.not.len()).sum();
        let mut lexicon = Lexicon::with_room(names);
        for (nth, entry) in entries.iter().enumerate() {
            let person = entry.key.kind() == ActorType::Person;
            for (alias, number_of_alias) in entry.aliases.iter().zip(0..=u16::MAX) {
                let anywhere = alias.lang.is_some() || is_international(alias, entry);
                lexicon.add(alias.text, number(nth), Some(number_of_alias), person, anywhere);
                for form in cases::forms(alias) {
                    lexicon.add(&form, number(nth), Some(number_of_alias), person, anywhere);
                }
            }
            entry.not.iter().for_each(|phrase| lexicon.add(phrase, number(nth), None, false, true));
        }
        let surnames = Surnames::of(&entries);
        Self { entries, by_key, of, members, lexicon, surnames, foreign: OnceLock::new() }
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
