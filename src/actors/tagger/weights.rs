//! What training found: how much each sight speaks for each tag.

use super::bytes::{Broken, Bytes};
use super::chain::{Links, OUTSIDE, Reckoned, Scores, TAGS};
use super::evidence::Evidence;
use super::features::{see_elsewhere, see_here};
use super::reading::Reading;

/// How many bits of a sight's number are its row.
pub const ROW_BITS: u32 = 18;

/// The weights of the sights and of pairs of tags.
#[derive(Debug)]
pub struct Weights {
    links: Links,
    /// Where in `rows` the weights of a sight begin; the row at zero is empty.
    places: Vec<u32>,
    rows: Vec<i16>,
    scale: f32,
}

/// The best tags of a document and how likely each is, by words.
#[derive(Debug, Default)]
pub struct Looked {
    /// The best tag of each word.
    pub best: Vec<usize>,
    /// How likely each tag is of each word.
    pub likely: Vec<Scores>,
    /// What is seen of each word in its sentence, weighed: the same at the next look.
    here: Vec<Sums>,
}

/// Weights that were added up.
type Sums = [i32; TAGS];

impl Weights {
    /// Reads what [`Weights::write`] wrote.
    pub fn read(bytes: &mut Bytes) -> Result<Self, Broken> {
        let scale = bytes.float()?;
        let links = (0..TAGS * TAGS).map(|_| bytes.float()).collect::<Result<Vec<f32>, Broken>>()?;
        let present = bytes.take((1 << ROW_BITS) / 8)?;
        let mut places = vec![0_u32; 1 << ROW_BITS];
        let mut count = 0_u32;
        for (row, place) in places.iter_mut().enumerate() {
            if present[row / 8] & (1 << (row % 8)) != 0 {
                count += 1;
                *place = count * TAGS as u32;
            }
        }
        let mut rows = vec![0_i16; (count as usize + 1) * TAGS];
        for tag in 0..TAGS {
            let column = bytes.take(count as usize * 2)?.chunks_exact(2);
            for (row, value) in rows.chunks_exact_mut(TAGS).skip(1).zip(column) {
                row[tag] = i16::from_le_bytes([value[0], value[1]]);
            }
        }
        Ok(Self { links: Links::new(links), places, rows, scale })
    }

    /// The bytes of weights: `rows` has a row for each sight, and each weight is brought to a multiple of `step`.
    pub fn write(rows: &[Scores], links: &[f32], step: f32) -> Vec<u8> {
        let round = |weight: f32| (weight / step).round().clamp(-32000.0, 32000.0) as i16;
        let is_present = |row: &Scores| row.iter().any(|weight| round(*weight) != 0);
        let mut bytes = step.to_le_bytes().to_vec();
        links.iter().for_each(|link| bytes.extend(link.to_le_bytes()));
        let flags = rows.chunks(8).map(|rows| {
            rows.iter().enumerate().fold(0_u8, |byte, (nth, row)| byte | u8::from(is_present(row)) << nth)
        });
        bytes.extend(flags);
        let present: Vec<&Scores> = rows.iter().filter(|row| is_present(row)).collect();
        for tag in 0..TAGS {
            bytes.extend(present.iter().flat_map(|row| round(row[tag]).to_le_bytes()));
        }
        bytes
    }

    /// Looks at each chain of a document.
    pub fn look(&self, reading: &Reading, evidence: &Evidence) -> Looked {
        let count = reading.words.len();
        let (mut here, mut sights) = (vec![[0; TAGS]; count], Vec::new());
        for at in reading.chains.iter().cloned().flatten() {
            sights.clear();
            see_here(reading, evidence, at, &mut sights);
            self.add(&sights, &mut here[at]);
        }
        self.look_again(reading, evidence, here)
    }

    /// Looks once more, when there is more evidence; `here` is what the look before saw in each sentence.
    fn look_again(&self, reading: &Reading, evidence: &Evidence, here: Vec<Sums>) -> Looked {
        let mut outside = [0.0; TAGS];
        outside[OUTSIDE] = 1.0;
        let count = reading.words.len();
        let mut looked = Looked { best: vec![OUTSIDE; count], likely: vec![outside; count], here };
        let (mut sights, mut scores) = (Vec::new(), Vec::new());
        for chain in &reading.chains {
            scores.clear();
            for at in chain.clone() {
                sights.clear();
                see_elsewhere(reading, evidence, at, &mut sights);
                let mut sums = looked.here[at];
                self.add(&sights, &mut sums);
                scores.push(sums.map(|sum| sum as f32 * self.scale));
            }
            let Reckoned { best, likely, .. } = self.links.reckon(&scores, false);
            looked.best[chain.clone()].copy_from_slice(&best);
            looked.likely[chain.clone()].copy_from_slice(&likely);
        }
        looked
    }

    fn add(&self, sights: &[u32], sums: &mut Sums) {
        for sight in sights {
            let place = self.places[(sight >> (32 - ROW_BITS)) as usize] as usize;
            let row = &self.rows[place..place + TAGS];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
        }
    }

    /// Looks at each sentence by itself, and then again knowing what was found in the others.
    pub fn look_twice(&self, reading: &Reading) -> Looked {
        let mut evidence = Evidence::of_spelling(reading);
        let Looked { best, likely, here } = self.look(reading, &evidence);
        evidence.add_tags(reading, &best, &likely);
        drop((best, likely));
        self.look_again(reading, &evidence, here)
    }
}
