//! Why the newsroom could not do something.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

use crate::fetch::AddressError;
use crate::model::CleanText;
use crate::store::StoreError;

/// Why the newsroom could not do something.
#[derive(Debug, Error)]
pub enum NewsroomError {
    /// The store could not be opened, read or written.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file or folder that is not there or cannot be looked at.
    #[error("cannot read {}: {source}", path.display())]
    Unreadable {
        /// What was to be imported.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
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
