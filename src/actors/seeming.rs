//! What is written as a name of the table and is none where it stands.

use std::ops::Range;

use super::cues::{ADDRESSES, FOOD, NAMING, PERSONAL, has};
use super::lexicon::Found;
use super::name::claims;
use super::reading::Reading;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape};
use super::tongue::is_no_nation;
use crate::model::{ActorType, Label};

/// Whether a name of the table is a word, a unit, an address or anybody’s first name where it stands.
pub(super) fn is_word(reading: &Reading, table: &ActorTable, text: usize, found: &Found) -> bool {
    let tokens = &reading.texts[text].tokens;
    let word = |nth: usize| reading.word(text, nth);
    let (start, end) = (found.words.start, found.words.end);
    let before = start.checked_sub(1).filter(|_| tokens[start].gap == Gap::Space).map_or("", word);
    let next = tokens.get(end).filter(|token| token.gap == Gap::Space).map_or("", |_| word(end));
    let first = word(start);
    let numbered = before.ends_with(|c: char| c.is_ascii_digit());
    // *14 White House Lane*
    if has(ADDRESSES, next) && tokens[end].is_capital() {
        return true;
    }
    // *0.2 AU*
    if numbered && first == "AU" && found.words.len() == 1 {
        return true;
    }
    // *US$ 20*, *@Somebody*
    let all = reading.texts[text].text;
    if all[found.range.end..].starts_with('$') || all[..found.range.start].ends_with('@') {
        return true;
    }
    if found.words.len() > 1 || tokens[start].shape != Shape::Capital {
        return false;
    }
    if reading.is_english() && is_no_nation(reading, table, text, found) {
        return true;
    }
    let claims = claims(reading, table, (text, start), found);
    let state = |ambiguous: bool| {
        let is_state = |actor| table.entry(actor).key.kind() == ActorType::State;
        claims.iter().any(|claim| is_state(claim.actor) && (claim.ambiguous || !ambiguous))
    };
    if first.ends_with("ish") && claims.iter().any(|claim| claim.kind == AliasKind::Nationality) {
        // *Polish the brass*, *a Danish with cherries*
        let verb = tokens[start].gap == Gap::Sentence && has(&["the", "your", "it", "them", "a"], next);
        let noun = has(&["a", "each", "every"], before)
            && (tokens.get(end).is_none_or(|token| token.gap != Gap::Space && token.gap != Gap::Joined)
                || has(&["with", "and", "for", "from", "or", "in", "at", "on"], next));
        return verb || noun;
    }
    if !state(true) {
        return false;
    }
    // *Chad scored twice*
    if has(PERSONAL, next) {
        return true;
    }
    is_aged(reading, text, end)
        || has(NAMING, before)
        || (has(&["as"], before) && start > 2 && (start - 3..start - 1).any(|nth| word(nth) == "identified"))
        || (start.saturating_sub(3)..end + 6).any(|nth| has(FOOD, word(nth)))
}

/// Whether a name is a month where it stands: *by May*, *19 May*, *May 2025*, but not *told May*.
pub(super) fn is_month(reading: &Reading, text: usize, words: &Range<usize>, tagged: Option<Label>) -> bool {
    const MONTHS: &[&str] = &["March", "April", "May", "June", "August"];
    const BEFORE: &[&str] = &[
        "in", "since", "until", "till", "last", "next", "this", "early", "late", "mid", "through", "every",
        "each",
    ];
    // What persons are found behind, too.
    const PERHAPS: &[&str] = &["by", "from", "during", "before", "after", "of", "for"];
    if words.len() > 1 || !MONTHS.contains(&reading.word(text, words.start)) {
        return false;
    }
    let tokens = &reading.texts[text].tokens;
    let near = |nth: usize| matches!(tokens[nth].gap, Gap::Space | Gap::Joined);
    let number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let before =
        words.start.checked_sub(1).filter(|_| near(words.start)).map_or("", |nth| reading.word(text, nth));
    let after =
        tokens.get(words.end).is_some_and(|_| near(words.end) && number(reading.word(text, words.end)));
    after || number(before) || has(BEFORE, before) || tagged != Some(Label::Per) && has(PERHAPS, before)
}

/// Whether an age follows, as behind persons’ names alone: *Jordan, 24,*.
pub(super) fn is_aged(reading: &Reading, text: usize, end: usize) -> bool {
    age(reading, text, end).is_some()
}

/// The age that follows a name.
pub(super) fn age(reading: &Reading, text: usize, end: usize) -> Option<u8> {
    let read = &reading.texts[text];
    let token = read.tokens.get(end).filter(|token| token.gap == Gap::Comma)?;
    let closed = read.text[token.range.end..].starts_with([',', '.']);
    reading.word(text, end).parse().ok().filter(|age| closed && (5..=110).contains(age))
}
