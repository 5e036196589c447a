//! Numbers for words and for what is seen of them: the same in every build, for the tables are made with them.

/// A hash that grows by one value at a time.
#[derive(Clone, Copy, Debug)]
pub struct Hash(u64);

impl Hash {
    /// The hash of nothing.
    pub const fn new() -> Self {
        Self(0x51_7c_c1_b7_27_22_0a_95)
    }

    /// Takes in one value.
    pub fn add(&mut self, value: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(value)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    /// What has come of it.
    pub fn end(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
        (mixed >> 32) as u32
    }
}

impl Default for Hash {
    fn default() -> Self {
        Self::new()
    }
}

/// The hash of a few values.
pub fn hash(values: &[u32]) -> u32 {
    let mut hash = Hash::new();
    values.iter().for_each(|value| hash.add(*value));
    hash.end()
}
