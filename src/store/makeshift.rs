//! A store beside which SQLite can keep no file, since its disk is full or takes no writing: it is read all the same.
//!
//! All who have a store open tell one another in a file beside it (`-shm`) what of the write-ahead log they read, and the first to
//! open it makes that file. Where it cannot be made, a store is read in one of two ways, neither of which keeps anybody else from
//! reading or writing, as a lock on all of it would (`locking_mode=EXCLUSIVE`, which needs no such file either):
//!
//! - **Nothing is in a log**: as a file that does not change (`immutable=1`), without any lock. SQLite says that what it answers may be
//!   wrong if the file changes all the same. Therefore an answer counts only where the file has its length and time still when
//!   the answer is there, and no log has come: who writes, writes to a log first, and into the file by and by.
//! - **Something is in the write-ahead log**: by a `-shm` that is only read (`readonly_shm=1`), however empty. SQLite then keeps in memory
//!   what would stand in it, and tells by the locks on it when somebody begins to write: it goes on by what that one notes there.
//!
//!
//!   What of that file one program has open is shared by all its connections, and stays as the first of them opened it. Therefore
//!   nobody else opens the store while a question is answered so: it could not write later on, with room or without.
//!
//! Either lasts for a single question. The next one finds the store as it is by then: with room, for instance.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::SystemTime;

use rusqlite::Connection;

use super::copy::beside;
use super::error::StoreError;
use super::holder;

/// As much as SQLite writes at once at least, so that a disk with less room is full.
const PAGE: [u8; 4096] = [0; 4096];

/// Held alone while a `-shm` is open that is only read, and by all others while they open a store.
static OPENING: RwLock<()> = RwLock::new(());

/// A store that is open for a single question.
#[derive(Debug)]
pub(super) struct Makeshift {
    db: Connection,
    /// What the file is to be at the end, where it is read without locks.
    stamp: Option<Stamp>,
    /// After the connection, which is closed first.
    _alone: Option<RwLockWriteGuard<'static, ()>>,
}

/// By what it is told that a file changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    length: u64,
    modified: Option<SystemTime>,
}

/// Keeps a store from being read by a `-shm` that is only read, while another opens it.
pub(super) fn keep_away() -> RwLockReadGuard<'static, ()> {
    OPENING.read().unwrap_or_else(PoisonError::into_inner)
}

/// Whether it may be for want of a file that a store could not be opened.
pub(super) fn may_help(error: &StoreError) -> bool {
    use StoreError::{Disk, DiskFull, ReadOnly, Unreachable};
    matches!(error, Disk { .. } | DiskFull { .. } | ReadOnly { .. } | Unreachable { .. })
}

/// By what name SQLite reads a store without writing, and what the file is then; `None` where there is no way.
fn name(store: &Path) -> Option<(PathBuf, Option<Stamp>)> {
    let stamp = Stamp::of(store);
    let how = match stamp {
        Some(_) => "immutable=1",
        None if has_content(&beside(store, "-journal")) => return None,
        None => {
            let index = beside(store, "-shm");
            let is_there = index.exists() || File::create_new(&index).is_ok();
            is_there.then_some("readonly_shm=1")?
        }
    };
    let name: String = store
        .to_str()?
        .chars()
        .map(|c| if "%?#".contains(c) { format!("%{:02X}", u32::from(c)) } else { c.to_string() })
        .collect();
    Some((PathBuf::from(format!("file:{name}?{how}")), stamp))
}

/// What keeps `doing` something with a store, where nothing can be written beside it: no room, or no leave.
pub(super) fn hindrance(store: &Path, doing: &'static str) -> Option<StoreError> {
    let probe = beside(store, "-probe");
    let path = store.to_owned();
    let written = OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&probe)
        .and_then(|mut file| file.write_all(&PAGE));
    // It is of no use to anybody.
    let _ = fs::remove_file(&probe);
    match written.err()?.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Some(StoreError::DiskFull { path, doing }),
        ErrorKind::ReadOnlyFilesystem | ErrorKind::PermissionDenied => {
            Some(StoreError::ReadOnly { path, doing })
        }
        _ => None,
    }
}

