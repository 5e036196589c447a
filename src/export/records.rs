//! Records as the lines of an export.

use crate::model::{CleanText, Record};

/// A record as one line of JSON, with its line feed.
///
/// # Errors
/// Where it cannot be said in JSON.
pub fn record_line(record: &Record) -> Result<String, serde_json::Error> {
    let mut line = CleanText::json(&serde_json::to_string(record)?).to_string();
    line.push('\n');
    Ok(line)
}
