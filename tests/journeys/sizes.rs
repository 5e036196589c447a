//! Every size of terminal, and changing it in the middle of an article.

use vt100::Screen;

use crate::articles::{TITLES, library};
use crate::terminal::Terminal;
use crate::view::{row_of, rows, text};

const SIZES: [(u16, u16); 5] = [(200, 60), (160, 45), (120, 40), (80, 24), (40, 12)];

#[test]
fn each_size_shows_the_panes_that_fit() {
    for (nth, size) in SIZES.into_iter().enumerate() {
        let home = library();
        let mut reader = Terminal::open(&home, size);
        let shows = |screen: &Screen, pane: &str| row_of(screen, pane).is_some();
        reader.screen_until("the list", |screen| shows(screen, "ARTICLES") && shows(screen, "Lake Council"));
        let screen = reader.screen();
        assert_eq!(shows(&screen, "FEEDS"), nth < 2, "{}", text(&screen));
        assert_eq!(shows(&screen, "ACTORS"), nth < 2, "{}", text(&screen));
        assert_eq!(shows(&screen, "A vote on tolls"), nth < 3, "{}", text(&screen));
        reader.press("j<enter>");
        reader.sees("Negotiators from both");
        assert_eq!(shows(&reader.screen(), "Market Day"), nth < 3);
        reader.play(&[("a", "ACTORS  4"), ("<esc>", "next section")]);
        reader.quit();
    }
}

#[test]
fn the_text_is_no_wider_than_the_measure() {
    let home = library();
    let mut reader = Terminal::open(&home, (200, 60));
    reader.press("j<enter>");
    reader.sees("Negotiators from both");
    let screen = reader.screen();
    let widest = rows(&screen)
        .iter()
        .filter_map(|row| row.split('│').nth(2).map(|cell| cell.trim().chars().count()))
        .max();
    assert!(widest.is_some_and(|widest| widest <= 72), "{widest:?}");
    reader.quit();
}

#[test]
fn resizing_keeps_ones_place_in_the_text() {
    let home = library();
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("j<enter>", "Negotiators")]);
    for (section, lines) in [("1", 0), ("1", 2), ("1", 5), ("2", 1), ("3", 0)] {
        // By the outline: a digit alone may yet become a number, for a moment.
        reader.press(&format!("O{section}"));
        let heading = format!("▾ {section} ");
        reader.screen_until("a heading at the top", |screen| row_of(screen, &heading) == Some(2));
        for _ in 0..lines {
            let before = rows(&reader.screen());
            reader.press("j");
            reader.screen_until("a line further", |screen| rows(screen)[3..] != before[3..]);
        }
        let first = words(&reader.screen());
        let first: Vec<&str> = first.split_whitespace().take(4).collect();
        for size in [(80, 24), (40, 12), (30, 10), (160, 45), (200, 60), (120, 40)] {
            reader.resize(size);
            if size == (30, 10) {
                reader.sees("needs 40×12");
            } else {
                let first = first.join(" ");
                reader.screen_until(&format!("“{first}”"), |screen| words(screen).contains(&first));
            }
        }
    }
    reader.quit();
}

#[test]
fn no_size_is_lost_while_keys_come_in() {
    let home = library();
    let mut reader = Terminal::open(&home, (80, 24));
    for _ in 0..30 {
        reader.press("j");
        reader.resize((30, 10));
        reader.press("k");
        reader.sees("needs 40×12");
        reader.press("j");
        reader.resize((80, 24));
        reader.press("k");
        reader.sees("ARTICLES");
    }
    reader.quit();
}

#[test]
fn a_tiny_terminal_says_so_and_grows() {
    let home = library();
    let mut reader = Terminal::open(&home, (30, 10));
    reader.sees("masthead needs 40×12");
    reader.sees("this is 30×10");
    reader.press("jjga<esc>");
    reader.resize((80, 24));
    TITLES.iter().for_each(|title| reader.sees(title));
    reader.quit();
}

/// The words in the article pane, from its top on.
fn words(screen: &Screen) -> String {
    let (_, columns) = screen.size();
    let pane = if columns.get() >= 100 { 2 } else { 0 };
    let rows = rows(screen);
    let lines = rows.iter().skip(2).map(|row| row.split('│').nth(pane).unwrap_or_default());
    lines.flat_map(|row| row.trim_start_matches('▌').split_whitespace()).collect::<Vec<_>>().join(" ")
}
