//! `masthead undo`.

use super::Outcome;
use super::args::Shared;
use super::out::{complain, say};
use super::search::open;
use crate::app::in_words;
use crate::newsroom::Newsroom;

/// Takes back the last change that can be, whichever program made it.
pub(super) fn undo(shared: &Shared) -> Outcome {
    open(shared)?;
    let Some(past) = Newsroom::open(&shared.store_dir()?)?.take_back(None)? else {
        complain("there is nothing to undo");
        return Ok(false);
    };
    say(&format!("undone: {}", in_words(&past)))?;
    Ok(true)
}
