//! Which language a document is in.

use whatlang::{Lang, detect as guess};

use crate::model::{CleanText, Document};

/// The ISO 639-1 code of the document's language, where its text is long and clear enough to tell.
pub(super) fn detect(document: &Document) -> Option<CleanText> {
    let mut sample = String::new();
    for (_, text) in document.spots() {
        sample.extend(text.chars().take(ENOUGH));
        sample.push(' ');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    of_text(&sample)
}

/// The ISO 639-1 code of a text's language, where the beginning is long and clear enough to tell.
pub fn of_text(text: &str) -> Option<CleanText> {
    let sample = &text[..text.floor_char_boundary(2 * ENOUGH)];
    let letters = sample.chars().filter(|c| c.is_alphabetic()).count();
    if letters < LEAST_LETTERS {
        return None;
    }
    let found = guess(sample)?;
    let is_own_script =
        matches!(found.lang(), Lang::Cmn | Lang::Jpn | Lang::Kor | Lang::Tha | Lang::Ell | Lang::Heb);
    // The longer the text, the less lead the likeliest language needs over the next.
    let clear = if letters >= 300 { 0.1 } else { 0.5 };
    let needed = if is_own_script { LEAST_LETTERS } else { 60 };
    if letters < needed || !(found.is_reliable() || is_own_script || found.confidence() >= clear) {
        return None;
    }
    short_code(found.lang().code()).map(CleanText::from)
}

/// The ISO 639-1 code that a language tag such as `en-GB` or `eng` begins with.
pub(super) fn normalise(tag: &str) -> Option<CleanText> {
    let primary = tag.trim().split(['-', '_']).next()?.to_ascii_lowercase();
    match primary.len() {
        2 if primary.bytes().all(|b| b.is_ascii_lowercase()) => Some(CleanText::from(&*primary)),
        3 => short_code(&primary).map(CleanText::from),
        _ => None,
    }
}

/// What tells a language that has a script of its own.
const LEAST_LETTERS: usize = 10;
/// How many bytes of text tell the language.
const ENOUGH: usize = 1024;

fn short_code(iso_639_3: &str) -> Option<&'static str> {
    let codes = CODES.iter().find(|(long, _)| *long == iso_639_3)?;
    Some(codes.1)
}

const CODES: [(&str, &str); 71] = [
    ("afr", "af"),
    ("aka", "ak"),
    ("amh", "am"),
    ("ara", "ar"),
    ("aze", "az"),
    ("bel", "be"),
    ("ben", "bn"),
    ("bul", "bg"),
    ("cat", "ca"),
    ("ces", "cs"),
    ("cmn", "zh"),
    ("cym", "cy"),
    ("dan", "da"),
    ("deu", "de"),
    ("ell", "el"),
    ("eng", "en"),
    ("epo", "eo"),
    ("est", "et"),
    ("fin", "fi"),
    ("fra", "fr"),
    ("guj", "gu"),
    ("heb", "he"),
    ("hin", "hi"),
    ("hrv", "hr"),
    ("hun", "hu"),
    ("hye", "hy"),
    ("ind", "id"),
    ("ita", "it"),
    ("jav", "jv"),
    ("jpn", "ja"),
    ("kan", "kn"),
    ("kat", "ka"),
    ("khm", "km"),
    ("kor", "ko"),
    ("lat", "la"),
    ("lav", "lv"),
    ("lit", "lt"),
    ("mal", "ml"),
    ("mar", "mr"),
    ("mkd", "mk"),
    ("mya", "my"),
    ("nep", "ne"),
    ("nld", "nl"),
    ("nob", "nb"),
    ("ori", "or"),
    ("pan", "pa"),
    ("pes", "fa"),
    ("pol", "pl"),
    ("por", "pt"),
    ("ron", "ro"),
    ("rus", "ru"),
    ("sin", "si"),
    ("slk", "sk"),
    ("slv", "sl"),
    ("sna", "sn"),
    ("spa", "es"),
    ("srp", "sr"),
    ("swe", "sv"),
    ("tam", "ta"),
    ("tel", "te"),
    ("tgl", "tl"),
    ("tha", "th"),
    ("tuk", "tk"),
    ("tur", "tr"),
    ("ukr", "uk"),
    ("urd", "ur"),
    ("uzb", "uz"),
    ("vie", "vi"),
    ("yid", "yi"),
    ("zho", "zh"),
    ("zul", "zu"),
];

#[cfg(test)]
mod tests {
    use super::{detect, normalise};
    use crate::model::{CleanText, Document};

    fn check(text: &str, code: Option<&str>) {
        let document = Document { title: CleanText::from(text), ..Document::default() };
        assert_eq!(detect(&document).as_deref(), code, "{text}");
    }

    #[test]
    fn long_clear_text_tells_its_language() {
        check(
            "The president said on Tuesday that talks between the two governments would resume next week in Vienna, and that nobody should expect a quick agreement after the years of war which both of them have fought and which have cost so many lives.",
            Some("en"),
        );
        check(
            "Der Präsident sagte am Dienstag, die Gespräche zwischen den beiden Regierungen würden fortgesetzt.",
            Some("de"),
        );
        check("国务院总理星期二表示，两国政府之间的会谈将于下周恢复。", Some("zh"));
        check("Talks", None);
        check("12:30", None);
    }

    #[test]
    fn tags_are_shortened() {
        for (tag, code) in [("en-US", Some("en")), ("EN", Some("en")), ("deu", Some("de")), ("English", None)]
        {
            assert_eq!(normalise(tag).as_deref(), code);
        }
    }
}
