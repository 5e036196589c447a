//! Characters that were encoded twice: `â\u{80}\u{99}` for `’`.

use std::borrow::Cow;

/// `html` with such characters mended. A page that has them is known by controls that no text has.
pub(super) fn mend(html: &str) -> Cow<'_, str> {
    if !html.as_bytes().windows(2).any(|pair| pair[0] == 0xc2 && (0x80..0xa0).contains(&pair[1])) {
        return Cow::Borrowed(html);
    }
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(start) = rest.find(is_latin) {
        let (before, run) = rest.split_at(start);
        let end = run.find(|c: char| !is_latin(c)).unwrap_or(run.len());
        out.push_str(before);
        let bytes: Vec<u8> = run[..end].chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect();
        out.push_str(std::str::from_utf8(&bytes).unwrap_or(&run[..end]));
        rest = &run[end..];
    }
    out.push_str(rest);
    Cow::Owned(out)
}

fn is_latin(c: char) -> bool {
    ('\u{80}'..='\u{ff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn what_was_encoded_twice_is_mended() {
        let check = |html: &str, expect: &str| assert_eq!(mend(html), expect, "{html}");
        check("Earth\u{e2}\u{80}\u{99}s", "Earth’s");
        check("caf\u{e9}, Earth\u{e2}\u{80}\u{99}s", "café, Earth’s");
        check("caf\u{c3}\u{a9} \u{e2}\u{80}\u{9c}Rome", "café “Rome");
        check("caf\u{c3}\u{a9}", "caf\u{c3}\u{a9}");
        check("100 °C – Málaga", "100 °C – Málaga");
    }
}
