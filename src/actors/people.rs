//! Which of the names in a document are one actor’s: full names, and what is left of them later on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cues::has;
use super::reading::Reading;
use super::table::ActorTable;
use super::token::{Shape, Token, hash};
use crate::model::{ActorKey, ActorType, CleanText, Method};

/// The actors of a document, each with a number.
#[derive(Default)]
pub(super) struct Actors {
    /// By number.
    pub list: Vec<Known>,
    by_key: HashMap<ActorKey, usize>,
    by_entry: HashMap<u32, usize>,
}

/// An actor of a document.
pub(super) struct Known {
    pub key: ActorKey,
    pub name: CleanText,
    /// Its number in the table.
    pub entry: Option<u32>,
}

impl Actors {
    /// The number of an actor of the table.
    pub(super) fn of_table(&mut self, table: &ActorTable, entry: u32) -> usize {
        *self.by_entry.entry(entry).or_insert_with(|| {
            let known = table.entry(entry);
            let (key, name) = (known.key.clone(), known.name.clone());
            self.by_key.insert(key.clone(), self.list.len());
            self.list.push(Known { key, name, entry: Some(entry) });
            self.list.len() - 1
        })
    }

    /// The number of an actor of the table, if it is in the document yet.
    pub(super) fn number_of(&self, entry: u32) -> Option<usize> {
        self.by_entry.get(&entry).copied()
    }

    /// The number of an actor that is known by its full name.
    pub(super) fn of_name(&mut self, table: &ActorTable, kind: ActorType, name: &str) -> usize {
        let key = ActorKey::of_kind(kind, name);
        if let Some(entry) = table.number_of(&key) {
            return self.of_table(table, entry);
        }
        let list = &mut self.list;
        *self.by_key.entry(key).or_insert_with_key(|key| {
            list.push(Known { key: key.clone(), name: CleanText::line(name), entry: None });
            list.len() - 1
        })
    }

    /// The number of an actor with a name, of whatever sort: of the document, or of the table.
    pub(super) fn named(&mut self, table: &ActorTable, name: &str) -> Option<usize> {
        let keys = || KINDS.into_iter().map(|kind| ActorKey::of_kind(kind, name));
        let here = keys().find_map(|key| self.by_key.get(&key).copied());
        here.or_else(|| keys().find_map(|key| table.number_of(&key)).map(|entry| self.of_table(table, entry)))
    }

    pub(super) fn kind(&self, who: usize) -> ActorType {
        self.list[who].key.kind()
    }
}

/// The sorts of actors that have a name of their own.
const KINDS: [ActorType; 4] =
    [ActorType::Person, ActorType::Organisation, ActorType::State, ActorType::Group];

/// Parts of the full names in a document, by which it goes on to call those who bear them.
#[derive(Default)]
pub(super) struct Parts {
    /// What full names end in: surnames.
    ends: HashMap<u64, Vec<usize>>,
    /// What they end in before a *Jr.*
    middles: HashMap<u64, Vec<usize>>,
    /// What they begin with: first names, and surnames where these come first.
    starts: HashMap<u64, Vec<usize>>,
    /// What full names end in that may be several persons’.
    doubted: HashSet<u64>,
    /// Where each is first named in full: the text, and the words.
    since: HashMap<usize, (usize, Range<usize>)>,
}

/// What begins and ends no name: *bin Salman* is asked for by *Salman* too.
const SHORTEST: usize = 2;
/// Of more bearers nobody needs to know.
const MOST_BEARERS: usize = 4;

impl Parts {
    /// Takes in a full name.
    pub(super) fn add(&mut self, words: &[Token], who: usize) {
        for start in 1..words.len() {
            put(&mut self.ends, joined(&words[start..]), who);
        }
        for end in 1..words.len() {
            put(&mut self.starts, joined(&words[..end]), who);
        }
        if let [_, middle @ .., last] = words
            && ["jr", "sr", "ii", "iii"].iter().any(|suffix| last.hash == hash(suffix))
        {
            (0..middle.len()).for_each(|start| put(&mut self.middles, joined(&middle[start..]), who));
        }
    }

    /// Takes in a full name of which it is not known whose it is.
    pub(super) fn add_doubted(&mut self, words: &[Token]) {
        self.doubted.extend((1..words.len()).map(|start| joined(&words[start..])));
    }

    /// Whether somebody has a surname of whom it is not known who that is.
    pub(super) fn is_doubted(&self, words: &[Token]) -> bool {
        self.doubted.contains(&joined(words))
    }

