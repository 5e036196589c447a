//! Putting another store into the place of the one that is there, all of it at once. The place is locked meanwhile:
//! who has the store open has ids of it in mind, which would be those of other articles.
//!
//! The other store is made ready in a file beside it, looked through, and then copied over the old one in a single
//! transaction, so that whatever happens leaves the one or the other.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::copy::{self, HowFar, beside, remove_with_logs};
use super::error::{StoreError, io_in_words};
use super::{holder, makeshift, open, schema};
use crate::model::Timestamp;

/// A place whose store is to be another.
#[derive(Debug)]
pub struct Exchange {
    db: Connection,
    path: PathBuf,
    incoming: PathBuf,
    set_aside: Option<PathBuf>,
}

/// A file that may become the store: a store by what it says of itself, which nothing changes.
#[derive(Debug)]
pub struct Backup {
    db: Connection,
    path: PathBuf,
}

/// What stands in the store that is to go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Articles, samples left out.
    pub articles: u64,
    /// Feeds, samples left out.
    pub feeds: u64,
}

impl Exchange {
    /// Locks the store in the file `path`, which need not be there yet. A file that SQLite cannot read at all is moved
    /// aside where that is `forced`.
    ///
    /// # Errors
    /// Where anybody has it open, it is not a store, a newer masthead wrote it, or it cannot be written.
    pub fn begin(path: &Path, forced: bool) -> Result<Self, StoreError> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            fs::create_dir_all(folder)
                .map_err(|source| StoreError::Folder { path: folder.to_owned(), source })?;
        }
        let mut set_aside = None;
        let db = match lock(path) {
            Err(StoreError::NotOurs { .. } | StoreError::Damaged { .. }) if forced => {
                set_aside = Some(move_aside(path)?);
                lock(path)?
            }
            locked => locked?,
        };
        holder::note(path);
        let incoming = beside(path, ".incoming");
        remove_with_logs(&incoming);
        Ok(Self { db, path: path.to_owned(), incoming, set_aside })
    }

    /// What stands in the store that is to go.
    ///
    /// # Errors
    /// Where it cannot be read.
    pub fn standing(&self) -> Result<Standing, StoreError> {
        let fail = |error| StoreError::from_sqlite(error, &self.path, "read the store");
        let found = open::user_version(&self.db).map_err(fail)?;
        if found > schema::VERSION {
            return Err(StoreError::Newer { path: self.path.clone(), found, known: schema::VERSION });
        }
        if found == 0 {
            return Ok(Standing::default());
        }
        let count = |sql: &str| self.db.query_row(sql, [], |row| row.get::<_, i64>(0)).map(i64::unsigned_abs);
        let own = "FROM feed WHERE origin <> 'samples'";
        let articles = format!("SELECT count(*) FROM article WHERE feed_id IN (SELECT id {own})");
        Ok(Standing {
            articles: count(&articles).map_err(fail)?,
            feeds: count(&format!("SELECT count(*) {own}")).map_err(fail)?,
        })
    }

    /// Where the other store is to be made ready. What is left there by one that was broken off is gone.
    pub fn incoming(&self) -> &Path {
        &self.incoming
    }

    /// Makes a backup ready to be the store, after looking it through.
    ///
    /// # Errors
    /// Where it is damaged, or cannot be copied.
    pub fn take(&self, backup: Backup, how_far: HowFar<'_>) -> Result<(), StoreError> {
        let Backup { db: from, path: backup } = backup;
        copy::copy_to(&from, &self.incoming, how_far).map_err(|error| match error {
            StoreError::Damaged { reason, .. } => damaged(&backup, reason),
            error => error,
        })?;
        drop(from);
        let copy = Connection::open(&self.incoming)
            .map_err(|error| StoreError::from_sqlite(error, &self.incoming, "read the copy"))?;
        let sound: Result<String, _> = copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
        match sound {
            Ok(sound) if sound == "ok" => {}
            Ok(why) => return Err(damaged(&backup, why)),
            Err(error) => return Err(damaged(&backup, error)),
        }
        keep_hidden(&copy).map_err(|error| StoreError::from_sqlite(error, &self.incoming, "read the copy"))
    }

    /// Copies the store that is there to a dated file beside it.
    ///
    /// # Errors
    /// Where the copy cannot be written.
    pub fn set_aside(&mut self, how_far: HowFar<'_>) -> Result<(), StoreError> {
        let has_any: bool = open::user_version(&self.db).is_ok_and(|version| version > 0);
        if self.set_aside.is_none() && has_any {
            let aside = aside(&self.path);
            copy::copy_aside(&self.db, &aside, how_far)?;
            self.set_aside = Some(aside);
        }
        Ok(())
    }

    /// Puts the other store into its place; where the one that was there is now, if anywhere.
    ///
    /// # Errors
    /// Where that fails; the old one is there as it was then.
    pub fn finish(mut self, how_far: HowFar<'_>) -> Result<Option<PathBuf>, StoreError> {
        let fail = |error| StoreError::from_sqlite(error, &self.path, "put the store in place");
        // Logs go into the file first, and pages may be of another size then.
        self.db.execute_batch("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL").map_err(fail)?;
        let from = Connection::open(&self.incoming).map_err(fail)?;
        from.execute_batch("PRAGMA query_only = ON").map_err(fail)?;
        copy::pages(&from, &mut self.db, how_far).map_err(fail)?;
        Ok(self.set_aside.clone())
    }
}

