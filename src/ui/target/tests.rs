use ratatui::Terminal;
use ratatui::backend::TestBackend;

use super::target;
use crate::app::desk::Desk;
use crate::app::testing::{article, document};
use crate::app::{Effect, Mouse, MouseKind, Msg, Outside, Overlay, Pane, Target};
use crate::model::{Block, CleanText, Session, Span, SpanStyle, Text};
use crate::ui::{Theme, draw};

/// Where a text stands on the screen: columns and rows from 0.
fn place(desk: &Desk, text: &str) -> (u16, u16) {
    let (columns, rows) = desk.state.size;
    let mut terminal = Terminal::new(TestBackend::new(columns, rows)).expect("a terminal");
    terminal.draw(|frame| draw(frame, &desk.state, &Theme::monochrome())).expect("drawn");
    let buffer = terminal.backend().buffer();
    let cells: Vec<&str> = text.split_inclusive(|_: char| true).collect();
    let starts_at = |x: u16, y: u16| {
        (x..).zip(&cells).all(|(x, wanted)| buffer.cell((x, y)).is_some_and(|cell| cell.symbol() == *wanted))
    };
    let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
    places.into_iter().find(|(x, y)| starts_at(*x, *y)).unwrap_or_else(|| panic!("no “{text}” on the screen"))
}

fn send(desk: &mut Desk, kind: MouseKind, (column, row): (u16, u16)) {
    let target = target(&desk.state, column, row);
    desk.send(Msg::Mouse(Mouse { kind, column, row, target }));
}

fn click(desk: &mut Desk, text: &str) {
    let at = place(desk, text);
    send(desk, MouseKind::Press, at);
    send(desk, MouseKind::Release, at);
}

fn double_click(desk: &mut Desk, text: &str) {
    let at = place(desk, text);
    for kind in [MouseKind::Press, MouseKind::Release, MouseKind::Double] {
        send(desk, kind, at);
    }
}

#[test]
fn a_click_selects_and_focuses_and_a_double_click_opens() {
    for size in [(160, 45), (120, 40)] {
        let mut desk = Desk::open(size);
        click(&mut desk, "Article number 9");
        assert_eq!(desk.state.list.selected().expect("a row").id.0, 9);
        assert_eq!(desk.state.focus, Pane::Articles);
        double_click(&mut desk, "Article number 8");
        assert_eq!(desk.state.focus, Pane::Article, "{size:?}");
        assert_eq!(desk.state.current().expect("an article").0, 8);
        desk.press("h h");
        click(&mut desk, "Starred");
        assert_eq!((desk.state.focus, &*desk.state.list.title), (Pane::Feeds, "Starred"));
        double_click(&mut desk, "Unread");
        assert_eq!((desk.state.focus, &*desk.state.list.title), (Pane::Articles, "Unread"));
    }
}

#[test]
fn a_click_folds_a_heading_and_chooses_an_actor() {
    let mut desk = Desk::open((160, 45));
    desk.press("enter");
    click(&mut desk, "Why It Matters");
    assert!(desk.state.reading.as_ref().is_some_and(|reading| reading.is_folded(1)));
    click(&mut desk, "Why It Matters");
    assert!(desk.state.reading.as_ref().is_some_and(|reading| !reading.is_folded(1)));
    click(&mut desk, "Mara Lind left");
    let chosen = |desk: &Desk| {
        let member = desk.state.reading.as_ref().and_then(|reading| reading.chosen_member().cloned());
        member.map(|member| member.name.to_string())
    };
    assert_eq!(chosen(&desk).as_deref(), Some("Mara Lind"));
    click(&mut desk, "Steve Witkoff  ");
    assert_eq!((chosen(&desk).as_deref(), desk.state.focus), (Some("Steve Witkoff"), Pane::Actors));
}

