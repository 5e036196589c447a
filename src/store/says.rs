//! Whether an article says something. The index knows which words an article has, and not where: phrases, words within a
//! part, and regular expressions are looked for in the articles that may have them.

use regex::Regex;

use super::index;
use super::words::{push_indexed, split};
use crate::model::{Document, Part, may_have};

/// What is looked for in the texts of an article.
#[derive(Clone, Debug)]
pub(super) struct Says {
    what: What,
    /// Where; anywhere, where none is named.
    within: Vec<Part>,
}

#[derive(Clone, Debug)]
enum What {
    /// Words as the index has them, next to each other; whether the last one may go on.
    Words(Vec<String>, bool),
    /// A regular expression.
    Pattern(Box<Regex>),
}

impl Says {
    /// Words as the index has them, next to each other, of which the last may go on.
    pub(super) fn words(words: Vec<String>, goes_on: bool, within: &[Part]) -> Self {
        Self { what: What::Words(words, goes_on), within: within.to_vec() }
    }

    /// What a regular expression matches.
    pub(super) fn pattern(pattern: Regex, within: &[Part]) -> Self {
        Self { what: What::Pattern(Box::new(pattern)), within: within.to_vec() }
    }

    /// Whether the title is all that need be looked at.
    pub(super) fn is_about_title(&self) -> bool {
        self.within == [Part::Title]
    }

    /// Whether a document says it.
    pub(super) fn is_said_by(&self, document: &Document) -> bool {
        let mut found = false;
        index::each_text(document, &mut |part, text| found = found || self.is_in(part, text));
        found
    }

    /// Whether a text that stands in a part says it.
    pub(super) fn is_in(&self, part: Option<Part>, text: &str) -> bool {
        let is_here = self.within.is_empty() || part.is_some_and(|part| self.within.contains(&part));
        is_here && self.what.is_in(text)
    }
}

impl What {
    fn is_in(&self, text: &str) -> bool {
        let (wanted, goes_on) = match self {
            Self::Words(wanted, goes_on) => (wanted, *goes_on),
            Self::Pattern(pattern) => return pattern.is_match(text),
        };
        if !wanted.iter().all(|word| may_have(text, word)) {
            return false;
        }
        let mut indexed = String::with_capacity(text.len());
        push_indexed(&mut indexed, text);
        indexed.make_ascii_lowercase();
        let last = wanted.len().saturating_sub(1);
        let is = |(nth, (word, wanted)): (usize, (&&str, &String))| {
            *word == wanted.as_str() || (goes_on && nth == last && word.starts_with(wanted.as_str()))
        };
        let words: Vec<&str> = split(&indexed).collect();
        words.windows(wanted.len().max(1)).any(|run| run.iter().zip(wanted).enumerate().all(is))
    }
}

#[cfg(test)]
mod tests {
    use super::What;

    #[test]
    fn words_of_a_phrase_stand_next_to_each_other() {
        for (phrase, goes_on, text, expected) in [
            ("peace talks", false, "The Peace Talks resume", true),
            ("peace talks", false, "peace, and talks", false),
            ("talks peace", false, "peace talks", false),
            ("peace tal", true, "Peace-talks", true),
            ("pea talks", false, "peace talks", false),
            ("elysee s", false, "L’Élysée’s", true),
            ("外交 交部", false, "中国外交部", true),
            ("talks", false, "", false),
        ] {
            let words = phrase.split(' ').map(str::to_owned).collect();
            assert_eq!(What::Words(words, goes_on).is_in(text), expected, "{phrase} in {text}");
        }
    }
}
