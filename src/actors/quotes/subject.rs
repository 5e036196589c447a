//! The subject of a sentence.

use std::ops::Range;

use super::function_words::{is_filler, opens_clause};
use super::sentence::{REACH, Sentence};
use super::speaker::Speaker;
use super::speech;
use super::tokens::Kind;
use crate::model::Label;

/// A dateline ends within so many tokens: *JACKSON, Miss., Oct. 5 (Reuters) –*.
const DATELINE: usize = 12;

impl Sentence<'_, '_> {
    /// The subject of the sentence: its first noun phrase that is not led in by a preposition.
    pub(super) fn subject(&self) -> Option<Speaker> {
        let reach = self.tokens.len().min(REACH);
        let comma_from = |from: usize| (from..reach).find(|at| self.kind(*at) == Some(Kind::Comma));
        let mut start = (self.after_dateline()..reach).find(|at| self.tokens[*at].is_word())?;
        let is_participle = self.word(start).ends_with("ing") && self.tokens[start].name.is_none();
        if is_participle || opens_clause(self.word(start)) {
            start = comma_from(start)? + 1;
            // *In Aspen, Colo., on May 5, 2020, he …*
            while self.kind(start + 1) == Some(Kind::Comma) && self.is_part_of_place_or_date(start) {
                start += 2;
            }
        }
        while self.is_before_subject(start) {
            start += 1;
        }
        self.tokens.get(start).filter(|token| token.is_word())?;
        self.phrase_after(start).map(|phrase| self.before_verb(phrase))
    }

    /// Where the sentence begins after a dateline: the first word is shouted, and a dash ends it.
    fn after_dateline(&self) -> usize {
        let first = self.tokens.first().map_or("", |token| token.text);
        if first.len() < 3 || first.contains(char::is_lowercase) {
            return 0;
        }
        let is_dash = |at: &usize| {
            self.kind(*at) == Some(Kind::Break) && matches!(self.tokens[*at].text, "–" | "—" | "-")
        };
        (0..self.tokens.len().min(DATELINE)).find(is_dash).map_or(0, |dash| dash + 1)
    }

    /// Whether the token at a place stands before the subject: *But*, *Moreover,*.
    fn is_before_subject(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let word = token.lower.as_str();
        let is_aside = token.is_word() && token.name.is_none() && self.kind(at + 1) == Some(Kind::Comma);
        token.kind == Kind::Comma
            || is_aside
            || is_filler(word)
            || matches!(word, "and" | "but" | "yet" | "or")
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
