//! Names that may be several things: which of them, by cues; nobody’s without one.

use std::collections::HashMap;

use super::cues::{AMERICAN, COMPANY, HOMONYMS, NATIONAL, STATELY, WHERE, has};
use super::metonym::acts;
use super::name::{Claim, Name};
use super::resolve::Resolver;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape};
use crate::model::{ActorType, Label};

/// What an article says for an actor of the table besides the name in doubt.
#[derive(Default)]
pub(super) struct Evidence {
    /// It is named itself, or its capital is.
    named: HashMap<u32, usize>,
    /// Somebody of it is named.
    of: HashMap<u32, usize>,
}

impl Evidence {
    /// An actor is named without doubt.
    pub(super) fn add(&mut self, table: &ActorTable, actor: u32) {
        *self.named.entry(actor).or_default() += 1;
        for whole in table.of(actor) {
            *self.of.entry(*whole).or_default() += 1;
        }
    }

    /// A state’s capital is named as a place.
    pub(super) fn add_place(&mut self, state: u32) {
        *self.of.entry(state).or_default() += 1;
    }

    pub(super) fn is_for(&self, actor: u32) -> bool {
        self.named.contains_key(&actor) || self.of.contains_key(&actor)
    }
}

/// The actor that a name in doubt stands for, where a cue tells.
pub(super) fn judge(on: &Resolver, nth: usize) -> Option<Claim> {
    let name = &on.names[nth];
    let claims: Vec<Claim> =
        name.claims.iter().copied().filter(|claim| is_possible(on, nth, *claim)).collect();
    if let Some(sure) = name.sure().filter(|claim| claim.kind != AliasKind::Capital) {
        // *Mrs Trump*: refused before.
        return claims.contains(&sure).then_some(sure).filter(|claim| !on.is_person(*claim));
    }
    let before = name.words.start.checked_sub(1).map_or("", |at| on.reading.word(name.text, at));
    let told =
        has(&["told", "tells"], before) || has(&["reported"], on.reading.word(name.text, name.words.end));
    let mut media = claims.iter().copied().filter(|claim| super::cast::is_medium(on.table, claim.actor));
    if let (true, Some(one), None) = (told && claims.len() > 1, media.next(), media.next()) {
        return Some(one);
    }
    let mut in_company = claims.iter().copied().filter(|claim| is_in_company(on, nth, *claim));
    if let (Some(one), None) = (in_company.next(), in_company.next()) {
        return Some(one);
    }
    let supported: Vec<Claim> = claims.iter().copied().filter(|claim| is_supported(on, *claim)).collect();
    match (&supported[..], &claims[..]) {
        ([one], _) => Some(*one),
        ([], [one]) => (has_syntax(on, nth, *one) || is_seen(on, nth, *one)).then_some(*one),
        _ => None,
    }
}

/// Whether nothing rules the actor out: a person’s name is no state.
fn is_possible(on: &Resolver, nth: usize, claim: Claim) -> bool {
    let name = &on.names[nth];
    if claim.kind == AliasKind::Capital {
        return false;
    }
    match (on.table.entry(claim.actor).key.kind(), name.tagged) {
        (ActorType::Person, tagged) => {
            matches!(tagged, Some(Label::Per)) || (tagged.is_none() && speaks(on, name))
        }
        // The tagger sees only the sentence; what the rest of the article is about weighs more.
        (ActorType::State, Some(Label::Per)) => {
            on.evidence.is_for(claim.actor) || beside_state(on, nth) || is_national(on, name)
        }
        (_, Some(Label::Per)) => false,
        _ => !(is_homonym(on, name) && is_american(on, name)),
    }
}

