//! A disk with faults: `faults.c`, built with the system's compiler and loaded before the C library.

use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

/// What is wrong with the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No room is left.
    Full,
    /// It does not do what it should.
    Broken,
    /// It takes no writing.
    ReadOnly,
}

/// For how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lasts {
    /// One write fails, the next one does not.
    Once,
    /// That one, and whatever follows.
    FromThenOn,
}

impl Lasts {
    /// Either.
    pub const ALL: [Self; 2] = [Self::FromThenOn, Self::Once];
}

impl Fault {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Full, Self::Broken, Self::ReadOnly];

    /// The environment in which the `nth` write under `folder` fails so; none for 0.
    pub fn at_write(self, folder: &Path, nth: usize, lasts: Lasts) -> Option<Vec<(&'static str, String)>> {
        let mut environment = self.environment(folder)?;
        environment.push(("FAULT_AT", nth.to_string()));
        let list = list(folder);
        let _ = std::fs::remove_file(&list);
        environment.push(("FAULT_LIST", list.display().to_string()));
        if lasts == Lasts::Once {
            environment.push(("FAULT_ONCE", "1".to_owned()));
        }
        Some(environment)
    }

    /// The environment in which writing under `folder` fails so while the file `switch` is there.
    pub fn while_there_is(self, folder: &Path, switch: &Path) -> Option<Vec<(&'static str, String)>> {
        let mut environment = self.environment(folder)?;
        environment.push(("FAULT_WHILE", switch.display().to_string()));
        Some(environment)
    }

    fn environment(self, folder: &Path) -> Option<Vec<(&'static str, String)>> {
        let number = match self {
            Self::Full => 28,
            Self::Broken => 5,
            Self::ReadOnly => 30,
        };
        let folder = folder.canonicalize().expect("a folder");
        Some(vec![
            ("LD_PRELOAD", library()?.display().to_string()),
            ("FAULT_UNDER", folder.display().to_string()),
            ("FAULT_ERRNO", number.to_string()),
            // What SQLite has no room for in memory lies on the same disk.
            ("SQLITE_TMPDIR", folder.join("tmp").display().to_string()),
        ])
    }
}

/// A write of a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What was called.
    pub name: String,
    /// On which file, by its name.
    pub file: String,
}

impl Call {
    /// Whether it is SQLite that makes it: on a store or a copy of one, and on what it keeps beside them.
    pub fn is_of_sqlite(&self) -> bool {
        let mine = ["-writer", "-probe", ".jsonl"];
        let renames = ["rename", "mkdir"].contains(&self.name.as_str());
        self.file.contains(".db") && !renames && !mine.iter().any(|end| self.file.ends_with(end))
    }
}

/// The writes of the last program in `folder`, one after another.
pub fn writes(folder: &Path) -> Vec<Call> {
    let listed = std::fs::read_to_string(list(folder)).unwrap_or_default();
    let call = |line: &str| {
        let (name, path) = line.split_once(' ').expect("a call and a path");
        let file = path.rsplit('/').next().unwrap_or_default().to_owned();
        Call { name: name.to_owned(), file }
    };
    listed.lines().map(call).collect()
}

fn list(folder: &Path) -> PathBuf {
    folder.join("writes")
}

/// The library; `None`, and a word about it, where no compiler is here to build it.
fn library() -> Option<&'static Path> {
    static BUILT: OnceLock<Option<(TempDir, PathBuf)>> = OnceLock::new();
    let built = BUILT.get_or_init(|| {
        let folder = tempfile::tempdir().expect("a folder");
        let library = folder.path().join("faults.so");
        let source = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/disk/faults.c");
        let mut compiler = Command::new("cc");
        compiler.args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).args([source, "-ldl"]);
        match compiler.status() {
            Ok(status) => assert!(status.success(), "faults.c cannot be built"),
            Err(error) => {
                let _ = writeln!(stderr(), "skipped: no C compiler ({error})");
                return None;
            }
        }
        Some((folder, library))
    });
    built.as_ref().map(|(_, library)| library.as_path())
}
