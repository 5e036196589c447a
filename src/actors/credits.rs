//! Names that only say whose a picture or a report is: *Photo: Jane Doe/AFP*, *Reporting by Ann Lee*, *Getty Images*.

use super::cast::is_medium;
use super::cues::has;
use super::name::Name;
use super::reading::Reading;
use super::table::ActorTable;
use super::token::Gap;

/// How far behind its label a name of a credit may stand, in words.
const REACH: usize = 16;
/// What a credit begins with.
const LABELS: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "image",
    "images",
    "picture",
    "pictures",
    "credit",
    "credits",
];
/// Work that is *by* somebody.
const WORK: &[&str] = &[
    "photo",
    "photos",
    "photograph",
    "photographs",
    "photography",
    "picture",
    "pictures",
    "image",
    "reporting",
    "editing",
    "writing",
    "compiled",
    "illustration",
    "video",
    "graphic",
    "graphics",
    "translated",
    "produced",
];

/// Whether a name stands where only makers do.
pub(super) fn is_credit(reading: &Reading, table: &ActorTable, name: &Name) -> bool {
    is_labelled(reading, name)
        || is_in_row(reading, table, name)
        || is_via(reading, table, name)
        || (is_of_medium(table, name) && (is_alone(reading, name) || is_thanked(reading, name)))
}

/// *Photo: Ann Lee*, *Photo by Ann Lee*, *Reporting by Ann Lee in Paris and Bo Li*.
fn is_labelled(reading: &Reading, name: &Name) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let word = |nth: usize| reading.word(name.text, nth);
    let first = name.words.start;
    for nth in (first.saturating_sub(REACH)..first).rev() {
        if tokens[nth + 1].gap == Gap::Sentence {
            return false;
        }
        let (by, apart) = (has(&["by"], word(nth + 1)), tokens[nth + 1].gap == Gap::Clause);
        if !by && !apart {
            continue;
        }
        let begins = matches!(tokens[nth].gap, Gap::Sentence | Gap::Clause) && tokens[nth].is_capital();
        if by && has(WORK, word(nth)) && (begins || has(&["additional"], nth.checked_sub(1).map_or("", word)))
        {
            return true;
        }
        let two = nth > 0 && tokens[nth].gap == Gap::Space && has(LABELS, word(nth - 1));
        if apart && has(LABELS, word(nth)) && (begins || two) && follows_colon(reading, name.text, nth + 1) {
            return true;
        }
    }
    false
}

fn follows_colon(reading: &Reading, text: usize, nth: usize) -> bool {
    let text = &reading.texts[text];
    text.text[..text.tokens[nth].range.start].trim_end().ends_with(':')
}

/// A row of makers parted by slashes, of which one is an agency: *Ann Lee/AFP/Getty Images*.
fn is_in_row(reading: &Reading, table: &ActorTable, name: &Name) -> bool {
    let text = &reading.texts[name.text];
    let before = text.text[..name.range.start].ends_with('/');
    let after = text.text[name.range.end..].starts_with('/');
    if !before && !after {
        return false;
    }
    is_of_medium(table, name) || row(reading, name, before).any(names_agency)
}

/// The words of the row that a name stands in, on the one side or the other.
fn row<'a>(reading: &'a Reading, name: &Name, before: bool) -> impl Iterator<Item = &'a str> {
    const LONGEST: usize = 6;
    let range = if before {
        name.words.start.saturating_sub(LONGEST)..name.words.start
    } else {
        name.words.end..name.words.end + LONGEST
    };
    let text = name.text;
    range.map(move |nth| reading.word(text, nth))
}

/// *Ann Lee via AP*, *Kremlin Pool via Reuters*, *Anadolu via Getty Images*.
fn is_via(reading: &Reading, table: &ActorTable, name: &Name) -> bool {
    let word = |nth: usize| reading.word(name.text, nth);
    let behind = has(&["via"], word(name.words.end)) && names_agency(word(name.words.end + 1));
    let before = name.words.start.checked_sub(1).is_some_and(|at| has(&["via", "courtesy"], word(at)));
    behind || before && is_of_medium(table, name)
}

/// Whether a word is, or begins, what an agency of pictures is called.
fn names_agency(word: &str) -> bool {
    const AGENCIES: &[&str] =
        &["AP", "AFP", "EPA", "Reuters", "REUTERS", "Getty", "Anadolu", "Xinhua", "Shutterstock"];
    AGENCIES.contains(&word)
}

fn is_of_medium(table: &ActorTable, name: &Name) -> bool {
    name.claims.iter().any(|claim| is_medium(table, claim.actor))
}

/// Whether a sentence is nothing but the name.
fn is_alone(reading: &Reading, name: &Name) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    name.words.start > 0
        && tokens[name.words.start].gap == Gap::Sentence
        && tokens.get(name.words.end).is_none_or(|token| token.gap == Gap::Sentence)
}

/// *The Associated Press contributed to this report*, *With files from …*, *Copyright 2025 …*.
fn is_thanked(reading: &Reading, name: &Name) -> bool {
    let word = |nth: usize| reading.word(name.text, nth);
    let mut before = reading.before(name.text, name.words.start);
    let copyright = before.by_ref().take(3).any(|word| has(&["copyright"], word));
    let after = has(&["contributed"], word(name.words.end)) && has(&["to"], word(name.words.end + 1));
    let mut before = reading.before(name.text, name.words.start).take(REACH);
    let files = before.any(|word| has(&["files", "information", "material", "additional"], word));
    copyright || after || files && is_last(reading, name)
}

/// Whether no word but other names follows to the end of its text.
fn is_last(reading: &Reading, name: &Name) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let rest = name.words.end..tokens.len();
    rest.len() < REACH
        && rest.into_iter().all(|nth| tokens[nth].is_capital() || reading.word(name.text, nth) == "and")
}
