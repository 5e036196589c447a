//! What is marked in an article: its actors, and what a search looks for.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{Cast, Document, Place, Query, Spot, Term, fold, words};

/// Marked stretches of an article, found by where they stand.
#[derive(Clone, Debug, Default)]
pub struct Marks {
    by_spot: HashMap<Spot, Vec<(Range<usize>, usize)>>,
}

impl Marks {
    /// Every place where `cast` is named, each with the member's number.
    pub fn of_cast(cast: &Cast) -> Self {
        let places = cast.members.iter().enumerate();
        Self::collect(
            places.flat_map(|(nth, member)| member.mentions.iter().map(move |mention| (&mention.place, nth))),
        )
    }

    /// These places, each with its number among them.
    pub fn of_places(places: &[Place]) -> Self {
        Self::collect(places.iter().enumerate().map(|(nth, place)| (place, nth)))
    }

    /// The marked stretches of the text at `spot`, in order, each with its number.
    pub fn at(&self, spot: Spot) -> &[(Range<usize>, usize)] {
        self.by_spot.get(&spot).map_or(&[], Vec::as_slice)
    }

    fn collect<'a>(places: impl Iterator<Item = (&'a Place, usize)>) -> Self {
        let mut by_spot: HashMap<Spot, Vec<(Range<usize>, usize)>> = HashMap::new();
        for (place, nth) in places {
            by_spot.entry(place.spot).or_default().push((place.range.clone(), nth));
        }
        by_spot.values_mut().for_each(|marks| marks.sort_by_key(|(range, _)| range.start));
        Self { by_spot }
    }
}

/// Where `document` has what `query` looks for, in reading order. Case and accents make no difference; what
/// is asked of the cast is not looked for here.
pub fn matches(document: &Document, query: &Query) -> Vec<Place> {
    let patterns: Vec<Pattern> = query.terms.iter().filter_map(Pattern::new).collect();
    if patterns.is_empty() {
        return Vec::new();
    }
    let repeated = document.standfirst_repeat().is_some();
    let mut found = Vec::new();
    for (spot, text) in document.spots().filter(|(spot, _)| !(repeated && *spot == Spot::Standfirst)) {
        let tokens: Vec<(Range<usize>, String)> =
            words(text).map(|(range, word)| (range, fold(word))).collect();
        let mut at = 0;
        while at < tokens.len() {
            let longest = patterns.iter().filter_map(|pattern| pattern.length_at(&tokens[at..])).max();
            if let Some(length) = longest {
                found.push(Place { spot, range: tokens[at].0.start..tokens[at + length - 1].0.end });
            }
            at += longest.unwrap_or(1);
        }
    }
    found
}

struct Pattern {
    words: Vec<String>,
    open: bool,
}

impl Pattern {
    fn new(term: &Term) -> Option<Self> {
        let (text, open) = match term {
            Term::Phrase(text) => (text, false),
            Term::Prefix(text) => (text, true),
            Term::Actor(_) => return None,
        };
        let words: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
        (!words.is_empty()).then_some(Self { words, open })
    }

    /// How many of `tokens` it takes, where it stands at their head.
    fn length_at(&self, tokens: &[(Range<usize>, String)]) -> Option<usize> {
        let tokens = tokens.get(..self.words.len())?;
        let last = self.words.len() - 1;
        let same = self.words.iter().zip(tokens).enumerate().all(|(nth, (word, (_, token)))| match nth {
            _ if nth == last && self.open => token.starts_with(word.as_str()),
            _ => token == word,
        });
        same.then_some(self.words.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;

    fn check(body: &str, query: &str, expected: &[&str]) {
        let document = document("Title", &[body]);
        let query = Query::parse(query).expect("a query");
        let places = matches(&document, &query);
        let found: Vec<&str> = places
            .iter()
            .map(|place| &document.text_at(place.spot).expect("a spot")[place.range.clone()])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_words_phrases_and_prefixes() {
        check("Élysée talks; the talks’ end", "elysee talks", &["Élysée", "talks", "talks"]);
        check("peace talks and talks", "\"peace talks\"", &["peace talks"]);
        check("The government governs", "govern*", &["government", "governs"]);
        check("The government", "govern", &[]);
        check("据北京方面消息", "北京", &["北京"]);
        check("Witkoff", "actor:witkoff", &[]);
    }
}
