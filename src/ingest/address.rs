//! Relative addresses made whole: RFC 3986, section 5, without rewriting what is whole already.

/// `reference` as seen from `base`; as it is where it is whole, or where `base` is of no use.
pub(super) fn join(base: Option<&str>, reference: &str) -> String {
    let reference = reference.trim();
    let base = base.map(str::trim).filter(|base| !base.is_empty() && is_short(base));
    let Some(base) = base else { return reference.to_owned() };
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let Some(Parts { scheme, authority, path, query }) = parts(base) else { return reference.to_owned() };
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let authority = authority.map_or(String::new(), |name| format!("//{name}"));
    if reference.is_empty() || reference.starts_with('#') {
        let page = base.split('#').next().unwrap_or(base);
        return if page.len() > LONGEST { reference.to_owned() } else { format!("{page}{reference}") };
    }
    if reference.starts_with('?') {
        return format!("{scheme}:{authority}{path}{reference}");
    }
    let _ = query;
    let cut = reference.find(['?', '#']).unwrap_or(reference.len());
    let (target, tail) = reference.split_at(cut);
    let merged = if target.starts_with('/') {
        target.to_owned()
    } else {
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        format!("{folder}{target}")
    };
    format!("{scheme}:{authority}{}{tail}", without_dots(&merged))
}

/// Whether others may rest on an address: every one of very many would be as long as it is.
pub(super) fn is_short(base: &str) -> bool {
    base.find(['?', '#']).unwrap_or(base.len()) <= LONGEST
}

const LONGEST: usize = 500;

/// Whether a browser may be sent to `address`.
pub(super) fn is_safe(address: &str) -> bool {
    let visible: String =
        address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).take(24).collect();
    match scheme(&visible) {
        None => !visible.to_ascii_lowercase().contains("script:"),
        Some(scheme) => SAFE.iter().any(|safe| scheme.eq_ignore_ascii_case(safe)),
    }
}

const SAFE: [&str; 12] =
    ["http", "https", "ftp", "mailto", "feed", "magnet", "tel", "news", "gemini", "gopher", "xmpp", "urn"];

struct Parts<'a> {
    scheme: &'a str,
    authority: Option<&'a str>,
    path: &'a str,
    query: &'a str,
}

fn parts(address: &str) -> Option<Parts<'_>> {
    let scheme = scheme(address)?;
    let rest = &address[scheme.len() + 1..];
    let rest = rest.split('#').next().unwrap_or(rest);
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (authority, path) = match rest.strip_prefix("//") {
        Some(rest) => {
            let end = rest.find('/').unwrap_or(rest.len());
            (Some(&rest[..end]), &rest[end..])
        }
        None => (None, rest),
    };
    Some(Parts { scheme, authority, path, query })
}

fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let good = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    good.then_some(scheme)
}

fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." if is_last => kept.push(""),
            "." => {}
            ".." => {
                if kept.len() > 1 {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::{is_safe, join};

    #[test]
    fn relative_addresses_become_whole() {
        let base = Some("http://example.org/a/b?c#d");
        for (reference, whole) in [
            ("e", "http://example.org/a/e"),
            ("../e", "http://example.org/e"),
            ("../../../e", "http://example.org/e"),
            ("/e/./f", "http://example.org/e/f"),
            ("//other.org/e", "http://other.org/e"),
            ("https://other.org", "https://other.org"),
            ("?x", "http://example.org/a/b?x"),
            ("#x", "http://example.org/a/b?c#x"),
            ("", "http://example.org/a/b?c"),
            ("mailto:a@example.org", "mailto:a@example.org"),
        ] {
            assert_eq!(join(base, reference), whole, "{reference}");
        }
        assert_eq!(join(Some("http://example.org"), "e"), "http://example.org/e");
        assert_eq!(join(None, " e "), "e");
        let long = format!("http://example.org/{}/", "a".repeat(500));
        let longer = format!("http://example.org/a?{}", "b".repeat(500));
        assert_eq!([join(Some(&long), "e"), join(Some(&longer), "#e")], ["e", "#e"]);
        assert_eq!(join(Some(&longer), "e"), "http://example.org/e");
    }

    #[test]
    fn scripts_are_no_addresses() {
        assert!(is_safe("https://a.org") && is_safe("/a") && is_safe("a:b".replace("a:b", "x").as_str()));
        assert!(!is_safe("javascript:x()") && !is_safe(" java\nscript:x") && !is_safe("data:text/html,x"));
    }
}
