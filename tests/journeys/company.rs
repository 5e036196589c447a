//! Beside others: another reader, an import, and the rest of the machine.

use std::fs;
use std::time::Duration;

use crate::articles::{FERRY, MARKET, library};
use crate::home::Home;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn two_readers_share_a_store() {
    let home = library();
    let mut first = Terminal::open(&home, SIZE);
    let mut second = Terminal::open(&home, SIZE);
    for reader in [&first, &second] {
        reader.sees("4 unread");
    }
    first.play(&[("s", "Starred"), ("jm", "3 unread")]);
    second.play(&[("<c-l>", "★●Lake Council"), ("", "3 unread"), ("Gm", "2 unread")]);
    first.play(&[("<c-l>", "2 unread")]);
    first.quit();
    second.quit();
}

#[test]
fn an_import_beside_an_open_reader_shows_on_redrawing() {
    let home = Home::new();
    home.import(&[("ferry.md", FERRY)]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.sees("1 unread");
    home.import(&[("market.md", MARKET)]);
    reader.play(&[("<c-l>", "Market Day"), ("", "2 unread"), ("", "Ferry Accord")]);
    reader.quit();
}

#[test]
fn a_star_and_the_reading_outlive_a_revision() {
    let home = Home::new();
    home.import(&[("ferry.md", FERRY)]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("s", "Starred"), ("m", "all read")]);
    home.import(&[("ferry.md", &FERRY.replace("within reach", "at hand"))]);
    let found = home.run(&["search", "--json", "\"at hand\""]).out;
    assert!(found.contains("\"starred\":true") && found.contains("\"read\":true"), "{found}");
    reader.quit();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "★~Ferry Accord"), ("<enter>", "at hand")]);
    reader.quit();
}

#[test]
fn a_backup_is_made_beside_an_open_reader_and_had_back_after_it() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "4 unread"), ("s", "Starred")]);
    assert_eq!(home.run(&["backup", "kept.db"]).code, 0);
    assert_eq!(home.run(&["doctor"]).out, "nothing wrong\n");
    reader.play(&[("u", "Undone: starred"), ("jm", "3 unread")]);
    let refused = home.run(&["restore", "kept.db", "--force"]);
    assert!(refused.code == 1 && refused.err.contains("open in another masthead"), "{refused:?}");
    reader.play(&[("m", "4 unread")]);
    reader.quit();
    assert_eq!(home.run(&["restore", "kept.db", "--force"]).code, 0);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "4 unread"), ("", "★")]);
    reader.quit();
}

#[test]
fn a_redraw_repairs_the_screen() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.sees("Market Day");
    // The emulator forgets what it showed.
    reader.resize((SIZE.0, SIZE.1));
    reader.play(&[("<c-l>", "Market Day"), ("", "4 unread"), ("", "ARTICLES")]);
    reader.quit();
}

#[test]
#[cfg(target_os = "linux")]
fn an_idle_reader_uses_no_processor() {
    let home = library();
    let reader = Terminal::open(&home, (120, 40));
    reader.sees("A vote on tolls");
    let idle = || {
        while !reader.is_quiet_for(Duration::from_millis(300)) {}
        let before = ticks(reader.process_id());
        let quiet = reader.is_quiet_for(Duration::from_millis(1500));
        (quiet, ticks(reader.process_id()) - before)
    };
    // The clock in the top line may go on once meanwhile: a minute begins, and none does soon after.
    let (quiet, used) = Some(idle()).filter(|(quiet, _)| *quiet).unwrap_or_else(idle);
    assert!(quiet && used <= 1, "used {used} ticks, quiet: {quiet}");
    reader.quit();
}

/// The processor time that a process has used, in ticks of the clock.
#[cfg(target_os = "linux")]
fn ticks(process: u32) -> u64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).expect("a process");
    // Fields 14 and 15; the name before them, in brackets, may hold anything.
    let fields = stat.rsplit_once(')').expect("a name").1;
    fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}
