//! What people who do not see the screen, or not its colours, have of it.

use ratatui::backend::{Backend, TestBackend};
use ratatui::layout::Position;

use super::drawn;
use crate::app::Settings;
use crate::app::State;
use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, seed, settings};
use crate::model::{Block, ListItem, Section, SectionKind, Session, Text};
use crate::ui::Theme;

/// What stands in the row of the cursor, and what in its cell.
fn at_cursor(desk: &Desk) -> (String, String) {
    let mut terminal = drawn(desk, &Theme::coloured());
    let Position { x, y } = terminal.backend_mut().get_cursor_position().expect("a cursor");
    let buffer = terminal.backend().buffer();
    let row = (0..buffer.area.width).map(|column| buffer[(column, y)].symbol()).collect();
    (row, buffer[(x, y)].symbol().to_owned())
}

#[test]
fn the_cursor_is_where_the_focus_is() {
    let mut desk = Desk::open((160, 45));
    for (keys, row, cell) in [
        ("", "River states near a deal", "▌"),
        ("j", "Article number 11", "▌"),
        ("h", "All", "▌"),
        ("l k enter ] ]", "▾ 1 Why It Matters", "▌"),
        ("a", "Russia", "▌"),
        ("j", "Wants the gauge", "▌"),
        ("h ] a", "Russia", "R"),
        ("O j", "Stakeholders", "▌"),
        ("esc ?", "down", " "),
        ("esc : u n d o", "› undo", " "),
        ("esc : down", "▌", "▌"),
        ("up", "›", "a"),
        ("esc g a down", "▌", "▌"),
        ("esc / a b", "find: ab", " "),
    ] {
        desk.press(keys);
        let (seen, at) = at_cursor(&desk);
        assert!(seen.contains(row) && at == cell, "{keys}: {at:?} in {seen:?}");
    }
}

#[test]
fn a_bar_in_a_headline_is_not_taken_for_the_focus() {
    let articles = vec![article(document("▌ Newer", &["Words."])), article(seed())];
    let mut desk = Desk::open_on((80, 24), articles, Session::default());
    let at =
        |desk: &Desk| drawn(desk, &Theme::coloured()).backend_mut().get_cursor_position().expect("a cursor");
    let first = at(&desk);
    desk.press("j");
    assert_eq!(at(&desk), Position { y: first.y + 1, ..first });
}

#[test]
fn in_plain_drawing_nothing_stands_beside_a_panel() {
    let state = State::new(Settings { plain: true, ..settings() }, (120, 40), now());
    let mut desk = Desk::open_state(state, vec![article(seed())], Session::default(), Vec::new());
    desk.press("enter :");
    let shown = drawn(&desk, &Theme::coloured()).backend().to_string();
    let row = shown.lines().find(|row| row.contains("any part of what you want")).expect("the palette");
    assert_eq!(row.trim_matches(['"', ' ']), "> any part of what you want to do");
}

#[test]
fn plain_drawing_has_no_lines_and_no_ornaments() {
    let state = State::new(Settings { plain: true, ..settings() }, (120, 40), now());
    let mut desk = Desk::open_state(state, vec![article(seed())], Session::default(), Vec::new());
    for keys in ["", "enter ] ]", "a j", "?", "esc : f", "esc : t h e m e enter"] {
        desk.press(keys);
        let terminal = drawn(&desk, &Theme::coloured());
        let cells = &terminal.backend().buffer().content;
        let drawn: Vec<&str> = cells
            .iter()
            .map(|cell| cell.symbol())
            .filter(|symbol| symbol.chars().any(|c| ('─'..='◿').contains(&c)))
            .collect();
        assert!(drawn.is_empty(), "{keys}: {drawn:?}");
        assert!(keys == "?" || cells.iter().any(|cell| cell.symbol() == ">"), "{keys}: the focus shows");
    }
}

fn rows(desk: &Desk) -> Vec<String> {
    let terminal: ratatui::Terminal<TestBackend> = drawn(desk, &Theme::coloured());
    let buffer = terminal.backend().buffer();
    let row = |y| (0..buffer.area.width).map(|x| buffer[(x, y)].symbol()).collect::<String>();
    (0..buffer.area.height).map(row).collect()
}

#[test]
fn what_is_added_to_an_article_from_right_to_left_stands_as_one_reads_it() {
    let mut written = document("שלום לעולם", &[]);
    let item = |depth, number, text: &str| ListItem { depth, number, text: Text::from(text) };
    let numbers = vec![item(0, Some(9), "אבג"), item(1, None, "דהו"), item(0, Some(10), "זחט")];
    let quotation = Block::Quotation(Text::from("יכל מנס"));
    written.sections.push(Section {
        heading: Some("אבג דהו".into()),
        kind: SectionKind::Other,
        level: 1,
        blocks: vec![Block::List { ordered: true, items: numbers }, quotation],
    });
    let mut desk = Desk::open_on((80, 24), vec![article(written)], Session::default());
    desk.press("enter");
    let shown = rows(&desk);
    let title = shown.iter().find(|row| row.contains("םלועל םולש"));
    let edge = title.map(|row| row.trim_end().chars().count());
    let has = |shown: &[String], line: &str, indent: usize| {
        let ends = |row: &&String| row.trim_end().ends_with(line);
        let end = shown.iter().find(ends).map(|row| row.trim_end().chars().count() + indent);
        assert!(end.is_some() && end == edge, "{line}: {end:?}, not {edge:?} in {shown:#?}");
    };
    for (line, indent) in [("והד גבא 1 ▾", 0), ("גבא .9", 1), ("והד ◦", 3), ("טחז .10", 0), ("סנמ לכי │", 2)]
    {
        has(&shown, line, indent);
    }
    desk.press("] ] z a");
    let folded = rows(&desk);
    has(&folded, "והד גבא 1 ▸", 0);
    has(&folded, "(2 paragraphs) גבא", 2);
}

#[test]
fn an_article_from_right_to_left_begins_at_the_right() {
    let mut written = document("שלום לעולם", &["אבג (דה) וזח", "Latin letters begin at the left."]);
    written.language = Some("he".into());
    let mut desk = Desk::open_on((80, 24), vec![article(written)], Session::default());
    desk.press("enter");
    let shown = rows(&desk);
    let line = shown.iter().find(|row| row.contains("חזו (הד) גבא")).expect("in order");
    let end = line.trim_end().chars().count();
    let title = shown.iter().find(|row| row.contains("םלועל םולש") && row.trim_end().chars().count() == end);
    assert!(end > 60 && title.is_some(), "{shown:#?}");
    assert!(shown.iter().any(|row| row.contains("Latin letters begin")));
    desk.state.settings.bidi = false;
    assert!(rows(&desk).iter().any(|row| row.contains("אבג (דה) וזח")), "the terminal is left to do it");
}
