//! Character references: `&amp;`, `&#8217;`, `&nbsp;`, and what only looks like one.

use html5ever::data::NAMED_ENTITIES;

/// A short text of its own that a document gives a name to.
pub(super) type Custom = [(String, String)];

/// Adds `raw` to `out` with its references replaced; what is none stays as it is written. How many `&` begin
/// none.
pub(super) fn decode_into(raw: &str, custom: &Custom, out: &mut String) -> usize {
    let mut bare = 0;
    let mut rest = raw;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let used = reference(rest, custom, out);
        if used == 0 {
            bare += 1;
            out.push('&');
            rest = &rest[1..];
        } else {
            rest = &rest[used..];
        }
    }
    out.push_str(rest);
    bare
}

/// `raw` with its references replaced.
pub(super) fn decode(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    decode_into(raw, &[], &mut out);
    out
}

/// Whether HTML gives the character reference `name`, without `&` and `;`, a meaning.
pub(super) fn is_named(name: &str) -> bool {
    named(name).is_some()
}

/// Adds `text` to `out` so that HTML reads it as text.
pub(super) fn escape_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

const MAX_NAME: usize = 32;

/// Reads the reference with which `rest` begins; how many bytes it takes up, 0 where it is none.
fn reference(rest: &str, custom: &Custom, out: &mut String) -> usize {
    let body = &rest[1..];
    if let Some(number) = body.strip_prefix('#') {
        let (digits, radix, mark) = match number.strip_prefix(['x', 'X']) {
            Some(hex) => (hex, 16, 3),
            None => (number, 10, 2),
        };
        let len = digits.bytes().take_while(|b| char::from(*b).is_digit(radix)).count();
        if len == 0 {
            return 0;
        }
        let code = u32::from_str_radix(&digits[..len], radix).unwrap_or(u32::MAX);
        out.push(character(code));
        return mark + len + usize::from(digits[len..].starts_with(';'));
    }
    let len = body.bytes().take(MAX_NAME).take_while(u8::is_ascii_alphanumeric).count();
    if len == 0 || !body[len..].starts_with(';') {
        return 0;
    }
    let name = &body[..len];
    let plain = match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "quot" => "\"",
        "apos" => "'",
        "nbsp" => "\u{a0}",
        _ => {
            if let Some((_, text)) = custom.iter().find(|(known, _)| known == name) {
                out.push_str(text);
            } else if let Some((first, second)) = named(name) {
                out.extend([first].into_iter().chain(second));
            } else {
                return 0;
            }
            return len + 2;
        }
    };
    out.push_str(plain);
    len + 2
}

fn named(name: &str) -> Option<(char, Option<char>)> {
    let mut key = String::with_capacity(name.len() + 1);
    key.push_str(name);
    key.push(';');
    let (first, second) = *NAMED_ENTITIES.get(&*key)?;
    let first = char::from_u32(first).filter(|c| *c != '\0')?;
    Some((first, char::from_u32(second).filter(|c| *c != '\0')))
}

/// The character that `code` stands for; those of windows-1252 that have no place in Unicode are read as that.
fn character(code: u32) -> char {
    match code {
        0x80..=0x9f => WINDOWS_1252[(code - 0x80) as usize],
        0 => '\u{fffd}',
        _ => char::from_u32(code).unwrap_or('\u{fffd}'),
    }
}

/// Replaces the control characters U+0080 to U+009F, which are windows-1252 taken for Latin 1.
pub(super) fn mend_c1(text: &mut String) {
    // In UTF-8 each of them begins with this byte.
    let may_have = text.as_bytes().contains(&0xc2);
    if may_have && text.contains(|c: char| ('\u{80}'..='\u{9f}').contains(&c)) {
        *text = text.chars().map(|c| if c < '\u{100}' { latin(c) } else { c }).collect();
    }
}

fn latin(c: char) -> char {
    if ('\u{80}'..='\u{9f}').contains(&c) { character(c as u32) } else { c }
}

const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_become_characters() {
        for (raw, text) in [
            ("a &amp; b", "a & b"),
            ("&#8217;&#x2019;&#X2019;&rsquo;", "’’’’"),
            ("AT&T; R&D & so", "AT&T; R&D & so"),
            ("&#146;&#0;&#xd800;&#99999999999;", "’\u{fffd}\u{fffd}\u{fffd}"),
            ("&amp;amp;", "&amp;"),
            ("&doesnotexist; &#; &", "&doesnotexist; &#; &"),
            ("&#65 b", "A b"),
        ] {
            assert_eq!(decode(raw), text, "{raw}");
        }
    }
}