impl Makeshift {
    /// Opens a store by what name SQLite can read it without writing; `None` where there is no way.
    pub(super) fn open(
        store: &Path,
        open: impl FnOnce(&Path) -> Result<Connection, StoreError>,
    ) -> Option<Result<Self, StoreError>> {
        let (name, stamp) = name(store)?;
        let alone = || OPENING.write().unwrap_or_else(PoisonError::into_inner);
        let _alone = stamp.is_none().then(alone);
        Some(open(&name).map(|db| Self { db, stamp, _alone }))
    }

    /// Answers the one question, where nobody wrote meanwhile.
    pub(super) fn ask<T>(
        self,
        store: &Path,
        doing: &'static str,
        work: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        // What has no room in memory would lie on a disk that may be as full.
        let answer = self.db.execute_batch("PRAGMA temp_store = MEMORY").and_then(|()| work(&self.db));
        let answer = answer.map_err(|error| StoreError::from_sqlite(error, store, doing));
        if self.stamp.is_some() && Stamp::of(store) != self.stamp {
            return Err(StoreError::Busy { holder: holder::who(store), path: store.to_owned(), doing });
        }
        answer
    }
}

impl Stamp {
    /// What a store is now; `None` where something was written that is not in the file yet, or is not to stay in it.
    fn of(store: &Path) -> Option<Self> {
        if has_content(&beside(store, "-wal")) || has_content(&beside(store, "-journal")) {
            return None;
        }
        let file = fs::metadata(store).ok()?;
        Some(Self { length: file.len(), modified: file.modified().ok() })
    }
}

/// Whether something may stand in a file.
pub(super) fn has_content(file: &Path) -> bool {
    match fs::metadata(file) {
        Ok(file) => file.len() > 0,
        Err(error) => error.kind() != ErrorKind::NotFound,
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;

    use super::{StoreError, beside};
    use crate::model::FeedOrigin;
    use crate::store::{Reader, Store};

    #[test]
    fn a_store_beside_which_nothing_can_be_made_is_read_while_it_does_not_change() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("a %?#.db");
        let mut store = Store::open(&path).expect("a store");
        store.feed_named(&"Wire".into(), FeedOrigin::Files).expect("a feed");
        drop(store);
        // What leads nowhere cannot be used as a file.
        let (index, log) = (beside(&path, "-shm"), beside(&path, "-wal"));
        std::os::unix::fs::symlink("nowhere", &index).expect("made");
        let reader = Reader::open(&path).expect("a reader");
        assert!(reader.is_makeshift());
        let feeds = |reader: &Reader| reader.feeds().expect("feeds").len();
        assert_eq!((feeds(&reader), reader.version().expect("a version")), (1, 0));
        assert!(reader.hindrance().is_none(), "there is room and leave");
        assert!(Store::open(&path).is_err());
        // A log that comes, and a file that gets another length.
        for (change, back) in [
            (
                &(|| fs::write(&log, "new").expect("written")) as &dyn Fn(),
                &(|| drop(fs::remove_file(&log))) as &dyn Fn(),
            ),
            (&|| grow(&path, 1), &|| grow(&path, -1)),
        ] {
            let answer = reader.read("read", |_| {
                change();
                Ok(())
            });
            assert!(matches!(answer, Err(StoreError::Busy { .. })), "{answer:?}");
            back();
            assert_eq!(feeds(&reader), 1);
        }
        // With a log that has something, and no way to tell others of it, there is none.
        fs::write(&log, [7; 64]).expect("written");
        assert!(Reader::open(&path).is_err());
        fs::remove_file(&log).expect("removed");
        fs::remove_file(&index).expect("removed");
        assert_eq!(feeds(&reader), 1);
        assert!(!reader.is_makeshift() && reader.version().expect("a version") > 0);
    }

    fn grow(path: &std::path::Path, by: i64) {
        let file = fs::OpenOptions::new().write(true).open(path).expect("opens");
        let length = file.metadata().expect("known").len();
        file.set_len(length.checked_add_signed(by).expect("some")).expect("set");
    }
}
