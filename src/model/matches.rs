//! What a search looks for, found in the texts of an article.

use std::ops::Range;

use super::{Cast, Document, Meaning, Part, Pattern, Place, Query, Spot, Term, Within, fold, said, words};

/// Where `document` has the words that `query` looks for, in reading order. Case and accents make no difference. Who says
/// them, where that is asked for, `cast` knows, and `meant` whom the names in the query mean.
pub fn matches(document: &Document, cast: &Cast, query: &Query, meant: Meaning<'_>) -> Vec<Place> {
    let terms = query.wanted_terms();
    let wanted: Vec<Wanted> =
        terms.iter().filter_map(|(term, within)| Wanted::new(term, within, cast, meant)).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    let repeated = document.standfirst_repeat().is_some();
    let mut found = Vec::new();
    for (spot, text) in document.spots().filter(|(spot, _)| !(repeated && *spot == Spot::Standfirst)) {
        let part = document.part_at(spot);
        let may_match = |wanted: &&Wanted| wanted.is_about(spot, part) && wanted.may_be_in(text);
        let here: Vec<&Wanted> = wanted.iter().filter(may_match).collect();
        if !here.is_empty() {
            found.extend(matches_in(spot, text, &here).into_iter().map(|range| Place { spot, range }));
        }
    }
    found
}

/// Whether a text may have a word that is folded: surely not, where it says no. Folding a whole text to know it takes many
/// times as long.
pub fn may_have(text: &str, word: &str) -> bool {
    // Of these, none becomes a letter.
    let is_mark = |c: char| matches!(c, '\u{2010}'..='\u{2027}' | '\u{a0}' | '«' | '»' | '€');
    let is_simple = word.is_ascii() && (text.is_ascii() || text.chars().all(|c| c.is_ascii() || is_mark(c)));
    !is_simple || text.to_ascii_lowercase().contains(word)
}

fn matches_in(spot: Spot, text: &str, wanted: &[&Wanted]) -> Vec<Range<usize>> {
    let tokens: Vec<(Range<usize>, String)> = words(text).map(|(range, word)| (range, fold(word))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let range = |length: usize| tokens[at].0.start..tokens[at + length - 1].0.end;
        let lengths = wanted.iter().filter_map(|wanted| {
            wanted.length_at(&tokens[at..]).filter(|length| wanted.holds_at(spot, &range(*length)))
        });
        let longest = lengths.max();
        found.extend(longest.map(range));
        at += longest.unwrap_or(1);
    }
    for wanted in wanted {
        for range in wanted.pattern.iter().flat_map(|pattern| pattern.find_all(text)) {
            let is_free = |other: &Range<usize>| other.end <= range.start || other.start >= range.end;
            if !range.is_empty() && wanted.holds_at(spot, &range) && found.iter().all(is_free) {
                found.push(range);
            }
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// What is looked for in texts: words next to each other, or a regular expression.
struct Wanted {
    words: Vec<String>,
    open: bool,
    pattern: Option<Pattern>,
    parts: Vec<Part>,
    /// The stretches that it is to stand in, where it is to be said by somebody.
    said: Option<Vec<Place>>,
}

impl Wanted {
    fn new(term: &Term, within: &Within, cast: &Cast, meant: Meaning<'_>) -> Option<Self> {
        let (words, open, pattern) = match term {
            Term::Phrase(text) => (text.as_str(), false, None),
            Term::Prefix(text) => (text.as_str(), true, None),
            Term::Regex(text) => ("", false, Some(Pattern::new(text).ok()?)),
            _ => return None,
        };
        let words: Vec<String> = super::words(words).map(|(_, word)| fold(word)).collect();
        let said_by = &within.said_by;
        let places = said_by.iter().flat_map(|(field, name)| said(cast, *field, |key| meant(name, key)));
        let said = (!said_by.is_empty()).then(|| places.collect());
        let is_any = pattern.is_some() || !words.is_empty();
        is_any.then(|| Self { words, open, pattern, parts: within.parts.clone(), said })
    }

    fn may_be_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| may_have(text, word))
    }

    fn is_about(&self, spot: Spot, part: Part) -> bool {
        let is_said = |said: &Vec<Place>| said.iter().any(|place| place.spot == spot);
        (self.parts.is_empty() || self.parts.contains(&part)) && self.said.as_ref().is_none_or(is_said)
    }

    /// Whether a stretch of a text is said by whom it is to be said by.
    fn holds_at(&self, spot: Spot, range: &Range<usize>) -> bool {
        let holds = |place: &Place| {
            place.spot == spot && place.range.start <= range.start && range.end <= place.range.end
        };
        self.said.as_ref().is_none_or(|said| said.iter().any(holds))
    }

    /// How many of `tokens` it takes, where it stands at their head.
    fn length_at(&self, tokens: &[(Range<usize>, String)]) -> Option<usize> {
        let last = self.words.len().checked_sub(1)?;
        let tokens = tokens.get(..self.words.len())?;
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
    use crate::model::{Block, Section, SectionKind, Text};

    #[test]
    fn what_is_surely_not_there_is_known_without_folding() {
        for (text, word, expected) in [
            ("The “Talks” resume", "talks", true),
            ("The “Talks” resume", "tal", true),
            ("The “Talks” resume", "grain", false),
            ("L’Élysée", "elysee", true),
            ("L’Élysée", "grain", true),
            ("plain", "北京", true),
        ] {
            assert_eq!(may_have(text, word), expected, "{word} in {text}");
        }
    }

    fn check(body: &str, query: &str, expected: &[&str]) {
        let blocks = vec![Block::Paragraph(Text::from(body))];
        let lead = Section { kind: SectionKind::Lead, blocks, ..Section::default() };
        let document = Document { title: "Title".into(), sections: vec![lead], ..Document::default() };
        let query = Query::parse(query).expect("a query");
        let places = matches(&document, &Cast::default(), &query, &|_, _| false);
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
        check("Peace talks resume", "/talks? re/ peace -resume", &["Peace", "talks re"]);
        check("Talks in the lead", "in:lead talks OR in:title lead", &["Talks"]);
    }
}