    /// Takes in where a full name stands.
    pub(super) fn add_place(&mut self, text: usize, words: Range<usize>, who: usize) {
        let first = self.since.entry(who).or_insert_with(|| (text, words.clone()));
        if (text, words.start) < (first.0, first.1.start) {
            *first = (text, words);
        }
    }

    /// Where somebody is first named in full.
    pub(super) fn since(&self, who: usize) -> Option<&(usize, Range<usize>)> {
        self.since.get(&who)
    }

    /// Whose surname it is; nobody’s where two fit.
    pub(super) fn surname(&self, words: &[Token]) -> Option<usize> {
        one(self.bearers(words)).filter(|_| !self.is_doubted(words))
    }

    /// All whose surname it is.
    pub(super) fn bearers(&self, words: &[Token]) -> &[usize] {
        self.ends.get(&joined(words)).map_or(&[], Vec::as_slice)
    }

    /// Whose surname it is before a *Jr.*
    pub(super) fn before_suffix(&self, words: &[Token]) -> Option<usize> {
        one(self.middles.get(&joined(words))?)
    }

    /// Whose name begins with it, where only one does.
    pub(super) fn first_name(&self, words: &[Token]) -> Option<usize> {
        one(self.starts.get(&joined(words))?)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }
}

/// What looks like one word of a person’s name.
pub(super) fn looks_like_surname(token: &Token) -> bool {
    token.range.len() > SHORTEST && matches!(token.shape, Shape::Capital | Shape::Plain)
}

/// A full name without what varies: *Donald J. Trump*, *Vladimir V. Putin*; `None` where nothing does.
pub(super) fn without_initials(reading: &Reading, text: usize, words: Range<usize>) -> Option<String> {
    let tokens = &reading.texts[text].tokens;
    let (first, last) = (words.start, words.end - 1);
    let kept: Vec<&str> = words
        .clone()
        .filter(|nth| *nth == first || *nth == last || tokens[*nth].range.len() > 1)
        .map(|nth| reading.word(text, nth))
        .collect();
    (kept.len() < words.len()).then(|| kept.join(" "))
}

/// How certain it is whose a part of a name is.
pub(super) fn confidence(method: Method) -> u8 {
    match method {
        Method::StakeholderLine => 100,
        Method::Table => 95,
        Method::FullName => 90,
        Method::Surname => 88,
        Method::Acronym | Method::Metonym => 85,
        Method::Role => 75,
        _ => 0,
    }
}

fn put(parts: &mut HashMap<u64, Vec<usize>>, part: u64, who: usize) {
    let bearers = parts.entry(part).or_default();
    if bearers.len() < MOST_BEARERS && !bearers.contains(&who) {
        bearers.push(who);
    }
}

fn one(bearers: &[usize]) -> Option<usize> {
    if let [who] = bearers { Some(*who) } else { None }
}

/// Several words as one number.
pub(super) fn joined(words: &[Token]) -> u64 {
    words.iter().fold(0, |all: u64, word| all.rotate_left(7).wrapping_mul(31) ^ word.hash)
}

/// Words that end the names of states, bodies and groups, never a person’s.
const NO_SURNAMES: &[&str] = &[
    "allies",
    "alliance",
    "states",
    "nations",
    "leaders",
    "countries",
    "government",
    "governments",
    "officials",
    "groups",
    "markets",
    "investors",
    "residents",
    "voters",
    "powers",
    "people",
    "forces",
    "army",
    "media",
    "members",
    "workers",
    "farmers",
    "islands",
    "kingdom",
    "union",
    "community",
    "militia",
    "administration",
    "council",
    "house",
    "companies",
    "organisations",
    "organizations",
    "partners",
    "civilians",
    "families",
    "industry",
    "society",
    "coalition",
    "opposition",
    "party",
    "parties",
    "movement",
    "front",
    "court",
    "bank",
    "agencies",
    "consumers",
    "businesses",
    "tech",
    "western",
    "eastern",
    "university",
    "college",
    "airport",
    "stadium",
    "province",
];

/// Whether a word ends the names of states, bodies and groups, never a person’s.
pub(super) fn is_no_surname(word: &str) -> bool {
    has(NO_SURNAMES, word)
}

/// Whether the actor of a stakeholder line looks like a person, where no tagger tells.
pub(super) fn looks_like_person(name: &str, words: &[Token]) -> bool {
    let last = words.last().map_or("", |token| &name[token.range.clone()]);
    (2..=4).contains(&words.len())
        && words.iter().all(|word| word.shape == Shape::Capital || word.range.len() <= 3)
        && !has(NO_SURNAMES, last)
        && last.chars().count() > 2
}
