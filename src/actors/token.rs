//! A text as words, read once for everything that looks for names in it.

use std::ops::Range;

use crate::model::{fold, is_unparted, words};

/// A word of a text.
#[derive(Clone, Debug)]
pub(super) struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// The word without case and accents, as a number.
    pub hash: u64,
    /// How it is written.
    pub shape: Shape,
    /// What parts it from the word before.
    pub gap: Gap,
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// *allies*
    Lower,
    /// *Allies*, *A*
    Capital,
    /// *NATO*
    Upper,
    /// In a script without case, or a number.
    Plain,
}

/// What stands between two words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing, a hyphen, an apostrophe, a full stop: *Moscow-backed*.
    Joined,
    /// The apostrophe of a possessive: *Moscow’s*.
    Possessive,
    /// A space, also after the full stop of an initial.
    Space,
    /// A comma.
    Comma,
    /// What ends a clause.
    Clause,
    /// What ends a sentence, and the beginning of the text.
    Sentence,
}

impl Token {
    pub(super) fn is_capital(&self) -> bool {
        matches!(self.shape, Shape::Capital | Shape::Upper)
    }
}

/// What the end of a line means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lines {
    /// The end of a sentence.
    Apart,
    /// A space: the text was wrapped.
    Wrapped,
}

/// The words of `text`.
pub(super) fn tokens(text: &str, lines: Lines) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    add_tokens(text, lines, &mut tokens);
    tokens
}

/// Adds the words of `text` to those of none: who reads very many texts uses one row for them all.
pub(super) fn add_tokens(text: &str, lines: Lines, tokens: &mut Vec<Token>) {
    for (range, word) in words(text) {
        let gap = match tokens.last() {
            Some(before) => {
                let between = &text[before.range.end..range.start];
                // *… on X. Ann Lee*: a network, and no initial.
                let network = text[before.range.clone()] == *"X"
                    && before.gap == Gap::Space
                    && tokens.iter().nth_back(1).is_some_and(|word| word.shape == Shape::Lower);
                match between {
                    ". " if network => Gap::Sentence,
                    _ => gap(between, &text[before.range.clone()], word, lines),
                }
            }
            None => Gap::Sentence,
        };
        tokens.push(Token { hash: hash(word), shape: shape(word), gap, range });
    }
}

/// A word as a number: without case, accents and typographic marks, but with the voicing marks of kana.
pub(super) fn hash(word: &str) -> u64 {
    if word.starts_with(is_unparted) {
        return fnv(word.bytes());
    }
    if word.is_ascii() { fnv(word.bytes().map(|b| b.to_ascii_lowercase())) } else { fnv(fold(word).bytes()) }
}

fn fnv(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, b| (hash ^ u64::from(b)).wrapping_mul(0x0100_0000_01b3))
}

fn shape(word: &str) -> Shape {
    if word.is_ascii() {
        let bytes = word.as_bytes();
        return match bytes.first() {
            Some(b) if b.is_ascii_lowercase() => Shape::Lower,
            Some(b) if b.is_ascii_uppercase() => {
                let more = bytes[1..].iter().any(u8::is_ascii_alphabetic);
                let upper = more && !bytes.iter().any(u8::is_ascii_lowercase);
                if upper { Shape::Upper } else { Shape::Capital }
            }
            _ => Shape::Plain,
        };
    }
    let mut chars = word.chars();
    match chars.next() {
        Some(c) if c.is_lowercase() => Shape::Lower,
        Some(c) if c.is_uppercase() => {
            let more = chars.clone().any(char::is_alphabetic) && !chars.any(char::is_lowercase);
            if more { Shape::Upper } else { Shape::Capital }
        }
        _ => Shape::Plain,
    }
}

fn gap(between: &str, before: &str, after: &str, lines: Lines) -> Gap {
    match between {
        "" if before.starts_with(is_unparted) => return Gap::Space,
        " " => return Gap::Space,
        "’" | "'" if ["s", "S"].contains(&after) => return Gap::Possessive,
        "" | "-" | "’" | "'" | "." | "/" | "&" | "‑" | "´" | "`" => return Gap::Joined,
        ", " => return Gap::Comma,
        _ => {}
    }
    if lines == Lines::Wrapped && between == "\n" {
        return Gap::Space;
    }
    if between.contains(['\n', '!', '?', '。', '؟', '！', '？']) {
        return Gap::Sentence;
    }
    if let Some(rest) = between.strip_prefix('.') {
        let initial = before.len() == 1 && before.starts_with(char::is_uppercase);
        if (initial || ABBREVIATIONS.contains(&before)) && !rest.starts_with('-') && rest.trim().is_empty() {
            return Gap::Space;
        }
        return if rest.starts_with('-') { Gap::Joined } else { Gap::Sentence };
    }
    if between.contains('.') {
        return Gap::Sentence;
    }
    if between.trim().is_empty() { Gap::Space } else { Gap::Clause }
}

/// Words whose full stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "Mr", "Mrs", "Ms", "Dr", "Gen", "Sen", "Rep", "Gov", "Lt", "Col", "Maj", "Capt", "Sgt", "Prof", "St",
    "Mt", "Rev", "Hon", "Jr", "Sr", "Adm", "Cmdr", "Brig", "Pres", "Fr", "No",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, Gap)]) {
        let found: Vec<(&str, Gap)> =
            tokens(text, Lines::Apart).into_iter().map(|token| (&text[token.range], token.gap)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_know_what_parts_them() {
        check(
            "Moscow’s envoy, J. Doe. U.S.-led",
            &[
                ("Moscow", Gap::Sentence),
                ("s", Gap::Possessive),
                ("envoy", Gap::Space),
                ("J", Gap::Comma),
                ("Doe", Gap::Space),
                ("U", Gap::Sentence),
                ("S", Gap::Joined),
                ("led", Gap::Joined),
            ],
        );
        check(
            "“Yes.” Then Gen. Lee: no",
            &[
                ("Yes", Gap::Sentence),
                ("Then", Gap::Sentence),
                ("Gen", Gap::Space),
                ("Lee", Gap::Space),
                ("no", Gap::Clause),
            ],
        );
        check("on X. Ann", &[("on", Gap::Sentence), ("X", Gap::Space), ("Ann", Gap::Sentence)]);
        check("北京", &[("北", Gap::Sentence), ("京", Gap::Space)]);
    }

    #[test]
    fn case_and_accents_make_no_difference_to_the_number() {
        for (one, other, same) in [("Élysée", "elysee", true), ("NATO", "Nato", true), ("May", "Mai", false)]
        {
            assert_eq!(hash(one) == hash(other), same);
        }
    }
}