/// Whether words that are typical of what the table says that it is stand near: *Apple* beside *shares*.
fn is_in_company(on: &Resolver, nth: usize, claim: Claim) -> bool {
    const NEAR: usize = 24;
    let name = &on.names[nth];
    let entry = on.table.entry(claim.actor);
    let read = &on.reading.texts[name.text];
    let acronym = read.tokens[name.words.start].shape == Shape::Upper;
    let party = || entry.roles.iter().any(|role| role.text == "political party");
    let seen = match name.tagged {
        Some(label) => matches!(label, Label::Org | Label::Norp),
        None => acronym || party(),
    };
    let body = matches!(entry.key.kind(), ActorType::Organisation | ActorType::Group);
    if !body || !seen || is_generic(&read.text[name.range.clone()]) {
        return false;
    }
    let kinds = COMPANY.iter().filter(|(kind, _)| entry.roles.iter().any(|role| role.text.contains(kind)));
    let typical: Vec<&[&str]> = kinds.map(|(_, words)| *words).collect();
    let mut around = (name.words.start.saturating_sub(NEAR)..name.words.start)
        .chain(name.words.end..name.words.end + NEAR);
    !typical.is_empty()
        && around.any(|nth| {
            let word = on.reading.word(name.text, nth);
            word.len() > 2 && typical.iter().any(|words| has(words, word))
        })
}

/// Whether the tagger is certain that it is a body, and no other body of the table has the name.
fn is_seen(on: &Resolver, nth: usize, claim: Claim) -> bool {
    const CERTAIN: u8 = 97;
    let name = &on.names[nth];
    let body = matches!(on.table.entry(claim.actor).key.kind(), ActorType::Organisation | ActorType::Group);
    let surface = &on.reading.texts[name.text].text[name.range.clone()];
    body && name.tagged == Some(Label::Org) && name.certain >= CERTAIN && !is_generic(surface)
}

/// Whether the rest of the article speaks for it.
fn is_supported(on: &Resolver, claim: Claim) -> bool {
    if on.is_person(claim) {
        // Somebody of a state that the article is about, in office then.
        let entry = on.table.entry(claim.actor);
        let of = on.table.of(claim.actor);
        let in_office =
            entry.roles.iter().any(|role| role.term.holds_on(on.reading.day) && role.term.from.is_some());
        let ever = on.reading.day.is_none() && entry.roles.iter().next().is_some();
        return (in_office || ever) && of.iter().any(|whole| on.evidence.is_for(*whole));
    }
    if on.table.entry(claim.actor).key.kind() == ActorType::State {
        return on.evidence.is_for(claim.actor);
    }
    on.table.of(claim.actor).iter().any(|whole| on.evidence.is_for(*whole)) || on.evidence.is_for(claim.actor)
}

/// Whether the words around it speak for it.
fn has_syntax(on: &Resolver, nth: usize, claim: Claim) -> bool {
    let name = &on.names[nth];
    let kind = on.table.entry(claim.actor).key.kind();
    if kind != ActorType::State {
        return false;
    }
    if claim.kind == AliasKind::Nationality {
        let starts = on.reading.texts[name.text].tokens[name.words.start].gap == Gap::Sentence;
        return !is_homonym(on, name) && (!starts || name.tagged.is_some());
    }
    let before = name.words.start.checked_sub(1).map_or("", |at| on.reading.word(name.text, at));
    if beside_state(on, nth) || is_national(on, name) || has(STATELY, before) {
        return true;
    }
    if is_homonym(on, name) {
        return false;
    }
    has(WHERE, before)
        || name.tagged == Some(Label::Loc)
        || acts(on.reading, name, |at| on.peer(name.text, at))
}

/// Whether it stands in a row with a state: *Georgia, Ukraine and Moldova*.
fn beside_state(on: &Resolver, nth: usize) -> bool {
    let name = &on.names[nth];
    on.neighbours(nth).any(|other| {
        let state = other.who.and_then(|who| on.actors.list[who].entry).is_some_and(|entry| {
            on.table.entry(entry).key.kind() == ActorType::State && other.label == Label::Loc
        });
        let (first, second) =
            if other.words.start < name.words.start { (other, name) } else { (name, other) };
        let between = &on.reading.texts[name.text].text[first.range.end..second.range.start];
        state && matches!(between.trim(), "," | "and" | ", and" | "or" | ", or" | "and the" | "with")
    })
}

