//! Bylines and dates that nothing but their place and their words give away: short lines around the headline.

use super::{Origin, Said, author_judge, lines};
use crate::ingest::html::body::Out;
use crate::ingest::html::dom::{Dom, Id, is_inline};
use crate::ingest::structure;
use crate::model::fold;

/// Reads the short lines around the headline.
pub(super) fn read(dom: &Dom, out: &Out, said: &mut Said) {
    let near = lines::near(dom, out);
    for id in near.start..near.end.min(dom.len()) {
        if dom.text(id).is_some() || out.is_certain(id) || !is_line(dom, id) {
            continue;
        }
        let text = lines::visible(dom, id);
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.len() > 160 || text.is_empty() {
            continue;
        }
        let names = names(&text);
        let says_by = || {
            let people = author_judge::people(names);
            fold(names).split(' ').take(2).any(|word| word == "by")
                && !people.is_empty()
                && people.iter().all(|author| structure::is_name(&author.name, 2))
        };
        if structure::byline(names).is_some() || says_by() {
            Said::add(&mut said.authors, Origin::Plain, names);
        }
        if let Some(date) = lines::in_words(&text, said.month_first()) {
            let folded = fold(&text);
            let is_update = ["updated", "last updated", "last modified", "modified"]
                .iter()
                .any(|w| folded.starts_with(w));
            Said::add(
                if is_update { &mut said.updated } else { &mut said.published },
                Origin::Address,
                &date,
            );
        }
    }
}

/// A block without blocks in it.
fn is_line(dom: &Dom, id: Id) -> bool {
    let is_block = !is_inline(dom.name(id)) || dom.name(id) == "span";
    is_block
        && dom.end(id) - id <= 16
        && dom.inside(id).all(|node| dom.text(node).is_some() || is_inline(dom.name(node)))
}

/// The line up to a date or another remark.
fn names(text: &str) -> &str {
    let ends =
        [" on ", " Updated", " Published", " |", " •", " ·", " ⋅", " - ", " – ", " — ", "Last ", " Reviewed"];
    let end = ends.iter().filter_map(|end| text.find(end)).min().unwrap_or(text.len());
    text[..end].trim()
}
