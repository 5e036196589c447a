//! `<sup>` and `<sub>`, and the notes that such marks point to.

use std::collections::BTreeSet;

use super::walk::Walk;
use crate::ingest::html::dom::{Dom, Id};
use crate::ingest::raised::{LONGEST, name_within, shown};
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{CleanText, SpanStyle};

/// What raised links lead to within the page: the names of its notes.
pub(super) fn names_of_notes(dom: &Dom) -> BTreeSet<&str> {
    let raised = dom.all().filter(|id| dom.name(*id) == "sup");
    raised.filter_map(|id| name_within(dom.attribute(link_of(dom, id)?, "href")?)).collect()
}

/// What is raised or lowered.
pub(super) fn raised(walk: &mut Walk<'_>, id: Id, is_above: bool) {
    let dom = walk.dom;
    let link = link_of(dom, id);
    let href = link.and_then(|link| dom.attribute(link, "href"));
    let text: String = dom
        .inside(id)
        .filter(|node| !(walk.skip)(*node))
        .filter_map(|node| dom.text(node))
        .take(LONGEST)
        .collect();
    let Some(text) = shown(&text, is_above, href) else { return walk.children(id) };
    // A link around it is open already.
    let within = href.filter(|_| link.is_some_and(|link| link > id));
    match within.and_then(|href| walk.base.join(href)) {
        Some(url) => {
            walk.line.open(SpanStyle::Link { url: CleanText::line(&url) });
            walk.line.push(&text);
            walk.line.close();
        }
        None => walk.line.push(&text),
    }
}

/// The notes in a list of nothing else: a paragraph each, with its mark, as Markdown's are. Whether it is such a list.
pub(super) fn notes(walk: &mut Walk<'_>, list: Id) -> bool {
    let dom = walk.dom;
    let items: Vec<Id> =
        dom.children(list).filter(|item| dom.name(*item) == "li" && !(walk.skip)(*item)).collect();
    let is_note = |item: &Id| {
        let mut names = (*item..dom.end(*item)).filter_map(|node| dom.attribute(node, "id"));
        names.any(|name| walk.notes.contains(name))
    };
    if walk.notes.is_empty() || items.is_empty() || !items.iter().all(is_note) {
        return false;
    }
    let first = dom.attribute(list, "start").and_then(|start| start.parse().ok()).unwrap_or(1_u32);
    for (item, number) in items.into_iter().zip(first..) {
        let mut blocks = walk.apart(item);
        if let Some(RawBlock::Paragraph(RawParagraph { text, .. })) = blocks.first_mut()
            && !text.as_str().starts_with('[')
        {
            *text = text.after(&format!("[{number}] "));
        }
        walk.out.append(&mut blocks);
    }
    true
}

/// The link in what is raised, or around it.
fn link_of(dom: &Dom, id: Id) -> Option<Id> {
    let is_link = |node: &Id| dom.name(*node) == "a" && dom.attribute(*node, "href").is_some();
    dom.inside(id).take(LONGEST).find(is_link).or_else(|| dom.ancestors(id).take(2).find(is_link))
}
