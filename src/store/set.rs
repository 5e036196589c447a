//! Sets of articles as the index is asked for them.
//!
//! Nothing that anyone typed becomes FTS5 syntax: what is put together here is made of words in quotation marks.

use super::words::every_tag;

/// A set of articles that the index can give.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Set {
    /// All that there are.
    Everything,
    /// None.
    Nothing,
    /// Those in all of these, which are expressions, and in none of those.
    Of {
        /// In all of these.
        all: Vec<String>,
        /// In none of these.
        none: Vec<String>,
    },
}

impl Set {
    /// The articles that an expression gives.
    pub(super) fn of(expression: String) -> Self {
        Self::Of { all: vec![expression], none: Vec::new() }
    }

    /// The articles that a word, or any of several, is in.
    pub(super) fn any_word(words: impl IntoIterator<Item = String>) -> Self {
        let words: Vec<String> = words.into_iter().map(|word| quoted(&word)).collect();
        if words.is_empty() { Self::Nothing } else { Self::of(words.join(" OR ")) }
    }

    /// The articles that are in both.
    pub(super) fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everything, set) | (set, Self::Everything) => set,
            (Self::Nothing, _) | (_, Self::Nothing) => Self::Nothing,
            (Self::Of { mut all, mut none }, Self::Of { all: more, none: less }) => {
                all.extend(more);
                none.extend(less);
                Self::Of { all, none }
            }
        }
    }

    /// The articles that are in either.
    pub(super) fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everything, _) | (_, Self::Everything) => Self::Everything,
            (Self::Nothing, set) | (set, Self::Nothing) => set,
            (set, other) => Self::of(format!("({}) OR ({})", set.written(), other.written())),
        }
    }

    /// The articles that are not in it.
    pub(super) fn inverse(self) -> Self {
        match self {
            Self::Everything => Self::Nothing,
            Self::Nothing => Self::Everything,
            Self::Of { all, mut none } if all.is_empty() && none.len() == 1 => Self::of(none.remove(0)),
            set => Self::Of { all: Vec::new(), none: vec![set.written()] },
        }
    }

    /// The expression that the index is asked for; `None` where it need not be asked.
    pub(super) fn expression(&self) -> Option<String> {
        matches!(self, Self::Of { .. }).then(|| self.written())
    }

    fn written(&self) -> String {
        let Self::Of { all, none } = self else { return quoted(&every_tag()) };
        let within = |parts: &[String], word: &str| {
            parts.iter().map(|part| format!("({part})")).collect::<Vec<_>>().join(word)
        };
        let all = if all.is_empty() { quoted(&every_tag()) } else { within(all, " AND ") };
        if none.is_empty() { all } else { format!("({all}) NOT ({})", within(none, " OR ")) }
    }
}

/// In quotes everything is words; a quotation mark or control character within would part words anyway.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace(|c: char| c == '"' || c.is_control(), " "))
}

#[cfg(test)]
mod tests {
    use super::Set;

    #[test]
    fn sets_become_expressions_of_the_index() {
        let word = |word: &str| Set::any_word([word.to_owned()]);
        let check = |set: Set, expected: Option<&str>| assert_eq!(set.expression().as_deref(), expected);
        check(word("a").and(word("b")), Some("(\"a\") AND (\"b\")"));
        check(word("a").and(word("b").inverse()), Some("((\"a\")) NOT (((\"b\")))"));
        check(word("a").inverse(), Some("(\"\u{e000}e\") NOT (((\"a\")))"));
        check(word("a").inverse().inverse(), Some("((\"a\"))"));
        check(word("a").or(Set::Everything), None);
        check(word("a").or(Set::Nothing), Some("(\"a\")"));
        check(Set::Everything, None);
        check(word("a\" OR \"b"), Some("(\"a  OR  b\")"));
    }
}
