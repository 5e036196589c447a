//! Places of several words, which the tagger takes for persons and bodies where it has not met them.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::people::joined;
use super::token::{Gap, Lines, Token, hash, tokens};
use crate::model::Label;

/// A name a line; lines that begin with `#` are none.
const PLACES: &str = include_str!("../../assets/actors/places.txt");

static KNOWN: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let names = PLACES.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    names.map(|name| joined(&tokens(name, Lines::Apart))).collect()
});

/// What the names of waters and mountains end with; persons are called Strait too.
const ENDS: &[&str] = &[
    "Strait",
    "Straits",
    "Strip",
    "Peninsula",
    "Harbour",
    "Harbor",
    "Boulevard",
    "Avenue",
    "Street",
    "Room",
    "Mountains",
    "Archipelago",
    "Plateau",
    "Estuary",
    "Oblast",
    "Governorate",
    "Prefecture",
];
/// What the names of waters begin with, before an *of*.
const STARTS: &[&str] = &["Strait", "Straits", "Gulf", "Bay", "Sea", "Isle", "Cape"];

/// What the names of hills and monasteries begin with, before an article.
const ARABIC_STARTS: &[&str] = &["Tal", "Tel", "Tell", "Deir", "Wadi", "Jabal", "Umm", "Ras", "Bab"];

static NOUNS: LazyLock<[HashSet<u64>; 3]> =
    LazyLock::new(|| [STARTS, ENDS, ARABIC_STARTS].map(|list| list.iter().map(|word| hash(word)).collect()));

/// Whether the words of what the tagger takes for a person or a body are those of a place, known or by the sort that it
/// names.
pub(super) fn is_place(words: &[Token], label: Label) -> bool {
    let [first, second, ..] = words else { return false };
    let [starts, ends, arabic_starts] = &*NOUNS;
    let last = &words[words.len() - 1];
    let of = || second.hash == hash("of") && starts.contains(&first.hash);
    let article =
        ["al", "el", "as", "ash", "ar", "ad", "an"].iter().any(|article| second.hash == hash(article));
    let arabic = || article && words.len() > 2 && arabic_starts.contains(&first.hash);
    let mount = || words.len() == 2 && first.hash == hash("Mount") && second.gap == Gap::Space;
    let ends = || label == Label::Org && last.gap == Gap::Space && ends.contains(&last.hash);
    matches!(label, Label::Per | Label::Org)
        && (of() || arabic() || mount() || ends() || KNOWN.contains(&joined(words)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(name: &str, label: Label, expected: bool) {
        assert_eq!(is_place(&tokens(name, Lines::Apart), label), expected, "{name}");
    }

    #[test]
    fn known_places_and_sorts_of_places() {
        check("Beit Hanoon", Label::Per, true);
        check("Monte Carlo", Label::Per, true);
        check("Strait of Nowhere", Label::Org, true);
        check("Nowhere Peninsula", Label::Org, true);
        check("Salah al-Din Street", Label::Org, true);
        check("Tal al-Hawa", Label::Per, true);
        check("Mount Carmel", Label::Per, true);
        check("Tal Stone", Label::Per, false);
        check("Mount Sinai Hospital", Label::Org, false);
        check("Monte Stone", Label::Per, false);
        check("Ann Strait", Label::Per, false);
        check("Bank of England", Label::Org, false);
    }
}
