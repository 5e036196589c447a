//! Bounds how many attributes a tag may have: a tokenizer compares each with all before it.

use std::borrow::Cow;

/// `html` with the attributes of every tag that has far too many left out.
pub(super) fn bound(html: &str) -> Cow<'_, str> {
    let bytes = html.as_bytes();
    let mut out = String::new();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = next_tag(bytes, at) {
        let name_end =
            found + 1 + bytes[found + 1..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let (end, parts) = tag_end(bytes, name_end);
        if parts > MOST {
            out.push_str(&html[kept..name_end]);
            kept = end;
        }
        at = match raw_text_end(html, found, end) {
            Some(after) => after,
            None => end.max(found + 1),
        };
    }
    if kept == 0 {
        return Cow::Borrowed(html);
    }
    out.push_str(&html[kept..]);
    Cow::Owned(out)
}

const MOST: usize = 250;

fn next_tag(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'<')?;
        if bytes.get(at + 1)?.is_ascii_alphabetic() {
            return Some(at);
        }
        at += 1;
    }
}

/// Where the tag ends (at its `>`, which is ASCII), and how many stretches between spaces it has.
fn tag_end(bytes: &[u8], from: usize) -> (usize, usize) {
    let mut parts = 0;
    let mut quote = None;
    let mut before = b' ';
    for (nth, byte) in bytes[from..].iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) if open == *byte => quote = None,
            (Some(_), _) => {}
            (None, b'"' | b'\'') if before == b'=' => quote = Some(*byte),
            (None, b'>') => return (from + nth, parts),
            (None, b' ' | b'\n' | b'\t' | b'/' | b'"' | b'\'' | b'\x0c' | b'\r') => parts += 1,
            (None, _) => {}
        }
        before = *byte;
    }
    (bytes.len(), parts)
}

/// Where a script or style that begins at `start` ends: what is in it are no tags.
fn raw_text_end(html: &str, start: usize, tag_end: usize) -> Option<usize> {
    let bytes = html.as_bytes();
    let close: &[u8] = match bytes.get(start + 1..start + 4)?.to_ascii_lowercase().as_slice() {
        b"scr" => b"</script",
        b"sty" => b"</style",
        _ => return None,
    };
    let mut at = tag_end;
    while let Some(step) = bytes.get(at..)?.iter().position(|b| *b == b'<') {
        at += step;
        if bytes.get(at..at + close.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(close)) {
            return Some(at);
        }
        at += 1;
    }
    Some(bytes.len())
}

#[cfg(test)]
mod tests {
    use super::bound;

    #[test]
    fn tags_of_too_many_attributes_lose_them() {
        let many = format!("<p>a<b {}>c", "x ".repeat(2000));
        assert_eq!(bound(&many), "<p>a<b>c");
        let open = format!("é<b {}", "x='1' ".repeat(2000));
        assert_eq!(bound(&open), "é<b");
        let script = format!("<script>a<b {}</script><p a='>'>", "x ".repeat(2000));
        assert_eq!(bound(&script), script.as_str());
    }
}
