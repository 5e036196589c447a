//! What the visible page says: headings, microdata, bylines and times known by their class.

use super::{Origin, Said, author_judge, time};
use crate::ingest::html::body::Out;
use crate::ingest::html::dom::{Dom, Id};
use crate::ingest::structure;

/// Reads the elements of the page. `out` says which are not of the article.
pub(super) fn read(dom: &Dom, out: &Out, said: &mut Said) {
    let (mut last_author, mut dates_left) = (0, MOST_DATES);
    let near = near(dom, out);
    let is_out = |id: Id| out.is_certain(id) || out.has(id) && !near.contains(&id);
    for id in dom.all() {
        let name = dom.name(id);
        if name.is_empty() || matches!(name, "meta" | "link" | "script") {
            continue;
        }
        let item = dom.attribute(id, "itemprop").unwrap_or("");
        let has = |wanted: &str| item.split_whitespace().any(|word| word.eq_ignore_ascii_case(wanted));
        if name == "h1" && dom.end(id) - id < 60 {
            let text = visible(dom, id);
            if is_home_link(dom, id) {
                said.add_site(text.trim());
                continue;
            }
            let from = match (is_out(id), has("headline")) {
                (true, _) => Origin::Vague,
                (_, true) => Origin::Item,
                _ => Origin::Plain,
            };
            Said::add(&mut said.titles, from, &text);
        } else if has("headline") && dom.end(id) - id < 60 && !is_out(id) {
            Said::add(&mut said.titles, Origin::Item, &value(dom, id));
        }
        if is_out(id) && id >= last_author {
            continue;
        }
        if id >= last_author
            && let Some(from) = author_origin(dom, id, &has)
            && Said::may_add(&said.authors, from)
        {
            let before = said.authors.len();
            people(dom, id, from, said);
            if said.authors[before..].iter().any(|found| !author_judge::people(&found.text).is_empty()) {
                last_author = dom.end(id);
            }
        }
        if near.contains(&id) && is_standfirst(dom, id) {
            said.standfirst = Some(visible(dom, id));
        }
        if has("datePublished") || has("dateCreated") {
            Said::add(&mut said.published, Origin::Item, &value(dom, id));
        } else if has("dateModified") {
            Said::add(&mut said.updated, Origin::Item, &value(dom, id));
        } else if dates_left > 0 && (name == "time" || name.ends_with("-time") || is_date_class(dom, id)) {
            dates_left -= 1;
            dates(dom, id, said);
        }
    }
}

/// Whether all of an element is a link to the front page: the site's name.
fn is_home_link(dom: &Dom, id: Id) -> bool {
    let mut links = dom.inside(id).filter_map(|node| dom.attribute(node, "href"));
    links.any(|href| {
        let path =
            href.split_once("://").map_or(Some(href), |(_, rest)| rest.find('/').map(|at| &rest[at..]));
        matches!(path, None | Some("/" | "/index.html" | "/index.php"))
    })
}

/// How many elements are looked at that may show a date.
const MOST_DATES: usize = 300;

/// The nodes around the first headline, where bylines stand whatever their class.
pub(super) fn near(dom: &Dom, out: &Out) -> std::ops::Range<Id> {
    let head = dom.all().find(|id| dom.name(*id) == "h1" && !out.is_certain(*id));
    head.map_or(0..0, |head| head.saturating_sub(60)..dom.end(head) + 200)
}

fn value(dom: &Dom, id: Id) -> String {
    let attribute = ["content", "datetime"].iter().find_map(|name| dom.attribute(id, name));
    attribute.filter(|value| !value.trim().is_empty()).map_or_else(|| visible(dom, id), str::to_owned)
}

/// The text of an element without what is there for machines or screen readers alone, and without kickers.
pub(super) fn visible(dom: &Dom, id: Id) -> String {
    let mut out = String::new();
    let mut node = id;
    while node < dom.end(id) {
        let class = dom.attribute(node, "class").unwrap_or("");
        let is_hidden =
            ["sr-only", "screen-reader", "visually-hidden", "visuallyhidden", "kicker", "eyebrow"]
                .iter()
                .any(|hidden| class.contains(hidden));
        if node != id && (is_hidden || dom.is_sign(node)) {
            node = dom.end(node);
            continue;
        }
        match dom.text(node) {
            Some(text) => out.push_str(text),
            None => out.push(if super::super::dom::is_inline(dom.name(node)) { '\u{200b}' } else { ' ' }),
        }
        node += 1;
    }
    out.replace('\u{200b}', "")
}

/// Whether a class says that it is the line under the headline.
fn is_standfirst(dom: &Dom, id: Id) -> bool {
    const WORDS: [&str; 9] = [
        "dek",
        "deck",
        "standfirst",
        "subheadline",
        "subtitle",
        "subhead",
        "sub-title",
        "sub-headline",
        "lede",
    ];
    dom.end(id) - id < 20
        && matches!(dom.name(id), "p" | "h2" | "h3" | "div")
        && dom.attribute(id, "class").is_some_and(|class| {
            let class = class.to_ascii_lowercase();
            class.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').any(|word| {
                WORDS.iter().any(|wanted| word == *wanted || word.ends_with(&format!("-{wanted}")))
            })
        })
}

