//! How much text, linked text and prose there is in every part of a page, each answered by one subtraction.

use crate::ingest::html::dom::{Dom, Id, is_inline};

/// Running totals over the nodes of a page.
#[derive(Debug)]
pub(in crate::ingest::html) struct Measure {
    chars: Vec<u32>,
    linked: Vec<u32>,
    prose: Vec<u32>,
    weight: Vec<i32>,
}

impl Measure {
    /// Measures `dom`; nodes that `is_out` names count as empty.
    pub(in crate::ingest::html) fn new(dom: &Dom, is_out: &dyn Fn(Id) -> bool) -> Self {
        let len = dom.len();
        let mut link_end = 0;
        // The characters of each block's own lines, and how many of them are linked.
        let mut own = vec![(0_u32, 0_u32); len];
        let mut block_of = vec![0_usize; len];
        let (mut chars, mut linked) = (vec![0; len + 1], vec![0; len + 1]);
        for id in dom.all() {
            let (mut count, mut count_linked) = (0, 0);
            if let Some(text) = dom.text(id) {
                if !is_out(id) {
                    count = visible(text);
                    count_linked = if id < link_end { count } else { 0 };
                    let block = &mut own[block_of[dom.parent(id)]];
                    block.0 += count;
                    block.1 += count_linked;
                }
            } else {
                let name = dom.name(id);
                block_of[id] = if is_inline(name) { block_of[dom.parent(id)] } else { id };
                if name == "a"
                    && id >= link_end
                    && dom.attribute(id, "href").is_some_and(|href| !href.starts_with('#'))
                {
                    link_end = dom.end(id);
                }
            }
            chars[id + 1] = chars[id] + count;
            linked[id + 1] = linked[id] + count_linked;
        }
        let (mut prose, mut weight) = (vec![0; len + 1], vec![0; len + 1]);
        for id in dom.all() {
            let (count, count_linked) = own[id];
            let name = dom.name(id);
            let is_prose =
                count >= PROSE && count_linked * 3 < count && !matches!(name, "a" | "button" | "label");
            prose[id + 1] = prose[id] + if is_prose { count } else { 0 };
            weight[id + 1] = weight[id] + block_weight(name, count, count_linked);
        }
        Self { chars, linked, prose, weight }
    }

    /// How many characters are in `id`.
    pub(in crate::ingest::html) fn chars(&self, dom: &Dom, id: Id) -> u32 {
        self.chars[dom.end(id)] - self.chars[id]
    }

    /// How many of them are linked.
    pub(in crate::ingest::html) fn linked(&self, dom: &Dom, id: Id) -> u32 {
        self.linked[dom.end(id)] - self.linked[id]
    }

    /// How many of them are in paragraphs.
    pub(in crate::ingest::html) fn prose(&self, dom: &Dom, id: Id) -> u32 {
        self.prose[dom.end(id)] - self.prose[id]
    }

    /// How much of an article there is in `id`: prose counts for it, links and scraps against it.
    pub(in crate::ingest::html) fn weight(&self, dom: &Dom, id: Id) -> i32 {
        self.weight[dom.end(id)] - self.weight[id]
    }
}

/// A block of fewer characters is rather a label than a paragraph.
const PROSE: u32 = 60;

/// Characters, with one for the space between words; one of Chinese or Japanese says as much as two.
fn visible(text: &str) -> u32 {
    let chars = |word: &str| word.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum::<usize>();
    let count = text.split_whitespace().map(|word| chars(word) + 1).sum::<usize>();
    u32::try_from(count).unwrap_or(u32::MAX / 4)
}

fn block_weight(name: &str, count: u32, linked: u32) -> i32 {
    let signed = |count: u32| i32::try_from(count).unwrap_or(i32::MAX / 4096).min(20_000);
    if count == 0 {
        0
    } else if linked * 2 > count {
        -30 - signed(linked.min(100)) / 2
    } else if count < PROSE {
        match name {
            "h2" | "h3" | "h4" | "p" | "blockquote" | "td" | "th" | "pre" => 0,
            "li" => -2,
            _ => -10,
        }
    } else {
        signed(count) - signed(linked)
    }
}
