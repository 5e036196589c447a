//! Bytes to characters: byte order mark, UTF-8, or the likeliest legacy encoding.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::{ParseError, Warning, ebcdic};

/// The characters of an input.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The characters; every line end is a line feed.
    pub(super) text: String,
    /// What had to be assumed.
    pub(super) warning: Option<Warning>,
}

/// Decodes `bytes`, of which a server may have said what `charset` they are in; no invalid sequence makes it fail.
pub(super) fn decode(bytes: &[u8], charset: Option<&str>) -> Result<Decoded, ParseError> {
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(ParseError::Binary { at: 0 });
    }
    let whole = |encoding: &'static Encoding| encoding.decode_without_bom_handling(bytes).0.into_owned();
    let (text, warning) = if let Some(text) = utf_32(bytes) {
        (text, None)
    } else if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let (text, broken) = encoding.decode_without_bom_handling(&bytes[mark..]);
        (text.into_owned(), broken.then(|| replaced(encoding)))
    } else if let Some(encoding) = utf_16_without_mark(bytes) {
        (whole(encoding), Some(assumed(encoding)))
    } else if ebcdic::is_likely(bytes) {
        (ebcdic::decode(bytes), Some(Warning { message: "it is not UTF-8; read as EBCDIC".to_owned() }))
    } else if memchr::memchr(0, bytes).is_some() {
        // Markup with zeros in it is damaged; anything else is no text.
        if !is_markup(bytes) {
            return Err(ParseError::Binary { at: bytes.iter().position(|byte| *byte == 0).unwrap_or(0) });
        }
        let kept: Vec<u8> = bytes.iter().copied().filter(|byte| *byte != 0).collect();
        return decode(&kept, charset);
    } else {
        by_content(bytes, charset)
    };
    if is_binary(&text) {
        return Err(ParseError::Binary { at: text.bytes().position(is_odd).unwrap_or(0) });
    }
    let text = if memchr::memchr2(b'\r', 0xc, text.as_bytes()).is_some() {
        text.replace("\r\n", "\n").replace(['\r', '\u{c}'], "\n")
    } else {
        text
    };
    Ok(Decoded { text, warning })
}

/// Decodes what has no mark: as UTF-8 where it is that, else as its
/// server says, else as it says, else as it looks.
fn by_content(bytes: &[u8], charset: Option<&str>) -> (String, Option<Warning>) {
    let stated = charset.and_then(named).or_else(|| stated(bytes));
    let is_7_bit = stated.is_some_and(|encoding| encoding == ISO_2022_JP);
    if !is_7_bit && let Ok(text) = std::str::from_utf8(bytes) {
        return (text.to_owned(), None);
    }
    if is_mostly_utf_8(bytes) {
        return (String::from_utf8_lossy(bytes).into_owned(), Some(replaced(UTF_8)));
    }
    match stated.filter(|encoding| *encoding != UTF_8) {
        Some(encoding) => {
            let (text, broken) = encoding.decode_without_bom_handling(bytes);
            (text.into_owned(), broken.then(|| replaced(encoding)))
        }
        None => {
            let encoding = guess(bytes);
            (encoding.decode_without_bom_handling(bytes).0.into_owned(), Some(assumed(encoding)))
        }
    }
}

/// How far into an input its own word for its encoding is looked for.
const HEAD: usize = 2048;

/// The encoding that an XML declaration or a page's `<meta>` states, where there is one of that name in which
/// it can be written.
fn stated(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let after = |mark: &str| head.find(mark).map(|at| &head[at + mark.len()..]);
    let from = match after("<?xml") {
        Some(rest) => {
            let declaration = rest.split('>').next().unwrap_or(rest);
            declaration.find("encoding").map(|at| &declaration[at + 8..])
        }
        None => after("<meta").and_then(|rest| rest.find("charset").map(|at| &rest[at + 7..])),
    }?;
    let label = from.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = label.find(['"', '\'', '?', ';', '>', ' ', '/']).unwrap_or(label.len());
    named(label[..end].trim())
}

/// The encoding of that name, where text may be in it that is ASCII at heart.
fn named(label: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label.as_bytes())
        .or_else(|| Encoding::for_label(label.replace('_', "-").as_bytes()))
        .or_else(|| Encoding::for_label(label.replace("cp", "windows-").as_bytes()))?;
    (encoding.is_ascii_compatible() && encoding != encoding_rs::REPLACEMENT || encoding == ISO_2022_JP)
        .then_some(encoding)
}

fn is_markup(bytes: &[u8]) -> bool {
    bytes.iter().find(|byte| !byte.is_ascii_whitespace() && **byte != 0) == Some(&b'<')
}

/// UTF-32 with a byte order mark, or as markup and JSON begin in it.
fn utf_32(bytes: &[u8]) -> Option<String> {
    let is_first = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'<' | b'{' | b'[');
    let (is_big, mark) = match bytes.get(..4)? {
        [0, 0, 0xfe, 0xff] => (true, 4),
        [0xff, 0xfe, 0, 0] => (false, 4),
        [0, 0, 0, first] if is_first(*first) => (true, 0),
        [first, 0, 0, 0] if is_first(*first) => (false, 0),
        _ => return None,
    };
    let unit = |quad: &[u8]| {
        let quad: [u8; 4] = quad.try_into().unwrap_or_default();
        let code = if is_big { u32::from_be_bytes(quad) } else { u32::from_le_bytes(quad) };
        char::from_u32(code).unwrap_or('\u{fffd}')
    };
    Some(bytes[mark..].chunks_exact(4).map(unit).filter(|c| *c != '\0').collect())
}

