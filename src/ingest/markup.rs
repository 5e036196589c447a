//! Raw HTML inside Markdown: the tags go, the text stays.

use super::entities;

/// The text of `html` without tags, comments, scripts and styles.
pub(super) fn text_of(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    // ASCII lower case keeps every byte in its place.
    let lower = html.to_ascii_lowercase();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let skipped = tag_len(&lower[html.len() - rest.len()..]);
        match skipped {
            Some(len) => {
                out.push(' ');
                rest = &rest[len..];
            }
            None => {
                out.push('<');
                rest = &rest[1..];
            }
        }
    }
    out.push_str(rest);
    unescape(&out)
}

/// How long the tag, comment or script is with which `rest`, in lower case, begins; `None` where it begins with none.
fn tag_len(rest: &str) -> Option<usize> {
    if let Some(comment) = rest.strip_prefix("<!--") {
        return Some(comment.find("-->").map_or(rest.len(), |at| 4 + at + 3));
    }
    if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!' || c == '?') {
        return None;
    }
    for name in ["script", "style"] {
        if rest[1..].starts_with(name) {
            let close = ["</", name].concat();
            let end = rest.find(&close);
            return Some(
                end.map_or(rest.len(), |at| rest[at..].find('>').map_or(rest.len(), |gt| at + gt + 1)),
            );
        }
    }
    Some(rest.find('>').map_or(rest.len(), |at| at + 1))
}

fn unescape(text: &str) -> String {
    entities::decode(text).replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::text_of;

    fn check(html: &str, text: &str) {
        assert_eq!(text_of(html).split_whitespace().collect::<Vec<_>>().join(" "), text);
    }

    #[test]
    fn tags_go_and_text_stays() {
        check("<div class=a>Talks <b>resume</b></div>", "Talks resume");
        check("<!-- no --><p>a &amp; b", "a & b");
        check("<script>x < y</script>seen<STYLE>p{}</STYLE>", "seen");
        check("5 < 6", "5 < 6");
        check("<a href='x", "");
        check("été < été <é", "été < été <é");
    }
}
