//! What of a page is surely not its article: navigation, forms, what is hidden, what its class gives away.

use super::measure::Measure;
use super::{cards, class_words};
use crate::ingest::html::dom::{Dom, Id, is_inline};

/// Which nodes are not of the article.
#[derive(Debug)]
pub(in crate::ingest::html) struct Out {
    all: Vec<bool>,
    /// Those that are so whatever their class: navigation, forms, what is hidden.
    certain: Vec<bool>,
}

/// Whether `id` is by its class the caption of a picture.
pub(in crate::ingest::html) fn is_caption(dom: &Dom, id: Id) -> bool {
    if dom.name(id) == "figcaption" {
        return true;
    }
    if !matches!(dom.name(id), "div" | "p" | "span" | "small" | "cite" | "em") {
        return false;
    }
    any_word(dom, id, &["class"], class_words::is_caption)
}

impl Out {
    /// Whether `id` is not of the article.
    pub(in crate::ingest::html) fn has(&self, id: Id) -> bool {
        self.all[id]
    }

    /// Whether `id` is not of the article whatever its class says: navigation, a form, hidden.
    pub(in crate::ingest::html) fn is_certain(&self, id: Id) -> bool {
        self.certain[id]
    }

    /// Takes `id` and all in it out.
    pub(in crate::ingest::html) fn add(&mut self, dom: &Dom, id: Id) {
        self.all[id..dom.end(id)].fill(true);
    }
}

/// Marks what is not of the article.
pub(in crate::ingest::html) fn mark(dom: &Dom) -> Out {
    let mut out = Out { all: vec![false; dom.len()], certain: Vec::new() };
    let mut id = 0;
    while id < dom.len() {
        if dom.text(id).is_none() && (is_never(dom, id) || is_hidden(dom, id)) {
            out.add(dom, id);
            id = dom.end(id);
        } else {
            id += 1;
        }
    }
    let measure = Measure::new(dom, &|id| out.has(id));
    let all = measure.prose(dom, 0);
    out.certain.clone_from(&out.all);
    let mut id = 0;
    while id < dom.len() {
        if !out.has(id)
            && dom.text(id).is_none()
            && (is_apart(dom, id) && is_part(dom, id, &measure, all, most_of(dom, id)) && !has_math(dom, id)
                || is_comments(dom, id) && is_part(dom, id, &measure, all, 85)
                || is_gallery(dom, id, measure.prose(dom, id), all))
        {
            out.add(dom, id);
            id = dom.end(id);
        } else {
            id += 1;
        }
    }
    let measure = Measure::new(dom, &|id| out.has(id));
    for id in dom.all() {
        if dom.text(id).is_none() && !out.has(id) {
            for card in cards::among(dom, id, &measure, &|id| out.has(id)) {
                out.add(dom, card);
            }
        }
    }
    // Where most of the prose would go, the classes of this page mean something else.
    let left = Measure::new(dom, &|id| out.has(id)).prose(dom, 0);
    if left * 8 < all || left == 0 {
        out.all.clone_from(&out.certain);
    }
    out
}

/// What has a good part of the page's prose is its article, whatever it is called.
fn is_part(dom: &Dom, id: Id, measure: &Measure, all: u32, percent: u32) -> bool {
    u64::from(measure.prose(dom, id)) * 100 < u64::from(all) * u64::from(percent)
}

/// Pictures with texts of their own beside an article; alone they are the article.
fn is_gallery(dom: &Dom, id: Id, prose: u32, all: u32) -> bool {
    let is = |words: &[String]| words.iter().any(|word| matches!(word.as_str(), "gallery" | "slideshow"));
    prose > 800 && all - prose > 2000 && any_word(dom, id, &["class"], is)
}

/// What share of a page's prose something apart may have, in percent.
fn most_of(dom: &Dom, id: Id) -> u32 {
    if dom.name(id) == "footer" { 50 } else { 30 }
}

/// What shows a formula has classes for the menus of its own.
fn has_math(dom: &Dom, id: Id) -> bool {
    (dom.name(id).contains('-') || is_inline(dom.name(id)))
        && dom.inside(id).any(|node| dom.name(node) == "math")
}

