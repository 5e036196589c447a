//! Formulas as a line of text: `a x^2 + b x + c = 0`.

use crate::ingest::html::dom::{Dom, Id};

/// The formula in `id`, a `<math>` element.
pub(super) fn text(dom: &Dom, id: Id) -> String {
    let mut out = String::new();
    write(dom, id, &mut out);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn write(dom: &Dom, id: Id, out: &mut String) {
    if let Some(text) = dom.text(id) {
        // Some operators are there to be heard only.
        out.extend(text.trim().chars().filter(|c| !('\u{2061}'..='\u{2064}').contains(c)));
        return;
    }
    let between = match dom.name(id) {
        "annotation" | "annotation-xml" | "mphantom" => return,
        "msup" | "mover" => "^",
        "msub" | "munder" => "_",
        "mfrac" => "/",
        "mi" | "mn" | "mo" | "mtext" | "ms" => "",
        _ => " ",
    };
    if matches!(dom.name(id), "msqrt" | "mroot") {
        out.push('√');
    }
    for (nth, child) in dom.children(id).filter(|child| !is_blank(dom, *child)).enumerate() {
        if nth > 0 {
            out.push_str(between);
        }
        let is_group =
            !matches!(between, "" | " ") && dom.children(child).filter(|c| !is_blank(dom, *c)).count() > 1;
        out.push_str(if is_group { "(" } else { "" });
        write(dom, child, out);
        out.push_str(if is_group { ")" } else { "" });
    }
}

fn is_blank(dom: &Dom, id: Id) -> bool {
    (id..dom.end(id)).all(|node| dom.text(node).is_none_or(|text| text.trim().is_empty()))
}
