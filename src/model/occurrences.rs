//! Where an article has some characters that were typed.

use super::query::Pattern;
use super::{Document, Place, Spot};

/// Where `document` has the characters `typed`, within words too, in reading order, down to the credits and the notes on the
/// authors. Case, accents, the shape of quotation
/// marks and how wide a space is make no difference. A standfirst that the first paragraph repeats is left out.
pub fn occurrences(document: &Document, typed: &str) -> Vec<Place> {
    let pieces: Vec<String> = typed.split_whitespace().map(regex::escape).collect();
    let pattern = match pieces.is_empty() {
        true => return Vec::new(),
        false => Pattern::new(&pieces.join(r"\s+")),
    };
    let Ok(pattern) = pattern else { return Vec::new() };
    let repeated = document.standfirst_repeat().is_some();
    let texts = document.spots().filter(|(spot, _)| !(repeated && *spot == Spot::Standfirst));
    let texts = texts.chain(document.foot());
    let places = texts.flat_map(|(spot, text)| {
        let found = pattern.find_all(text).into_iter();
        found.map(move |range| Place { spot, range })
    });
    places.filter(|place| !place.range.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::occurrences;
    use crate::model::{Block, CleanText, Document, Section, Text};

    #[test]
    fn what_was_typed_is_found_however_it_is_written() {
        let text = "L’Élysée said “no” (twice); the Elysee-based  envoys 同意停火.";
        let sections =
            vec![Section { blocks: vec![Block::Paragraph(Text::from(text))], ..Section::default() }];
        let document = Document { title: CleanText::new("Said again"), sections, ..Document::default() };
        for (typed, expected) in [
            ("elysee", &["Élysée", "Elysee"][..]),
            ("SAID", &["Said", "said"]),
            ("\"no\" (tw", &["“no” (tw"]),
            (" based envoys ", &["based  envoys"]),
            ("停火", &["停火"]),
            (".", &["."]),
            ("", &[]),
            ("   ", &[]),
            ("absent", &[]),
        ] {
            let found = occurrences(&document, typed);
            let found: Vec<&str> = found
                .iter()
                .map(|place| &document.text_at(place.spot).expect("text")[place.range.clone()])
                .collect();
            assert_eq!(found, expected, "{typed}");
        }
    }
}
