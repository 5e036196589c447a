//! Where a sentence says that somebody speaks.

use super::function_words;
use super::sentence::{REACH, Sentence};
use super::speaker::Speaker;
use super::speech::{self, Form};
use super::tokens::Kind;
use crate::model::Label;

/// A verb of speech, or what stands for one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cue {
    /// Which token.
    pub(super) at: usize,
    /// Who speaks.
    pub(super) speaker: Option<Speaker>,
    /// Whether it quotes only what stands right beside it.
    pub(super) is_faint: bool,
}

/// The cues of a sentence, in order.
pub(super) fn cues(sentence: &Sentence) -> Vec<Cue> {
    let mut found: Vec<Cue> = Vec::new();
    for at in 0..sentence.tokens.len() {
        if let Some(cue) = cue(sentence, at, &found) {
            found.push(cue);
        }
    }
    found
}

fn cue(sentence: &Sentence, at: usize, earlier: &[Cue]) -> Option<Cue> {
    let token = &sentence.tokens[at];
    if !token.is_word() || token.name.is_some() {
        return None;
    }
    let word = token.lower.as_str();
    let strong = |speaker: Option<Speaker>| Some(Cue { at, speaker, is_faint: false });
    if word == "according" && sentence.word(at + 1) == "to" {
        return strong(named_behind(sentence, at + 2).or_else(|| author(sentence, at + 2)));
    }
    if speech::is_noun(word) {
        if let Some(owner) = owner(sentence, at) {
            return Some(Cue { at, speaker: Some(owner), is_faint: true });
        }
        let before = at.checked_sub(1).map_or("", |before| sentence.word(before));
        if function_words::is_determiner(before) || function_words::is_preposition(before) {
            return None;
        }
    }
    let form = speech::form(word).filter(|form| is_verb(sentence, at, *form))?;
    let is_faint = speech::is_faint(word);
    if is_passive(sentence, at, form) || is_naming(sentence, at) {
        let by = (at + 1..at + 5).find(|by| sentence.word(*by) == "by");
        let speaker = match by {
            Some(by) => sentence.phrase_after(by + 1),
            None if matches!(word, "quoted" | "cited") => subject(sentence, at, earlier),
            None => return None,
        };
        return strong(speaker);
    }
    let speaker = match form {
        Form::Past | Form::Present if is_inverted(sentence, at) => {
            named_behind(sentence, at + 1).or_else(|| sentence.phrase_after(at + 1))
        }
        _ => subject(sentence, at, earlier),
    };
    Some(Cue { at, speaker, is_faint })
}

/// Where a noun phrase of words alone ends that begins at a place: at its end, or at a verb.
fn end_of_words(sentence: &Sentence, start: usize) -> usize {
    let stops = |at: &usize| {
        let (token, word) = (&sentence.tokens[*at], sentence.word(*at));
        !token.is_word() || token.name.is_none() && function_words::is_barrier(word)
    };
    let reach = sentence.tokens.len().min(start + REACH / 2);
    (start..reach).find(stops).unwrap_or(reach)
}

/// The name behind what somebody is: *said the leader of the opposition, Ann Lee.*
fn named_behind(sentence: &Sentence, start: usize) -> Option<Speaker> {
    let comma = end_of_words(sentence, start);
    let is_person = |at: usize| sentence.tokens.get(at).is_some_and(|token| token.label == Some(Label::Per));
    let fits = sentence.kind(comma) == Some(Kind::Comma)
        && is_person(comma + 1)
        && !(start..comma).any(is_person)
        && function_words::is_determiner(sentence.word(start));
    let name = fits.then(|| sentence.whole_name(comma + 1))?;
    matches!(sentence.kind(name.end), None | Some(Kind::Comma | Kind::End | Kind::Break)).then_some(name)
}

/// Whether what follows a verb of speech is a clause of its own: *…, said Moscow had no intention*.
fn begins_clause(sentence: &Sentence, start: usize) -> bool {
    let end = sentence.word(end_of_words(sentence, start));
    function_words::is_be(end)
        || matches!(
            end,
            "has"
                | "have"
                | "had"
                | "does"
                | "do"
                | "did"
                | "will"
                | "would"
                | "can"
                | "could"
                | "may"
                | "might"
                | "should"
                | "must"
        )
}

