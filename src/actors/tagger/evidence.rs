//! What the rest of a document tells of a word.

use super::chain::{OUTSIDE, Part, Scores, TAGS, part, tag};
use super::hash::Hash;
use super::reading::{Reading, Style};
use super::words::Case;

/// Of each word some numbers that stand for what the document tells of it.
#[derive(Debug, Default)]
pub struct Evidence {
    /// How else it is written: see [`Evidence::of_spelling`].
    pub spelling: Vec<u8>,
    /// What the same word was taken for elsewhere.
    pub majority: Vec<u8>,
    /// In what part of longer names it is elsewhere, a bit each.
    pub parts: Vec<u16>,
    /// It is the acronym of a name in the document: the sort of that name and one.
    pub acronym: Vec<u8>,
}

/// It is written in lower case somewhere.
const LOWER: u8 = 1;
/// It is capitalised where any other word would not be.
const CAPITAL: u8 = 2;
/// It occurs more than once.
const AGAIN: u8 = 4;

impl Evidence {
    /// What can be told from the spelling alone.
    pub fn of_spelling(reading: &Reading) -> Self {
        let mut spelling = vec![0; reading.words.len()];
        for group in groups(reading, |_| true) {
            let mut bits = if group.len() > 1 { AGAIN } else { 0 };
            for &at in &group {
                let seen = &reading.words[at];
                let starts = reading.sentences[seen.sentence as usize].start == at;
                match seen.word.case {
                    Case::Lower => bits |= LOWER,
                    Case::None | Case::Digits => {}
                    _ if starts || seen.style != Style::Plain => {}
                    _ => bits |= CAPITAL,
                }
            }
            group.iter().for_each(|at| spelling[*at] = bits);
        }
        Self { spelling, ..Self::default() }
    }

    /// Adds what a first look at the whole document found: the best tag of each word, and how likely each is.
    pub fn add_tags(&mut self, reading: &Reading, best: &[usize], likely: &[Scores]) {
        self.majority = vec![0; reading.words.len()];
        self.parts = vec![0; reading.words.len()];
        self.acronym = vec![0; reading.words.len()];
        for group in groups(reading, |at| reading.words[at].word.is_capitalised()) {
            if group.len() < 2 {
                continue;
            }
            let mut sum = [0.0; TAGS];
            group.iter().for_each(|at| add(&mut sum, &likely[*at], 1.0));
            for &at in &group {
                let mut others = sum;
                add(&mut others, &likely[at], -1.0);
                let count = group.len() - 1;
                self.majority[at] = majority(&others, count);
                self.parts[at] = parts(&others);
            }
        }
        self.add_acronyms(reading, best);
    }

    fn add_acronyms(&mut self, reading: &Reading, best: &[usize]) {
        let mut known = acronyms(reading, best);
        known.sort_unstable();
        for chain in &reading.chains {
            for at in chain.clone() {
                let word = &reading.words[at].word;
                if word.case != Case::Upper || !(2..=7).contains(&word.length) {
                    continue;
                }
                let first = known.partition_point(|(key, _)| *key < word.lower);
                if let Some((key, label)) = known.get(first)
                    && *key == word.lower
                {
                    self.acronym[at] = label + 1;
                }
            }
        }
    }
}

/// The words of the chains, the same together: each group in order, with all others that `wanted` wants.
fn groups(reading: &Reading, wanted: impl Fn(usize) -> bool) -> Vec<Vec<usize>> {
    let mut keys: Vec<(u32, u32)> = Vec::with_capacity(reading.words.len());
    for (at, seen) in reading.words.iter().enumerate() {
        if seen.word.length > 1 && wanted(at) {
            keys.push((seen.word.lower, at as u32));
        }
    }
    keys.sort_unstable();
    let same = keys.chunk_by(|one, other| one.0 == other.0);
    same.map(|group| group.iter().map(|(_, at)| *at as usize).collect()).collect()
}

fn add(sum: &mut Scores, row: &Scores, times: f32) {
    sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value * times);
}

/// The likeliest sort, how sure that is, and on how many words it rests.
fn majority(others: &Scores, count: usize) -> u8 {
    let mut sorts = [others[OUTSIDE], 0.0, 0.0, 0.0, 0.0];
    for (tag, value) in others.iter().enumerate() {
        if let Some((label, _)) = part(tag) {
            sorts[label + 1] += value;
        }
    }
    let most = (0..sorts.len()).max_by(|one, other| sorts[*one].total_cmp(&sorts[*other])).unwrap_or(0);
    let share = sorts[most] / count as f32;
    let sure = if share >= 0.9 { 2 } else { u8::from(share >= 0.65) };
    let rests_on = match count {
        0..=1 => 0,
        2..=3 => 1,
        _ => 2,
    };
    1 + most as u8 * 9 + sure * 3 + rests_on
}

/// In what parts of which names of several words the word is elsewhere.
fn parts(others: &Scores) -> u16 {
    let mut bits = 0;
    for label in 0..3 {
        for (nth, part) in [Part::First, Part::Inside, Part::Last].into_iter().enumerate() {
            if others[tag(label, part)] > 0.5 {
                bits |= 1 << (label * 3 + nth);
            }
        }
    }
    bits
}

/// The acronyms of the names of several words, with their sorts.
fn acronyms(reading: &Reading, best: &[usize]) -> Vec<(u32, u8)> {
    let mut known = Vec::new();
    let mut initials = Hash::new();
    let mut length = 0;
    for chain in &reading.chains {
        for at in chain.clone() {
            let Some((label, part)) = part(best[at]) else { continue };
            if matches!(part, Part::First | Part::Alone) {
                (initials, length) = (Hash::new(), 0);
            }
            let word = &reading.words[at].word;
            if word.is_capitalised() {
                initials.add(word.initial as u32);
                length += 1;
            }
            if part == Part::Last && length > 1 {
                known.push((initials.end(), label as u8));
            }
        }
    }
    known
}
