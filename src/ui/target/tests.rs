use ratatui::layout::Rect;

use super::target;
use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, seed, settings, web_feed};
use crate::app::{
    Effect, Look, Mouse, MouseKind, Msg, Outside, Overlay, Pane, Program, State, Target, ThemeName,
    ThemeSetting,
};
use crate::model::{Block, CleanText, OutputFormat, Session, Span, SpanStyle, Text};
use crate::ui::{Buffer, Theme, draw};

/// Where a text stands on the screen: columns and rows from 0.
fn place(desk: &Desk, text: &str) -> (u16, u16) {
    let (columns, rows) = desk.state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(&mut buffer, &desk.state, &Theme::monochrome());
    let cells: Vec<&str> = text.split_inclusive(|_: char| true).collect();
    let buffer = buffer.as_of_ratatui();
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

/// A reader of an article of one block.
fn reading(block: Block) -> Desk {
    let mut article = article(document("A title", &[]));
    article.document.sections[0].blocks = vec![block];
    let mut desk = Desk::open_on((80, 24), vec![article], Session::default());
    desk.press("enter");
    desk
}

/// Text of which a part leads somewhere.
fn linked(text: &str, part: &str) -> Text {
    let from = text.find(part).expect("a part");
    let style = SpanStyle::Link { url: CleanText::new("https://example.org/tolls") };
    Text::new(CleanText::new(text), vec![Span { range: from..from + part.len(), style }])
}

#[test]
fn words_are_clicked_and_lettered_where_they_are_drawn() {
    let link = Some(Target::Link(CleanText::new("https://example.org/tolls")));
    let check = |desk: &mut Desk, word: &str, other: &str| {
        let on = |desk: &Desk, word: &str| {
            let at = place(desk, word);
            (at, target(&desk.state, at.0, at.1))
        };
        let (at, found) = on(desk, word);
        assert_eq!(found, link, "{word}");
        assert_ne!(on(desk, other).1, link, "{other}");
        desk.press(";");
        // The letter stands at the first of the link, which is the last of a word that runs from the right.
        let begin = if word.is_ascii() { at } else { (at.0 + 3, at.1) };
        assert_eq!(place(desk, if word.is_ascii() { "aolls" } else { "םולa" }).1, begin.1);
        desk.press("esc");
    };
    let mut desk = reading(Block::Paragraph(linked("שלום to all", "שלום")));
    check(&mut desk, "םולש", "to all");
    let row = |text: &str| (0..8).map(|nth| Text::from(format!("{text} {nth} and more").as_str())).collect();
    let mut rows: Vec<Vec<Text>> = vec![row("cell")];
    rows[0][3] = linked("before tolls after", "tolls");
    let mut desk = reading(Block::Table { header: row("head"), rows });
    desk.press("z l z l");
    assert!(desk.state.reading.as_ref().is_some_and(|reading| reading.shift() > 0));
    check(&mut desk, "tolls", "before");
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
fn pages_over_the_panes_are_clicked_too() {
    let mut desk = Desk::open((120, 40));
    desk.press(": n e x t enter");
    click(&mut desk, "Nobody leaves");
    let Some(Overlay::Agenda(screen)) = &desk.state.overlay else { panic!("no agenda") };
    assert_eq!(screen.cursor, 2);
    double_click(&mut desk, "Nobody leaves");
    assert!(desk.state.overlay.is_none() && desk.state.focus == Pane::Article, "it leads there");

    let mut desk = Desk::open((120, 40));
    desk.press(": p o s i t i o n s enter");
    click(&mut desk, "Wants the gauge");
    let Some(Overlay::Positions(screen)) = &desk.state.overlay else { panic!("no positions") };
    assert!(screen.column > 0 && screen.positions.actors[screen.column].0.name.as_str() == "Russia");

    let mut desk = Desk::open((80, 24));
    desk.press("enter a i");
    click(&mut desk, "Position: Needs");
    let Some(Overlay::Actor(screen)) = &desk.state.overlay else { panic!("no page") };
    assert_eq!(screen.cursor, 2);

    let names = ["dark", "light", "nord"];
    let names = names.map(|name| ThemeName { name: name.to_owned(), ground: None, is_own: false });
    desk.state.look = Look::new(ThemeSetting::default(), names.to_vec());
    desk.press("esc : t h e m e enter");
    click(&mut desk, "nord  ");
    assert_eq!(desk.state.look.theme(), "nord", "it is shown at once");
}

#[test]
fn feeds_and_programs_are_clicked_in_their_lists() {
    let web = vec![web_feed(2, "Basin Monitor", &[]), web_feed(3, "Coast", &[]), web_feed(4, "Delta", &[])];
    let program = |name: &str| Program {
        name: name.into(),
        command: vec![name.to_owned()],
        format: OutputFormat::Text,
        terminal: false,
    };
    let mut settings = settings();
    settings.programs = vec![program("wc"), program("lp")];
    let state = State::new(settings, (80, 24), now());
    let mut desk = Desk::open_state(state, vec![article(seed())], Session::default(), web);
    desk.press(": f e e d s enter");
    click(&mut desk, "Delta  ");
    let Some(Overlay::Health(screen)) = &desk.state.overlay else { panic!("no feeds") };
    assert_eq!(screen.cursor, 2);
    desk.press("esc enter |");
    double_click(&mut desk, "2 lp");
    let given = desk.done.last();
    assert!(
        matches!(given, Some(Effect::Outside(Outside::Give(_, program))) if &*program.name == "lp"),
        "{given:?}"
    );
}

#[test]
fn a_link_with_letters_is_opened_by_a_click() {
    let mut desk = reading(Block::Paragraph(linked("Read of tolls here", "tolls")));
    let at = place(&desk, "tolls");
    desk.press(";");
    assert_eq!(target(&desk.state, at.0 - 3, at.1), None, "beside it there is nothing to click");
    send(&mut desk, MouseKind::Press, (at.0 + 2, at.1));
    let url = CleanText::new("https://example.org/tolls");
    assert_eq!(desk.done.last(), Some(&Effect::Outside(Outside::Browse(url))));
    assert!(desk.state.overlay.is_none());
}

#[test]
fn every_place_of_every_screen_can_be_clicked() {
    for size in [(200, 60), (120, 40), (80, 24), (40, 12), (30, 8)] {
        for keys in [
            "",
            "h",
            "enter",
            "enter a",
            "enter a i",
            "?",
            ": o",
            "g a r",
            ": n e x t enter",
            ": p o s i t i o n s enter",
        ] {
            let mut desk = Desk::open(size);
            desk.press(keys);
            for (x, y) in (0..size.1).flat_map(|y| (0..size.0).step_by(7).map(move |x| (x, y))) {
                send(&mut desk, MouseKind::Press, (x, y));
                send(&mut desk, MouseKind::WheelDown, (x, y));
            }
        }
    }
}
