//! What a search looks for, found in the texts of an article.

use std::ops::Range;

use regex::Regex;

use super::{Document, Part, Place, Query, Spot, Term, fold, regex_of, words};

/// Where `document` has what `query` looks for, in reading order. Case and accents make no difference; what
/// is asked of the cast is not looked for here.
pub fn matches(document: &Document, query: &Query) -> Vec<Place> {
    let terms = query.wanted_terms();
    let patterns: Vec<Pattern> =
        terms.iter().filter_map(|(term, within)| Pattern::new(term, within)).collect();
    if patterns.is_empty() {
        return Vec::new();
    }
    let repeated = document.standfirst_repeat().is_some();
    let mut found = Vec::new();
    for (spot, text) in document.spots().filter(|(spot, _)| !(repeated && *spot == Spot::Standfirst)) {
        let part = part_of(document, spot);
        let may_match = |pattern: &&Pattern| pattern.is_about(part) && pattern.may_be_in(text);
        let here: Vec<&Pattern> = patterns.iter().filter(may_match).collect();
        if !here.is_empty() {
            found.extend(matches_in(text, &here).into_iter().map(|range| Place { spot, range }));
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

/// The part of the document that a text stands in.
fn part_of(document: &Document, spot: Spot) -> Part {
    match spot {
        Spot::Title => Part::Title,
        Spot::Standfirst => Part::Standfirst,
        Spot::Heading { section } | Spot::Block { section, .. } => {
            Part::Section(document.sections.get(section).map(|section| section.kind).unwrap_or_default())
        }
    }
}

fn matches_in(text: &str, patterns: &[&Pattern]) -> Vec<Range<usize>> {
    let tokens: Vec<(Range<usize>, String)> = words(text).map(|(range, word)| (range, fold(word))).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let longest = patterns.iter().filter_map(|pattern| pattern.length_at(&tokens[at..])).max();
        if let Some(length) = longest {
            found.push(tokens[at].0.start..tokens[at + length - 1].0.end);
        }
        at += longest.unwrap_or(1);
    }
    let by_regex = patterns.iter().filter_map(|pattern| pattern.regex.as_ref());
    for mark in by_regex.flat_map(|regex| regex.find_iter(text)).filter(|mark| !mark.is_empty()) {
        if found.iter().all(|range: &Range<usize>| range.end <= mark.start() || range.start >= mark.end()) {
            found.push(mark.range());
        }
    }
    found.sort_by_key(|range| range.start);
    found
}

/// What is looked for in texts: words next to each other, or a regular expression.
struct Pattern {
    words: Vec<String>,
    open: bool,
    regex: Option<Regex>,
    within: Vec<Part>,
}

impl Pattern {
    fn new(term: &Term, within: &[Part]) -> Option<Self> {
        let pattern = |text: &str, open| {
            let words: Vec<String> = words(text).map(|(_, word)| fold(word)).collect();
            (!words.is_empty()).then(|| Self { words, open, regex: None, within: within.to_vec() })
        };
        match term {
            Term::Phrase(text) => pattern(text, false),
            Term::Prefix(text) => pattern(text, true),
            Term::Regex(text) => Some(Self {
                words: Vec::new(),
                open: false,
                regex: Some(regex_of(text).ok()?),
                within: within.to_vec(),
            }),
            _ => None,
        }
    }

    fn may_be_in(&self, text: &str) -> bool {
        self.words.iter().all(|word| may_have(text, word))
    }

    fn is_about(&self, part: Part) -> bool {
        self.within.is_empty() || self.within.contains(&part)
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
        check("Peace talks resume", "/talks? re/ peace -resume", &["Peace", "talks re"]);
        check("Talks in the lead", "in:lead talks OR in:title lead", &["Talks"]);
    }
}
