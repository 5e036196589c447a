//! Learning the weights of a chain of tags: a conditional random field by dual averaging with a step of its own for
//! each weight, which leaves most weights at nought.

use masthead::actors::tagger::chain::{Links, Scores, TAGS};
use masthead::actors::tagger::weights::{ROW_BITS, Weights};

/// How the learner learns.
#[derive(Clone, Debug)]
pub struct Plan {
    /// How often it goes through all lessons.
    pub rounds: usize,
    /// How large its steps are.
    pub rate: f32,
    /// How much a weight must have been asked for, by chain, to be other than nought.
    pub sparse: f32,
    /// Which share of the sights it is blind to at each step.
    pub blind: f32,
    /// Bits of the rows that the peculiarities of the sources have.
    pub source_bits: u32,
}

/// One chain to learn from.
#[derive(Debug)]
pub struct Example {
    /// What is seen, word after word.
    pub sights: Vec<u32>,
    /// Where the sights of each word end.
    pub ends: Vec<u32>,
    /// The right tags.
    pub tags: Vec<usize>,
    /// Whose peculiarities it may have.
    pub group: u32,
    /// How much it counts.
    pub weight: f32,
}

/// Weights as dual averaging keeps them: the sums of their slopes and of the squares of these.
#[derive(Clone, Copy, Default)]
struct Slopes {
    sums: Scores,
    squares: Scores,
}

impl Slopes {
    fn add(&mut self, slopes: &Scores) {
        for ((sum, squares), slope) in self.sums.iter_mut().zip(&mut self.squares).zip(slopes) {
            *sum += slope;
            *squares += slope * slope;
        }
    }

    /// The weights that have been asked for more than by `least`.
    fn weights(&self, rate: f32, least: f32) -> Scores {
        let mut weights = [0.0; TAGS];
        for ((weight, sum), squares) in weights.iter_mut().zip(&self.sums).zip(&self.squares) {
            *weight = -rate * (sum.abs() - least).max(0.0).copysign(*sum) / (1e-6 + squares.sqrt());
        }
        weights
    }
}

/// What is being learnt.
pub struct Learner {
    plan: Plan,
    rows: Vec<Slopes>,
    /// Of each tag what may follow it.
    links: Vec<Slopes>,
    steps: f32,
    random: u64,
}

/// The group of those who have no peculiarities.
pub const PLAIN: u32 = 0;

impl Learner {
    /// Knows nothing.
    pub fn new(plan: Plan) -> Self {
        let rows = (1 << ROW_BITS) + if plan.source_bits > 0 { 1 << plan.source_bits } else { 0 };
        Self {
            rows: vec![Slopes::default(); rows],
            links: vec![Slopes::default(); TAGS],
            steps: 0.0,
            random: 0x2545_f491_4f6c_dd1d,
            plan,
        }
    }

    /// Goes through the examples as often as planned.
    pub fn learn(&mut self, examples: &[Example]) {
        let mut order: Vec<usize> = (0..examples.len()).collect();
        for _ in 0..self.plan.rounds {
            for nth in (1..order.len()).rev() {
                let other = (self.next() % (nth as u64 + 1)) as usize;
                order.swap(nth, other);
            }
            for nth in &order {
                self.step(&examples[*nth]);
            }
        }
    }

    fn next(&mut self) -> u64 {
        self.random ^= self.random << 13;
        self.random ^= self.random >> 7;
        self.random ^= self.random << 17;
        self.random
    }

    fn weights(&self, slopes: &Slopes) -> Scores {
        slopes.weights(self.plan.rate, self.plan.sparse * self.steps)
    }

    /// The rows of a word's sights: each has one for all sources, and one for the group of its own.
    fn rows_of(&mut self, example: &Example, word: usize) -> Vec<usize> {
        let start = if word == 0 { 0 } else { example.ends[word - 1] as usize };
        let limit = (self.plan.blind * 65_536.0) as u64;
        let mut rows = Vec::new();
        for sight in &example.sights[start..example.ends[word] as usize] {
            if limit > 0 && self.next() >> 48 < limit {
                continue;
            }
            rows.push((sight >> (32 - ROW_BITS)) as usize);
            if example.group != PLAIN && self.plan.source_bits > 0 {
                let mixed = (sight ^ example.group.wrapping_mul(0x9e37_79b9)).wrapping_mul(0x85eb_ca6b);
                rows.push((1 << ROW_BITS) + (mixed >> (32 - self.plan.source_bits)) as usize);
            }
        }
        rows
    }

    fn step(&mut self, example: &Example) {
        self.steps += 1.0;
        let rows: Vec<Vec<usize>> = (0..example.tags.len()).map(|word| self.rows_of(example, word)).collect();
        let scores: Vec<Scores> = rows
            .iter()
            .map(|rows| {
                let mut sum = [0.0; TAGS];
                for row in rows {
                    sum.iter_mut()
                        .zip(self.weights(&self.rows[*row]))
                        .for_each(|(sum, weight)| *sum += weight);
                }
                sum
            })
            .collect();
        let reckoned = Links::new(self.link_scores()).reckon(&scores, true);
        for (word, rows) in rows.iter().enumerate() {
            let mut slopes = reckoned.likely[word];
            slopes[example.tags[word]] -= 1.0;
            slopes.iter_mut().for_each(|slope| *slope *= example.weight);
            rows.iter().for_each(|row| self.rows[*row].add(&slopes));
        }
        for (pair, tags) in reckoned.pairs.iter().zip(example.tags.windows(2)) {
            for (before, slopes) in pair.iter().enumerate() {
                let mut slopes = *slopes;
                if before == tags[0] {
                    slopes[tags[1]] -= 1.0;
                }
                slopes.iter_mut().for_each(|slope| *slope *= example.weight);
                self.links[before].add(&slopes);
            }
        }
    }

    fn link_scores(&self) -> Vec<f32> {
        self.links.iter().flat_map(|slopes| self.weights(slopes)).collect()
    }

    /// What was learnt, as the tagger reads it.
    pub fn bytes(&self, step: f32) -> Vec<u8> {
        let rows: Vec<Scores> = self.rows[..1 << ROW_BITS].iter().map(|row| self.weights(row)).collect();
        Weights::write(&rows, &self.link_scores(), step)
    }
}
