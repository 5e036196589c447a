//! Journeys through the real program in a real pseudo-terminal, read by a terminal emulator.
#![cfg(unix)]

mod colour;
mod company;
mod ending;
mod feeds;
mod finding;
#[path = "../harness/mod.rs"]
mod harness;
mod hostile;
mod hyperlinks;
mod notes;
mod panes;
mod people;
mod picture;
mod pictures;
mod reading;
mod samples;
mod settled;
mod sizes;
mod status;
mod strangers;
mod svg;

use harness::{articles, attacks, clean, home, sequences, terminal, tmux, view};
