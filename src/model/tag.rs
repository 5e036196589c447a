//! What the user calls articles by.

use unicode_normalization::UnicodeNormalization;

use super::{CleanText, fold};

/// A longer word is no tag that anyone goes by.
const LONGEST: usize = 60;

/// The tags that somebody types, parted by commas or spaces: each once, without case and accents.
///
/// ```
/// let tags = masthead::model::tags_in("Grain, #black-sea grain");
/// assert_eq!(tags.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(), ["grain", "black-sea"]);
/// ```
pub fn tags_in(typed: &str) -> Vec<CleanText> {
    let mut tags: Vec<CleanText> = Vec::new();
    for word in typed.split(|c: char| c == ',' || c.is_whitespace()) {
        let word = word.trim_start_matches('#').replace(['"', '“', '”', '„'], "");
        let folded: String = fold(&word).nfc().take(LONGEST).collect();
        let tag = CleanText::line(&folded);
        if tag.contains(char::is_alphanumeric) && !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::tags_in;

    #[test]
    fn tags_are_words_without_case_and_accents() {
        for (typed, expected) in [
            ("", &[][..]),
            ("Grain,Élysée  grain", &["grain", "elysee"]),
            (" , -, #a/b \u{1b}[31mred", &["a/b", "red"]),
            ("한국 北京", &["한국", "北京"]),
        ] {
            let tags: Vec<String> = tags_in(typed).iter().map(ToString::to_string).collect();
            assert_eq!(tags, expected, "{typed}");
        }
    }
}
