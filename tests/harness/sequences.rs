//! Reads what a terminal was sent, and tells what of it is neither text nor a sequence that masthead writes itself.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use masthead::model::CleanText;

/// Who writes to the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Writer {
    /// The reader, on its own screen.
    Reader,
    /// The reader, while the user copies something.
    CopyingReader,
    /// A command, which knows nothing but how to wipe a line of progress.
    Command,
}

/// Modes that the reader sets and takes back.
const MODES: [(&str, &str); 10] = [
    ("?25", "the cursor, shown or not"),
    ("?1049", "the screen of its own"),
    ("?2004", "what is pasted comes with brackets"),
    ("?2026", "a frame is shown at once"),
    ("?1000", "presses of the mouse"),
    ("?1002", "what is dragged"),
    ("?1003", "moves of the mouse, only ever taken back"),
    ("?1006", "the mouse in cells without a limit"),
    ("?1015", "the mouse in another way, only ever taken back"),
    ("8", "who puts text from right to left into order"),
];

/// Whether a sequence may have these parameters.
type May = fn(&str) -> bool;

/// Other sequences of the reader, with what they are for, and which parameters they may have.
const OTHERS: [(&str, &str, May); 5] = [
    ("m", "colours and attributes", is_style),
    ("H", "where the next cells stand", is_place),
    ("J", "the whole screen is emptied", |params| params == "2"),
    ("C", "past cells that stay", is_number),
    (" q", "the shape of the cursor", is_number),
];

/// So many are told at most.
const TOLD: usize = 6;

/// What there is in `raw` that is neither text nor a sequence of the writer's own; each with its place.
pub fn strangers(raw: &[u8], writer: Writer) -> Vec<String> {
    let text = match std::str::from_utf8(raw) {
        Ok(text) => text,
        Err(error) => return vec![format!("no UTF-8 at {}", error.valid_up_to())],
    };
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '\x1b' => sequence(rest),
            _ => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let is_fine = match c {
            '\x1b' => is_ours(piece, writer),
            '\n' | '\r' => true,
            c => !c.is_control() && (writer == Writer::Command || !is_override(c)),
        };
        if !is_fine {
            let before = &text[..text.len() - rest.len()];
            let context: String =
                before.chars().rev().take(40).collect::<Vec<_>>().into_iter().rev().collect();
            found.push(format!("{piece:?} after {context:?}"));
        }
        rest = after;
    }
    found.truncate(TOLD);
    found
}

/// The text without sequences: what a command has written.
pub fn text_of(raw: &[u8]) -> String {
    let (text, mut out) = (String::from_utf8_lossy(raw), String::new());
    let mut rest = text.as_ref();
    while let Some(c) = rest.chars().next() {
        let length = if c == '\x1b' { sequence(rest) } else { c.len_utf8() };
        if c != '\x1b' && c != '\r' {
            out.push(c);
        }
        rest = &rest[length..];
    }
    out
}

/// How long the sequence is that begins here: ECMA-48, section 5.
fn sequence(text: &str) -> usize {
    let kind = text[1..].chars().next();
    match kind {
        Some('[') => text[2..].find(|c| ('@'..='~').contains(&c)).map_or(text.len(), |at| at + 3),
        Some(']' | 'P' | '_' | '^' | 'X') => {
            let bell = text.find('\x07').map(|at| at + 1);
            let end = text.find("\x1b\\").map(|at| at + 2);
            bell.into_iter().chain(end).min().unwrap_or(text.len())
        }
        Some(c) => 1 + c.len_utf8(),
        None => 1,
    }
}

fn is_ours(sequence: &str, writer: Writer) -> bool {
    match writer {
        Writer::Command => sequence == "\x1b[K",
        Writer::Reader | Writer::CopyingReader => {
            let copied = sequence.strip_prefix("\x1b]52;c;").and_then(|rest| rest.strip_suffix("\x1b\\"));
            match (sequence.strip_prefix("\x1b["), copied) {
                (Some(control), _) => is_control_of_ours(control),
                (_, Some(copied)) => writer == Writer::CopyingReader && is_clean_copy(copied),
                // Which colour the terminal's ground has.
                _ => sequence == "\x1b]11;?\x1b\\" || is_link(sequence) || is_picture(sequence),
            }
        }
    }
}

/// What goes to the clipboard is pasted into a shell next.
fn is_clean_copy(encoded: &str) -> bool {
    let copied = BASE64_STANDARD.decode(encoded).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    copied.is_some_and(|text| CleanText::new(&text).as_str() == text)
}

fn is_control_of_ours(control: &str) -> bool {
    let mode = control.strip_suffix(['h', 'l']);
    mode.is_some_and(|mode| MODES.iter().any(|(known, _)| *known == mode))
        || OTHERS.iter().any(|(end, _, may)| control.strip_suffix(end).is_some_and(may))
}

/// Attributes, and colours as they are written: `0`, `1;4`, `38;5;N`, `48;2;R;G;B`, `39`, one after the other.
fn is_style(params: &str) -> bool {
    let numbers: Vec<&str> = params.split(';').collect();
    let mut rest = numbers.as_slice();
    while let [what, others @ ..] = rest {
        let length = match (*what, others.first()) {
            ("0" | "1" | "2" | "3" | "4" | "7" | "9" | "39" | "49", _) => 0,
            ("38" | "48", Some(&"5")) => 2,
            ("38" | "48", Some(&"2")) => 4,
            _ => return false,
        };
        if others.len() < length || !others[..length].iter().all(|number| is_number(number)) {
            return false;
        }
        rest = &others[length..];
    }
    true
}

fn is_place(params: &str) -> bool {
    params.split_once(';').is_some_and(|(row, column)| is_number(row) && is_number(column))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// OSC 8, begun with an address of the web or of mail in printable ASCII, or ended.
fn is_link(sequence: &str) -> bool {
    let inner = sequence.strip_prefix("\x1b]8;");
    let inner = inner.and_then(|rest| rest.strip_suffix("\x1b\\").or_else(|| rest.strip_suffix('\x07')));
    let Some((params, address)) = inner.and_then(|inner| inner.split_once(';')) else { return false };
    let is_web = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    let is_plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain(params) && is_plain(address) && (address.is_empty() || is_web) && address.len() <= 2_100
}

/// Kitty's pictures: what is to be done with one in letters and numbers, and its bytes as base64.
fn is_picture(sequence: &str) -> bool {
    let inner = sequence.strip_prefix("\x1b_G").and_then(|rest| rest.strip_suffix("\x1b\\"));
    let Some(inner) = inner else { return false };
    let (orders, bytes) = inner.split_once(';').unwrap_or((inner, ""));
    let is_order = |order: &str| {
        let order = order.split_once('=');
        order.is_some_and(|(name, value)| {
            name.len() == 1 && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    orders.split(',').all(is_order) && BASE64_STANDARD.decode(bytes).is_ok()
}

/// What turns the order of the text around it.
fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
