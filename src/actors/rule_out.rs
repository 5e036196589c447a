//! Who of the table is not meant by a name, whatever else the article says.

use std::collections::HashSet;

use super::acronym::spelt_otherwise;
use super::cues::{PERSONAL, has};
use super::name::{Claim, Name};
use super::resolve::Resolver;
use super::table::AliasKind;
use super::token::Gap;
use crate::model::ActorType;

impl Resolver<'_> {
    /// Takes from each name those whom the article shows it not to mean.
    pub(super) fn rule_out(&mut self) {
        let otherwise = spelt_otherwise(self.reading, self.table, &self.names);
        let persons = self.persons();
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            if name.claims.is_empty() {
                continue;
            }
            let hash = self.reading.texts[name.text].tokens[name.words.start].hash;
            let single = name.words.len() == 1;
            let keep = |claim: &Claim| {
                let kind = self.table.entry(claim.actor).key.kind();
                let place = kind == ActorType::State && (claim.ambiguous || claim.kind == AliasKind::Capital);
                !(single && (otherwise.contains(&(hash, claim.actor)) || place && persons.contains(&hash)))
                    && !self.is_elsewhere(name, *claim)
            };
            let kept: Vec<Claim> = name.claims.iter().copied().filter(keep).collect();
            self.names[nth].claims = kept;
        }
    }

    /// Words that somebody is called who does what persons do: *Paris hugged her sister*.
    fn persons(&self) -> HashSet<u64> {
        let mut found = HashSet::new();
        for (text, read) in self.reading.texts.iter().enumerate() {
            for (nth, token) in read.tokens.iter().enumerate().skip(1) {
                let before = &read.tokens[nth - 1];
                if token.gap == Gap::Space
                    && before.is_capital()
                    && has(PERSONAL, self.reading.word(text, nth))
                {
                    found.insert(before.hash);
                }
            }
        }
        found
    }

    /// Whether somebody of a full name is said to be what nobody of the table is: *Mike Johnson, a plumber from Leeds*.
    pub(super) fn is_called_otherwise(&self, name: &Name) -> bool {
        const CALLED: &[&str] = &[
            "plumber",
            "electrician",
            "carpenter",
            "builder",
            "baker",
            "butcher",
            "nurse",
            "neighbour",
            "neighbor",
            "pupil",
            "schoolboy",
            "schoolgirl",
            "gardener",
            "caretaker",
            "waiter",
            "waitress",
            "barber",
            "postman",
            "fisherman",
            "shopkeeper",
            "hairdresser",
            "mechanic",
            "librarian",
            "bookseller",
            "potter",
            "goalkeeper",
            "midfielder",
        ];
        let end = name.words.end;
        let apart =
            self.reading.texts[name.text].tokens.get(end).is_some_and(|token| token.gap == Gap::Comma);
        apart
            && has(&["a", "an"], self.reading.word(name.text, end))
            && has(CALLED, self.reading.word(name.text, end + 1))
    }

    /// Whether a parliament or the members of a party are another state’s: *the Democrats in Italy*.
    fn is_elsewhere(&self, name: &Name, claim: Claim) -> bool {
        let entry = self.table.entry(claim.actor);
        let role = |of: &str| entry.roles.iter().any(|role| role.text == of);
        let members = || claim.kind == AliasKind::Nationality && role("political party");
        if !claim.ambiguous || !(members() || role("parliament")) {
            return false;
        }
        let end = name.words.end;
        if !has(&["in", "of"], self.reading.word(name.text, end)) {
            return false;
        }
        let the = usize::from(has(&["the"], self.reading.word(name.text, end + 1)));
        self.name_at(name.text, end + 1 + the).is_some_and(|other| {
            let mut states = other.claims.iter().filter(|other| {
                other.kind == AliasKind::Name && self.table.entry(other.actor).key.kind() == ActorType::State
            });
            let own = |other: &Claim| self.table.of(claim.actor).contains(&other.actor);
            states.clone().next().is_some() && !states.any(|other| other.ambiguous || own(other))
        })
    }
}
