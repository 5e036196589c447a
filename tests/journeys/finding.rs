//! Searching, filtering, help, palette.

use crate::articles::{MARKET, TITLES, library};
use crate::terminal::Terminal;
use crate::view::cells;

const SIZE: (u16, u16) = (120, 40);

#[test]
fn search_shows_results_as_one_types_and_escape_goes_back() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    TITLES.iter().for_each(|title| reader.sees(title));
    reader.play(&[("/", "search:"), ("larc", "!Ferry Accord"), ("h", "How a Pier"), ("", "!Market Day")]);
    reader.play(&[("<esc>", "Market Day"), ("", "All articles"), ("", "Ferry Accord")]);

    reader.play(&[("/lake<enter>", "Search: lake (3)"), ("", "!Market Day")]);
    reader.play(&[
        ("j<enter>", "of Lake Marn said on"),
        ("n", "Match 2 of"),
        ("n", "Match 3 of"),
        ("N", "Match 2 of"),
    ]);
    assert!(cells(&reader.screen(), "Lake").iter().all(|cell| cell.bold()), "what was found stands out");
    reader.play(&[("<esc>", "Search: lake"), ("<esc>", "All articles"), ("", "Market Day")]);

    reader.play(&[("/xyzzy<enter>", "Nothing here has xyzzy"), ("<esc>", "Market Day")]);
    reader.play(&[("/actor:\"orav", "Tomáš"), ("\"<enter>", "(2)"), ("<esc>", "Market Day")]);
    reader.quit();
}

#[test]
fn a_filter_stays_within_the_list() {
    let home = library();
    home.write("gazette/market.md", MARKET.replace("Market Day", "Gazette Day"));
    assert_eq!(home.run(&["import", "gazette"]).code, 0);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Market Day"), ("h", "FEEDS"), ("", "gazette"), ("G", "!Market Day")]);
    reader.play(&[
        ("<enter>", "Gazette Day"),
        ("=", "filter:"),
        ("ferry", "Nothing here"),
        ("<esc>", "Gazette Day"),
    ]);
    reader.play(&[("=saturday<enter>", "Gazette Day"), ("", "= saturday"), ("", "!Market Day")]);
    reader.play(&[("<esc>", "!= saturday"), ("", "Gazette Day")]);
    reader.quit();
}

#[test]
fn the_help_lists_the_keys_of_where_one_is_and_is_searched() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Market Day"), ("?", "─ help"), ("", "search by actor"), ("", "!fold every section")]);
    reader.play(&[("/fold", "fold every section"), ("", "zM"), ("<esc>", "!fold every section")]);
    reader.play(&[("<esc>", "!─ help"), ("<enter>?", "fold every section"), ("q", "!─ help")]);
    reader.quit();
}

#[test]
fn the_palette_does_commands_by_name() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "4 unread"), (":", "─ commands"), ("mark all", "mark the whole list read")]);
    reader.play(&[
        ("<enter>", "all read"),
        (":", "─ commands"),
        ("<esc>", "!─ commands"),
        (":undo<enter>", "4 unread"),
    ]);
    reader.quit();
}

#[test]
fn fields_complete_errors_point_and_hits_are_shown() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Market Day"), ("/acto", "an actor is in it"), ("<tab>", "actor:")]);
    reader.play(&[("orav", "person · "), ("<tab>", "actor:\"Tomáš Óravec\""), ("<enter>", "(2)")]);
    reader.play(&[
        ("<esc>", "Market Day"),
        ("/ferry is:lost x", "it takes unread"),
        ("", "^^^^^^^"),
        ("<esc>", "Market Day"),
    ]);
    reader.play(&[
        ("/in:why-it-matters wages<enter>", "For Northshore the line is a matter of"),
        ("", "(1)"),
        ("<esc>", "Market Day"),
    ]);
    reader.quit();
}

#[test]
fn a_search_that_is_kept_is_a_feed_of_its_own() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Market Day"), ("/lake<enter>", "Search: lake (3)"), ("S", "save as:")]);
    reader.play(&[("<enter>", "Saved as lake"), ("h", "Saved searches"), ("", "lake")]);
    reader.quit();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("h", "Saved searches"), ("gg", "FEEDS"), ("jjjj", "!Market Day"), ("l", "Ferry Accord")]);
    reader.play(&[
        (":remove-feed<enter>", "Removed the saved search"),
        ("u", "Undone"),
        ("h", "Saved searches"),
    ]);
    reader.quit();
}

#[test]
fn what_comes_next_leads_to_the_sentence() {
    let home = library();
    home.import(&[(
        "pier.md",
        "---\ntitle: The pier vote\n---\n\nWords.\n\n## What’s Next\n\nThe council votes tomorrow.\n",
    )]);
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "Market Day"), (":next<enter>", "The council votes tomorrow"), ("", "Coming")]);
    reader.play(&[("<enter>", "Words."), ("<esc>", "Market Day"), (":positions<enter>", "Lake Council  ×")]);
    reader.play(&[("l", "Regrets the delay"), ("<esc>", "Market Day")]);
    reader.quit();
}
