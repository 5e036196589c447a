//! Keys as a script writes them, as a terminal sends them.

/// The pieces to send one after another: `]]`, `za`, `<esc>`, `<c-l>`. An escape key ends a piece, as what comes
/// with it would be read as one key with it.
pub fn pieces(script: &str) -> Vec<Vec<u8>> {
    let mut pieces = vec![Vec::new()];
    let mut rest = script;
    while let Some(first) = rest.chars().next() {
        let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
        let (bytes, after) = match named.and_then(|(name, after)| Some((sent(name)?, after))) {
            Some(sent) => sent,
            None => (first.to_string().into_bytes(), &rest[first.len_utf8()..]),
        };
        let is_escape = bytes == b"\x1b";
        if let Some(piece) = pieces.last_mut() {
            piece.extend(bytes);
        }
        if is_escape {
            pieces.push(Vec::new());
        }
        rest = after;
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// What a terminal sends for the key of that name.
fn sent(name: &str) -> Option<Vec<u8>> {
    if let Some(letter) = name.strip_prefix("c-") {
        return letter.bytes().next().map(|letter| vec![letter & 0x1f]);
    }
    let sent: &[u8] = match name {
        "enter" => b"\r",
        "esc" => b"\x1b",
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
