//! What an import is about: which files, in which order, and which feed each belongs to.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::NewsroomError;
use crate::fetch::{FetchError, Response};
use crate::model::CleanText;

/// Where articles are imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file; or a folder, whose files and subfolders are taken in the order of their names.
    File(PathBuf),
    /// What came on the standard input.
    Stdin(Vec<u8>),
    /// What a server answered, or why it did not.
    Web {
        /// What was asked for.
        url: CleanText,
        /// What came.
        answer: Box<Result<Response, FetchError>>,
    },
}

/// How the names of the files end that are taken from a folder. A file named by itself is always tried.
pub(super) const EXTENSIONS: [&str; 13] =
    ["md", "markdown", "txt", "text", "html", "htm", "xhtml", "xml", "rss", "atom", "rdf", "json", "opml"];

/// The feed of files that are imported one by one.
pub(super) const IMPORTED: &str = "Imported";

/// Deeper folders are left out; a tree of this depth is no library of articles.
const MAX_DEPTH: usize = 64;

/// A file to import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SourceFile {
    /// Where it is.
    pub(super) path: PathBuf,
    /// The name of the feed that it belongs to.
    pub(super) feed: String,
}

/// Calls `found` with each file that a source's path stands for.
pub(super) fn each_file(
    path: &Path,
    found: &mut dyn FnMut(SourceFile) -> Result<(), NewsroomError>,
) -> Result<(), NewsroomError> {
    let unreadable = |source: io::Error| NewsroomError::Unreadable { path: path.to_owned(), source };
    if !fs::metadata(path).map_err(unreadable)?.is_dir() {
        return found(SourceFile { path: path.to_owned(), feed: IMPORTED.to_owned() });
    }
    let folder = fs::canonicalize(path).map_err(unreadable)?;
    let mut any = false;
    walk(&folder, 0, &mut |item| {
        any = true;
        found(item)
    })?;
    if any { Ok(()) } else { Err(NewsroomError::NoArticles { path: path.to_owned() }) }
}

/// Goes through a folder, its files before its subfolders. Links to folders are not followed: they may lead
/// in a circle. A subfolder that cannot be read is passed over.
fn walk(
    folder: &Path,
    depth: usize,
    found: &mut dyn FnMut(SourceFile) -> Result<(), NewsroomError>,
) -> Result<(), NewsroomError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(_) if depth > 0 => return Ok(()),
        Err(source) => return Err(NewsroomError::Unreadable { path: folder.to_owned(), source }),
    };
    let mut files = Vec::new();
    let mut folders = Vec::new();
    for entry in entries.flatten() {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => folders.push(path),
            Ok(kind) if (kind.is_file() || kind.is_symlink()) && is_article(&path) && path.is_file() => {
                files.push(path);
            }
            _ => {}
        }
    }
    files.sort();
    folders.sort();
    let feed =
        folder.file_name().map_or_else(|| IMPORTED.to_owned(), |name| name.to_string_lossy().into_owned());
    for path in files {
        found(SourceFile { path, feed: feed.clone() })?;
    }
    if depth < MAX_DEPTH {
        for folder in folders {
            walk(&folder, depth + 1, found)?;
        }
    }
    Ok(())
}

fn is_article(path: &Path) -> bool {
    let ends_with =
        |path: &Path| path.extension().and_then(|end| end.to_str()).unwrap_or_default().to_owned();
    let end = match ends_with(path) {
        gz if gz.eq_ignore_ascii_case("gz") => ends_with(&path.with_extension("")),
        end => end,
    };
    EXTENSIONS.iter().any(|known| known.eq_ignore_ascii_case(&end))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{NewsroomError, each_file};

    fn found(path: &Path) -> Result<Vec<(String, String)>, NewsroomError> {
        let mut items = Vec::new();
        each_file(path, &mut |item| {
            let name = item.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            items.push((item.feed, name));
            Ok(())
        })?;
        Ok(items)
    }

    #[test]
    fn a_folder_is_walked_in_order_and_each_folder_is_a_feed() {
        let dir = tempfile::tempdir().expect("a folder");
        let root = dir.path().join("World");
        fs::create_dir_all(root.join("Asia")).expect("a folder");
        fs::create_dir_all(root.join(".git")).expect("a folder");
        fs::create_dir_all(root.join("pictures")).expect("a folder");
        for name in
            ["b.md", "a.TXT", ".hidden.md", "c.jpg", "z.opml", "Asia/d.md", ".git/e.md", "pictures/f.png"]
        {
            fs::write(root.join(name), "x").expect("a file");
        }
        let expected = [("World", "a.TXT"), ("World", "b.md"), ("World", "z.opml"), ("Asia", "d.md")];
        let expected: Vec<_> = expected.iter().map(|(f, n)| ((*f).to_owned(), (*n).to_owned())).collect();
        assert_eq!(found(&root).expect("articles"), expected);
        assert_eq!(found(&root.join("c.jpg")).expect("a file"), [("Imported".into(), "c.jpg".into())]);
        assert!(matches!(found(&root.join("pictures")), Err(NewsroomError::NoArticles { .. })));
        assert!(matches!(found(&root.join("none")), Err(NewsroomError::Unreadable { .. })));
    }
}
