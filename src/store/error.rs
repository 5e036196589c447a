//! Why the store could not do something: what was tried, on which path, and what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;
use thiserror::Error;

/// Why the store could not do something.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The folder for the store cannot be made.
    #[error("cannot make the folder {} for the store: {}", path.display(), io_in_words(source))]
    Folder {
        /// The folder.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file cannot be read or written at all.
    #[error("cannot open the store {}: {reason}; check that the path and its permissions are right, and that the disk has room", path.display())]
    Unreachable {
        /// The store.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Nobody has made one yet.
    #[error("there is no store in {} yet; masthead import FILE… makes one", folder.display())]
    Missing {
        /// Where it would lie.
        folder: PathBuf,
    },
    /// A file that is none of the store’s own cannot be written.
    #[error("cannot write {}: {}", path.display(), io_in_words(source))]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
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
    /// Somebody has the store open whose place is to be another's.
    #[error("the store {} is open in another masthead (the last to write was {holder}): nothing was changed; close it, then try again", path.display())]
    InUse {
        /// The store.
        path: PathBuf,
        /// Who wrote last, as far as that is known.
        holder: String,
    },
    /// The file is no backup that could become the store.
    #[error("{} is no backup that can be restored: {reason}; nothing was changed", path.display())]
    NoBackup {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A record that cannot be part of a store.
    #[error("{why}")]
    Record {
        /// What is wrong with it.
        why: String,
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
    /// The disk does not do what it should.
    #[error("cannot {doing}: the disk of the store {} failed, or is full ({reason}); nothing was changed: look after it, then try again", path.display())]
    Disk {
        /// The store.
        path: PathBuf,
        /// What was tried.
        doing: &'static str,
        /// What SQLite says.
        reason: String,
    },
    /// The file contradicts itself.
    #[error("cannot {doing}: the store {} is damaged ({reason}); masthead doctor says how much, masthead restore has a backup back", path.display())]
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
        if let Some(reason) = unreadable(&source) {
            return Self::Damaged { path, doing, reason };
        }
        match source.sqlite_error_code() {
            // Whoever has to wait for another is told so here, and nowhere else.
            Some(
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::FileLockingProtocolFailed,
            ) => Self::Busy { holder: super::holder::who(&path), path, doing },
            Some(ErrorCode::ReadOnly) => Self::ReadOnly { path, doing },
            Some(ErrorCode::DiskFull) => Self::DiskFull { path, doing },
            Some(ErrorCode::SystemIoFailure) => Self::Disk { path, doing, reason: source.to_string() },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
                Self::Unreachable { path, reason: source.to_string() }
            }
            Some(ErrorCode::NotADatabase) => Self::NotOurs { path },
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged { path, doing, reason: source.to_string() },
            _ => Self::Sqlite { path, doing, source },
        }
    }
}

/// What is wrong where a value is none that was ever written.
fn unreadable(error: &rusqlite::Error) -> Option<String> {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType, Utf8Error};
    match error {
        FromSqlConversionFailure(_, _, why) => Some(why.to_string()),
        InvalidColumnType(_, name, found) => Some(format!("{name} has a value of the wrong kind, {found}")),
        IntegralValueOutOfRange(_, value) => Some(format!("no number there may be {value}")),
        Utf8Error(_, why) => Some(why.to_string()),
        _ => None,
    }
}

/// What the system says of a file, and what to do about that.
pub fn io_in_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "the disk is full; make room, then try again".to_owned()
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            "the disk is read-only; make it writable, or choose another place".to_owned()
        }
        _ => {
            let said = error.to_string();
            // The number that ends it means nothing to people.
            let said = said.split_once(" (os error").map_or(said.as_str(), |(said, _)| said);
            format!("{said}; check the path, its permissions and the disk, then try again")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{StoreError, io, io_in_words};

    #[test]
    fn nobody_is_told_of_a_lock_in_the_words_of_sqlite() {
        // BUSY, LOCKED, PROTOCOL, BUSY_RECOVERY, BUSY_SNAPSHOT, BUSY_TIMEOUT, LOCKED_SHAREDCACHE, LOCKED_VTAB.
        for code in [5, 6, 15, 261, 517, 773, 262, 518] {
            let error = rusqlite::ffi::Error::new(code);
            for words in [None, Some("database is locked".to_owned())] {
                let error = rusqlite::Error::SqliteFailure(error, words);
                let said = StoreError::from_sqlite(error, Path::new("a.db"), "star the article").to_string();
                let told =
                    "cannot star the article: another program is writing to the store a.db; wait for it";
                assert!(said.starts_with(told) && !said.contains("locked"), "{code}: {said}");
            }
        }
    }

    #[test]
    fn a_value_that_nobody_wrote_is_damage_and_there_is_a_way_out() {
        let db = rusqlite::Connection::open_in_memory().expect("opens");
        let asked = |sql: &str, error: Option<rusqlite::Error>| {
            let said = StoreError::from_sqlite(error.expect(sql), Path::new("a.db"), "read").to_string();
            assert!(said.starts_with("cannot read: the store a.db is damaged ("), "{said}");
            assert!(said.contains("masthead doctor") && !said.contains("type"), "{said}");
        };
        for sql in ["SELECT x'00' AS title", "SELECT 1 AS title", "SELECT CAST(x'ff' AS TEXT) AS title"] {
            asked(sql, db.query_row(sql, [], |row| row.get::<_, String>(0)).err());
        }
        asked("number", db.query_row("SELECT -1", [], |row| row.get::<_, u32>(0)).err());
        asked("text", db.query_row("SELECT 'a' AS hash", [], |row| row.get::<_, i64>(0)).err());
    }

    #[test]
    fn what_the_system_says_comes_with_a_way_out() {
        for (number, told) in [
            (28, "the disk is full; make room, then try again"),
            (30, "the disk is read-only; make it writable, or choose another place"),
            (5, "Input/output error; check the path, its permissions and the disk, then try again"),
        ] {
            if cfg!(target_os = "linux") {
                assert_eq!(io_in_words(&io::Error::from_raw_os_error(number)), told);
            }
        }
    }
}
