//! Whether a capital acts, and so stands for its government, or is only a place.

use super::cues::{
    ACTING, AUXILIARIES, BEFALLING, CONJUNCTIONS, DEEDS, DOING, GIVEN, HAPPENING, HYPHENED, POLICY,
    RELATIONS, SENT, URGING, WHERE, WILLING, has,
};
use super::name::Name;
use super::reading::Reading;
use super::token::{Gap, Shape};

/// How far a verb is looked for behind its subject, in words.
const REACH: usize = 4;

/// Whether the words around a name show it acting. A capital is a place unless they do.
///
/// `is_peer` says whether a name that begins at a word stands for a state or may do so: *between Moscow and Kyiv*.
pub(super) fn acts(reading: &Reading, name: &Name, is_peer: impl Fn(usize) -> Option<usize>) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let word = |nth: usize| reading.word(name.text, nth);
    let (start, end) = (name.words.start, name.words.end);
    let before = start.checked_sub(1).map_or("", word);
    let gap = tokens.get(end).map(|token| token.gap);
    if gap == Some(Gap::Possessive) {
        // *Moscow’s long-held demands*, but not *in Moscow’s suburbs*.
        return (end + 1..end + 1 + REACH)
            .any(|nth| is_policy(word(nth)) && is_one_phrase(reading, name, nth));
    }
    if gap == Some(Gap::Joined) && has(HYPHENED, word(end)) {
        return true;
    }
    if tokens[start].gap == Gap::Joined && has(&["pro", "anti"], before) {
        return true;
    }
    let subject = before.is_empty() || tokens[start].gap != Gap::Space || !has(WHERE, before);
    let preposition = has(&["of", "for", "on", "after", "before", "since", "until"], before);
    if subject
        && !preposition
        && (is_subject(reading, name, behind_aside(reading, name))
            || joined_subject(reading, name, end, &is_peer)
            || is_inverted(reading, name))
    {
        return true;
    }
    if !matches!(tokens[start].gap, Gap::Space) {
        return false;
    }
    let earlier = start.checked_sub(2).map_or("", word);
    match before {
        "by" | "against" | "pressing" => true,
        "between" => is_pair(reading, name, end, &is_peer),
        "with" | "on" | "upon" => {
            has(RELATIONS, earlier) || start.checked_sub(3).is_some_and(|at| has(RELATIONS, word(at)))
        }
        "to" if has(&["according"], earlier) => true,
        "from" => has(SENT, earlier) && is_alone(reading, name),
        "to" | "for" => has(GIVEN, earlier) && is_alone(reading, name),
        "and" => {
            // *between Moscow and Kyiv*, *both Moscow and Kyiv have …*
            let peer = (0..start - 1)
                .rev()
                .take(3)
                .find_map(|nth| is_peer(nth).filter(|end| *end == start - 1).map(|_| nth));
            peer.is_some_and(|nth| {
                let lead = nth.checked_sub(1).map_or("", word);
                (has(&["between"], lead) && is_between_actors(reading, name.text, nth - 1))
                    || has(&["both"], lead)
                    || has(&["with", "on", "by", "against"], lead)
                    || has(URGING, lead)
                    || (!has(WHERE, lead) && is_subject(reading, name, end))
            })
        }
        _ if has(URGING, before) => true,
        // *the Beijing government*
        "the" | "The" => {
            gap == Some(Gap::Space) && has(&["government", "regime", "authorities", "leadership"], word(end))
        }
        _ => false,
    }
}

/// Whether a verb of acting follows: a known one, or any past tense behind the beginning of a clause, but for what
/// only happens.
fn is_subject(reading: &Reading, name: &Name, end: usize) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let begins = !matches!(tokens[name.words.start].gap, Gap::Space | Gap::Joined)
        || name.words.start.checked_sub(1).is_some_and(|at| has(CONJUNCTIONS, reading.word(name.text, at)));
    let verb = reading.word(name.text, end);
    let spaced = goes_on(reading, name, end) && tokens[end].shape == Shape::Lower;
    if begins && spaced && verb.len() > 4 && verb.ends_with("ed") && !has(HAPPENING, verb) {
        return true;
    }
    if is_deed(reading, name, end) {
        return true;
    }
    for nth in end..end + REACH {
        let word = reading.word(name.text, nth);
        if !goes_on(reading, name, nth) {
            return false;
        }
        // *did not have power*
        if word == "have" && nth > end {
            return false;
        }
        // *has* and *had* alone say little, but of a town hardly anything else.
        if has(ACTING, word) && !(has(AUXILIARIES, word) && is_static(reading, name, nth + 1)) {
            return true;
        }
        if !has(AUXILIARIES, word) {
            return false;
        }
    }
    false
}

