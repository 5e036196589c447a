//! Whom a speaker is: the name itself, or the person whom *he* or *she* stands for.

use std::collections::HashMap;

use super::NameInText;
use super::function_words::opens_clause;
use super::sentence::{REACH, Sentence};
use super::speaker::Speaker;
use super::speech::{self, Form};
use super::tokens::Kind;
use crate::model::Label;

/// In how many texts back a pronoun may mean somebody.
const BACK: usize = 2;

/// How many persons are kept in mind.
const IN_MIND: usize = 4;

/// The persons of a document, as it is read.
pub(super) struct People<'n> {
    names: &'n [Vec<NameInText>],
    genders: HashMap<usize, Gender>,
    /// The persons that the last sentences were about, the latest last, and in which text.
    recent: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    He,
    She,
}

impl<'n> People<'n> {
    pub(super) fn of(names: &'n [Vec<NameInText>]) -> Self {
        Self { names, genders: HashMap::new(), recent: Vec::new() }
    }

    /// Learns from a sentence of a text what it tells of persons before anybody is asked for.
    pub(super) fn meet(&mut self, text: usize, sentence: &Sentence) {
        for at in 1..sentence.tokens.len() {
            let gender = match sentence.word(at - 1) {
                "mr" | "mr." | "sir" | "lord" | "king" | "prince" | "spokesman" | "chairman"
                | "congressman" => Gender::He,
                "mrs" | "mrs." | "ms" | "ms." | "miss" | "lady" | "queen" | "princess" | "spokeswoman"
                | "chairwoman" | "congresswoman" => Gender::She,
                _ => continue,
            };
            if let Some(who) = self.person(text, sentence, at) {
                self.genders.insert(who, gender);
            }
        }
    }

    /// Who the speaker is that a sentence of a text names, where it is certain.
    pub(super) fn speaker(&mut self, text: usize, sentence: &Sentence, speaker: &Speaker) -> Option<usize> {
        let Some(gender) = pronoun(sentence.word(speaker.start)) else {
            return self.named(text, sentence, speaker.end.checked_sub(1)?);
        };
        let who = self.meant(text, sentence, speaker.start, gender)?;
        self.genders.insert(who, gender);
        Some(who)
    }

    /// Whom a pronoun means: the one person before it in its sentence, else the latest in mind.
    fn meant(&self, text: usize, sentence: &Sentence, pronoun: usize, gender: Gender) -> Option<usize> {
        let fits = |who: &usize| self.genders.get(who).is_none_or(|known| *known == gender);
        let start = if is_by_the_way(sentence, pronoun) { pronoun } else { pronoun.saturating_sub(REACH) };
        let mut before = (start..pronoun).filter_map(|at| self.person(text, sentence, at)).filter(fits);
        if let Some(first) = before.next() {
            // Of two in one sentence it may be either.
            return before.all(|other| other == first).then_some(first);
        }
        let near = self.recent.iter().rev().filter(|(other, _)| other + BACK >= text);
        near.map(|(_, who)| *who).find(fits)
    }

    /// Keeps in mind whom a sentence names, above all whom it is about: who speaks in it, else its subject.
    pub(super) fn note(&mut self, text: usize, sentence: &Sentence, speaks: Option<usize>) {
        let reach = sentence.tokens.len().min(REACH);
        let subject = || {
            let subject = sentence.subject()?;
            match pronoun(sentence.word(subject.start)) {
                Some(gender) => self.meant(text, sentence, subject.start, gender),
                None => self.person(text, sentence, subject.end - 1),
            }
        };
        let about = speaks.or_else(subject);
        let named: Vec<usize> = (0..reach).rev().filter_map(|at| self.person(text, sentence, at)).collect();
        for who in named.into_iter().chain(about) {
            self.recent.retain(|(_, other)| *other != who);
            self.recent.push((text, who));
        }
        let surplus = self.recent.len().saturating_sub(IN_MIND);
        self.recent.drain(..surplus);
    }

    /// The actor whose name the token at a place is part of.
    fn named(&self, text: usize, sentence: &Sentence, at: usize) -> Option<usize> {
        self.names.get(text)?.get(sentence.tokens.get(at)?.name?)?.who
    }

    fn person(&self, text: usize, sentence: &Sentence, at: usize) -> Option<usize> {
        (sentence.tokens.get(at)?.label == Some(Label::Per)).then(|| self.named(text, sentence, at)).flatten()
    }
}

/// Whether a pronoun and its verb of speech stand behind what is said, so that no name before them is the speaker’s:
/// *They came to kill Rusk, he said.*
fn is_by_the_way(sentence: &Sentence, pronoun: usize) -> bool {
    let comma = |at: usize| matches!(sentence.kind(at), None | Some(Kind::Comma | Kind::End));
    let told = speech::form(sentence.word(pronoun + 1)) == Some(Form::Past) && comma(pronoun + 2);
    told && pronoun > 1 && sentence.kind(pronoun - 1) == Some(Kind::Comma) && !opens_clause(sentence.word(0))
}

fn pronoun(word: &str) -> Option<Gender> {
    match word {
        "he" => Some(Gender::He),
        "she" => Some(Gender::She),
        _ => None,
    }
}
