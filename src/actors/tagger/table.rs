//! A table from hashes to small numbers that needs no building: it is read as it lies in the file.

use super::bytes::{Broken, Bytes};

/// The keys by their upper sixteen bits; of the lower ones as many are kept as the table needs to be certain enough.
#[derive(Debug)]
pub struct Table {
    starts: Vec<u32>,
    rests: Vec<u16>,
    values: Vec<u16>,
    rest_bits: u32,
}

const BUCKETS: usize = 1 << 16;

impl Table {
    /// The value of `key`.
    pub fn get(&self, key: u32) -> Option<u16> {
        let bucket = (key >> 16) as usize;
        let range = self.starts[bucket] as usize..self.starts[bucket + 1] as usize;
        let rest = ((key & 0xffff) >> (16 - self.rest_bits)) as u16;
        let found = self.rests[range.clone()].iter().position(|other| *other == rest)?;
        Some(self.values[range.start + found])
    }

    /// Reads what [`Table::write`] wrote.
    pub fn read(bytes: &mut Bytes) -> Result<Self, Broken> {
        let rest_bits = u32::from(bytes.byte()?);
        if rest_bits > 16 {
            return Err(Broken);
        }
        let mut starts = Vec::with_capacity(BUCKETS + 1);
        let mut total = 0_u32;
        starts.push(total);
        for count in bytes.take(BUCKETS)? {
            total += u32::from(*count);
            starts.push(total);
        }
        let total = total as usize;
        let rests = match rest_bits {
            0..=8 => bytes.take(total)?.iter().map(|byte| u16::from(*byte)).collect(),
            _ => bytes.numbers(total)?,
        };
        Ok(Self { starts, rests, values: bytes.numbers(total)?, rest_bits })
    }

    /// The bytes of a table; of two entries with one key the first stays.
    pub fn write(entries: &[(u32, u16)], rest_bits: u32) -> Vec<u8> {
        let mut entries: Vec<(u32, u16)> =
            entries.iter().map(|(key, value)| (key >> (16 - rest_bits), *value)).collect();
        entries.sort_by_key(|(key, _)| *key);
        entries.dedup_by_key(|(key, _)| *key);
        let mut counts = vec![0_u8; BUCKETS];
        entries.retain(|(key, _)| {
            let count = &mut counts[(key >> rest_bits) as usize];
            let fits = *count < u8::MAX;
            *count += u8::from(fits);
            fits
        });
        let mut bytes = vec![rest_bits as u8];
        bytes.extend(counts);
        let rests = entries.iter().map(|(key, _)| key & ((1 << rest_bits) - 1));
        match rest_bits {
            0..=8 => bytes.extend(rests.map(|rest| rest as u8)),
            _ => bytes.extend(rests.flat_map(|rest| (rest as u16).to_le_bytes())),
        }
        bytes.extend(entries.iter().flat_map(|(_, value)| value.to_le_bytes()));
        bytes
    }
}
