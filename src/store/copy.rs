//! Copies of a whole store, page by page: each is the store as it is at one moment, while others go on writing.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::error::StoreError;
use super::{Reader, open};

/// What is told how much is done, and how much there is.
pub type HowFar<'a> = &'a mut dyn FnMut(u64, u64);

/// How many pages are copied before it is said how far it is: some 16 MB.
const STEP: i32 = 2048;

impl Reader {
    /// Copies the store into the file `to`, which is made or written over, and is nobody else's to read. It is a single
    /// file that needs nothing beside it.
    ///
    /// # Errors
    /// Where the store cannot be read, or the copy cannot be written; the beginning of one may be left then.
    pub fn copy_to(&self, to: &Path, how_far: HowFar<'_>) -> Result<(), StoreError> {
        self.at_one_moment(|db| copy_to(db, to, how_far))
    }

    /// The same into a file that stays beside the store: it has its name once it is whole.
    pub(super) fn copy_aside(&self, to: &Path, how_far: HowFar<'_>) -> Result<(), StoreError> {
        self.at_one_moment(|db| copy_aside(db, to, how_far))
    }

    fn at_one_moment(
        &self,
        copy: impl FnOnce(&Connection) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.read("copy the store", |db| {
            // What is read from here on is of one moment, whoever writes meanwhile.
            db.execute_batch("BEGIN")?;
            let copied =
                db.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(())).map(|()| copy(db));
            db.execute_batch("ROLLBACK")?;
            copied
        })?
    }
}

/// Copies what a connection has into a file, made for this.
pub(super) fn copy_to(from: &Connection, to: &Path, how_far: HowFar<'_>) -> Result<(), StoreError> {
    let fail = |error| StoreError::from_sqlite(error, to, "write the copy");
    private_file(to).map_err(|source| StoreError::Unwritable { path: to.to_owned(), source })?;
    let mut copy = Connection::open(to).map_err(fail)?;
    // Nobody looks at it before it is whole: what a crash leaves of it is of no use in any case.
    copy.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF").map_err(fail)?;
    pages(from, &mut copy, how_far).map_err(fail)?;
    // So that it is one file, wherever it is taken.
    copy.execute_batch("PRAGMA journal_mode = DELETE").map_err(fail)?;
    drop(copy);
    let synced = fs::File::open(to).and_then(|file| file.sync_all());
    synced.map_err(|source| StoreError::Unwritable { path: to.to_owned(), source })
}

/// The same into a file that stays beside the store: whole as soon as it has its name.
pub(super) fn copy_aside(from: &Connection, to: &Path, how_far: HowFar<'_>) -> Result<(), StoreError> {
    let part = beside(to, ".part");
    let copied = copy_to(from, &part, how_far).and_then(|()| {
        fs::rename(&part, to).map_err(|source| StoreError::Unwritable { path: to.to_owned(), source })
    });
    copied.inspect_err(|_| remove_with_logs(&part))
}

/// Copies all pages of one store over another.
pub(super) fn pages(from: &Connection, to: &mut Connection, how_far: HowFar<'_>) -> rusqlite::Result<()> {
    let copy = Backup::new(from, to)?;
    loop {
        let step = copy.step(STEP)?;
        let how = copy.progress();
        let page = |count: i32| u64::from(count.unsigned_abs());
        how_far(page(how.pagecount - how.remaining), page(how.pagecount));
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            // Somebody has the lock for longer than a connection waits.
            _ => return Err(busy()),
        }
    }
}

fn busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_BUSY), None)
}

/// Makes an empty file that only its owner reads; one that is there becomes that.
fn private_file(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(|_| ())
}

/// `path` with something behind its name.
pub(super) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// Removes a file and what SQLite keeps beside it, as far as they are there.
pub(super) fn remove_with_logs(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", "-writer"] {
        let _ = fs::remove_file(beside(path, ending));
    }
}

/// Whether a file is a store, by what it says of itself; its version.
pub(super) fn version_of(db: &Connection) -> rusqlite::Result<Option<i64>> {
    let id: i64 = db.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id == super::schema::APPLICATION_ID { open::user_version(db).map(Some) } else { Ok(None) }
}
