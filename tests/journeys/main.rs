//! Journeys through the real program in a real pseudo-terminal, read by a terminal emulator.
#![cfg(unix)]

mod articles;
mod colour;
mod company;
mod ending;
mod feeds;
mod finding;
mod home;
mod hostile;
mod keys;
mod notes;
mod panes;
mod people;
mod picture;
mod reading;
mod samples;
mod sizes;
mod status;
mod svg;
mod terminal;
mod view;
