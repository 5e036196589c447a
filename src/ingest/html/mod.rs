//! HTML pages: where the article is on the page, and what the page says of it.

mod blocks;
mod body;
mod dom;
mod meta;

use super::raw::{Headings, RawArticle, RawBlock};
use blocks::Base;

/// Reads the article on the page `html`. The second value says whether parts of it were left out.
pub(super) fn read(html: &str, url: Option<&str>) -> (RawArticle, bool) {
    let (dom, has_cut) = dom::parse(html);
    let out = body::mark(&dom);
    let said = meta::read(&dom, &|id| out.has(id), url);
    let metadata = meta::judge(&said);
    let root = body::choose(&dom, &out);
    let base_element = dom.first("base").and_then(|id| dom.attribute(id, "href"));
    let base = Base::new(base_element.or(metadata.url.as_deref()));
    let mut blocks = blocks::walk(&dom, root, &|id| out.has(id), &base);
    if let Some(title) = &metadata.title {
        blocks.retain(|block| !matches!(block, RawBlock::Heading { text, .. } if meta::same_words(text.as_str(), title)));
    }
    (RawArticle { metadata, blocks, headings: Headings::Marked }, has_cut)
}
