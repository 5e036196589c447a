//! Opening and copying the links on the screen by letters.

use crate::app::key::{Code, Key};
use crate::app::links::Links;
use crate::app::msg::{Effect, Outside};
use crate::app::overlay::Overlay;
use crate::app::state::State;

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
    match key.code {
        Code::Char(c) if !key.ctrl && !key.alt && c.is_ascii_alphabetic() => {
            links.typed.push(c.to_ascii_lowercase());
            if let Some(link) = links.links.iter().find(|link| link.hint == links.typed) {
                let url = link.url.clone();
                let act = if c.is_ascii_uppercase() { Outside::Copy } else { Outside::Browse };
                return vec![Effect::Outside(act(url))];
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

#[cfg(test)]
mod tests {
    use crate::app::desk::Desk;
    use crate::app::testing::{article, document};
    use crate::app::{Effect, Outside, Overlay};
    use crate::model::{Block, CleanText, Session, Span, SpanStyle, Text};

    /// A reader of an article with so many links.
    fn open(count: usize) -> Desk {
        let mut linked = article(document("A title", &[]));
        let words = "link ".repeat(count);
        let spans = (0..count).map(|nth| Span {
            range: nth * 5..nth * 5 + 4,
            style: SpanStyle::Link { url: CleanText::new(&format!("https://example.org/{nth}")) },
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
}
