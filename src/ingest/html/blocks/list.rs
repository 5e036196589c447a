//! Lists and definition lists.

use super::quotation::bold;
use super::raised;
use super::walk::{Walk, joined};
use crate::ingest::html::dom::Id;
use crate::ingest::raw::{RawBlock, RawParagraph};
use crate::model::{Block, ListItem, Text};

/// `<ul>` and `<ol>`. A list whose items are articles in small is walked as if it were none.
pub(super) fn list(walk: &mut Walk<'_>, id: Id) {
    walk.flush();
    if raised::notes(walk, id) {
        return;
    }
    let mut items = Vec::new();
    let mut others = Vec::new();
    if is_layout(walk, id) {
        walk.children(id);
        walk.flush();
        return;
    }
    gather(walk, id, 0, &mut items, &mut others);
    if !items.is_empty() {
        walk.out.push(RawBlock::Other(Block::List { ordered: walk.dom.name(id) == "ol", items }));
    }
    walk.out.append(&mut others);
}

const MAX_DEPTH: u8 = 15;

/// Whether items have headings or several paragraphs of their own.
fn is_layout(walk: &Walk<'_>, id: Id) -> bool {
    let dom = walk.dom;
    let (mut headed, mut count) = (0, 0);
    for item in dom.children(id).filter(|item| dom.name(*item) == "li" && !(walk.skip)(*item)) {
        count += 1;
        let names: Vec<&str> = dom.inside(item).map(|node| dom.name(node)).collect();
        let paragraphs = names.iter().filter(|name| **name == "p").count();
        let has_heading =
            names.iter().any(|name| matches!(*name, "h2" | "h3" | "h4" | "h5" | "table" | "pre"));
        headed += usize::from(has_heading || paragraphs > 2);
    }
    headed * 2 > count
}

fn gather(walk: &mut Walk<'_>, id: Id, depth: u8, items: &mut Vec<ListItem>, others: &mut Vec<RawBlock>) {
    let dom = walk.dom;
    let mut number = dom.attribute(id, "start").and_then(|start| start.parse().ok()).unwrap_or(1_u32);
    let is_ordered = dom.name(id) == "ol";
    for child in dom.children(id) {
        if (walk.skip)(child) {
            continue;
        }
        match dom.name(child) {
            "ul" | "ol" => gather(walk, child, (depth + 1).min(MAX_DEPTH), items, others),
            _ => item(walk, child, depth, is_ordered.then_some(number), items, others),
        }
        if dom.name(child) == "li" {
            number = number.saturating_add(1);
        }
    }
}

fn item(
    walk: &mut Walk<'_>,
    id: Id,
    depth: u8,
    number: Option<u32>,
    items: &mut Vec<ListItem>,
    others: &mut Vec<RawBlock>,
) {
    let mut texts: Vec<Text> = Vec::new();
    let mut below: Vec<ListItem> = Vec::new();
    for block in if walk.dom.text(id).is_some() { text(walk, id) } else { walk.apart(id) } {
        match block {
            RawBlock::Paragraph(RawParagraph { text, .. }) | RawBlock::Heading { text, .. } => {
                texts.push(text)
            }
            RawBlock::Other(Block::List { items, .. }) => below.extend(
                items
                    .into_iter()
                    .map(|item| ListItem { depth: (item.depth + depth + 1).min(MAX_DEPTH), ..item }),
            ),
            RawBlock::Other(Block::Quotation(text)) => texts.push(text),
            other => others.push(other),
        }
    }
    let text = if texts.len() == 1 { texts.remove(0) } else { joined(&texts, "\n") };
    if !text.is_empty() {
        items.push(ListItem { depth, number, text });
    }
    items.append(&mut below);
}

fn text(walk: &mut Walk<'_>, id: Id) -> Vec<RawBlock> {
    let text = Text::from(walk.dom.text(id).unwrap_or("").trim());
    if text.is_empty() {
        return Vec::new();
    }
    vec![RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() })]
}

/// `<dl>`: each term, bold, with its first definition behind it.
pub(super) fn definitions(walk: &mut Walk<'_>, id: Id) {
    walk.flush();
    let dom = walk.dom;
    let mut term: Option<Text> = None;
    let parts: Vec<Id> = dom
        .inside(id)
        .filter(|part| matches!(dom.name(*part), "dt" | "dd"))
        .filter(|part| dom.ancestors(*part).find(|a| dom.name(*a) == "dl") == Some(id))
        .filter(|part| !dom.ancestors(*part).take_while(|a| *a != id).any(|a| (walk.skip)(a)))
        .collect();
    if parts.is_empty() {
        walk.children(id);
        walk.flush();
        return;
    }
    for part in parts.into_iter().filter(|part| !(walk.skip)(*part)) {
        let mut blocks = walk.apart(part);
        if dom.name(part) == "dt" {
            walk.out.extend(term.take().map(paragraph));
            let texts: Vec<Text> = blocks.iter().filter_map(RawBlock::as_paragraph).cloned().collect();
            let text = joined(&texts, " ");
            term = (!text.is_empty()).then(|| bold(&text));
        } else {
            if let (Some(label), Some(RawBlock::Paragraph(first))) = (&term, blocks.first_mut()) {
                let between = if label.as_str().ends_with([':', '?', '.']) { " " } else { ": " };
                first.text = joined(&[label.clone(), first.text.clone()], between);
                term = None;
            }
            walk.out.extend(term.take().map(paragraph));
            walk.out.append(&mut blocks);
        }
    }
    walk.out.extend(term.map(paragraph));
}

fn paragraph(text: Text) -> RawBlock {
    RawBlock::Paragraph(RawParagraph { text, ..RawParagraph::default() })
}
