//! Reading a query as a person types it.

use super::error::{QueryError, Wrong};
use super::field::{FieldSpec, Has, Is, Part, Sort, Values};
use super::{Day, Expr, Pattern, Query, Term, has_word};

/// Words that join others, where they are written so.
pub(super) const OPERATORS: [&str; 3] = ["OR", "AND", "NOT"];
/// More bytes than anyone types.
const LONGEST: usize = 10_000;
/// Parentheses and minuses in each other: deeper, the index could not be asked.
const DEEPEST: usize = 12;

/// Reads a query.
pub(super) fn query(input: &str) -> Result<Query, QueryError> {
    let mut parser = Parser { rest: input, column: 1, depth: 0, sort: None };
    if input.len() > LONGEST {
        return Err(parser.wrong(1, 1, Wrong::TooLong));
    }
    let wanted = parser.any(None)?;
    Ok(Query { wanted, sort: parser.sort.unwrap_or_default() })
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„')
}

struct Parser<'a> {
    rest: &'a str,
    column: usize,
    depth: usize,
    sort: Option<Sort>,
}

impl<'a> Parser<'a> {
    /// What stands up to the end, or to the parenthesis that closes the one at column `open`.
    fn any(&mut self, open: Option<usize>) -> Result<Expr, QueryError> {
        let (mut parts, mut all, mut or) = (Vec::new(), Vec::new(), None);
        loop {
            self.advance(self.rest.len() - self.rest.trim_start().len());
            let column = self.column;
            if self.rest.is_empty() {
                match open {
                    Some(open) => return Err(self.wrong(open, 1, Wrong::OpenParenthesis)),
                    None => break,
                }
            } else if self.rest.starts_with(')') {
                match open {
                    Some(_) => break,
                    None => return Err(self.wrong(column, 1, Wrong::ClosingParenthesis)),
                }
            } else if self.operator("OR") {
                if all.is_empty() {
                    return Err(self.wrong(column, 2, Wrong::NothingToJoin));
                }
                parts.push(Expr::all(std::mem::take(&mut all)));
                or = Some(column);
            } else if !self.operator("AND") {
                all.extend(self.unary()?);
            }
        }
        if let (Some(or), true) = (or, all.is_empty()) {
            return Err(self.wrong(or, 2, Wrong::NothingToJoin));
        }
        parts.push(Expr::all(all));
        Ok(Expr::any(parts))
    }

    /// Takes an operator, where it stands here as a word of its own.
    fn operator(&mut self, name: &str) -> bool {
        let after = self.rest.strip_prefix(name);
        let is_here = after.is_some_and(|after| after.is_empty() || after.starts_with([' ', '\t', '(', ')']));
        if is_here {
            self.advance(name.len());
        }
        is_here
    }

