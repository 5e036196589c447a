//! Every command that writes, on a disk with faults.

use std::fs::File;
use std::process::{Command, Output};

use crate::articles::{FERRY, TOLL};
use crate::desk::{Desk, is_sound, newest};
use crate::every::{Calls, Case, attempt_each};
use crate::faults::{Fault, Lasts, writes};
use crate::home::{Home, MASTHEAD};

/// What no message says: words that only a programmer knows.
const JARGON: [&str; 6] =
    ["SQLITE_", "SqliteFailure", "panicked", "fault of its own", "(os error", "Error {"];

/// What is said of each fault.
const SAID: [(Fault, &[&str]); 3] = [
    (Fault::Full, &["is full", "has room"]),
    // What cannot be opened to be written to is taken for read-only.
    (Fault::Broken, &["failed, or is full (", "Input/output error", "cannot open", "is read-only"]),
    (Fault::ReadOnly, &["is read-only", "cannot open", "failed, or is full ("]),
];

/// What one can do about it.
const WAYS_OUT: [&str; 6] =
    ["make room", "try again", "choose another place", "make it writable", "look after it", "check that"];

fn run(home: &Home, args: &[&str], environment: Vec<(&'static str, String)>) -> Output {
    let mut command = Command::new(MASTHEAD);
    command.args(args).current_dir(home.path("")).env_clear().envs(home.environment()).envs(environment);
    if args[0] == "show" {
        command.stdout(File::create(home.path("out.txt")).expect("made"));
    }
    command.output().expect("runs")
}

/// The writes of a command, where a disk has that fault.
fn calls(desk: &Desk, args: &[&str], fault: Fault) -> Option<Calls> {
    let home = desk.copy();
    let ran = run(&home, args, fault.at_write(&home.path(""), 0, Lasts::Once)?);
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
    Some((fault, writes(&home.path(""))))
}

/// Has a write of a command fail in each way that makes a difference; how often it could not be done.
fn try_all(desk: &Desk, args: &[&str], case: Case) -> usize {
    let mut failures = 0;
    for lasts in case.ways {
        let (failed, made) = try_with(desk, args, (case.fault, *lasts), case.nth);
        failures += usize::from(failed);
        if made == case.nth {
            break;
        }
    }
    failures
}

/// Runs a command in a copy, with the `nth` write failing; expects that all is well afterwards, also for doing it again. Whether it
/// failed, and how many writes it made.
fn try_with(desk: &Desk, args: &[&str], (fault, lasts): (Fault, Lasts), nth: usize) -> (bool, usize) {
    let home = desk.copy();
    let output = run(&home, args, fault.at_write(&home.path(""), nth, lasts).expect("a compiler, as before"));
    let made = writes(&home.path("")).len();
    let said = String::from_utf8(output.stderr).expect("UTF-8");
    let what = format!("{args:?}, {fault:?} {lasts:?} at {nth}: {said}");
    let failed = output.status.code() != Some(0);
    if failed {
        assert_eq!(output.status.code(), Some(1), "{what}");
        let words = SAID.iter().find(|(of, _)| *of == fault).expect("known").1;
        assert!(said.starts_with("masthead: ") || said.contains("\nmasthead: "), "{what}");
        assert!(words.iter().any(|words| said.contains(words)), "{what}");
        assert!(WAYS_OUT.iter().any(|way| said.contains(way)), "{what}");
        assert!(JARGON.iter().all(|jargon| !said.contains(jargon)), "{what}");
        let places = [home.store().display().to_string(), "copy.".to_owned(), "old/".to_owned()];
        let is_named = places.iter().any(|place| said.contains(place));
        assert!(is_named || (args[0] == "show" && said.contains("output")), "{what}");
    }
    desk.has_all(&home, &what);
    // What was wrong before still is where it could not be mended.
    if args[0] != "doctor" {
        is_sound(&home, nth, &what);
    }
    let again = home.run(args);
    assert_eq!(again.code, 0, "again: {what} {again:?}");
    desk.has_all(&home, &what);
    if args[0] == "doctor" {
        is_sound(&home, nth, &what);
    }
    (failed, made)
}

fn check(desk: &Desk, commands: &[&[&str]]) {
    for args in commands {
        // The shell could not have made the file that is written to.
        let faults = if args[0] == "show" { &Fault::ALL[..2] } else { &Fault::ALL[..] };
        let Some(calls) = faults.iter().map(|fault| calls(desk, args, *fault)).collect::<Option<Vec<_>>>()
        else {
            return;
        };
        let failures =
            attempt_each(&args[..2.min(args.len())].join(" "), &calls, 4, &|case| try_all(desk, args, case));
        assert!(failures > 1, "{args:?} hardly ever fails");
    }
}

#[test]
fn taking_articles_in_says_that_it_cannot_and_breaks_nothing() {
    let desk = Desk::new();
    check(&desk, &[&["import", "new"], &["refresh", "--all"], &["import", "old/other.jsonl"]]);
}

#[test]
fn what_the_user_does_with_articles_is_said_not_to_be_kept_and_breaks_nothing() {
    let desk = Desk::new();
    let id = newest(&desk.home);
    let words = "So many words that they take more than a page of the store. ".repeat(400);
    check(
        &desk,
        &[
            &["tags", "add", &id, "lake", "harbour"],
            &["note", &id, &words],
            &["mute", "add", "\"envoys of none\""],
            &["feeds", "rename", "Wire", "The Wire"],
            &["searches", "add", "Talks", "talk"],
            &["show", &id],
        ],
    );
}

#[test]
fn keeping_the_store_says_that_it_cannot_and_breaks_nothing() {
    let desk = Desk::new();
    check(
        &desk,
        &[
            &["compact"],
            &["backup", "copy.db", "--force"],
            &["export", "--all", "copy.jsonl", "--force"],
            &["restore", "old/old.db", "--force"],
        ],
    );
}

#[test]
fn making_things_anew_says_that_it_cannot_and_breaks_nothing() {
    check(&Desk::of_version(5), &[&["tags", "list"]]);
    check(&Desk::of_version(3), &[&["tags", "list"]]);
    check(&Desk::damaged(), &[&["doctor", "--repair"]]);
    let desk = Desk::new();
    desk.home.write(
        "config/masthead/actors.tsv",
        "id\tname\taliases\troles\tof\tcameo\twikidata\nperson:envoy\tEnvoy\t\t\t\t\t\n",
    );
    check(&desk, &[&["refresh"]]);
}

#[test]
fn a_store_on_a_read_only_disk_can_be_read() {
    let home = Home::new();
    home.import(&[("ferry.md", FERRY), ("toll.md", TOLL)]);
    let Some(environment) = Fault::ReadOnly.at_write(&home.path(""), 1, Lasts::FromThenOn) else { return };
    let run = |args: &[&str]| run(&home, args, environment.clone());
    let id = newest(&home);
    for args in [&["search", "ferry"][..], &["actors"], &["tags", "list"]] {
        let output = run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    assert!(!run(&["search", "ferry"]).stdout.is_empty());
    let refused = run(&["tags", "add", &id, "a"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(refused.status.code() == Some(1) && said.contains("read-only"), "{said}");
}