/// Whether a word goes on with the phrase before it, be it the first of a quotation: *Beijing “firmly opposes”*.
fn goes_on(reading: &Reading, name: &Name, nth: usize) -> bool {
    let text = &reading.texts[name.text];
    let Some(token) = text.tokens.get(nth) else { return false };
    let quoted = || {
        let between = &text.text[text.tokens[nth - 1].range.end..token.range.start];
        matches!(between, " “" | " \"" | " ‘" | " '" | " «")
    };
    let resumes = || nth > name.words.end && nth == behind_aside(reading, name);
    token.gap == Gap::Space
        || token.gap == Gap::Clause && nth > 0 && quoted()
        || token.gap == Gap::Comma && resumes()
}

/// Where the verb of a name is looked for: behind it, or behind what is said by the way: *Moscow, however, rejected*,
/// *Pyongyang, which has tested six bombs*.
fn behind_aside(reading: &Reading, name: &Name) -> usize {
    const ASIDES: &[&[&str]] = &[
        &["however"],
        &["meanwhile"],
        &["too"],
        &["for", "its", "part"],
        &["in", "turn"],
        &["in", "response"],
        &["by", "contrast"],
    ];
    let tokens = &reading.texts[name.text].tokens;
    let end = name.words.end;
    if tokens.get(end).is_none_or(|token| token.gap != Gap::Comma) {
        return end;
    }
    let words = |aside: &&&[&str]| {
        aside.iter().enumerate().all(|(nth, word)| has(&[word], reading.word(name.text, end + nth)))
    };
    if has(&["which"], reading.word(name.text, end)) {
        return end + 1;
    }
    let aside = ASIDES.iter().find(words).map_or(0, |aside| aside.len());
    let closed = tokens.get(end + aside).is_some_and(|token| token.gap == Gap::Comma);
    if aside > 0 && closed { end + aside } else { end }
}

/// Whether nothing follows that it may be a part of: *a comment from Moscow*, but not *from Moscow airport*.
fn is_alone(reading: &Reading, name: &Name) -> bool {
    const FOLLOWING: &[&str] = &[
        "on", "over", "about", "for", "in", "to", "by", "at", "or", "from", "amid", "said", "says", "during",
        "which", "this", "last", "next", "with", "under",
    ];
    let next = reading.word(name.text, name.words.end);
    let token = reading.texts[name.text].tokens.get(name.words.end);
    token.is_none_or(|token| !matches!(token.gap, Gap::Space | Gap::Joined | Gap::Possessive))
        || [AUXILIARIES, CONJUNCTIONS, FOLLOWING].iter().any(|list| has(list, next))
}

/// Whether a verb of speech stands before it, behind what it says: *…, said Moscow.*
fn is_inverted(reading: &Reading, name: &Name) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let Some(verb) = name.words.start.checked_sub(1) else { return false };
    let closed =
        tokens.get(name.words.end).is_none_or(|token| !matches!(token.gap, Gap::Space | Gap::Joined));
    tokens[name.words.start].gap == Gap::Space
        && matches!(tokens[verb].gap, Gap::Comma | Gap::Clause)
        && has(&["said", "says", "warned", "insisted", "claimed"], reading.word(name.text, verb))
        && closed
}