/// Whether it has what only a state has: *Georgia’s foreign minister*, *the ambassador to Georgia*.
fn is_national(on: &Resolver, name: &Name) -> bool {
    let tokens = &on.reading.texts[name.text].tokens;
    let word = |nth: usize| on.reading.word(name.text, nth);
    let end = name.words.end;
    if tokens.get(end).is_some_and(|token| token.gap == Gap::Possessive) {
        return (end + 1..end + 3).any(|nth| has(NATIONAL, word(nth)));
    }
    let mut before = on.reading.before(name.text, name.words.start);
    let (one, two) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    has(&["ambassador", "envoy"], two) && one == "to"
        || has(&["president", "minister", "king", "parliament", "republic"], two) && one == "of"
}

/// Whether a capital with a name that others have too is meant: its state is named, or stands beside it.
pub(super) fn capital_has_cue(on: &Resolver, nth: usize, claim: Claim) -> bool {
    let name = &on.names[nth];
    let word = |nth: usize| on.reading.word(name.text, nth);
    let before = name.words.start.checked_sub(1).map_or("", word);
    let next = word(name.words.end);
    on.evidence.is_for(claim.actor)
        || next == "and" && on.peer(name.text, name.words.end + 1).is_some()
        || before == "and" && (0..name.words.start).rev().take(4).any(|at| on.peer(name.text, at).is_some())
        || (has(&["with", "between", "against", "by"], before) && name.tagged != Some(Label::Per))
        || on.reading.texts[name.text]
            .tokens
            .get(name.words.end)
            .is_some_and(|token| token.gap == Gap::Possessive)
        || on
            .near(nth)
            .any(|other| other.claims.iter().any(|c| c.kind == AliasKind::Capital && c.actor != claim.actor))
}

fn is_homonym(on: &Resolver, name: &Name) -> bool {
    has(HOMONYMS, on.reading.word(name.text, name.words.start))
}

/// Whether a text speaks of the United States at home, within some words of a name.
fn is_american(on: &Resolver, name: &Name) -> bool {
    const NEAR: usize = 40;
    let from = name.words.start.saturating_sub(NEAR);
    (from..name.words.end + NEAR).any(|nth| AMERICAN.contains(&on.reading.word(name.text, nth)))
}

/// Whether what follows is a verb of speech, so that what precedes is no month and no place.
fn speaks(on: &Resolver, name: &Name) -> bool {
    let before = name.words.start.checked_sub(1).map_or("", |at| on.reading.word(name.text, at));
    !has(WHERE, before)
        && !has(&["on", "until", "by", "since", "last", "next", "early", "late", "this", "of"], before)
        && acts(on.reading, name, |_| None)
}

/// Whether a name of several words may be many bodies’: *Foreign Ministry*, *Supreme Court*.
pub(super) fn is_generic(name: &str) -> bool {
    name.split([' ', '-']).all(|word| has(GENERIC, word.trim_matches(|c: char| !c.is_alphanumeric())))
}

/// Words of which many bodies’ names are made.
const GENERIC: &[&str] = &[
    "the",
    "of",
    "and",
    "for",
    "ministry",
    "foreign",
    "interior",
    "defence",
    "defense",
    "finance",
    "health",
    "justice",
    "court",
    "supreme",
    "constitutional",
    "high",
    "appeal",
    "appeals",
    "parliament",
    "national",
    "assembly",
    "senate",
    "house",
    "central",
    "bank",
    "police",
    "army",
    "navy",
    "air",
    "force",
    "armed",
    "forces",
    "security",
    "council",
    "department",
    "agency",
    "state",
    "federal",
    "government",
    "cabinet",
    "committee",
    "commission",
    "affairs",
    "service",
    "intelligence",
    "office",
    "university",
    "education",
    "energy",
    "trade",
    "economy",
    "environment",
    "agriculture",
    "transport",
    "labour",
    "labor",
    "party",
    "union",
    "election",
    "electoral",
    "public",
    "general",
    "district",
    "county",
    "city",
    "representatives",
    "deputies",
    "lower",
    "upper",
    "prosecutor",
    "attorney",
    "statistics",
    "bureau",
    "guard",
    "coast",
    "civil",
    "defence",
    "emergency",
    "emergencies",
    "board",
    "authority",
    "democratic",
    "republic",
    "congress",
    "commons",
    "lords",
    "treasury",
    "guards",
    "command",
    "marine",
    "corps",
    "front",
    "popular",
    "people",
];