/// Whom the words after *according to* name: of *calculations by Jane Doe* her.
fn author(sentence: &Sentence, start: usize) -> Option<Speaker> {
    let phrase = sentence.phrase_after(start)?;
    let is_named = |phrase: &Speaker| sentence.tokens[phrase.start].name.is_some();
    let is_by = matches!(sentence.word(phrase.end), "by" | "from") && !is_named(&phrase);
    let by = if is_by { sentence.phrase_after(phrase.end + 1).filter(is_named) } else { None };
    by.or(Some(phrase))
}

/// Whose noun it is: *Trump’s claim*, *his claim*.
fn owner(sentence: &Sentence, at: usize) -> Option<Speaker> {
    let mut before = at.checked_sub(1)?;
    // One adjective may stand between.
    let is_owner = |at: usize| {
        let token = &sentence.tokens[at];
        token.is_word()
            && (token.possessive || matches!(token.lower.as_str(), "his" | "her" | "their" | "my" | "our"))
    };
    if !is_owner(before) {
        before = before.checked_sub(1).filter(|at| is_owner(*at) && sentence.tokens[at + 1].is_word())?;
    }
    match sentence.tokens[before].possessive {
        true => sentence.phrase_before(before + 1),
        false => Some(before..before + 1),
    }
}

/// Whether the subject of a verb is what it is done to: *was told*, *is called*.
fn is_passive(sentence: &Sentence, at: usize, form: Form) -> bool {
    let mut before = (at.saturating_sub(4)..at).rev().map(|at| sentence.word(at));
    form == Form::Past
        && before
            .find(|word| {
                !word.ends_with("ly")
                    && !matches!(
                        *word,
                        "not" | "also" | "being" | "been" | "now" | "then" | "once" | "later" | "often"
                    )
            })
            .is_some_and(|word| {
                matches!(
                    word,
                    "is" | "are" | "was" | "were" | "be" | "get" | "got" | "wasn’t" | "wasn't" | "isn’t"
                )
            })
        || form == Form::Past && at > 0 && matches!(sentence.word(at - 1), "been" | "being")
}

/// Whether a verb of naming has nothing that it names but what stands before it: *a law dubbed “…”*, and not *what he
/// dubbed “…”*.
fn is_naming(sentence: &Sentence, at: usize) -> bool {
    const NAMING: &[&str] = &["dubbed", "labelled", "labeled", "termed", "called", "styled"];
    let asked = |at: usize| matches!(sentence.word(at), "what" | "which" | "whom" | "who" | "that");
    NAMING.contains(&sentence.word(at))
        && matches!(sentence.kind(at + 1), Some(Kind::Quote(_)))
        && !(at.saturating_sub(REACH / 4)..at).any(asked)
}

/// Whether the speaker stands after the verb: *“…,” said the minister*.
fn is_inverted(sentence: &Sentence, at: usize) -> bool {
    let follows_quote = match at.checked_sub(1).and_then(|before| sentence.kind(before)) {
        None => true,
        Some(Kind::Quote(_)) => true,
        Some(Kind::Comma | Kind::Break) => at >= 2 && matches!(sentence.kind(at - 2), Some(Kind::Quote(_))),
        _ => false,
    };
    // *…, said the minister.* at the end of a sentence.
    let follows_comma =
        at > 1 && sentence.kind(at - 1) == Some(Kind::Comma) && matches!(sentence.word(at), "said" | "says");
    let next = &sentence.word(at + 1);
    let noun_follows = !next.is_empty()
        && !matches!(
            *next,
            "that"
                | "in"
                | "to"
                | "on"
                | "at"
                | "as"
                | "of"
                | "her"
                | "him"
                | "them"
                | "how"
                | "why"
                | "what"
                | "if"
                | "for"
                | "with"
        );
    (follows_quote
        || follows_comma
            && !begins_clause(sentence, at + 1)
            && sentence
                .tokens
                .get(at + 1)
                .is_some_and(|token| token.name.is_some() || function_words::is_determiner(&token.lower)))
        && noun_follows
        && !function_words::is_filler(next)
}

