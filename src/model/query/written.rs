//! How a query is written: as text that is read as the same value.

use std::fmt;

use serde::Deserialize;

use super::{Expr, Query, QueryError, Sort, Term, parse};

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_expr(f, &self.wanted, Within::Nothing)?;
        if self.sort != Sort::default() {
            write!(f, "{}sort:{}", if self.is_empty() { "" } else { " " }, self.sort.name())?;
        }
        Ok(())
    }
}

/// What an expression stands in, from what binds most loosely to what binds most closely.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Within {
    Nothing,
    Any,
    All,
}

/// Writes an expression; what binds less closely than what it stands in goes into parentheses.
fn write_expr(f: &mut fmt::Formatter<'_>, expr: &Expr, within: Within) -> fmt::Result {
    let (parts, own, between) = match expr {
        Expr::All(parts) => (parts, Within::All, " "),
        Expr::Any(parts) => (parts, Within::Any, " OR "),
        Expr::Not(inner) => {
            f.write_str("-")?;
            return write_expr(f, inner, Within::All);
        }
        Expr::Term(term) => return write_term(f, term),
    };
    let is_loose = within >= own;
    f.write_str(if is_loose { "(" } else { "" })?;
    for (nth, part) in parts.iter().enumerate() {
        f.write_str(if nth > 0 { between } else { "" })?;
        write_expr(f, part, own)?;
    }
    f.write_str(if is_loose { ")" } else { "" })
}

fn write_term(f: &mut fmt::Formatter<'_>, term: &Term) -> fmt::Result {
    match term {
        Term::Phrase(words) => write_words(f, words, ""),
        Term::Prefix(words) => write_words(f, words, "*"),
        Term::Regex(pattern) => write!(f, "/{pattern}/"),
        Term::Of(field, value) => {
            write!(f, "{}:", field.name())?;
            match is_plain(value, ":") {
                true => f.write_str(value),
                false => write!(f, "\"{}\"", unquoted(value)),
            }
        }
        Term::In(part) => write!(f, "in:{}", part.name()),
        Term::Is(is) => write!(f, "is:{}", is.name()),
        Term::Has(has) => write!(f, "has:{}", has.name()),
        Term::Since(day) => write!(f, "since:{day}"),
        Term::Until(day) => write!(f, "until:{day}"),
        Term::On(week @ super::Day::Week(..)) => write!(f, "week:{week}"),
        Term::On(day) => write!(f, "on:{day}"),
    }
}

fn write_words(f: &mut fmt::Formatter<'_>, words: &str, end: &str) -> fmt::Result {
    match is_plain(words, "") && !parse::OPERATORS.contains(&words) {
        true => write!(f, "{words}{end}"),
        false => write!(f, "\"{}\"{end}", unquoted(words)),
    }
}

/// Whether a text is read as one word as it stands; `also` may be in it too.
fn is_plain(text: &str, also: &str) -> bool {
    let is_inner = |c: char| c.is_alphanumeric() || "_.'’-".contains(c) || also.contains(c);
    text.starts_with(char::is_alphanumeric) && text.chars().all(is_inner)
}

/// Quotation marks part words, as spaces do.
fn unquoted(text: &str) -> String {
    text.replace(parse::is_quote, " ")
}

impl From<Query> for String {
    fn from(query: Query) -> Self {
        query.to_string()
    }
}

/// A query as it was kept: as its text, or as an older masthead kept it.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Stored {
    Text(String),
    Terms { terms: Vec<OldTerm> },
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum OldTerm {
    Phrase(String),
    Prefix(String),
    Actor(String),
}

impl TryFrom<Stored> for Query {
    type Error = QueryError;

    fn try_from(stored: Stored) -> Result<Self, QueryError> {
        match stored {
            Stored::Text(text) => Self::parse(&text),
            Stored::Terms { terms } => Ok(Self::of_terms(terms.into_iter().map(|term| match term {
                OldTerm::Phrase(words) => Term::Phrase(words),
                OldTerm::Prefix(words) => Term::Prefix(words),
                OldTerm::Actor(name) => Term::Of(super::Field::Actor, name),
            }))),
        }
    }
}
