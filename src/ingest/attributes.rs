//! The attributes of a tag, in XML and HTML alike, however they are written.

use super::entities;

/// Goes through `name="value"` pairs; values are as they are written, references and all.
#[derive(Clone, Debug)]
pub(super) struct Attributes<'a> {
    rest: &'a str,
}

impl<'a> Attributes<'a> {
    /// Reads `raw`: what stands between a tag's name and its end.
    pub(super) fn new(raw: &'a str) -> Self {
        Self { rest: raw }
    }

    /// The value of the attribute `name`, whatever its case and prefix, its references replaced.
    pub(super) fn value(&self, name: &str) -> Option<String> {
        if self.rest.is_empty() {
            return None;
        }
        let wanted = |key: &str| key.rsplit(':').next().unwrap_or(key).eq_ignore_ascii_case(name);
        let mut same = self.clone().filter(|(key, _)| wanted(key) && !key.starts_with("xmlns:"));
        same.next().map(|(_, raw)| entities::decode(raw).trim().to_owned())
    }

    /// The value of the attribute of exactly this name, its references replaced.
    pub(super) fn exact(&self, name: &str) -> Option<String> {
        if self.rest.is_empty() {
            return None;
        }
        let (_, raw) = self.clone().find(|(key, _)| key.eq_ignore_ascii_case(name))?;
        Some(entities::decode(raw).trim().to_owned())
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a str, &'a str);

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self
            .rest
            .trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '=' | '"' | '\''));
        if rest.is_empty() {
            self.rest = rest;
            return None;
        }
        let end =
            rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/')).unwrap_or(rest.len());
        let name = &rest[..end];
        let after = rest[end..].trim_start();
        let Some(value) = after.strip_prefix('=') else {
            self.rest = &rest[end..];
            return Some((name, ""));
        };
        let value = value.trim_start();
        let (value, rest) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => {
                let end = value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len());
                value.split_at(end)
            }
        };
        self.rest = rest;
        Some((name, value))
    }
}

#[cfg(test)]
mod tests {
    use super::Attributes;

    #[test]
    fn attributes_however_written() {
        let pairs: Vec<_> = Attributes::new(" a=\"1\" b = '2 3' c=4 checked d='x").collect();
        assert_eq!(pairs, [("a", "1"), ("b", "2 3"), ("c", "4"), ("checked", ""), ("d", "x")]);
        let attributes = Attributes::new("xmlUrl='a&amp;b' xml:base=\" c \"");
        assert_eq!(attributes.value("xmlurl").as_deref(), Some("a&b"));
        assert_eq!(attributes.exact("xml:base").as_deref(), Some("c"));
        assert_eq!(Attributes::new("= = /").count(), 0);
    }
}
