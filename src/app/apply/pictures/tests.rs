//! Which pictures are ordered, and what becomes of the page when they come.

use super::*;
use crate::app::desk::Desk;
use crate::app::testing::{article, illustrated, painting};
use crate::app::{CellText, Event, LineKind, Msg, Reading};
use crate::model::{CleanText, PictureSize, Session};

const SIZE: PictureSize = PictureSize { width: 800, height: 400 };

/// A reader before an article with pictures, where pictures are shown.
fn reader() -> Desk {
    let mut desk = Desk::open_on((80, 24), vec![article(illustrated())], Session::default());
    desk.state.gallery.shows = ShowsPictures::Yes;
    desk
}

/// The names of the pictures that were ordered since, each time.
fn ordered(desk: &mut Desk) -> Vec<Vec<String>> {
    let name =
        |url: &CleanText| url.trim_start_matches("https://news.example/").trim_end_matches(".jpg").to_owned();
    let orders = desk.done.drain(..).filter_map(|effect| match effect {
        Effect::Fetch(Order::Pictures(orders)) => Some(orders.iter().map(|order| name(&order.url)).collect()),
        _ => None,
    });
    orders.collect()
}

/// What was ordered comes, or does not.
fn deliver(desk: &mut Desk, why_not: Option<&str>) {
    for order in desk.state.gallery.ordered.clone() {
        let made = || (SIZE, painting(order.room.fit(SIZE)));
        let outcome = why_not.map_or_else(|| Ok(made()), |why| Err(why.into()));
        let answer = PictureAnswer { order: order.clone(), outcome, sends: Vec::new() };
        desk.send(Msg::Event(Event::Picture(Box::new(answer))));
    }
}

fn reading(desk: &Desk) -> &Reading {
    desk.state.reading.as_ref().expect("an article")
}

/// The words on the screen, a line each, and `▀` for rows of pictures.
fn lines(desk: &Desk) -> Vec<String> {
    let reading = reading(desk);
    let line = |line: &crate::app::Line| match line.kind {
        LineKind::Picture => "▀".to_owned(),
        _ => line.cells.iter().map(|cell| reading.words(&cell.text)).collect::<Vec<_>>().join(" "),
    };
    reading.lines().map(line).collect()
}

fn rows(desk: &Desk) -> usize {
    lines(desk).iter().filter(|line| *line == "▀").count()
}

#[test]
fn pictures_are_ordered_once_they_are_on_the_screen_and_only_once() {
    let mut desk = reader();
    desk.press("enter");
    assert_eq!(ordered(&mut desk), [["harbour"]]);
    desk.press("j k j");
    assert_eq!(ordered(&mut desk), [[""; 0]; 0], "it is on its way");
    deliver(&mut desk, None);
    desk.press("j k j");
    assert_eq!(ordered(&mut desk), [[""; 0]; 0], "it is here");
    desk.press("G");
    assert_eq!(ordered(&mut desk), [["bridge"]]);
    desk.press("g g");
    assert_eq!(ordered(&mut desk), [[""; 0]], "it went before it came");
    deliver(&mut desk, None);
    desk.press("G");
    assert_eq!(ordered(&mut desk), [["bridge"]]);
}

#[test]
fn none_are_ordered_where_none_are_shown() {
    let mut desk = reader();
    desk.state.gallery.shows = ShowsPictures::Never("for a reason");
    desk.press("enter j z i");
    assert_eq!(ordered(&mut desk), [[""; 0]; 0]);
    assert_eq!(desk.state.notice.as_ref().map(|notice| &*notice.text), Some("No pictures: for a reason"));
    let mut desk = reader();
    desk.press("z i enter G g g");
    assert_eq!(ordered(&mut desk), [[""; 0]; 0]);
    desk.press("z i");
    assert_eq!(ordered(&mut desk), [["harbour"]]);
    desk.press("z i");
    assert_eq!(ordered(&mut desk), [[""; 0]], "and no more");
    let mut desk = reader();
    desk.press("enter h");
    ordered(&mut desk);
    desk.send(Msg::Resized(80, 24));
    assert_eq!(ordered(&mut desk), [[""; 0]; 0], "a pane that is not on the screen shows none");
}

