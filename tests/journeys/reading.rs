//! The main journey: open, read, fold, jump, follow an actor, search by actor, quit, and be back.

use vt100::Screen;

use crate::articles::{TITLES, library};
use crate::terminal::Terminal;
use crate::view::{bottom, cells_of_all, is_chosen, row_of, rows};

#[test]
fn opens_reads_folds_jumps_follows_an_actor_and_comes_back() {
    let home = library();
    let mut reader = Terminal::open(&home, (120, 40));
    TITLES.iter().for_each(|title| reader.sees(title));
    reader.sees("4 unread");
    reader.play(&[
        ("j", "Negotiators from both shores"),
        ("<enter>", "3 unread"),
        ("zM", "(3 paragraphs)"),
        ("", "▸ 2 Who Wants What"),
        ("", "Northshore · Southshore"),
        ("", "(4 lines)"),
        ("zR", "!(4 lines)"),
    ]);
    reader.press("]]");
    reader.screen_until("section 1 at the top", |screen| row_of(screen, "▾ 1 Why It Matters") == Some(2));
    reader.press("za");
    reader.screen_until("section 1 folded", |screen| row_of(screen, "▸ 1 Why It Matters") == Some(2));
    reader.press("2");
    reader.screen_until("section 2 at the top", |screen| row_of(screen, "▾ 2 Who Wants What") == Some(2));
    reader.play(&[("O", "─ outline"), ("", "4 What’s Next"), ("jj<enter>", "!─ outline")]);
    reader.sees("4 What’s Next");
    reader.press("gg");
    reader.sees("By Ada Lindqvist");
    reader.press("a");
    reader.sees("ACTORS  4");
    reader.press("jk");
    reader.screen_until("the actor chosen", |screen| is_chosen(screen, "Tomáš Óravec"));
    reader.press("a");
    reader.sees_no("ACTORS");
    for said in ["mention 1 of 4", "mention 2 of 4", "mention 3 of 4"] {
        reader.press("]a");
        reader.sees(&format!("Tomáš Óravec: {said}"));
        let screen = reader.screen();
        let here = cells_of_all(&screen, "Tomáš Óravec").into_iter();
        assert_eq!(here.filter(|cells| cells.iter().all(|cell| cell.inverse())).count(), 1, "{said}");
    }
    reader.press("[a");
    reader.sees("mention 2 of 4");

    reader.play(&[("ga", "search by actor"), ("orav", "2 articles"), ("", "› orav")]);
    reader.press("<enter>");
    reader.sees("Actor: Tomáš Óravec");
    reader.screen_until("two articles, the newer first", |screen| {
        let [toll, ferry, piers] = [TITLES[0], TITLES[1], TITLES[2]].map(|title| row_of(screen, title));
        toll.is_some() && toll < ferry && piers.is_none()
    });
    reader.play(&[("<enter>", "A vote on tolls for the bridge"), ("a", "ACTORS  ")]);
    reader.screen_until("the actor chosen", |screen| is_chosen(screen, "Tomáš Óravec"));
    reader.quit();
}

#[test]
fn the_next_start_is_where_one_was() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        let home = library();
        let mut reader = Terminal::open(&home, size);
        reader.play(&[("j<enter>", "Negotiators"), ("", "3 unread"), ("1za", "▸ 1 Why It Matters")]);
        reader.press("2");
        reader.screen_until("section 2 at the top", |screen| row_of(screen, "▾ 2 Who") == Some(2));
        if size.1 <= 40 {
            // Folding and unfolding takes no number: the 2 is none before the j.
            reader.play(&[
                ("za", "▸ 2 Who"),
                ("za", "▾ 2 Who"),
                ("j", "!▾ 2 Who"),
                ("", "Southshore: Wants"),
            ]);
        }
        let before = body(&reader.screen());
        reader.quit();

        let mut reader = Terminal::open(&home, size);
        reader.screen_until("the same screen", |screen| body(screen) == before);
        reader.play(&[("1", "▸ 1 Why It Matters")]);
        assert!(bottom(&reader.screen()).contains("next section"), "the focus is in the article");
        reader.quit();
    }
}

/// Everything but the top line, with its clock, and the bottom line, with its messages.
fn body(screen: &Screen) -> Vec<String> {
    let rows = rows(screen);
    rows[1..rows.len() - 1].to_vec()
}
