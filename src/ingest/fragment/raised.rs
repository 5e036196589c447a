//! What a piece of HTML raises or lowers: it is known at its end what to make of it.

use super::Reader;
use crate::ingest::raised::{LONGEST, name_within, shown};
use crate::model::SpanStyle;

/// What is between `<sup>` or `<sub>` and its end.
#[derive(Debug)]
pub(super) struct Raised {
    is_above: bool,
    text: String,
    /// Where a link in it, or around it, leads.
    link: Option<String>,
    /// How many elements are open in it.
    open: usize,
}

impl Reader<'_> {
    pub(super) fn begin_raised(&mut self, is_above: bool) {
        self.end_raised();
        let link = match self.styles.last() {
            Some((_, SpanStyle::Link { url })) => Some(url.to_string()),
            _ => None,
        };
        self.raised = Some(Raised { is_above, text: String::new(), link, open: 0 });
        self.note_link();
    }

    pub(super) fn end_raised(&mut self) {
        let Some(raised) = self.raised.take() else { return };
        let text = shown(&raised.text, raised.is_above, raised.link.as_deref()).unwrap_or(raised.text);
        self.push(&text);
    }

    /// Adds text to what is raised; whether there is any such.
    pub(super) fn raise(&mut self, text: &str) -> bool {
        let Some(raised) = &mut self.raised else { return false };
        if raised.text.len() + text.len() > LONGEST {
            self.end_raised();
            return false;
        }
        raised.text.push_str(text);
        true
    }

    /// Whether an element begins within what is raised; one that has no place there ends it.
    pub(super) fn opens_raised(&mut self, name: &str, link: impl FnOnce() -> Option<String>) -> bool {
        let Some(raised) = &mut self.raised else { return false };
        if !is_small(name) {
            self.end_raised();
            return false;
        }
        raised.open += 1;
        if name == "a" {
            raised.link = raised.link.take().or_else(link);
            self.note_link();
        }
        true
    }

    /// Whether an element ends within what is raised.
    pub(super) fn closes_raised(&mut self, name: &str) -> bool {
        let Some(raised) = &mut self.raised else { return false };
        if raised.open > 0 && is_small(name) {
            raised.open -= 1;
            return true;
        }
        self.end_raised();
        matches!(name, "sup" | "sub")
    }

    /// Remembers what a mark leads to: it may turn out to be a note.
    fn note_link(&mut self) {
        let link =
            self.raised.as_ref().filter(|raised| raised.is_above).and_then(|raised| raised.link.as_deref());
        if let Some(name) = link.and_then(name_within) {
            self.notes.insert(name.to_owned());
        }
    }
}

fn is_small(name: &str) -> bool {
    matches!(name, "a" | "b" | "strong" | "i" | "em" | "span" | "small" | "font" | "u" | "var")
}
