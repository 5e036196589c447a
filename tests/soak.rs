//! The reader open for a long time: random keys, sizes, clicks and refreshes, the same in every run. It never fails, the screen is
//! always whole, and its memory does not grow.
//!
//! `MASTHEAD_TEST_LONG=1 cargo test --test soak`: ten thousand keys.
#![cfg(target_os = "linux")]

mod harness;

use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use mockito::{Server, ServerGuard};
use vt100::Screen;

use harness::articles::library;
use harness::home::Home;
use harness::recount::{Dice, recount};
use harness::terminal::Terminal;
use harness::view::rows;

/// Keys that may come at any time; what leaves the reader is not among them.
const KEYS: &str = "j j j j k k h l n n N m s A u a i f v x y o e r R ; ? = / t | < > gg G gn ga g/ ]] [[ ]a [a za zM zR zb zl zh 1 2 3 O \
    <enter> <enter> <enter> <enter> <esc> <esc> <esc> <tab> <s-tab> <space> <space> <c-d> <c-u> <c-f> <c-b> <c-l> <up> <down> <left> \
    <right> <home> <end> <pgup> <pgdn> <bs> w ö 中";

/// Whole lines, as people type them.
const LINES: [&str; 14] = [
    ":theme<enter>",
    ":next<enter>",
    ":positions<enter>",
    ":feeds<enter>",
    ":justify<enter>",
    ":hyphenate<enter>",
    ":mouse<enter>",
    ":pause-feed<enter>",
    ":rename-feed Wire<enter>",
    "g/talks OR ferry<enter>",
    "g/actor:russia sort:oldest<enter>",
    "/the<enter>",
    "tlake, river<enter>",
    "garussia<enter>",
];

/// Sizes, of which the first two are too small.
const SIZES: [(u16, u16); 8] =
    [(39, 11), (60, 8), (40, 12), (80, 24), (80, 25), (100, 30), (120, 40), (200, 60)];

/// After how many keys the reader has everything that it keeps: caches, and what recognises actors, once articles came.
const SETTLED: usize = 1_000;

/// How much more memory the reader may have at the end than after its first keys, in KB: a tenth and a half, and what caches take.
fn most(first: usize) -> usize {
    first + first * 15 / 100 + 2_000
}

/// A feed that has three more articles each time, and no more than a hundred.
fn growing(server: &mut ServerGuard) {
    let asked = Arc::new(AtomicUsize::new(1));
    let body = move |_: &mockito::Request| {
        let newest = 20 + 3 * asked.fetch_add(1, Ordering::SeqCst);
        let item = |nth: usize| {
            format!(
                "<item><guid>{nth}</guid><title>Wire {nth}: talks on the lake</title><description>Russia: Seeks talk {nth}. The envoys of \
                 Ukraine and Turkey met again.</description></item>"
            )
        };
        let items: String = (newest.saturating_sub(20)..newest).map(item).collect();
        format!("<rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>").into_bytes()
    };
    server.mock("GET", "/wire").with_body_from_request(body).create();
}

/// A home with articles, a feed, programs that do nothing, and none that anything outside could be opened with.
fn home(server: &ServerGuard) -> (Home, String) {
    let home = library();
    home.write("config/masthead/config.toml", "[[programs]]\nname = \"nothing\"\ncommand = [\"true\"]\n");
    for program in ["xdg-open", "gio", "gnome-open", "kde-open", "wslview"] {
        let path = home.write(&format!("bin/{program}"), "#!/bin/sh\nexit 0\n");
        let mode = std::os::unix::fs::PermissionsExt::from_mode(0o755);
        fs::set_permissions(path, mode).expect("set");
    }
    assert_eq!(home.run(&["feeds", "add", "--unseen", &format!("{}/wire", server.url())]).code, 0);
    let path = format!("{}:{}", home.path("bin").display(), std::env::var("PATH").unwrap_or_default());
    (home, path)
}

/// Whether the screen is one of the reader's, with nothing missing.
fn is_whole(screen: &Screen) -> bool {
    let ((height, width), rows) = (screen.size(), rows(screen));
    let (row, column) = screen.cursor_position();
    if row >= height.get() || column > width.get() {
        return false;
    }
    if width.get() < 40 || height.get() < 12 {
        return rows[0].contains("masthead needs");
    }
    let rule = |row: &String| row.chars().filter(|c| *c == '─').count() + 2 >= usize::from(width.get());
    let is_framed = rows[0].contains("masthead")
        && rule(&rows[1])
        && rows.iter().rev().take(2).any(|row| !row.is_empty());
    is_framed && has_whole_boxes(&rows)
}

/// Whether each box has its corners, and sides between them.
fn has_whole_boxes(rows: &[String]) -> bool {
    let cells: Vec<Vec<char>> = rows.iter().map(|row| row.chars().collect()).collect();
    let count = |corner: char| cells.iter().flatten().filter(|c| **c == corner).count();
    let corners = ['╭', '╮', '╰', '╯'].map(count);
    corners.iter().all(|count| *count == corners[0])
}

/// The memory of a process that is its own, in KB.
fn memory(process: u32) -> usize {
    let status = fs::read_to_string(format!("/proc/{process}/status")).expect("the process");
    let line = status.lines().find_map(|line| line.strip_prefix("RssAnon:")).expect("a size");
    line.trim_end_matches("kB").trim().parse().expect("a number")
}

#[test]
fn the_reader_stays_whole_however_long_it_is_open() {
    if harness::tmux::leaves_out("it would be the memory of tmux") {
        return;
    }
    let keys = if std::env::var_os("MASTHEAD_TEST_LONG").is_some() { 10_000 } else { 2_000 };
    let mut server = Server::new();
    growing(&mut server);
    let (home, path) = home(&server);
    let environment = [("PATH", path.as_str()), ("EDITOR", "true"), ("VISUAL", "true")];
    let mut reader = Terminal::open_with(&home, (120, 40), &environment);
    let scripts: Vec<&str> = KEYS.split_whitespace().collect();
    let mut dice = Dice(11);
    let mut roll = |sides: usize| usize::try_from(dice.roll(sides as u64)).expect("small");
    let (mut pressed, mut first, mut last, mut size) = (0, 0, 0, (120, 40));
    while pressed < keys {
        for _ in 0..=roll(4) {
            let script = match roll(24) {
                0 => LINES[roll(LINES.len())].to_owned(),
                1 => format!("\x1b[<{};{};{}M", [0, 64, 65][roll(3)], 1 + roll(120), 1 + roll(40)),
                _ => scripts[roll(scripts.len())].to_owned(),
            };
            reader.press(&script);
            pressed += 1;
        }
        let other = SIZES[if roll(4) == 0 { roll(SIZES.len()) } else { 3 + roll(5) }];
        if other == size {
            reader.redraw();
            reader.redraw_on(size);
        } else {
            size = other;
            reader.redraw_on(size);
        }
        reader.screen_until("a whole screen", is_whole);
        let now = memory(reader.process_id());
        if pressed < SETTLED {
            first = first.max(now);
        }
        last = now;
    }
    assert!(last <= most(first), "{first} KB after {SETTLED} keys, {last} KB after {keys}");
    // Out of whatever is open.
    reader.resize((120, 40));
    reader.press("<esc><esc><esc><esc><esc><esc><esc><esc>");
    reader.quit();
    recount(&home.store().join("masthead.db"), pressed);
    let log = fs::read_to_string(home.store().join("masthead.log")).unwrap_or_default();
    assert!(!log.contains("panicked"), "{log}");
}
