//! The reader on a disk that gets full while one reads.

use std::fs;

use crate::articles::library;
use crate::faults::{Fault, Lasts};
use crate::marks::as_stored;
use crate::recount::recount;
use crate::terminal::Terminal;
use crate::view::text;

const SIZE: (u16, u16) = (120, 40);

#[test]
fn what_cannot_be_written_is_said_and_shown_as_not_done_and_one_reads_on() {
    for (fault, said) in [
        (Fault::Full, "is full"),
        (Fault::Broken, "failed, or is full ("),
        (Fault::ReadOnly, "failed, or is full ("),
    ] {
        let home = library();
        let switch = home.path("full");
        let Some(environment) = fault.while_there_is(&home.path(""), &switch) else { return };
        let environment: Vec<(&str, &str)> =
            environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let mut reader = Terminal::open_with(&home, SIZE, &environment);
        reader.play(&[("", "4 unread"), ("s", "Starred"), ("s", "Star taken away")]);
        fs::write(&switch, "").expect("made");
        let tells = |what: &str| format!("cannot {what}: the disk of the store");
        let [star, mark, all] = ["star the article", "mark the article", "mark all read"].map(tells);
        reader.play(&[
            ("s", &star),
            ("", said),
            ("", "!★"),
            ("m", &mark),
            ("", "4 unread"),
            ("A", &all),
            ("", "4 unread"),
        ]);
        // What is not kept is read all the same.
        reader.play(&[
            // Having read it cannot be noted either, which is told once, and not in the way of what is told next.
            ("j<enter>", &mark),
            ("", "Negotiators from both shores"),
            ("]]", "Why It Matters"),
            ("a", "ACTORS"),
            ("a", "!ACTORS"),
        ]);
        reader.play(&[("s", &star), ("", "!★"), ("t", "tags:"), ("lost<enter>", said), ("", "!#lost")]);
        reader.play(&[("e<enter>", "cannot write to"), ("/", "find"), ("ferry<enter>", "of ")]);
        assert!(!home.path("2025-10-14-ferry-accord-nears-as-both-shores-count-the-cost.md").exists());
        fs::remove_file(&switch).expect("room");
        reader.play(&[("<esc>s", "Starred"), ("", "★"), ("t", "tags:"), ("kept<enter>", "#kept")]);
        reader.quit();
        let json = home.run(&["search", "is:starred tag:kept", "--json"]).out;
        assert!(json.contains("Ferry Accord"), "{json}");
        recount(&home.store().join("masthead.db"), 0);
    }
}

#[test]
fn changes_that_are_lost_at_the_end_are_told() {
    let home = library();
    let switch = home.path("full");
    let Some(environment) = Fault::Full.while_there_is(&home.path(""), &switch) else { return };
    let environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut reader = Terminal::open_with(&home, SIZE, &environment);
    reader.sees("4 unread");
    fs::write(&switch, "").expect("made");
    reader.press("jjQ");
    assert_eq!(reader.exit_status().exit_code(), 1);
    let raw = String::from_utf8(reader.raw()).expect("UTF-8");
    assert!(raw.contains("could not be saved") && raw.contains("is full"), "{raw}");
}

#[test]
fn a_reader_of_a_store_on_a_read_only_disk_reads_and_says_that_marks_are_not_kept() {
    let home = library();
    let Some(environment) = Fault::ReadOnly.at_write(&home.path(""), 1, Lasts::FromThenOn) else { return };
    let environment: Vec<(&str, &str)> =
        environment.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let mut reader = Terminal::open_with(&home, SIZE, &environment);
    reader.play(&[("", "4 unread"), ("s", "is read-only"), ("", "!★"), ("/lake<enter>", "Search: lake (3)")]);
    reader.play(&[("<enter>", "is read-only"), ("", "until spring"), ("]]", "Stakeholders")]);
    reader.press("Q");
    reader.exit_status();
    let raw = String::from_utf8_lossy(&reader.raw()).into_owned();
    assert!(text(&reader.screen()).is_empty() || raw.contains("is read-only"));
    assert_eq!(as_stored(&home.store()).values().filter(|article| article.starred).count(), 0);
}
