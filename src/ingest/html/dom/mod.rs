//! A page as a tree: every node in one row, in the order of the page.

mod attributes;
mod flatten;
mod growing;
mod guard;

use crate::ingest::raised;
use html5ever::LocalName;
use html5ever::tendril::StrTendril;

pub(super) use guard::parse;

/// The place of a node in its [`Dom`].
pub(super) type Id = usize;

/// A page. A node's descendants are the nodes behind it up to its end, so that most questions are one loop.
#[derive(Debug, Default)]
pub(super) struct Dom {
    nodes: Vec<Node>,
}

/// One node: an element or text.
#[derive(Debug)]
struct Node {
    parent: u32,
    /// The first node behind it that is no descendant.
    end: u32,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Element { name: LocalName, attributes: Vec<(LocalName, StrTendril)> },
    Text(StrTendril),
}

impl Dom {
    /// How many nodes there are.
    pub(super) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The element that `id` lies in; the root is its own parent.
    pub(super) fn parent(&self, id: Id) -> Id {
        self.nodes[id].parent as usize
    }

    /// The first node behind `id` that is no descendant of it.
    pub(super) fn end(&self, id: Id) -> Id {
        self.nodes[id].end as usize
    }

    /// The name of an element; empty for text.
    pub(super) fn name(&self, id: Id) -> &str {
        match &self.nodes[id].content {
            Content::Element { name, .. } => name,
            Content::Text(_) => "",
        }
    }

    /// The characters of a text node; nothing for an element.
    pub(super) fn text(&self, id: Id) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Text(text) => Some(text),
            Content::Element { .. } => None,
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: Id, wanted: &str) -> Option<&str> {
        match &self.nodes[id].content {
            Content::Element { attributes, .. } => {
                attributes.iter().find(|(name, _)| &**name == wanted).map(|(_, value)| &**value)
            }
            Content::Text(_) => None,
        }
    }

    /// The names and values of all attributes.
    pub(super) fn attributes(&self, id: Id) -> impl Iterator<Item = (&str, &str)> {
        let attributes = match &self.nodes[id].content {
            Content::Element { attributes, .. } => attributes.as_slice(),
            Content::Text(_) => &[],
        };
        attributes.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Every node, in the order of the page.
    pub(super) fn all(&self) -> std::ops::Range<Id> {
        0..self.nodes.len()
    }

    /// The nodes inside of `id`, in the order of the page.
    pub(super) fn inside(&self, id: Id) -> std::ops::Range<Id> {
        id + 1..self.end(id)
    }

    /// The nodes directly below `id`.
    pub(super) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let end = self.end(id);
        let mut next = id + 1;
        std::iter::from_fn(move || {
            let child = next;
            (child < end).then(|| {
                next = self.end(child);
                child
            })
        })
    }

    /// The elements that `id` lies in, the nearest first.
    pub(super) fn ancestors(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut at = id;
        std::iter::from_fn(move || {
            (at != 0).then(|| {
                at = self.parent(at);
                at
            })
        })
    }

    /// Whether `inner` is `outer` or lies in it.
    pub(super) fn contains(&self, outer: Id, inner: Id) -> bool {
        outer <= inner && inner < self.end(outer)
    }

    /// Whether an element is a link to its own heading, or from a note back to the text: a sign and no words.
    pub(super) fn is_sign(&self, id: Id) -> bool {
        self.name(id) == "a"
            && self.end(id) - id <= 5
            && self.attribute(id, "href").is_some_and(|href| {
                let text: String = self.inside(id).filter_map(|node| self.text(node)).collect();
                raised::is_sign(&text, href)
            })
    }

    /// All characters inside of `id`, words of different elements parted; without the signs that lead to its headings.
    pub(super) fn text_of(&self, id: Id) -> String {
        let mut out = String::new();
        let mut node = id;
        while node < self.end(id) {
            if node != id && self.is_sign(node) {
                node = self.end(node);
                continue;
            }
            if let Some(text) = self.text(node) {
                out.push_str(text);
            } else if !is_inline(self.name(node)) {
                out.push(' ');
            }
            node += 1;
        }
        out
    }

    /// The first element of that name.
    pub(super) fn first(&self, name: &str) -> Option<Id> {
        self.all().find(|id| self.name(*id) == name)
    }
}

/// Whether an element stands within a line of text.
pub(super) fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "bdo"
            | "big"
            | "cite"
            | "code"
            | "data"
            | "del"
            | "dfn"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "math"
            | "q"
            | "ruby"
            | "rb"
            | "rt"
            | "rp"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
            | "wbr"
            | "acronym"
            | "nobr"
    )
}
