//! Who wrote it, as feeds write it: `ann@example.org (Ann Lee)`, `Ann Lee <ann@example.org>`, a name.

use crate::ingest::{entities, sanitize};
use crate::model::{Author, CleanText};

/// The author that `text` names; `None` where it names none.
pub(super) fn read(text: &str) -> Option<Author> {
    // An address in angle brackets is no tag.
    let text =
        if text.contains('@') { CleanText::line(&entities::decode(text)) } else { sanitize::plain(text) };
    let Some((start, end)) = address(&text) else {
        let name = CleanText::line(text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')')));
        return (!name.is_empty()).then(|| Author { name, ..Author::default() });
    };
    let email = text.get(start..end).map(CleanText::line);
    let mut rest = String::from(&text[..start]);
    rest.push_str(&text[end..]);
    for wrapped in ["()", "<>", "[]", "&lt;&gt;", "mailto:"] {
        rest = rest.replace(wrapped, "");
    }
    let name = rest.trim().trim_matches(|c: char| matches!(c, '"' | '“' | '”' | ',' | ';')).trim();
    let name = name.strip_prefix('(').and_then(|name| name.strip_suffix(')')).unwrap_or(name);
    Some(Author { name: CleanText::line(name), email, ..Author::default() })
}

/// Where the e-mail address is in `text`.
fn address(text: &str) -> Option<(usize, usize)> {
    let at = text.find('@')?;
    let inner = |c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '+' | '%' | '\'');
    let start = text[..at].char_indices().rev().take_while(|(_, c)| inner(*c)).last()?.0;
    let len: usize = text[at + 1..].chars().take_while(|c| inner(*c)).map(char::len_utf8).sum();
    let domain = text[at + 1..at + 1 + len].trim_end_matches(['.', '\'']);
    domain.contains('.').then_some((start, at + 1 + domain.len()))
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn authors_as_feeds_write_them() {
        for (text, name, email) in [
            ("Ann Lee", "Ann Lee", None),
            ("ann@example.org (Ann Lee)", "Ann Lee", Some("ann@example.org")),
            ("Ann Lee <ann@example.org>", "Ann Lee", Some("ann@example.org")),
            ("“ann@example.org”", "", Some("ann@example.org")),
            ("@annlee", "@annlee", None),
        ] {
            let author = read(text).expect("an author");
            assert_eq!((&*author.name, author.email.as_deref()), (name, email), "{text}");
        }
        assert!(read(" ").is_none());
    }
}
