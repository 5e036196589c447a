//! Opening and copying the links on the screen by letters.

use crate::app::key::{Code, Key};
use crate::app::links::{Links, names_its_host};
use crate::app::msg::{Effect, Outside};
use crate::app::overlay::Overlay;
use crate::app::state::State;
use crate::model::CleanText;

/// Puts letters at the links on the screen.
pub(super) fn open(state: &mut State) -> Vec<Effect> {
    let links = state.open_article().map(Links::on_screen).unwrap_or_default();
    if links.links.is_empty() {
        state.tell("There are no links on the screen");
    } else {
        state.overlay = Some(Overlay::Links(links));
    }
    Vec::new()
}

/// A small letter opens, a capital one copies; of two it is the last that says.
pub(super) fn key(state: &mut State, mut links: Links, key: Key) -> Vec<Effect> {
    if let Some(url) = links.chosen {
        return if key == Key::plain(Code::Enter) { open_in_browser(url) } else { Vec::new() };
    }
    match key.code {
        Code::Char(c) if !key.ctrl && !key.alt && c.is_ascii_alphabetic() => {
            links.typed.push(c.to_ascii_lowercase());
            if let Some(link) = links.links.iter().find(|link| link.hint == links.typed) {
                let url = link.url.clone();
                if c.is_ascii_uppercase() {
                    return vec![Effect::Outside(Outside::Copy(url))];
                }
                links.typed.pop();
                return choose(state, &links, url);
            }
            if links.left().next().is_none() {
                links.typed.pop();
            }
        }
        Code::Backspace if !links.typed.is_empty() => {
            links.typed.pop();
        }
        _ => return Vec::new(),
    }
    state.overlay = Some(Overlay::Links(links));
    Vec::new()
}

/// Opens one of the links with letters that was clicked.
pub(super) fn choose_shown(state: &mut State, url: CleanText) -> Vec<Effect> {
    match state.overlay.take() {
        Some(Overlay::Links(links)) => choose(state, &links, url),
        _ => Vec::new(),
    }
}

/// Opens one of the links with letters; where it leads is on the screen first.
fn choose(state: &mut State, links: &Links, url: CleanText) -> Vec<Effect> {
    let is_told = links.chosen.is_none() && links.is_told(state.size.0);
    if is_told { open_in_browser(url) } else { ask(state, url) }
}

/// Opens the address of an article; one that may be taken for another is shown first.
pub(super) fn open_address(state: &mut State, url: CleanText) -> Vec<Effect> {
    if names_its_host(&url) { open_in_browser(url) } else { ask(state, url) }
}

fn ask(state: &mut State, url: CleanText) -> Vec<Effect> {
    state.overlay = Some(Overlay::Links(Links::choose(url)));
    Vec::new()
}

fn open_in_browser(url: CleanText) -> Vec<Effect> {
    vec![Effect::Outside(Outside::Browse(url))]
}

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::testing::{article, document};
    use crate::app::{Effect, Outside, Overlay};
    use crate::model::{Block, CleanText, Session, Span, SpanStyle, Text};

    /// A reader of an article with so many links.
    fn open(count: usize) -> Desk {
        open_with(count, |nth| format!("https://example.org/{nth}"))
    }

    fn open_with(count: usize, url: impl Fn(usize) -> String) -> Desk {
        let mut linked = article(document("A title", &[]));
        let words = "link ".repeat(count);
        let spans = (0..count).map(|nth| Span {
            range: nth * 5..nth * 5 + 4,
            style: SpanStyle::Link { url: CleanText::new(&url(nth)) },
        });
        let text = Text::new(CleanText::new(words.trim_end()), spans.collect());
        linked.document.sections[0].blocks = vec![Block::Paragraph(text)];
        let mut desk = Desk::open_on((120, 40), vec![linked], Session::default());
        desk.press("enter ;");
        desk
    }

    fn last(desk: &Desk) -> Option<(bool, String)> {
        desk.done.iter().rev().find_map(|effect| match effect {
            Effect::Outside(Outside::Browse(url)) => Some((true, url.to_string())),
            Effect::Outside(Outside::Copy(url)) => Some((false, url.to_string())),
            _ => None,
        })
    }

    #[test]
    fn letters_open_links_and_capitals_copy_them() {
        let mut desk = open(3);
        desk.press("s");
        assert_eq!(last(&desk), Some((true, "https://example.org/1".to_owned())));
        desk.press("; D");
        assert_eq!(last(&desk), Some((false, "https://example.org/2".to_owned())));
        assert!(desk.state.overlay.is_none());
    }

    #[test]
    fn many_links_have_two_letters() {
        let mut desk = open(40);
        desk.press("s");
        let Some(Overlay::Links(links)) = &desk.state.overlay else { panic!("one letter is not enough") };
        assert_eq!(links.left().count(), 14);
        desk.press("backspace s a");
        assert_eq!(last(&desk), Some((true, "https://example.org/26".to_owned())));
    }

    #[test]
    fn without_links_it_is_said_and_esc_goes_back() {
        let desk = open(0);
        assert!(desk.state.overlay.is_none() && desk.state.notice.is_some());
        let mut desk = open(2);
        desk.press("esc");
        assert!(desk.state.overlay.is_none() && last(&desk).is_none());
    }

    fn legend(desk: &Desk) -> String {
        let Some(Overlay::Links(links)) = &desk.state.overlay else { panic!("no links to choose from") };
        links.legend()
    }

    #[test]
    fn a_link_is_opened_only_once_the_screen_has_shown_its_host() {
        let mut desk = open_with(40, |nth| {
            format!("https://a-name-of-a-host-that-leaves-little-room-for-others-{nth}.example/")
        });
        desk.press("s a");
        assert_eq!(last(&desk), None);
        assert!(
            legend(&desk)
                .starts_with("open https://a-name-of-a-host-that-leaves-little-room-for-others-26.example/?")
        );
        desk.press("enter");
        assert_eq!(
            last(&desk),
            Some((
                true,
                "https://a-name-of-a-host-that-leaves-little-room-for-others-26.example/".to_owned()
            ))
        );
        desk.done.clear();
        desk.press("; a s esc");
        assert_eq!((last(&desk), desk.state.overlay.is_none()), (None, true));
        desk.press("; a S");
        assert_eq!(
            last(&desk),
            Some((
                false,
                "https://a-name-of-a-host-that-leaves-little-room-for-others-1.example/".to_owned()
            ))
        );
    }

    #[test]
    fn links_to_one_host_are_told_together() {
        let mut desk = open_with(3, |nth| format!("https://{}.example/{nth}", ["a", "b", "a"][nth]));
        desk.press("esc ;");
        assert_eq!(legend(&desk), "open (capital letters copy):  a d a.example   s b.example");
    }

    #[test]
    fn the_address_of_an_article_that_looks_like_another_is_shown_first() {
        let mut desk = open(1);
        for (url, opens) in [("https://example.org/", true), ("https://exаmple.org/", false)] {
            desk.done.clear();
            let reading = desk.state.reading.as_mut().expect("an open article");
            reading.article.url = Some(CleanText::new(url));
            desk.press("esc enter o");
            assert_eq!(last(&desk).is_some(), opens, "{url}");
        }
        assert!(legend(&desk).contains("xn--exmple-4nf.org: https://exаmple.org/"), "{}", legend(&desk));
        desk.press("enter");
        assert!(last(&desk).is_some());
    }
}
