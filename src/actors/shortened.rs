//! Names that leave out a part of another of the same article: *Man City* beside *Manchester City*.

use std::collections::{HashMap, HashSet};

use super::acronym::expansion;
use super::cues::has;
use super::name::{Claim, Name};
use super::resolve::Resolver;
use super::token::{Gap, Shape};
use crate::model::{ActorType, Label, Method};

/// A body by number, and where it is named: the text, and the word.
pub(super) type Named = (usize, (usize, usize));

/// How many letters a word is shortened to at least.
const SHORTEST: usize = 3;

impl Resolver<'_> {
    /// Gives the names of bodies whose words begin as those of another do to that other.
    pub(super) fn shortened(&mut self) {
        let mut by_last: HashMap<u64, Vec<usize>> = HashMap::new();
        for (nth, name) in self.names.iter().enumerate() {
            if name.method == Method::FullName && name.label == Label::Org && name.words.len() > 1 {
                let last = self.reading.texts[name.text].tokens[name.words.end - 1].hash;
                by_last.entry(last).or_default().push(nth);
            }
        }
        for alike in by_last.values().filter(|alike| alike.len() > 1) {
            for short in alike {
                let longer =
                    alike.iter().find(|long| self.shortens(&self.names[*short], &self.names[**long]));
                if let Some(who) = longer.and_then(|long| self.names[*long].who) {
                    self.give(*short, who, Method::Acronym);
                }
            }
        }
    }

    /// The bodies whose names of several words begin with a word, each where it is first named; none where two do. What a
    /// place follows is only a part of whoever is called so, what a place begins is not all of it, and *Lee’s Firm* is
    /// not Lee.
    pub(super) fn longer_names(&self) -> HashMap<u64, Option<Named>> {
        let hash = |name: &Name| self.reading.texts[name.text].tokens[name.words.start].hash;
        let single = self.names.iter().filter(|name| name.words.len() == 1 && name.label != Label::Org);
        let others: HashSet<u64> = single.map(hash).collect();
        let mut longer: HashMap<u64, Option<Named>> = HashMap::new();
        for name in self.names.iter().filter(|name| name.label == Label::Org && name.words.len() > 1) {
            let Some(who) = name.who else { continue };
            let tokens = &self.reading.texts[name.text].tokens[name.words.clone()];
            let owned = tokens.iter().any(|token| token.gap == Gap::Possessive);
            if owned || others.contains(&hash(name)) || self.is_of_state(name, name.words.end - 1) {
                continue;
            }
            let place = (name.text, name.words.start);
            let same = |one: &Named| one.0 == who;
            longer.entry(hash(name)).and_modify(|one| *one = one.filter(same)).or_insert(Some((who, place)));
        }
        longer
    }

    /// The body of the table whose acronym stands in parentheses behind a name that spells it out: *the UN’s World
    /// Food Program (WFP)*.
    pub(super) fn by_acronym_behind(&self, nth: usize) -> Option<Claim> {
        let (name, next) = (&self.names[nth], self.names.get(nth + 1)?);
        let text = &self.reading.texts[name.text];
        let behind = next.text == name.text && next.words.start == name.words.end && next.words.len() == 1;
        let enclosed = behind && text.text[name.range.end..next.range.start].trim() == "(";
        let spelt = || expansion(self.reading, name.text, next.words.start);
        let fits = enclosed
            && text.tokens[next.words.start].shape == Shape::Upper
            && spelt().is_some_and(|words| words.start >= name.words.start);
        next.sure().filter(|claim| {
            let kind = self.table.entry(claim.actor).key.kind();
            fits && matches!(kind, ActorType::Organisation | ActorType::Group)
        })
    }

    /// Whom somebody is called by the first of their names, where the tagger sees a person and no article makes it a
    /// thing: not *the Bill*, after *Bill Lee*.
    pub(super) fn first_name(&self, name: &Name) -> Option<usize> {
        let words = &self.reading.texts[name.text].tokens[name.words.clone()];
        let before = self.reading.before(name.text, name.words.start).next().unwrap_or_default();
        let thing = has(&["the", "a", "an", "this", "that", "its", "no"], before);
        let body = name.claims.iter().any(|claim| {
            matches!(self.table.entry(claim.actor).key.kind(), ActorType::Organisation | ActorType::Group)
        });
        self.parts.first_name(words).filter(|_| !thing && !body)
    }

    /// Whether each word of one name is that of another or begins it, and one does not say all of it.
    fn shortens(&self, short: &Name, long: &Name) -> bool {
        if short.words.len() != long.words.len() || short.who == long.who {
            return false;
        }
        let word = |name: &Name, nth: usize| self.reading.word(name.text, name.words.start + nth);
        (0..short.words.len()).all(|nth| {
            let (short, long) = (word(short, nth), word(long, nth));
            short.eq_ignore_ascii_case(long) || short.len() >= SHORTEST && long.starts_with(short)
        })
    }

    /// Surnames of two words that a hyphen joins: *Ms Doe-Smith*, after *Jane Doe-Smith*.
    pub(super) fn hyphened_surnames(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            if name.is_resolved() || !name.is_person() || !self.is_hyphened(name) {
                continue;
            }
            let words = &self.reading.texts[name.text].tokens[name.words.clone()];
            let known = self.parts.surname(words).or_else(|| self.parts.first_name(words));
            let who = known.unwrap_or_else(|| {
                let surface = &self.reading.texts[name.text].text[name.range.clone()];
                self.actors.of_name(self.table, ActorType::Person, surface)
            });
            self.give(nth, who, if known.is_some() { Method::Surname } else { Method::FullName });
        }
    }

    /// Whether nothing but hyphens stands between the words of a name.
    pub(super) fn is_hyphened(&self, name: &Name) -> bool {
        let tokens = &self.reading.texts[name.text].tokens;
        name.words.len() > 1
            && name.words.clone().skip(1).all(|nth| tokens[nth].gap == Gap::Joined)
            && name.claims.is_empty()
            && !has(&["al", "el"], self.reading.word(name.text, name.words.start))
    }
}
