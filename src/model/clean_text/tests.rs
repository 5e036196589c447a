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
    check(&format!("😀{selectors} x"), "😀\u{fffd} x");
    check(&format!("a{}b", "\u{200b}\u{2060}".repeat(20)), "a\u{200b}\u{fffd}b");
    // A newsletter pads the end of its first line.
    check(&format!("a{}b", " \u{34f} \u{200c}".repeat(20)), &format!("a{}b", " ".repeat(40)));
}

#[test]
fn what_does_something_where_it_stands_stays() {
    for text in [
        // Persian, and Hindi that keeps its letters apart; Sinhala that joins them.
        "می\u{200c}خواهم نمی\u{200c}روم کتاب\u{200c}ها",
        "क्\u{200c}ष क्\u{200d}ष",
        "ශ්\u{200d}රී ලංකා",
        // German without a ligature, and places to break a line at.
        "Auf\u{200c}lage Schiff\u{200c}fahrt",
        "example.org/\u{200b}news/\u{200b}2025/\u{200b}10/\u{200b}14",
        "ภาษา\u{200b}ไทย\u{200b}ไม่\u{200b}มี\u{200b}ช่อง\u{200b}ว่าง",
        "ខ្ញុំ\u{200b}ទៅ\u{200b}ផ្សារ",
        // Marks of direction beside signs and numbers, at the beginning of a line, after a closed isolate.
        "שפת C++\u{200e} היא \u{200f}(חדשה)\u{200f}!",
        "\u{200f}שלום\n\u{200e}Hello",
        "السعر \u{61c}-5 درجات",
        "\u{2068}שם\u{2069}\u{200e}: x",
        // Emoji, and signs that come as emoji and as text.
        "👨‍👩‍👧‍👦 🏳️‍🌈 ❤️ ☎︎ 1️⃣2️⃣ ℹ️ 👁️‍🗨️ Ⓜ️",
        // Ideographs in one of their shapes, Mongolian in one of its, old Korean without its first or second part.
        "葛\u{e0100}飾区と葛\u{e0101}城市、辻\u{fe00}",
        "ᠮᠣᠩᠭᠣᠯ ᠰᠠᠶᠢ\u{180e}ᠠ ᠠ\u{180b}",
        "\u{115f}\u{1161} \u{1112}\u{1160} \u{115f}\u{1160}\u{11a8} \u{1112}\u{119e}\u{11ab}",
        "\u{70f}ܐܒ",
        "⠠⠓⠑⠇⠇⠕⠀⠺⠕⠗⠇⠙\n⠀⠀⠀⠀⠀⠀⠀⠀⠀⠀⣀⣀⠀⠀⠀⠀⠀⠀⠀⠀⠀",
        "한국어 조선말 ㅋㅋ",
    ] {
        check(text, text);
    }
}

#[test]
fn rows_of_what_nobody_sees_are_shown() {
    for (hidden, once) in [
        ("\u{200e}", "\u{200e}"),
        ("\u{200f}", "\u{200f}"),
        ("\u{61c}", "\u{61c}"),
        ("\u{200e}\u{200f}", "\u{200e}"),
        ("\u{200b}", "\u{200b}"),
        ("\u{fe0f}", "\u{fe0f}"),
        ("\u{70f}", ""),
        ("\u{115f}", ""),
        ("\u{115f}\u{1160}", ""),
        ("\u{17b4}\u{17b5}", ""),
        ("\u{1bca0}\u{1bca3}", ""),
        ("\u{180e}", ""),
        ("\u{2060}", ""),
        ("\u{2065}", ""),
        ("\u{fff0}", ""),
        ("\u{e0100}", ""),
        ("\u{3164}", " "),
        ("\u{ffa0}", " "),
        ("\u{2800}", " "),
    ] {
        check(&format!("Talks{} go on", hidden.repeat(100)), &format!("Talks{once}\u{fffd} go on"));
        assert!(CleanText::new(&hidden.repeat(100)).contains('\u{fffd}'), "{hidden:?} alone");
    }
    for (once, expected) in [
        ("Talks\u{3164}go", "Talks go"),
        ("Talks \u{2800} go", "Talks  go"),
        ("Ta\u{17b4}lks", "Talks"),
        ("Ta\u{e0100}lks", "Talks"),
        ("Talks \u{200b}go", "Talks go"),
    ] {
        check(once, expected);
    }
}

#[test]
fn what_is_strewn_between_letters_is_shown_once() {
    let text = "Negotiators agree on the last paragraphs of the accord";
    for hidden in [
        "\u{200b}",
        "\u{200c}",
        "\u{200d}",
        "\u{200e}",
        "\u{61c}",
        "\u{fe01}",
        "\u{e0123}",
        "\u{2060}",
        "\u{feff}",
    ] {
        let strewn: String = text.chars().flat_map(|c| [c.to_string(), hidden.to_owned()]).collect();
        let cleaned = CleanText::new(&strewn);
        assert_eq!(cleaned.matches('\u{fffd}').count(), 1, "{cleaned:?}");
        let seen: String = cleaned.chars().filter(|c| !hidden.contains(*c) && *c != '\u{fffd}').collect();
        assert_eq!(seen, text);
        check(&strewn, &cleaned);
    }
    // Every syllable may be parted there.
    let syllables = text.replace('a', "a\u{ad}").replace('e', "e\u{ad}").replace('o', "o\u{ad}");
    check(&syllables, text);
    check(&format!("{text} ").replace(' ', " \u{200b}"), &format!("{text} "));
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
