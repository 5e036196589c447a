//! Where one is in a feed: the elements that are open, and what each adds to those within.

use std::rc::Rc;

use super::names::{Element, Space, element, space, usual_space};
use crate::ingest::address;
use crate::ingest::attributes::Attributes;

/// An open element.
#[derive(Debug)]
pub(super) struct Frame<'a> {
    pub(super) name: &'a str,
    pub(super) element: Element,
    pub(super) base: Option<Rc<str>>,
    /// How many prefixes were known before it.
    prefixes: usize,
    /// Whether text within it is gathered, to be taken when it ends.
    pub(super) captures: bool,
}

/// The elements that are open.
#[derive(Debug, Default)]
pub(super) struct Place<'a> {
    pub(super) frames: Vec<Frame<'a>>,
    prefixes: Vec<(&'a str, Space)>,
    /// How many more are open than are kept.
    pub(super) beyond: usize,
    outer_base: Option<Rc<str>>,
    /// The first prefix that nothing declares.
    pub(super) undeclared: Option<String>,
}

/// Deeper elements are passed over; their text is not.
pub(super) const MAX_DEPTH: usize = 250;
const MAX_PREFIXES: usize = 500;

impl<'a> Place<'a> {
    pub(super) fn new(base: Option<&str>) -> Self {
        Self { outer_base: base.map(Rc::from), ..Self::default() }
    }

    /// Makes an element that is about to open, and says which it is.
    pub(super) fn frame(&mut self, name: &'a str, attributes: &'a str) -> Frame<'a> {
        let known = self.prefixes.len();
        let mut base = match self.frames.last() {
            Some(frame) => frame.base.clone(),
            None => self.outer_base.clone(),
        };
        if attributes.contains("xml") {
            for (key, value) in Attributes::new(attributes) {
                if key == "xmlns" {
                    self.declare("", value);
                } else if let Some(prefix) = key.strip_prefix("xmlns:") {
                    self.declare(prefix, value);
                }
            }
            if let Some(own) = Attributes::new(attributes).exact("xml:base").filter(|own| !own.is_empty()) {
                let whole = address::join(base.as_deref(), &own);
                // Every entry keeps the one that it rests on.
                if address::is_safe(&whole) && address::is_short(&whole) {
                    base = Some(Rc::from(whole));
                }
            }
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let mut lower = [0_u8; 24];
        let local = match lower.get_mut(..local.len()) {
            Some(lower) => {
                lower.copy_from_slice(local.as_bytes());
                lower.make_ascii_lowercase();
                std::str::from_utf8(lower).unwrap_or_default()
            }
            None => "",
        };
        let element = element(self.space(prefix), local);
        Frame { name, element, base, prefixes: known, captures: false }
    }

    fn declare(&mut self, prefix: &'a str, uri: &str) {
        if self.prefixes.len() < MAX_PREFIXES {
            self.prefixes.push((prefix, space(uri)));
        }
    }

    fn space(&mut self, prefix: &str) -> Space {
        match self.prefixes.iter().rev().find(|(known, _)| *known == prefix) {
            // A default namespace of nobody's is no reason to read nothing.
            Some((_, Space::Other)) if prefix.is_empty() => Space::Core,
            Some((_, space)) => *space,
            None => {
                if !prefix.is_empty() && self.undeclared.is_none() {
                    self.undeclared = Some(prefix.to_owned());
                }
                usual_space(&prefix.to_ascii_lowercase())
            }
        }
    }

    /// Undoes what `frame` declared.
    pub(super) fn forget(&mut self, frame: &Frame<'_>) {
        self.prefixes.truncate(frame.prefixes);
    }

    /// The innermost open element of this name, counted from the outermost.
    pub(super) fn innermost(&self, name: &str) -> Option<usize> {
        self.frames.iter().rposition(|frame| frame.name.eq_ignore_ascii_case(name))
    }

    /// Whether an element of this kind is open.
    pub(super) fn is_in(&self, element: Element) -> bool {
        self.frames.iter().any(|frame| frame.element == element)
    }
}
