//! Floor 3: the one place where ingest, actors and store join.
//!
//! - `source.rs` says which files an import is about and which feed each belongs to;
//! - `import.rs` reads them, batch by batch, and adds them to the store;
//! - `recast.rs` finds newly named actors in the articles that were there before;
//! - `samples.rs` holds the articles that come with masthead.

mod error;
mod import;
mod recast;
mod samples;
mod source;

use std::path::{Path, PathBuf};

pub use error::NewsroomError;
pub use import::{Failure, ImportReport, ImportWarning, Progress};
pub use source::Source;

use crate::ingest::Labels;
use crate::model::Timestamp;
use crate::store::{Reader, Store, StoreError};

/// Takes articles in, and keeps the store in order. One a process.
#[derive(Debug)]
pub struct Newsroom {
    store: Store,
    reader: Reader,
    file: PathBuf,
    labels: Labels,
}

impl Newsroom {
    /// Opens the store in the folder `store_dir`, and makes it where there is none.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn open(store_dir: &Path) -> Result<Self, NewsroomError> {
        let file = Self::store_file(store_dir);
        let store = Store::open(&file)?;
        let reader = Reader::open(&file)?;
        Ok(Self { store, reader, file, labels: Labels::default() })
    }

    /// The same newsroom, which knows these labels of sections.
    #[must_use]
    pub fn with_labels(self, labels: Labels) -> Self {
        Self { labels, ..self }
    }

    /// Opens the store in the folder `store_dir` for reading alone. One that an older masthead wrote is brought up
    /// to date first.
    ///
    /// # Errors
    /// Where there is no store, or it cannot be opened.
    pub fn open_reader(store_dir: &Path) -> Result<Reader, NewsroomError> {
        match Reader::open(&Self::store_file(store_dir)) {
            Err(StoreError::Older { .. }) => Self::open(store_dir)?.reader(),
            opened => Ok(opened?),
        }
    }

    /// The file that the store in a folder is.
    pub fn store_file(store_dir: &Path) -> PathBuf {
        store_dir.join("masthead.db")
    }

    /// Another reading connection.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub fn reader(&self) -> Result<Reader, NewsroomError> {
        Ok(Reader::open(&self.file)?)
    }

    /// The writing connection.
    pub fn store(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Takes articles into the store. What fails is reported, and the rest goes on. `feed` is the name of the
    /// feed to put all of them into; without it, a folder's articles go into a feed of its name, others into
    /// *Imported*. The first articles of the reader's own drive out the samples.
    ///
    /// # Errors
    /// Where there is nothing to import in one of the folders, or the store cannot be written. Batches added
    /// before that stay.
    pub fn import(
        &mut self,
        sources: &[Source],
        feed: Option<&str>,
        now: Timestamp,
        progress: &mut dyn FnMut(Progress),
    ) -> Result<ImportReport, NewsroomError> {
        import::import(self, sources, feed, now, progress)
    }

    /// Adds the articles that come with masthead to a store without any; how many. None, where it has some.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn add_samples(&mut self, now: Timestamp) -> Result<u64, NewsroomError> {
        samples::add(self, now)
    }

    /// The same for a reader who has not asked for them: none either, where they were removed once.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn offer_samples(&mut self, now: Timestamp) -> Result<u64, NewsroomError> {
        if self.reader.samples_removed()? { Ok(0) } else { self.add_samples(now) }
    }

    /// Removes the articles that came with masthead, for good; how many.
    ///
    /// # Errors
    /// Where the store cannot be written.
    pub fn remove_samples(&mut self) -> Result<u64, NewsroomError> {
        Ok(self.store.remove_samples()?)
    }
}
