//! HTML pages: where the article is on the page, and what the page says of it.

mod aside;
mod blocks;
mod body;
mod dom;
mod fallback;
mod mend;
mod meta;
mod state;
mod trim;

use super::raw::{Headings, RawArticle, RawBlock};
use super::structure;
use blocks::Base;
use dom::Id;

/// Reads the article on the page `html`. The second value says whether parts of it were left out.
pub(super) fn read(html: &str, url: Option<&str>) -> (RawArticle, bool) {
    let html = mend::mend(html);
    let (dom, has_cut) = dom::parse(&html);
    let out = body::mark(&dom);
    let said = meta::read(&dom, &out, url);
    let mut metadata = meta::judge(&said);
    let root = body::choose(&dom, &out, said.body.as_deref(), metadata.title.as_deref());
    let base_element = dom.first("base").and_then(|id| dom.attribute(id, "href"));
    let base = Base::new(base_element.or(metadata.url.as_deref()));
    let most_spans = structure::most_parts(html.len());
    let mut blocks = blocks::walk(&dom, root, &|id| out.has(id), &base, most_spans);
    let headline = metadata.title.as_deref().and_then(|title| body::headline(&dom, &out, title));
    if let Some(headline) = headline.filter(|headline| dom.end(*headline) <= root) {
        let holds_either = |id: Id| dom.contains(id, root) || dom.contains(id, headline);
        let is_between = |id: Id| (dom.end(headline)..root).contains(&id);
        let skip =
            |id: Id| out.has(id) || id == headline || id == root || !is_between(id) && !holds_either(id);
        let holder = dom.ancestors(headline).find(|ancestor| dom.contains(*ancestor, root)).unwrap_or(0);
        let above = blocks::walk(&dom, holder, &skip, &base, most_spans);
        blocks.splice(0..0, trim::above_body(above));
    }
    state::complete(&dom, &mut blocks, metadata.url.as_deref());
    let whole = blocks.clone();
    trim::trim(&mut blocks, &metadata);
    // A page of nothing but links to articles is a list of them.
    if blocks.is_empty() {
        blocks = whole;
    }
    if let Some(known) = &said.body {
        blocks = fallback::fuller(blocks, known);
    }
    // A description is the standfirst only where the page shows it above the body.
    metadata.standfirst = metadata.standfirst.filter(|standfirst| {
        let is_it = |block: &RawBlock| match block {
            RawBlock::Heading { text, .. } => text.as_str() == standfirst.as_str(),
            block => block.as_paragraph().is_some_and(|text| text.as_str() == standfirst.as_str()),
        };
        let at = blocks.iter().take(4).position(is_it);
        if let Some(at) = at.filter(|at| matches!(blocks[*at], RawBlock::Heading { .. })) {
            blocks.remove(at);
        }
        at.is_some()
    });
    (RawArticle { metadata, blocks, headings: Headings::Marked }, has_cut)
}