#[test]
fn a_picture_takes_its_rows_and_words_stay_under_it() {
    let mut desk = reader();
    desk.press("enter");
    let before = lines(&desk);
    let caption = before.iter().position(|line| line.contains("The harbour")).expect("a caption");
    assert_eq!(before[caption + 1], "Shows: Barges on dry ground");
    deliver(&mut desk, None);
    let after = lines(&desk);
    let (_, height) = desk.state.page_size();
    assert_eq!(after[..caption], before[..caption]);
    assert_eq!(rows(&desk), height * 3 / 5);
    assert_eq!(after[caption + rows(&desk)], before[caption]);
    desk.press("z i");
    assert_eq!(lines(&desk), before);
    desk.press("z i");
    assert_eq!(lines(&desk), after);
}

#[test]
fn the_top_of_the_screen_stays_where_a_picture_above_it_grows() {
    let mut desk = reader();
    desk.press("enter");
    let order = desk.state.gallery.ordered.clone();
    desk.press("ctrl-f ctrl-f");
    let before = lines(&desk);
    desk.state.gallery.ordered = order;
    deliver(&mut desk, None);
    assert_eq!(lines(&desk), before);
    desk.press("g g");
    assert!(rows(&desk) > 0);
    desk.press("8 j");
    let at = reading(&desk).lines().next().cloned().expect("a line");
    assert!(matches!(at.cells[0].text, CellText::Picture(_, 1)), "{at:?}");
}

#[test]
fn who_is_at_the_end_stays_there_where_a_picture_grows() {
    let mut desk = reader();
    desk.press("enter G");
    let before = lines(&desk);
    deliver(&mut desk, None);
    assert!(rows(&desk) > 0 && reading(&desk).is_at_end(), "{:?}", lines(&desk));
    assert_eq!(lines(&desk).last(), before.last());
}

#[test]
fn why_there_is_no_picture_stands_under_its_words() {
    let mut desk = reader();
    desk.press("enter");
    deliver(&mut desk, Some("its server answered with status 404"));
    assert!(lines(&desk).contains(&"No picture: its server answered with status 404".to_owned()));
    desk.press("j k");
    assert_eq!(ordered(&mut desk), [["harbour"]], "it is not tried again");
    desk.press("ctrl-l");
    assert_eq!(ordered(&mut desk), [["harbour"]], "but when one asks for it");
    assert!(!lines(&desk).iter().any(|line| line.contains("404")));
}

#[test]
fn another_size_has_pictures_made_anew() {
    let mut desk = reader();
    desk.press("enter");
    deliver(&mut desk, None);
    ordered(&mut desk);
    desk.send(Msg::Resized(60, 30));
    assert_eq!(ordered(&mut desk), [["harbour"]]);
    let kept = rows(&desk);
    deliver(&mut desk, None);
    assert_eq!(rows(&desk), kept, "the page knew how many rows it takes");
    desk.send(Msg::Cell(10, 10));
    assert_eq!(ordered(&mut desk), [["harbour"]]);
    desk.send(Msg::Event(Event::PicturesLost));
    assert_eq!(ordered(&mut desk), [["harbour"]]);
}

#[test]
fn an_article_read_anew_keeps_its_pictures() {
    let mut desk = reader();
    desk.press("enter");
    deliver(&mut desk, None);
    let before = lines(&desk);
    desk.press("ctrl-l");
    desk.send(Msg::Event(Event::NotesChanged("Tagged".to_owned())));
    assert_eq!(lines(&desk), before);
    assert_eq!(ordered(&mut desk).concat(), ["harbour"]);
}

#[test]
fn within_a_picture_another_width_shows_it_from_its_beginning() {
    let mut desk = reader();
    desk.press("enter");
    deliver(&mut desk, None);
    desk.press("9 j");
    assert_eq!(lines(&desk)[0], "▀");
    desk.send(Msg::Resized(64, 24));
    let first = reading(&desk).lines().next().cloned().expect("a line");
    assert!(matches!(first.cells[0].text, CellText::Picture(_, 0)), "{first:?}");
}

#[test]
fn what_is_found_in_the_words_of_a_picture_is_shown() {
    let mut desk = reader();
    desk.press("enter");
    deliver(&mut desk, None);
    desk.send(Msg::Resized(80, 16));
    deliver(&mut desk, None);
    desk.press("/").type_in("The harbour").press("enter");
    assert!(lines(&desk).iter().any(|line| line.contains("The harbour")), "{:#?}", lines(&desk));
}
