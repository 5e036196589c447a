//! Backups of the whole store, and having one back.

use std::path::{Path, PathBuf};

use super::Newsroom;
use super::error::NewsroomError;
use super::whole_file::{WholeFile, is_of_store};
use crate::store::{Backup, Exchange, HowFar, Standing};

/// What was restored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Where the store is that was there before, where there was one.
    pub set_aside: Option<PathBuf>,
}

impl Newsroom {
    /// Copies the store in a folder into a file of one's own, while others go on reading and writing; how many bytes that
    /// is. The file is whole as soon as it has its name, and one that is there is written over with `force` alone.
    ///
    /// # Errors
    /// Where there is no store, or the file is not to be written over, or cannot be written.
    pub fn back_up(
        store_dir: &Path,
        to: &Path,
        force: bool,
        how_far: HowFar<'_>,
    ) -> Result<u64, NewsroomError> {
        let reader = Self::open_reader(store_dir)?;
        let whole = WholeFile::new(store_dir, to, force)?;
        reader.copy_to(whole.part(), how_far)?;
        whole.finish()
    }

    /// Puts a backup into the place of the store in a folder, all of it or nothing. Where there is something of the user's,
    /// only with `force`, and that is kept in a file beside it.
    ///
    /// # Errors
    /// Where the backup is none, newer, or damaged; where anybody has the store open; where it cannot be written.
    pub fn restore(
        store_dir: &Path,
        backup: &Path,
        force: bool,
        how_far: HowFar<'_>,
    ) -> Result<Restored, NewsroomError> {
        let path = Self::store_file(store_dir);
        if is_of_store(&path, backup) {
            let why = "it is the store’s own, not a backup".to_owned();
            return Err(NewsroomError::Refused { path: backup.to_owned(), why });
        }
        // First, so that nothing is made for what is no backup.
        let backup = Backup::open(backup)?;
        let mut exchange = Exchange::begin(&path, force)?;
        if !force {
            let Standing { articles, feeds } = exchange.standing()?;
            if articles + feeds > 0 {
                let way_out = "--force puts it aside, into a file beside it";
                return Err(NewsroomError::NotEmpty { path, articles, feeds, way_out });
            }
        }
        exchange.take(backup, how_far)?;
        if force {
            exchange.set_aside(how_far)?;
        }
        Ok(Restored { set_aside: exchange.finish(how_far)? })
    }
}
