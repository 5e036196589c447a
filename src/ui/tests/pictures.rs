//! Pictures as they are drawn.

use std::sync::Arc;

use ratatui::style::Color;

use super::drawn;
use crate::app::desk::Desk;
use crate::app::testing::{article, illustrated, painting};
use crate::app::{Effect, Event, Msg, Order, Painting, PictureAnswer, ShowsPictures, Surface};
use crate::model::{PictureSize, Session};
use crate::ui::{Theme, sharp};

const SIZE: PictureSize = PictureSize { width: 800, height: 400 };

/// A reader of an article with its first picture there.
fn reader(paint: impl Fn((u16, u16)) -> Arc<Painting>) -> Desk {
    let mut desk = Desk::open_on((80, 24), vec![article(illustrated())], Session::default());
    desk.state.gallery.shows = ShowsPictures::Yes;
    desk.press("enter");
    let orders = desk.done.iter().find_map(|effect| match effect {
        Effect::Fetch(Order::Pictures(orders)) => Some(orders.clone()),
        _ => None,
    });
    let order = orders.expect("an order").remove(0);
    let outcome = Ok((SIZE, paint(order.room.fit(SIZE))));
    let answer = PictureAnswer { order, outcome, sends: Vec::new() };
    desk.send(Msg::Event(Event::Picture(Box::new(answer))));
    desk
}

#[test]
fn a_picture_stands_on_the_page_with_its_words_under_it() {
    let desk = reader(painting);
    let terminal = drawn(&desk, &Theme::coloured());
    insta::assert_snapshot!("picture-80x24", terminal.backend());
    let buffer = terminal.backend().buffer();
    let half = buffer.content.iter().find(|cell| cell.symbol() == "▀").expect("a half");
    assert_eq!((half.fg, half.bg), (Color::Rgb(200, 30, 30), Color::Rgb(30, 30, 200)));
}

#[test]
fn a_picture_that_was_sent_is_named_by_its_cells() {
    let sent = |(columns, rows)| {
        Arc::new(Painting { columns, rows, surface: Surface::Sent(0x01_02_03), sharp: Vec::new() })
    };
    let mut desk = reader(sent);
    let cells = |desk: &Desk| -> Vec<String> {
        let terminal = drawn(desk, &Theme::coloured());
        let buffer = terminal.backend().buffer();
        let named = buffer.content.iter().filter(|cell| cell.symbol().starts_with('\u{10eeee}'));
        let named: Vec<_> = named.collect();
        assert!(named.iter().all(|cell| cell.fg == Color::Rgb(1, 2, 3)));
        named.iter().map(|cell| cell.symbol().to_owned()).collect()
    };
    let whole = cells(&desk);
    let (columns, rows) = (48, 12);
    assert_eq!(whole.len(), columns * rows);
    assert_eq!(whole[0], "\u{10eeee}\u{305}\u{305}");
    assert_eq!(whole[columns + 2], "\u{10eeee}\u{30d}\u{30e}");
    desk.press("8 j");
    let rest = cells(&desk);
    assert!(rest.len() < whole.len() && whole.ends_with(&rest), "what is on the screen of it");
}

#[test]
fn only_a_picture_that_is_seen_whole_is_shown_sharp() {
    let sharp_one = |cells| {
        let Some(painting) = Arc::into_inner(painting(cells)) else { panic!("one") };
        Arc::new(Painting { sharp: b"sixels".to_vec(), ..painting })
    };
    let mut desk = reader(sharp_one);
    let found = sharp(&desk.state);
    let terminal = drawn(&desk, &Theme::coloured());
    let buffer = terminal.backend().buffer();
    let [(area, _)] = &found[..] else { panic!("{found:?}") };
    assert!(area.positions().all(|position| buffer[position].symbol() == "▀"));
    let halves = buffer.content.iter().filter(|cell| cell.symbol() == "▀").count();
    assert_eq!(halves, area.area() as usize);
    desk.press("8 j");
    assert!(sharp(&desk.state).is_empty());
    assert!(sharp(&reader(painting).state).is_empty(), "half blocks are all that there is of it");
}
