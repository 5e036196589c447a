//! What goes, what stays, and that nothing more goes the second time.

use super::CleanText;

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
    check("so\u{ad}\u{200b}\u{ad}ft", "so\u{200b}ft");
    for emoji in ["👁️‍🗨️", "🏳️‍🌈", "👨‍👩‍👧‍👦"] {
        check(emoji, emoji);
    }
    let wales = "\u{1f3f4}\u{e0067}\u{e0062}\u{e0077}\u{e006c}\u{e0073}\u{e007f}";
    check(wales, wales);
}

#[test]
fn hidden_text_is_seen_to_be_there() {
    check("a\u{e0041}\u{e0042}b", "a\u{fffd}b");
    check("end\u{e0001}", "end\u{fffd}");
    // Bytes as selectors behind an emoji, and as bits of no width.
    let selectors = "\u{e0155}".repeat(12);
    check(&format!("😀{selectors} x"), "😀\u{e0155}\u{fffd} x");
    check(&format!("a{}b", "\u{200b}\u{2060}".repeat(20)), "a\u{200b}\u{fffd}b");
    // A newsletter pads the end of its first line.
    check(&format!("a{}b", " \u{34f} \u{200c}".repeat(20)), &format!("a{}b", " ".repeat(40)));
}

#[test]
fn json_stays_what_it_is() {
    let values =
        ["a\u{9b}\"}", "\u{1b}]0;x\u{7}", "\u{7f}\u{9d}", "\u{202e}x", "\u{e0041}b", "plain \u{2028}", "👩‍🚀"];
    for value in values {
        let json = serde_json::to_string_pretty(&[value]).expect("JSON");
        let clean = CleanText::json(&json);
        assert_eq!(CleanText::new(&clean), clean, "{value:?}");
        let read: Vec<String> = serde_json::from_str(&clean).expect("JSON still");
        assert_eq!(read, [value], "{clean}");
    }
    let as_it_is = "[\n  \"👩‍🚀 talks\"\n]";
    assert_eq!(CleanText::json(as_it_is), as_it_is);
}

#[test]
fn line_folds_white_space() {
    assert_eq!(CleanText::line(" a\n b\u{a0} \tc "), "a b c");
    for (raw, line) in [("a b", "a b"), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a\tb", "a b"), (" ", "")]
    {
        assert_eq!(CleanText::line(raw), line, "{raw:?}");
    }
}

#[test]
fn json_is_cleaned_on_the_way_in() {
    let text: CleanText = serde_json::from_str(r#""a\u001b[31mb""#).expect("valid JSON");
    assert_eq!(text, "ab");
}
