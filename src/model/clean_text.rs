//! The one gate through which text from outside enters the model.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

/// Text that can be shown on any terminal without harm.
///
/// Making one removes whole escape sequences (CSI, OSC, DCS, APC, PM, SOS, in their 7-bit and 8-bit forms,
/// unterminated ones to the end of their line), C0 and C1 controls, bidi embeddings, overrides and isolates
/// that have no partner on their line, and runs of invisible characters. What scripts and emoji need stays:
/// a single joiner, a variation selector, a flag's tags, the bidi marks.
///
/// Line feeds stay; every other kind of line end becomes one, a tab becomes a space. The result is never
/// longer than the input, and cleaning it again changes nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct CleanText(String);

impl CleanText {
    /// Cleans `raw`, keeping its line feeds and spaces.
    pub fn new(raw: &str) -> Self {
        Self(clean(raw).into_owned())
    }

    /// Cleans `raw` into one line: white space of any kind, line feeds too, becomes single spaces.
    pub fn line(raw: &str) -> Self {
        if is_line(raw) {
            return Self(raw.to_owned());
        }
        let cleaned = clean(raw);
        let mut line = String::with_capacity(cleaned.len());
        for word in cleaned.split_whitespace() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        Self(line)
    }

    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of this text that `range` names, or `None` where it does not lie on character boundaries. Bidi
    /// controls whose partner lies outside of it are left out.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Option<Self> {
        let part = self.0.get(range)?;
        Some(if part.chars().any(is_bidi_control) { Self::new(part) } else { Self(part.to_owned()) })
    }
}

impl Deref for CleanText {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for CleanText {
    fn from(raw: &str) -> Self {
        Self::new(raw)
    }
}

impl PartialEq<str> for CleanText {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for CleanText {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}

impl<'de> Deserialize<'de> for CleanText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <Cow<'_, str>>::deserialize(deserializer)?;
        Ok(match clean(&raw) {
            Cow::Borrowed(_) => Self(raw.into_owned()),
            Cow::Owned(cleaned) => Self(cleaned),
        })
    }
}

/// Whether `raw` is a line already, in ASCII: most of what comes in is.
fn is_line(raw: &str) -> bool {
    let mut before = b' ';
    let is_clean = raw.bytes().all(|byte| {
        let after_space = std::mem::replace(&mut before, byte) == b' ';
        matches!(byte, b'!'..=b'~') || (byte == b' ' && !after_space)
    });
    is_clean && before != b' '
}

/// Whether all of `raw` is ASCII to read. Goes through whole pieces, which is faster than to stop at the first
/// byte that is not.
fn is_plain(raw: &str) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b' '..=b'~') | (*byte == b'\n');
    raw.as_bytes().chunks(64).all(|piece| piece.iter().fold(true, |all, byte| all & is_plain(byte)))
}

fn clean(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) || !raw.chars().any(is_suspect) {
        return Cow::Borrowed(raw);
    }
    let text = strip_controls(raw);
    let text = balance_bidi(&text);
    Cow::Owned(thin_invisible(&text))
}

fn is_suspect(c: char) -> bool {
    (c < ' ' && c != '\n')
        || (c >= '\u{7f}' && (c.is_control() || is_bidi_control(c) || is_invisible(c)))
        || matches!(c, '\u{2028}' | '\u{2029}')
}

