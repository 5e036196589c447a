//! The articles that come with masthead.

use crate::articles::FERRY;
use crate::home::Home;
use crate::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
const SAMPLES: &str = "sample articles";

#[test]
fn a_fresh_start_shows_the_samples_until_they_are_removed() {
    let home = Home::new();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", SAMPLES), ("", "unread"), ("h", "The Ledger"), ("", "Continental Wire")]);
    reader.quit();

    let ran = home.run(&["samples", "remove"]);
    assert!(ran.code == 0 && ran.out.starts_with("removed "), "{ran:?}");
    for _ in 0..2 {
        let mut reader = Terminal::open(&home, SIZE);
        reader.press("l");
        reader.sees("No articles yet");
        reader.quit();
    }
    home.import(&[("ferry.md", FERRY)]);
    let reader = Terminal::open(&home, SIZE);
    reader.sees("Ferry Accord");
    reader.sees_no(SAMPLES);
    reader.quit();
}

#[test]
fn ones_own_articles_take_the_samples_place() {
    let home = Home::new();
    let reader = Terminal::open(&home, SIZE);
    reader.sees(SAMPLES);
    reader.quit();
    home.import(&[("ferry.md", FERRY)]);
    for _ in 0..2 {
        let mut reader = Terminal::open(&home, SIZE);
        reader.play(&[("", "Ferry Accord"), ("", "!The Ledger"), ("h", "FEEDS"), ("", "!The Ledger")]);
        reader.quit();
    }
    assert_eq!(home.run(&["samples", "add"]).code, 1);
}

#[test]
fn the_reader_removes_them_by_its_palette() {
    let home = Home::new();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", SAMPLES), (":remove-samples<enter>", "Removed"), ("", "No articles yet")]);
    reader.quit();
}
