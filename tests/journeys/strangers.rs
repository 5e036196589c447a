//! What reads the bytes that a terminal is sent tells strangers from what masthead writes itself.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use crate::sequences::{Writer, strangers, text_of};

#[test]
fn strangers_are_told_from_what_is_ours() {
    let of = |raw: &str, writer| strangers(raw.as_bytes(), writer).len();
    for ours in [
        "plain, 北京 👩‍🚀\r\n",
        "\x1b[?2026h\x1b[3;4H\x1b[38;5;9;48;2;1;2;3m\x1b[1;4m\x1b[0m\x1b[3C",
        "\x1b]11;?\x1b\\",
        "\x1b]8;id=3;https://a.example/%C3%A9\x1b\\a\x1b]8;;\x1b\\",
    ] {
        assert_eq!(of(ours, Writer::Reader), 0, "{ours:?}");
    }
    assert_eq!(of("\x1b_Gi=31,s=1,v=1,a=q,t=d,f=24;AAAA\x1b\\", Writer::Reader), 0);
    for stranger in [
        "\x1b]0;t\x07",
        "\u{9b}2J",
        "\x07",
        "\x1b[6n",
        "\x1b[31;45m",
        "\x1bc",
        "\x1b]8;;javascript:x\x1b\\",
        "\x1b]52;c;YQ==\x1b\\",
        "\x1b[?1049$p",
        "\u{202e}",
        "\x1bPq\x1b\\",
        "\x1b_Gowned\x1b\\",
        "\x1b]0;unterminated",
        "\t",
    ] {
        assert_eq!(of(stranger, Writer::Reader), 1, "{stranger:?}");
    }
    assert_eq!(of("\x1b]52;c;YQ==\x1b\\", Writer::CopyingReader), 0);
    for (copied, is_fine) in
        [("a\nb", true), ("a\x1b[31m", false), ("a\u{9b}2J", false), ("\u{202e}b", false)]
    {
        let copy = format!("\x1b]52;c;{}\x1b\\", BASE64_STANDARD.encode(copied));
        assert_eq!(of(&copy, Writer::CopyingReader) == 0, is_fine, "{copied:?}");
    }
    assert_eq!(of("\x1b]52;c;/w==\x1b\\", Writer::CopyingReader), 1, "no UTF-8");
    assert_eq!((of("\r\x1b[K", Writer::Command), of("\x1b[1m", Writer::Command)), (0, 1));
    assert_eq!(strangers(b"a\x9b", Writer::Command).len(), 1);
    assert_eq!(text_of(b"\r\x1b[Ka\x1b]0;t\x07b\r\n"), "ab\n");
}