    /// A term or a group, or the opposite of one; `None` where it is an order.
    fn unary(&mut self) -> Result<Option<Expr>, QueryError> {
        let column = self.column;
        let minus = self.rest.strip_prefix('-').is_some_and(|rest| !rest.starts_with(char::is_whitespace));
        if minus {
            self.advance(1);
        } else if self.operator("NOT") {
            self.advance(self.rest.len() - self.rest.trim_start().len());
        } else {
            return self.primary();
        }
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.wrong(column, 1, Wrong::TooLong));
        }
        if self.rest.is_empty() || self.rest.starts_with(')') {
            return Err(self.wrong(column, self.column - column, Wrong::NothingToFind));
        }
        let inner = self.unary()?;
        self.depth -= 1;
        Ok(inner.map(Expr::negated))
    }

    fn primary(&mut self) -> Result<Option<Expr>, QueryError> {
        let column = self.column;
        if self.rest.starts_with('(') {
            self.depth += 1;
            if self.depth > DEEPEST {
                return Err(self.wrong(column, 1, Wrong::TooLong));
            }
            self.advance(1);
            let inner = self.any(Some(column))?;
            self.advance(1);
            self.depth -= 1;
            return match &inner {
                Expr::All(parts) if parts.is_empty() => {
                    Err(self.wrong(column, self.column - column, Wrong::NothingToFind))
                }
                _ => Ok(Some(inner)),
            };
        }
        if self.rest.starts_with(is_quote) {
            let phrase = self.quoted()?;
            let open = self.star();
            return self.words(column, phrase, open);
        }
        if self.rest.starts_with('/') {
            return self.pattern().map(|pattern| Some(Term::Regex(pattern).into()));
        }
        let word = self.word();
        match word.split_once(':') {
            Some((name, value)) if is_field_name(name) => self.field(column, name, value),
            _ => {
                let stem = word.trim_end_matches('*');
                self.words(column, stem.to_owned(), stem.len() < word.len())
            }
        }
    }

    /// What was written from `column` on, as words to look for.
    fn words(&self, column: usize, text: String, open: bool) -> Result<Option<Expr>, QueryError> {
        if !has_word(&text) {
            return Err(self.wrong(column, self.column - column, Wrong::NothingToFind));
        }
        Ok(Some(if open { Term::Prefix(text) } else { Term::Phrase(text) }.into()))
    }

    /// A field, of which the name and what follows it without quotation marks have been read.
    fn field(&mut self, column: usize, name: &str, value: &str) -> Result<Option<Expr>, QueryError> {
        let Some(spec) = FieldSpec::named(name) else {
            let width = name.chars().count() + 1;
            return Err(self.wrong(column, width, Wrong::UnknownField(name.to_owned())));
        };
        let value = match value {
            "" if self.rest.starts_with(is_quote) => self.quoted()?,
            value => value.trim_end_matches('*').to_owned(),
        };
        self.star();
        let width = self.column - column;
        if !has_word(&value) {
            return Err(self.wrong(column, width, Wrong::NoValue(spec)));
        }
        let term = match spec.values {
            Values::Of(field) => Some(Term::Of(field, value.clone())),
            Values::Parts => Part::named(&value).map(Term::In),
            Values::Is => Is::named(&value).map(Term::Is),
            Values::Has => Has::named(&value).map(Term::Has),
            Values::Since => Day::parse(&value).map(Term::Since),
            Values::Until => Day::parse(&value).map(Term::Until),
            Values::On => Day::parse(&value).map(Term::On),
            Values::Week => Day::parse_week(&value).map(Term::On),
            Values::Sort => match Sort::named(&value) {
                Some(_) if self.depth > 0 => return Err(self.wrong(column, width, Wrong::SortWithin)),
                Some(sort) => {
                    self.sort = Some(sort);
                    return Ok(None);
                }
                None => None,
            },
        };
        match term {
            Some(term) => Ok(Some(term.into())),
            None => Err(self.wrong(column, width, Wrong::UnknownValue(spec, value))),
        }
    }

    /// Everything up to white space, a quotation mark, or a parenthesis that closes a group.
    fn word(&mut self) -> &'a str {
        let within = self.depth > 0;
        let ends = |c: char| c.is_whitespace() || is_quote(c) || (within && c == ')');
        let end = self.rest.find(ends).unwrap_or(self.rest.len());
        self.advance(end)
    }

    fn quoted(&mut self) -> Result<String, QueryError> {
        let column = self.column;
        self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
        let Some(end) = self.rest.find(is_quote) else {
            return Err(self.wrong(column, self.rest.chars().count() + 1, Wrong::OpenQuote));
        };
        let phrase = self.advance(end).trim().to_owned();
        self.advance(self.rest.chars().next().map_or(0, char::len_utf8));
        Ok(phrase)
    }

    /// Takes the stars that stand here; whether there are any.
    fn star(&mut self) -> bool {
        let stars = self.rest.len() - self.rest.trim_start_matches('*').len();
        self.advance(stars);
        stars > 0
    }

    /// A regular expression: up to the first slash behind which a word ends.
    fn pattern(&mut self) -> Result<String, QueryError> {
        let column = self.column;
        self.advance(1);
        let mut before = ' ';
        let end = self.rest.char_indices().position(|(at, c)| {
            let after = self.rest.get(at + 1..).and_then(|rest| rest.chars().next());
            let is_end = c == '/' && before != '\\' && after.is_none_or(|c| c.is_whitespace() || c == ')');
            before = if before == '\\' { ' ' } else { c };
            is_end
        });
        let end = end.and_then(|nth| self.rest.char_indices().nth(nth)).map(|(at, _)| at);
        let Some(end) = end.filter(|end| *end > 0) else {
            let word = self.rest.split_whitespace().next().unwrap_or_default();
            let wrong = if word.trim_start_matches('/').contains('/') {
                Wrong::BehindRegex
            } else {
                Wrong::OpenRegex
            };
            return Err(self.wrong(column, self.rest.chars().count() + 1, wrong));
        };
        let pattern = self.advance(end).to_owned();
        self.advance(1);
        match Pattern::new(&pattern) {
            Ok(_) => Ok(pattern),
            Err(why) => Err(self.wrong(column, self.column - column, Wrong::Regex(why))),
        }
    }

    fn advance(&mut self, bytes: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(bytes);
        self.rest = rest;
        self.column += taken.chars().count();
        taken
    }

    fn wrong(&self, column: usize, width: usize, wrong: Wrong) -> QueryError {
        QueryError { column, width, wrong }
    }
}

/// `https://…` and `10:30` are words, `actor:` is a field.
fn is_field_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
        && text != "http"
        && text != "https"
}
