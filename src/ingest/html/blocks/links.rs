//! Addresses made whole.

use crate::ingest::address;

/// The address that those of a page are relative to.
#[derive(Clone, Debug, Default)]
pub(in crate::ingest::html) struct Base {
    url: Option<String>,
}

impl Base {
    /// A base; without an absolute one, addresses stay as they are.
    pub(in crate::ingest::html) fn new(url: Option<&str>) -> Self {
        let is_web = |url: &&str| url.starts_with("https://") || url.starts_with("http://");
        Self { url: url.filter(|url| is_web(url) && address::is_short(url)).map(str::to_owned) }
    }

    /// `link` as an address of its own; `None` where it leads nowhere.
    pub(in crate::ingest::html) fn join(&self, link: &str) -> Option<String> {
        let link = link.trim();
        let lower = link.get(..11).unwrap_or(link).to_ascii_lowercase();
        if link.is_empty()
            || link.starts_with('#')
            || ["javascript:", "data:", "blob:", "about:"].iter().any(|s| lower.starts_with(s))
        {
            return None;
        }
        if link.split_once(':').is_some_and(|(scheme, _)| {
            !scheme.is_empty()
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
                && !link.starts_with("//")
        }) {
            return Some(link.to_owned());
        }
        let Some(base) = &self.url else { return Some(link.to_owned()) };
        let scheme_end = base.find("://").map_or(0, |at| at + 3);
        let path_start = base[scheme_end..].find(['/', '?', '#']).map_or(base.len(), |at| scheme_end + at);
        let (origin, path) = base.split_at(path_start);
        let path = path.split(['?', '#']).next().unwrap_or("");
        if let Some(rest) = link.strip_prefix("//") {
            return Some(format!("{}//{rest}", &base[..scheme_end.saturating_sub(2)]));
        }
        if link.starts_with('/') {
            return Some(format!("{origin}{}", tidy(link)));
        }
        if link.starts_with('?') {
            return Some(format!("{origin}{path}{link}"));
        }
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        Some(format!("{origin}{}", tidy(&format!("{folder}{link}"))))
    }
}

/// Resolves `.` and `..` in a path.
fn tidy(path: &str) -> String {
    let (path, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    if !path.contains("/.") {
        return format!("{path}{rest}");
    }
    let mut parts: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let is_last = segments.peek().is_none();
        match segment {
            "." | ".." => {
                if segment == ".." {
                    parts.pop();
                }
                if is_last {
                    parts.push("");
                }
            }
            segment => parts.push(segment),
        }
    }
    format!("/{}{rest}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::Base;

    #[test]
    fn links_become_whole() {
        let base = Base::new(Some("https://example.org/world/talks.html?a=1"));
        let check =
            |link: &str, expect: Option<&str>| assert_eq!(base.join(link).as_deref(), expect, "{link}");
        check("next.html", Some("https://example.org/world/next.html"));
        check("../a/./b", Some("https://example.org/a/b"));
        check("/a", Some("https://example.org/a"));
        check("//cdn.example.org/x.jpg", Some("https://cdn.example.org/x.jpg"));
        check("?p=2", Some("https://example.org/world/talks.html?p=2"));
        check("mailto:ann@example.org", Some("mailto:ann@example.org"));
        check("javascript:void(0)", None);
        check("JavaScript:void(0)", None);
        check("#top", None);
        assert_eq!(Base::default().join("/a").as_deref(), Some("/a"));
    }
}
