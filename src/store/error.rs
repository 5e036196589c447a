//! Why the store could not do something: what was tried, on which path, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store could not do something.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder for the store cannot be made.
    #[error("cannot make the folder {} for the store: {source}; choose another place or free that one", path.display())]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be read or written at all.
    #[error("cannot open the store {}: {reason}; check that the path and its permissions are right", path.display())]
    Unreachable {
        /// The store.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// The file is something else.
    #[error("{} is not a masthead store and was left as it is; choose another place or move that file away", path.display())]
    NotOurs {
        /// The file.
        path: PathBuf,
    },
    /// The file is no store of newsboat's.
    #[error("{} is no cache.db of newsboat’s; name that with --cache", path.display())]
    NotNewsboats {
        /// The file.
        path: PathBuf,
    },
    /// A newer masthead wrote it.
    #[error("the store {} has version {found}, this masthead knows up to {known}; it was left as it is: use the newer masthead", path.display())]
    Newer {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
        /// The newest version known here.
        known: i64,
    },
    /// An older masthead wrote it, and nobody has brought it up to date yet.
    #[error("the store {} has the old version {found}; open it for writing once, which brings it up to date", path.display())]
    Older {
        /// The store.
        path: PathBuf,
        /// Its version.
        found: i64,
    },
    /// Another process is writing, and went on for longer than one waits.
    #[error("cannot {doing}: {holder} is writing to the store {}; wait for it to finish, then try again", path.display())]
    Busy {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// Who is writing, as far as that is known.
        holder: String,
    },
    /// The disk, the folder or the file takes no writing.
    #[error("cannot {doing}: the store {} is read-only (the file, its folder or the disk); make it writable or choose another place", path.display())]
    ReadOnly {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
    },
    /// No room is left.
    #[error("cannot {doing}: the disk of the store {} is full; nothing was changed: make room and try again", path.display())]
    DiskFull {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
    },
    /// The file contradicts itself.
    #[error("cannot {doing}: the store {} is damaged ({reason}); put back a copy, or move it away to begin anew", path.display())]
    Damaged {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What is wrong with it.
        reason: String,
    },
    /// Anything else that SQLite reports.
    #[error("cannot {doing} in the store {}: {source}", path.display())]
    Sqlite {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What SQLite says.
        source: rusqlite::Error,
    },
}

impl StoreError {
    /// What an error of SQLite means for the one who asked.
    pub(super) fn from_sqlite(source: rusqlite::Error, path: &Path, doing: &'static str) -> Self {
        let path = path.to_owned();
        if matches!(source, rusqlite::Error::FromSqlConversionFailure(..)) {
            return Self::Damaged { path, doing, reason: source.to_string() };
        }
        match source.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Self::Busy { holder: super::holder::who(&path), path, doing }
            }
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path, doing },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path, doing },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Unreachable { path, reason: source.to_string() }
            }
            Some(ErrorCode::NotADatabase) => Self::NotOurs { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, doing, reason: source.to_string() },
            _ => Self::Sqlite { path, doing, source },
        }
    }
}
