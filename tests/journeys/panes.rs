//! The keys that anyone expects: arrows, Tab, Home, End, Page Up and Down, Enter, Esc.

use vt100::Screen;

use crate::articles::library;
use crate::terminal::Terminal;
use crate::view::{rows, text};

#[test]
fn tab_goes_round_the_panes() {
    let home = library();
    let mut reader = Terminal::open(&home, (200, 60));
    focus(&reader, "ARTICLES");
    reader.press("<tab><tab>");
    focus(&reader, "ACTORS");
    reader.press("<tab>");
    focus(&reader, "FEEDS");
    reader.press("<s-tab>");
    focus(&reader, "ACTORS");
    reader.press("<left><left>");
    focus(&reader, "ARTICLES");
    reader.press("<left>");
    focus(&reader, "FEEDS");
    reader.press("<right>");
    focus(&reader, "ARTICLES");
    reader.quit();
}

#[test]
fn arrows_home_end_and_pages_move() {
    let home = library();
    let mut reader = Terminal::open(&home, (80, 24));
    reader.press("<down>");
    cursor(&reader, "Ferry Accord");
    reader.press("<up>");
    cursor(&reader, "Lake Council");
    reader.press("<end>");
    cursor(&reader, "Market Day");
    reader.press("<home>");
    cursor(&reader, "Lake Council");
    reader.play(&[("<down><enter>", "Negotiators"), ("<end>", "the drafts."), ("<home>", "Negotiators")]);
    reader.play(&[("<down><down><down><down><down><down><down>", "!Negotiators"), ("<pgup>", "Negotiators")]);
    reader.play(&[
        ("<pgdn>", "Who Wants What"),
        ("<pgdn><pgdn>", "!Who Wants What"),
        ("<home>", "Negotiators"),
    ]);
    reader.play(&[("<c-d>", "!Negotiators"), ("<c-u>", "Negotiators"), ("<c-f>", "!Negotiators")]);
    reader.play(&[("<c-b>", "Negotiators"), ("<lone-esc>", "ARTICLES"), ("<lone-esc>", "FEEDS")]);
    reader.quit();
}

#[test]
fn enter_on_a_heading_folds_and_q_backs_out_and_quits() {
    let home = library();
    let mut reader = Terminal::open(&home, (80, 24));
    reader.play(&[("j<enter>", "Negotiators"), ("]]<enter>", "▸ 1 Why"), ("<enter>", "▾ 1 Why")]);
    reader.play(&[("q", "ARTICLES"), ("q", "FEEDS")]);
    reader.press("q");
    assert!(reader.exit_status().success());
}

/// Waits until the pane of that name has the focus.
fn focus(reader: &Terminal, pane: &str) {
    reader.sees(&format!("▪ {pane}"));
}

/// Waits until the cursor of the list is on that row.
fn cursor(reader: &Terminal, title: &str) {
    let is_on = |screen: &Screen| rows(screen).iter().any(|row| row.starts_with('▌') && row.contains(title));
    reader.screen_until(&format!("the cursor on {title}"), is_on);
    assert!(text(&reader.screen()).contains('▌'));
}
