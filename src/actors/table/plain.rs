//! Names of one's own that are words like any other, and would be met all over the texts.

use super::entry::{Alias, AliasKind};
use crate::actors::cues::{CALENDAR, ROLES, TITLES, has};
use crate::actors::doubt::is_generic;

/// Words that every sentence may have and that are nobody's name, but where they are capitals all through: *WHO*.
const FUNCTION: &[&str] = &[
    "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "because",
    "been", "before", "being", "but", "by", "could", "did", "do", "does", "for", "from", "had", "has",
    "have", "he", "her", "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "me",
    "more", "my", "no", "not", "of", "on", "or", "our", "she", "should", "so", "some", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "to", "us", "was", "we", "were",
    "what", "when", "where", "which", "who", "why", "with", "would", "you", "your",
];

/// Why a name is not looked for at all, and what to do.
pub(super) fn unusable(name: &str) -> Option<String> {
    let (mut letters, lower) =
        (name.chars().filter(|c| c.is_alphanumeric()), name.chars().any(char::is_lowercase));
    let is_letter = letters.next().is_some() && letters.next().is_none();
    if !name.chars().any(char::is_alphanumeric) {
        Some(format!("“{name}” has no letter; write a name"))
    } else if has(FUNCTION, name) && (lower || is_letter) {
        Some(format!("“{name}” is a word of every sentence, and is not looked for; write a longer name"))
    } else if is_letter && lower {
        Some(format!("“{name}” is a single letter, and is not looked for; write a longer name"))
    } else {
        None
    }
}

/// What is odd about a name that is looked for all the same, and what to do.
pub(super) fn doubt(alias: &Alias) -> Option<String> {
    let Alias { text: name, kind, ambiguous, lang, .. } = alias;
    if *ambiguous || lang.is_some() || *kind != AliasKind::Name || name.contains(' ') && !is_generic(name) {
        return None;
    }
    let is_lower = name.chars().any(char::is_lowercase) && !name.chars().any(char::is_uppercase);
    let what = if name.len() == 1 {
        "a single letter"
    } else if is_lower {
        "a word like any other"
    } else if is_generic(name) || [ROLES, TITLES, CALENDAR].iter().any(|list| has(list, name)) {
        "what many are called"
    } else {
        return None;
    };
    Some(format!(
        "“{name}” is {what}, and taken for this actor wherever it stands; write “{name}{{ambiguous}}”, and it is so only \
         where the text says more"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::table::Term;

    #[test]
    fn words_of_every_sentence_are_no_names_and_common_ones_doubtful() {
        for (name, is_usable, what) in [
            ("the", false, ""),
            ("The", false, ""),
            ("A", false, ""),
            ("x", false, ""),
            ("…", false, ""),
            ("WHO", true, ""),
            ("X", true, "a single letter"),
            ("talks", true, "a word like any other"),
            ("President", true, "what many are called"),
            ("Foreign Ministry", true, "what many are called"),
            ("Marn Ministry", true, ""),
            ("Marn", true, ""),
            ("中", true, ""),
        ] {
            assert_eq!(unusable(name).is_none(), is_usable, "{name}");
            let alias = |ambiguous| Alias {
                text: name,
                kind: AliasKind::Name,
                ambiguous,
                lang: None,
                term: Term::default(),
                own: true,
            };
            if is_usable {
                let told = doubt(&alias(false));
                assert!(
                    told.as_ref().map_or(what.is_empty(), |told| told.contains(what)),
                    "{name}: {told:?}"
                );
                assert_eq!(told.is_none(), what.is_empty(), "{name}");
                assert_eq!(doubt(&alias(true)), None, "{name}");
            }
        }
    }
}
