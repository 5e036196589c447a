//! A store on a file system that is full to the last block: one of a few megabytes, in a namespace of its own.

use std::fs;
use std::io::{Write, stderr};
use std::process::{Command, Output};
use std::thread;
use std::time::Duration;

use rusqlite::Connection;

use crate::articles::library;
use crate::home::{Home, MASTHEAD};
use crate::marks::as_stored;
use crate::terminal::Terminal;

/// Brings the store, as far as `$FILES` says, to where there is no room beside it; `room` makes some. What is left of it then is `kept`.
const ON_A_FULL_DISK: &str = r#"
set -e
mount -t tmpfs -o size=4m tmpfs full
mkdir full/store kept
for file in $FILES; do cp "store/$file" full/store/; done
cat /dev/zero > full/rest 2>/dev/null || true
room() { rm full/rest; }
masthead() { SQLITE_TMPDIR="$PWD/full" MASTHEAD_STORE="$PWD/full/store" "$MASTHEAD" "$@"; }
keep() { cp full/store/masthead.db* kept/; }
"#;

/// What of a store there may be: all that is in it, or a log of a program that was killed beside it.
const STATES: [&str; 3] =
    ["masthead.db", "masthead.db masthead.db-wal", "masthead.db masthead.db-wal masthead.db-shm"];

/// A store of which the last change stands in the log; `None`, and a word about it, where no file system can be made here.
fn home() -> Option<Home> {
    let tried = Command::new("unshare").args(["-rm", "sh", "-c", "mount -t tmpfs tmpfs /mnt"]).output();
    if !tried.is_ok_and(|tried| tried.status.success()) {
        let _ = writeln!(stderr(), "skipped: no file system can be made here for this");
        return None;
    }
    let home = library();
    fs::create_dir(home.path("full")).expect("made");
    let (file, copy) = (home.store().join("masthead.db"), home.path("copy"));
    let copied = |end: &str| {
        let name = format!("masthead.db{end}");
        fs::copy(home.store().join(&name), copy.join(&name)).expect("copied");
    };
    fs::create_dir(&copy).expect("made");
    copied("");
    let db = Connection::open(&file).expect("opens");
    db.execute_batch("PRAGMA wal_autocheckpoint = 0; UPDATE feed SET name = 'Logged'").expect("changed");
    ["-wal", "-shm"].into_iter().for_each(copied);
    drop(db);
    fs::rename(home.store(), home.path("later")).expect("moved");
    fs::rename(copy, home.store()).expect("moved");
    Some(home)
}

fn on_a_full_disk(home: &Home, files: &str, script: &str) -> Output {
    let mut command = Command::new("unshare");
    command.args(["-rm", "sh", "-c", &format!("{ON_A_FULL_DISK}{script}")]).current_dir(home.path(""));
    command.env_clear().envs(home.environment()).env("MASTHEAD", MASTHEAD).env("FILES", files);
    let output = command.output().expect("runs");
    fs::remove_dir_all(home.path("kept")).expect("removed");
    output
}

#[test]
fn a_store_that_was_closed_on_a_full_disk_can_be_read() {
    let Some(home) = home() else { return };
    for files in STATES {
        let read =
            "masthead search ferry && masthead actors >/dev/null && masthead doctor && masthead tags list &&
             masthead feeds list && masthead mute list && masthead searches list && masthead export --all";
        let output = on_a_full_disk(&home, files, read);
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{files}: {output:?}");
        let name = if files == STATES[0] { "Imported" } else { "Logged" };
        assert!(
            said.contains("Ferry Accord") && said.contains(name) && said.contains("nothing wrong"),
            "{said}"
        );
        assert!(output.stderr.is_empty(), "{files}: {output:?}");
    }
}

#[test]
fn what_cannot_be_kept_on_a_full_disk_is_said_and_can_be_once_there_is_room() {
    let Some(home) = home() else { return };
    let id = {
        let later = home.path("later");
        as_stored(&later).into_keys().next_back().expect("an article")
    };
    for files in &STATES[..2] {
        let output = on_a_full_disk(
            &home,
            files,
            &format!(
                "masthead tags add {id} lake || true; room; masthead tags add {id} lake; masthead doctor; masthead tags list"
            ),
        );
        let (said, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(
            output.status.success() && said.contains("nothing wrong") && said.contains("lake  1"),
            "{output:?}"
        );
        assert!(told.contains("is full") && told.contains("make room"), "{told}");
    }
}

#[test]
fn the_reader_opens_on_a_full_disk_and_keeps_what_comes_after_there_is_room() {
    let Some(home) = home() else { return };
    for files in STATES {
        let script = format!(
            "{ON_A_FULL_DISK} {{ until [ -e roomy ]; do sleep 0.02; done; room; mv roomy made; }} &
             masthead; echo \"kept: $(masthead search is:starred --json | grep -c 'Puts Off the Vote')\""
        );
        let environment = [("MASTHEAD", MASTHEAD), ("FILES", files)];
        let command = ["unshare", "-rm", "sh", "-c", &script];
        let mut reader = Terminal::run(&home, (120, 40), &command, &environment);
        reader.play(&[("", "4 unread"), ("s", "is full"), ("", "!★"), ("/lake<enter>", "Search: lake (3)")]);
        reader.play(&[("<enter>", "until spring"), ("q", "Search: lake (3)"), ("<esc>", "4 unread")]);
        fs::write(home.path("roomy"), "").expect("made");
        while !home.path("made").exists() {
            thread::sleep(Duration::from_millis(10));
        }
        reader.play(&[("ggs", "Starred"), ("", "★")]);
        reader.press("Q");
        reader.exit_status();
        let raw = String::from_utf8_lossy(&reader.raw()).into_owned();
        assert!(raw.contains("kept: 1"), "{files}: {raw}");
        fs::remove_file(home.path("made")).expect("removed");
        fs::remove_dir_all(home.path("kept")).expect("removed");
    }
}
