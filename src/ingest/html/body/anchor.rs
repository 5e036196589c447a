//! Where on a page a text stands that is known already: the body as JSON-LD has it.

use crate::ingest::html::dom::{Dom, Id};

/// The innermost element that holds what of `body` is on the page; the share of it that is there, in percent.
pub(super) fn find(dom: &Dom, body: &str, is_out: &dyn Fn(Id) -> bool) -> Option<(Id, usize)> {
    let body = letters(body);
    if body.len() < LEAST {
        return None;
    }
    let mut page = String::new();
    let mut starts: Vec<(usize, Id)> = Vec::new();
    for id in dom.all().filter(|id| !is_out(*id)) {
        if let Some(text) = dom.text(id).filter(|text| !text.trim().is_empty()) {
            starts.push((page.len(), id));
            page.push_str(&letters(text));
        }
    }
    let mut found: Vec<Id> = Vec::new();
    let samples: Vec<&str> = samples(&body);
    for sample in &samples {
        let Some(at) = page.find(sample) else { continue };
        if page[at + sample.len()..].contains(sample) {
            continue;
        }
        let nth = starts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        found.extend(starts.get(nth).map(|(_, id)| *id));
    }
    if found.len() < 3 {
        return None;
    }
    let (first, last) = (*found.iter().min()?, *found.iter().max()?);
    let holder = dom.ancestors(first).find(|ancestor| dom.contains(*ancestor, last))?;
    Some((holder, found.len() * 100 / samples.len().max(1)))
}

const LEAST: usize = 400;
const SAMPLES: usize = 16;
const SAMPLE: usize = 40;

/// Stretches from all over `body`, its first and last among them.
fn samples(body: &str) -> Vec<&str> {
    let boundary = |mut at: usize| {
        while !body.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let span = body.len() - SAMPLE;
    (0..SAMPLES)
        .map(|nth| {
            let start = boundary(span * nth / (SAMPLES - 1));
            &body[start..boundary(start + SAMPLE)]
        })
        .collect()
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
