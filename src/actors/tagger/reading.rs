//! A document as the tagger reads it: its words, its sentences, and the chains of words that may be names.

use std::ops::Range;

use super::lexicon::Lexicon;
use super::words::{Case, Word, words};

/// All texts of a document as one row of words.
#[derive(Debug, Default)]
pub struct Reading {
    /// The words of all texts in order.
    pub words: Vec<Seen>,
    /// The texts as ranges of `words`.
    pub texts: Vec<Range<usize>>,
    /// The sentences as ranges of `words`.
    pub sentences: Vec<Range<usize>>,
    /// What may hold names, as ranges of `words`; all other words are of no name.
    pub chains: Vec<Range<usize>>,
}

/// A word and what the tables know of it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The word itself.
    pub word: Word,
    /// The nth sentence has it.
    pub sentence: u32,
    /// Its class of words used alike, zero where it has none.
    pub cluster: u16,
    /// What lists it is in on its own, a bit each.
    pub listed: u16,
    /// What lists have the longest phrase that it is part of.
    pub phrase: u16,
    /// Where in that phrase it is: first, inside, last.
    pub phrase_part: u8,
    /// How the sentence is written that it is in.
    pub style: Style,
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Style {
    /// As sentences are.
    #[default]
    Plain,
    /// As headlines are: Nearly Every Word Is Capitalised.
    Headline,
    /// IN CAPITALS.
    Capitals,
}

/// As many words without a capital may stand inside a name: *Bank of the West*.
const LONGEST_LINK: usize = 3;
/// What has more words is no name, nor a few of them.
const LONGEST_CHAIN: usize = 200;

impl Reading {
    /// Reads the texts of a document.
    pub fn new(texts: &[&str], lexicon: &Lexicon) -> Self {
        let mut reading = Self::default();
        for text in texts {
            let first = reading.words.len();
            let found = words(text);
            let ends = sentence_ends(text, &found);
            reading.words.extend(found.into_iter().map(Seen::of));
            let mut start = first;
            for end in ends {
                reading.add_sentence(start..first + end);
                start = first + end;
            }
            reading.texts.push(first..reading.words.len());
        }
        reading.look_up(lexicon);
        reading
    }

    fn add_sentence(&mut self, range: Range<usize>) {
        let style = style(&self.words[range.clone()]);
        let nth = u32::try_from(self.sentences.len()).unwrap_or(u32::MAX);
        for seen in &mut self.words[range.clone()] {
            (seen.sentence, seen.style) = (nth, style);
        }
        self.add_chains(range.clone());
        self.sentences.push(range);
    }

    /// A chain goes from one capitalised word to the last that is near enough to be of the same name.
    fn add_chains(&mut self, sentence: Range<usize>) {
        let mut chain: Option<Range<usize>> = None;
        for at in sentence {
            let word = &self.words[at].word;
            let follows = chain.as_ref().is_some_and(|chain| chain.end == at);
            if !(word.is_capitalised() || follows && word.case == Case::Digits) {
                continue;
            }
            match &mut chain {
                Some(chain) if at - chain.end <= LONGEST_LINK && chain.len() < LONGEST_CHAIN => {
                    chain.end = at + 1;
                }
                _ => self.chains.extend(chain.replace(at..at + 1)),
            }
        }
        self.chains.extend(chain);
    }

    fn look_up(&mut self, lexicon: &Lexicon) {
        for chain in &self.chains {
            let sentence = &self.sentences[self.words[chain.start].sentence as usize];
            let near = chain.start.saturating_sub(2).max(sentence.start)..(chain.end + 2).min(sentence.end);
            for seen in &mut self.words[near] {
                seen.cluster = lexicon.cluster(seen.word.lower);
                seen.listed = lexicon.role(seen.word.lower);
            }
            lexicon.mark(&mut self.words[chain.clone()]);
        }
    }
}

impl Seen {
    fn of(word: Word) -> Self {
        Self { word, sentence: 0, cluster: 0, listed: 0, phrase: 0, phrase_part: 0, style: Style::Plain }
    }
}

fn style(sentence: &[Seen]) -> Style {
    let count = |case: fn(Case) -> bool| sentence.iter().filter(|seen| case(seen.word.case)).count();
    let upper = count(|case| case == Case::Upper);
    let capitalised = count(|case| matches!(case, Case::Title | Case::Upper | Case::Mixed));
    let small = sentence.iter().filter(|seen| seen.word.case == Case::Lower && seen.word.length > 3).count();
    if upper >= 3 && upper * 4 >= (capitalised + small) * 3 {
        Style::Capitals
    } else if capitalised >= 3 && capitalised >= small * 4 {
        Style::Headline
    } else {
        Style::Plain
    }
}

/// After how many words each sentence ends.
fn sentence_ends(text: &str, words: &[Word]) -> Vec<usize> {
    let mut ends = Vec::new();
    for (nth, pair) in words.windows(2).enumerate() {
        let [word, next] = pair else { continue };
        let gap = &text[word.end..next.start];
        let lines = gap.matches('\n').count();
        let ends_here = if lines > 0 {
            lines > 1 || next.case != Case::Lower
        } else {
            !gap.is_empty() && next.case != Case::Lower && closes(words, nth)
        };
        if ends_here {
            ends.push(nth + 1);
        }
    }
    if !words.is_empty() {
        ends.push(words.len());
    }
    ends
}

/// A sentence ends with the `nth` word: a full stop, or quotation marks and brackets after one.
fn closes(words: &[Word], nth: usize) -> bool {
    let is_closing = |sign: char| matches!(sign, '"' | '”' | '’' | '\'' | ')' | ']' | '»');
    let mut back = words[..=nth].iter().rev().take(4).skip_while(|word| word.sign.is_some_and(is_closing));
    back.next().is_some_and(|word| matches!(word.sign, Some('.' | '!' | '?' | '…')))
}
