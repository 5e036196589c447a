//! The user's editor, for what they write themselves. While it runs, the terminal is its own.
//!
//! What is typed lies in a file of the store's folder until the store has it: nothing is lost where the editor or masthead
//! fails, and it is there again when the note is opened next.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::input::Keys;
use super::screen::Screen;
use crate::app::Event;
use crate::model::{ArticleId, CleanText};
use crate::store::io_in_words;

/// What is run where the user names no editor.
const USUAL: &str = "vi";
/// Nobody writes more into a note, in bytes.
const LONGEST: u64 = 1 << 20;

/// Where the note of an article lies while it is written.
pub(super) fn draft(store: &Path, article: ArticleId) -> PathBuf {
    store.join("drafts").join(format!("note-{}.md", article.0))
}

/// Takes a draft away that the store has.
pub(super) fn discard(draft: &Path) {
    // Where that fails, it is offered again.
    let _ = fs::remove_file(draft);
    let _ = draft.parent().map(fs::remove_dir);
}

/// Has a note changed in the user's editor; what came of it.
pub(super) fn edit(
    screen: &mut Screen,
    keys: &Keys,
    store: &Path,
    article: ArticleId,
    note: &CleanText,
) -> io::Result<Event> {
    let path = draft(store, article);
    if let Err(error) = begin(&path, note) {
        return Ok(Event::Failed(format!("cannot write {}: {}", path.display(), io_in_words(&error))));
    }
    let editor = ["VISUAL", "EDITOR"].iter().find_map(|name| std::env::var(name).ok());
    let editor = editor.filter(|editor| !editor.trim().is_empty()).unwrap_or_else(|| USUAL.to_owned());
    let ended = keys.while_paused(|| screen.lend(|| run(&editor, &path)))?;
    Ok(match ended {
        Err(why) => {
            let kept = keep_if_changed(&path, note);
            Event::Failed(format!("{why}; the note is as it was{kept}"))
        }
        Ok(()) => match read(&path) {
            Ok(text) if text.trim() == note.trim() => {
                discard(&path);
                Event::Told("The note is as it was".to_owned())
            }
            Ok(text) => Event::Wrote(article, text),
            Err(error) => Event::Failed(format!(
                "cannot read {}: {error}; the note is as it was, what you wrote is in that file",
                path.display()
            )),
        },
    })
}

/// Runs an editor on a file, with its arguments parted as a shell would, but by none; why it failed.
fn run(editor: &str, path: &Path) -> Result<(), String> {
    let words = shlex::split(editor).filter(|words| !words.is_empty());
    let Some(words) = words else { return Err(format!("VISUAL or EDITOR is no command: {editor}")) };
    match Command::new(&words[0]).args(&words[1..]).arg(path).status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{} ended with {status}", words[0])),
        Err(error) => Err(format!("cannot run {}: {error}; set VISUAL or EDITOR to your editor", words[0])),
    }
}

/// Writes the note into its file, for nobody else to read; what was left there by an editor that failed stays.
fn begin(path: &Path, note: &CleanText) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    match OpenOptions::new().write(true).create_new(true).mode(0o600).open(path) {
        Ok(mut file) => {
            let end = if note.is_empty() || note.ends_with('\n') { "" } else { "\n" };
            let begun = file.write_all(format!("{note}{end}").as_bytes());
            // Half of a note would be taken for the whole the next time.
            begun.inspect_err(|_| drop(fs::remove_file(path)))
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    }
}

fn read(path: &Path) -> io::Result<CleanText> {
    if fs::metadata(path)?.len() > LONGEST {
        return Err(io::Error::other("it is longer than a note may be"));
    }
    Ok(CleanText::new(String::from_utf8_lossy(&fs::read(path)?).trim()))
}

/// What is to be said of a file after an editor failed: what was written into it stays.
fn keep_if_changed(path: &Path, note: &CleanText) -> String {
    if read(path).is_ok_and(|text| text.trim() == note.trim()) {
        discard(path);
        return String::new();
    }
    format!(", and what you wrote is kept: the note opens with it again ({})", path.display())
}

#[cfg(test)]
mod tests {
    use super::{begin, discard, draft, keep_if_changed, read, run};
    use crate::model::{ArticleId, CleanText};

    #[test]
    fn arguments_of_the_editor_are_parted_without_a_shell() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = draft(dir.path(), ArticleId(7));
        begin(&path, &CleanText::from("One.")).expect("written");
        assert_eq!(run("sed -i 's/One/Two; $(x) & three/'", &path), Ok(()));
        assert_eq!(read(&path).expect("read").as_str(), "Two; $(x) One three.");
        assert!(run("false", &path).expect_err("it fails").contains("ended with"));
        assert!(run("/nowhere/editor -x", &path).expect_err("there is none").contains("cannot run"));
        assert!(run("'", &path).expect_err("it is no command").contains("no command"));
    }

    #[test]
    fn what_was_written_before_an_editor_failed_is_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let (path, note) = (draft(dir.path(), ArticleId(7)), CleanText::from("One."));
        begin(&path, &note).expect("written");
        assert_eq!(keep_if_changed(&path, &note), "");
        assert!(!path.exists());
        begin(&path, &note).expect("written");
        std::fs::write(&path, "Two.").expect("written");
        assert!(keep_if_changed(&path, &note).contains("kept"));
        begin(&path, &note).expect("nothing is written over");
        assert_eq!(read(&path).expect("read").as_str(), "Two.");
        discard(&path);
        assert!(!path.exists());
    }
}
