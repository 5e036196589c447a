//! Which cue each quotation goes with; who goes on speaking.

use std::ops::Range;

use super::cues::{Cue, cues};
use super::function_words::{is_be, is_before_title, opens_clause};
use super::marks::Quoted;
use super::sentence::{REACH, Sentence, last_stop};
use super::speaker::Speaker;
use super::speech::{self, Form};
use super::tokens::Kind;
use super::who::People;
use super::{FoundQuote, NameInText};

/// Shorter ones are quoted only where a verb says so.
const FEW_WORDS: usize = 4;

/// The quotations of a document, as it is read sentence by sentence.
pub(super) struct Turns<'n> {
    pub(super) quotes: Vec<FoundQuote>,
    people: People<'n>,
    /// Who spoke last, and in which text.
    last: Option<(usize, Turn)>,
    /// Who is about to speak: the sentence before ended with a colon.
    announced: Option<Turn>,
    /// Quotations of this text that wait for the next one to say who spoke.
    waiting: Vec<FoundQuote>,
}

/// How and by whom words are said, each with the text that it stands in.
#[derive(Clone, Debug)]
struct Turn {
    verb: Option<(usize, Range<usize>)>,
    speaker: Option<(usize, Range<usize>)>,
    who: Option<usize>,
}

impl<'n> Turns<'n> {
    pub(super) fn new(names: &'n [Vec<NameInText>]) -> Self {
        Self {
            quotes: Vec::new(),
            people: People::of(names),
            last: None,
            announced: None,
            waiting: Vec::new(),
        }
    }

    /// Reads one sentence of the text of a number.
    pub(super) fn read(&mut self, nth: usize, text: &str, quoted: &[Quoted], sentence: &Sentence) {
        let cues = cues(sentence);
        self.people.meet(nth, sentence);
        let mut is_spoken = false;
        for at in 0..sentence.tokens.len() {
            let Some(Kind::Quote(number)) = sentence.kind(at) else { continue };
            let quote = &quoted[number];
            let words = &text[quote.inner.clone()];
            let is_long = words.split_whitespace().nth(FEW_WORDS - 1).is_some();
            let is_whole = at == 0 && is_long && words.starts_with(|c: char| !c.is_lowercase());
            let turn = match said(sentence, &cues, at, words) {
                _ if quote.continues => self.lately(nth),
                Some(said) => Some(self.turn(nth, sentence, said)),
                None if is_spoken && is_long => self.lately(nth),
                None if is_whole => self.announced.clone().or_else(|| self.lately(nth)),
                None => None,
            };
            if turn.is_some() || is_whole {
                let range = quote.inner.clone();
                self.waiting.push(FoundQuote { text: nth, range, verb: None, speaker: None, who: None });
            }
            let Some(turn) = turn else { continue };
            let Turn { verb, speaker, who } = &turn;
            let said = self.waiting.drain(..);
            self.quotes.extend(said.map(|found| FoundQuote {
                verb: verb.clone(),
                speaker: speaker.clone(),
                who: *who,
                ..found
            }));
            is_spoken = true;
            self.last = Some((nth, turn));
        }
        let speaks = cues.iter().rev().find(|cue| cue.speaker.is_some() && !cue.is_faint);
        if let Some(cue) = speaks.filter(|_| !is_spoken) {
            self.last = Some((nth, self.turn(nth, sentence, Said::by(cue))));
            is_spoken = true;
        }
        let ends_open = sentence.tokens.last().is_some_and(|token| token.kind == Kind::Colon);
        self.announced = ends_open.then(|| self.announcement(nth, sentence)).flatten();
        let last = self.last.as_ref().filter(|_| is_spoken);
        self.people.note(nth, sentence, last.and_then(|(_, turn)| turn.who));
    }

    /// Whoever spoke last, in this text or the one before.
    fn lately(&self, nth: usize) -> Option<Turn> {
        self.last.as_ref().filter(|(text, _)| text + 1 >= nth).map(|(_, turn)| turn.clone())
    }

    /// Whom a sentence that ends with a colon lets speak.
    fn announcement(&mut self, nth: usize, sentence: &Sentence) -> Option<Turn> {
        let last = self.last.as_ref().filter(|(text, _)| *text == nth).map(|(_, turn)| turn.clone());
        last.or_else(|| {
            let speaker = sentence.subject()?;
            Some(self.turn(nth, sentence, Said { verb: None, speaker: Some(speaker) }))
        })
    }

    fn turn(&mut self, nth: usize, sentence: &Sentence, said: Said) -> Turn {
        let bytes = |tokens: Range<usize>| {
            let last = &sentence.tokens[tokens.end - 1];
            sentence.tokens[tokens.start].range.start..last.range.end - possessive_ending(last.text)
        };
        let speaker = said.speaker.as_ref();
        let who = speaker.and_then(|speaker| self.people.speaker(nth, sentence, speaker));
        Turn {
            verb: said.verb.map(|at| (nth, sentence.tokens[at].range.clone())),
            speaker: said.speaker.map(|tokens| (nth, bytes(tokens))),
            who,
        }
    }

    /// Nobody has said whose the quotations are that waited.
    pub(super) fn end_text(&mut self) {
        self.waiting.clear();
    }
}

/// What a sentence says of a quotation in it: which of its tokens are the verb and the speaker.
struct Said {
    verb: Option<usize>,
    speaker: Option<Speaker>,
}

impl Said {
    fn by(cue: &Cue) -> Self {
        Self { verb: Some(cue.at), speaker: cue.speaker.clone() }
    }
}

