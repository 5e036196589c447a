use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, settings};
use crate::app::{Binding, Command, Effect, Key, Outside, Pane, Scope, State, Step, Write};
use crate::model::{ArticleId, Session};

/// A reader with keys of its own.
fn open_with(bindings: &[(&str, &[(Command, &str)])]) -> Desk {
    let mut settings = settings();
    for (keys, steps) in bindings {
        let keys = Key::sequence(keys).expect("keys");
        settings.keymap.unbind(&keys, Scope::Anywhere);
        let step =
            |(command, takes): &(Command, &str)| Step { command: *command, takes: (*takes).to_owned() };
        let steps = steps.iter().map(step).collect();
        settings.keymap.bind(Binding { keys, scope: Scope::Anywhere, steps }).expect("free keys");
    }
    let articles = (1..=30).map(|id| {
        let mut article = article(document(&format!("Article number {id}"), &["Words."; 90]));
        (article.headline.id, article.url) = (ArticleId(id), Some("https://example.org/".into()));
        article
    });
    let articles = articles.collect();
    Desk::open_state(State::new(settings, (80, 24), now()), articles, Session::default(), Vec::new())
}

fn row(desk: &Desk) -> i64 {
    desk.state.list.selected().expect("a row").id.0
}

/// Which line of the article is at the top, and which section one is in.
fn place(desk: &Desk) -> (usize, Option<usize>) {
    let reading = desk.state.reading.as_ref().expect("an article");
    (reading.percent(), reading.section())
}

#[test]
fn a_number_says_how_often_and_which() {
    let mut desk = open_with(&[]);
    for (keys, at) in [("5 j", 25), ("2 k", 27), ("1 0 G", 21), ("3 g g", 28), ("4 x j", 27), ("3 esc j", 26)]
    {
        desk.press(keys);
        assert_eq!(row(&desk), at, "{keys}");
    }
    desk.press("3 n");
    assert_eq!(row(&desk), 23, "three unread articles further on");
    desk.press("9 9 9 9 9 j");
    assert_eq!(row(&desk), 1);
    desk.press("2");
    assert_eq!(desk.state.pressed.shown().as_deref(), Some("2"));
    desk.press("g");
    assert_eq!(desk.state.pressed.shown().as_deref(), Some("2g"));
}

#[test]
fn while_one_reads_a_digit_goes_to_its_section_at_once_and_is_a_number_before_what_counts() {
    let mut desk = Desk::open((80, 24));
    desk.press("enter");
    let start = place(&desk);
    desk.press("3");
    let third = place(&desk);
    assert!(third != start && desk.state.pressed.shown().is_none());
    desk.wait().press("[ [");
    let second = place(&desk);
    desk.press("g g 2 ] ]");
    assert_eq!(place(&desk), second, "two sections on from where one was, not from the second");
    desk.press("g g 3").wait().press("2").wait();
    assert_eq!(place(&desk), second);
    desk.press("g g 1 2 ] ]");
    assert_eq!(place(&desk).1, Some(3), "as far as there are sections");
    desk.press("g g 3 s");
    assert_eq!(place(&desk), third, "a star counts nothing");
}

#[test]
fn what_may_follow_is_shown_after_a_moment() {
    let mut desk = open_with(&[]);
    desk.press("g");
    assert!(!desk.state.pressed.shows_rest);
    desk.wait();
    assert!(desk.state.pressed.shows_rest);
    desk.press("g");
    assert!(!desk.state.pressed.shows_rest);
    desk.press("g g").wait();
    assert!(!desk.state.pressed.shows_rest, "the keys have done what they do");
    desk.press("g").wait().press("x");
    assert!(desk.state.pressed.keys.is_empty() && !desk.state.pressed.shows_rest);
}

#[test]
fn commands_are_done_one_after_another_each_when_the_one_before_is() {
    let chain: &[(Command, &str)] =
        &[(Command::Open, ""), (Command::OpenInBrowser, ""), (Command::Back, ""), (Command::Down, "")];
    let mut desk = open_with(&[("b", chain), ("M", &[(Command::Mute, "tariffs")])]);
    desk.press("b");
    let browsed = |desk: &Desk| {
        desk.done.iter().filter(|effect| matches!(effect, Effect::Outside(Outside::Browse(_)))).count()
    };
    assert_eq!((browsed(&desk), desk.state.focus, row(&desk)), (1, Pane::Articles, 29));
    desk.hold().press("b");
    assert_eq!((browsed(&desk), desk.state.focus), (1, Pane::Article), "the article is on its way");
    desk.deliver();
    assert_eq!((browsed(&desk), desk.state.focus, row(&desk)), (2, Pane::Articles, 28));
    desk.hold().press("b j").deliver();
    assert_eq!(browsed(&desk), 2, "another key ends it");
    desk.press("M");
    assert!(desk.done.iter().any(|effect| matches!(effect, Effect::Write(Write::Mute(_)))));
}
