mod access;
mod pictures;
mod styles;

use ratatui::backend::TestBackend;
use ratatui::style::{Color, Modifier};
use ratatui::{Frame, Terminal};

use super::{Buffer, Theme, draw};
use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, seed, settings, web_feed};
use crate::app::{Event, Keymap, Msg, Preset, State};
use crate::model::{Condition, FullText, Health, Pause, RefreshProgress, Revision, Session};

pub(super) fn drawn(desk: &Desk, theme: &Theme) -> Terminal<TestBackend> {
    let (columns, rows) = desk.state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    let draw = |frame: &mut Frame<'_>| {
        let mut buffer = Buffer::empty(frame.area());
        if let Some(cursor) = draw(&mut buffer, &desk.state, theme) {
            frame.set_cursor_position(cursor);
        }
        *frame.buffer_mut() = buffer.as_of_ratatui();
    };
    terminal.draw(draw).expect("drawn");
    terminal
}

/// A screen after some keys, as text.
fn check(name: &str, size: (u16, u16), keys: &str) {
    let mut desk = Desk::open(size);
    desk.press(keys);
    let terminal = drawn(&desk, &Theme::coloured());
    insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), terminal.backend());
}

#[test]
fn the_list_in_every_size() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        check("list", size, "");
    }
}

#[test]
fn an_article_in_every_size() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        check("article", size, "enter ] ] z a");
    }
}

#[test]
fn the_actors_in_every_size() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        check("actors", size, "enter a j j");
    }
}

#[test]
fn the_page_of_an_actor_in_every_size() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        check("actor-page", size, "enter a i j");
    }
}

#[test]
fn the_feeds_in_every_size() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12)] {
        check("feeds", size, "h");
    }
}

#[test]
fn what_lies_over_the_panes() {
    check("search-by-actor", (80, 24), "g a r");
    check("search-by-actors", (80, 24), "g a m a r a tab r");
    check("outline", (80, 24), "enter O");
    check("palette", (80, 24), ": f o l d");
    check("help", (80, 24), "?");
    check("help-search", (80, 24), "? / f o l d");
    check("search", (80, 24), "/ b a s i n");
    check("search-found", (80, 24), "/ b a s i n enter");
    check("search-error", (80, 24), "/ x space i s : x y space z");
    check("search-offers", (80, 24), "/ x space i n :");
    check("search-actors", (80, 24), "/ a c t o r : r u");
    check("agenda", (80, 24), ": n e x t enter");
    check("positions", (120, 40), ": p o s i t i o n s enter l j");
    check("saved", (120, 40), "/ b a s i n enter S enter h");
    check("whom", (80, 24), "/ a c t o r : i enter");
    check("which-key", (80, 24), "enter z");
    check("too-small", (39, 11), "");
}

#[test]
fn what_may_follow_a_key_is_shown_after_a_moment() {
    for size in [(80, 24), (120, 40)] {
        let mut desk = Desk::open(size);
        desk.press("enter z").wait();
        let name = format!("which-key-popup-{}x{}", size.0, size.1);
        insta::assert_snapshot!(name, drawn(&desk, &Theme::coloured()).backend());
    }
}

#[test]
fn the_keys_that_are_shown_are_those_that_hold() {
    let mut settings = settings();
    settings.keymap = Keymap::of(Preset::Arrows);
    let state = State::new(settings, (80, 24), now());
    let mut desk = Desk::open_state(state, vec![article(seed())], Session::default(), Vec::new());
    for (name, keys) in [
        ("arrows-list", ""),
        ("arrows-article", "enter"),
        ("arrows-help", "f1"),
        ("arrows-palette", "esc f2 f o l"),
    ] {
        desk.press(keys);
        insta::assert_snapshot!(name, drawn(&desk, &Theme::coloured()).backend());
    }
}

#[test]
fn an_empty_store_says_what_to_do() {
    let desk = Desk::open_on((80, 24), Vec::new(), crate::model::Session::default());
    insta::assert_snapshot!("empty-80x24", drawn(&desk, &Theme::coloured()).backend());
    // Without the space between them, and then in fewer words, they are all there in less.
    for size in [(60, 12), crate::app::SMALLEST] {
        let desk = Desk::open_on(size, Vec::new(), crate::model::Session::default());
        let screen = drawn(&desk, &Theme::coloured()).backend().to_string();
        let ways = [":add URL", "masthead import FILE…", "import-from newsboat"];
        assert!(ways.iter().all(|way| screen.contains(way)), "{screen}");
    }
}

