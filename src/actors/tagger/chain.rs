//! The labels of the words of a chain, the best row of them, and how certain each is.

use crate::model::Label;

/// Outside of names; and for each sort of name first, inside, last, and alone.
pub const TAGS: usize = 17;

/// Values for each tag.
pub type Scores = [f32; TAGS];

/// No name.
pub const OUTSIDE: usize = 0;

/// The sorts of names in the order of their tags.
pub const LABELS: [Label; 4] = [Label::Per, Label::Org, Label::Loc, Label::Norp];

/// Where in a name a word is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its first word of several.
    First,
    /// Neither first nor last.
    Inside,
    /// Its last word of several.
    Last,
    /// Its only word.
    Alone,
}

/// The tag of a part of a name of the nth sort.
pub fn tag(label: usize, part: Part) -> usize {
    1 + 4 * label + part as usize
}

/// The sort and part that a tag says; nothing outside of names.
pub fn part(tag: usize) -> Option<(usize, Part)> {
    let nth = tag.checked_sub(1)?;
    Some((nth / 4, [Part::First, Part::Inside, Part::Last, Part::Alone][nth % 4]))
}

/// A name goes on after this tag.
fn is_open(tag: usize) -> bool {
    matches!(part(tag), Some((_, Part::First | Part::Inside)))
}

/// `after` may follow `before`.
pub fn may_follow(before: usize, after: usize) -> bool {
    match (part(before), part(after)) {
        (Some((one, Part::First | Part::Inside)), Some((other, Part::Inside | Part::Last))) => one == other,
        (Some((_, Part::First | Part::Inside)), _) => false,
        (_, None | Some((_, Part::First | Part::Alone))) => true,
        _ => false,
    }
}

/// How much one tag is worth after another.
#[derive(Clone, Debug)]
pub struct Links {
    scores: Vec<f32>,
    powers: Vec<f32>,
    /// The tags that may stand before each.
    before: Vec<Vec<usize>>,
}

/// The most likely tags of a chain, and how likely each is at each word.
#[derive(Clone, Debug, Default)]
pub struct Reckoned {
    /// The best row of tags.
    pub best: Vec<usize>,
    /// Of each word the likelihood of each tag.
    pub likely: Vec<Scores>,
    /// Of each pair of neighbours; only where it was asked for.
    pub pairs: Vec<[Scores; TAGS]>,
}

impl Links {
    /// From the scores of all pairs of tags.
    pub fn new(scores: Vec<f32>) -> Self {
        let before =
            (0..TAGS).map(|tag| (0..TAGS).filter(|before| may_follow(*before, tag)).collect()).collect();
        let powers = scores.iter().map(|score| score.exp()).collect();
        Self { scores, powers, before }
    }

    /// Reckons a chain from the scores of its words.
    pub fn reckon(&self, scores: &[Scores], with_pairs: bool) -> Reckoned {
        if scores.is_empty() {
            return Reckoned::default();
        }
        let best = self.best(scores);
        let (likely, pairs) = self.likely(scores, with_pairs);
        Reckoned { best, likely, pairs }
    }

    fn best(&self, scores: &[Scores]) -> Vec<usize> {
        let mut back: Vec<[u8; TAGS]> = Vec::with_capacity(scores.len());
        let mut sums = begin(&scores[0], f32::NEG_INFINITY);
        for row in &scores[1..] {
            let mut next = [f32::NEG_INFINITY; TAGS];
            let mut from = [0_u8; TAGS];
            for tag in 0..TAGS {
                for &before in &self.before[tag] {
                    let sum = sums[before] + self.scores[before * TAGS + tag];
                    if sum > next[tag] {
                        (next[tag], from[tag]) = (sum, before as u8);
                    }
                }
                next[tag] += row[tag];
            }
            back.push(from);
            sums = next;
        }
        let closed = (0..TAGS).filter(|tag| !is_open(*tag));
        let mut tag = closed.max_by(|one, other| sums[*one].total_cmp(&sums[*other])).unwrap_or(OUTSIDE);
        let mut tags = vec![tag];
        for from in back.iter().rev() {
            tag = usize::from(from[tag]);
            tags.push(tag);
        }
        tags.reverse();
        tags
    }

    /// Forwards and backwards, each row brought to the sum of one.
    fn likely(&self, scores: &[Scores], with_pairs: bool) -> (Vec<Scores>, Vec<[Scores; TAGS]>) {
        let links = &self.powers;
        let words: Vec<Scores> = scores.iter().map(powers).collect();
        let mut forward = Vec::with_capacity(words.len());
        let mut row = begin(&words[0], 0.0);
        normalise(&mut row);
        forward.push(row);
        for word in &words[1..] {
            let mut next = [0.0; TAGS];
            for tag in 0..TAGS {
                let sum: f32 =
                    self.before[tag].iter().map(|before| row[*before] * links[before * TAGS + tag]).sum();
                next[tag] = sum * word[tag];
            }
            normalise(&mut next);
            forward.push(next);
            row = next;
        }
        let mut back = [0.0; TAGS];
        (0..TAGS).filter(|tag| !is_open(*tag)).for_each(|tag| back[tag] = 1.0);
        let mut likely = vec![[0.0; TAGS]; words.len()];
        let mut pairs = Vec::new();
        for at in (0..words.len()).rev() {
            for tag in 0..TAGS {
                likely[at][tag] = forward[at][tag] * back[tag];
            }
            normalise(&mut likely[at]);
            if at == 0 {
                break;
            }
            let mut next = [0.0; TAGS];
            let mut pair = [[0.0; TAGS]; TAGS];
            let mut total = 0.0;
            for tag in 0..TAGS {
                let worth = words[at][tag] * back[tag];
                for &before in &self.before[tag] {
                    let value = links[before * TAGS + tag] * worth;
                    next[before] += value;
                    if with_pairs {
                        pair[before][tag] = forward[at - 1][before] * value;
                        total += pair[before][tag];
                    }
                }
            }
            if with_pairs {
                pair.iter_mut().flatten().for_each(|value| *value /= total.max(f32::MIN_POSITIVE));
                pairs.push(pair);
            }
            normalise(&mut next);
            back = next;
        }
        pairs.reverse();
        (likely, pairs)
    }
}

/// The first row: no name goes on there.
fn begin(row: &Scores, none: f32) -> Scores {
    let mut row = *row;
    (0..TAGS).filter(|tag| !may_follow(OUTSIDE, *tag)).for_each(|tag| row[tag] = none);
    row
}

fn powers(row: &Scores) -> Scores {
    let most = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    row.map(|score| (score - most).max(-60.0).exp())
}

fn normalise(row: &mut Scores) {
    let sum: f32 = row.iter().sum::<f32>().max(f32::MIN_POSITIVE);
    row.iter_mut().for_each(|value| *value /= sum);
}
