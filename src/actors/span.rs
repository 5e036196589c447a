//! Where a name begins and ends within what the tagger takes for one.

use std::ops::Range;

use super::cues::{BODIES, COUNTING, DIRECTIONS, HEADS, HYPHENED, PORTFOLIOS, TITLES, has};
use super::lexicon::Found;
use super::name::{Claim, Seen, Tag};
use super::places;
use super::reading::Reading;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape};
use crate::model::{ActorType, Label};

/// What persons do to each other, of which no name is made.
const BETWEEN_PERSONS: &[&str] =
    &["met", "said", "told", "beat", "defeated", "asked", "called", "urged", "thanked"];

/// The longest name that is looked for behind a role.
const LONGEST: usize = 3;

/// Cuts a tag at a role within it, and at the state of whoever it is: *European Council President [Costa]*,
/// *[Bongo] of Gabon*. What stands before it the table knows, or nobody needs to.
pub(super) fn cut(reading: &Reading, table: &ActorTable, text: usize, found: &[Found], seen: Seen) -> Seen {
    let (words, label, certain) = seen;
    let words = if label == Label::Per { behind_nations(reading, table, text, found, words) } else { words };
    if words.len() > 1 && places::is_place(&reading.texts[text].tokens[words.clone()], label) {
        return (words, Label::Loc, certain);
    }
    // *Secretary of State Rice*, of which the tagger takes *State Rice* for a place.
    let split = words.start > 1
        && words.len() == 2
        && has(PORTFOLIOS, reading.word(text, words.start))
        && reading.word(text, words.start - 1) == "of"
        && has(HEADS, reading.word(text, words.start - 2));
    if split {
        return (words.start + 1..words.end, Label::Per, certain);
    }
    if words.len() < 2 || !matches!(label, Label::Org | Label::Per) {
        return (words, label, certain);
    }
    let from = found.partition_point(|found| found.words.end <= words.start);
    let first = found.get(from);
    if first.is_some_and(|found| found.words.start <= words.start && words.end <= found.words.end) {
        return (words, label, certain);
    }
    if let Some(words) = behind_role(reading, text, &words, label) {
        return (words, Label::Per, certain);
    }
    let word = |nth: usize| reading.word(text, nth);
    let of = words.clone().skip(1).find(|nth| word(*nth) == "of");
    if let Some(of) = of.filter(|_| label == Label::Per) {
        let at = found.partition_point(|found| found.words.start <= of);
        if found.get(at).is_some_and(|found| found.words == (of + 1..words.end)) {
            return (words.start..of, label, certain);
        }
    }
    (words, label, certain)
}

/// The name behind the nationalities that a tag begins with: *U.S.-Israeli [Sagui Dekel-Chen]*.
fn behind_nations(
    reading: &Reading,
    table: &ActorTable,
    text: usize,
    found: &[Found],
    words: Range<usize>,
) -> Range<usize> {
    // First names, too.
    const GIVEN: &[&str] = &["German", "Roman", "Norman", "Christian", "Israel", "Holland"];
    let tokens = &reading.texts[text].tokens;
    let from = found.partition_point(|found| found.words.start < words.start);
    let mut start = words.start;
    for one in &found[from..] {
        let joined = tokens.get(one.words.end).is_some_and(|token| token.gap == Gap::Joined);
        let nation = table.lexicon().uses(one.node).any(|one| {
            let kind = one.alias.map(|alias| table.entry(one.actor).aliases[usize::from(alias)].kind);
            let state = table.entry(one.actor).key.kind() == ActorType::State;
            state && (kind == Some(AliasKind::Nationality) || joined && kind == Some(AliasKind::Name))
        });
        let given = has(GIVEN, reading.word(text, one.words.start));
        if one.words.start != start || one.words.end + 2 > words.end || !nation || given {
            break;
        }
        start = one.words.end;
    }
    let cut = start > words.start && tokens[start].gap == Gap::Space;
    if cut { start..words.end } else { words }
}

/// The parts of a tag that reaches over the end of a sentence or over a verb: *on [X]. [António Costa] said*,
/// *[Trudeau] met [Castro]*.
pub(super) fn parts(
    reading: &Reading,
    text: usize,
    words: Range<usize>,
    label: Label,
) -> impl Iterator<Item = Range<usize>> {
    const ABBREVIATIONS: &[&str] =
        &["bros", "corp", "inc", "co", "ltd", "dept", "ft", "ave", "vs", "bancorp"];
    let read = &reading.texts[text];
    let tokens = &read.tokens;
    let ends = move |nth: &usize| {
        let between = &read.text[tokens[*nth - 1].range.end..tokens[*nth].range.start];
        let stops = matches!(between.trim_end(), "." | "!" | "?" | ".”" | ".\"");
        stops && tokens[*nth].gap == Gap::Sentence && !has(ABBREVIATIONS, reading.word(text, *nth - 1))
    };
    let verb = move |nth: &usize| {
        let (token, word) = (&tokens[*nth], reading.word(text, *nth));
        label == Label::Per
            && (token.shape, token.gap) == (Shape::Lower, Gap::Space)
            && nth + 1 < words.end
            && has(BETWEEN_PERSONS, word)
    };
    let mut start = Some(words.start);
    std::iter::from_fn(move || {
        let from = start?;
        let end = (from + 1..words.end).find(|nth| ends(nth) || verb(nth));
        start = end.map(|end| if verb(&end) { end + 1 } else { end });
        Some(from..end.unwrap_or(words.end))
    })
}

