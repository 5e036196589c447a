//! The search language, parsed to one value: what the reader, the command line, saved searches and rules all speak.

mod day;
mod error;
mod field;
mod parse;
mod pattern;
mod within;
mod written;

use serde::{Deserialize, Serialize};

pub use day::{Day, Unit};
pub use error::{QueryError, Wrong};
pub use field::{FIELDS, Field, FieldSpec, Has, Is, Part, Sort, Values};
pub use pattern::Pattern;
pub use within::Within;

use super::is_unparted;

/// What a search asks for, and in which order. Its text, as it is displayed, is read as the same value again; so it is
/// kept as that.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "written::Stored")]
pub struct Query {
    /// What must hold for an article.
    pub wanted: Expr,
    /// In which order articles come.
    pub sort: Sort,
}

/// What must hold for an article.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Expr {
    /// All of these; of none, everything.
    All(Vec<Expr>),
    /// One of these at least.
    Any(Vec<Expr>),
    /// Not this.
    Not(Box<Expr>),
    /// This.
    Term(Term),
}

/// One thing that a search asks for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Term {
    /// These words, next to each other; one word is a phrase of one.
    Phrase(String),
    /// A word that begins so: `govern*`.
    Prefix(String),
    /// A paragraph that this regular expression matches, whatever its case.
    Regex(String),
    /// A field with a name or a word.
    Of(Field, String),
    /// Words beside this stand in such a part; without any, the article has such a part.
    In(Part),
    /// What became of the article.
    Is(Is),
    /// What the article has.
    Has(Has),
    /// Of this day or later.
    Since(Day),
    /// Of this day or earlier.
    Until(Day),
    /// Of this day.
    On(Day),
}

impl Default for Expr {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl From<Term> for Expr {
    fn from(term: Term) -> Self {
        Self::Term(term)
    }
}

impl From<Expr> for Query {
    fn from(wanted: Expr) -> Self {
        Self { wanted, sort: Sort::default() }
    }
}

impl Expr {
    /// All of these, as it is written most simply.
    pub fn all(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                // What says where its words stand says so of its own words alone.
                Self::All(inner) if Within::of(&inner).is_anywhere() => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::All(flat) }
    }

    /// One of these at least, as it is written most simply.
    fn any(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::Any(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        if flat.len() == 1 { flat.remove(0) } else { Self::Any(flat) }
    }

    /// Not this, as it is written most simply.
    fn negated(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// What must hold at once.
    pub fn conjuncts(&self) -> &[Self] {
        match self {
            Self::All(parts) => parts,
            other => std::slice::from_ref(other),
        }
    }

    fn each_term(&mut self, change: &mut dyn FnMut(&mut Term)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter_mut().for_each(|part| part.each_term(change)),
            Self::Not(inner) => inner.each_term(change),
            Self::Term(term) => change(term),
        }
    }

    /// Calls `found` with each term that an article may be found by: none that must not hold. With each comes where its
    /// words are to stand.
    fn each_wanted<'a>(&'a self, within: &Within, found: &mut dyn FnMut(&'a Term, &Within)) {
        match self {
            Self::All(parts) => {
                let within = Within::of(parts).or_else(within);
                parts.iter().for_each(|part| part.each_wanted(&within, found));
            }
            Self::Any(parts) => parts.iter().for_each(|part| part.each_wanted(within, found)),
            Self::Not(_) => {}
            Self::Term(term) => found(term, within),
        }
    }
}

impl Query {
    /// Reads a query as a person types it. White space alone is a query that finds everything.
    ///
    /// Words that stand beside each other must all hold, and bind more closely than `OR`.
    ///
    /// # Errors
    /// Where it cannot be read; the error says which word is wrong, and what was expected.
    pub fn parse(input: &str) -> Result<Self, QueryError> {
        parse::query(input)
    }

    /// All of these terms.
    pub fn of_terms(terms: impl IntoIterator<Item = Term>) -> Self {
        Expr::all(terms.into_iter().map(Expr::Term)).into()
    }

    /// Whether it finds everything.
    pub fn is_empty(&self) -> bool {
        matches!(&self.wanted, Expr::All(parts) if parts.is_empty())
    }

    /// What both ask for; the order is the other's, where it says one.
    pub fn and(self, other: Self) -> Self {
        let sort = if other.sort == Sort::default() { self.sort } else { other.sort };
        Self { wanted: Expr::all([self.wanted, other.wanted]), sort }
    }

    /// The terms that an article may be found by, and where their words are to stand.
    pub fn wanted_terms(&self) -> Vec<(&Term, Within)> {
        let mut terms = Vec::new();
        self.wanted.each_wanted(&Within::default(), &mut |term, within| terms.push((term, within.clone())));
        terms
    }

    /// The same query, which asks for an actor by another name.
    #[must_use]
    pub fn with_name(mut self, name: &str, other: &str) -> Self {
        self.wanted.each_term(&mut |term| match term {
            Term::Of(field, value) if field.is_actor() && value == name => *value = other.to_owned(),
            _ => {}
        });
        self
    }

    /// The names of actors that it asks for in this field.
    pub fn actors(&self, field: Field) -> impl Iterator<Item = &str> {
        self.wanted_terms().into_iter().filter_map(move |(term, _)| match term {
            Term::Of(found, name) if *found == field => Some(name.as_str()),
            _ => None,
        })
    }

    /// Whether it looks for words in the text.
    pub fn has_words(&self) -> bool {
        let is_words = |term: &Term| matches!(term, Term::Phrase(_) | Term::Prefix(_) | Term::Regex(_));
        self.wanted_terms().into_iter().any(|(term, _)| is_words(term))
    }

    /// The same query for one who is still typing: the word at its end may go on. One of a letter or two counts as it
    /// stands: so many words begin with it that finding them says little and takes long.
    pub fn as_typed(mut self) -> Self {
        if let Some(Term::Phrase(word)) = last(&mut self.wanted)
            && !word.contains(char::is_whitespace)
            && (word.chars().count() > 2 || word.chars().any(is_unparted))
        {
            let word = std::mem::take(word);
            if let Some(term) = last(&mut self.wanted) {
                *term = Term::Prefix(word);
            }
        }
        self
    }
}

/// The term at the end of what was typed.
fn last(expr: &mut Expr) -> Option<&mut Term> {
    match expr {
        Expr::All(parts) | Expr::Any(parts) => parts.last_mut().and_then(last),
        Expr::Not(_) => None,
        Expr::Term(term) => Some(term),
    }
}

/// Whether there is something to look for in it.
fn has_word(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
