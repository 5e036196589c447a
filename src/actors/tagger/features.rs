//! What is seen of one word, as numbers: each is a row of the weights.

use super::evidence::Evidence;
use super::hash::Hash;
use super::lexicon::list;
use super::reading::{Reading, Seen, Style};

/// Takes in what is seen, a kind and its values at a time.
struct Sight<'a>(&'a mut Vec<u32>);

impl Sight<'_> {
    fn add(&mut self, kind: u32, values: &[u32]) {
        let mut hash = Hash::new();
        hash.add(kind);
        values.iter().for_each(|value| hash.add(*value));
        self.0.push(hash.end());
    }
}

/// Stands for what is before the first and after the last word of a sentence.
const EDGE: u32 = 1;

/// Adds to `rows` what is seen of the word `at`.
pub fn see(reading: &Reading, evidence: &Evidence, at: usize, rows: &mut Vec<u32>) {
    see_here(reading, evidence, at, rows);
    see_elsewhere(reading, evidence, at, rows);
}

/// What is seen of a word in its sentence, and of how it is spelt: the same at every look.
pub fn see_here(reading: &Reading, evidence: &Evidence, at: usize, rows: &mut Vec<u32>) {
    let here = &reading.words[at];
    let sentence = reading.sentences[here.sentence as usize].clone();
    let near = |step: isize| {
        let at = at.checked_add_signed(step)?;
        sentence.contains(&at).then(|| &reading.words[at])
    };
    let around = [near(-2), near(-1), near(1), near(2)];
    let mut sight = Sight(rows);
    spelling(here, &mut sight);
    context(here, &around, &mut sight);
    lists(here, &around, &mut sight);
    let starts = sentence.start == at;
    let style = here.style as u32;
    sight.add(60, &[u32::from(starts), style, here.word.shape]);
    sight.add(61, &[style, here.word.case as u32]);
    let is_unsure = starts || here.style != Style::Plain;
    let spelling = u32::from(evidence.spelling[at]);
    sight.add(64, &[spelling, u32::from(is_unsure), here.word.case as u32]);
}

fn spelling(here: &Seen, sight: &mut Sight) {
    let word = &here.word;
    sight.add(0, &[]);
    sight.add(1, &[word.exact]);
    sight.add(2, &[word.lower]);
    sight.add(3, &[word.shape]);
    for (nth, prefix) in word.prefixes.iter().enumerate() {
        if usize::from(word.length) > nth + 1 {
            sight.add(4 + nth as u32, &[*prefix]);
        }
    }
    for (nth, suffix) in word.suffixes.iter().enumerate() {
        if usize::from(word.length) > nth {
            sight.add(8 + nth as u32, &[*suffix]);
        }
    }
    sight.add(12, &[u32::from(here.cluster)]);
    sight.add(13, &[u32::from(here.cluster), word.case as u32]);
    sight.add(14, &[u32::from(word.length.min(12)), word.case as u32]);
}

fn context(here: &Seen, around: &[Option<&Seen>; 4], sight: &mut Sight) {
    let [before2, before, after, after2] = around;
    let lower = |seen: &Option<&Seen>| seen.map_or(EDGE, |seen| seen.word.lower);
    let shape = |seen: &Option<&Seen>| seen.map_or(EDGE, |seen| seen.word.shape);
    let cluster = |seen: &Option<&Seen>| seen.map_or(EDGE << 16, |seen| u32::from(seen.cluster));
    let suffix = |seen: &Option<&Seen>| seen.map_or(EDGE, |seen| seen.word.suffixes[2]);
    for (nth, seen) in around.iter().enumerate() {
        let nth = nth as u32;
        sight.add(16 + nth, &[lower(seen)]);
        sight.add(20 + nth, &[shape(seen)]);
        sight.add(24 + nth, &[cluster(seen)]);
    }
    sight.add(28, &[lower(before), here.word.lower]);
    sight.add(29, &[here.word.lower, lower(after)]);
    sight.add(30, &[cluster(before), u32::from(here.cluster)]);
    sight.add(31, &[u32::from(here.cluster), cluster(after)]);
    sight.add(32, &[shape(before), here.word.shape]);
    sight.add(33, &[here.word.shape, shape(after)]);
    sight.add(34, &[cluster(before), cluster(after)]);
    sight.add(35, &[lower(before2), lower(before)]);
    sight.add(36, &[lower(after), lower(after2)]);
    sight.add(37, &[suffix(before), here.word.case as u32]);
    sight.add(38, &[suffix(after), here.word.case as u32]);
    sight.add(39, &[shape(before), here.word.shape, shape(after)]);
    sight.add(40, &[cluster(before2), cluster(before)]);
    sight.add(41, &[cluster(after), cluster(after2)]);
}

fn lists(here: &Seen, around: &[Option<&Seen>; 4], sight: &mut Sight) {
    let alone = u32::from(here.listed);
    let phrase = u32::from(here.phrase);
    let part = u32::from(here.phrase_part);
    sight.add(44, &[alone]);
    sight.add(45, &[phrase, part]);
    sight.add(46, &[alone, here.word.shape]);
    for bit in 0..list::COUNT {
        if here.listed & (1 << bit) != 0 {
            sight.add(47, &[bit]);
        }
        if here.phrase & (1 << bit) != 0 {
            sight.add(48, &[bit, part]);
        }
    }
    let signature = |seen: &Option<&Seen>| {
        seen.map_or(EDGE << 20, |seen| {
            u32::from(seen.listed)
                | u32::from(seen.phrase != 0) << 16
                | u32::from(seen.word.is_capitalised()) << 17
        })
    };
    let [_, before, after, _] = around;
    sight.add(50, &[signature(before)]);
    sight.add(51, &[signature(after)]);
    sight.add(52, &[signature(before), alone]);
    sight.add(53, &[alone, signature(after)]);
    sight.add(54, &[u32::from(here.cluster), signature(after)]);
    sight.add(55, &[u32::from(here.cluster), signature(before)]);
}

/// What a first look at the rest of the document tells of a word; nothing before that.
pub fn see_elsewhere(reading: &Reading, evidence: &Evidence, at: usize, rows: &mut Vec<u32>) {
    if evidence.majority.is_empty() {
        return;
    }
    let here = &reading.words[at];
    let sentence = &reading.sentences[here.sentence as usize];
    let mut sight = Sight(rows);
    let majority = u32::from(evidence.majority[at]);
    sight.add(65, &[majority]);
    sight.add(66, &[majority, here.word.shape]);
    sight.add(69, &[majority, u32::from(here.listed)]);
    sight.add(67, &[u32::from(evidence.parts[at])]);
    for bit in 0..9 {
        if evidence.parts[at] & (1 << bit) != 0 {
            sight.add(72, &[bit]);
        }
    }
    if evidence.acronym[at] != 0 {
        sight.add(68, &[u32::from(evidence.acronym[at])]);
    }
    for (kind, step) in [(70, -1), (71, 1)] {
        if let Some(at) = at.checked_add_signed(step).filter(|at| sentence.contains(at)) {
            sight.add(kind, &[u32::from(evidence.majority[at])]);
        }
    }
}
