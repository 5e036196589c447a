//! Who is writing: a note beside the store with the process that took the write lock last.
//!
//! SQLite tells that a store is locked, not by whom. The note is written while the lock is held, only where
//! it names somebody else, and nothing rests on it but the wording of an error.

use std::fs;
use std::path::{Path, PathBuf};

/// Notes that this process holds the write lock now. Failing to is no reason not to write.
pub(super) fn note(store: &Path) {
    let mine = format!("{} {}", std::process::id(), program());
    let file = note_file(store);
    if fs::read_to_string(&file).is_ok_and(|noted| noted == mine) {
        return;
    }
    let _ = fs::write(file, mine);
}

/// Who holds the lock, in words.
pub(super) fn who(store: &Path) -> String {
    let noted = fs::read_to_string(note_file(store)).unwrap_or_default();
    match noted.split_once(' ') {
        Some((pid, name)) if pid.parse::<u32>().is_ok() && name.chars().all(is_plain) => {
            format!("{name} (process {pid})")
        }
        _ => "another program".to_owned(),
    }
}

fn is_plain(c: char) -> bool {
    c.is_ascii_graphic() || c == ' '
}

fn note_file(store: &Path) -> PathBuf {
    let mut name = store.as_os_str().to_owned();
    name.push("-writer");
    PathBuf::from(name)
}

fn program() -> String {
    let path = std::env::current_exe().unwrap_or_default();
    path.file_stem().map_or_else(|| "masthead".to_owned(), |name| name.to_string_lossy().into_owned())
}