fn author_origin(dom: &Dom, id: Id, has: &dyn Fn(&str) -> bool) -> Option<Origin> {
    let is_small = dom.end(id) - id < 120;
    if !is_small || matches!(dom.name(id), "html" | "body" | "article" | "main" | "ul" | "form" | "img") {
        return None;
    }
    if has("author") || has("creator") {
        return Some(Origin::Item);
    }
    if dom.attribute(id, "rel").is_some_and(|rel| rel.split_whitespace().any(|word| word == "author")) {
        return Some(Origin::Element);
    }
    let mut of_author = false;
    for attribute in ["class", "id", "data-testid", "data-component", "data-qa"] {
        let value = dom.attribute(id, attribute).unwrap_or("");
        // Most elements are told apart by this, before anything is copied.
        if !["uthor", "UTHOR", "yline", "y-line", "YLINE", "ontributor", "ritten", "uthName"]
            .iter()
            .any(|part| value.contains(part))
        {
            continue;
        }
        for word in value.split_whitespace() {
            let word = word.to_ascii_lowercase();
            let avoided = [
                "bio",
                "image",
                "img",
                "avatar",
                "photo",
                "icon",
                "twitter",
                "social",
                "desc",
                "job",
                "title",
                "email",
                "follow",
                "more",
                "about",
                "thumb",
                "picture",
                "link-list",
                "comment",
                "date",
                "time",
            ];
            if ["author", "byline", "by-line", "contributor", "writtenby", "written-by", "authname"]
                .iter()
                .any(|w| word.contains(w))
                && !avoided.iter().any(|w| word.contains(w))
            {
                of_author = true;
            }
        }
    }
    of_author.then_some(Origin::Element)
}

fn people(dom: &Dom, id: Id, from: Origin, said: &mut Said) {
    // Names of their own elements are surer than the line they stand in.
    let names: Vec<Id> = dom
        .inside(id)
        .filter(|inner| {
            dom.attribute(*inner, "itemprop").is_some_and(|item| item == "name")
                || dom.attribute(*inner, "rel").is_some_and(|rel| rel.contains("author"))
                || dom.name(*inner) == "a" && structure::is_name(visible(dom, *inner).trim(), 2)
                || dom.attribute(*inner, "class").is_some_and(is_name_class)
        })
        .collect();
    let mut seen = 0;
    for name in names {
        let text = visible(dom, name);
        let text = text.trim();
        if text.chars().count() > 2 && text.split_whitespace().count() <= 6 {
            Said::add(&mut said.authors, from, text);
            seen += 1;
        }
    }
    if seen == 0 {
        let text = visible(dom, id);
        if text.split_whitespace().count() <= 30 {
            Said::add(&mut said.authors, from, &text);
        }
    }
}

/// Whether a class says that an element is a name and nothing else: `author__name`, `fn`.
fn is_name_class(class: &str) -> bool {
    class
        .split_whitespace()
        .any(|word| word == "fn" || ["_name", "-name", "Name"].iter().any(|end| word.ends_with(end)))
}

fn is_date_class(dom: &Dom, id: Id) -> bool {
    dom.end(id) - id <= 8
        && ["class", "id", "data-testid"].iter().filter_map(|name| dom.attribute(id, name)).any(|class| {
            if !["ate", "ime", "ublish", "osted", "yline"].iter().any(|part| class.contains(part)) {
                return false;
            }
            let class = class.to_ascii_lowercase();
            ["date", "time", "publish", "posted", "byline"].iter().any(|word| class.contains(word))
                && !class.contains("update")
                || class.contains("updated-date")
        })
}

fn dates(dom: &Dom, id: Id, said: &mut Said) {
    let class = dom.attribute(id, "class").unwrap_or("").to_ascii_lowercase();
    let text = visible(dom, id);
    let shown = text.trim().to_lowercase();
    let is_update = class.contains("updated") && !class.contains("published")
        || class.contains("modified")
        || ["updated", "last updated", "last modified", "modified"]
            .iter()
            .any(|word| shown.starts_with(word));
    let month_first = said.month_first();
    let states = |(name, value): &(&str, &str)| {
        (*name == "datetime" || *name == "title" || name.starts_with("data-"))
            && value.len() >= 10
            && time(value, month_first).is_some()
    };
    let stated = dom.attributes(id).find(states).map(|(_, value)| value.to_owned());
    let stated = stated.or_else(|| in_words(&text, month_first));
    if let Some(stated) = stated {
        Said::add(if is_update { &mut said.updated } else { &mut said.published }, Origin::Plain, &stated);
    }
}

/// The date in a short line: `Published on Oct 25, 2025 at 10:30`.
pub(super) fn in_words(text: &str, month_first: Option<bool>) -> Option<String> {
    if !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text: Vec<&str> = text.split_whitespace().collect();
    if text.len() > 20 {
        return None;
    }
    for len in (1..=8.min(text.len())).rev() {
        for part in text.windows(len) {
            let joined = part.join(" ");
            let bare = joined.trim_matches(|c: char| !c.is_alphanumeric());
            if bare.len() >= 8
                && bare.bytes().any(|b| b.is_ascii_digit())
                && crate::ingest::date::parse_ordered(bare, month_first).is_some()
            {
                return Some(bare.to_owned());
            }
        }
    }
    None
}
