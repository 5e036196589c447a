//! A disk that is full, read-only or broken, at every write: masthead says so, loses nothing that was there, and reads on.
//!
//! `MASTHEAD_TEST_LONG=1 cargo test --test disk` has every write of a command fail that is the first or last of several to one file, in every
//! way that may make a difference (`every.rs`), and a third of those between them: which third, `MASTHEAD_TEST_TURN` says, a number that
//! is another with every change of the program. `MASTHEAD_TEST_LONG=all` tries them all.
#![cfg(all(target_os = "linux", target_env = "gnu"))]

mod commands;
mod deeds;
mod desk;
mod every;
mod faults;
mod full;
#[path = "../harness/mod.rs"]
mod harness;
mod reader;

use harness::{articles, home, marks, recount, terminal, view};
