//! What may be wrong with a search: which word, and what was expected there.

use std::fmt;

use thiserror::Error;

use super::field::{FIELDS, FieldSpec};
use crate::model::fold;

/// Why a search could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{wrong} (column {column})")]
pub struct QueryError {
    /// Where the word stands that is wrong, in characters from 1.
    pub column: usize,
    /// How many characters it has.
    pub width: usize,
    /// What is wrong.
    pub wrong: Wrong,
}

/// What may be wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A quotation mark without its partner.
    OpenQuote,
    /// A parenthesis that is never closed.
    OpenParenthesis,
    /// A parenthesis that was never opened.
    ClosingParenthesis,
    /// A word without a letter or digit, a group of nothing, or the opposite of nothing.
    NothingToFind,
    /// `OR` without something on either side.
    NothingToJoin,
    /// A regular expression without its second slash.
    OpenRegex,
    /// A regular expression with something right behind its second slash.
    BehindRegex,
    /// A regular expression that is none; why.
    Regex(String),
    /// A field that there is not.
    UnknownField(String),
    /// A field without a value.
    NoValue(&'static FieldSpec),
    /// A value that a field does not know.
    UnknownValue(&'static FieldSpec, String),
    /// `sort:` within parentheses, or after a minus.
    SortWithin,
    /// More than anyone types.
    TooLong,
}

impl PartialEq for FieldSpec {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for FieldSpec {}

impl QueryError {
    /// Whether it may be right as soon as one has typed on behind `input`.
    pub fn is_unfinished(&self, input: &str) -> bool {
        let is_open = matches!(self.wrong, Wrong::OpenQuote | Wrong::OpenParenthesis | Wrong::OpenRegex);
        let at_end = self.column + self.width > input.chars().count();
        is_open || (at_end && !matches!(self.wrong, Wrong::UnknownField(_) | Wrong::TooLong))
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OpenQuote => {
                f.write_str("this quotation mark is never closed; add another \" after the phrase")
            }
            Self::OpenParenthesis => {
                f.write_str("this parenthesis is never closed; add a ) after the words in it")
            }
            Self::ClosingParenthesis => f.write_str("this parenthesis was never opened; take it away"),
            Self::NothingToJoin => {
                f.write_str("OR needs something on both sides; the word itself is searched as \"or\"")
            }
            Self::OpenRegex => f.write_str(
                "this regular expression needs a / after it; a word that begins with / goes into \" \"",
            ),
            Self::BehindRegex => f.write_str(
                "a regular expression ends with its second /, and a space after it: it has no flags, and capitals make no difference",
            ),
            Self::NothingToFind => {
                f.write_str("there is nothing to look for here: only letters and digits are searched")
            }
            Self::Regex(why) => write!(f, "this regular expression cannot be read: {why}"),
            Self::UnknownField(field) => {
                write!(f, "there is no field “{field}:”; ")?;
                let meant = match field.to_ascii_lowercase().as_str() {
                    "after" => Some("since"),
                    "before" => Some("until"),
                    _ => nearest(field, FIELDS.iter().map(|field| field.name)),
                };
                match meant {
                    Some(name) => write!(f, "did you mean {name}: ?"),
                    None => {
                        let names: Vec<String> =
                            FIELDS.iter().map(|field| format!("{}:", field.name)).collect();
                        write!(f, "there are {}; words with a colon go into \" \"", names.join(" "))
                    }
                }
            }
            Self::NoValue(field) => {
                write!(f, "“{}:” needs a value right after it, as in {}", field.name, field.example)
            }
            Self::UnknownValue(field, value) => {
                let choices = field.choices();
                write!(f, "“{}:” does not know “{value}”; ", field.name)?;
                match nearest(value, choices.iter().copied()) {
                    Some(name) => write!(f, "did you mean {}:{name} ?", field.name),
                    None if choices.is_empty() => write!(f, "write it as in {}", expected(field)),
                    None => write!(f, "it takes {}", choices.join(", ")),
                }
            }
            Self::SortWithin => {
                f.write_str("sort: is about the whole search; it stands outside parentheses and without a minus")
            }
            Self::TooLong => f.write_str("this search is too long, or too deep; leave some of it out"),
        }
    }
}

/// What a field takes whose values are many.
fn expected(field: &FieldSpec) -> &'static str {
    match field.name {
        "week" => "week:41 or week:2025-41, a week that the year has",
        "since" | "until" | "on" => "today, yesterday, 30d, 2w, 6m, 1y, 2025-10-01, 2025-10 or 2025",
        _ => field.example,
    }
}

/// The name that is most like what was typed, where one is like it.
pub(super) fn nearest<'a>(typed: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed = fold(typed);
    let rated = names.map(|name| {
        let begins = typed.len() > 1 && name.starts_with(&typed);
        (if begins { 1 } else { distance(&typed, name) }, name)
    });
    let best = rated.min_by_key(|(distance, _)| *distance)?;
    let most = if typed.chars().count() > 3 { 2 } else { 1 };
    (best.0 <= most).then_some(best.1)
}

/// How many characters are added, left out, put for another, or swapped.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().take(40).collect(), b.chars().collect());
    let mut rows = vec![(0..=b.len()).collect::<Vec<usize>>()];
    for (i, c) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, d) in b.iter().enumerate() {
            let mut least = (rows[i][j] + usize::from(c != d)).min(rows[i][j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *c == b[j - 1] && a[i - 1] == *d {
                least = least.min(rows[i - 1][j - 1] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn the_nearest_name_is_one_that_is_like_it() {
        let names = ["actor", "author", "whats-next", "unread"];
        for (typed, expected) in [
            ("actr", Some("actor")),
            ("acotr", Some("actor")),
            ("authr", Some("author")),
            ("whats-nxt", Some("whats-next")),
            ("unr", Some("unread")),
            ("xyzzy", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, names.into_iter()), expected, "{typed}");
        }
        // Of so few letters, one may be wrong, or two swapped.
        for (typed, expected) in [("ni", Some("in")), ("fro", Some("for")), ("xo", None), ("rof", None)] {
            assert_eq!(nearest(typed, ["in", "for"].into_iter()), expected, "{typed}");
        }
    }
}
