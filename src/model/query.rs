//! The search language, parsed to one value.

use std::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::is_unparted;

/// What a search asks for: all of its terms must hold.
///
/// Words and `"phrases"` are looked for in titles and text; `actor:NAME` or `actor:"NAME"` in the cast.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Query {
    /// The terms, in the order in which they were written.
    pub terms: Vec<Term>,
}

/// One thing that a search asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term {
    /// These words, next to each other; one word is a phrase of one.
    Phrase(String),
    /// A word that begins so: `govern*`.
    Prefix(String),
    /// An actor whose name has all of these words.
    Actor(String),
}

/// Why a search could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum QueryError {
    /// A quotation mark without its partner.
    #[error("the quotation mark at column {column} is never closed; add another \" after the phrase")]
    OpenQuote {
        /// Where it stands, in characters from 1.
        column: usize,
    },
    /// A field that there is not.
    #[error("there is no field “{field}:” (column {column}); the fields are: actor:")]
    UnknownField {
        /// What was written before the colon.
        field: String,
        /// Where it stands, in characters from 1.
        column: usize,
    },
    /// A field without anything to look for.
    #[error("“{field}:” (column {column}) needs a value right after it, as in actor:\"Steve Witkoff\"")]
    NoValue {
        /// What was written before the colon.
        field: String,
        /// Where it stands, in characters from 1.
        column: usize,
    },
}

impl Query {
    /// Reads a query as a person types it. White space alone is a query without terms, which finds everything.
    ///
    /// # Errors
    /// Where a quotation mark is left open, or a `field:` is unknown or without a value.
    pub fn parse(input: &str) -> Result<Self, QueryError> {
        let mut terms = Vec::new();
        let mut rest = Scanner { rest: input, column: 1 };
        while let Some(start) = rest.skip_space() {
            let Some(word) = rest.word() else {
                let phrase = rest.quoted()?;
                terms.extend(has_word(&phrase).then_some(Term::Phrase(phrase)));
                continue;
            };
            terms.extend(match word.split_once(':') {
                Some((field, value)) if is_field_name(field) => {
                    let value = match value {
                        "" if rest.at_quote() => rest.quoted()?,
                        value => value.to_owned(),
                    };
                    Some(field_term(field, value, start)?)
                }
                _ => plain_term(word),
            });
        }
        Ok(Self { terms })
    }

    /// Whether it asks for nothing.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// The same query for one who is still typing: the word at its end may go on. One of a letter or two counts as it
    /// stands: so many words begin with it that finding them says little and takes long.
    pub fn as_typed(mut self) -> Self {
        if let Some(last) = self.terms.last_mut()
            && let Term::Phrase(word) = last
            && !word.contains(char::is_whitespace)
            && (word.chars().count() > 2 || word.chars().any(is_unparted))
        {
            *last = Term::Prefix(std::mem::take(word));
        }
        self
    }
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (nth, term) in self.terms.iter().enumerate() {
            if nth > 0 {
                f.write_str(" ")?;
            }
            match term {
                Term::Phrase(words) if words.contains(char::is_whitespace) || words.contains(':') => {
                    write!(f, "\"{words}\"")?;
                }
                Term::Phrase(word) => f.write_str(word)?,
                Term::Prefix(word) => write!(f, "{word}*")?,
                Term::Actor(name) => write!(f, "actor:\"{name}\"")?,
            }
        }
        Ok(())
    }
}

fn field_term(field: &str, value: String, column: usize) -> Result<Term, QueryError> {
    if !field.eq_ignore_ascii_case("actor") {
        return Err(QueryError::UnknownField { field: field.to_owned(), column });
    }
    if !has_word(&value) {
        return Err(QueryError::NoValue { field: field.to_owned(), column });
    }
    Ok(Term::Actor(value))
}

fn plain_term(word: &str) -> Option<Term> {
    let stem = word.trim_end_matches('*');
    let term =
        if stem.len() < word.len() { Term::Prefix(stem.to_owned()) } else { Term::Phrase(stem.to_owned()) };
    has_word(stem).then_some(term)
}

fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// `https://…` and `10:30` are words, `actor:` is a field.
fn is_field_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
        && text != "http"
        && text != "https"
}

struct Scanner<'a> {
    rest: &'a str,
    column: usize,
}

impl<'a> Scanner<'a> {
    /// Skips white space; the column of what follows, or `None` at the end.
    fn skip_space(&mut self) -> Option<usize> {
        let space = self.rest.len() - self.rest.trim_start().len();
        self.advance(space);
        (!self.rest.is_empty()).then_some(self.column)
    }

    fn at_quote(&self) -> bool {
        self.rest.starts_with(['"', '“', '”'])
    }

    /// Everything up to white space or a quotation mark; `None` where a quotation mark stands here.
    fn word(&mut self) -> Option<&'a str> {
        let end = self
            .rest
            .find(|c: char| c.is_whitespace() || matches!(c, '"' | '“' | '”'))
            .unwrap_or(self.rest.len());
        (end > 0).then(|| self.advance(end))
    }

    fn quoted(&mut self) -> Result<String, QueryError> {
        let column = self.column;
        let mark = self.rest.chars().next().map_or(0, char::len_utf8);
        self.advance(mark);
        let end = self.rest.find(['"', '“', '”']).ok_or(QueryError::OpenQuote { column })?;
        let phrase = self.advance(end).trim().to_owned();
        let mark = self.rest.chars().next().map_or(0, char::len_utf8);
        self.advance(mark);
        Ok(phrase)
    }

    fn advance(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.column += taken.chars().count();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(input: &str, terms: &[Term]) {
        let query = Query::parse(input).expect("a query");
        assert_eq!(query.terms, terms, "from {input:?}");
        assert_eq!(Query::parse(&query.to_string()).expect("its own text"), query);
    }

    fn phrase(text: &str) -> Term {
        Term::Phrase(text.to_owned())
    }

    #[test]
    fn reads_words_phrases_prefixes_and_actors() {
        check("", &[]);
        check("  ceasefire talks ", &[phrase("ceasefire"), phrase("talks")]);
        check("\"peace talks\" govern*", &[phrase("peace talks"), Term::Prefix("govern".into())]);
        check("actor:\"Steve Witkoff\"", &[Term::Actor("Steve Witkoff".into())]);
        check("actor:“Steve Witkoff” gaza", &[Term::Actor("Steve Witkoff".into()), phrase("gaza")]);
        check("Actor:peskov", &[Term::Actor("peskov".into())]);
        check("10:30", &[phrase("10:30")]);
        check("https://example.org", &[phrase("https://example.org")]);
        check("- * \"\"", &[]);
    }

    #[test]
    fn an_error_points_at_the_place() {
        assert_eq!(Query::parse("a \"b"), Err(QueryError::OpenQuote { column: 3 }));
        assert_eq!(
            Query::parse("é actr:x"),
            Err(QueryError::UnknownField { field: "actr".into(), column: 3 })
        );
        assert_eq!(Query::parse("actor:"), Err(QueryError::NoValue { field: "actor".into(), column: 1 }));
    }

    #[test]
    fn the_last_word_goes_on_while_one_types() {
        let typed = |text: &str| Query::parse(text).expect("a query").as_typed().terms;
        assert_eq!(typed("gaza cease"), [phrase("gaza"), Term::Prefix("cease".into())]);
        assert_eq!(typed("\"gaza cease\""), [phrase("gaza cease")]);
        assert_eq!(typed("eu"), [phrase("eu")]);
        assert_eq!(typed("北"), [Term::Prefix("北".into())]);
    }
}
