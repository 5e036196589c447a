//! Read, unread, starred, and back; kept over a restart.

use crate::articles::{TITLES, library};
use crate::terminal::Terminal;
use crate::view::rows;

const SIZE: (u16, u16) = (80, 24);

#[test]
fn read_and_star_are_shown_undone_and_kept() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.sees("4 unread");
    reader.press("m");
    reader.sees("3 unread");
    marks(&reader, [" ", "●", "●", "●"]);
    reader.press("m");
    reader.sees("4 unread");
    marks(&reader, ["●", "●", "●", "●"]);
    reader.press("js");
    marks(&reader, ["●", "★●", "●", "●"]);
    reader.play(&[("A", "all read"), ("", "Marked 4 articles read")]);
    marks(&reader, [" ", "★", " ", " "]);
    reader.play(&[("u", "4 unread"), ("", "Undone: marked 4 articles read")]);
    marks(&reader, ["●", "★●", "●", "●"]);
    reader.play(&[("u", "Undone: starred")]);
    marks(&reader, ["●", "●", "●", "●"]);
    reader.play(&[("js", "Starred"), ("jm", "3 unread")]);
    marks(&reader, ["●", "●", "★●", " "]);
    reader.quit();

    let reader = Terminal::open(&home, SIZE);
    reader.sees("3 unread");
    marks(&reader, ["●", "●", "★●", " "]);
    reader.quit();
}

#[test]
fn what_was_done_before_or_by_a_command_is_undone_too() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("js", "Starred")]);
    reader.quit();
    let found = home.run(&["search", "is:starred", "--json"]).out;
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    let id = found[0]["id"].to_string();
    for args in [&["note", &id, "Ask them."][..], &["note", &id, "--remove"]] {
        assert_eq!(home.run(args).code, 0, "{args:?}");
    }

    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("", "4 unread"), ("ggm", "3 unread"), ("u", "Undone: marked read"), ("", "4 unread")]);
    // Of this session nothing is left.
    reader.play(&[("u", "Undone: took the note of"), ("", "(before or elsewhere)")]);
    assert_eq!(home.run(&["note", &id]).out, "Ask them.\n");
    reader.play(&[("u", "Undone: wrote the note of"), ("u", "Undone: starred an article")]);
    marks(&reader, ["●", "●", "●", "●"]);
    reader.play(&[("u", "There is nothing to undo")]);
    reader.quit();
}

#[test]
fn opening_an_article_reads_it_and_n_goes_to_the_next_unread() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("<enter>", "3 unread"), ("n", "2 unread"), ("", "Ferry Accord Nears")]);
    reader.play(&[("n", "1 unread"), ("", "How a Pier Is Built"), ("N", "No more unread")]);
    reader.play(&[("<esc>", "ARTICLES")]);
    marks(&reader, [" ", " ", " ", "●"]);
    reader.quit();
}

#[test]
fn space_pages_on_and_then_opens_the_next_unread_article() {
    let home = library();
    let mut reader = Terminal::open(&home, SIZE);
    reader.play(&[("j<enter>", "Negotiators"), ("<space>", "!Negotiators")]);
    reader.play(&[("G", "the drafts."), ("<space>", "less to fear from salt")]);
    reader.quit();
}

/// Waits for the marks before the four titles.
fn marks(reader: &Terminal, wanted: [&str; 4]) {
    reader.screen_until(&format!("the marks {wanted:?}"), |screen| {
        let rows = rows(screen);
        TITLES.iter().zip(wanted).all(|(title, mark)| {
            let row = rows.iter().find(|row| row.contains(title));
            row.and_then(|row| row.split(title).next()).is_some_and(|before| {
                let before = before.trim_matches(['▌', '▏', ' ']);
                before == mark.trim()
            })
        })
    });
}
