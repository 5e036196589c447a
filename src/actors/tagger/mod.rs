//! Finds names in English news: people, organisations, places, nationalities.
//!
//! A document is read into words (`words`, `reading`), what is seen of each word (`features`) is weighed (`weights`),
//! and the best row of tags is taken (`chain`): first for each sentence by itself, then again with what the first
//! look found in the rest of the document (`evidence`). Weights and tables are made by the program in `train/`.

pub mod bytes;
pub mod chain;
pub mod evidence;
pub mod features;
pub mod hash;
pub mod lexicon;
pub mod reading;
pub mod table;
#[cfg(test)]
mod tests;
pub mod weights;
pub mod words;

use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use bytes::{Broken, Bytes};
use chain::{LABELS, Part, part};
use lexicon::Lexicon;
use reading::Reading;
use weights::{Looked, Weights};

use crate::model::Label;

/// One name in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tagged {
    /// Where it is, in bytes of its text.
    pub range: Range<usize>,
    /// What sort of name it is.
    pub label: Label,
    /// How certain that is, in hundredths.
    pub confidence: u8,
}

/// Finds names by what it was trained on; without that it finds none.
#[derive(Debug, Default)]
pub struct Tagger(Option<Learnt>);

#[derive(Debug)]
struct Learnt {
    lexicon: Lexicon,
    weights: Weights,
}

/// How much it may be unpacked, in bytes.
const MOST: usize = 32 << 20;
/// Word classes, lists of names and weights, packed.
pub(super) static DATA: &[u8] = include_bytes!("../../../assets/actors/tagger.zst");

impl Tagger {
    /// The tagger of this build, made ready when it is first asked for.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Tagger> = LazyLock::new(|| Tagger::read(DATA).unwrap_or_default());
        &SHARED
    }

    /// Reads what the training program wrote.
    pub fn read(packed: &[u8]) -> Result<Self, Broken> {
        let bytes = zstd::bulk::decompress(packed, MOST).map_err(|_| Broken)?;
        let mut bytes = Bytes::new(&bytes);
        Ok(Self(Some(Learnt { lexicon: Lexicon::read(&mut bytes)?, weights: Weights::read(&mut bytes)? })))
    }

    /// The names in the texts of one document, which are given in reading order: for each text its names in order, looked
    /// for when somebody asks for them.
    pub fn tag(&self, texts: &[&str]) -> impl Iterator<Item = Vec<Tagged>> {
        let mut rest = texts;
        let together = move || {
            let (batch, after) = rest.split_at_checked(together(rest))?;
            rest = after;
            let Some(Learnt { lexicon, weights }) = &self.0 else {
                return Some(vec![Vec::new(); batch.len()]);
            };
            let reading = Reading::new(batch, lexicon);
            Some(names(&reading, &weights.look_twice(&reading)))
        };
        iter::from_fn(together).flatten()
    }
}

/// So many bytes are looked at together: each word of them takes up a hundred times its length.
const TOGETHER: usize = 40_000;

/// How many of the texts that come are looked at together: all of an article, but of one that is far longer than most.
fn together(texts: &[&str]) -> usize {
    let mut bytes = 0;
    let fit = texts.iter().take_while(|text| {
        bytes += text.len();
        bytes <= TOGETHER
    });
    fit.count().max(1)
}

/// The names that the tags say, text by text.
pub fn names(reading: &Reading, looked: &Looked) -> Vec<Vec<Tagged>> {
    let in_text = |range: &Range<usize>| {
        let mut found = Vec::new();
        let mut start = 0;
        let mut certain = 1.0_f32;
        for at in range.clone() {
            let Some((label, part)) = part(looked.best[at]) else { continue };
            if matches!(part, Part::First | Part::Alone) {
                (start, certain) = (reading.words[at].word.start, 1.0);
            }
            certain = certain.min(looked.likely[at][looked.best[at]]);
            if matches!(part, Part::Last | Part::Alone) {
                let range = start..reading.words[at].word.end;
                let confidence = (certain * 100.0).round().clamp(0.0, 100.0) as u8;
                found.push(Tagged { range, label: LABELS[label], confidence });
            }
        }
        found
    };
    reading.texts.iter().map(in_text).collect()
}