/// How files begin that may have few control characters and are not text all the same.
const MAGIC: [&[u8]; 6] = [b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf"];

fn assumed(encoding: &'static Encoding) -> Warning {
    Warning { message: format!("it is not UTF-8; read as {}", encoding.name()) }
}

fn replaced(encoding: &'static Encoding) -> Warning {
    Warning {
        message: format!("it is not valid {}; what could not be read shows as \u{fffd}", encoding.name()),
    }
}

/// Text in Latin letters and UTF-16 has a zero in nearly every second byte, and hardly any elsewhere.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(4096)];
    match sample {
        [b'<', 0, next, 0, ..] if *next != 0 => return Some(UTF_16LE),
        [0, b'<', 0, next, ..] if *next != 0 => return Some(UTF_16BE),
        _ => {}
    }
    let (mut even, mut odd) = (0, 0);
    for pair in sample.chunks_exact(2) {
        even += usize::from(pair[0] == 0);
        odd += usize::from(pair[1] == 0);
    }
    let pairs = sample.len() / 2;
    match (even, odd) {
        _ if pairs < 4 => None,
        (0, odd) if odd * 10 >= pairs * 7 => Some(UTF_16LE),
        (even, 0) if even * 10 >= pairs * 7 => Some(UTF_16BE),
        _ => None,
    }
}

/// Whether most of what is not ASCII is valid UTF-8: a damaged file rather than another encoding.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut valid, mut invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += usize::from(!chunk.invalid().is_empty());
    }
    valid > 2 * invalid
}

/// How many bytes tell the encoding.
const ENOUGH: usize = 1024 * 1024;

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    // What is ASCII tells nothing, and not all of the rest is needed.
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    detector.feed(&bytes[start..bytes.len().min(start + ENOUGH)], true);
    detector.guess(None, Utf8Detection::Deny)
}

fn is_binary(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Whole pieces at once, which is faster than to stop at the first byte.
    if !bytes.chunks(64).any(|part| part.iter().fold(false, |any, byte| any | is_odd(*byte))) {
        return false;
    }
    let odd: usize = bytes.chunks(4096).map(|part| part.iter().filter(|b| is_odd(**b)).count()).sum();
    odd * 32 > text.len() || (odd > 0 && bytes.contains(&0))
}

/// Whether text has no such byte. All that counts is ASCII, which no part of another character is.
fn is_odd(byte: u8) -> bool {
    (byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r' | 0xb | 0xc | 0x1b)) || byte == 0x7f
}

#[cfg(test)]
mod tests {
    use super::decode;

    fn check(bytes: &[u8], text: &str, warning: Option<&str>) {
        let decoded = decode(bytes, None).expect("text");
        assert_eq!(decoded.text, text);
        assert_eq!(decoded.warning.map(|w| w.message).as_deref(), warning);
    }

    #[test]
    fn bytes_become_characters() {
        check("Élysée\r\nb\rc".as_bytes(), "Élysée\nb\nc", None);
        check(b"\xef\xbb\xbfTalks", "Talks", None);
        check(b"\xff\xfeT\0a\0", "Ta", None);
        check(b"\xfe\xff\0T\0a", "Ta", None);
        check(b"T\0a\0l\0k\0s\0", "Talks", Some("it is not UTF-8; read as UTF-16LE"));
        check(b" \0\0\0<\0\0\0\xe9\0\0\0", " <é", None);
        let french = b"Le pr\xe9sident a \xe9t\xe9 re\xe7u \xe0 l\x92\xc9lys\xe9e";
        let read = "Le président a été reçu à l’Élysée";
        check(french, read, Some("it is not UTF-8; read as windows-1252"));
        let damaged = "Élysée \u{fffd} été";
        check(
            b"\xc3\x89lys\xc3\xa9e \xff \xc3\xa9t\xc3\xa9",
            damaged,
            Some("it is not valid UTF-8; what could not be read shows as \u{fffd}"),
        );
    }

    #[test]
    fn a_server_is_believed_where_the_bytes_say_nothing() {
        let koi8 = b"\xf0\xd2\xc9\xd7\xc5\xd4";
        assert_eq!(decode(koi8, Some("KOI8-R")).expect("text").text, "Привет");
        assert_eq!(decode("Привет".as_bytes(), Some("koi8-r")).expect("text").text, "Привет", "it is UTF-8");
        assert!(decode(koi8, Some("no such name")).is_ok());
    }

    #[test]
    fn binary_is_refused() {
        for bytes in [&b"a\0b"[..], b"\x89PNG\r\n", b"\x01\x02\x03text", b"%PDF-1.7 text", b"\xff\0\x01\x02a"]
        {
            assert!(decode(bytes, None).is_err(), "{bytes:?}");
        }
    }
}
