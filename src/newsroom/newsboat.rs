//! The searches of newsboat's `urls`, said in the language of our own, as far as that can say them.

use crate::model::{Expr, Query};

/// What a filter of newsboat asks for, as a query; `None` where a query cannot say it.
pub(super) fn query(filter: &str) -> Option<Query> {
    let mut reader = Reader { rest: filter };
    let text = reader.any()?;
    if !reader.rest.trim().is_empty() {
        return None;
    }
    Query::parse(&text).ok().filter(|query| query.wanted != Expr::default())
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    fn any(&mut self) -> Option<String> {
        let mut parts = vec![self.all()?];
        while self.word("or") {
            parts.push(self.all()?);
        }
        Some(if parts.len() > 1 { format!("({})", parts.join(" OR ")) } else { parts.remove(0) })
    }

    fn all(&mut self) -> Option<String> {
        let mut parts = vec![self.one()?];
        while self.word("and") {
            parts.push(self.one()?);
        }
        Some(parts.join(" "))
    }

    fn one(&mut self) -> Option<String> {
        if self.take("(") {
            let inner = self.any()?;
            return self.take(")").then_some(inner);
        }
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_')?;
        let (attribute, rest) = self.rest.split_at(end);
        let (attribute, rest) = (attribute.to_ascii_lowercase(), rest.trim_start());
        self.rest = rest;
        const OPERATORS: [&str; 11] = ["==", "=~", "!~", "!=", "!#", "<=", ">=", "=", "#", "<", ">"];
        let operator = OPERATORS.into_iter().find(|operator| rest.starts_with(operator))?;
        self.take(operator);
        let value = self.value()?;
        let (is_not, operator) = match operator {
            "!~" => (true, "=~"),
            "!=" => (true, "="),
            "!#" => (true, "#"),
            "==" => (false, "="),
            other => (false, other),
        };
        let said = said(&attribute, operator, &value)?;
        Some(if is_not { format!("-({said})") } else { said })
    }

    fn value(&mut self) -> Option<String> {
        let rest = self.rest.trim_start();
        let Some(inner) = rest.strip_prefix('"') else {
            let end = rest.find(|c: char| c.is_whitespace() || c == ')').unwrap_or(rest.len());
            let (value, after) = rest.split_at(end);
            self.rest = after;
            return (!value.is_empty()).then(|| value.to_owned());
        };
        let end = inner.find('"')?;
        self.rest = inner.get(end + 1..).unwrap_or_default();
        inner.get(..end).map(str::to_owned)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn word(&mut self, word: &str) -> bool {
        let rest = self.rest.trim_start().strip_prefix(word);
        let rest = rest.filter(|rest| rest.starts_with([' ', '(', '\t']));
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }
}

/// One condition, as a query says it.
fn said(attribute: &str, operator: &str, value: &str) -> Option<String> {
    let is_plain = value.chars().all(|c| c.is_alphanumeric() || " ’'.,-&/".contains(c));
    let words = || Some(format!("\"{value}\"")).filter(|_| is_plain && value.contains(char::is_alphanumeric));
    let pattern = || format!("/{}/", value.replace('/', "\\/"));
    match (attribute, operator) {
        ("unread", "=") => match value {
            "yes" => Some("is:unread".to_owned()),
            "no" => Some("is:read".to_owned()),
            _ => None,
        },
        ("title", "=~") => Some(format!("(in:title {})", pattern())),
        ("title", "#") => Some(format!("(in:title {})", words()?)),
        ("title", "=") => Some(format!("(in:title /^{}$/)", regex::escape(value).replace('/', "\\/"))),
        ("content", "=~") => Some(pattern()),
        ("content", "#") => words(),
        ("author", "=" | "=~" | "#") => Some(format!("author:{}", words()?)),
        ("feedtitle", "=" | "=~" | "#") | ("tags", "#") => Some(format!("feed:{}", words()?)),
        ("age", "<" | "<=") => Some(format!("since:{}d", value.parse::<u16>().ok()?)),
        ("age", ">" | ">=") => Some(format!("until:{}d", value.parse::<u16>().ok()?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::query;

    #[test]
    fn filters_are_said_as_queries_where_they_can_be() {
        for (filter, expected) in [
            ("unread = \"yes\"", Some("is:unread")),
            ("unread = \"yes\" and tags # \"World\"", Some("is:unread feed:World")),
            ("title =~ \"cease.?fire\" or content # \"truce\"", Some("in:title /cease.?fire/ OR truce")),
            (
                "age < 7 and (title # \"grain\" or author = \"Ann Lee\")",
                Some("since:7d (in:title grain OR author:\"Ann Lee\")"),
            ),
            ("title !~ \"a/b\"", Some("-(in:title /a\\/b/)")),
            ("unread != \"yes\"", Some("-is:unread")),
            ("flags # \"s\"", None),
            ("title =~ \"(\"", None),
            ("unread = \"yes\" and", None),
            ("", None),
        ] {
            assert_eq!(query(filter).map(|query| query.to_string()).as_deref(), expected, "{filter}");
        }
    }
}
