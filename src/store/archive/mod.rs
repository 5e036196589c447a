//! Everything in a store that is the user's, as records; a store made of them, and one that takes them in beside its own.
//!
//! What follows from it is left out and made anew: the index, who is in articles, counters, lists. So are the session and
//! what can be undone. Where a feed may be fetched in private networks is left out too, as nothing that is imported says
//! that.

mod articles;
mod fill;
mod fill_articles;
mod join;
mod join_actors;
mod join_articles;
mod join_revisions;
mod settled;

use std::path::Path;

use rusqlite::Connection;

use super::error::StoreError;
use super::{Reader, body};
use crate::model::{ArticleId, ArticleRecord, CleanText, Record, RevisionRecord, Timestamp};

pub use fill::Filling;
pub use join::{Joined, Joining};

/// Takes records, one after another; whether to go on.
type Take<'a> = &'a mut dyn FnMut(Record) -> bool;

impl Reader {
    /// Gives everything in the store that is the user's to `take`, as it is at one moment, until that has enough; how many articles are left
    /// out, since the store is damaged there.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn records(&self, take: Take<'_>) -> Result<u64, StoreError> {
        self.read("export the store", |db| {
            db.execute_batch("BEGIN")?;
            let told = all(db, take);
            db.execute_batch("ROLLBACK")?;
            told
        })
    }
}

fn all(db: &Connection, take: Take<'_>) -> rusqlite::Result<u64> {
    if settled::all(db, take)? && articles::gone(db, take)? { articles::all(db, take) } else { Ok(0) }
}

/// In which order articles and their revisions come.
#[derive(Debug, Default)]
struct Sequence {
    /// The article before, how many revisions it has, and the last one that came.
    last: Option<(ArticleId, u32, u32)>,
}

impl Sequence {
    fn begin(&mut self, article: &ArticleRecord) -> rusqlite::Result<()> {
        // From the year 1 to 9999, as ids are.
        if !(1..1 << 40).contains(&article.id.0) || article.revision == 0 {
            return Err(wrong("its id or its revision is none"));
        }
        self.last = Some((article.id, article.revision, 0));
        Ok(())
    }

    fn next(&mut self, RevisionRecord { article, number, .. }: &RevisionRecord) -> rusqlite::Result<()> {
        match &mut self.last {
            Some((id, newest, last)) if *id == *article && *last < *number && *number < *newest => {
                *last = *number;
                Ok(())
            }
            _ => Err(wrong("it is no revision of the article before it, or not the next one")),
        }
    }
}

fn time(microseconds: Option<i64>) -> Option<Timestamp> {
    microseconds.and_then(|at| Timestamp::from_microsecond(at).ok())
}

fn clean(text: Option<String>) -> Option<CleanText> {
    text.map(|text| CleanText::new(&text))
}

/// An error for a record that contradicts what is there.
fn wrong(why: impl Into<String>) -> rusqlite::Error {
    body::damage(why.into())
}

/// What is wrong with a record, or with the store that it was to go into.
fn record_error(error: rusqlite::Error, path: &Path) -> StoreError {
    use rusqlite::ErrorCode::{ConstraintViolation, TypeMismatch};
    let code = error.sqlite_error_code();
    match error {
        rusqlite::Error::FromSqlConversionFailure(_, _, why) => StoreError::Record { why: why.to_string() },
        error if matches!(code, Some(ConstraintViolation | TypeMismatch)) => {
            StoreError::Record { why: format!("it is there twice, or does not fit what is there ({error})") }
        }
        error => StoreError::from_sqlite(error, path, "make the store"),
    }
}
