//! Whom a verb of speech has as its subject.

use std::ops::Range;

use super::sentence::{REACH, Sentence};
use super::speech::{self, Form};
use super::tokens::Kind;
use crate::model::Label;

/// Words that a noun phrase neither holds nor follows on.
const BARRIERS: &[&str] = &[
    "and", "or", "but", "that", "which", "who", "whom", "whose", "as", "if", "because", "when", "while",
    "where", "what", "how", "why", "is", "are", "was", "were", "be", "been", "has", "have", "had", "do",
    "does", "did", "will", "would", "can", "could", "may", "might", "should", "must", "so", "than", "then",
    "though", "although", "since", "until", "unless", "whether", "not", "yet", "nor", "isn’t", "isn't",
    "don’t", "don't",
];

/// Words that lead from a noun to what it is of, or into a phrase of its own.
const PREPOSITIONS: &[&str] = &[
    "of",
    "for",
    "from",
    "at",
    "in",
    "with",
    "to",
    "on",
    "by",
    "about",
    "into",
    "over",
    "under",
    "after",
    "before",
    "during",
    "through",
    "against",
    "between",
    "among",
    "near",
    "within",
    "without",
    "like",
    "including",
    "around",
    "outside",
    "inside",
    "behind",
    "via",
    "amid",
    "upon",
    "toward",
    "towards",
    "following",
    "despite",
];

/// Words that stand between a subject and its verb.
const FILLERS: &[&str] = &[
    "also",
    "has",
    "have",
    "had",
    "then",
    "later",
    "never",
    "once",
    "ever",
    "often",
    "even",
    "just",
    "still",
    "again",
    "now",
    "soon",
    "always",
    "not",
    "did",
    "would",
    "will",
    "could",
    "may",
    "might",
    "should",
    "must",
    "can",
    "does",
    "do",
    "further",
    "first",
    "sometimes",
    "today",
    "yesterday",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "is",
    "was",
    "are",
    "were",
    "be",
    "been",
    "himself",
    "herself",
    "itself",
    "themselves",
    "since",
    "already",
    "too",
    "instead",
    "simply",
    "both",
    "all",
    "didn’t",
    "didn't",
    "only",
    "long",
    "so",
    "perhaps",
    "back",
    "out",
    "on",
    "earlier",
    "ago",
    "year",
    "week",
    "month",
    "last",
    "afternoon",
    "morning",
    "night",
    "evening",
    "this",
];

const PRONOUNS: &[&str] = &["he", "she", "they", "we", "i", "it", "you"];

/// Words that a noun phrase begins with.
const DETERMINERS: &[&str] = &[
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "one",
    "some", "many", "several", "two", "three", "another", "other", "most", "both", "no", "each", "every",
    "four", "five", "few", "other", "any",
];

pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(&word)
}

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(&word)
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word) || word.len() > 4 && word.ends_with("ly")
}

pub(super) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(&word)
}

fn is_barrier(word: &str) -> bool {
    BARRIERS.contains(&word)
}

/// The tokens that name who speaks.
pub(super) type Speaker = Range<usize>;

impl Sentence<'_, '_> {
    /// The noun phrase that ends before `end`: the words that name its head.
    pub(super) fn phrase_before(&self, end: usize) -> Option<Speaker> {
        let last = end.checked_sub(1)?;
        if !self.tokens[last].is_word() || is_barrier(self.word(last)) || is_preposition(self.word(last)) {
            return None;
        }
        if is_pronoun(self.word(last)) {
            return Some(last..end);
        }
        let mut start = last;
        while start > 0 && end - start < REACH / 2 {
            let before = &self.tokens[start - 1];
            let word = before.lower.as_str();
            let stops = is_barrier(word)
                || is_pronoun(word)
                || matches!(speech::form(word), Some(Form::Past | Form::Participle))
                || self.is_verb(start - 1);
            if !before.is_word() || before.name.is_none() && stops {
                break;
            }
            start -= 1;
        }
        self.head(start..end)
    }

    /// Whether a word in *-ed* is what the word before it did, and not of what sort the one after it is.
    fn is_verb(&self, at: usize) -> bool {
        let word = self.word(at);
        word.len() > 4
            && word.ends_with("ed")
            && at.checked_sub(1).is_some_and(|before| {
                let token = &self.tokens[before];
                let other = |word: &str| {
                    is_determiner(word) || is_filler(word) || is_barrier(word) || is_preposition(word)
                };
                token.is_word() && !token.possessive && (token.name.is_some() || !other(&token.lower))
            })
    }