/// Whether a verb in one of the compound tenses follows that a town hardly has: *has not commented*, *have been
/// negotiating*, *will open*.
fn is_deed(reading: &Reading, name: &Name, end: usize) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    let spaced = |nth: usize| goes_on(reading, name, nth) && tokens[nth].shape == Shape::Lower;
    let word = |nth: usize| reading.word(name.text, nth);
    let longer = |nth: usize| word(nth) == "no" && word(nth + 1) == "longer" || word(nth) == "longer";
    let verb = (end..end + REACH).find(|nth| !spaced(*nth) || !has(AUXILIARIES, word(*nth)) && !longer(*nth));
    let Some(verb) = verb.filter(|verb| *verb > end && spaced(*verb)) else { return false };
    let before = |list: &[&str]| (end..verb).any(|nth| has(list, word(nth)));
    let deed = word(verb);
    if before(&["been", "is", "are", "was", "were"]) {
        if has(WILLING, deed) {
            return has(&["to", "for", "about", "that", "in"], word(verb + 1));
        }
        let stem = deed.strip_suffix("ing").filter(|stem| stem.len() > 3);
        return has(DOING, deed)
            || stem.is_some_and(|stem| ACTING.iter().chain(URGING).any(|known| known.starts_with(stem)));
    }
    let modal = before(&["will", "would", "must", "should", "could", "may", "might"]);
    if deed == "be" && (modal || before(&["can", "cannot"])) {
        // *can be persuaded*, *cannot be trusted*
        return has(URGING, word(verb + 1)) || has(&["trusted", "deterred", "talked"], word(verb + 1));
    }
    if modal {
        return !has(BEFALLING, deed);
    }
    if before(&["does", "did", "do", "can", "cannot"]) {
        let known = |list: &[&str]| deed.len() > 3 && list.iter().any(|known| known.starts_with(deed));
        return has(DEEDS, deed) || known(ACTING) || known(URGING);
    }
    before(&["has", "have", "had"]) && deed.len() > 4 && deed.ends_with("ed") && !has(HAPPENING, deed)
}

/// What a town has: *has been hit*, *has a population*.
fn is_static(reading: &Reading, name: &Name, nth: usize) -> bool {
    has(
        &["been", "a", "an", "the", "become", "seen", "some", "more", "few", "many", "one"],
        reading.word(name.text, nth),
    ) || reading.word(name.text, nth).is_empty()
        || [AUXILIARIES, HAPPENING, BEFALLING].iter().any(|list| has(list, reading.word(name.text, nth)))
}

/// Whether it is the first of two that act together.
fn joined_subject(
    reading: &Reading,
    name: &Name,
    end: usize,
    is_peer: &impl Fn(usize) -> Option<usize>,
) -> bool {
    if !has(&["and", "or", "nor"], reading.word(name.text, end)) {
        return false;
    }
    // *Kyiv and its allies*
    if reading.word(name.text, end + 1) == "its" {
        return has(&["allies", "partners", "backers", "proxies"], reading.word(name.text, end + 2));
    }
    is_peer(end + 1).is_some_and(|end| is_subject(reading, name, end))
}

/// Whether *between* begins a pair of those who act.
fn is_pair(reading: &Reading, name: &Name, end: usize, is_peer: &impl Fn(usize) -> Option<usize>) -> bool {
    reading.word(name.text, end) == "and" && {
        let next = if has(&["the"], reading.word(name.text, end + 1)) { end + 2 } else { end + 1 };
        is_peer(next).is_some() && is_between_actors(reading, name.text, name.words.start.saturating_sub(1))
    }
}

/// *Talks between*, but not *the road between*.
fn is_between_actors(reading: &Reading, text: usize, between: usize) -> bool {
    let mut before = reading.before(text, between);
    !before.by_ref().take(2).any(|word| {
        has(
            &[
                "road",
                "flight",
                "flights",
                "train",
                "trains",
                "highway",
                "railway",
                "route",
                "miles",
                "kilometres",
                "kilometers",
                "distance",
                "travel",
                "travelled",
                "border",
                "line",
                "travels",
                "halfway",
                "somewhere",
            ],
            word,
        )
    })
}

fn is_policy(word: &str) -> bool {
    has(POLICY, word)
}

/// Whether a word lies in the phrase behind a name’s possessive.
fn is_one_phrase(reading: &Reading, name: &Name, nth: usize) -> bool {
    let tokens = &reading.texts[name.text].tokens;
    (name.words.end + 1..=nth).all(|at| {
        tokens.get(at).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Joined))
            && !has(
                &["and", "of", "in", "to", "for", "that", "on", "was", "is", "were", "are"],
                reading.word(name.text, at),
            )
    })
}
