//! Files that are written for the user: whole as soon as they have their name, and nobody else's to read.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::Newsroom;
use super::error::NewsroomError;

/// A file that is being written under another name, and gone if it never gets its own.
#[derive(Debug)]
pub struct WholeFile {
    to: PathBuf,
    part: PathBuf,
}

impl WholeFile {
    /// A file that is to be written; over one that is there with `force` alone, and over the store's own never.
    ///
    /// # Errors
    /// Where it is not to be written.
    pub fn new(store_dir: &Path, to: &Path, force: bool) -> Result<Self, NewsroomError> {
        let refuse = |why: &str| Err(NewsroomError::Refused { path: to.to_owned(), why: why.to_owned() });
        if is_of_store(&Newsroom::store_file(store_dir), to) {
            return refuse("it is the store’s own: name a file elsewhere");
        }
        match fs::metadata(to) {
            Ok(found) if found.is_dir() => return refuse("it is a folder: name a file in it"),
            Ok(_) if !force => return refuse("it is there already: --force writes over it"),
            _ => {}
        }
        let mut part = to.as_os_str().to_owned();
        part.push(format!(".{}.part", std::process::id()));
        Ok(Self { to: to.to_owned(), part: part.into() })
    }

    /// The name that it has until it is whole.
    pub fn part(&self) -> &Path {
        &self.part
    }

    /// Makes it, empty, and opens it for writing.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn open(&self) -> Result<File, NewsroomError> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        options.open(&self.part).map_err(|error| self.unwritable(error))
    }

    /// Gives it its name, once all of it is on the disk; how many bytes it has.
    ///
    /// # Errors
    /// Where that fails; what was there before under this name still is.
    pub fn finish(self) -> Result<u64, NewsroomError> {
        let placed = File::open(&self.part).and_then(|file| {
            file.sync_all()?;
            fs::rename(&self.part, &self.to)?;
            file.metadata()
        });
        placed.map(|file| file.len()).map_err(|error| self.unwritable(error))
    }

    /// An error for what the system says.
    pub fn unwritable(&self, source: io::Error) -> NewsroomError {
        NewsroomError::Unwritable { path: self.to.clone(), source }
    }
}

impl Drop for WholeFile {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.part);
    }
}

/// Whether a file belongs to the store itself. Reading that as any other would drop the locks that a process holds on it.
pub(super) fn is_of_store(store: &Path, file: &Path) -> bool {
    let folder = |path: &Path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        folder.unwrap_or(Path::new(".")).canonicalize().ok()
    };
    let file = file.canonicalize().unwrap_or_else(|_| file.to_owned());
    let names = file.file_name().zip(store.file_name());
    let logs = ["", "-wal", "-shm", "-journal", "-writer", ".incoming"];
    let is_own = |(file, store): (&OsStr, &OsStr)| {
        let ending = file.as_encoded_bytes().strip_prefix(store.as_encoded_bytes());
        ending.is_some_and(|ending| logs.iter().any(|log| log.as_bytes() == ending))
    };
    folder(&file) == folder(store) && names.is_some_and(is_own)
}
