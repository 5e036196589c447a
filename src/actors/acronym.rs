//! Acronyms and what they stand for: *the Organisation for X (OFX)*, and *OFX* later on.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::name::Name;
use super::reading::Reading;
use super::table::ActorTable;
use super::token::{Gap, Lines, Shape, Token};

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

/// The acronyms that an article spells out as something else than anybody of the table who is called so: *the Inflation
/// Reduction Act (IRA)*, each with those of the table who are not meant.
pub(super) fn spelt_otherwise(reading: &Reading, table: &ActorTable, names: &[Name]) -> HashSet<(u64, u32)> {
    let mut others = HashSet::new();
    for name in names.iter().filter(|name| name.words.len() == 1 && !name.claims.is_empty()) {
        let text = &reading.texts[name.text];
        let token = &text.tokens[name.words.start];
        if token.shape != Shape::Upper || !text.text[..name.range.start].ends_with(" (") {
            continue;
        }
        let Some(words) = expansion(reading, name.text, name.words.start) else { continue };
        let said: Vec<u64> = words.filter_map(|nth| counted(&text.tokens[nth])).collect();
        for claim in &name.claims {
            if !table.entry(claim.actor).aliases.iter().any(|alias| is_alike(&said, alias.text)) {
                others.insert((token.hash, claim.actor));
            }
        }
    }
    others
}

/// The words before a parenthesis whose initials an acronym in it is.
pub(super) fn expansion(reading: &Reading, text: usize, at: usize) -> Option<Range<usize>> {
    let tokens = &reading.texts[text].tokens;
    let acronym = reading.word(text, at);
    let mut letters = acronym.chars().rev().peekable();
    let mut nth = at;
    while letters.peek().is_some() {
        nth = nth.checked_sub(1).filter(|nth| at - nth <= 2 * acronym.len())?;
        let apart = nth + 1 < at && !matches!(tokens[nth + 1].gap, Gap::Space | Gap::Joined);
        let first = reading.word(text, nth).chars().next().map(|c| c.to_ascii_uppercase());
        match tokens[nth].shape {
            _ if apart => return None,
            Shape::Lower if first != letters.peek().copied() => {}
            _ => letters.next_if_eq(&first?).map(drop)?,
        }
    }
    Some(nth..at)
}

/// The number of a word that says something.
fn counted(token: &Token) -> Option<u64> {
    (token.shape != Shape::Lower).then_some(token.hash)
}

/// Whether a name has at least half of some words.
fn is_alike(said: &[u64], name: &str) -> bool {
    let words: Vec<u64> = super::token::tokens(name, Lines::Apart).iter().map(|token| token.hash).collect();
    2 * said.iter().filter(|word| words.contains(word)).count() >= said.len()
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
