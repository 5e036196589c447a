//! What is written as a name of the table and is none where it stands.

use super::cues::{ADDRESSES, FOOD, NAMING, has};
use super::lexicon::Found;
use super::name::claims;
use super::reading::Reading;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape};
use crate::model::ActorType;

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
    if found.words.len() > 1 || tokens[start].shape != Shape::Capital {
        return false;
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
    is_aged(reading, text, end)
        || has(NAMING, before)
        || (has(&["as"], before) && start > 2 && (start - 3..start - 1).any(|nth| word(nth) == "identified"))
        || (start.saturating_sub(3)..end + 3).any(|nth| has(FOOD, word(nth)))
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
