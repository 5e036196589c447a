//! HTML pages: where the article is on the page, and what the page says of it.

mod blocks;
mod body;
mod dom;
mod fallback;
mod meta;
mod trim;

use super::raw::{Headings, RawArticle};
use blocks::Base;

/// Reads the article on the page `html`. The second value says whether parts of it were left out.
pub(super) fn read(html: &str, url: Option<&str>) -> (RawArticle, bool) {
    let (dom, has_cut) = dom::parse(html);
    let out = body::mark(&dom);
    let said = meta::read(&dom, &|id| out.has(id), url);
    let metadata = meta::judge(&said);
    let root = body::choose(&dom, &out, said.body.as_deref(), metadata.title.as_deref());
    let base_element = dom.first("base").and_then(|id| dom.attribute(id, "href"));
    let base = Base::new(base_element.or(metadata.url.as_deref()));
    let mut blocks = blocks::walk(&dom, root, &|id| out.has(id), &base);
    trim::trim(&mut blocks, metadata.title.as_deref());
    if let Some(known) = &said.body {
        blocks = fallback::fuller(blocks, known);
    }
    (RawArticle { metadata, blocks, headings: Headings::Marked }, has_cut)
}
