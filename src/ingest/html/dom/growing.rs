//! The tree while html5ever builds it: nodes linked to each other, since they move about.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::{Index, IndexMut};

use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName};

/// The number of a node. There are far fewer of them than fit, and as many as a page can make up: they are kept small.
pub(super) type Number = u32;
/// No node.
pub(super) const NONE: Number = Number::MAX;
/// The document.
pub(super) const ROOT: Number = 0;
/// How deep a node may lie; what would lie deeper becomes its parent's neighbour.
pub(super) const MAX_DEPTH: u32 = 512;

/// One node.
#[derive(Debug)]
pub(super) struct Link {
    pub(super) parent: Number,
    pub(super) next: Number,
    before: Number,
    pub(super) first: Number,
    last: Number,
    depth: u32,
    pub(super) kind: Kind,
}

/// The nodes by their numbers.
#[derive(Debug)]
pub(super) struct Links(Vec<Link>);

impl Links {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Index<Number> for Links {
    type Output = Link;

    fn index(&self, number: Number) -> &Link {
        &self.0[number as usize]
    }
}

impl IndexMut<Number> for Links {
    fn index_mut(&mut self, number: Number) -> &mut Link {
        &mut self.0[number as usize]
    }
}

#[derive(Debug)]
pub(super) enum Kind {
    Element(LocalName, Vec<Attribute>),
    Text(StrTendril),
    Other,
}

/// The tree, as html5ever wants to build it.
#[derive(Debug)]
pub(super) struct Growing {
    nodes: RefCell<Links>,
    depth: Cell<u32>,
}

/// What html5ever holds of a node.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    id: Number,
    name: QualName,
}

/// The name of an element, as html5ever asks for it.
#[derive(Debug)]
pub(super) struct Name<'a>(ExpandedName<'a>);

impl ElemName for Name<'_> {
    fn ns(&self) -> &Namespace {
        self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        self.0.local
    }
}

impl Growing {
    /// An empty document.
    pub(super) fn new() -> Self {
        let growing = Self { nodes: RefCell::new(Links(Vec::with_capacity(4096))), depth: Cell::new(0) };
        growing.create(Kind::Other);
        growing
    }

    /// How deep the element lies that was written to last.
    pub(super) fn depth(&self) -> u32 {
        self.depth.get()
    }

    /// How many nodes were made.
    pub(super) fn len(&self) -> usize {
        self.nodes.borrow().len()
    }

    fn create(&self, kind: Kind) -> Number {
        let Links(nodes) = &mut *self.nodes.borrow_mut();
        nodes.push(Link { parent: NONE, next: NONE, before: NONE, first: NONE, last: NONE, depth: 0, kind });
        Number::try_from(nodes.len() - 1).unwrap_or(ROOT)
    }

    /// Puts `child` under `parent`, before the node `next` or last.
    fn insert(&self, parent: Number, next: Number, child: NodeOrText<Handle>) {
        let before = {
            let nodes = self.nodes.borrow();
            if next == NONE { nodes[parent].last } else { nodes[next].before }
        };
        let id = match child {
            NodeOrText::AppendNode(handle) => {
                self.detach(handle.id);
                handle.id
            }
            NodeOrText::AppendText(text) => {
                if before != NONE
                    && let Kind::Text(known) = &mut self.nodes.borrow_mut()[before].kind
                {
                    known.push_tendril(&text);
                    return;
                }
                self.create(Kind::Text(text))
            }
        };
        let nodes = &mut *self.nodes.borrow_mut();
        let before = if next == NONE { nodes[parent].last } else { nodes[next].before };
        let depth = nodes[parent].depth;
        self.depth.set(depth);
        let node = &mut nodes[id];
        (node.parent, node.before, node.next, node.depth) = (parent, before, next, depth + 1);
        if before == NONE {
            nodes[parent].first = id;
        } else {
            nodes[before].next = id;
        }
        if next == NONE {
            nodes[parent].last = id;
        } else {
            nodes[next].before = id;
        }
    }

    fn detach(&self, id: Number) {
        let nodes = &mut *self.nodes.borrow_mut();
        let (parent, before, next) = (nodes[id].parent, nodes[id].before, nodes[id].next);
        if parent == NONE {
            return;
        }
        if before == NONE {
            nodes[parent].first = next;
        } else {
            nodes[before].next = next;
        }
        if next == NONE {
            nodes[parent].last = before;
        } else {
            nodes[next].before = before;
        }
        let node = &mut nodes[id];
        (node.parent, node.before, node.next) = (NONE, NONE, NONE);
    }

    /// `parent`, or the nearest of its ancestors that is not too deep.
    fn shallow(&self, mut parent: Number) -> Number {
        let nodes = self.nodes.borrow();
        while nodes[parent].depth >= MAX_DEPTH && nodes[parent].parent != NONE {
            parent = nodes[parent].parent;
        }
        parent
    }
}

fn other() -> QualName {
    QualName::new(None, Namespace::default(), LocalName::default())
}

impl TreeSink for Growing {
    type Handle = Handle;
    type Output = Links;
    type ElemName<'a> = Name<'a>;

    fn finish(self) -> Links {
        self.nodes.into_inner()
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> Handle {
        Handle { id: ROOT, name: other() }
    }

    fn elem_name<'a>(&'a self, target: &'a Handle) -> Name<'a> {
        Name(target.name.expanded())
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> Handle {
        let id = self.create(Kind::Element(name.local.clone(), attributes));
        Handle { id, name }
    }

    fn create_comment(&self, _: StrTendril) -> Handle {
        Handle { id: self.create(Kind::Other), name: other() }
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Handle {
        Handle { id: self.create(Kind::Other), name: other() }
    }

    fn append(&self, parent: &Handle, child: NodeOrText<Handle>) {
        self.insert(self.shallow(parent.id), NONE, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &Handle,
        prev_element: &Handle,
        child: NodeOrText<Handle>,
    ) {
        let has_parent = self.nodes.borrow()[element.id].parent != NONE;
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(prev_element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn pop(&self, node: &Handle) {
        self.depth.set(self.nodes.borrow()[node.id].depth.saturating_sub(1));
    }

    fn get_template_contents(&self, target: &Handle) -> Handle {
        target.clone()
    }

    fn same_node(&self, x: &Handle, y: &Handle) -> bool {
        x.id == y.id
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &Handle, new_node: NodeOrText<Handle>) {
        let parent = self.nodes.borrow()[sibling.id].parent;
        if parent != NONE {
            self.insert(parent, sibling.id, new_node);
        }
    }

    fn add_attrs_if_missing(&self, target: &Handle, attributes: Vec<Attribute>) {
        if let Kind::Element(_, known) = &mut self.nodes.borrow_mut()[target.id].kind {
            for attribute in attributes {
                if known.len() < 64 && !known.iter().any(|k| k.name == attribute.name) {
                    known.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &Handle) {
        self.detach(target.id);
    }

    fn reparent_children(&self, node: &Handle, new_parent: &Handle) {
        let mut child = self.nodes.borrow()[node.id].first;
        while child != NONE {
            let next = self.nodes.borrow()[child].next;
            self.insert(new_parent.id, NONE, NodeOrText::AppendNode(Handle { id: child, name: other() }));
            child = next;
        }
    }
}
