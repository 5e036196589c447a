//! html5ever with a tree that keeps the names of elements and nothing else: what reading a page costs at least.

use std::borrow::Cow;
use std::cell::Cell;
use std::rc::Rc;

use html5ever::driver::ParseOpts;
use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::{Attribute, ExpandedName, LocalName, Namespace, QualName, parse_document};

/// How many nodes html5ever makes of `html`.
pub(crate) fn parse(html: &str) -> usize {
    parse_document(Names::default(), ParseOpts::default()).one(html)
}

#[derive(Default)]
struct Names {
    made: Cell<usize>,
}

impl Names {
    fn make(&self, name: QualName) -> (usize, Rc<QualName>) {
        self.made.set(self.made.get() + 1);
        (self.made.get(), Rc::new(name))
    }

    fn nameless(&self) -> (usize, Rc<QualName>) {
        self.make(QualName::new(None, Namespace::default(), LocalName::default()))
    }
}

impl TreeSink for Names {
    type Handle = (usize, Rc<QualName>);
    type Output = usize;
    type ElemName<'a> = ExpandedName<'a>;

    fn finish(self) -> usize {
        self.made.get()
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Self::Handle {
        (0, Rc::new(QualName::new(None, Namespace::default(), LocalName::default())))
    }
    fn elem_name<'a>(&'a self, target: &'a Self::Handle) -> ExpandedName<'a> {
        target.1.expanded()
    }
    fn create_element(&self, name: QualName, _: Vec<Attribute>, _: ElementFlags) -> Self::Handle {
        self.make(name)
    }
    fn create_comment(&self, _: StrTendril) -> Self::Handle {
        self.nameless()
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Self::Handle {
        self.nameless()
    }
    fn append(&self, _: &Self::Handle, _: NodeOrText<Self::Handle>) {}
    fn append_based_on_parent_node(&self, _: &Self::Handle, _: &Self::Handle, _: NodeOrText<Self::Handle>) {}
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, target: &Self::Handle) -> Self::Handle {
        target.clone()
    }
    fn same_node(&self, x: &Self::Handle, y: &Self::Handle) -> bool {
        x.0 == y.0
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, _: &Self::Handle, _: NodeOrText<Self::Handle>) {}
    fn add_attrs_if_missing(&self, _: &Self::Handle, _: Vec<Attribute>) {}
    fn remove_from_parent(&self, _: &Self::Handle) {}
    fn reparent_children(&self, _: &Self::Handle, _: &Self::Handle) {}
}
