//! From what a search asks for to what the index can say of it, and what is left to be looked at in each article.

use rusqlite::Connection;

use super::check::{Check, RowTest};
use super::ids_of_days::{Days, Now};
use super::says::Says;
use super::set::{Set, quoted};
use super::vocabulary::Beginning;
use super::within::{MAX_ACTORS, Where};
use super::words::{
    author_tags, feed_tag, indexed, is_half_pair, keyword_tag, language_tag, name_tag, noted_tag, part_tag,
    quoted_tag, source_tags, split, stance_tag,
};
use super::{complete, names, subscription, vocabulary};
use crate::model::{Expr, Field, Is, Part, Pattern, Term, Within};

/// What the index can say of an expression.
#[derive(Clone, Debug)]
pub(super) struct Known {
    /// The articles of which it may hold: no other.
    pub(super) may: Set,
    /// The articles of which it certainly holds.
    pub(super) must: Set,
    /// What tells the articles between the two apart.
    pub(super) check: Check,
}

impl Known {
    /// What the index knows exactly.
    fn exactly(set: Set) -> Self {
        Self { may: set.clone(), must: set.clone(), check: Check::Index(set) }
    }

    /// What is looked at in each of some articles.
    fn among(may: Set, check: Check) -> Self {
        Self { may, must: Set::Nothing, check }
    }

    /// Whether the index knows exactly.
    pub(super) fn is_exact(&self) -> bool {
        matches!(self.check, Check::Index(_))
    }

    fn all(parts: Vec<Self>) -> Self {
        let mut all = Self::exactly(Set::Everything);
        let (mut exact, mut checks) = (Set::Everything, Vec::new());
        for part in parts {
            all.may = all.may.and(part.may);
            all.must = all.must.and(part.must);
            match part.check {
                Check::Index(set) => exact = exact.and(set),
                check => checks.push(check),
            }
        }
        all.check = if checks.is_empty() {
            Check::Index(exact)
        } else {
            checks.extend((exact != Set::Everything).then_some(Check::Index(exact)));
            Check::All(checks)
        };
        all
    }

    fn any(parts: Vec<Self>) -> Self {
        let is_exact = parts.iter().all(Self::is_exact);
        let may = Set::any(parts.iter().map(|part| part.may.clone()));
        let must = Set::any(parts.iter().map(|part| part.must.clone()));
        let check = if is_exact {
            Check::Index(may.clone())
        } else {
            Check::Any(parts.into_iter().map(|part| part.check).collect())
        };
        Self { may, must, check }
    }

    fn inverse(self) -> Self {
        let check = match self.check {
            Check::Index(set) => Check::Index(set.inverse()),
            check => Check::Not(Box::new(check)),
        };
        Self { may: self.must.inverse(), must: self.may.inverse(), check }
    }
}

/// What the index can say of an expression, of which it is said further out where its words are to stand.
pub(super) fn known(db: &Connection, expr: &Expr, within: &Where, now: &Now) -> rusqlite::Result<Known> {
    Ok(match expr {
        Expr::All(parts) => {
            let inner = &Where::of(db, parts, within)?;
            let has_words = parts.iter().any(is_about_words);
            let mut known_parts = Vec::new();
            for part in parts {
                // Beside words it says where they stand, and asks for nothing itself.
                if !(has_words && matches!(part, Expr::Term(Term::In(_)))) {
                    known_parts.push(known(db, part, inner, now)?);
                }
            }
            Known::all(known_parts)
        }
        Expr::Any(parts) => {
            Known::any(parts.iter().map(|part| known(db, part, within, now)).collect::<Result<_, _>>()?)
        }
        Expr::Not(inner) => known(db, inner, within, now)?.inverse(),
        Expr::Term(term) => of_term(db, term, within, now)?,
    })
}

/// Whether words in it may have to stand in the parts that are named beside it.
pub(super) fn is_about_words(expr: &Expr) -> bool {
    match expr {
        Expr::All(parts) => Within::of(parts).parts.is_empty() && parts.iter().any(is_about_words),
        Expr::Any(parts) => parts.iter().any(is_about_words),
        Expr::Not(inner) => is_about_words(inner),
        Expr::Term(term) => matches!(term, Term::Phrase(_) | Term::Prefix(_) | Term::Regex(_)),
    }
}

