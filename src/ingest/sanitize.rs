//! HTML from outside, with all gone that is not for reading: scripts, styles, handlers, frames, forms' actions.

use super::scan::{Piece, Scanner};
use super::{address, attributes::Attributes, entities};
use crate::model::{CleanText, FeedHead};

/// `html` with only those elements and attributes that a text needs; addresses are made whole by `base`.
pub fn sanitize(html: &str, base: Option<&str>) -> String {
    if !html.contains(['<', '&']) {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len());
    let mut dropped = 0_usize;
    for piece in Scanner::new(html) {
        match piece {
            Piece::Text(_) if dropped > 0 => {}
            Piece::Text(text) => {
                if let Some(rest) = text.strip_prefix('<') {
                    out.push_str("&lt;");
                    out.push_str(rest);
                } else {
                    out.push_str(text);
                }
            }
            Piece::Open { name, attributes } => {
                if is_dropped_whole(name) {
                    dropped += 1;
                } else if dropped == 0 && is_kept(name) {
                    open(name, attributes, base, &mut out);
                }
            }
            Piece::Close(name) => {
                if is_dropped_whole(name) {
                    dropped = dropped.saturating_sub(1);
                } else if dropped == 0 && is_kept(name) && !is_void(name) {
                    out.push_str("</");
                    out.push_str(&name.to_ascii_lowercase());
                    out.push('>');
                }
            }
        }
    }
    out
}

/// What `html` says, in one line, without tags.
pub fn plain(html: &str) -> CleanText {
    if !html.contains(['<', '&']) {
        return CleanText::line(html);
    }
    let mut out = String::with_capacity(html.len());
    for piece in Scanner::new(html) {
        match piece {
            Piece::Text(text) => {
                entities::decode_into(text, &[], &mut out);
            }
            Piece::Open { name, .. } | Piece::Close(name) if parts_words(name) => out.push(' '),
            _ => {}
        }
    }
    CleanText::line(&out)
}

/// A name without the character references that were left in it by whoever escaped it once too often.
pub(super) fn unescaped(mut name: CleanText) -> CleanText {
    for _ in 0..MOST_ESCAPES {
        if name.contains('<') || !looks_like_html(&name) {
            break;
        }
        name = plain(&name);
    }
    name
}

/// What a feed calls itself, in plain text.
pub fn feed_name(head: &FeedHead) -> Option<CleanText> {
    head.name(plain).map(unescaped)
}

/// How often a name is looked at for them.
const MOST_ESCAPES: usize = 3;

/// Whether `text` is rather HTML than text: it has an end tag or a reference, and nothing that HTML has not.
pub(super) fn looks_like_html(text: &str) -> bool {
    if !text.contains("</") && !text.contains('&') {
        return false;
    }
    let mut sure = false;
    for piece in Scanner::new(text) {
        match piece {
            Piece::Open { name, .. } if !is_kept(name) => return false,
            Piece::Close(name) if !is_kept(name) => return false,
            Piece::Close(_) => sure = true,
            Piece::Text(text) => match references(text) {
                Some(any) => sure |= any,
                None => return false,
            },
            Piece::Open { .. } => {}
        }
    }
    sure
}

/// Whether `text` has character references; `None` where one of them has no meaning.
fn references(text: &str) -> Option<bool> {
    let mut any = false;
    for part in text.split('&').skip(1) {
        let Some((name, _)) = part.split_once(';') else { continue };
        let is_name = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric());
        if is_name && !entities::is_named(name) {
            return None;
        }
        any |= is_name || name.starts_with('#');
    }
    Some(any)
}

fn open(name: &str, attributes: &str, base: Option<&str>, out: &mut String) {
    out.push('<');
    out.push_str(&name.to_ascii_lowercase());
    for (key, raw) in Attributes::new(attributes) {
        let Some(kept) = ATTRIBUTES.iter().find(|kept| kept.eq_ignore_ascii_case(key)) else { continue };
        let value = entities::decode(raw);
        let value = match *kept {
            "href" | "src" | "cite" | "longdesc" | "poster" => {
                let whole = address::join(base, &value);
                if !address::is_safe(&whole) {
                    continue;
                }
                whole
            }
            _ => value,
        };
        out.push(' ');
        out.push_str(kept);
        out.push_str("=\"");
        entities::escape_into(&value, out);
        out.push('"');
    }
    out.push_str(if is_void(name) { " />" } else { ">" });
}

