//! The cases of names in languages that have them: *Путина*, *Трампу*, *Merz’ und Putins*.

use super::entry::Alias;

/// The forms of a name in other cases than its first, as far as they follow from how its words end.
pub(super) fn forms(alias: &Alias) -> Vec<String> {
    match alias.lang.as_ref() {
        Some(b"ru") => slavic(alias.text, RUSSIAN),
        Some(b"uk") => slavic(alias.text, UKRAINIAN),
        Some(b"de") => german(alias.text),
        _ => Vec::new(),
    }
}

/// What a name ends in, and what it ends in instead: genitive, dative, instrumental, locative, and one more.
type Rule = (&'static str, [&'static str; 5]);

/// The first that fits counts.
const RUSSIAN: &[Rule] = &[
    ("ский", ["ского", "скому", "ским", "ском", "ского"]),
    ("цкий", ["цкого", "цкому", "цким", "цком", "цкого"]),
    ("ный", ["ного", "ному", "ным", "ном", "ного"]),
    ("ия", ["ии", "ии", "ией", "ии", "ию"]),
    ("ая", ["ой", "ой", "ой", "ой", "ую"]),
    ("ова", ["овой", "овой", "овой", "овой", "ову"]),
    ("ева", ["евой", "евой", "евой", "евой", "еву"]),
    ("ий", ["ия", "ию", "ием", "ии", "ия"]),
    ("ей", ["ея", "ею", "еем", "ее", "ея"]),
    ("ай", ["ая", "аю", "аем", "ае", "ая"]),
    ("ка", ["ки", "ке", "кой", "ке", "ку"]),
    ("га", ["ги", "ге", "гой", "ге", "гу"]),
    ("а", ["ы", "е", "ой", "е", "у"]),
    ("я", ["и", "е", "ей", "е", "ю"]),
    ("ов", ["ова", "ову", "овым", "ове", "ова"]),
    ("ев", ["ева", "еву", "евым", "еве", "ева"]),
    ("ин", ["ина", "ину", "иным", "ине", "ина"]),
    ("ль", ["ля", "лю", "лем", "ле", "ля"]),
    ("рь", ["ря", "рю", "рем", "ре", "ря"]),
    ("ич", ["ича", "ичу", "ичем", "иче", "ича"]),
    ("ц", ["ца", "цу", "цем", "це", "ца"]),
];

const UKRAINIAN: &[Rule] = &[
    ("ський", ["ського", "ському", "ським", "ськім", "ського"]),
    ("цький", ["цького", "цькому", "цьким", "цьким", "цького"]),
    ("ний", ["ного", "ному", "ним", "ним", "ного"]),
    ("ія", ["ії", "ії", "ією", "ії", "ію"]),
    ("ій", ["ія", "ію", "ієм", "ії", "ія"]),
    ("ова", ["ової", "овій", "овою", "овій", "ову"]),
    ("на", ["ни", "ні", "ною", "ні", "ну"]),
    ("га", ["ги", "зі", "гою", "зі", "гу"]),
    ("ка", ["ки", "ці", "кою", "ці", "ку"]),
    ("а", ["и", "і", "ою", "і", "у"]),
    ("я", ["і", "і", "ею", "і", "ю"]),
    ("ко", ["ка", "ку", "ком", "кові", "ка"]),
    ("ро", ["ра", "ру", "ром", "рові", "ра"]),
    ("ло", ["ла", "лу", "лом", "лові", "ла"]),
    ("ов", ["ова", "ову", "овим", "ові", "ова"]),
    ("єв", ["єва", "єву", "євим", "єві", "єва"]),
    ("ін", ["іна", "іну", "іним", "іні", "іна"]),
    ("ль", ["ля", "лю", "лем", "леві", "ля"]),
    ("ич", ["ича", "ичу", "ичем", "ичу", "ича"]),
];

/// What ends in another consonant: as if this were added.
const CONSONANT: [&str; 5] = ["а", "у", "ом", "е", "а"];
/// A name of more words has other rules.
const MOST_WORDS: usize = 3;
/// A shorter word has no cases that could be told from other words.
const SHORTEST: usize = 3;

/// Each word of a name in the same case; names in capitals and quotation marks have none.
fn slavic(name: &str, rules: &[Rule]) -> Vec<String> {
    let shouted = name.chars().filter(|c| c.is_uppercase()).count() > name.split([' ', '-']).count();
    if shouted || name.contains(['«', '+']) || name.split(' ').count() > MOST_WORDS {
        return Vec::new();
    }
    let mut forms: Vec<String> = (0..CONSONANT.len())
        .map(|case| name.split(' ').map(|word| in_case(word, rules, case)).collect::<Vec<_>>().join(" "))
        .filter(|form| form != name)
        .collect();
    forms.sort_unstable();
    forms.dedup();
    forms
}

fn in_case(word: &str, rules: &[Rule], case: usize) -> String {
    if word.chars().count() < SHORTEST || !word.starts_with(char::is_uppercase) {
        return word.to_owned();
    }
    if let Some((end, ends)) = rules.iter().find(|(end, _)| word.ends_with(end)) {
        return format!("{}{}", word.strip_suffix(end).unwrap_or(word), ends[case]);
    }
    let consonant = word.ends_with(|c: char| "бвгджзклмнпрстфхцчшщ".contains(c));
    if consonant { format!("{word}{}", CONSONANT[case]) } else { word.to_owned() }
}

/// The genitive of what is one name.
fn german(name: &str) -> Vec<String> {
    let plain = name.ends_with(|c: char| c.is_lowercase() && !matches!(c, 's' | 'x' | 'z' | 'ß'));
    if plain { vec![format!("{name}s")] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::date::Term;
    use super::super::entry::{AliasKind, Lang};
    use super::*;

    fn check(lang: &Lang, text: &'static str, expected: &[&str]) {
        let (kind, term) = (AliasKind::Name, Term::default());
        let alias = Alias { text, kind, ambiguous: false, lang: Some(*lang), term, own: false };
        let found = forms(&alias);
        for form in expected {
            assert!(found.iter().any(|found| found == form), "{form} of {found:?}");
        }
        assert!(!expected.is_empty() || found.is_empty(), "{found:?}");
    }

    #[test]
    fn names_have_cases() {
        check(b"ru", "Владимир Путин", &["Владимира Путина", "Владимиром Путиным", "Владимиру Путину"]);
        check(b"ru", "Сергей Лавров", &["Сергея Лаврова", "Сергеем Лавровым"]);
        check(b"ru", "Зеленский", &["Зеленского", "Зеленским"]);
        check(b"ru", "Дональд Трамп", &["Дональда Трампа", "Дональдом Трампом"]);
        check(b"ru", "Россия", &["России", "Россию", "Россией"]);
        check(b"ru", "НАТО", &[]);
        check(b"uk", "Володимир Зеленський", &["Володимира Зеленського", "Володимиром Зеленським"]);
        check(b"uk", "Петро Порошенко", &["Петра Порошенка", "Петром Порошенком"]);
        check(b"de", "Russland", &["Russlands"]);
        check(b"de", "Merz", &[]);
    }
}
