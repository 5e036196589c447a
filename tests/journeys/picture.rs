//! The pictures in the README, taken of the real screen. They stay true: a run that shows anything else fails here.
//! `UPDATE_PICTURES=1` takes them anew.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::home::Home;
use crate::svg::svg;
use crate::terminal::Terminal;
use crate::tmux::leaves_out;
use crate::view::is_chosen;

/// A terminal with all colours, on an evening soon after the newest of the sample articles.
const EVENING: [(&str, &str); 3] =
    [("TERM", "xterm-256color"), ("COLORTERM", "truecolor"), ("MASTHEAD_TEST_NOW", "2026-11-21T21:04:00Z")];

/// What a reader with the sample articles shows after some steps, in a theme.
fn check(name: &str, size: (u16, u16), theme: &str, steps: impl FnOnce(&mut Terminal)) {
    if leaves_out("the colours are those that tmux makes of them") || !cfg!(debug_assertions) {
        return;
    }
    let home = Home::new();
    home.write("config/masthead/config.toml", format!("theme = \"{theme}\"\n"));
    let mut reader = Terminal::open_with(&home, size, &EVENING);
    steps(&mut reader);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets").join(name);
    if std::env::var_os("UPDATE_PICTURES").is_some() {
        while !reader.is_quiet_for(Duration::from_millis(500)) {}
        fs::write(path, svg(&reader.screen(), theme == "light")).expect("written");
    } else {
        let picture = fs::read_to_string(path).expect("a picture");
        let wanted = format!("what assets/{name} shows; UPDATE_PICTURES=1 takes it anew");
        reader.screen_until(&wanted, |screen| svg(screen, theme == "light") == picture);
    }
}

#[test]
fn an_article_with_its_actors() {
    check("screen.svg", (160, 40), "dark", |reader| {
        reader.play(&[("", "The Worst Three Weeks"), ("jjjjj", "▌● What the Dravna")]);
        reader.play(&[("<enter>", "two pages long"), ("s", "Starred"), ("1za", "▸ 1 Why It Matters")]);
        reader.play(&[("gg", "By Rahel"), ("a", "▪ ACTORS  11")]);
        reader.screen_until("the first actor chosen", |screen| is_chosen(screen, "Korvania"));
        reader.play(&[("<esc>", "next section")]);
    });
}

#[test]
fn a_search_as_one_types() {
    check("search.svg", (120, 28), "dark", |reader| {
        reader.play(&[("", "The Worst Three Weeks"), ("/stance:korvania", "stance:korvania"), ("", "(6)")]);
    });
}

#[test]
fn positions_side_by_side() {
    check("positions.svg", (100, 26), "nord", |reader| {
        reader.play(&[
            ("", "The Worst Three Weeks"),
            (":positions", "positions"),
            ("<enter>", "positions: All articles"),
            ("", "the first August"),
        ]);
    });
}

#[test]
fn an_article_in_light() {
    check("light.svg", (100, 26), "light", |reader| {
        reader.play(&[("", "The Worst Three Weeks"), ("jjjjj", "▌● What the Dravna")]);
        reader.play(&[("<enter>", "two pages long"), ("]]]]", "▌▾ 2 Winners, Losers")]);
    });
}
