//! Names as sequences of words, found in a text by their first word.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{is_unparted, words};

/// Names to look for, each standing for an actor by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Lexicon {
    by_first_word: HashMap<String, Vec<Entry>>,
}

#[derive(Clone, Debug)]
struct Entry {
    rest: Vec<String>,
    actor: usize,
}

impl Lexicon {
    /// Adds a name. The first word must be met as it is written, the others in any case, so that *European
    /// allies* is *European Allies* and *may* is not *May*.
    pub(super) fn add(&mut self, name: &str, actor: usize) {
        let mut parts = words(name).map(|(_, word)| word);
        let Some(first) = parts.next() else { return };
        let rest: Vec<String> = parts.map(str::to_lowercase).collect();
        let entries = self.by_first_word.entry(first.to_owned()).or_default();
        entries.push(Entry { rest, actor });
        entries.sort_by_key(|entry| std::cmp::Reverse(entry.rest.len()));
    }

    /// The names in `text`, the longest at each place, none overlapping another.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let tokens: Vec<(Range<usize>, &str)> = words(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((range, word)) = tokens.get(at) {
            let (entries, particle) = self.entries(word);
            let Some(entry) = entries.iter().find(|entry| matches(&entry.rest, &tokens[at..], text)) else {
                at += 1;
                continue;
            };
            let last = at + entry.rest.len();
            found.push((range.start + particle..tokens[last].0.end, entry.actor));
            at = last + 1;
        }
        found
    }

    /// The names that begin with `word`, and the bytes of a particle before them: Arabic and Hebrew write
    /// *and*, *in*, *for* onto the word that follows.
    fn entries(&self, word: &str) -> (&[Entry], usize) {
        if let Some(entries) = self.by_first_word.get(word) {
            return (entries, 0);
        }
        let particles = ['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'כ', 'מ', 'ה'];
        let rest = word.strip_prefix(particles).unwrap_or_default();
        let entries = self.by_first_word.get(rest).map_or(&[][..], Vec::as_slice);
        (entries, word.len() - rest.len())
    }
}

/// Whether the words of a name follow the first of `tokens`, in one sentence.
fn matches(name: &[String], tokens: &[(Range<usize>, &str)], text: &str) -> bool {
    let Some(rest) = tokens.get(1..=name.len()) else { return false };
    let same = |(expected, (_, word)): (&String, &(Range<usize>, &str))| {
        expected == word || (!word.starts_with(is_unparted) && *expected == word.to_lowercase())
    };
    if !name.iter().zip(rest).all(same) {
        return false;
    }
    tokens[..=name.len()].windows(2).all(|pair| !breaks(&text[pair[0].0.end..pair[1].0.start]))
}

/// Whether what stands between two words keeps them from being one name.
fn breaks(between: &str) -> bool {
    between.contains(['\n', ',', ';', ':', '!', '?', '(', ')', '“', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], text: &str, expected: &[(&str, usize)]) {
        let mut lexicon = Lexicon::default();
        names.iter().enumerate().for_each(|(actor, name)| lexicon.add(name, actor));
        let found: Vec<(&str, usize)> =
            lexicon.find(text).into_iter().map(|(range, actor)| (&text[range], actor)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_the_longest_name_in_its_own_case() {
        check(
            &["Russia", "Russia House", "European Allies", "May"],
            "Russia’s envoy met Russia House; European allies may wait.",
            &[("Russia", 0), ("Russia House", 1), ("European allies", 2)],
        );
    }

    #[test]
    fn a_name_does_not_cross_a_comma() {
        check(&["Steve Witkoff"], "Steve, Witkoff said. Steve Witkoff left.", &[("Steve Witkoff", 0)]);
    }

    #[test]
    fn finds_names_in_scripts_without_spaces() {
        check(&["北京", "日本"], "据北京方面和日本消息", &[("北京", 0), ("日本", 1)]);
        check(&["روسيا"], "قالت وروسيا ترفض", &[("روسيا", 0)]);
    }
}