/// How many bytes of a word are a possessive's ending.
fn possessive_ending(word: &str) -> usize {
    ["’s", "'s", "’", "'"].iter().find(|end| word.ends_with(**end)).map_or(0, |end| end.len())
}

/// Who says the quotation at a place, as far as its own sentence tells.
fn said(sentence: &Sentence, cues: &[Cue], at: usize, words: &str) -> Option<Said> {
    let is_word = |at: usize| sentence.kind(at) == Some(Kind::Word);
    let before = &cues[..cues.partition_point(|cue| cue.at < at)];
    let after = &cues[before.len()..];
    let is_near = |cue: &&Cue| at.abs_diff(cue.at) <= REACH;
    let left = before
        .iter()
        .rev()
        .take_while(is_near)
        .find(|cue| cue.speaker.is_some() && (!cue.is_faint || leads_to(sentence, cue.at, at)));
    let right = after
        .iter()
        .take_while(is_near)
        .find(|cue| cue.speaker.is_some() && (!cue.is_faint || cue.at - at < 4));
    let direct = right.filter(|cue| follows(sentence, at, cue.at));
    // *in her book “Perfect Enough: The Making of a Lake”*
    if at > 0 && is_before_title(sentence.word(at - 1)) && is_title(words) {
        return None;
    }
    let stops = words.ends_with([',', '—', '–', '-'])
        || last_stop(words).is_some_and(|stop| stop != '.')
        || sentence.kind(at + 1) == Some(Kind::Comma);
    let is_led_to = left.is_some_and(|left| leads_to(sentence, left.at, at));
    if let Some(direct) = direct.filter(|_| !is_led_to && (stops || at == 0)) {
        return Some(Said::by(direct));
    }
    // *Trump’s “very, very bad” deal*; a few words without a verb of speech are held at a distance.
    let is_long = words.split_whitespace().nth(FEW_WORDS - 1).is_some();
    let owner = at.checked_sub(1).filter(|before| is_word(*before) && sentence.tokens[*before].possessive);
    if let Some(owner) = owner.filter(|_| is_word(at + 1) && is_long) {
        return Some(Said { verb: None, speaker: sentence.phrase_before(owner + 1) });
    }
    // *Trump: “…”* and *“…” – Trump.*
    if let Some(speaker) = label_before(sentence, at).or_else(|| signature_after(sentence, at)) {
        return Some(Said { verb: None, speaker: Some(speaker) });
    }
    if let Some(cue) = left.or(right) {
        return Some(Said::by(cue));
    }
    if at == 0 || !is_long {
        return None;
    }
    sentence
        .subject()
        .filter(|subject| subject.end <= at)
        .map(|speaker| Said { verb: None, speaker: Some(speaker) })
}

/// Whether words are written like the title of a work: the long ones with capitals, and no sentence.
fn is_title(words: &str) -> bool {
    let is_capital =
        |word: &str| word.len() < 4 || word.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    let words = words.trim_end_matches([',', '.']);
    words.contains(' ') && words.split_whitespace().all(is_capital)
}

/// A few words with nothing but a colon between them and the quotation: *Trump: “…”*.
fn label_before(sentence: &Sentence, at: usize) -> Option<Speaker> {
    let colon = at.checked_sub(1).filter(|colon| sentence.kind(*colon) == Some(Kind::Colon))?;
    let start = (0..colon).rev().take_while(|at| sentence.kind(*at) == Some(Kind::Word)).last()?;
    let is_first = start.checked_sub(1).is_none_or(|before| sentence.kind(before) == Some(Kind::Break));
    let is_verbless = (start..colon)
        .all(|at| speech::form(sentence.word(at)).is_none() || sentence.tokens[at].name.is_some());
    (is_first && is_verbless && colon - start <= 6).then(|| sentence.phrase_before(colon)).flatten()
}

/// A name with a dash between it and the quotation: *“…” – Trump.*
fn signature_after(sentence: &Sentence, at: usize) -> Option<Speaker> {
    let name = at + 2;
    let is_name = sentence.kind(at + 1) == Some(Kind::Break) && sentence.tokens.get(name)?.name.is_some();
    let whole = is_name.then(|| sentence.whole_name(name))?;
    let ends = matches!(sentence.kind(whole.end), None | Some(Kind::End | Kind::Comma));
    ends.then_some(whole)
}

/// Whether nothing but a comma, a colon or *that* stands between a cue and the quotation after it.
fn leads_to(sentence: &Sentence, cue: usize, quotation: usize) -> bool {
    quotation - cue <= 4
        && (cue + 1..quotation).all(|at| match sentence.kind(at) {
            Some(Kind::Word) => !matches!(sentence.word(at), "and" | "but" | "or"),
            kind => matches!(kind, Some(Kind::Comma | Kind::Colon)),
        })
}

/// Whether the clause of a cue follows right on the quotation before it, and is no clause of its own.
fn follows(sentence: &Sentence, quotation: usize, cue: usize) -> bool {
    let comma = usize::from(sentence.kind(quotation + 1) == Some(Kind::Comma));
    let between = quotation + 1 + comma..cue;
    let opens = |word: &str| matches!(word, "and" | "but" | "or" | "which" | "who" | "that") || is_be(word);
    let starts_other = |at: usize| {
        let word = sentence.word(at);
        opens(word)
            || word != "as" && opens_clause(word)
            || at < cue && speech::form(word) == Some(Form::Participle)
    };
    between.len() <= REACH / 2
        && !between.clone().next().is_some_and(starts_other)
        && between.clone().all(|at| match sentence.kind(at) {
            Some(Kind::Quote(_)) => false,
            Some(Kind::Comma) => !matches!(sentence.word(at + 1), "and" | "but" | "or"),
            _ => true,
        })
}
