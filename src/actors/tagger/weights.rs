//! What training found: how much each sight speaks for each tag.

use super::bytes::{Broken, Bytes};
use super::chain::{Links, OUTSIDE, Reckoned, Scores, TAGS};
use super::evidence::Evidence;
use super::features::see;
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
}

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
        let mut outside = [0.0; TAGS];
        outside[OUTSIDE] = 1.0;
        let count = reading.words.len();
        let mut looked = Looked { best: vec![OUTSIDE; count], likely: vec![outside; count] };
        let (mut sights, mut scores) = (Vec::new(), Vec::new());
        for chain in &reading.chains {
            scores.clear();
            for at in chain.clone() {
                sights.clear();
                see(reading, evidence, at, &mut sights);
                scores.push(self.score(&sights));
            }
            let Reckoned { best, likely, .. } = self.links.reckon(&scores, false);
            looked.best[chain.clone()].copy_from_slice(&best);
            looked.likely[chain.clone()].copy_from_slice(&likely);
        }
        looked
    }

    fn score(&self, sights: &[u32]) -> Scores {
        let mut sums = [0_i32; TAGS];
        for sight in sights {
            let place = self.places[(sight >> (32 - ROW_BITS)) as usize] as usize;
            let row = &self.rows[place..place + TAGS];
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += i32::from(*weight));
        }
        sums.map(|sum| sum as f32 * self.scale)
    }
}
