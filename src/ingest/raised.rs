//! What a source sets above or below the line: exponents, indices, the marks of notes; and the signs with which a page
//! leads from one place in it to another.

/// `2` as `²`; `None` where there are no such characters, as for letters: `1st` is read well without.
pub(super) fn superscript(text: &str) -> Option<String> {
    set(text, "0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
}

/// `2` as `₂`.
pub(super) fn subscript(text: &str) -> Option<String> {
    set(text, "0123456789+-−()n", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎ₙ")
}

/// What is raised or lowered, as a line of text has it; `None` where its letters go on as any others.
pub(super) fn shown(text: &str, is_above: bool, link: Option<&str>) -> Option<String> {
    match link.and_then(|link| note_mark(text, link)) {
        Some(mark) if is_above => Some(mark),
        _ if is_above => superscript(text.trim()),
        _ => subscript(text.trim()),
    }
}

/// What a link leads to within its page.
pub(super) fn name_within(link: &str) -> Option<&str> {
    link.split_once('#').map(|(_, name)| name).filter(|name| !name.is_empty())
}

/// Whether a link is one of the signs that lead to a heading, or from a note back to the text, and no words.
pub(super) fn is_sign(text: &str, link: &str) -> bool {
    const SIGNS: [&str; 9] = ["¶", "#", "🔗", "↩", "↩\u{fe0e}", "↩\u{fe0f}", "⤴", "↑", "^"];
    name_within(link).is_some() && SIGNS.contains(&text.trim())
}

/// The mark of a note, as Markdown's notes are marked: `[1]`.
fn note_mark(text: &str, link: &str) -> Option<String> {
    let label = text.trim().trim_matches(['[', ']', '(', ')']).trim();
    let is_number = (1..=3).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_sign = matches!(label, "*" | "**" | "†" | "‡");
    let is_letter = label.len() == 1 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_mark = is_number || (is_sign || is_letter) && name_within(link).is_some();
    is_mark.then(|| format!("[{label}]"))
}

fn set(text: &str, plain: &str, other: &str) -> Option<String> {
    let of = |c| plain.chars().zip(other.chars()).find(|(from, _)| *from == c).map(|(_, to)| to);
    if text.is_empty() || text.len() > LONGEST { None } else { text.chars().map(of).collect() }
}

/// The longest text that is raised or lowered, in bytes.
pub(super) const LONGEST: usize = 32;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::fold;

    #[test]
    fn what_is_raised_is_raised_where_it_can_be() {
        let check = |text, link, above: Option<&str>, below: Option<&str>| {
            assert_eq!(shown(text, true, link).as_deref(), above, "{text} above");
            assert_eq!(shown(text, false, link).as_deref(), below, "{text} below");
        };
        check("2", None, Some("²"), Some("₂"));
        check("-(n+1)", None, Some("⁻⁽ⁿ⁺¹⁾"), Some("₋₍ₙ₊₁₎"));
        check("st", None, None, None);
        check("", None, None, None);
        check("1", Some("#fn1"), Some("[1]"), Some("₁"));
        check("[12]", Some("/page#n"), Some("[12]"), None);
        check("3", Some("https://a.example/study"), Some("[3]"), Some("₃"));
        check("*", Some("#note"), Some("[*]"), None);
        check("*", Some("https://a.example/"), None, None);
        check("2024", Some("#fn"), Some("²⁰²⁴"), Some("₂₀₂₄"));
    }

    #[test]
    fn what_is_set_so_is_found_as_plain_digits() {
        let [above, below] = [superscript, subscript].map(|set| set("0123456789()n").unwrap_or_default());
        assert_eq!((fold(&above).as_str(), fold(&below).as_str()), ("0123456789()n", "0123456789()n"));
    }

    #[test]
    fn signs_are_no_words() {
        assert!(is_sign(" ¶ ", "#talks") && is_sign("↩\u{fe0e}", "https://a.example/b#fnref1"));
        assert!(!is_sign("¶", "https://a.example/") && !is_sign("Talks", "#talks") && !is_sign("¶", "#"));
    }
}
