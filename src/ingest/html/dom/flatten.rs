//! The finished tree in one row: elements and text in the order of the page.

use html5ever::tendril::StrTendril;
use html5ever::{LocalName, local_name};

use super::growing::{Kind, Links, NONE, ROOT};
use super::{Content, Dom, Node};

/// Puts `links` into the order of the page. Comments, code and drawings are left out.
/// The second value says whether text was left out, since there is more than an article has.
pub(super) fn flatten(mut links: Links) -> (Dom, bool) {
    let (mut left, mut has_cut) = (MAX_TEXT, false);
    let mut nodes = Vec::with_capacity(links.len());
    nodes.push(element(LocalName::default(), Vec::new(), 0));
    // Each entry is a link that is open, and its place in the row.
    let mut open = vec![(ROOT, 0)];
    let mut next = links[ROOT].first;
    while let Some((_, place)) = open.last().copied() {
        if next == NONE {
            nodes[place].end = index(nodes.len());
            let Some((done, _)) = open.pop() else { break };
            next = if done == ROOT { NONE } else { links[done].next };
            continue;
        }
        let link = &mut links[next];
        match std::mem::replace(&mut link.kind, Kind::Other) {
            Kind::Element(name, attributes) if is_kept(&name, &attributes) => {
                let attributes = attributes
                    .into_iter()
                    .filter(|attribute| attribute.value.len() <= MAX_VALUE)
                    .map(|attribute| (attribute.name.local, attribute.value))
                    .collect();
                open.push((next, nodes.len()));
                nodes.push(element(name, attributes, place));
                next = links[next].first;
            }
            Kind::Text(text) if left > 0 => {
                let kept = text.floor_char_boundary(left);
                has_cut |= kept < text.len();
                left = if kept < text.len() { 0 } else { left - kept };
                let text = if kept < text.len() { StrTendril::from_slice(&text[..kept]) } else { text };
                let end = index(nodes.len() + 1);
                nodes.push(Node { parent: index(place), end, content: Content::Text(text) });
                next = link.next;
            }
            Kind::Text(_) => {
                has_cut = true;
                next = link.next;
            }
            _ => next = link.next,
        }
    }
    (Dom { nodes }, has_cut)
}

/// How much text a page may have, JSON-LD included, in bytes.
const MAX_TEXT: usize = 4 * 1024 * 1024;
/// Longer values are pictures and programs.
const MAX_VALUE: usize = 64 * 1024;

fn element(name: LocalName, attributes: Vec<(LocalName, StrTendril)>, parent: usize) -> Node {
    Node { parent: index(parent), end: 0, content: Content::Element { name, attributes } }
}

/// There are far fewer nodes than this.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

fn is_kept(name: &LocalName, attributes: &[html5ever::Attribute]) -> bool {
    match *name {
        local_name!("script") => {
            !attributes.iter().any(|attribute| attribute.name.local == local_name!("src"))
        }
        local_name!("style")
        | local_name!("template")
        | local_name!("svg")
        | local_name!("canvas")
        | local_name!("object") => false,
        _ => true,
    }
}
