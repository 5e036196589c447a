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

    /// The articles that are in any of several.
    pub(super) fn any(sets: impl IntoIterator<Item = Self>) -> Self {
        let mut parts = Vec::new();
        for set in sets {
            match set {
                Self::Everything => return Self::Everything,
                Self::Nothing => {}
                set => parts.push(set.written()),
            }
        }
        if parts.is_empty() { Self::Nothing } else { Self::of(joined(&parts, " OR ")) }
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
        let all = if all.is_empty() { quoted(&every_tag()) } else { joined(all, " AND ") };
        if none.is_empty() { all } else { joined(&[all, joined(none, " OR ")], " NOT ") }
    }
}

/// Expressions with an operator between them, in parentheses where they need some: the index takes but few in each other.
fn joined(parts: &[String], operator: &str) -> String {
    if let [part] = parts {
        return part.clone();
    }
    let parts = parts.iter().map(|part| if is_whole(part) { part.clone() } else { format!("({part})") });
    parts.collect::<Vec<_>>().join(operator)
}

/// Whether an expression is one word, or stands in parentheses as a whole.
fn is_whole(expression: &str) -> bool {
    let (mut depth, mut is_quoted) = (0_usize, false);
    expression.chars().all(|c| {
        match c {
            '"' => is_quoted = !is_quoted,
            '(' if !is_quoted => depth += 1,
            ')' if !is_quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
        c != ' ' || is_quoted || depth > 0
    })
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
        check(word("a").and(word("b")), Some("\"a\" AND \"b\""));
        check(word("a").and(word("b").inverse()), Some("\"a\" NOT \"b\""));
        check(word("a").and(Set::any([word("b"), word("c")])), Some("\"a\" AND (\"b\" OR \"c\")"));
        check(word("a").and(word("b")).inverse(), Some("\"\u{e000}e\" NOT (\"a\" AND \"b\")"));
        check(word("a").inverse().inverse(), Some("\"a\""));
        check(Set::any([word("a"), Set::Everything]), None);
        check(Set::any([word("a"), Set::Nothing]), Some("\"a\""));
        check(Set::Everything, None);
        check(word("a\" OR \"b"), Some("\"a  OR  b\""));
    }
}
