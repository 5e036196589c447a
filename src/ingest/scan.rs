//! A piece of HTML as tags and text: one pass, whatever it is, and never a second look at the same bytes.

/// What HTML is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    /// Text, references and all.
    Text(&'a str),
    /// A start tag: its name as written, and its attributes.
    Open {
        /// The name.
        name: &'a str,
        /// What follows the name.
        attributes: &'a str,
    },
    /// An end tag.
    Close(&'a str),
}

/// Goes through HTML. Comments, declarations and instructions are left out, and so is what scripts and styles
/// hold.
#[derive(Debug)]
pub(super) struct Scanner<'a> {
    rest: &'a str,
    /// What was looked for in vain: it is nowhere in the rest.
    no_tag_end: bool,
    no_comment_end: bool,
    /// The script or style whose content comes next.
    raw: Option<&'static str>,
}

/// Elements whose content is not text.
const RAW: [&str; 4] = ["script", "style", "xmp", "noembed"];

impl<'a> Scanner<'a> {
    /// Goes through `html`.
    pub(super) fn new(html: &'a str) -> Self {
        Self { rest: html, no_tag_end: false, no_comment_end: false, raw: None }
    }

    /// Whether a declaration or an instruction begins the rest, rather than an odd `<!`.
    fn is_declaration(&mut self) -> bool {
        let named = self
            .rest
            .as_bytes()
            .get(2)
            .is_some_and(|b| b.is_ascii_alphabetic() || matches!(b, b'[' | b'-' | b'>'));
        if !named || self.no_tag_end {
            return false;
        }
        self.no_tag_end = !self.rest.contains('>');
        !self.no_tag_end
    }

    fn skip_raw(&mut self, name: &str) {
        let bytes = self.rest.as_bytes();
        let mut at = 0;
        while let Some(found) = self.rest[at..].find("</") {
            let start = at + found + 2;
            if bytes.get(start..start + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())) {
                self.rest = &self.rest[start - 2..];
                return;
            }
            at = start;
        }
        self.rest = "";
    }

    /// How long the tag is that begins the rest, `>` and all.
    fn tag_len(&mut self) -> Option<usize> {
        if self.no_tag_end {
            return None;
        }
        let mut quote = None;
        let mut first = None;
        for (at, byte) in self.rest.bytes().enumerate() {
            match (byte, quote) {
                (b'>', None) => return Some(at + 1),
                (b'>', Some(_)) => first = first.or(Some(at + 1)),
                // Only a value is quoted; an odd apostrophe elsewhere is none.
                (b'"' | b'\'', None) if self.rest[..at].trim_end().ends_with('=') => quote = Some(byte),
                (byte, Some(open)) if byte == open => quote = None,
                _ => {}
            }
        }
        self.no_tag_end = first.is_none();
        first
    }
}

impl<'a> Iterator for Scanner<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if let Some(name) = self.raw.take() {
                self.skip_raw(name);
            }
            let rest = self.rest;
            let bytes = rest.as_bytes();
            match (bytes.first()?, bytes.get(1)) {
                (b'<', Some(b'!')) if rest.starts_with("<!--") => {
                    let end = if self.no_comment_end { None } else { rest[4..].find("-->") };
                    self.no_comment_end = end.is_none();
                    self.rest = &rest[end.map_or(4, |end| end + 7)..];
                }
                (b'<', Some(b'!' | b'?')) if self.is_declaration() => {
                    let end = rest.find('>').unwrap_or(rest.len() - 1);
                    self.rest = &rest[end + 1..];
                }
                (b'<', Some(b'/')) => {
                    let Some(end) = rest.find('>').filter(|_| !self.no_tag_end) else {
                        self.no_tag_end = true;
                        self.rest = "";
                        return None;
                    };
                    self.rest = &rest[end + 1..];
                    return Some(Piece::Close(name_of(&rest[2..end]).0));
                }
                (b'<', Some(next)) if next.is_ascii_alphabetic() => {
                    let Some(len) = self.tag_len() else {
                        // A tag that is never closed: what comes before the next one is part of it.
                        let next = rest[1..].find('<').map_or(rest.len(), |at| at + 1);
                        self.rest = &rest[next..];
                        continue;
                    };
                    self.rest = &rest[len..];
                    let (name, attributes) = name_of(&rest[1..len - 1]);
                    self.raw = RAW.into_iter().find(|raw| raw.eq_ignore_ascii_case(name));
                    return Some(Piece::Open { name, attributes });
                }
                _ => {
                    let bare = usize::from(rest.starts_with('<'));
                    let end = rest[bare..].find('<').map_or(rest.len(), |at| at + bare);
                    self.rest = &rest[end..];
                    return Some(Piece::Text(&rest[..end]));
                }
            }
        }
    }
}

fn name_of(tag: &str) -> (&str, &str) {
    let end = tag.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    (name.rsplit(':').next().unwrap_or(name), attributes)
}

#[cfg(test)]
mod tests {
    use super::{Piece, Scanner};

    fn check(html: &str, expect: &str) {
        let pieces = Scanner::new(html).map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Open { name, attributes } => format!("[{name}{}]", attributes.trim_end()),
            Piece::Close(name) => format!("[/{name}]"),
        });
        assert_eq!(pieces.collect::<String>(), expect, "{html}");
    }

    #[test]
    fn html_is_tags_and_text() {
        check("a <b c='>'>d</b > 1 < 2", "a [b c='>']d[/b] 1 < 2");
        check("<script>if (a<b) '</div>'</script>x<!-- no -->y", "[script][/script]xy");
        check("<p title=it's>a</p>", "[p title=it's]a[/p]");
        check("<p title=\"a>b</p>", "[p title=\"a]b[/p]");
        check("a<!DOCTYPE x>b<?php ?>c<!' <!x", "abc<!' <!x");
        check("a <b c", "a ");
        check("<!-- a <b>c</b>", " a [b]c[/b]");
    }
}
