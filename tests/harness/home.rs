//! A home folder of a test's own, with a store in it, and masthead as a command within it.

use std::ffi::OsStr;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// The program under test.
pub const MASTHEAD: &str = env!("CARGO_BIN_EXE_masthead");

/// A home folder that is gone after the test.
pub struct Home {
    folder: TempDir,
}

/// What a command came to.
#[derive(Debug)]
pub struct Ran {
    /// The exit code.
    pub code: i32,
    /// What it wrote to standard output.
    pub out: String,
    /// What it wrote to standard error.
    pub err: String,
}

impl Home {
    /// An empty one.
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    /// A path in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The folder of the store.
    pub fn store(&self) -> PathBuf {
        self.path("store")
    }

    /// Writes a file, and the folders that it lies in.
    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(&path, content).expect("written");
        path
    }

    /// Imports articles, given as file names and texts, and expects that all of it works.
    pub fn import(&self, articles: &[(&str, &str)]) {
        let mut args = vec!["import".into()];
        args.extend(articles.iter().map(|(name, text)| self.write(name, text).into_os_string()));
        let ran = self.run(&args);
        assert_eq!(ran.code, 0, "{ran:?}");
    }

    /// Runs masthead with nothing on its standard input.
    pub fn run<S: AsRef<OsStr>>(&self, args: &[S]) -> Ran {
        self.run_with(args, b"")
    }

    /// Runs masthead with `input` on its standard input.
    pub fn run_with<S: AsRef<OsStr>>(&self, args: &[S], input: &[u8]) -> Ran {
        let mut command = Command::new(MASTHEAD);
        command.args(args).env_clear().envs(self.environment()).current_dir(self.folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("started");
        // A program that does not want it may have closed it.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        let output = child.wait_with_output().expect("ended");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// The whole environment of what runs in it.
    pub fn environment(&self) -> Vec<(&'static str, String)> {
        let at = |path: &Path| path.to_string_lossy().into_owned();
        vec![
            ("HOME", at(self.folder.path())),
            ("XDG_DATA_HOME", at(&self.path("data"))),
            ("XDG_CONFIG_HOME", at(&self.path("config"))),
            ("XDG_STATE_HOME", at(&self.path("state"))),
            ("MASTHEAD_STORE", at(&self.store())),
            ("PATH", std::env::var("PATH").unwrap_or_default()),
            ("LANG", "C.UTF-8".to_owned()),
            // Another terminal may be named, to see that all of it works there too.
            ("TERM", std::env::var("MASTHEAD_TEST_TERM").unwrap_or_else(|_| "xterm-256color".to_owned())),
            ("TZ", "UTC".to_owned()),
        ]
    }
}
