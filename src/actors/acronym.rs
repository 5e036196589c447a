//! Acronyms and what they stand for: *the Organisation for X (OFX)*, and *OFX* later on.

use std::collections::HashMap;

use super::name::Name;
use super::reading::Reading;
use super::token::{Gap, Shape, Token};

/// Acronyms of a document, each with the actor that it stands for; `None` where two fit.
#[derive(Default)]
pub(super) struct Acronyms(HashMap<u64, Option<usize>>);

impl Acronyms {
    /// Gathers the acronyms of names whose actors are known: those that stand in parentheses behind them, and
    /// their initials.
    pub(super) fn gather(reading: &Reading, names: &[Name]) -> Self {
        let (mut given, mut fitting) = (HashMap::new(), HashMap::new());
        for name in names {
            let Some(who) = name.who else { continue };
            let tokens = &reading.texts[name.text].tokens;
            if name.words.len() < 2 || name.is_person() {
                continue;
            }
            if let Some(acronym) = in_parentheses(reading, name) {
                put(&mut given, acronym, who);
            }
            for initials in initials(reading, name, &tokens[name.words.clone()]) {
                put(&mut fitting, super::token::hash(&initials), who);
            }
        }
        fitting.extend(given);
        Self(fitting)
    }

    /// What an acronym stands for.
    pub(super) fn stands_for(&self, token: &Token) -> Option<usize> {
        (token.shape == Shape::Upper).then(|| self.0.get(&token.hash).copied().flatten()).flatten()
    }
}

/// The acronym in parentheses right behind a name.
fn in_parentheses(reading: &Reading, name: &Name) -> Option<u64> {
    let text = &reading.texts[name.text];
    let next = text.tokens.get(name.words.end)?;
    let between = &text.text[name.range.end.min(next.range.start)..next.range.start];
    let closed = text.text[next.range.end..].starts_with([')', ',', ';']);
    (between.trim() == "(" && closed && next.shape == Shape::Upper).then_some(next.hash)
}

/// The initials of a name, with and without its small words.
fn initials(reading: &Reading, name: &Name, words: &[Token]) -> Vec<String> {
    let text = reading.texts[name.text].text;
    let of = |all: bool| -> String {
        let counted = words.iter().filter(|word| word.gap != Gap::Possessive && (all || word.is_capital()));
        counted
            .filter_map(|word| text[word.range.clone()].chars().next())
            .flat_map(char::to_uppercase)
            .collect()
    };
    let mut found = vec![of(false), of(true)];
    found.retain(|initials| initials.chars().count() > 2 || (initials.len() == 2 && words.len() == 2));
    found
}

fn put(acronyms: &mut HashMap<u64, Option<usize>>, acronym: u64, who: usize) {
    acronyms
        .entry(acronym)
        .and_modify(|known| *known = known.filter(|known| *known == who))
        .or_insert(Some(who));
}