/// Whether a word that is as often a noun, or as often an adjective, is a verb here: by the word before it.
fn is_verb(sentence: &Sentence, at: usize, form: Form) -> bool {
    let Some(before) = (0..at)
        .rev()
        .find(|at| sentence.tokens[*at].name.is_some() || !function_words::is_filler(sentence.word(*at)))
    else {
        return form != Form::Base || at > 0;
    };
    let token = &sentence.tokens[before];
    let is_led = |word: &str| {
        matches!(
            word,
            "to" | "would"
                | "will"
                | "could"
                | "may"
                | "might"
                | "must"
                | "should"
                | "can"
                | "did"
                | "do"
                | "not"
        )
    };
    match form {
        _ if function_words::is_determiner(&token.lower)
            && token.is_word()
            && !function_words::is_pronoun(&token.lower) =>
        {
            false
        }
        // *Orlo’s ruling “Lake Front” party*
        Form::Participle if token.possessive => false,
        Form::Past | Form::Participle => true,
        _ if !speech::may_be_noun(sentence.word(at)) => true,
        Form::Base if is_led(sentence.word(at - 1)) => true,
        _ if token.kind == Kind::Comma || matches!(token.kind, Kind::Quote(_)) => form == Form::Present,
        _ if function_words::is_pronoun(&token.lower)
            || matches!(token.lower.as_str(), "who" | "which" | "that") =>
        {
            true
        }
        _ if token.name.is_some() => !token.possessive && form == Form::Present,
        _ => {
            form == Form::Present
                && sentence.phrase_before(before + 1).is_some_and(|phrase| {
                    phrase.len() > 1 && function_words::is_determiner(sentence.word(phrase.start))
                })
        }
    }
}

/// The subject of a verb, before it.
fn subject(sentence: &Sentence, at: usize, earlier: &[Cue]) -> Option<Speaker> {
    let mut end = at;
    while end > 0
        && sentence.tokens[end - 1].name.is_none()
        && function_words::is_filler(sentence.word(end - 1))
    {
        end -= 1;
    }
    let before = end.checked_sub(1)?;
    let of_clause = || {
        let near = earlier.last().filter(|cue| at - cue.at < REACH && !cue.is_faint);
        near.and_then(|cue| cue.speaker.clone()).or_else(|| sentence.subject())
    };
    let is_participle = speech::form(sentence.word(at)) == Some(Form::Participle);
    match sentence.kind(before)? {
        Kind::Comma if is_participle => of_clause(),
        // *footage of Clinton asking*; else it goes with the verb before.
        Kind::Word if is_participle && !(end..at).any(|at| function_words::is_be(sentence.word(at))) => {
            match sentence.tokens[before].label {
                Some(Label::Per) if end == at => Some(sentence.whole_name(before)),
                _ => of_clause(),
            }
        }
        Kind::Comma | Kind::Break => before_aside(sentence, before).or_else(of_clause),
        Kind::Word => match sentence.word(before) {
            "who" | "which" | "that" => {
                let comma = usize::from(before > 0 && sentence.kind(before - 1) == Some(Kind::Comma));
                sentence.phrase_before(before - comma).or_else(of_clause)
            }
            _ => sentence.phrase_before(end).or_else(of_clause),
        },
        _ => of_clause(),
    }
}

/// The noun phrase before an aside that ends at a comma, dash or bracket: *Peskov, the spokesman, said*.
fn before_aside(sentence: &Sentence, end: usize) -> Option<Speaker> {
    let opens = |at: &usize| match sentence.kind(*at) {
        Some(Kind::Comma | Kind::Break) => true,
        Some(Kind::Quote(_)) => false,
        _ => false,
    };
    let start = (end.saturating_sub(REACH / 2)..end).rev().find(opens)?;
    let aside = start + 1..end;
    let before = sentence.phrase_before(start);
    let is_name = !aside.is_empty()
        && sentence.whole_name(aside.start) == aside
        && sentence.tokens[aside.start].name.is_some();
    let is_named = before.as_ref().is_some_and(|before| sentence.tokens[before.start].name.is_some());
    if is_name && !is_named { Some(aside) } else { before }
}
