//! Why the newsroom could not do something.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::fetch::AddressError;
use crate::ingest::RecordError;
use crate::model::{CleanText, count};
use crate::store::{StoreError, io_in_words};

/// Why the newsroom could not do something.
#[derive(Debug, Error)]
pub enum NewsroomError {
    /// The store could not be opened, read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder that is not there or cannot be looked at.
    #[error("cannot read {}: {}", path.display(), io_in_words(source))]
    Unreadable {
        /// What was to be imported.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that cannot be written.
    #[error("cannot write {}: {}", path.display(), io_in_words(source))]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A file that is not to be read or written.
    #[error("{} was left as it is: {why}", path.display())]
    Refused {
        /// The file.
        path: PathBuf,
        /// Why not.
        why: String,
    },
    /// What was to become the store would take the place of what is there.
    #[error("the store {} holds {} in {}, and was left as it is: {way_out}", path.display(), count(*articles, "article"), count(*feeds, "feed"))]
    NotEmpty {
        /// The store.
        path: PathBuf,
        /// How many articles it has.
        articles: u64,
        /// How many feeds it has.
        feeds: u64,
        /// What one can do instead.
        way_out: &'static str,
    },
    /// An export that is none, or not whole.
    #[error("the export cannot be read, and nothing of it was taken in: {0}")]
    Export(RecordError),
    /// What was to be fetched is no address.
    #[error(transparent)]
    Address(#[from] AddressError),
    /// A rule that cannot be one.
    #[error("the rule is none: {why}")]
    Rule {
        /// What is wrong with it.
        why: String,
    },
    /// No feed could be found.
    #[error("no feed at {what}: {why}")]
    NoFeed {
        /// What was to be added.
        what: CleanText,
        /// Why there is none.
        why: String,
    },
    /// A folder without anything to import.
    #[error(
        "there are no articles in the folder {}; masthead imports files that end in {}",
        path.display(), super::source::EXTENSIONS.map(|end| format!(".{end}")).join(", ")
    )]
    NoArticles {
        /// The folder.
        path: PathBuf,
    },
}