#[test]
fn a_link_says_where_it_leads_and_a_double_click_opens_it() {
    let mut article = article(document("A title", &["Read the report on tolls."]));
    let url = CleanText::new("https://example.org/tolls");
    let link = Span { range: 9..15, style: SpanStyle::Link { url: url.clone() } };
    let text = Text::new(CleanText::new("Read the report on tolls."), vec![link]);
    article.document.sections[0].blocks = vec![Block::Paragraph(text)];
    let mut desk = Desk::open_on((120, 40), vec![article], Session::default());
    desk.press("enter");
    click(&mut desk, "report");
    let told = desk.state.notice.as_ref().map(|notice| notice.text.to_string());
    assert!(told.is_some_and(|told| told.starts_with("https://example.org/tolls")));
    double_click(&mut desk, "report");
    assert_eq!(desk.done.last(), Some(&Effect::Outside(Outside::Browse(url))));
}

#[test]
fn the_wheel_scrolls_what_is_under_the_pointer() {
    let mut desk = Desk::open((120, 12));
    let at = place(&desk, "Article number 9");
    send(&mut desk, MouseKind::WheelDown, at);
    assert_eq!(desk.state.list.top(), 3);
    send(&mut desk, MouseKind::WheelUp, at);
    assert_eq!((desk.state.list.top(), desk.state.list.cursor()), (0, 3), "the cursor stays on the screen");
    let mut desk = Desk::open((120, 20));
    let at = place(&desk, "Envoy Mara Lind");
    let percent = |desk: &Desk| desk.state.reading.as_ref().expect("an article").percent();
    let before = percent(&desk);
    send(&mut desk, MouseKind::WheelDown, at);
    assert!(percent(&desk) > before);
    assert_eq!(desk.state.focus, Pane::Articles, "the focus stays");
}

#[test]
fn borders_are_dragged() {
    for size in [(160, 45), (120, 40)] {
        let mut desk = Desk::open(size);
        let before = desk.state.panes().expect("panes").articles.expect("a list");
        send(&mut desk, MouseKind::Press, (before.right(), 10));
        send(&mut desk, MouseKind::Drag, (before.right() + 7, 12));
        send(&mut desk, MouseKind::Release, (before.right() + 7, 12));
        send(&mut desk, MouseKind::Drag, (5, 12));
        let after = desk.state.panes().expect("panes").articles.expect("a list");
        assert_eq!(after.width, before.width + 7);
    }
    let mut desk = Desk::open((160, 45));
    let actors = desk.state.panes().expect("panes").actors.expect("a sidebar");
    send(&mut desk, MouseKind::Press, (actors.x - 1, 10));
    send(&mut desk, MouseKind::Drag, (actors.x - 5, 10));
    let after = desk.state.panes().expect("panes").actors.expect("a sidebar");
    assert_eq!((after.x, after.right()), (actors.x - 4, actors.right()));
}

#[test]
fn lists_over_the_panes_are_clicked_too() {
    let mut desk = Desk::open((80, 24));
    desk.press("enter O");
    double_click(&mut desk, "Next");
    assert!(desk.state.overlay.is_none());
    assert_eq!(desk.state.reading.as_ref().and_then(|reading| reading.section()), Some(3));
    desk.press(":").type_in("top");
    let at = place(&desk, "to the top");
    assert!(matches!(target(&desk.state, at.0, at.1), Some(Target::Row(0))));
    send(&mut desk, MouseKind::WheelDown, at);
    let Some(Overlay::Palette(palette)) = &desk.state.overlay else { panic!("no palette") };
    assert_eq!(palette.cursor, 1);
}

#[test]
fn every_place_of_every_screen_can_be_clicked() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12), (30, 8)] {
        for keys in ["", "h", "enter", "enter a", "?", ": o", "g a r"] {
            let mut desk = Desk::open(size);
            desk.press(keys);
            for (x, y) in (0..size.1).flat_map(|y| (0..size.0).step_by(7).map(move |x| (x, y))) {
                send(&mut desk, MouseKind::Press, (x, y));
                send(&mut desk, MouseKind::WheelDown, (x, y));
            }
        }
    }
}
