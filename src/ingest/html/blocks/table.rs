//! Tables of data; tables that only lay out a page are walked as if they were none.

use super::walk::{Walk, joined};
use crate::ingest::html::dom::Id;
use crate::ingest::raw::RawBlock;
use crate::model::{Block, Text};

/// `<table>`.
pub(super) fn table(walk: &mut Walk<'_>, id: Id) {
    walk.flush();
    let dom = walk.dom;
    let own = |node: Id| dom.ancestors(node).find(|a| dom.name(*a) == "table") == Some(id);
    let rows: Vec<Id> =
        dom.inside(id).filter(|node| dom.name(*node) == "tr" && own(*node)).take(MAX_ROWS).collect();
    let widest = rows.iter().map(|row| cells(walk, *row).len()).max().unwrap_or(0);
    let is_layout = dom.attribute(id, "role") == Some("presentation")
        || widest < 2
        || rows.len() < 2 && !dom.inside(id).any(|node| dom.name(node) == "th")
        || dom
            .inside(id)
            .any(|node| matches!(dom.name(node), "table" | "h1" | "h2" | "form" | "article" | "pre"))
        || dom.inside(id).filter(|node| dom.name(*node) == "p").count() > 3 * rows.len().max(1);
    if is_layout {
        walk.children(id);
        walk.flush();
        return;
    }
    let mut header = Vec::new();
    let mut body = Vec::new();
    for row in rows {
        let places = cells(walk, row);
        let is_header =
            body.is_empty() && header.is_empty() && places.iter().all(|cell| dom.name(*cell) == "th");
        let texts: Vec<Text> = places.into_iter().map(|cell| text(walk, cell)).collect();
        if texts.iter().all(Text::is_empty) {
            continue;
        }
        if is_header {
            header = texts;
        } else {
            body.push(texts);
        }
    }
    if let Some(caption) = dom.children(id).find(|child| dom.name(*child) == "caption") {
        walk.node(caption);
        walk.flush();
    }
    if !body.is_empty() || !header.is_empty() {
        walk.out.push(RawBlock::Other(Block::Table { header, rows: body }));
    }
}

const MAX_ROWS: usize = 5000;

fn cells(walk: &Walk<'_>, row: Id) -> Vec<Id> {
    walk.dom
        .children(row)
        .filter(|cell| matches!(walk.dom.name(*cell), "td" | "th") && !(walk.skip)(*cell))
        .collect()
}

fn text(walk: &mut Walk<'_>, cell: Id) -> Text {
    let texts: Vec<Text> = walk
        .apart(cell)
        .into_iter()
        .flat_map(|block| match block {
            RawBlock::Paragraph(paragraph) => vec![paragraph.text],
            RawBlock::Heading { text, .. } | RawBlock::Other(Block::Quotation(text)) => vec![text],
            RawBlock::Other(Block::List { items, .. }) => items.into_iter().map(|item| item.text).collect(),
            RawBlock::Other(_) => Vec::new(),
        })
        .collect();
    joined(&texts, " ")
}
