//! What the tagger must find whatever it was trained on last, and what it must withstand.

use super::Tagger;
use super::words::words;
use crate::model::Label;

fn parts(text: &str) -> Vec<&str> {
    words(text).iter().map(|word| &text[word.start..word.end]).collect()
}

fn found<'a>(texts: &[&'a str]) -> Vec<(&'a str, Label)> {
    let tagged = Tagger::shared().tag(texts);
    let pairs = texts.iter().zip(tagged);
    pairs.flat_map(|(text, names)| names.into_iter().map(|name| (&text[name.range], name.label))).collect()
}

#[test]
fn words_are_parted_where_names_end() {
    assert_eq!(parts("Trump’s envoy, J. D. Vance."), ["Trump", "’s", "envoy", ",", "J.", "D.", "Vance", "."]);
    assert_eq!(parts("U.S.-led talks"), ["U.S.-led", "talks"]);
    assert_eq!(parts("The U.N. said “no”."), ["The", "U.N.", "said", "“", "no", "”", "."]);
    assert_eq!(
        parts("Mr. O'Brien of AT&T paid 1,000.50"),
        ["Mr.", "O'Brien", "of", "AT&T", "paid", "1,000.50"]
    );
    assert_eq!(parts("don’t—ever"), ["don’t", "—", "ever"]);
    assert_eq!(parts("the end.The start"), ["the", "end", ".", "The", "start"]);
}

#[test]
fn names_of_every_sort_are_found() {
    let texts = [
        "Kremlin plays down talk of a summit",
        "Kremlin spokesman Dmitry Peskov told reporters in Moscow on Friday that Russia was ready for talks.",
        "Peskov’s remarks came after the European Union and Germany agreed on new sanctions.",
    ];
    let found = found(&texts);
    for name in [
        ("Dmitry Peskov", Label::Per),
        ("Moscow", Label::Loc),
        ("Russia", Label::Loc),
        ("Peskov", Label::Per),
        ("European Union", Label::Org),
        ("Germany", Label::Loc),
    ] {
        assert!(found.contains(&name), "{name:?} is not in {found:?}");
    }
}

#[test]
fn nothing_takes_hours_or_breaks() {
    let hostile = [
        "A".repeat(2_000_000),
        "Aa ".repeat(100_000),
        "A.".repeat(500_000),
        "'s'".repeat(500_000),
        "\u{301}é’ß\u{200d}".repeat(100_000),
        "汉字阿拉伯Ž".repeat(100_000),
        "[(\"".repeat(300_000),
        "\n".repeat(1_000_000),
        String::new(),
    ];
    for text in &hostile {
        let names = Tagger::shared().tag(&[text]).next().expect("the names of the text");
        assert!(names.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start));
        assert!(names.iter().all(|name| text.get(name.range.clone()).is_some()));
    }
}
