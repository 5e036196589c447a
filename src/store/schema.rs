//! The tables, version by version. What is once released here is never edited: a change is a new version.

use rusqlite_migration::{M, Migrations};

/// Marks a SQLite file as a masthead store ("MSTH").
pub(super) const APPLICATION_ID: i64 = 0x4d53_5448;

/// The version that this masthead writes.
pub(super) const VERSION: i64 = 2;

/// How the tables come to be, from the first version on.
pub(super) fn migrations() -> Migrations<'static> {
    Migrations::from_slice(MIGRATIONS)
}

const MIGRATIONS: &[M<'static>] = &[M::up(include_str!("schema/1.sql")), M::up(include_str!("schema/2.sql"))];
