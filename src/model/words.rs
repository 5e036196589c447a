//! Words with their places in a text: what names and search words are matched on.

use std::ops::Range;

/// The words of `text` with the bytes that they take, in order.
///
/// A word is a run of letters, digits and marks. Apostrophes, full stops and hyphens end one, so that
/// *Trump’s* holds *Trump* and *U.S.* is two words. In scripts that don't part words (Chinese, Japanese, Thai,
/// Lao, Khmer, Burmese) every character is a word.
pub fn words(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(char::is_alphanumeric)?;
        let first = text[start..].chars().next()?;
        let alone = is_unparted(first);
        let rest = &text[start + first.len_utf8()..];
        let length = rest.find(|c: char| !((!alone && joins(c)) || is_mark(c))).unwrap_or(rest.len());
        at = start + first.len_utf8() + length;
        Some((start..at, &text[start..at]))
    })
}

/// Whether `c` belongs to a script that writes words without spaces between them.
pub fn is_unparted(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

fn joins(c: char) -> bool {
    c.is_ascii_alphanumeric() || (c.is_alphanumeric() && !is_unparted(c))
}

fn is_mark(c: char) -> bool {
    !c.is_ascii()
        && (unicode_normalization::char::is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_names_do() {
        let check = |text: &str, expected: &[&str]| {
            let found: Vec<&str> = words(text).map(|(_, word)| word).collect();
            assert_eq!(found, expected, "in {text:?}");
            assert!(words(text).all(|(range, word)| &text[range] == word));
        };
        check("Trump’s envoy, Steve Witkoff.", &["Trump", "s", "envoy", "Steve", "Witkoff"]);
        check("the U.S.-brokered deal", &["the", "U", "S", "brokered", "deal"]);
        check("e\u{301}lan नमस्ते", &["e\u{301}lan", "नमस्ते"]);
        check("北京 2025年", &["北", "京", "2025", "年"]);
        check("", &[]);
    }
}
