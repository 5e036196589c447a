//! Keys as a script writes them, as a terminal sends them.

use super::tmux;

/// The bytes of a script such as `]]`, `za`, `<esc>`, `<c-l>`.
pub fn bytes(script: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (sent, after) = match named.and_then(|(name, after)| Some((sent(name)?, after))) {
            Some(sent) => sent,
            None => (first.to_string().into_bytes(), &rest[first.len_utf8()..]),
        };
        bytes.extend(sent);
        rest = after;
    }
    bytes
}

/// What a terminal sends for the key of that name.
fn sent(name: &str) -> Option<Vec<u8>> {
    if let Some(letter) = name.strip_prefix("c-") {
        return letter.bytes().next().map(|letter| vec![letter & 0x1f]);
    }
    let sent: &[u8] = match name {
        "enter" => b"\r",
        // Unmistakable, so that what follows cannot be taken as one key with it.
        // Tmux knows it as the one key that it is, and would send on what may be the beginning of another.
        "esc" if tmux::is_wanted() => b"\x1b\x1b",
        "esc" => b"\x1b[27u",
        // As most terminals send it; nothing may follow before it is answered.
        "lone-esc" => b"\x1b",
        "tab" => b"\t",
        "s-tab" => b"\x1b[Z",
        "space" => b" ",
        "bs" => b"\x7f",
        "up" => b"\x1b[A",
        "down" => b"\x1b[B",
        "right" => b"\x1b[C",
        "left" => b"\x1b[D",
        "home" => b"\x1b[H",
        "end" => b"\x1b[F",
        "pgup" => b"\x1b[5~",
        "pgdn" => b"\x1b[6~",
        _ => return None,
    };
    Some(sent.to_vec())
}
