//! What time it is.

use crate::model::Timestamp;

/// The time. A test can name one, so that what it sees of the reader is the same on any day; not in the program that people
/// get.
pub(super) fn now() -> Timestamp {
    if cfg!(debug_assertions)
        && let Some(named) = std::env::var("MASTHEAD_TEST_NOW").ok().and_then(|named| named.parse().ok())
    {
        return named;
    }
    Timestamp::now()
}
