//! Regular expressions as searches have them: neither case, nor accents, nor the shape of marks makes a difference.

use std::borrow::Cow;
use std::ops::Range;

use regex::{Regex, RegexBuilder};

use crate::model::fold;

/// The most that a regular expression may take, in bytes.
const MAX_SIZE: usize = 1 << 20;
/// And how long it may be: before it is that, it takes up hundreds of times its length.
const LONGEST: usize = 2_000;

/// A regular expression that is looked for in folded text.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Reads what stands between the slashes of `/pattern/`.
    ///
    /// # Errors
    /// Why it is none.
    pub fn new(pattern: &str) -> Result<Self, String> {
        if pattern.len() > LONGEST {
            return Err(format!("it has more than {LONGEST} bytes"));
        }
        let mut folded = String::with_capacity(pattern.len());
        for c in pattern.chars() {
            let plain = folded_char(c);
            // What becomes a mark of ASCII must not act as one: `–` within brackets is no range.
            let is_mark = !c.is_ascii() && !plain.contains(|c: char| c.is_alphanumeric() || !c.is_ascii());
            folded.push_str(&if is_mark { Cow::Owned(regex::escape(&plain)) } else { plain });
        }
        let regex = RegexBuilder::new(&folded).case_insensitive(true).size_limit(MAX_SIZE).build();
        regex.map(Self).map_err(|error| {
            let why = error.to_string();
            why.lines().last().unwrap_or(&why).trim_start_matches("error: ").to_owned()
        })
    }

    /// Whether it is somewhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        if text.is_ascii() {
            return self.0.is_match(text);
        }
        let folded: String = text.chars().map(folded_char).collect();
        self.0.is_match(&folded)
    }

    /// Where it is in a text.
    pub fn find_all(&self, text: &str) -> Vec<Range<usize>> {
        if text.is_ascii() {
            return self.0.find_iter(text).map(|found| found.range()).collect();
        }
        // Of each folded byte, where the character that it comes of begins.
        let (mut folded, mut origins) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
        for (at, c) in text.char_indices() {
            folded.push_str(&folded_char(c));
            origins.resize(folded.len(), at);
        }
        origins.push(text.len());
        let origin = |at: usize| origins.get(at).copied().unwrap_or(text.len());
        self.0.find_iter(&folded).map(|found| origin(found.start())..origin(found.end())).collect()
    }
}

/// A character as it is compared: letters without accents, marks in their plainest shape. Korean syllables stay whole, as
/// an expression names them.
fn folded_char(c: char) -> Cow<'static, str> {
    match c {
        c if c.is_ascii() || ('\u{ac00}'..='\u{d7a3}').contains(&c) => Cow::Owned(c.to_string()),
        c if c.is_whitespace() => Cow::Borrowed(" "),
        c => Cow::Owned(fold(c.encode_utf8(&mut [0; 4]))),
    }
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn accents_and_the_shape_of_marks_make_no_difference() {
        for (pattern, text, expected) in [
            ("elys.e", "L’Élysée et l’Elysee", &["Élysée", "Elysee"][..]),
            ("élys[ée]e", "ELYSEE", &["ELYSEE"]),
            ("what's \"next\"", "What’s “next”", &["What’s “next”"]),
            ("what’s", "What's", &["What's"]),
            ("[a–c]x", "bx –x cx", &["–x", "cx"]),
            (r"\S+e\b", "cafe\u{301} one", &["cafe\u{301}", "one"]),
            ("stra(ss|z)e$", "die Straße", &["Straße"]),
            ("[가-힣]+", "한국 x", &["한국"]),
            ("北.", "在北京", &["北京"]),
            ("x*", "é", &["", ""]),
        ] {
            let pattern = Pattern::new(pattern).expect("an expression");
            let found: Vec<&str> = pattern.find_all(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, expected, "{pattern:?} in {text}");
            assert!(pattern.is_match(text));
        }
        assert!(Pattern::new("(").is_err());
    }
}
