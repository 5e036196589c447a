//! The terminal is given back, however the reader ends or is stopped.

use std::fs;
use std::process::Command;

use rusqlite::Connection;

use crate::articles::{TITLES, library};
use crate::home::MASTHEAD;
use crate::terminal::Terminal;
use crate::tmux::{self, leaves_out};
use crate::view::text;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn a_terminal_is_given_back_by_every_end() {
    if leaves_out("the modes of the terminal are those of tmux") {
        return;
    }
    for end in ["Q", "<c-c>", "TERM", "HUP", "INT"] {
        let home = library();
        let mut reader = Terminal::open(&home, SIZE);
        reader.sees("4 unread");
        assert!(reader.screen().alternate_screen());
        assert!(!reader.modes().contains("ICANON"), "{}", reader.modes());
        match end {
            "Q" | "<c-c>" => reader.press(end),
            signal => reader.signal(signal),
        }
        let status = reader.exit_status();
        assert!(status.success(), "{end}: {status:?}");
        let screen = reader.screen();
        assert!(!screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste(), "{end}");
        assert!(text(&screen).trim().is_empty(), "{end}: {}", text(&screen));
        let modes = reader.modes();
        assert!(modes.contains("ICANON") && modes.contains("ECHO"), "{end}: {modes}");
    }
}

#[test]
fn a_signal_keeps_where_one_is() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("j<enter>", "Negotiators"), ("3", "▾ 3 Background")]);
    reader.signal("TERM");
    reader.exit_status();
    let reader = Terminal::open(&home, SIZE);
    reader.sees("▾ 3 Background");
    reader.quit();
}

#[test]
fn a_program_that_fails_while_the_reader_ends_is_no_change_that_was_lost() {
    if leaves_out("tmux takes the screen away only once the reader has ended") {
        return;
    }
    let home = library();
    let gate = home.path("gate");
    assert!(Command::new("mkfifo").arg(&gate).status().expect("runs").success());
    let script = home.write("wait.sh", format!("read -r go < '{}'; exit 1", gate.display()));
    let programs = format!("[[programs]]\nname = 'waiter'\ncommand = ['sh', '{}']\n", script.display());
    home.write("config/masthead/config.toml", programs);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("j<enter>", "Negotiators"), ("|", "")]);
    // What is read is still to be saved: the reader waits for the store, its screen given back.
    let store = Connection::open(home.store().join("masthead.db")).expect("opens");
    store.execute_batch("BEGIN IMMEDIATE").expect("nobody writes");
    reader.press("Q");
    reader.screen_until("the shell's screen", |screen| !screen.alternate_screen());
    fs::write(&gate, "go\n").expect("the program waits");
    store.execute_batch("COMMIT").expect("nothing was changed");
    assert!(reader.exit_status().success(), "{}", text(&reader.screen()));
}

#[test]
fn it_stops_and_comes_back_whole() {
    let home = library();
    let shell = ["bash", "--norc", "--noprofile", "-i"];
    let mut terminal = Terminal::run(&home, SIZE, &shell, &[("PS1", "shell% ")]);
    terminal.sees("shell%");
    terminal.type_in(&format!("{MASTHEAD}\r"));
    terminal.sees("4 unread");
    for times in 1..=2 {
        terminal.press("<c-z>");
        // The shell's own screen still says so from the time before.
        terminal.screen_until("the shell again", |screen| text(screen).matches("Stopped").count() == times);
        let screen = terminal.screen();
        // What the terminal shows within tmux is never the shell's own screen.
        assert!(tmux::is_wanted() || !screen.alternate_screen(), "{}", text(&screen));
        assert!(!screen.hide_cursor(), "{}", text(&screen));
        terminal.type_in("fg\r");
        terminal.sees("4 unread");
        TITLES.iter().for_each(|title| terminal.sees(title));
        terminal.sees_no("Stopped");
        assert!(terminal.screen().alternate_screen());
    }
    terminal.play(&[("j<enter>", "Negotiators")]);
    terminal.press("Q");
    terminal.screen_until("the shell's prompt", |screen| text(screen).trim_end().ends_with("shell%"));
    terminal.type_in("exit\r");
    terminal.exit_status();
}
