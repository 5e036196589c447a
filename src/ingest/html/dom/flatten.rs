//! The finished tree in one row: elements and text in the order of the page.

use html5ever::{LocalName, local_name};

use super::growing::{Kind, Link, NONE, ROOT};
use super::{Content, Dom, Node};

/// Puts `links` into the order of the page. Comments, code and drawings are left out.
pub(super) fn flatten(mut links: Vec<Link>) -> Dom {
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
                let attributes =
                    attributes.into_iter().map(|attribute| (attribute.name.local, attribute.value)).collect();
                open.push((next, nodes.len()));
                nodes.push(element(name, attributes, place));
                next = links[next].first;
            }
            Kind::Text(text) => {
                let end = index(nodes.len() + 1);
                nodes.push(Node { parent: index(place), end, content: Content::Text(text) });
                next = link.next;
            }
            _ => next = link.next,
        }
    }
    Dom { nodes }
}

fn element(
    name: LocalName,
    attributes: Vec<(LocalName, html5ever::tendril::StrTendril)>,
    parent: usize,
) -> Node {
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
