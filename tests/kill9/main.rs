//! Whatever is killed at any moment loses nothing that was committed, doubles nothing, and leaves a store that is sound.
//!
//! Fifty kills of what had not ended by itself; `MASTHEAD_TEST_LONG=1 cargo test --test kill9`: more than five hundred.

mod analysing;
mod desk;
#[path = "../harness/mod.rs"]
mod harness;
mod importing;
mod keeping;
mod marking;
mod migrating;
mod refresh;
mod restoring;

use harness::{marks, recount};
