//! The journeys within tmux: `MASTHEAD_TEST_TERM=tmux` has each program run in a server of its own, which then is what the
//! terminal shows.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::home::Home;

/// Nothing on the screen and no key that is not the program's.
const CONFIG: &str = "\
set -g status off
set -s escape-time 0
set -g prefix None
set -g default-terminal tmux-256color
set -g destroy-unattached on
";

/// What the terminal around tmux calls itself.
pub const OUTSIDE: (&str, &str) = ("TERM", "xterm-256color");

/// Runs a program and writes down its process id, and what it ended with.
const RUN: &str =
    "code=$1 id=$2; shift 2; sh -c 'echo $$ >\"$0\" && exec \"$@\"' \"$id\" \"$@\"; echo $? >\"$code\"";

/// A server with one program, which ends with it.
pub struct Tmux {
    socket: PathBuf,
    id: PathBuf,
    code: PathBuf,
}

/// Whether the journeys are to run within tmux.
pub fn is_wanted() -> bool {
    std::env::var("MASTHEAD_TEST_TERM").is_ok_and(|term| term == "tmux")
}

/// Whether this is such a run, for a test that would only see what tmux does there: why it is left out is said.
#[allow(clippy::print_stderr, reason = "a test that shows nothing says so")]
pub fn leaves_out(why: &str) -> bool {
    if is_wanted() {
        eprintln!("left out within tmux: {why}");
    }
    is_wanted()
}

impl Tmux {
    /// A server for a program, and the command that starts it.
    pub fn new(home: &Home, command: &[&str], environment: &[(&str, &str)]) -> (Self, Vec<String>) {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let nth = COUNT.fetch_add(1, Ordering::SeqCst);
        let path = |kind: &str| home.path(&format!("tmux-{nth}.{kind}"));
        let tmux = Self { socket: path("socket"), id: path("id"), code: path("code") };
        let config = home.write(&format!("tmux-{nth}.conf"), CONFIG);
        let named = |path: &PathBuf| path.to_string_lossy().into_owned();
        let mut whole: Vec<String> = ["tmux", "-u", "-S"].map(str::to_owned).to_vec();
        whole.extend([named(&tmux.socket), "-f".to_owned(), named(&config), "new-session".to_owned()]);
        whole.extend(["sh", "-c", RUN, "sh"].map(str::to_owned));
        whole.extend([named(&tmux.code), named(&tmux.id), "env".to_owned()]);
        whole.extend(environment.iter().map(|(name, value)| format!("{name}={value}")));
        whole.extend(command.iter().map(|part| (*part).to_owned()));
        (tmux, whole)
    }

    /// The process id of the program.
    pub fn process_id(&self) -> u32 {
        number(&self.id)
    }

    /// What the program ended with.
    pub fn exit_code(&self) -> u32 {
        number(&self.code)
    }
}

impl Drop for Tmux {
    fn drop(&mut self) {
        // Fails only where it has ended.
        let _ = Command::new("tmux").arg("-S").arg(&self.socket).arg("kill-server").output();
    }
}

fn number(file: &PathBuf) -> u32 {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.trim().parse().expect("a number")
}
