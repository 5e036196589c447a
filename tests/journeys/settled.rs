//! What the config settles of keys and of the mouse, through the real terminal.

use crate::articles::library;
use crate::home::Home;
use crate::terminal::Terminal;
use crate::tmux::leaves_out;
use crate::view::text;

const CONFIG: &str = "config/masthead/config.toml";

fn settled(config: &str) -> Home {
    let home = library();
    home.write(CONFIG, config);
    home
}

#[test]
fn keys_of_a_preset_and_of_the_user_do_what_they_say() {
    let home = settled("[keys]\npreset = \"arrows\"\n\"g x\" = [\"toggle-star\", \"down\"]\ns = false\n");
    let mut reader = Terminal::open(&home, (80, 24));
    reader.sees("* toggle star");
    reader.press("gx");
    reader.screen_until("a star", |screen| text(screen).contains('★'));
    reader.play(&[("?/star", "toggle-star, down"), ("<esc><esc>", "!toggle-star, down")]);
    reader.quit_by("<c-c>");
}

#[test]
fn a_wrong_entry_is_told_and_the_reader_goes_on_with_the_others() {
    let home = settled("measure = 7\n[keys]\nj = \"dwn\"\n\"X\" = \"help\"\n");
    let mut reader = Terminal::open(&home, (120, 40));
    reader.sees("config.toml, line 1: measure = 7 is out of range");
    reader.sees("1 more: masthead config says what");
    reader.play(&[("X", "to the top"), ("<esc>", "!to the top")]);
    reader.quit();
}

#[test]
fn a_theme_that_there_is_not_is_told_beside_other_faults() {
    let home = settled("theme = \"nrod\"\n");
    let reader = Terminal::open(&home, (200, 40));
    reader.sees("config.toml, line 1: theme = \"nrod\" is no theme; the nearest is nord");
    reader.quit();
    home.write(CONFIG, "theme = \"nrod\"\nmeasure = 7\n");
    let reader = Terminal::open(&home, (200, 40));
    reader.sees("config.toml, line 1: theme = \"nrod\"");
    reader.sees("1 more: masthead config says what");
    reader.quit();
}

#[test]
fn a_theme_that_was_chosen_is_the_one_that_holds_until_the_file_says_another() {
    let home = library();
    let told = |home: &Home, theme: &str, source: &str| {
        let ran = home.run(&["config"]);
        let line = ran.out.lines().find(|line| line.starts_with("theme ="));
        assert_eq!(
            (line, ran.code),
            (Some(&*format!("{:32}  # {source}", format!("theme = \"{theme}\""))), 0)
        );
        let themes = home.run(&["themes"]).out;
        assert!(themes.contains(&format!("* {theme} ")), "{themes}");
    };
    told(&home, "auto", "default");
    let mut reader = Terminal::open(&home, (80, 24));
    reader.play(&[(":theme nord<enter>", "Theme: nord")]);
    reader.quit();
    told(&home, "nord", "chosen in the reader");
    let file = home.write(CONFIG, "theme = \"dracula\"\n");
    told(&home, "dracula", &format!("{}:1", file.display()));
}

#[test]
fn what_may_follow_comes_after_a_moment_and_goes_with_the_next_key() {
    let home = library();
    let mut reader = Terminal::open(&home, (80, 24));
    reader.press("g");
    reader.sees("a  search by actor, or by several");
    reader.press("g");
    reader.sees("? help");
    reader.quit();
}

#[test]
fn the_mouse_selects_opens_and_is_given_back() {
    let home = library();
    let mut reader = Terminal::open(&home, (80, 24));
    // The second row of the list, as a terminal tells it: columns and rows from 1.
    reader.type_in("\x1b[<0;20;5M\x1b[<0;20;5m");
    reader.screen_until("the second row", |screen| {
        text(screen).lines().nth(4).is_some_and(|line| line.starts_with('▌'))
    });
    reader.type_in("\x1b[<0;20;5M\x1b[<0;20;5m\x1b[<0;20;5M\x1b[<0;20;5m");
    reader.sees("min");
    reader.play(&[("q:mouse<enter>", "it selects text"), (":mouse<enter>", "is masthead")]);
    let raw = reader.raw();
    let has = |wanted: &[u8], raw: &[u8]| raw.windows(wanted.len()).any(|bytes| bytes == wanted);
    assert!(has(b"\x1b[?1002h", &raw) && has(b"\x1b[?1002l", &raw));
    reader.quit();
}

#[test]
fn the_mouse_is_left_to_the_terminal_where_that_is_settled() {
    if leaves_out("the bytes are those of tmux, which settles the mouse when it begins") {
        return;
    }
    let home = settled("mouse = false\n");
    let reader = Terminal::open(&home, (80, 24));
    let raw = reader.raw();
    assert!(!raw.windows(7).any(|bytes| bytes == b"\x1b[?1000"));
    reader.quit();
}
