//! Every size of terminal, and changing it in the middle of an article.

use vt100::Screen;

use crate::articles::{TITLES, library};
use crate::terminal::Terminal;
use crate::view::{row_of, rows, text};

const SIZES: [(u16, u16); 5] = [(200, 60), (160, 45), (120, 40), (80, 24), (40, 12)];

#[test]
fn each_size_shows_the_panes_that_fit() {
    let home = library();
    for (nth, size) in SIZES.into_iter().enumerate() {
        let mut reader = Terminal::open(&home, size);
        reader.sees("masthead");
        let shows = |screen: &Screen, pane: &str| row_of(screen, pane).is_some();
        reader.press("<esc><esc><esc><esc><enter>gg");
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
    reader.press("<enter>j<enter>gg");
    reader.sees("Negotiators from both");
    let screen = reader.screen();
    let widest =
        rows(&screen).iter().filter_map(|row| row.split('│').nth(2).map(|cell| cell.trim().len())).max();
    assert!(widest.is_some_and(|widest| widest <= 72), "{widest:?}");
    reader.quit();
}

#[test]
fn resizing_keeps_ones_place_in_the_text() {
    let home = library();
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("<enter>", "A vote on tolls"), ("<esc>j<enter>", "Negotiators"), ("1", "▾ 1 Why")]);
    for keys in ["jj", "jjjj", "jjjj"] {
        let before = reader.screen();
        reader.press(keys);
        reader.screen_until("another line at the top", |screen| top_words(screen) != top_words(&before));
        let first = top_words(&reader.screen());
        let first: Vec<&str> = first.split_whitespace().take(2).collect();
        for size in [(80, 24), (40, 12), (30, 10), (160, 45), (200, 60), (120, 40)] {
            reader.resize(size);
            if size == (30, 10) {
                reader.sees("masthead needs 40×12");
            } else {
                let wanted = format!("{} at the top of {size:?}", first.join(" "));
                reader.screen_until(&wanted, |screen| top_words(screen).contains(&first.join(" ")));
            }
        }
    }
    reader.quit();
}

#[test]
fn a_tiny_terminal_says_so_and_grows() {
    let home = library();
    let mut reader = Terminal::open(&home, (30, 10));
    reader.sees("masthead needs 40×12; this is");
    reader.press("jjga<esc>");
    reader.resize((80, 24));
    TITLES.iter().for_each(|title| reader.sees(title));
    reader.quit();
}

/// The words at the top of the article pane: its first two rows, less what stands beside them.
fn top_words(screen: &Screen) -> String {
    let (_, columns) = screen.size();
    let pane = match columns.get() {
        150.. => 2,
        100.. => 2,
        _ => 0,
    };
    let rows = rows(screen);
    let words = rows.iter().skip(2).take(3).map(|row| row.split('│').nth(pane).unwrap_or_default().trim());
    words.collect::<Vec<_>>().join(" ")
}
