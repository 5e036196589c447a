//! The files that an import reads.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::ingest::MAX_INPUT_BYTES;
use crate::model::CleanText;
use crate::store::io_in_words;

/// The bytes of a file, or why not.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, String> {
    let says = |error: io::Error| format!("it cannot be read: {}", io_in_words(&error));
    let metadata = fs::metadata(path).map_err(says)?;
    if !metadata.is_file() {
        return Err("it is not a file".to_owned());
    }
    let limit = MAX_INPUT_BYTES as u64;
    if metadata.len() > limit {
        return Err(too_large());
    }
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(limit + 1).read_to_end(&mut bytes)).map_err(says)?;
    if bytes.len() > MAX_INPUT_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// What to say of more than is read.
pub(super) fn too_large() -> String {
    format!("it is larger than {} MB, the most that is read of an article", MAX_INPUT_BYTES / (1024 * 1024))
}

/// What a file is known by: where it is. A path that cannot be written as clean text is told from others that
/// look the same by its bytes.
pub(super) fn file_key(path: &Path) -> String {
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    match path.to_str() {
        Some(text) if CleanText::line(text) == *text => text.to_owned(),
        _ => {
            let bytes: String =
                path.as_os_str().as_encoded_bytes().iter().map(|byte| format!("{byte:02x}")).collect();
            format!("path:{bytes}")
        }
    }
}
