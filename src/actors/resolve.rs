//! Whose the names in an article are.

use super::acronym::Acronyms;
use super::doubt::{self, Evidence};
use super::lexicon::Manner;
use super::metonym::acts;
use super::name::{Claim, Name, label};
use super::people::{Actors, Parts, confidence, is_no_surname, without_initials};
use super::reading::{Part, Reading};
use super::surnames::Bearer;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Lines};
use crate::model::{ActorType, Label, Method};

/// Names and whose they are.
pub(super) struct Resolved {
    /// In reading order, none overlapping another.
    pub names: Vec<Name>,
    /// Who is in the article, by number.
    pub actors: Actors,
}

/// One article on its way from names to actors.
pub(super) struct Resolver<'a> {
    pub reading: &'a Reading<'a>,
    pub table: &'a ActorTable,
    pub names: Vec<Name>,
    pub actors: Actors,
    pub parts: Parts,
    pub evidence: Evidence,
    /// For each text the first of its names and the one after the last.
    pub texts: Vec<std::ops::Range<usize>>,
}

/// Finds out whose `names` are: first what is certain, then what that makes certain.
pub(super) fn resolve(reading: &Reading, table: &ActorTable, names: Vec<Name>) -> Resolved {
    let mut texts = vec![0..0; reading.texts.len()];
    for (nth, name) in names.iter().enumerate() {
        let range = &mut texts[name.text];
        *range = if range.start == range.end { nth..nth + 1 } else { range.start..nth + 1 };
    }
    let (actors, parts, evidence) = (Actors::default(), Parts::default(), Evidence::default());
    let mut resolver = Resolver { reading, table, names, actors, parts, evidence, texts };
    resolver.rule_out();
    resolver.sure();
    resolver.full_names();
    resolver.hyphened_surnames();
    resolver.shortened();
    resolver.sure_surnames();
    resolver.acronyms_and_prefixes();
    resolver.doubtful();
    resolver.stakeholders();
    resolver.missed_surnames();
    // What the tagger does not take for a name, and nothing speaks for, is a word.
    let english = reading.is_english();
    resolver.names.retain(|name| !english || name.tagged.is_some() || name.is_resolved());
    Resolved { names: resolver.names, actors: resolver.actors }
}

