//! What keeps the reader from going on.

use std::io;

use thiserror::Error;

use crate::newsroom::NewsroomError;
use crate::store::StoreError;

/// Why the reader could not be started or had to end.
#[derive(Debug, Error)]
pub enum RuntimeError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The newsroom.
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    /// The terminal.
    #[error("cannot use the terminal: {0}; masthead needs a real one on standard input and output")]
    Terminal(#[from] io::Error),
    /// What was left at the end.
    #[error("the last changes could not be saved: {0}")]
    Unsaved(String),
}
