use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::CellDiffOption;
use ratatui::layout::Rect;

use super::address;
use crate::app::State;
use crate::app::desk::Desk;
use crate::app::testing::{article, document, now, settings};
use crate::model::{Block, CleanText, Session, Span, SpanStyle, Text};
use crate::ui::{Buffer, Theme, draw};

/// A reader of an article in which all of `words` leads to `url`, in a terminal with hyperlinks.
fn open(size: (u16, u16), words: &str, url: &str) -> Desk {
    let mut linked = article(document("A title", &[]));
    linked.url = None;
    let link = Span { range: 0..words.len(), style: SpanStyle::Link { url: CleanText::new(url) } };
    linked.document.sections[0].blocks = vec![Block::Paragraph(Text::new(CleanText::new(words), vec![link]))];
    let mut settings = settings();
    settings.hyperlinks = true;
    let mut desk =
        Desk::open_state(State::new(settings, size, now()), vec![linked], Session::default(), Vec::new());
    desk.press("enter");
    desk
}

fn drawn(desk: &Desk) -> ratatui::buffer::Buffer {
    let (columns, rows) = desk.state.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
    draw(&mut buffer, &desk.state, &Theme::monochrome());
    buffer.as_of_ratatui()
}

/// The links in what is written for a screen: identity, address and words of each.
fn links(desk: &Desk) -> Vec<(String, String, String)> {
    let buffer = drawn(desk);
    let linked = buffer.content.iter().filter_map(|cell| cell.symbol().strip_prefix("\x1b]8;id="));
    linked
        .map(|rest| {
            let (id, rest) = rest.split_once(';').expect("an address");
            let (address, rest) = rest.split_once("\x1b\\").expect("words");
            let words = rest.strip_suffix("\x1b]8;;\x1b\\").expect("closed");
            assert!(![id, address, words].concat().contains('\x1b'), "{rest}");
            (id.to_owned(), address.to_owned(), words.to_owned())
        })
        .collect()
}

fn words(desk: &Desk) -> Vec<String> {
    links(desk).into_iter().map(|(_, _, words)| words).collect()
}

#[test]
fn addresses_are_safe_or_none() {
    for (url, expected) in [
        ("https://example.org/a?b=c#d", Some("https://example.org/a?b=c#d")),
        ("HTTPS://EXAMPLE.ORG", Some("https://example.org/")),
        ("https://раypal.example/ключ", Some("https://xn--ypal-43d9g.example/%D0%BA%D0%BB%D1%8E%D1%87")),
        ("mailto:desk@example.org", Some("mailto:desk@example.org")),
        ("mailto:a\u{1b}\\b", Some("mailto:a%1B\\b")),
        ("https://example.org/\u{1b}\\\u{1b}]52;c;a\u{7}b", Some("https://example.org/%1B/%1B]52;c;a%07b")),
        ("https://example.org/\u{9c}\u{202e}x y", Some("https://example.org/%C2%9C%E2%80%AEx%20y")),
        ("https://example.org/?\u{9d}0;owned", Some("https://example.org/?%C2%9D0;owned")),
        ("file:///etc/passwd", None),
        ("javascript:alert(1)", None),
        ("example.org", None),
        ("https://\u{1b}]0;x/", None),
    ] {
        assert_eq!(address(url).as_deref(), expected, "{url:?}");
    }
    assert_eq!(address(&format!("https://example.org/{}", "a".repeat(1979))).map(|a| a.len()), Some(1999));
    assert_eq!(
        address(&format!("https://example.org/{}", "é".repeat(400))),
        None,
        "2,420 bytes as it is written"
    );
}

#[test]
fn every_line_of_a_link_is_of_the_same_link() {
    let text = "the report on tolls and ferries ".repeat(5);
    let mut desk = open((80, 24), text.trim_end(), "https://example.org/tolls");
    let found = links(&desk);
    assert!(found.len() > 1, "{found:?}");
    assert!(found.iter().all(|(id, url, _)| *id == found[0].0 && url == "https://example.org/tolls"));
    let words: Vec<&str> = found.iter().map(|(_, _, words)| words.trim_end()).collect();
    assert_eq!(words.join(" "), text.trim_end());
    desk.state.settings.hyperlinks = false;
    assert!(links(&desk).is_empty());
    assert!(drawn(&desk).content.iter().all(|cell| cell.diff_option == CellDiffOption::None));
}

#[test]
fn what_lies_over_a_link_is_not_of_it() {
    let mut desk = open((80, 24), "Read the report on tolls.", "https://example.org/");
    assert_eq!(words(&desk), ["Read the report on tolls."]);
    desk.press(";");
    assert_eq!(words(&desk), ["ead the report on tolls."]);
    desk.press("esc / r e p o r t enter");
    assert_eq!(words(&desk), ["Read the ", "report", " on tolls."]);
    desk.press("esc ?");
    assert!(words(&desk).is_empty(), "help lies over all of it");
}

#[test]
fn words_of_every_script_are_linked_as_they_stand() {
    assert_eq!(words(&open((80, 24), "北京方面 says", "https://example.org/")), ["北京方面 says"]);
    assert_eq!(words(&open((80, 24), "שלום to all", "https://example.org/")), ["to all םולש"]);
    assert!(links(&open((80, 24), "Read it", "file:///etc/passwd")).is_empty());
}

#[test]
fn a_changed_part_of_the_screen_leaves_no_link_open() {
    let before = open((80, 24), "Read the report.", "https://example.org/one");
    let after = open((80, 24), "Read the report now.", "https://example.org/two");
    for (from, to) in [(&before, &after), (&after, &before)] {
        let (from, to) = (drawn(from), drawn(to));
        let mut written = Vec::new();
        CrosstermBackend::new(&mut written).draw(from.diff(&to).into_iter()).expect("written");
        let written = String::from_utf8(written).expect("UTF-8");
        assert_eq!(written.matches("\x1b]8;").count(), 2, "{written}");
        assert_eq!(written.matches("\x1b]8;;\x1b\\").count(), 1, "{written}");
        assert!(written.contains("report"), "the words are written anew with their link: {written}");
    }
}

#[test]
fn the_headline_leads_to_the_article() {
    let mut desk = open((80, 24), "Read it", "file:///etc/passwd");
    let reading = desk.state.reading.as_mut().expect("an article");
    reading.article.url = Some(CleanText::new("https://example.org/article"));
    assert_eq!(words(&desk), ["A title"]);
}
