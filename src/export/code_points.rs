//! Places in JSON count code points; in memory they count bytes.

use std::ops::Range;

/// After how many bytes the code points are noted.
const STEP: usize = 256;

/// The code points of one text, found by their bytes.
pub struct CodePoints<'a> {
    bytes: &'a [u8],
    /// How many there are before each step.
    noted: Vec<usize>,
}

impl<'a> CodePoints<'a> {
    /// Notes where the code points of `text` are.
    pub fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut count = 0;
        let noted = bytes.chunks(STEP).map(|step| {
            let before = count;
            count += begun(step);
            before
        });
        Self { bytes, noted: noted.collect() }
    }

    /// How many code points come before a byte.
    pub fn before(&self, byte: usize) -> usize {
        let byte = byte.min(self.bytes.len());
        let step = (byte / STEP).min(self.noted.len().saturating_sub(1));
        self.noted.get(step).copied().unwrap_or(0) + begun(&self.bytes[step * STEP..byte])
    }

    /// A range of bytes in code points.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        self.before(range.start)..self.before(range.end)
    }
}

/// How many code points begin in some bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

#[cfg(test)]
mod tests {
    use super::CodePoints;

    #[test]
    fn counts_code_points_at_any_byte() {
        for text in ["", "a", "“é” 北京", &"é“a".repeat(200)] {
            let points = CodePoints::of(text);
            for (nth, (byte, _)) in text.char_indices().enumerate() {
                assert_eq!(points.before(byte), nth);
            }
            assert_eq!(points.before(text.len()), text.chars().count());
        }
    }
}
