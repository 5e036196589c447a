//! The one gate through which text from outside enters the model.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use invisible::is_invisible;

/// Text that can be shown on any terminal without harm.
///
/// Making one removes whole escape sequences (CSI, OSC, DCS, APC, PM, SOS, in their 7-bit and 8-bit forms,
/// unterminated ones to the end of their line), C0 and C1 controls, bidi embeddings, overrides and isolates
/// that have no partner on their line, and invisible characters that do nothing where they stand. What scripts and emoji
/// need stays: a joiner, a variation selector, a flag's tags, a bidi mark beside text, fillers of old Korean, braille's
/// blank. Where so much invisible stood, in a row or strewn between letters, that it was text nobody was to see, there is
/// U+FFFD (�) to see; other blanks become spaces.
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

    /// JSON whose strings stay what they are: where any of them holds what would be removed, all such characters are
    /// written as numbers (`\u009b`), which no terminal takes for anything. For JSON as serde writes it: between the
    /// values are spaces and line feeds alone.
    pub fn json(raw: &str) -> Self {
        let cleaned = clean(raw);
        if cleaned == raw {
            return Self(cleaned.into_owned());
        }
        let mut json = String::with_capacity(raw.len());
        let mut units = [0; 2];
        for c in raw.chars() {
            if is_suspect(c) {
                let escaped = c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}"));
                json.extend(escaped);
            } else {
                json.push(c);
            }
        }
        Self(json)
    }

    /// The text as a string slice.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of this text that `range` names, or `None` where it does not lie on character boundaries. Bidi
    /// controls whose partner lies outside of it are left out, and joiners that what they lean on lies outside of.
    pub fn slice(&self, range: std::ops::Range<usize>) -> Option<Self> {
        let part = self.0.get(range)?;
        Some(if is_plain(part) { Self(part.to_owned()) } else { Self::new(part) })
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
    Cow::Owned(invisible::thin(&text))
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

mod invisible;
#[cfg(test)]
mod tests;
