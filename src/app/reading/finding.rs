//! What is found in the open article: by a search, or by what was typed to be looked for in it alone.

use super::Reading;
use super::choosing::is_called;
use crate::app::marks::Marks;
use crate::model::{Article, Place, Query, hit, matches, occurrences};

impl Reading {
    /// Marks what `query` looks for.
    pub fn find(&mut self, query: Option<&Query>) {
        let Article { document, cast, .. } = &self.article;
        let found =
            query.map(|query| matches(document, cast, query, &|name, key| is_called(cast, name, key)));
        self.found = found.unwrap_or_default();
        self.found_marks = Marks::of_places(&self.found);
        self.found_at = None;
        self.looked_for = None;
    }

    /// Looks for some characters in this article alone, unfolds every section that has them, and goes to the first of them
    /// from where one reads.
    pub(in crate::app) fn look_for(&mut self, typed: &str) {
        self.found = occurrences(&self.article.document, typed);
        self.found_marks = Marks::of_places(&self.found);
        self.found_at = self.step(&self.found, None, true);
        self.looked_for = Some(typed.to_owned());
        let found = std::mem::take(&mut self.found);
        self.unfold_all(&found);
        self.found = found;
        if let Some(place) = self.found_at.map(|nth| self.found[nth].clone()) {
            self.reveal(&place);
        }
    }

    /// What is looked for in this article alone.
    pub fn looked_for(&self) -> Option<&str> {
        self.looked_for.as_deref()
    }

    /// Goes to a sentence that answers a search, as to the match in it.
    pub fn go_to_answer(&mut self, answer: &Place) {
        let is_in = |found: &Place| {
            found.spot == answer.spot
                && found.range.start < answer.range.end
                && found.range.end > answer.range.start
        };
        self.found_at = self.found.iter().position(is_in);
        self.reveal(answer);
    }

    /// The sentence that answers a search, as far as the article itself tells.
    pub fn answer(&self, query: &Query) -> Option<Place> {
        let Article { headline, document, cast, .. } = &self.article;
        hit(headline.id, document, cast, query, &|name, key| is_called(cast, name, key)).map(|hit| hit.place)
    }

    /// What was found, by where it stands.
    pub fn found(&self) -> &Marks {
        &self.found_marks
    }

    /// The number, from 0, of the match last gone to.
    pub fn found_at(&self) -> Option<usize> {
        self.found_at
    }

    /// How many matches there are.
    pub fn found_count(&self) -> usize {
        self.found.len()
    }

    /// Goes to the next or the previous match. Says whether there is one.
    pub fn go_to_match(&mut self, forward: bool) -> bool {
        let last = self.found.len().checked_sub(1);
        // What is looked for in one article goes round in it.
        if self.looked_for.is_none() && self.found_at == if forward { last } else { Some(0) } {
            return false;
        }
        let Some(nth) = self.step(&self.found, self.found_at, forward) else { return false };
        self.found_at = Some(nth);
        let place = self.found[nth].clone();
        self.reveal(&place);
        true
    }
}
