//! Whom a verb of speech has as its subject.

use std::ops::Range;

use super::function_words::{is_barrier, is_determiner, is_filler, is_past, is_preposition, is_pronoun};
use super::sentence::{REACH, Sentence};
use super::speech::{self, Form};
use super::tokens::Token;
use crate::actors::cues::{HEADS, TITLES, has};
use crate::model::Label;

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
        let breaks = |at: &usize| {
            let token = &self.tokens[*at];
            let word = token.lower.as_str();
            let is_verb = || {
                speech::form(word) == Some(Form::Past) || *at > start && (is_past(word) || self.is_verb(*at))
            };
            // *says Orlo adding that*
            let participle = || *at > start && word.ends_with("ing") && self.tokens[*at - 1].is_capital();
            let lower = token.text.starts_with(char::is_lowercase);
            !token.is_word()
                || token.name.is_none() && (is_barrier(word) || is_verb() || lower && participle())
        };
        let reach = self.tokens.len().min(start + REACH / 2);
        let length = (start..reach).take_while(|at| !breaks(at)).count();
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
        if let Some(person) =
            of.and_then(|of| self.holder(of, phrase.end)).filter(|_| self.is_office(phrase.start))
        {
            return Some(person);
        }
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

    /// Whether a phrase begins as an office before a name does: *Minister of*, *US Ambassador to*, not *a lawyer for*.
    fn is_office(&self, start: usize) -> bool {
        self.tokens[start].is_capital() && !is_determiner(self.word(start))
    }

    /// The person with whose name a phrase ends, behind what an office is of: *of Education Dana Orlo*, but not *for
    /// Dana Orlo*, nor *for President Orlo*.
    fn holder(&self, of: usize, end: usize) -> Option<Speaker> {
        let last = end - 1;
        if last <= of || self.tokens[last].label != Some(Label::Per) || self.tokens[last].possessive {
            return None;
        }
        let name = self.whole_name(last);
        let portfolio = |at: usize| {
            let (token, word) = (&self.tokens[at], self.word(at));
            let small = is_determiner(word) || is_preposition(word) || word == "and";
            let other = token.name.is_some() && token.label != Some(Label::Per);
            small || other || token.is_capital() && !has(HEADS, token.text) && !has(TITLES, token.text)
        };
        let before = name.start.checked_sub(1).filter(|before| *before > of)?;
        let named = self.tokens[before].is_capital();
        (named && (of + 1..name.start).all(portfolio)).then_some(name)
    }

    /// Whether the name at a place only says more of a noun that follows: *Trump’s lawyer*, *Senate leaders*.
    fn is_modifier(&self, at: usize, end: usize) -> bool {
        let name = self.whole_name(at);
        let last = &self.tokens[name.end - 1];
        let is_followed = |token: &Token| last.possessive || token.text.starts_with(char::is_lowercase);
        name.end < end && is_followed(&self.tokens[name.end])
    }

    /// All the words of the name that the word at a place is part of.
    pub(super) fn whole_name(&self, at: usize) -> Range<usize> {
        let name = self.tokens[at].name;
        let same = |other: &usize| self.tokens[*other].name == name && self.tokens[*other].is_word();
        let start = (0..at).rev().take(REACH).take_while(same).last().unwrap_or(at);
        let end = (at + 1..self.tokens.len()).take(REACH).take_while(same).last().unwrap_or(at) + 1;
        start..end
    }
}