/// Drops escape sequences and control characters, and makes every line end a line feed.
fn strip_controls(raw: &str) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut rest = raw.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\n' => out.push('\n'),
            '\r' => {
                rest.next_if_eq(&'\n');
                out.push('\n');
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => out.push('\n'),
            '\t' | '\u{b}' | '\u{c}' => out.push(' '),
            '\u{1b}' => skip_escape(&mut rest),
            '\u{9b}' => skip_csi(&mut rest),
            '\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => skip_string(&mut rest),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

type Chars<'a> = std::iter::Peekable<std::str::Chars<'a>>;

/// Skips what follows an ESC: ECMA-48, sections 5.3 to 5.6.
fn skip_escape(rest: &mut Chars<'_>) {
    match rest.peek() {
        Some('[') => {
            rest.next();
            skip_csi(rest);
        }
        Some(']' | 'P' | 'X' | '^' | '_') => {
            rest.next();
            skip_string(rest);
        }
        Some(' '..='/') => {
            while rest.next_if(|c| (' '..='/').contains(c)).is_some() {}
            rest.next_if(|c| ('0'..='~').contains(c));
        }
        Some('0'..='~') => {
            rest.next();
        }
        _ => {}
    }
}

fn skip_csi(rest: &mut Chars<'_>) {
    while rest.next_if(|c| ('0'..='?').contains(c)).is_some() {}
    while rest.next_if(|c| (' '..='/').contains(c)).is_some() {}
    rest.next_if(|c| ('@'..='~').contains(c));
}

/// Skips a control string to its terminator, or to the end of the line where it has none.
fn skip_string(rest: &mut Chars<'_>) {
    while let Some(c) = rest.next_if(|c| !matches!(c, '\n' | '\r')) {
        match c {
            '\u{7}' | '\u{9c}' => return,
            '\u{1b}' if rest.next_if_eq(&'\\').is_some() => return,
            _ => {}
        }
    }
}

fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// How deep bidi controls nest at most: what UAX #9 allows.
const MAX_DEPTH: usize = 125;

/// Keeps only those bidi controls that open and close on one line, properly nested and not too deep.
fn balance_bidi(text: &str) -> String {
    if !text.chars().any(is_bidi_control) {
        return text.to_owned();
    }
    let mut keep = vec![false; text.len()];
    let mut open: Vec<(usize, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        let has_room = open.len() < MAX_DEPTH;
        match c {
            '\n' => open.clear(),
            '\u{202a}' | '\u{202b}' | '\u{202d}' | '\u{202e}' if has_room => open.push((at, '\u{202c}')),
            '\u{2066}'..='\u{2068}' if has_room => open.push((at, '\u{2069}')),
            '\u{202c}' | '\u{2069}' => {
                if let Some(nth) = open.iter().rposition(|(_, closer)| *closer == c) {
                    keep[open[nth].0] = true;
                    keep[at] = true;
                    open.truncate(nth);
                }
            }
            _ => {}
        }
    }
    text.char_indices().filter(|&(at, c)| !is_bidi_control(c) || keep[at]).map(|(_, c)| c).collect()
}

/// Characters that take no room: joiners, selectors, tags, fillers of no width.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}'
        | '\u{206a}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Keeps an invisible character only where it does something to the visible one before it.
fn thin_invisible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = '\n';
    let mut in_flag = false;
    for c in text.chars() {
        let keep = match c {
            '\u{200b}'..='\u{200d}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{e0100}'..='\u{e01ef}'
            | '\u{180b}'..='\u{180d}' => {
                let joins_after_selector = c == '\u{200d}' && before == '\u{fe0f}';
                joins_after_selector
                    || !(before.is_whitespace() || is_invisible(before) || is_bidi_control(before))
            }
            '\u{e0020}'..='\u{e007f}' => in_flag,
            c => !is_invisible(c),
        };
        in_flag = keep && (c == '\u{1f3f4}' || (in_flag && ('\u{e0020}'..'\u{e007f}').contains(&c)));
        if keep {
            out.push(c);
            before = c;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(raw: &str, expected: &str) {
        let cleaned = CleanText::new(raw);
        assert_eq!(cleaned.as_str(), expected, "from {raw:?}");
        assert_eq!(CleanText::new(&cleaned), cleaned, "not idempotent on {raw:?}");
        assert!(cleaned.len() <= raw.len());
    }

    #[test]
    fn plain_text_of_any_script_stays() {
        for text in ["Kremlin", "“quoted” – dash", "الرياض", "北京", "नमस्ते", "line\nline", "👩‍🚀", "❤️", "क्‍ष"]
        {
            check(text, text);
        }
    }

    #[test]
    fn escape_sequences_go_whole() {
        check("a\u{1b}[31mred\u{1b}[0m", "ared");
        check("a\u{1b}]0;title\u{7}b", "ab");
        check("a\u{1b}]8;;http://x\u{1b}\\b", "ab");
        check("a\u{1b}Pq#0;2;0\u{1b}\\b", "ab");
        check("a\u{1b}_apc\u{9c}b", "ab");
        check("a\u{9b}2Jb", "ab");
        check("a\u{9d}0;t\u{7}b", "ab");
        check("a\u{1b}(0b", "ab");
        check("a\u{1b}cb", "ab");
        check("a\u{1b}\u{1b}[1mb", "ab");
    }

    #[test]
    fn unterminated_string_goes_to_the_end_of_its_line() {
        check("a\u{1b}]0;evil\nnext", "a\nnext");
        check("a\u{1b}]0;evil", "a");
    }

    #[test]
    fn controls_go_and_line_ends_are_one() {
        check("a\0b\u{7}c\u{7f}d\u{8}", "abcd");
        check("a\r\nb\rc\u{85}d\u{2028}e", "a\nb\nc\nd\ne");
        check("a\tb", "a b");
    }

    #[test]
    fn bidi_needs_a_partner_on_its_line() {
        check("a\u{202e}b", "ab");
        check("a\u{202e}b\n\u{202c}c", "ab\nc");
        check("a\u{2067}ب\u{2069}c", "a\u{2067}ب\u{2069}c");
        check("a\u{2067}\u{202e}b\u{2069}c", "a\u{2067}\u{202e}b\u{2069}c".replace('\u{202e}', "").as_str());
        check("a\u{200f}b", "a\u{200f}b");
    }

    #[test]
    fn a_slice_holds_no_bidi_control_without_its_partner() {
        let text = CleanText::new("a\u{2067}ب ت\u{2069}c");
        let slice = |from: &str, to: &str| {
            let range = text.find(from).expect("there")..text.find(to).expect("there") + to.len();
            text.slice(range).expect("on boundaries").0
        };
        assert_eq!(slice("a", "ب"), "aب");
        assert_eq!(slice("ت", "c"), "تc");
        assert_eq!(slice("a", "c"), text.as_str());
        assert_eq!(text.slice(0..2), None);
    }

    #[test]
    fn bidi_nests_only_so_deep() {
        // Looking through all that are open for each that closes would take minutes.
        check(&("\u{202a}".repeat(150_000) + &"\u{2069}".repeat(150_000)), "");
        let nested = |n: usize| "\u{2067}".repeat(n) + "ب" + &"\u{2069}".repeat(n);
        check(&nested(125), &nested(125));
        check(&nested(150_000), &nested(125));
    }

    #[test]
    fn invisible_runs_go() {
        check("a\u{200b}\u{200b}\u{200d}b", "a\u{200b}b");
        check("a \u{200d}b", "a b");
        check("a\u{202e}\u{200d}\u{200d}b", "a\u{200d}b");
        check("soft\u{ad}hyphen\u{feff}", "softhyphen");
        check("a\u{e0041}\u{e0042}b", "ab");
        let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
        check(wales, wales);
    }

    #[test]
    fn line_folds_white_space() {
        assert_eq!(CleanText::line(" a\n b\u{a0} \tc "), "a b c");
        for (raw, line) in
            [("a b", "a b"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), (" ", "")]
        {
            assert_eq!(CleanText::line(raw), line, "{raw:?}");
        }
    }

    #[test]
    fn json_is_cleaned_on_the_way_in() {
        let text: CleanText = serde_json::from_str(r#""a\u001b[31mb""#).expect("valid JSON");
        assert_eq!(text, "ab");
    }
}
