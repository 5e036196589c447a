//! The small words that tell where a phrase or a clause begins and ends.

use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

fn set(words: &'static str) -> HashSet<&'static str> {
    words.split_whitespace().collect()
}

/// Words that a noun phrase neither holds nor follows on.
static BARRIERS: Words = LazyLock::new(|| {
    set("
        and or but that which who whom whose as if because when while where what how why is are was were be
        been has have had do does did will would can could may might should must so than then though
        although since until unless whether not yet nor isn’t isn't don’t don't
    ")
});

/// Words that lead from a noun to what it is of, or into a phrase of its own.
static PREPOSITIONS: Words = LazyLock::new(|| {
    set("
        of for from at in with to on by about into over under after before during through against between
        among near within without like including around outside inside behind via amid upon toward towards
        following despite
    ")
});

/// Words that stand between a subject and its verb.
static FILLERS: Words = LazyLock::new(|| {
    set("
        also has have had then later never once ever often even just still again now soon always not did
        would will could may might should must can does do further first sometimes today yesterday monday
        tuesday wednesday thursday friday saturday sunday is was are were be been himself herself itself
        themselves since already too instead simply both all didn’t didn't only long so perhaps back out on
        earlier ago year week month last afternoon morning night evening this
    ")
});

/// Words that are a subject by themselves.
static PRONOUNS: Words = LazyLock::new(|| {
    set("
        he she they we i it you
    ")
});

/// Words that a noun phrase begins with.
static DETERMINERS: Words = LazyLock::new(|| {
    set("
        the a an this that these those his her their its our my one some many several two three another
        other most both no each every four five few any
    ")
});

/// Words that open a clause before the main one, besides prepositions.
static OPENERS: Words = LazyLock::new(|| {
    set("
        when while as if although though because since after before until unless whether asked speaking
    ")
});

pub(super) fn is_barrier(word: &str) -> bool {
    BARRIERS.contains(word)
}

pub(super) fn is_preposition(word: &str) -> bool {
    PREPOSITIONS.contains(word)
}

pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(word) || word.len() > 4 && word.ends_with("ly")
}

pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS.contains(word)
}

pub(super) fn is_determiner(word: &str) -> bool {
    DETERMINERS.contains(word)
}

pub(super) fn opens_clause(word: &str) -> bool {
    OPENERS.contains(word) || is_preposition(word)
}

/// Whether `word` is a form of *be*.
pub(super) fn is_be(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "being"
            | "am"
            | "isn’t"
            | "isn't"
            | "wasn’t"
            | "wasn't"
    )
}