fn is_comments(dom: &Dom, id: Id) -> bool {
    matches!(dom.name(id), "div" | "section" | "ol" | "ul" | "aside")
        && any_word(dom, id, &["class", "id"], class_words::is_comments)
}

/// Whether the words of a class, an id or the like are what `is` looks for.
fn any_word(dom: &Dom, id: Id, attributes: &[&str], is: fn(&[String]) -> bool) -> bool {
    let mut words = Vec::new();
    let named = attributes.iter().filter_map(|name| Some((*name, dom.attribute(id, name)?)));
    named.into_iter().any(|(name, values)| {
        // `print:hidden` and its like speak of other occasions.
        values.split_whitespace().take(12).filter(|value| !value.contains([':', '['])).any(|value| {
            words.clear();
            class_words::words(value, &mut words);
            // A long id is made of the words of a heading.
            (name != "id" || words.len() <= 4) && is(&words)
        })
    })
}

/// Whether `id` is a link that looks like a button.
fn is_button(dom: &Dom, id: Id) -> bool {
    dom.name(id) == "a"
        && (dom.attribute(id, "role") == Some("button")
            || any_word(dom, id, &["class"], class_words::is_button))
}

/// Whether `id` is a list of the page's own sections: of links that stay on it.
fn is_contents(dom: &Dom, id: Id) -> bool {
    if !matches!(dom.name(id), "ul" | "ol") {
        return false;
    }
    let mut links = 0;
    let mut at = id + 1;
    while at < dom.end(id) {
        let is_link = dom.name(at) == "a";
        if is_link && !dom.attribute(at, "href").is_some_and(|href| href.starts_with('#') && href.len() > 1)
            || dom.text(at).is_some_and(|text| text.contains(char::is_alphanumeric))
        {
            return false;
        }
        links += usize::from(is_link);
        at = if is_link { dom.end(at) } else { at + 1 };
    }
    links >= 3
}

/// Whether `id` is a link in a heading or in running text, which its class does not take out of it.
fn is_in_line(dom: &Dom, id: Id) -> bool {
    dom.name(id) == "a"
        && matches!(dom.name(dom.parent(id)), "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "dt")
}

fn is_never(dom: &Dom, id: Id) -> bool {
    matches!(
        dom.name(id),
        "head"
            | "script"
            | "noscript"
            | "button"
            | "input"
            | "select"
            | "textarea"
            | "nav"
            | "dialog"
            | "menu"
            | "option"
            | "datalist"
    )
}

fn is_hidden(dom: &Dom, id: Id) -> bool {
    if matches!(dom.name(id), "html" | "body") {
        return false;
    }
    let style = dom.attribute(id, "style").unwrap_or("").to_ascii_lowercase().replace(' ', "");
    style.contains("display:none")
        || style.contains("visibility:hidden")
        || dom.attribute(id, "hidden").is_some_and(|value| value != "until-found")
        || dom.attribute(id, "aria-hidden") == Some("true")
            && !matches!(dom.name(id), "img" | "figure" | "article" | "main")
            && dom.attribute(id, "class").is_none_or(|class| !class.contains("fallback-image"))
}

fn is_apart(dom: &Dom, id: Id) -> bool {
    let name = dom.name(id);
    if matches!(
        name,
        "html"
            | "body"
            | "article"
            | "main"
            | "p"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "img"
            | "em"
            | "strong"
            | "b"
            | "i"
            | "figure"
            | "picture"
            | "table"
            | "tbody"
            | "td"
            | "tr"
    ) {
        return false;
    }
    if is_in_line(dom, id) || any_word(dom, id, &["class"], class_words::is_points) {
        return false;
    }
    if is_button(dom, id) || is_contents(dom, id) {
        return true;
    }
    if matches!(name, "footer" | "aside" | "form" | "fieldset") {
        return true;
    }
    let role = dom.attribute(id, "role").unwrap_or("");
    if [
        "navigation",
        "complementary",
        "banner",
        "contentinfo",
        "dialog",
        "alertdialog",
        "search",
        "menu",
        "toolbar",
        "tablist",
        "alert",
    ]
    .contains(&role)
    {
        return true;
    }
    any_word(
        dom,
        id,
        &["class", "id", "data-testid", "data-component", "data-module", "data-type"],
        class_words::is_apart,
    )
}