    /// The noun phrase that begins at `start`: the words that name its head.
    pub(super) fn phrase_after(&self, start: usize) -> Option<Speaker> {
        if is_pronoun(self.word(start)) {
            return Some(start..start + 1);
        }
        let rest = &self.tokens[start.min(self.tokens.len())..];
        let breaks = |word: &str| is_barrier(word) || speech::form(word) == Some(Form::Past);
        let length = rest
            .iter()
            .take(REACH / 2)
            .take_while(|token| token.is_word() && (token.name.is_some() || !breaks(&token.lower)))
            .count();
        self.head(start..start + length)
    }

    /// The words that name the head of a noun phrase: of *Kremlin spokesman Dmitry Peskov* the name, of *a
    /// spokesman for the Kremlin* the spokesman.
    fn head(&self, phrase: Range<usize>) -> Option<Speaker> {
        let mut phrase = phrase;
        // A phrase that a preposition leads in (*at the rally Trump*) is about what follows it.
        while phrase.len() > 1
            && (is_preposition(self.word(phrase.start)) || is_filler(self.word(phrase.start)))
            && self.tokens[phrase.start].name.is_none()
        {
            phrase.start += 1;
        }
        if phrase.is_empty() {
            return None;
        }
        let of = phrase
            .clone()
            .skip(1)
            .find(|at| self.tokens[*at].name.is_none() && is_preposition(self.word(*at)));
        let noun = phrase.start..of.unwrap_or(phrase.end);
        let named = |at: &usize| {
            let token = &self.tokens[*at];
            token.name.is_some() && !self.is_modifier(*at, noun.end)
        };
        let person = noun.clone().rfind(|at| named(at) && self.tokens[*at].label == Some(Label::Per));
        let last = noun.end - 1;
        match person.or((named(&last)).then_some(last)) {
            Some(at) => Some(self.whole_name(at)),
            None => Some(noun),
        }
    }

    /// Whether the name at a place only says more of a noun that follows: *Trump’s lawyer*, *Senate leaders*.
    fn is_modifier(&self, at: usize, end: usize) -> bool {
        let name = self.whole_name(at);
        let last = &self.tokens[name.end - 1];
        last.possessive && name.end < end
            || name.end < end && self.tokens[name.end].text.starts_with(char::is_lowercase)
    }

    /// All the words of the name that the word at a place is part of.
    pub(super) fn whole_name(&self, at: usize) -> Range<usize> {
        let name = self.tokens[at].name;
        let same = |other: &usize| self.tokens[*other].name == name && self.tokens[*other].is_word();
        let start = (0..at).rev().take(REACH).take_while(same).last().unwrap_or(at);
        let end = (at + 1..self.tokens.len()).take(REACH).take_while(same).last().unwrap_or(at) + 1;
        start..end
    }

    /// The subject of the sentence: its first noun phrase that is not led in by a preposition.
    pub(super) fn subject(&self) -> Option<Speaker> {
        let mut start = (0..self.tokens.len().min(REACH)).find(|at| self.tokens[*at].is_word())?;
        let leads = |word: &str| {
            is_preposition(word)
                || matches!(
                    word,
                    "when"
                        | "while"
                        | "as"
                        | "if"
                        | "although"
                        | "though"
                        | "because"
                        | "since"
                        | "asked"
                        | "speaking"
                )
        };
        if leads(self.word(start)) || self.word(start).ends_with("ing") && self.tokens[start].name.is_none() {
            let comma =
                (start..self.tokens.len().min(REACH)).find(|at| self.kind(*at) == Some(Kind::Comma))?;
            start = comma + 1;
            // *In Aspen, Colo., on May 5, 2020, he …*
            while self.kind(start + 1) == Some(Kind::Comma) && self.is_part_of_place_or_date(start) {
                start += 2;
            }
        }
        while is_filler(self.word(start))
            || matches!(self.word(start), "and" | "but" | "yet" | "however" | "meanwhile")
            || self.kind(start) == Some(Kind::Comma)
        {
            start += 1;
        }
        if !self.tokens.get(start)?.is_word() {
            return None;
        }
        self.phrase_after(start).map(|phrase| self.before_verb(phrase))
    }

    fn is_part_of_place_or_date(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        token.label == Some(Label::Loc)
            || token.text.ends_with('.')
            || token.text.starts_with(char::is_numeric)
    }

    /// A phrase without the verb that it may have run into.
    fn before_verb(&self, phrase: Range<usize>) -> Range<usize> {
        if self.tokens[phrase.start].name.is_some() {
            return phrase;
        }
        let verb = phrase.clone().skip(1).find(|at| {
            let token = &self.tokens[*at];
            let name_ends = self.tokens[at - 1].name.is_some()
                && token.name.is_none()
                && !token.is_capital()
                && self.tokens[at - 1].label == Some(Label::Per);
            token.name.is_none()
                && (token.lower.len() > 4 && token.lower.ends_with("ed")
                    || speech::form(&token.lower).is_some() && !speech::is_noun(&token.lower))
                || name_ends
        });
        phrase.start..verb.unwrap_or(phrase.end)
    }
}
