//! What the tagger knows of words before it reads: what they are used like, and what lists of names have them.

use super::bytes::{Broken, Bytes};
use super::hash::Hash;
use super::reading::Seen;
use super::table::Table;

/// Word classes and lists of names.
#[derive(Debug)]
pub struct Lexicon {
    clusters: Table,
    names: Table,
}

/// The lists of names, as bits.
pub mod list {
    /// First names.
    pub const FIRST_NAME: u16 = 1;
    /// Surnames.
    pub const SURNAME: u16 = 1 << 1;
    /// Cities.
    pub const CITY: u16 = 1 << 2;
    /// Cities of many people, and capitals.
    pub const LARGE_CITY: u16 = 1 << 3;
    /// States and territories.
    pub const COUNTRY: u16 = 1 << 4;
    /// Provinces, seas, continents and other places.
    pub const REGION: u16 = 1 << 5;
    /// Nationalities.
    pub const NATIONALITY: u16 = 1 << 6;
    /// Organisations.
    pub const ORGANISATION: u16 = 1 << 7;
    /// Full names of people.
    pub const PERSON: u16 = 1 << 8;
    /// What people are before they are named: *spokesman*, *President*.
    pub const ROLE: u16 = 1 << 9;
    /// Longer phrases begin with it.
    pub const BEGINS: u16 = 1 << 10;
    /// How many lists there are.
    pub const COUNT: u32 = 10;
    /// All of them.
    pub const ALL: u16 = BEGINS - 1;
}

/// A phrase has at most as many words.
pub const LONGEST_PHRASE: usize = 7;

/// The key of a phrase, word by word.
#[derive(Clone, Copy, Debug)]
pub struct PhraseKey(Hash, u32);

impl PhraseKey {
    /// The key of one word is the word's own.
    pub fn new(word: u32) -> Self {
        let mut hash = Hash::new();
        hash.add(word);
        Self(hash, word)
    }

    /// The phrase goes on with `word`.
    pub fn add(&mut self, word: u32) {
        self.0.add(word);
        self.1 = self.0.end();
    }

    /// The key.
    pub fn end(self) -> u32 {
        self.1
    }
}

impl Lexicon {
    /// Reads the tables.
    pub fn read(bytes: &mut Bytes) -> Result<Self, Broken> {
        Ok(Self { clusters: Table::read(bytes)?, names: Table::read(bytes)? })
    }

    /// The class of a word by its lower case.
    pub fn cluster(&self, lower: u32) -> u16 {
        self.clusters.get(lower).unwrap_or(0)
    }

    /// Whether a word says what somebody is; other lists have names, and are looked at in chains alone.
    pub fn role(&self, lower: u32) -> u16 {
        self.names.get(lower).unwrap_or(0) & list::ROLE
    }

    /// Marks the words of a chain with the lists that have them, and those of its longest listed phrases.
    pub fn mark(&self, chain: &mut [Seen]) {
        let mut at = 0;
        while at < chain.len() {
            let entry = self.names.get(chain[at].word.lower).unwrap_or(0);
            chain[at].listed = entry & list::ALL;
            let mut found = (0, 0);
            if entry & list::BEGINS != 0 && chain[at].word.is_capitalised() {
                let mut key = PhraseKey::new(chain[at].word.lower);
                for (nth, next) in chain[at..].iter().enumerate().take(LONGEST_PHRASE).skip(1) {
                    key.add(next.word.lower);
                    match self.names.get(key.end()) {
                        Some(lists) if lists & list::ALL != 0 => found = (nth, lists & list::ALL),
                        Some(_) => {}
                        None => break,
                    }
                }
            }
            let (length, lists) = found;
            if lists == 0 {
                at += 1;
                continue;
            }
            for (nth, seen) in chain[at..=at + length].iter_mut().enumerate() {
                seen.phrase = lists;
                seen.phrase_part = if nth == 0 {
                    1
                } else if nth == length {
                    3
                } else {
                    2
                };
                seen.listed = self.names.get(seen.word.lower).unwrap_or(0) & list::ALL;
            }
            at += length + 1;
        }
    }
}
