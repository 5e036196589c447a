//! Files as they are named on the command line.

use std::fs::{self, File};
use std::io::{self, Read, stdin};
use std::path::{Path, PathBuf};

use crate::ingest::MAX_INPUT_BYTES;
use crate::store::io_in_words;

/// The files that are named, and those in a list of them, one a line; `-` is a list from standard input.
pub(super) fn named(files: &[PathBuf], list: Option<&Path>) -> io::Result<Vec<PathBuf>> {
    let mut files = files.to_vec();
    if let Some(list) = list {
        let text = match list.as_os_str() == "-" {
            true => io::read_to_string(stdin().lock())?,
            false => fs::read_to_string(list)
                .map_err(|error| io::Error::other(format!("{}: {}", list.display(), io_in_words(&error))))?,
        };
        files.extend(text.lines().filter(|line| !line.trim().is_empty()).map(PathBuf::from));
    }
    Ok(files)
}

/// The bytes of a file, or of standard input for `-`, no more than one beyond what is allowed; or why not.
pub(super) fn bytes(file: &Path) -> Result<Vec<u8>, String> {
    if file.is_dir() {
        return Err("it is a folder; name the files in it, or import it".to_owned());
    }
    let mut bytes = Vec::new();
    let most = MAX_INPUT_BYTES as u64 + 1;
    match file.as_os_str() == "-" {
        true => stdin().lock().take(most).read_to_end(&mut bytes),
        false => File::open(file).and_then(|file| file.take(most).read_to_end(&mut bytes)),
    }
    .map_err(|error| format!("it cannot be read: {}", io_in_words(&error)))?;
    Ok(bytes)
}
