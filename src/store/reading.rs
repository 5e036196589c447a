//! Opening the file to read it, and nothing else.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::error::StoreError;
use super::makeshift::{self, Makeshift};
use super::open::{OPENING, accept, connect, is_new};
use super::schema;

/// How a store is open that is only read.
#[derive(Debug)]
pub(super) enum Opened {
    /// As long as one likes.
    Well(Connection),
    /// For a single question.
    Makeshift(Makeshift),
}

/// Opens an existing store for reading only.
pub(super) fn reading(path: &Path) -> Result<Opened, StoreError> {
    if is_new(path)? {
        return Err(StoreError::Missing { folder: path.parent().unwrap_or(path).to_owned() });
    }
    // Not opened read-only: the last one to leave tidies up the write-ahead log, and may be a reader.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let well = {
        let _away = makeshift::keep_away();
        to_read(path, path, flags)
    };
    match well {
        Err(error) if makeshift::may_help(&error) => {
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
                | OpenFlags::SQLITE_OPEN_NO_MUTEX
                | OpenFlags::SQLITE_OPEN_URI;
            match Makeshift::open(path, |name| to_read(path, name, flags)) {
                Some(Err(other)) if !makeshift::may_help(&other) => Err(other),
                Some(Ok(makeshift)) => Ok(Opened::Makeshift(makeshift)),
                _ => Err(error),
            }
        }
        db => db.map(Opened::Well),
    }
}

/// Opens a store by a name, and looks whose it is.
fn to_read(path: &Path, name: &Path, flags: OpenFlags) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::from_sqlite(error, path, OPENING);
    let db = connect(name, flags)?;
    let found = accept(&db, path, schema::VERSION)?;
    // What is not kept here, the system keeps.
    db.execute_batch("PRAGMA query_only = ON; PRAGMA cache_size = -2000;").map_err(fail)?;
    match found {
        schema::VERSION => Ok(db),
        found => Err(StoreError::Older { path: path.to_owned(), found }),
    }
}
