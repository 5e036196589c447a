//! HTML pages: where the article is on the page, and what the page says of it.

mod blocks;
mod body;
mod dom;
mod fallback;
mod mend;
mod meta;
mod state;
mod trim;

use super::raw::{self, Headings, RawArticle};
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
    let mut blocks = blocks::walk(&dom, root, &|id| out.has(id), &base);
    let headline = metadata.title.as_deref().and_then(|title| body::headline(&dom, &out, title));
    if let Some(headline) = headline.filter(|headline| dom.end(*headline) <= root) {
        let between =
            |id: Id| out.has(id) || !(dom.end(headline)..root).contains(&id) && !dom.contains(id, root);
        let holder = dom.ancestors(headline).find(|ancestor| dom.contains(*ancestor, root)).unwrap_or(0);
        let above = blocks::walk(&dom, holder, &|id| between(id) || id == root, &base);
        blocks.splice(0..0, trim::above_body(above));
    }
    state::complete(&dom, &mut blocks, metadata.url.as_deref());
    trim::trim(&mut blocks, &metadata);
    if let Some(known) = &said.body {
        blocks = fallback::fuller(blocks, known);
    }
    // A description is the standfirst only where the page shows it above the body.
    metadata.standfirst = metadata.standfirst.filter(|standfirst| {
        let texts = blocks.iter().take(4).filter_map(|block| match block {
            raw::RawBlock::Heading { text, .. } => Some(text.as_str()),
            block => block.as_paragraph().map(|text| text.as_str()),
        });
        texts.into_iter().any(|text| text == standfirst.as_str())
    });
    (RawArticle { metadata, blocks, headings: Headings::Marked }, has_cut)
}
