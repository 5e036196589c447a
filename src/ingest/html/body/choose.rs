//! Chooses the element that holds the article's body, by weight and by name.

use super::anchor;
use super::class_words;
use super::measure::Measure;
use super::out::Out;
use crate::ingest::html::dom::{Dom, Id};
use crate::ingest::html::meta::same_words;

/// The element that holds the body. `known` is the body as the page's metadata has it.
pub(in crate::ingest::html) fn choose(dom: &Dom, out: &Out, known: Option<&str>, title: Option<&str>) -> Id {
    if let Some((holder, share)) = known.and_then(|known| anchor::find(dom, known, &|id| out.has(id)))
        && share >= 60
        && !matches!(dom.name(holder), "p" | "span" | "a" | "li" | "ul")
    {
        return holder;
    }
    let measure = Measure::new(dom, &|id| out.has(id));
    if measure.prose(dom, 0) == 0 {
        return dom.first("main").or_else(|| dom.first("body")).unwrap_or(0);
    }
    let mut heaviest = heaviest(dom, out, &measure);
    // An article in several parts: what holds all of them has more prose, and not much more that is none.
    for outer in dom.ancestors(heaviest) {
        if dom.name(outer) == "body" {
            break;
        }
        let has_more = measure.prose(dom, outer) * 100 >= measure.prose(dom, heaviest) * 125;
        if has_more && measure.weight(dom, outer) * 100 >= measure.weight(dom, heaviest) * 75 {
            heaviest = outer;
        }
    }
    while matches!(
        dom.name(heaviest),
        "p" | "span" | "li" | "ul" | "ol" | "blockquote" | "b" | "i" | "a" | "tr" | "tbody"
    ) {
        heaviest = dom.parent(heaviest);
    }
    let most = measure.weight(dom, heaviest);
    // Of many articles on a page it is the one with the headline.
    let headline = title.and_then(|title| headline(dom, out, title));
    let own = headline.and_then(|headline| dom.ancestors(headline).find(|id| dom.name(*id) == "article"));
    let own = own.filter(|own| measure.prose(dom, *own) > 500 && measure.weight(dom, *own) * 20 > most);
    let (within, most) = own.map_or((0, most), |own| (own, measure.weight(dom, own)));
    let candidates: Vec<(u8, Id)> = dom
        .all()
        .filter(|id| dom.contains(within, *id) && !out.has(*id) && measure.weight(dom, *id) * 10 >= most)
        .filter_map(|id| Some((rank(dom, id)?, id)))
        .collect();
    let named = candidates
        .iter()
        .filter(|(_, id)| measure.weight(dom, *id) * 10 >= most * 6)
        .min_by_key(|(rank, id)| (*rank, std::cmp::Reverse(measure.weight(dom, *id))))
        .map(|(rank, id)| {
            (*rank, whole(dom, *id, candidates.iter().filter(|(r, _)| r == rank).map(|(_, id)| *id)))
        });
    let chosen = match named {
        Some((_, id)) if own.is_some() || measure.prose(dom, id) * 10 >= measure.prose(dom, heaviest) * 6 => {
            id
        }
        _ => own.unwrap_or(heaviest),
    };
    descend(dom, out, &measure, chosen)
}

/// The innermost element that has all prose of `id` but scraps.
fn descend(dom: &Dom, out: &Out, measure: &Measure, id: Id) -> Id {
    let is_surer = |inner, outer| {
        rank(dom, inner).is_some_and(|of_inner| {
            rank(dom, outer).is_none_or(|of_outer| of_inner < 2 && of_inner <= of_outer)
        })
    };
    let mut at = id;
    loop {
        let inner =
            dom.children(at).filter(|child| dom.text(*child).is_none() && !out.has(*child)).find(|child| {
                matches!(
                    dom.name(*child),
                    "div" | "section" | "article" | "main" | "td" | "table" | "tr" | "tbody"
                ) && measure.prose(dom, *child) * 100 >= measure.prose(dom, at) * 94
                    && (measure.weight(dom, *child) >= measure.weight(dom, at) || is_surer(*child, at))
            });
        match inner {
            Some(inner) => at = inner,
            None => return at,
        }
    }
}

/// What holds all the `parts` of a body that `id` is the greatest of.
fn whole(dom: &Dom, id: Id, parts: impl Iterator<Item = Id>) -> Id {
    let mut holder = id;
    for part in parts {
        if !dom.contains(holder, part) && !dom.contains(part, holder) {
            holder = dom.ancestors(holder).find(|outer| dom.contains(*outer, part)).unwrap_or(holder);
        }
    }
    holder
}

/// The heading that is the title.
pub(in crate::ingest::html) fn headline(dom: &Dom, out: &Out, title: &str) -> Option<Id> {
    let is_heading =
        |id: &Id| matches!(dom.name(*id), "h1" | "h2") && dom.end(*id) - id < 40 && !out.has(*id);
    let heads: Vec<Id> =
        dom.all().filter(is_heading).filter(|id| same_words(&dom.text_of(*id), title)).collect();
    heads.first().copied().filter(|_| heads.len() == 1)
}

fn heaviest(dom: &Dom, out: &Out, measure: &Measure) -> Id {
    let mut best = (i32::MIN, 0);
    for id in dom.all() {
        if dom.text(id).is_some() || out.has(id) {
            continue;
        }
        let weight = measure.weight(dom, id);
        // Of equals the innermost, but never a single paragraph.
        if weight > best.0 || weight == best.0 && !matches!(dom.name(id), "p" | "li" | "td" | "blockquote") {
            best = (weight, id);
        }
    }
    best.1
}

/// How surely the name of an element says that it holds the body.
fn rank(dom: &Dom, id: Id) -> Option<u8> {
    let items = dom.attribute(id, "itemprop").unwrap_or("");
    if items.split_whitespace().any(|item| item.eq_ignore_ascii_case("articleBody")) {
        return Some(0);
    }
    if !matches!(dom.name(id), "div" | "section" | "article" | "main" | "td") {
        return None;
    }
    let mut words = Vec::new();
    for attribute in ["class", "id", "data-testid", "data-component"] {
        for value in dom.attribute(id, attribute).unwrap_or("").split_whitespace().take(12) {
            words.clear();
            class_words::words(value, &mut words);
            if class_words::is_body(&words) {
                return Some(1);
            }
        }
    }
    match dom.name(id) {
        "article" => Some(2),
        _ => None,
    }
}
