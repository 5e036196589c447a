//! Makes inputs of other inputs: what is turned, cut, doubled, joined, or has a word of its form put into it.

/// No input is made longer.
const LONGEST: usize = 6_000;

/// Makes the same inputs in every run of the same seed.
pub struct Mutator {
    dice: u64,
    corpus: Vec<Vec<u8>>,
    words: Vec<Vec<u8>>,
}

impl Mutator {
    /// Makes inputs of these.
    pub fn new(seed: u64, corpus: Vec<Vec<u8>>, words: Vec<Vec<u8>>) -> Self {
        Self { dice: seed, corpus, words }
    }

    /// The next input.
    pub fn next_input(&mut self) -> Vec<u8> {
        let mut input = self.one_of_the_corpus();
        for _ in 0..=self.roll(6) {
            self.change(&mut input);
        }
        input.truncate(LONGEST);
        input
    }

    fn change(&mut self, input: &mut Vec<u8>) {
        let at = self.roll(input.len() + 1);
        let end = (at + 1 + self.roll(40)).min(input.len());
        match self.roll(9) {
            0 if at < end => input[at] ^= 1 << self.roll(8),
            1 if at < end => input[at] = self.roll(256) as u8,
            2 => drop(input.drain(at.min(end)..end)),
            3 => input.truncate(at),
            4 => {
                let part = input[at.min(end)..end].repeat(1 + self.roll(30));
                input.splice(at..at, part);
            }
            5 => {
                let other = self.one_of_the_corpus();
                let from = self.roll(other.len() + 1);
                let to = (from + self.roll(400)).min(other.len());
                input.splice(at..at, other[from..to].iter().copied());
            }
            6 => {
                let tail = input.split_off(at);
                input.splice(0..0, tail);
            }
            _ if !self.words.is_empty() => {
                let nth = self.roll(self.words.len());
                let word = self.words[nth].clone();
                // Much of the same is what most often breaks something.
                let times = if self.roll(8) == 0 { 1 + self.roll(200) } else { 1 };
                input.splice(at..at, word.repeat(times));
            }
            _ => {}
        }
    }

    fn one_of_the_corpus(&mut self) -> Vec<u8> {
        let nth = self.roll(self.corpus.len());
        self.corpus[nth].clone()
    }

    fn roll(&mut self, sides: usize) -> usize {
        self.dice = self.dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.dice >> 33).unwrap_or(0) % sides
    }
}

/// The words of a dictionary as libFuzzer has it: a line each, quoted, with `\"`, `\\` and `\x1b`.
pub fn dictionary(text: &str) -> Vec<Vec<u8>> {
    let lines = text.lines().filter_map(|line| line.trim().strip_prefix('"')?.strip_suffix('"'));
    lines.map(unescaped).collect()
}

fn unescaped(word: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), word.bytes());
    while let Some(byte) = rest.next() {
        match byte {
            b'\\' => match rest.next() {
                Some(b'x') => {
                    let digits: String = rest.by_ref().take(2).map(char::from).collect();
                    bytes.push(u8::from_str_radix(&digits, 16).expect("two digits"));
                }
                other => bytes.extend(other),
            },
            byte => bytes.push(byte),
        }
    }
    bytes
}

#[test]
fn dictionaries_are_read_as_libfuzzer_reads_them() {
    assert_eq!(dictionary("# no word\n\"a\\x1b\\\"\\\\\"\n"), [b"a\x1b\"\\".to_vec()]);
}
