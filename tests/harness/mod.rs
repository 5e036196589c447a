//! What tests of the whole program share: a home and masthead in it, a store with something of everything, a terminal and keys, articles, what strangers send, somebody
//! who marks articles, and counting a store anew.
#![allow(dead_code, reason = "no test uses all of it")]

pub mod articles;
pub mod attacks;
#[cfg(unix)]
pub mod clean;
pub mod furnished;
pub mod home;
pub mod keys;
pub mod marks;
pub mod recount;
#[cfg(unix)]
pub mod rest;
pub mod sequences;
#[cfg(unix)]
pub mod terminal;
pub mod tmux;
pub mod view;
