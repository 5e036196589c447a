//! Whether an article says something. The index knows which words an article has, and not where: phrases, words within a
//! part, and regular expressions are looked for in the articles that may have them.

use super::index;
use super::within::Where;
use super::words::{push_indexed, split};
use crate::model::{Cast, Document, Part, Pattern, may_have};

/// What is looked for in the texts of an article.
#[derive(Clone, Debug)]
pub(super) struct Says {
    what: What,
    within: Where,
}

#[derive(Clone, Debug)]
enum What {
    /// Words as the index has them, next to each other; whether the last one may go on.
    Words(Vec<String>, bool),
    /// A regular expression.
    Pattern(Box<Pattern>),
}

impl Says {
    /// Words as the index has them, next to each other, of which the last may go on.
    pub(super) fn words(words: Vec<String>, goes_on: bool, within: &Where) -> Self {
        Self { what: What::Words(words, goes_on), within: within.clone() }
    }

    /// What a regular expression matches.
    pub(super) fn pattern(pattern: Pattern, within: &Where) -> Self {
        Self { what: What::Pattern(Box::new(pattern)), within: within.clone() }
    }

    /// Whether the title is all that need be looked at.
    pub(super) fn is_about_title(&self) -> bool {
        self.within.is_title()
    }

    /// Whether it matters who says it.
    pub(super) fn asks_who(&self) -> bool {
        self.within.is_said()
    }

    /// Whether a document says it; who says what in it, `cast` knows.
    pub(super) fn is_in_document(&self, document: &Document, cast: &Cast) -> bool {
        if self.asks_who() {
            return self.within.said_in(document, cast).iter().any(|place| {
                let text = document.text_at(place.spot).and_then(|text| text.get(place.range.clone()));
                text.is_some_and(|text| self.what.is_in(text))
            });
        }
        let mut found = false;
        index::each_text(document, &mut |part, text| found = found || self.is_in(part, text));
        found
    }

    /// Whether a text that stands in a part says it.
    pub(super) fn is_in(&self, part: Option<Part>, text: &str) -> bool {
        self.within.has_part(part) && self.what.is_in(text)
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
