//! Whether a store is sound, and mending what is not: whatever follows from articles is made anew, what hangs on nothing
//! goes, and no article does.

mod actors;
mod contents;
mod tables;
mod texts;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, ErrorCode};
use serde::Serialize;

use super::copy::HowFar;
use super::error::StoreError;
use super::writer::Memory;
use super::{Reader, Store, exchange, index, recount, sources};

/// Something that is wrong with a store.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// What is wrong.
    pub what: String,
    /// How many times.
    pub count: u64,
    /// Whether mending it is possible.
    pub can_be_mended: bool,
    /// What mending does; what else one can do, where it is not possible.
    pub remedy: String,
}

/// Is told how much has been looked at, and how much there is; nothing of nothing, again and again, while that cannot be known.
pub type Watch = Arc<Mutex<dyn FnMut(u64, u64) + Send>>;

/// How often SQLite, which looks at the file in a single step, says that it is still at it: after so many of its own.
const STEPS: i32 = 20_000;

impl Finding {
    fn mended(what: impl Into<String>, count: u64, remedy: &str) -> Self {
        Self { what: what.into(), count, can_be_mended: true, remedy: remedy.to_owned() }
    }

    /// What SQLite says is wrong with the file itself.
    pub fn of_the_file(said: &str) -> Self {
        let lines = said.lines().filter(|line| !line.starts_with("***")).collect::<Vec<_>>();
        let more = lines.len().saturating_sub(1);
        let first = lines.first().copied().unwrap_or_default();
        let what = format!("the file is damaged: {first}");
        Self::hopeless(if more > 0 { format!("{what} (and {more} more)") } else { what })
    }

    fn hopeless(what: impl Into<String>) -> Self {
        let remedy = "have a backup back: masthead restore FILE --force; before that, masthead export --all saves what \
                      can be read";
        Self { what: what.into(), count: 1, can_be_mended: false, remedy: remedy.to_owned() }
    }
}

/// What is said of the index where it is not to be trusted.
const INDEX: &str = "the index of words is damaged";
const MADE_ANEW: &str = "makes it anew";

impl Reader {
    /// Looks the store through: the file, every table, every article, the index, the counters. What is wrong with it.
    ///
    /// # Errors
    /// Where it cannot be read at all.
    pub fn examine(&self, watch: &Watch) -> Result<Vec<Finding>, StoreError> {
        // With a connection of its own: what one has known of the index for long, FTS5 takes for what is there.
        Self::open(self.path())?.read("look through the store", |db| {
            // All of it is of one moment, though others write.
            db.execute_batch("BEGIN")?;
            let found = examine(db, watch);
            db.execute_batch("ROLLBACK")?;
            found
        })
    }
}

impl Store {
    /// Copies the store to a file beside it; where that is.
    ///
    /// # Errors
    /// Where the copy cannot be written.
    pub fn set_aside(&self, how_far: HowFar<'_>) -> Result<PathBuf, StoreError> {
        let aside = exchange::aside(self.path());
        Reader::open(self.path())?.copy_aside(&aside, how_far)?;
        Ok(aside)
    }

    /// Mends what was found wrong with the store, as far as that is possible, all of it or nothing. Some articles may be to
    /// be analysed again after that.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn mend(&mut self, found: &[Finding], how_far: HowFar<'_>) -> Result<(), StoreError> {
        self.write("mend the store", |tx, memory| mend(tx, memory, found, how_far))
    }
}

fn examine(db: &Connection, watch: &Watch) -> rusqlite::Result<Vec<Finding>> {
    let how_far = |done, all| watch.lock().unwrap_or_else(PoisonError::into_inner)(done, all);
    let mut found = file(db, watch)?;
    let mut add = |looked: rusqlite::Result<Vec<Finding>>| {
        match looked {
            Ok(wrong) => found.extend(wrong),
            Err(error) if has_to_wait(&error) => return Err(error),
            // Where the file itself is damaged, looking at what is in it may fail anywhere.
            Err(error) if !is_of_index(&error.to_string()) => {
                let finding = Finding::of_the_file(&error.to_string());
                if !found.contains(&finding) {
                    found.push(finding);
                }
            }
            Err(_) if found.iter().any(|finding| finding.what == INDEX) => {}
            Err(_) => found.push(Finding::mended(INDEX, 1, MADE_ANEW)),
        }
        Ok(())
    };
    add(tables::examine(db))?;
    add(texts::examine(db))?;
    let count = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap_or_default().unsigned_abs();
    let names = count("SELECT (SELECT count(*) FROM name) + (SELECT count(*) FROM actor)");
    let all = names + count("SELECT count(*) FROM article");
    add(actors::examine(db, &mut |done| how_far(done, all)))?;
    add(contents::examine(db, &mut |done, _| how_far(names + done, all)))?;
    Ok(found)
}

/// Whether somebody else is in the way, which is nothing that is wrong with the store.
fn has_to_wait(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}

fn is_of_index(error: &str) -> bool {
    error.contains("fts5") || error.contains("FTS5")
}

/// What SQLite finds wrong with the file.
fn file(db: &Connection, watch: &Watch) -> rusqlite::Result<Vec<Finding>> {
    let told = Arc::clone(watch);
    let still_at_it = move || {
        told.lock().unwrap_or_else(PoisonError::into_inner)(0, 0);
        false
    };
    db.progress_handler(STEPS, Some(still_at_it))?;
    let said = db
        .prepare("PRAGMA integrity_check(20)")
        .and_then(|mut check| check.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>());
    db.progress_handler(0, None::<fn() -> bool>)?;
    let said = match said {
        Err(error) if has_to_wait(&error) => return Err(error),
        said => said.unwrap_or_else(|error| vec![error.to_string()]),
    };
    let mut found: Vec<Finding> = Vec::new();
    for line in said.into_iter().filter(|line| line != "ok") {
        let finding = if is_of_index(&line) {
            Finding::mended(INDEX, 1, MADE_ANEW)
        } else if line.contains("missing from index") || line.contains("entries in index") {
            Finding::mended("a table is not found by its index", 1, "makes the index of the table anew")
        } else {
            Finding::of_the_file(&line)
        };
        match found.iter_mut().find(|known| known.what == finding.what) {
            Some(known) => known.count += 1,
            None => found.push(finding),
        }
    }
    Ok(found)
}

fn mend(
    db: &Connection,
    memory: &mut Memory,
    found: &[Finding],
    how_far: HowFar<'_>,
) -> rusqlite::Result<()> {
    if found.iter().any(|finding| finding.what.contains("found by its index")) {
        db.execute_batch("REINDEX")?;
    }
    let is_index_lost = found.iter().any(|finding| finding.what == INDEX);
    if is_index_lost {
        index::clear(db)?;
    }
    texts::mend(db)?;
    tables::mend(db)?;
    contents::mend(db, memory, is_index_lost, how_far)?;
    actors::mend(db)?;
    recount::articles(db)?;
    recount::actors(db)
}

/// Has the index know an article anew, by all that is stored of it.
fn reindex(db: &Connection, memory: &mut Memory, article: i64) -> rusqlite::Result<()> {
    let words = sources::reindex(db, article)?;
    memory.vocabulary.learn(db, &words.unwrap_or_default())
}
