//! Rows of cards: neighbours of one shape that each link to another article.

use super::measure::Measure;
use crate::ingest::html::dom::{Dom, Id};

/// The elements of `parent` that are cards.
pub(super) fn among(dom: &Dom, parent: Id, measure: &Measure, is_out: &dyn Fn(Id) -> bool) -> Vec<Id> {
    if is_below_words(dom, parent) {
        return Vec::new();
    }
    let small: Vec<Id> = dom
        .children(parent)
        .filter(|child| dom.name(*child) == "li" && !is_out(*child))
        .filter(|child| (1..MOST_CHARS).contains(&measure.chars(dom, *child)))
        .collect();
    let of_small = small.iter().filter(|child| is_card(dom, **child, measure)).count();
    if of_small >= LEAST && of_small * 10 >= small.len() * 6 {
        return small;
    }
    let mut cards: Vec<Id> = Vec::new();
    let mut run: Vec<Id> = Vec::new();
    let mut shape = None;
    for child in dom.children(parent).filter(|child| !is_out(*child)) {
        let of_child = (dom.name(child), dom.attribute(child, "class").map(first_class));
        if is_card(dom, child, measure) && (shape == Some(of_child) || run.is_empty()) {
            shape = Some(of_child);
            run.push(child);
        } else if measure.chars(dom, child) > 0 {
            end(&mut run, &mut cards);
        }
    }
    end(&mut run, &mut cards);
    cards
}

const LEAST: usize = 3;
const MOST_CHARS: u32 = 450;

fn end(run: &mut Vec<Id>, cards: &mut Vec<Id>) {
    if run.len() >= LEAST {
        cards.append(run);
    }
    run.clear();
}

fn first_class(class: &str) -> &str {
    class.split_whitespace().next().unwrap_or("")
}

/// Little text, and a headline's worth of it linked.
fn is_card(dom: &Dom, id: Id, measure: &Measure) -> bool {
    let (chars, linked) = (measure.chars(dom, id), measure.linked(dom, id));
    let share = match dom.name(id) {
        "div" | "article" | "section" => 4,
        "li" if dom
            .inside(id)
            .any(|node| matches!(dom.name(node), "div" | "h2" | "h3" | "h4" | "img" | "figure")) =>
        {
            3
        }
        "li" => 8,
        "a" => 9,
        _ => return false,
    };
    (20..MOST_CHARS).contains(&chars)
        && linked >= 20
        && linked * 10 >= chars * share
        && dom.inside(id).filter(|node| dom.name(*node) == "p").count() <= 2
        && longest_link(dom, id, measure) >= 20
        && !is_note(dom, id)
}

/// Whether `list` stands in an item with words of its own, or below words that announce it, as a writer puts it.
fn is_below_words(dom: &Dom, list: Id) -> bool {
    if !matches!(dom.name(list), "ul" | "ol") {
        return false;
    }
    let item = dom.parent(list);
    let says = |id: Id| dom.text(id).is_some_and(|text| text.contains(char::is_alphanumeric));
    let above = dom.children(item).take_while(|id| *id < list).filter(|id| dom.text(*id).is_none()).last();
    dom.name(item) == "li" && dom.children(item).any(says)
        || above.is_some_and(|above| {
            dom.name(above) == "p" && {
                let text = dom.text_of(above);
                text.trim_end().ends_with(':') && text.len() > 30
            }
        })
}

/// A note below the text leads back to it, by a `^`.
fn is_note(dom: &Dom, id: Id) -> bool {
    dom.inside(id).any(|node| {
        dom.name(node) == "a"
            && dom.attribute(node, "href").is_some_and(|href| href.contains('#'))
            && dom.text_of(node).trim().chars().all(|c| !c.is_alphanumeric())
    })
}

fn longest_link(dom: &Dom, id: Id, measure: &Measure) -> u32 {
    (id..dom.end(id))
        .filter(|node| dom.name(*node) == "a")
        .map(|node| measure.linked(dom, node))
        .max()
        .unwrap_or(0)
}