impl Resolver<'_> {
    pub(super) fn give(&mut self, nth: usize, who: usize, method: Method) {
        let name = &mut self.names[nth];
        let in_line = self.reading.texts[name.text].part == Part::Stakeholder;
        name.who = Some(who);
        name.method = if in_line { Method::StakeholderLine } else { method };
        name.confidence = confidence(name.method);
    }

    pub(super) fn give_claim(&mut self, nth: usize, claim: Claim, method: Method) {
        let who = self.actors.of_table(self.table, claim.actor);
        let label = label(self.table, claim);
        let name = &mut self.names[nth];
        // Whether a name is a place, a body or a people, the tagger sees in its place.
        let seen = name.tagged.filter(|tagged| *tagged != Label::Per && label != Label::Per);
        name.label = seen.unwrap_or(label);
        self.evidence.add(self.table, claim.actor);
        self.give(nth, who, method);
        let person = self.table.entry(claim.actor).key.kind() == ActorType::Person;
        if person && self.names[nth].words.len() > 1 {
            self.add_full_name(nth, who);
        }
    }

    fn add_full_name(&mut self, nth: usize, who: usize) {
        let name = &self.names[nth];
        let words = &self.reading.texts[name.text].tokens[name.words.clone()];
        self.parts.add(words, who);
        self.parts.add_place(name.text, name.words.clone(), who);
    }

    /// Names that are one actor’s without doubt.
    fn sure(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            let Some(claim) = name.sure().or_else(|| self.only_full_name(name)) else { continue };
            match claim.kind {
                // Where its government sits, the article may only happen.
                AliasKind::Capital => self.evidence.add_place(claim.actor),
                // Others may bear a surname too, whom the article names in full.
                _ if self.is_person(claim) && (name.words.len() == 1 || self.is_called_otherwise(name)) => {}
                AliasKind::Seat => self.give_claim(nth, claim, Method::Metonym),
                AliasKind::Name | AliasKind::Nationality => self.give_claim(nth, claim, Method::Table),
            }
        }
    }

    /// The one person of the table that has a full name which others may have too.
    fn only_full_name(&self, name: &Name) -> Option<Claim> {
        let [claim] = name.claims[..] else { return None };
        (self.is_person(claim) && name.tagged.is_none_or(|label| label == Label::Per)).then_some(claim)
    }

    /// Persons and organisations with their full names, which the table does not know.
    fn full_names(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            if name.is_resolved() || !name.claims.is_empty() {
                if !name.is_resolved() && name.is_person() {
                    self.parts.add_doubted(&self.reading.texts[name.text].tokens[name.words.clone()]);
                }
                continue;
            }
            let text = self.reading.texts[name.text].text;
            let words = &self.reading.texts[name.text].tokens[name.words.clone()];
            let surface = &text[name.range.clone()];
            let in_line = self.reading.texts[name.text].part == Part::Stakeholder;
            match name.label {
                Label::Per if self.is_hyphened(name) => {}
                Label::Per if words.len() > 1 && !self.ends_as_no_person(name) => {
                    let short = without_initials(self.reading, name.text, name.words.clone());
                    let by_table =
                        short.and_then(|short| self.claim_of((name.text, name.words.start), &short));
                    if let Some(claim) = by_table {
                        self.give_claim(nth, claim, Method::Table);
                    } else {
                        let who = self.actors.of_name(self.table, ActorType::Person, surface);
                        self.give(nth, who, Method::FullName);
                        self.add_full_name(nth, who);
                    }
                }
                Label::Org if words.len() > 1 && !in_line && !doubt::is_generic(surface) => {
                    if let Some(claim) = self.by_acronym_behind(nth) {
                        self.give_claim(nth, claim, Method::Table);
                        continue;
                    }
                    let who = self.actors.of_name(self.table, ActorType::Organisation, surface);
                    self.give(nth, who, Method::FullName);
                }
                _ => {}
            }
        }
    }

    /// Whether what the tagger takes for a person ends as no person’s name does: *Yahoo Japan*, *Many Western*.
    fn ends_as_no_person(&self, name: &Name) -> bool {
        let last = name.words.end - 1;
        let word = self.reading.word(name.text, last);
        let tokens = &self.reading.texts[name.text].tokens[last..=last];
        tokens[0].gap == Gap::Space && (is_no_surname(word) || self.is_of_state(name, last))
    }

    /// Whether a word of a name is by itself a state's, or a nationality.
    pub(super) fn is_of_state(&self, name: &Name, nth: usize) -> bool {
        let word = self.reading.word(name.text, nth);
        let found =
            self.table.lexicon().find(word, &super::token::tokens(word, Lines::Apart), Manner::default());
        found.first().is_some_and(|found| {
            let claims = super::name::claims(self.reading, self.table, (name.text, nth), found);
            let of_state = |claim: &Claim| self.table.entry(claim.actor).key.kind() == ActorType::State;
            claims.iter().any(|claim| !claim.ambiguous && claim.kind != AliasKind::Capital && of_state(claim))
        })
    }

    /// The one actor of the table that has a name, at a word of a text, without doubt.
    fn claim_of(&self, at: (usize, usize), name: &str) -> Option<Claim> {
        let tokens = super::token::tokens(name, Lines::Apart);
        let found = self.table.lexicon().find(name, &tokens, Manner::default()).into_iter().next()?;
        let claims = super::name::claims(self.reading, self.table, at, &found);
        let [claim] = claims[..] else { return None };
        (found.words.len() == tokens.len() && !claim.ambiguous).then_some(claim)
    }

    fn acronyms_and_prefixes(&mut self) {
        let acronyms = Acronyms::gather(self.reading, &self.names);
        let longer = self.longer_names();
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            if name.is_resolved() || name.words.len() != 1 || name.is_person() {
                continue;
            }
            let token = &self.reading.texts[name.text].tokens[name.words.start];
            if let Some(who) = acronyms.stands_for(token) {
                self.give(nth, who, Method::Acronym);
            } else if name.claims.is_empty()
                && name.label == Label::Org
                && let Some((who, since)) = longer.get(&token.hash).copied().flatten()
                && since < (name.text, name.words.start)
            {
                self.give(nth, who, Method::Acronym);
            }
        }
    }

    /// Names that need the rest of the article: surnames, capitals, what may be several things.
    fn doubtful(&mut self) {
        for nth in 0..self.names.len() {
            if self.names[nth].is_resolved() {
                continue;
            }
            match self.bearer(nth) {
                Bearer::Here(who) => {
                    self.names[nth].label = Label::Per;
                    self.give(nth, who, Method::Surname);
                    continue;
                }
                Bearer::OfTable(claim) => {
                    self.give_claim(nth, claim, Method::Table);
                    self.names[nth].confidence = 85;
                    continue;
                }
                Bearer::Nobody => continue,
                Bearer::Unknown => {}
            }
            let name = &self.names[nth];
            let words = &self.reading.texts[name.text].tokens[name.words.clone()];
            // *Chad called*, after *Chad Miller*.
            let borne = self.parts.surname(words).or_else(|| self.first_name(name));
            let borne = borne.filter(|_| name.words.len() == 1 && !self.is_spoken_for(name));
            if let Some(who) = borne {
                self.names[nth].label = Label::Per;
                self.give(nth, who, Method::Surname);
                continue;
            }
            if name.claims.is_empty() {
                if let Some(who) = self.first_name(name).filter(|_| name.is_person()) {
                    self.give(nth, who, Method::Surname);
                }
                continue;
            }
            if let Some(claim) = self.capital(nth) {
                self.give_claim(nth, claim, Method::Metonym);
            } else if let Some(claim) = doubt::judge(self, nth) {
                self.give_claim(nth, claim, Method::Table);
                self.names[nth].confidence = 80;
            }
        }
    }

    /// Whether the article speaks for one of those whose name it may be.
    fn is_spoken_for(&self, name: &Name) -> bool {
        name.claims.iter().any(|claim| self.evidence.is_for(claim.actor))
    }

    /// Whose capital a name is, where it acts.
    fn capital(&self, nth: usize) -> Option<Claim> {
        let name = &self.names[nth];
        let claims = || name.claims.iter().filter(|claim| claim.kind == AliasKind::Capital);
        // *Brussels* is Belgium’s, and the union’s.
        let spoken_for = || claims().filter(|claim| self.evidence.is_for(claim.actor));
        let one = spoken_for().next().filter(|_| spoken_for().count() == 1);
        let claim = *one.or_else(|| claims().next().filter(|_| claims().count() == 1))?;
        if name.tagged == Some(Label::Per) && !self.evidence.is_for(claim.actor) {
            return None;
        }
        if !acts(self.reading, name, |at| self.peer(name.text, at)) {
            return None;
        }
        (!claim.ambiguous || doubt::capital_has_cue(self, nth, claim)).then_some(claim)
    }

    /// Where a name ends that begins at a word and stands for a state, or is its capital.
    pub(super) fn peer(&self, text: usize, at: usize) -> Option<usize> {
        let names = &self.names[self.texts[text].clone()];
        let nth = names.binary_search_by_key(&at, |name| name.words.start).ok()?;
        let state = names[nth].claims.iter().any(|claim| {
            claim.kind != AliasKind::Nationality
                && matches!(
                    self.table.entry(claim.actor).key.kind(),
                    ActorType::State | ActorType::Organisation
                )
        });
        state.then_some(names[nth].words.end)
    }

    /// What the table knows of the name that a word of a text belongs to.
    pub(super) fn claims_at(&self, text: usize, at: usize) -> &[Claim] {
        self.name_at(text, at).map_or(&[], |name| &name.claims)
    }

    /// The name that a word of a text belongs to.
    pub(super) fn name_at(&self, text: usize, at: usize) -> Option<&Name> {
        let names = &self.names[self.texts[text].clone()];
        let nth = names.partition_point(|name| name.words.end <= at);
        names.get(nth).filter(|name| name.words.contains(&at))
    }

    /// The names in the same text that a name stands among: the nearest before and after it.
    pub(super) fn neighbours(&self, nth: usize) -> impl Iterator<Item = &Name> {
        let text = self.names[nth].text;
        let around = [nth.checked_sub(1), Some(nth + 1)];
        around.into_iter().flatten().filter_map(|at| self.names.get(at)).filter(move |name| name.text == text)
    }

    /// The names in the same text that stand some names before or after one.
    pub(super) fn near(&self, nth: usize) -> impl Iterator<Item = &Name> {
        const NEAR: usize = 5;
        let text = self.names[nth].text;
        let around = nth.saturating_sub(NEAR)..(nth + NEAR + 1).min(self.names.len());
        self.names[around].iter().filter(move |name| name.text == text)
    }

    pub(super) fn is_person(&self, claim: Claim) -> bool {
        self.table.entry(claim.actor).key.kind() == ActorType::Person
    }
}

#[cfg(test)]
mod tests;
