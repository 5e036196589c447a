//! Searches that are kept.

use serde::{Deserialize, Serialize};

use super::{CleanText, Query};

/// The id of a saved search in the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SavedId(pub i64);

/// A search that is kept: a list of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SavedSearch {
    /// Its id.
    pub id: SavedId,
    /// What it is called.
    pub name: CleanText,
    /// What it finds.
    pub query: Query,
}