/// A screen with feeds of the web after something has happened and some keys were pressed, as text.
fn check_feeds(name: &str, sizes: &[(u16, u16)], happens: Option<Event>, keys: &str) {
    for size in sizes {
        let mut web = vec![
            web_feed(2, "Basin Monitor", &["World/Europe"]),
            web_feed(3, "Coast", &["World"]),
            web_feed(4, "The Delta Observer and Shipping Gazette", &[]),
            web_feed(5, "Estuary", &["World"]),
        ];
        web[0].health = Health {
            answered: Some(404),
            error: Some("there is nothing at this address".into()),
            failures: 2,
            ..web[0].health.clone()
        };
        web[0].feed.condition = Condition::Failing;
        (web[0].full_text, web[0].keep.days) = (FullText::Always, Some(30));
        (web[1].pause, web[1].feed.condition) = (Some(Pause::User), Condition::Paused);
        (web[3].pause, web[3].feed.condition) = (Some(Pause::Gone), Condition::Gone);
        let state = State::new(settings(), *size, now());
        let mut desk = Desk::open_state(state, vec![article(seed())], Session::default(), web);
        happens.iter().for_each(|event| desk.send(Msg::Event(event.clone())));
        desk.press(keys);
        let terminal = drawn(&desk, &Theme::coloured());
        insta::assert_snapshot!(format!("{name}-{}x{}", size.0, size.1), terminal.backend());
    }
}

#[test]
fn feeds_of_the_web_in_folders() {
    let sizes = [(120, 40), (40, 12)];
    check_feeds("folders", &sizes, None, "h j j j j z a");
    check_feeds("health", &sizes, None, ": f e e d s enter");
    check_feeds("remove-feed", &sizes[1..], None, "h j j j j j : r e m o v e - f e e d enter");
    check_feeds("add-feed", &sizes[1..], None, ": a d d enter");
}

#[test]
fn what_changed_in_an_article() {
    let before = [
        "Envoys of the river states meet in Varnholm on Tuesday.",
        "The draft has two pages.",
        "Ten people were hurt at the gauge, police said on Monday.",
    ];
    let after = [
        "Envoys of the river states meet in Varnholm on Tuesday.",
        "The draft has two pages.",
        "Twelve people were hurt at the gauge, police said. Two of them are in hospital.",
        "Lind said that she would stay as long as it takes.",
    ];
    let revision = |number, replaced, text: &[&str]| Revision {
        number,
        replaced,
        document: document("River states near a deal", text),
    };
    for size in [(120, 40), (40, 12)] {
        let mut desk = Desk::open(size);
        desk.articles[10].headline.status.read = true;
        desk.articles[10].headline.status.changed = true;
        desk.revisions = vec![revision(2, None, &after), revision(1, Some(now()), &before)];
        desk.press("ctrl-l v");
        let terminal = drawn(&desk, &Theme::coloured());
        insta::assert_snapshot!(format!("revisions-{}x{}", size.0, size.1), terminal.backend());
        desk.press("j j k ] [ space esc");
        assert!(desk.state.overlay.is_none());
        desk.press("j enter");
        assert!(!desk.articles[10].headline.status.changed, "it was read as it is");
    }
}

#[test]
fn a_refresh_that_runs() {
    let progress = RefreshProgress { done: 34, total: 120, new: 12, failed: 1, pages: 0 };
    let sizes = [(120, 40), (80, 24), (40, 12)];
    check_feeds("refreshing", &sizes, Some(Event::Refreshing(progress)), "");
}

#[test]
fn without_colour_no_cell_has_one_and_the_focus_still_shows() {
    let mut desk = Desk::open((120, 40));
    for keys in ["", "enter", "a j", "g a"] {
        desk.press(keys);
        let terminal = drawn(&desk, &Theme::monochrome());
        let cells = &terminal.backend().buffer().content;
        assert!(cells.iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
        assert!(cells.iter().any(|cell| cell.symbol() == "▌" || cell.symbol() == "▪"));
    }
}

#[test]
fn any_keys_in_any_size_can_be_drawn() {
    let keys: Vec<&str> = crate::app::SPECS.iter().flat_map(|spec| spec.keys).copied().collect();
    let mut seed: u64 = 11;
    let mut next = |bound: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("fits") % bound
    };
    for _ in 0..10 {
        let mut desk = Desk::open((160, 45));
        for _ in 0..120 {
            match next(10) {
                0 => {
                    let (columns, rows) = (1 + next(220), 1 + next(70));
                    let size = |n: usize| u16::try_from(n).expect("small");
                    desk.send(crate::app::Msg::Resized(size(columns), size(rows)));
                }
                1 => {
                    desk.press("esc");
                }
                _ => {
                    desk.press(keys[next(keys.len())]);
                }
            }
            drawn(&desk, &Theme::coloured());
        }
    }
}

#[test]
fn mentions_of_the_chosen_actor_stand_out() {
    let mut desk = Desk::open((160, 45));
    desk.press("enter a");
    let terminal = drawn(&desk, &Theme::coloured());
    let marked = terminal.backend().buffer().content.iter().filter(|cell| {
        cell.modifier.contains(Modifier::UNDERLINED | Modifier::BOLD) && cell.fg == Color::Red
    });
    assert!(marked.count() > "Russia".len());
}
