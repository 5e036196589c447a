//! Nationality words that are none where they stand: languages, first names with an accent, the names of newspapers.

use super::cast::is_medium;
use super::cues::has;
use super::lexicon::Found;
use super::reading::Reading;
use super::table::{ActorTable, AliasKind};
use super::token::{Gap, Shape};

/// What is done in a language, and how well: *fluent Russian*.
const SPOKEN: &[&str] = &[
    "speak", "speaks", "spoke", "spoken", "speaking", "fluent", "learn", "learns", "learned", "learning",
    "learnt", "taught", "teach", "teaches", "teaching", "into", "broken", "studying", "studied", "halting",
];
/// What there is of a language, or of the subject that it is at school.
const OF_LANGUAGES: &[&str] = &[
    "language",
    "languages",
    "speaking",
    "speaker",
    "speakers",
    "teacher",
    "teachers",
    "lesson",
    "lessons",
    "class",
    "classes",
    "translation",
    "translations",
    "translator",
    "translators",
    "interpreter",
    "interpreters",
    "dictionary",
    "grammar",
    "subtitles",
    "vocabulary",
    "literature",
    "alphabet",
    "spelling",
    "degree",
    "exam",
    "exams",
    "tutor",
];
/// Words of which no phrase is the first.
const APART: &[&str] = &[
    "last", "again", "and", "this", "or", "on", "at", "to", "that", "with", "for", "by", "as", "but", "from",
    "in", "is", "was", "before", "after", "when", "during", "while", "only", "if", "because", "so", "since",
    "about", "than", "it", "he", "she", "said", "says", "means", "well",
];
/// What is told of a newspaper.
const OF_PAPERS: &[&str] = &[
    "reported",
    "reports",
    "said",
    "says",
    "quoted",
    "cited",
    "newspaper",
    "editorial",
    "columnist",
    "that",
    "and",
    "on",
    "in",
    "last",
    "earlier",
    "this",
    "by",
    "at",
    "after",
    "about",
    "from",
    "has",
    "was",
    "he",
    "she",
    "wrote",
];

/// Whether a nationality word is a language, or another word with an accent.
pub(super) fn is_no_nation(reading: &Reading, table: &ActorTable, text: usize, found: &Found) -> bool {
    let read = &reading.texts[text];
    let (start, end) = (found.words.start, found.words.end);
    let nationality = |kind: AliasKind| kind == AliasKind::Nationality;
    let mut names = table.lexicon().uses(found.node).filter_map(|one| {
        let alias = &table.entry(one.actor).aliases[usize::from(one.alias?)];
        nationality(alias.kind).then_some(alias.text)
    });
    let Some(alias) = names.next().filter(|_| found.words.len() == 1) else { return false };
    let surface = &read.text[found.range.clone()];
    // *Germán*
    if alias.is_ascii() && !surface.is_ascii() && names.all(str::is_ascii) {
        return true;
    }
    let near =
        |nth: usize| read.tokens.get(nth).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Joined));
    let before = if near(start) && start > 0 { reading.word(text, start - 1) } else { "" };
    let next = if near(end) { reading.word(text, end) } else { "" };
    let alone = next.is_empty() || has(APART, next);
    has(OF_LANGUAGES, next) && !surface.ends_with('s')
        || alone && (has(SPOKEN, before) || has(&["in"], before) && is_language(surface))
}

/// Whether a nationality word is the name of a language that much is said in.
fn is_language(word: &str) -> bool {
    const ENDS: &[&str] = &["ish", "ese", "ian", "ic", "ew"];
    has(&["French", "German", "Greek", "Dutch", "Czech", "Thai", "Hindi", "Pashto"], word)
        || ENDS.iter().any(|end| word.ends_with(end))
}

/// Takes the article from what is no newspaper: *The Australian* is one within a sentence where no noun follows, but not
/// in *The Australian government*.
pub(super) fn part_from_papers(reading: &Reading, table: &ActorTable, text: usize, found: &mut [Found]) {
    let read = &reading.texts[text];
    for one in found {
        let (start, end) = (one.words.start, one.words.end);
        if one.words.len() != 2 || !has(&["the"], reading.word(text, start)) {
            continue;
        }
        let noun = read.tokens.get(end).is_some_and(|token| {
            let near = matches!(token.gap, Gap::Space | Gap::Joined);
            near && token.shape == Shape::Lower && !has(OF_PAPERS, reading.word(text, end))
        });
        let paper = || table.lexicon().uses(one.node).any(|one| is_medium(table, one.actor));
        if noun && paper() {
            let within = table.lexicon().find(read.text, &read.tokens[start + 1..end], reading.manner(text));
            if let Some(rest) = within.into_iter().next() {
                *one = Found { words: start + 1..end, ..rest };
            }
        }
    }
}