fn of_term(db: &Connection, term: &Term, within: &Where, now: &Now) -> rusqlite::Result<Known> {
    Ok(match term {
        Term::Phrase(text) => of_words(db, text, false, within)?,
        Term::Prefix(text) => of_words(db, text, true, within)?,
        Term::Regex(pattern) => match Pattern::new(pattern) {
            Ok(pattern) => Known::among(within.articles(), Check::Says(Says::pattern(pattern, within))),
            Err(_) => Known::exactly(Set::Nothing),
        },
        Term::Of(field, value) => Known::exactly(of_field(db, *field, value)?),
        Term::In(Part::Title) => Known::exactly(Set::Everything),
        Term::In(part) => Known::exactly(Set::any_word([part_tag(part.name())])),
        Term::Has(has) => Known::exactly(Set::any_word([part_tag(has.name())])),
        Term::Is(is) => row_test(*is).map_or(Known::exactly(Set::any_word([noted_tag()])), |test| {
            Known::among(Set::Everything, Check::Row(test))
        }),
        Term::Since(_) | Term::Until(_) | Term::On(_) => Days::of(term, now)
            .map_or(Known::exactly(Set::Everything), |days| Known::among(Set::Everything, Check::Days(days))),
    })
}

/// What a table knows of an article that is so; none, where the index does.
fn row_test(is: Is) -> Option<RowTest> {
    Some(match is {
        Is::Unread => RowTest::Unread,
        Is::Read => RowTest::Read,
        Is::Starred => RowTest::Starred,
        Is::Noted => return None,
        Is::Muted => RowTest::Muted,
        Is::Changed => RowTest::Changed,
    })
}

/// Words next to each other, of which the last may go on.
fn of_words(db: &Connection, text: &str, goes_on: bool, within: &Where) -> rusqlite::Result<Known> {
    let words = split_words(text);
    let Some((last, first)) = words.split_last() else { return Ok(Known::exactly(Set::Everything)) };
    let goes_on = goes_on || is_half_pair(last);
    let mut may = first.iter().fold(within.articles(), |may, word| may.and(Set::any_word([word.clone()])));
    let mut is_exact = within.is_anywhere() && first.is_empty();
    if !goes_on {
        may = may.and(Set::any_word([last.clone()]));
    } else {
        match vocabulary::beginning_with(db, last)? {
            Beginning::Words(words) => may = may.and(Set::any_word(words)),
            // The words of what is not analysed yet are not known one by one.
            Beginning::Unknown => may = may.and(Set::of(format!("{} *", quoted(last)))),
            Beginning::Many => is_exact = false,
        }
    }
    if is_exact {
        return Ok(Known::exactly(may));
    }
    Ok(Known::among(may, Check::Says(Says::words(words, goes_on, within))))
}

/// Words as the index has them.
pub(super) fn split_words(text: &str) -> Vec<String> {
    split(&indexed(text)).map(str::to_ascii_lowercase).collect()
}

/// The articles of a field with a name or a word.
fn of_field(db: &Connection, field: Field, value: &str) -> rusqlite::Result<Set> {
    let actors = |tag: fn(i64) -> String| {
        let actors = complete::actors_called(db, value, MAX_ACTORS)?;
        Ok(names::tagged(db, &actors, tag)?.map_or(Set::Nothing, Set::of))
    };
    let all_of = |tags: Vec<String>| match tags.is_empty() {
        true => Set::Nothing,
        false => tags.into_iter().fold(Set::Everything, |set, tag| set.and(Set::any_word([tag]))),
    };
    let feeds = || -> rusqlite::Result<Set> {
        Ok(Set::any_word(subscription::called(db, value)?.into_iter().map(|feed| feed_tag(feed.0))))
    };
    Ok(match field {
        Field::Actor | Field::With => return actors(name_tag),
        Field::Quote => return actors(quoted_tag),
        Field::Stance => return actors(stance_tag),
        Field::Feed => feeds()?,
        Field::Author => all_of(author_tags(value)),
        Field::Source => Set::any([all_of(source_tags(value)), feeds()?]),
        Field::Lang => Set::any_word([language_tag(value)]),
        Field::Tag => Set::any_word(keyword_tag(value)),
    })
}
