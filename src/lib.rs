//! masthead: a terminal news reader that knows how a news article is built and who is in it.
//!
//! ARCHITECTURE.md draws the floors; a module imports only from floors below its own.

#![forbid(unsafe_code)]

pub mod actors;
pub mod app;
pub mod cli;
pub mod export;
pub mod fetch;
pub mod ingest;
pub mod model;
pub mod newsroom;
pub mod runtime;
pub mod store;
pub mod ui;
