//! What the tagger takes for a name and is none: events, handles, compounds with a hyphen, scraps of headlines.

use std::collections::HashSet;

use super::cues::{EVENTS, has};
use super::reading::{Part, Reading};
use super::tagger::Tagged;
use super::token::{Lines, hash, tokens};
use crate::model::Label;

/// What is put before a name to say that somebody was it, or is for it.
const PREFIXES: &[&str] = &["ex", "pro", "anti", "non", "pre", "post", "mid", "vice", "then"];
/// What members of a party are called, behind where they are from: *Virginia Democrat*.
const MEMBERS: &[&str] =
    &["democrat", "democrats", "republican", "republicans", "conservatives", "tory", "tories"];

/// What a state has and headlines write in capitals: *China EV sales*, *UK GDP*.
const THINGS: &[&str] = &["EV", "GDP", "PM", "FM", "MP", "CPI", "PMI", "IPO", "VAT"];

/// Whether what the tagger found in a text is no name, whatever the rest of the article says.
pub(super) fn is_scrap(text: &str, tagged: &Tagged) -> bool {
    let Some(name) = text.get(tagged.range.clone()) else { return true };
    let body = tagged.label == Label::Org;
    let (first, last) = (first_word(name), last_word(name));
    text[..tagged.range.start].ends_with('@')
        || is_compound(name)
        || body
            && (has(EVENTS, last)
                || name.contains(' ')
                    && (is_plural(last) || THINGS.contains(&last) || has(MEMBERS, last))
                    && !has(&["the"], first))
}

fn first_word(name: &str) -> &str {
    name.split([' ', '-']).next().unwrap_or(name)
}

fn last_word(name: &str) -> &str {
    name.rsplit([' ', '-']).next().unwrap_or(name)
}

/// Whether a word is an acronym for things that there are several of: *EVs*, *MPs*.
fn is_plural(word: &str) -> bool {
    let stem = word.strip_suffix('s').unwrap_or_default();
    (2..=4).contains(&stem.len()) && stem.chars().all(|c| c.is_ascii_uppercase())
}

/// Whether one word is made of a name and something else: *ex-Colombian*, *Chennai-based*, *R-FL*.
fn is_compound(name: &str) -> bool {
    let Some((first, rest)) = name.split_once('-') else { return false };
    let state = |rest: &str| rest.starts_with(|c: char| c.is_ascii_uppercase()) && rest.len() <= 5;
    !name.contains(' ')
        && (has(PREFIXES, first)
            || rest.len() > 2
                && rest.chars().all(|c| c.is_ascii_lowercase())
                && (rest.ends_with("ed") || has(MADE, rest))
            || matches!(first, "R" | "D" | "I") && state(rest))
}

/// What follows a hyphen, besides what ends in *-ed*.
const MADE: &[&str] =
    &["led", "born", "run", "owned", "made", "held", "style", "only", "wide", "area", "era"];

/// The words that articles write with a capital below their headlines, where one has a headline in title case.
pub(super) fn written_below(reading: &Reading) -> Option<HashSet<u64>> {
    let heads = |part| matches!(part, Part::Title | Part::Heading);
    let titled = reading.texts.iter().any(|text| heads(text.part) && is_title_case(text.text));
    let below = || reading.texts.iter().filter(|text| !heads(text.part));
    (titled && below().next().is_some()).then(|| {
        let words = below().flat_map(|text| text.tokens.iter().filter(|token| token.is_capital()));
        words.map(|token| token.hash).collect()
    })
}

/// Whether a headline in title case has a name that nothing below it repeats: it may be any of its words.
pub(super) fn is_unrepeated(below: &HashSet<u64>, text: &str, tagged: &Tagged) -> bool {
    let Some(name) = text.get(tagged.range.clone()).filter(|_| is_title_case(text)) else { return false };
    let words = tokens(name, Lines::Apart);
    let mut counted = words.iter().filter(|word| word.is_capital() && word.hash != hash("the"));
    match tagged.label {
        Label::Per => words.last().is_some_and(|last| !below.contains(&last.hash)),
        Label::Org => words.len() > 1 && !counted.all(|word| below.contains(&word.hash)),
        _ => false,
    }
}

/// Whether all but the small words of a line begin with capitals.
fn is_title_case(text: &str) -> bool {
    let long =
        || text.split_whitespace().filter(|word| word.len() > 4 && word.starts_with(char::is_alphabetic));
    let lower = long().filter(|word| word.starts_with(char::is_lowercase)).count();
    let count = long().count();
    count > 2 && lower * 5 <= count
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, name: &str, label: Label, expected: bool) {
        let start = text.find(name).expect("the name");
        let tagged = Tagged { range: start..start + name.len(), label, confidence: 90 };
        assert_eq!(is_scrap(text, &tagged), expected, "{name}");
    }

    #[test]
    fn compounds_handles_and_plurals_are_no_names() {
        check("wrote @Uber_Sydney on Monday", "Uber_Sydney", Label::Org, true);
        check("in Uber Sydney", "Uber Sydney", Label::Org, false);
        check("an Ex-Colombian minister", "Ex-Colombian", Label::Org, true);
        check("a Chennai-based firm", "Chennai-based", Label::Org, true);
        check("Ann Lee, R-FL, said", "R-FL", Label::Org, true);
        check("Jean-Luc spoke", "Jean-Luc", Label::Per, false);
        check("Rolls-Royce fell", "Rolls-Royce", Label::Org, false);
        check("Chinese EVs sell", "Chinese EVs", Label::Org, true);
        check("A Virginia Democrat said", "Virginia Democrat", Label::Org, true);
        check("the Gaza Ceasefire", "Gaza Ceasefire", Label::Org, true);
        check("the Liberal Democrats said", "the Liberal Democrats", Label::Org, false);
    }

    #[test]
    fn a_headline_in_title_case_is_not_trusted_alone() {
        let below: HashSet<u64> = [hash("lee"), hash("greece")].into();
        let check = |text: &str, name: &str, label: Label, expected: bool| {
            let start = text.find(name).expect("the name");
            let tagged = Tagged { range: start..start + name.len(), label, confidence: 90 };
            assert_eq!(is_unrepeated(&below, text, &tagged), expected, "{text}");
        };
        check("Greece Sees Public Debt Rises Again", "Debt Rises", Label::Org, true);
        check("Ann Lee Sees Public Debt Again", "Ann Lee", Label::Per, false);
        check("Baby Wrapped Found Outside Church", "Baby Wrapped", Label::Per, true);
        check("Greece sees the debt rises again", "Debt Rises".to_lowercase().as_str(), Label::Org, false);
    }
}
