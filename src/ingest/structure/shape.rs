//! What a stretch of text looks like: a sentence, a name, a title, all bold.

use crate::model::{SpanStyle, Text};

/// Whether `text` ends as a sentence does, closing quotation marks and brackets aside.
pub(in crate::ingest) fn ends_sentence(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '」', '』', '*', '_'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।', ':', ';', '：'])
}

/// How many words `text` has; in scripts without spaces two characters count as one.
pub(super) fn words(text: &str) -> usize {
    if text.is_ascii() {
        let words = text.split_ascii_whitespace();
        return words.filter(|word| word.bytes().any(|byte| byte.is_ascii_alphanumeric())).count();
    }
    let spaceless = text.chars().filter(|c| is_spaceless(*c)).count();
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count() + spaceless / 2
}

/// Whether the script of `c` does without spaces between words.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}')
}

/// Whether `c` belongs to a script that has no capitals.
pub(super) fn is_caseless(c: char) -> bool {
    c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase()
}

/// Whether all of `text` is styled so, white space and final punctuation aside.
pub(super) fn is_all(text: &Text, style: &SpanStyle) -> bool {
    let whole = text.as_str();
    let start = whole.len() - whole.trim_start().len();
    let end = whole.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | '：')).len();
    let mut covered = start;
    for span in text.spans().iter().filter(|span| span.style == *style) {
        let gap = whole.get(covered..span.range.start.max(covered)).unwrap_or("x");
        if gap.trim().is_empty() {
            covered = covered.max(span.range.end);
        }
    }
    end > start && covered >= end
}

/// The bold stretch with which `text` begins, where more follows it: how many bytes it has.
pub(super) fn bold_head(text: &Text) -> Option<usize> {
    let span = text.spans().iter().find(|span| span.range.start == 0 && span.style == SpanStyle::Strong)?;
    (span.range.end < text.as_str().trim_end().len()).then_some(span.range.end)
}

/// Whether `text` looks like the name of one person, of at least `least` words.
pub(in crate::ingest) fn is_name(text: &str, least: usize) -> bool {
    let text = text.trim();
    if text.is_empty() || text.len() > 80 {
        return false;
    }
    let letters_only = |c: char| {
        c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '·' | '・' | ' ' | '\u{300}'..='\u{36f}')
    };
    if !text.chars().all(letters_only) {
        return false;
    }
    let parts: Vec<&str> = text.split_whitespace().collect();
    if text.chars().any(is_spaceless) {
        return parts.len() <= 2 && (2..=12).contains(&text.chars().count());
    }
    let is_part = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || is_caseless(c))
            || PARTICLES.contains(word)
            || inner_capital(word)
    };
    (least..=5).contains(&parts.len())
        && parts.iter().all(is_part)
        && !parts.iter().any(|word| NOT_IN_NAMES.contains(&word.to_lowercase().as_str()))
        && !text.ends_with("..")
        && (parts.len() == 1 || parts.last().is_some_and(|word| !PARTICLES.contains(word)))
}

/// Whether most words of `text` that can be are capitalised.
pub(super) fn is_title_case(text: &str) -> bool {
    let (mut capitals, mut others) = (0, 0);
    for word in text.split_whitespace().map(|word| word.trim_start_matches(|c: char| !c.is_alphanumeric())) {
        match word.chars().next() {
            Some(c) if c.is_uppercase() || c.is_numeric() || is_caseless(c) => capitals += 1,
            Some(_) if SMALL.contains(&word) || PARTICLES.contains(&word) => {}
            Some(_) => others += 1,
            None => {}
        }
    }
    capitals > 0 && others * 3 <= capitals
}

/// The first sentence of `text`, or its first words where that is long.
pub(super) fn first_sentence(text: &str) -> &str {
    let mut end = text.len();
    let mut before = ' ';
    let mut word = 0;
    // Short capitalised words before a full stop are mostly forms of address: *Mr.*, *Gen.*
    let mut is_capital = false;
    for (at, c) in text.char_indices() {
        let next = text[at + c.len_utf8()..].chars().next();
        let stops = matches!(c, '。' | '！' | '？' | '\n')
            || (matches!(c, '.' | '!' | '?')
                && next.is_none_or(char::is_whitespace)
                && word >= 2
                && !before.is_uppercase()
                && !(is_capital && word <= 3));
        if stops {
            end = at + if c == '\n' { 0 } else { c.len_utf8() };
            break;
        }
        if before.is_whitespace() {
            is_capital = c.is_uppercase();
        }
        word = if c.is_whitespace() { 0 } else { word + 1 };
        before = c;
    }
    text[..end].trim()
}

const PARTICLES: [&str; 30] = [
    "de", "van", "von", "der", "den", "al", "bin", "bint", "ibn", "da", "di", "del", "della", "du", "dos",
    "das", "el", "la", "le", "ben", "ter", "ten", "af", "av", "zu", "y", "e", "i", "abu", "of",
];

const SMALL: [&str; 24] = [
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "is", "it", "nor", "on", "or",
    "over", "the", "to", "vs", "vs.", "with", "und", "et",
];

/// Capitalised words that begin headings and sentences, not names.
const NOT_IN_NAMES: [&str; 41] = [
    "by", "the", "a", "an", "in", "on", "at", "for", "to", "and", "or", "is", "are", "was", "what", "why",
    "how", "who", "when", "where", "this", "that", "these", "it", "with", "from", "latest", "news", "more",
    "related", "read", "share", "most", "top", "about", "editor's", "next", "key", "our", "your", "all",
];

fn inner_capital(word: &str) -> bool {
    // al-Amr, d'Estaing, bin-Laden
    word.split(['-', '\'', '’']).nth(1).is_some_and(|part| part.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use super::{first_sentence, is_name, is_title_case};

    fn check(text: &str, name: bool) {
        assert_eq!(is_name(text, 2), name, "{text}");
    }

    #[test]
    fn names_look_like_names() {
        check("Sana Khan", true);
        check("Ursula von der Leyen", true);
        check("Suleiman al-Amr", true);
        check("J. D. Vance", true);
        check("محمد علي", true);
        check("王小明", true);
        check("Latest Articles", false);
        check("Peace talks", false);
        check("Reuters 2025", false);
        check("What Next", false);
    }

    #[test]
    fn titles_and_sentences() {
        assert!(
            is_title_case("What Happens Next in the War") && !is_title_case("What happens next in the war")
        );
        assert_eq!(first_sentence("The U.S. said so. Then not."), "The U.S. said so.");
        assert_eq!(first_sentence("会谈恢复。然后"), "会谈恢复。");
    }
}
