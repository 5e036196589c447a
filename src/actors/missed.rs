//! Names that neither the tagger nor the table saw.

use std::collections::HashMap;
use std::ops::Range;

use super::name::{Name, is_part_of_other_name};
use super::people::{confidence, looks_like_surname};
use super::reading::Reading;
use super::resolve::Resolver;
use super::seeming::is_month;
use super::token::{Lines, hash, tokens};
use crate::model::{ActorType, Label, Method};

impl Resolver<'_> {
    /// Surnames of those whom only a stakeholder line names in full.
    pub(super) fn surnames_again(&mut self) {
        for nth in 0..self.names.len() {
            let name = &self.names[nth];
            if !name.is_resolved() && name.is_person() {
                let words = &self.reading.texts[name.text].tokens[name.words.clone()];
                if let Some(who) = self.parts.surname(words) {
                    self.give(nth, who, Method::Surname);
                }
            }
        }
    }

    /// Surnames, and names from stakeholder lines, that neither the tagger nor the table saw.
    pub(super) fn missed_surnames(&mut self) {
        let whole = self.whole_names();
        if self.parts.is_empty() && whole.is_empty() {
            return;
        }
        let mut found = Vec::new();
        for (text, range) in self.texts.iter().enumerate() {
            let tokens = &self.reading.texts[text].tokens;
            let mut taken = self.names[range.clone()].iter().map(|name| name.words.clone()).peekable();
            let mut at = 0;
            while at < tokens.len() {
                if let Some(words) = taken.next_if(|words| words.start <= at) {
                    at = at.max(words.end);
                    continue;
                }
                let free = taken.peek().map_or(tokens.len(), |words| words.start);
                let known = whole.get(&tokens[at].hash).and_then(|(words, who)| {
                    let end = at + words.len();
                    let same = end <= free
                        && tokens[at..end].iter().map(|token| token.hash).eq(words.iter().copied());
                    (same && tokens[at].is_capital()).then_some((at..end, *who, Method::FullName))
                });
                let surname = || {
                    let who =
                        self.parts.surname(&tokens[at..=at]).filter(|_| looks_like_surname(&tokens[at]))?;
                    let alone = !is_part_of_other_name(self.reading, text, &(at..at + 1))
                        && !is_month(self.reading, text, &(at..at + 1), None);
                    alone.then_some((at..at + 1, who, Method::Surname))
                };
                match known.or_else(surname) {
                    Some((words, who, method)) => {
                        at = words.end;
                        found.push(self.new_name(text, words, who, method));
                    }
                    None => at += 1,
                }
            }
        }
        if !found.is_empty() {
            self.names.extend(found);
            self.names.sort_by_key(|name| (name.text, name.words.start));
        }
    }

    /// Names that only stakeholder lines know, by their first word.
    pub(super) fn whole_names(&self) -> HashMap<u64, (Vec<u64>, usize)> {
        let lines = self.names.iter().filter(|name| name.method == Method::StakeholderLine);
        let unknown = lines.filter_map(|name| {
            let who = name.who.filter(|who| self.actors.list[*who].entry.is_none())?;
            let words = tokens(&self.actors.list[who].name, Lines::Apart);
            let hashes: Vec<u64> = words.iter().map(|word| word.hash).collect();
            Some((*hashes.first().filter(|first| **first != hash("the"))?, (hashes, who)))
        });
        unknown.collect()
    }

    fn new_name(&self, text: usize, words: Range<usize>, who: usize, method: Method) -> Name {
        let label = if self.actors.kind(who) == ActorType::Person { Label::Per } else { Label::Org };
        unseen(self.reading, text, words, label, (who, method))
    }
}

/// Words that neither the tagger nor the table took for a name, and whose they are, found in this way.
pub(super) fn unseen(
    reading: &Reading,
    text: usize,
    words: Range<usize>,
    label: Label,
    (who, method): (usize, Method),
) -> Name {
    let tokens = &reading.texts[text].tokens;
    let range = tokens[words.start].range.start..tokens[words.end - 1].range.end;
    let (claims, confidence) = (Vec::new(), confidence(method));
    Name { text, words, range, label, tagged: None, certain: 0, claims, who: Some(who), method, confidence }
}
