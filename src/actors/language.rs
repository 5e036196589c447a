//! The language of a text that does not say it.

use whatlang::Lang as Guess;

use super::table::Lang;

/// How many bytes of text tell the language.
const ENOUGH: usize = 800;
/// How many bytes tell it at the least.
const LEAST: usize = 80;
/// The code of a language that nobody looks for names in.
const OTHER: Lang = *b"xx";

/// The language of texts, where they are long and clear enough to tell.
pub(super) fn detect<'a>(texts: impl Iterator<Item = &'a str>) -> Option<Lang> {
    let mut sample = String::new();
    for text in texts {
        sample.push_str(&text[..text.floor_char_boundary(ENOUGH)]);
        sample.push(' ');
        if sample.len() >= ENOUGH {
            break;
        }
    }
    let guess = (sample.len() >= LEAST).then(|| whatlang::detect(&sample)).flatten()?;
    guess.is_reliable().then(|| code(guess.lang()))
}

fn code(guess: Guess) -> Lang {
    CODES.iter().find(|(known, _)| *known == guess).map_or(OTHER, |(_, code)| **code)
}

const CODES: &[(Guess, &Lang)] = &[
    (Guess::Eng, b"en"),
    (Guess::Ara, b"ar"),
    (Guess::Ben, b"bn"),
    (Guess::Bul, b"bg"),
    (Guess::Ces, b"cs"),
    (Guess::Cmn, b"zh"),
    (Guess::Dan, b"da"),
    (Guess::Deu, b"de"),
    (Guess::Ell, b"el"),
    (Guess::Fin, b"fi"),
    (Guess::Fra, b"fr"),
    (Guess::Heb, b"he"),
    (Guess::Hin, b"hi"),
    (Guess::Hrv, b"hr"),
    (Guess::Hun, b"hu"),
    (Guess::Ind, b"id"),
    (Guess::Ita, b"it"),
    (Guess::Jpn, b"ja"),
    (Guess::Kor, b"ko"),
    (Guess::Nld, b"nl"),
    (Guess::Nob, b"nb"),
    (Guess::Pes, b"fa"),
    (Guess::Pol, b"pl"),
    (Guess::Por, b"pt"),
    (Guess::Ron, b"ro"),
    (Guess::Rus, b"ru"),
    (Guess::Slk, b"sk"),
    (Guess::Spa, b"es"),
    (Guess::Srp, b"sr"),
    (Guess::Swe, b"sv"),
    (Guess::Tha, b"th"),
    (Guess::Tur, b"tr"),
    (Guess::Ukr, b"uk"),
    (Guess::Urd, b"ur"),
    (Guess::Vie, b"vi"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&Lang>) {
        assert_eq!(detect([text].into_iter()).as_ref(), expected, "{text}");
    }

    #[test]
    fn a_long_text_tells_its_language() {
        let english = "The president said on Tuesday that talks between the two governments would resume next week \
                       in Vienna, and that nobody should expect a quick agreement after the years of war.";
        check(english, Some(b"en"));
        let german = "Der Präsident sagte am Dienstag, die Gespräche zwischen den beiden Regierungen würden in der \
                      nächsten Woche fortgesetzt, und niemand solle eine schnelle Einigung erwarten.";
        check(german, Some(b"de"));
        check("Talks", None);
    }
}
