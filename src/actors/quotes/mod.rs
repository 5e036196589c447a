//! Who is quoted with what: quotation marks, verbs of speech, and whom the sentence names as the speaker.

mod cues;
mod function_words;
mod marks;
mod sentence;
mod speaker;
mod speech;
mod subject;
mod tokens;
mod turns;
mod who;

use std::ops::Range;

use crate::model::Label;
use sentence::Sentence;
use tokens::tokens;
use turns::Turns;

/// A name in one of the texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameInText {
    /// Which bytes of the text.
    pub range: Range<usize>,
    /// What sort of name it is.
    pub label: Label,
    /// Which actor of the document it names: the same number for all of its names, `None` where it is not certain.
    pub who: Option<usize>,
}

/// Words that somebody is quoted with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundQuote {
    /// In which of the texts.
    pub text: usize,
    /// The words, without the quotation marks.
    pub range: Range<usize>,
    /// The verb of speech, and the text that it stands in.
    pub verb: Option<(usize, Range<usize>)>,
    /// The words that name the speaker: *Peskov*, *he*, *the spokesman*; and the text that they stand in.
    pub speaker: Option<(usize, Range<usize>)>,
    /// Which actor of the document that is, where it is certain.
    pub who: Option<usize>,
}

/// What is quoted in the texts of one document, in reading order, `names` being the names in each text in order.
/// Words in quotation marks that nobody is said to have spoken (titles of works, words held at a distance) are
/// left out; after the text with which there are `most` nobody looks on.
pub fn find(texts: &[&str], names: &[Vec<NameInText>], most: usize) -> Vec<FoundQuote> {
    if marks::quoted(texts).all(|quoted| quoted.is_empty()) {
        return Vec::new();
    }
    let mut turns = Turns::new(names);
    for (nth, (text, quoted)) in texts.iter().zip(marks::quoted(texts)).enumerate() {
        let tokens = tokens(text, &quoted, names.get(nth).map_or(&[], Vec::as_slice));
        for sentence in Sentence::all(&tokens) {
            turns.read(nth, text, &quoted, &sentence);
        }
        turns.end_text();
        if turns.quotes.len() >= most {
            break;
        }
    }
    turns.quotes
}

#[cfg(test)]
mod tests;