fn is_dropped_whole(name: &str) -> bool {
    name.eq_ignore_ascii_case("script")
        || name.eq_ignore_ascii_case("style")
        || name.eq_ignore_ascii_case("applet")
}

pub(super) fn is_void(name: &str) -> bool {
    VOID.iter().any(|void| void.eq_ignore_ascii_case(name))
}

fn is_kept(name: &str) -> bool {
    KEPT.iter().any(|kept| kept.eq_ignore_ascii_case(name))
}

/// Whether words on both sides of the tag are not one.
fn parts_words(name: &str) -> bool {
    PARTING.iter().any(|parting| parting.eq_ignore_ascii_case(name))
}

const VOID: [&str; 13] =
    ["img", "br", "hr", "source", "wbr", "col", "input", "area", "track", "link", "meta", "embed", "param"];

const PARTING: [&str; 19] = [
    "p",
    "br",
    "div",
    "li",
    "ul",
    "ol",
    "tr",
    "td",
    "th",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "blockquote",
    "pre",
    "hr",
    "dd",
];

const KEPT: [&str; 100] = [
    "p",
    "a",
    "br",
    "div",
    "span",
    "img",
    "strong",
    "em",
    "b",
    "i",
    "li",
    "ul",
    "ol",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "tr",
    "td",
    "th",
    "tbody",
    "thead",
    "tfoot",
    "figure",
    "figcaption",
    "pre",
    "code",
    "hr",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "bdi",
    "bdo",
    "big",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "col",
    "colgroup",
    "command",
    "datagrid",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "dl",
    "dt",
    "fieldset",
    "font",
    "footer",
    "form",
    "header",
    "ins",
    "input",
    "kbd",
    "keygen",
    "label",
    "legend",
    "map",
    "mark",
    "menu",
    "meter",
    "nav",
    "nextid",
    "optgroup",
    "option",
    "output",
    "picture",
    "progress",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "select",
    "small",
    "source",
    "strike",
    "sub",
    "summary",
    "sup",
    "time",
    "tt",
    "u",
    "var",
];

const ATTRIBUTES: [&str; 28] = [
    "href", "src", "alt", "title", "cite", "lang", "dir", "datetime", "width", "height", "colspan",
    "rowspan", "start", "type", "value", "name", "class", "id", "rel", "align", "border", "srcset",
    "longdesc", "poster", "scope", "summary", "headers", "hreflang",
];

#[cfg(test)]
mod tests {
    use super::{looks_like_html, plain, sanitize, unescaped};

    #[test]
    fn what_is_not_for_reading_goes() {
        for (html, clean) in [
            ("<p onclick='x()'>a</p>", "<p>a</p>"),
            ("<script>x()</script>a<STYLE>b</STYLE>", "a"),
            ("<a href='javascript:x()'>a</a>", "<a>a</a>"),
            ("<a href='/b'>a</a>", "<a href=\"http://e.org/b\">a</a>"),
            ("<iframe src=x>a</iframe>", "a"),
            ("<img src=x.png onerror=y()>", "<img src=\"http://e.org/x.png\" />"),
            ("1 < 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ] {
            assert_eq!(sanitize(html, Some("http://e.org/")), clean, "{html}");
        }
    }

    #[test]
    fn text_and_html_are_told_apart() {
        assert!(looks_like_html("a <b>c</b>") && looks_like_html("a &amp; b"));
        for text in ["a", "a < b", "a <foo>b</foo>", "AT&T; so", "a <b>c"] {
            assert!(!looks_like_html(text), "{text}");
        }
        assert_eq!(plain("<p>a</p><p>b &lt;c&gt;</p>"), "a b <c>");
    }

    #[test]
    fn names_have_no_references_left() {
        for (name, expected) in [
            ("Post &#8211; World", "Post – World"),
            ("Post &amp;#8211; World &amp;amp; More", "Post – World & More"),
            ("AT&T; R&D", "AT&T; R&D"),
            ("a < b &amp; c", "a < b &amp; c"),
        ] {
            assert_eq!(unescaped(name.into()).as_str(), expected);
        }
    }
}