impl Backup {
    /// Opens a backup so that nothing of it is changed, and nothing is written beside it.
    ///
    /// # Errors
    /// Where it is none, or a newer masthead made it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        open_backup(path).map(|db| Self { db, path: path.to_owned() })
    }
}

impl Drop for Exchange {
    fn drop(&mut self) {
        remove_with_logs(&self.incoming);
    }
}

/// Has what was to be removed for good some day stay for as long as if it were hidden now: it may be what one is after.
fn keep_hidden(db: &Connection) -> rusqlite::Result<()> {
    let has_any = "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'leaving')";
    match db.query_row(has_any, [], |row| row.get(0))? {
        true => db.execute_batch("DELETE FROM leaving"),
        false => Ok(()),
    }
}

/// Opens the file so that nobody else has it open, now or until it is closed.
fn lock(path: &Path) -> Result<Connection, StoreError> {
    let fail = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
            StoreError::InUse { path: path.to_owned(), holder: holder::who(path) }
        }
        _ => StoreError::from_sqlite(error, path, "lock the store"),
    };
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(fail)?;
    // What has become of the log, where this is not gone through with, is no more than what it was.
    open::spare_log(&db, makeshift::has_content(&beside(path, "-wal"))).map_err(fail)?;
    // With a log, whoever has it open holds a lock on the file, which this one does not go with.
    db.execute_batch("PRAGMA locking_mode = EXCLUSIVE").map_err(fail)?;
    let version = copy::version_of(&db).map_err(fail)?;
    let is_empty = fs::metadata(path).is_ok_and(|file| file.len() == 0);
    if version.is_none() && !is_empty {
        return Err(StoreError::NotOurs { path: path.to_owned() });
    }
    // Readers of a store without a log come and go: none may come from here on.
    db.execute_batch("BEGIN EXCLUSIVE; ROLLBACK").map_err(fail)?;
    if db.is_readonly("main").map_err(fail)? {
        return Err(StoreError::ReadOnly { path: path.to_owned(), doing: "lock the store" });
    }
    Ok(db)
}

fn open_backup(path: &Path) -> Result<Connection, StoreError> {
    match fs::metadata(path) {
        Ok(file) if file.is_file() => {}
        Ok(_) => return Err(not_a_backup(path, "it is no file".to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(not_a_backup(path, "there is no such file".to_owned()));
        }
        Err(error) => return Err(not_a_backup(path, io_in_words(&error))),
    }
    let fail = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => not_a_backup(path, "it is something else".to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => damaged(path, error),
        _ => not_a_backup(path, error.to_string()),
    };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let db = Connection::open_with_flags(path, flags).map_err(fail)?;
    match copy::version_of(&db).map_err(fail)? {
        Some(found) if found > schema::VERSION => {
            Err(StoreError::Newer { path: path.to_owned(), found, known: schema::VERSION })
        }
        Some(1..) => Ok(db),
        _ => Err(not_a_backup(path, "it is something else".to_owned())),
    }
}

fn damaged(path: &Path, why: impl std::fmt::Display) -> StoreError {
    not_a_backup(path, format!("it is damaged ({why})"))
}

fn not_a_backup(path: &Path, reason: String) -> StoreError {
    StoreError::NoBackup { path: path.to_owned(), reason }
}

/// Moves a file that cannot be copied as a store, with what lies beside it.
fn move_aside(path: &Path) -> Result<PathBuf, StoreError> {
    let aside = aside(path);
    for ending in ["-wal", "-shm", "-journal"] {
        let _ = fs::rename(beside(path, ending), beside(&aside, ending));
    }
    let moved = fs::rename(path, &aside);
    moved.map_err(|source| StoreError::Unwritable { path: aside.clone(), source })?;
    Ok(aside)
}

/// A name beside the store for what it was until now, which nothing has yet.
pub(super) fn aside(path: &Path) -> PathBuf {
    let now = Timestamp::now().strftime("%Y%m%dT%H%M%SZ").to_string();
    let names = std::iter::once(String::new()).chain((2..).map(|nth| format!("-{nth}")));
    names
        .map(|nth| beside(path, &format!(".before-{now}{nth}")))
        .find(|name| !name.exists())
        .unwrap_or_else(|| beside(path, ".before"))
}
