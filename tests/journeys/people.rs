//! Actors across everything stored: their page, following them, and telling whose a name is.

use crate::home::Home;
use crate::terminal::Terminal;

/// Who is in both: Peskov, quoted, and Russia, in one as the Kremlin; and a Georgia that may be either.
fn two_articles() -> Home {
    let home = Home::new();
    home.import(&[("lake.md", LAKE), ("late.md", LATE)]);
    home
}

const LAKE: &str = "\
---
title: Talks on the Lake Go On
date: 2025-10-14T08:00:00Z
---

The talks on the lake go on as they are, Kremlin spokesman Dmitry Peskov said on Tuesday.

“We have never left the table and we will not leave it now,” Peskov told reporters.

Georgia was the last to arrive. The harbour was quiet.
";

const LATE: &str = "\
---
title: Georgia Is Late
date: 2025-10-16T08:00:00Z
---

Georgia was late again, and nobody knew why. Russia did not say anything of it.

“It is a matter for the captains alone and for nobody else,” Dmitry Peskov said.
";

#[test]
fn the_page_of_an_actor_leads_to_its_words() {
    let home = two_articles();
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("", "Georgia Is Late"), ("<enter>", "late again"), ("a", "ACTORS  2")]);
    reader.play(&[
        ("<enter>", "mention 1"),
        ("a", "ACTORS"),
        ("<enter>", "POSITIONS AND WORDS"),
        ("", "Kremlin spokesman (since 2012)"),
        ("", "we will not leave it now"),
    ]);
    // Past its articles, the words of the newer article, and what the older one calls it.
    reader.play(&[("jjj<enter>", "Actor: Dmitry Peskov"), ("", "▏  Talks on the Lake")]);
    reader.quit();
    let page = home.run(&["actor", "krem"]);
    assert_eq!((page.code, page.out.starts_with("RUSSIA\nstate\n")), (0, true), "{page:?}");
}

#[test]
fn a_followed_actor_is_a_feed() {
    let home = two_articles();
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("j<enter>", "The harbour was"), ("a", "ACTORS"), ("f", "Followed Dmitry Peskov")]);
    reader.play(&[("ahh", "FEEDS"), ("", "★ Followed"), ("", "Dmitry Peskov")]);
    reader.screen_until("one of two unread", |screen| {
        crate::view::rows(screen).iter().any(|row| {
            let row = row.split('│').next().unwrap_or_default().trim_end();
            row.contains("Dmitry Peskov") && row.ends_with('1')
        })
    });
    reader.play(&[("<esc>u", "Undone: followed Dmitry Peskov"), ("", "!★ Followed")]);
    reader.quit();
}

#[test]
fn a_name_that_is_told_once_is_known_everywhere() {
    let home = two_articles();
    let mut reader = Terminal::open(&home, (120, 40));
    reader.play(&[("j<enter>", "The harbour was"), ("a", "ACTORS  2"), ("", "Not known who")]);
    reader.play(&[
        (":alias Georgia<enter>", "Gave the name Georgia to Dmitry Peskov, in 2 articles"),
        ("", "also: Georgia"),
    ]);
    reader.play(&[("<esc>hk<enter>", "late again"), ("", "also: Georgia")]);
    reader.play(&[("u", "Undone: gave the name Georgia to Dmitry Peskov"), ("", "!also: Georgia")]);
    reader.quit();
}