/// Words behind a title that nobody has taken for a name yet: *Secretary of State Rice*.
pub(super) fn behind_titles(reading: &Reading, text: usize) -> impl Iterator<Item = usize> {
    let tokens = &reading.texts[text].tokens;
    let word = move |nth: usize| reading.word(text, nth);
    let capital = |nth: usize| {
        tokens.get(nth).is_some_and(|token| token.gap == Gap::Space && token.shape == Shape::Capital)
    };
    let heads = (0..tokens.len()).filter(move |nth| tokens[*nth].is_capital() && has(HEADS, word(*nth)));
    heads.filter_map(move |head| {
        let of = word(head + 1) == "of" && has(PORTFOLIOS, word(head + 2));
        let nth = if of { head + 3 } else { head + 1 };
        (capital(nth) && !capital(nth + 1) && !has(HEADS, word(nth)) && !has(BODIES, word(nth)))
            .then_some(nth)
    })
}

/// The name behind the last role of a tag.
fn behind_role(reading: &Reading, text: usize, words: &Range<usize>, label: Label) -> Option<Range<usize>> {
    let tokens = &reading.texts[text].tokens;
    let word = |nth: usize| reading.word(text, nth);
    let head = words.clone().rev().find(|nth| tokens[*nth].is_capital() && has(HEADS, word(*nth)))?;
    let mut start = head + 1;
    // *Secretary of State Rice*
    if word(start) == "of" && has(PORTFOLIOS, word(start + 1)) {
        start += 2;
    }
    let rest = start..words.end;
    let fits = (1..=LONGEST).contains(&rest.len())
        && tokens[start].is_capital()
        && rest.clone().all(|nth| tokens[nth].shape != Shape::Lower || word(nth).len() < 4)
        && !rest.clone().any(|nth| has(BODIES, word(nth)) || word(nth) == "of");
    // *Premier Oil* is no person.
    let body = label == Label::Org && head == words.start && rest.len() > 1;
    (fits && !body).then_some(rest)
}

/// Whether a tag is a row of names with nothing of its own: *the Israeli Knesset*, *the Kurdish-led SDF*.
pub(super) fn is_row(
    reading: &Reading,
    table: &ActorTable,
    text: usize,
    words: &Range<usize>,
    claimed: &[(Found, Vec<Claim>)],
) -> bool {
    let [(first, nationality), .., (last, claims)] = claimed else { return false };
    let tokens = &reading.texts[text].tokens;
    let within = |nth: usize| claimed.iter().any(|(found, _)| found.words.contains(&nth));
    let plain = |nth: usize| {
        let word = reading.word(text, nth);
        tokens[nth].shape == Shape::Lower || has(HYPHENED, word) || DIRECTIONS.contains(&word)
    };
    first.words.start == words.start
        && last.words.end == words.end
        && nationality.iter().any(|claim| claim.kind == AliasKind::Nationality)
        && claims.iter().any(|claim| table.entry(claim.actor).key.kind() != ActorType::State)
        && words.clone().all(|nth| within(nth) || plain(nth))
}

/// What the tagger takes for a name of more words is none.
const MOST_WORDS: usize = 24;

/// The words of a tag without an article, titles and a possessive *s*.
pub(super) fn trim(reading: &Reading, text: usize, (range, label, _): &Tag) -> Option<Range<usize>> {
    let tokens = &reading.texts[text].tokens;
    let start = tokens.partition_point(|token| token.range.end <= range.start);
    let end = start + tokens[start..].partition_point(|token| token.range.start < range.end);
    if end - start > MOST_WORDS {
        return None;
    }
    let (mut start, mut end) = (start, end);
    if start < end && has(&["the", "a", "an"], reading.word(text, start)) {
        start += 1;
    }
    if start + 1 < end && tokens[start + 1].gap == Gap::Space && has(COUNTING, reading.word(text, start)) {
        start += 1;
    }
    if *label == Label::Per {
        while start + 1 < end && has(TITLES, reading.word(text, start)) {
            start += 1;
        }
    }
    if end > start + 1 && tokens[end - 1].gap == Gap::Possessive {
        end -= 1;
    }
    (start < end).then_some(start..end)
}
