//! Names as sequences of words, found in a text by their words.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

use super::token::{Gap, Lines, Shape, Token, add_tokens, hash};

/// Names to look for, each standing for actors by number: a tree of their words.
///
/// Words are numbers, and so are steps in the tree: one table holds every step, so that tens of thousands of
/// names are read in in a few milliseconds. Which numbers there are, the names decide and never the texts.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// From a node and a word to the next node.
    steps: HashMap<u64, u32, BuildHasherDefault<AsItIs>>,
    /// For each node the last of its uses, plus one.
    last: Vec<u32>,
    uses: Vec<Use>,
    /// The words of the name that is added.
    words: Vec<Token>,
}

/// One actor’s use of a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Use {
    /// Whose name it is.
    pub actor: u32,
    /// Which of its names; `None` for a phrase that is never it.
    pub alias: Option<u16>,
    /// Which words must begin with a capital.
    capital: u32,
    /// Which words must be capitals all through.
    upper: u32,
    /// How many words there are.
    words: u8,
    /// Whether it counts in texts of any language.
    anywhere: bool,
    /// The use before it, plus one.
    before: u32,
}

/// A name found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// The first word and the one after the last.
    pub words: Range<usize>,
    /// Its bytes.
    pub range: Range<usize>,
    /// Where the uses of it are found.
    pub node: u32,
}

/// What a text is like.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Manner {
    /// Whether all of it is in capitals.
    pub shouted: bool,
    /// Whether it is in another language than English.
    pub foreign: bool,
}

impl Lexicon {
    /// A lexicon with room for so many names.
    pub(super) fn with_room(names: usize) -> Self {
        let steps = HashMap::with_capacity_and_hasher(2 * names, BuildHasherDefault::default());
        let mut last = Vec::with_capacity(2 * names);
        last.push(0);
        Self { steps, last, uses: Vec::with_capacity(names), words: Vec::new() }
    }
}

impl Default for Lexicon {
    fn default() -> Self {
        Self::with_room(0)
    }
}

/// The words of a name that count for its case.
const COUNTED: usize = 32;
/// A name that is longer is nobody's.
const LONGEST: usize = 24;
/// The word that a plus behind a name is: *OPEC+*.
const PLUS: u64 = 0x2b;
/// The word that a comma is.
const COMMA: u64 = 0x2c;

impl Lexicon {
    /// Adds a name. Its first word must be met as it is written, and all of them where it is a person's; acronyms
    /// in capitals; so that *European allies* is *European Allies*, and *may* is not *May*.
    pub(super) fn add(&mut self, name: &str, actor: u32, alias: Option<u16>, person: bool, anywhere: bool) {
        let mut words = std::mem::take(&mut self.words);
        words.clear();
        add_tokens(name, Lines::Apart, &mut words);
        self.add_words(name, &words, actor, alias, person, anywhere);
        self.words = words;
    }

    fn add_words(
        &mut self,
        name: &str,
        words: &[Token],
        actor: u32,
        alias: Option<u16>,
        person: bool,
        anywhere: bool,
    ) {
        if words.is_empty() || words.len() > LONGEST {
            return;
        }
        let (mut node, mut capital, mut upper) = (0_u32, 0, 0);
        for (nth, word) in words.iter().enumerate() {
            if word.gap == Gap::Comma && nth > 0 {
                node = self.step(node, COMMA);
            }
            node = self.step(node, word.hash);
            let bit = if nth < COUNTED { 1 << nth } else { 0 };
            let letter = word.range.len() == 1;
            match word.shape {
                Shape::Upper => upper |= bit,
                Shape::Capital if nth == 0 || person || letter => capital |= bit,
                _ => {}
            }
        }
        if name.ends_with('+') {
            node = self.step(node, PLUS);
        }
        let before = self.last[node as usize];
        let count = u8::try_from(words.len()).unwrap_or(u8::MAX);
        self.uses.push(Use { actor, alias, capital, upper, words: count, anywhere, before });
        self.last[node as usize] = u32::try_from(self.uses.len()).unwrap_or(u32::MAX);
    }

    /// The names in a text, the longest at each place, none overlapping another.
    pub(super) fn find(&self, text: &str, tokens: &[Token], manner: Manner) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let Some((more, node, particle)) = self.longest(text, &tokens[at..], manner) else {
                at += 1;
                continue;
            };
            let end = end(text, &tokens[at..at + more]);
            found.push(Found { words: at..at + more, range: tokens[at].range.start + particle..end, node });
            at += more;
        }
        found
    }

    /// Whose name it is and how, at a node; the last that was added first.
    pub(super) fn uses(&self, node: u32) -> impl Iterator<Item = &Use> {
        let mut next = self.last[node as usize];
        std::iter::from_fn(move || {
            let found = self.uses.get((next as usize).checked_sub(1)?)?;
            next = found.before;
            Some(found)
        })
    }

    /// The longest name that `tokens` begin with: how many of them it has, its node, and the bytes of a
    /// particle before it.
    fn longest(&self, text: &str, tokens: &[Token], manner: Manner) -> Option<(usize, u32, usize)> {
        let (mut node, particle) = self.first(text, tokens.first()?)?;
        let mut longest = None;
        let (mut capital, mut upper) = (0, 0);
        for (nth, token) in tokens.iter().enumerate().take(LONGEST) {
            if nth > 0 {
                let letter = |token: &Token| token.range.len() == 1;
                let from = match token.gap {
                    Gap::Clause | Gap::Sentence => break,
                    // *A U.S. envoy* has no *A.U.*
                    Gap::Space if nth == 1 && letter(token) && letter(&tokens[0]) => break,
                    Gap::Comma => self.next(node, COMMA),
                    Gap::Space | Gap::Joined | Gap::Possessive => Some(node),
                };
                let Some(next) = from.and_then(|from| self.next(from, token.hash)) else { break };
                node = next;
            }
            let bit = if nth < COUNTED { 1 << nth } else { 0 };
            let cased = token.shape != Shape::Lower;
            capital |= if cased { bit } else { 0 };
            upper |= if token.shape == Shape::Upper { bit } else { 0 };
            let fits = |u: &Use| {
                u.capital & !capital == 0
                    && u.upper & !upper == 0
                    && !(manner.shouted && u.words == 1 && u.upper != 0 && token.range.len() <= 3)
                    && (!manner.foreign || u.anywhere)
            };
            let plus = if text[token.range.end..].starts_with('+') { self.next(node, PLUS) } else { None };
            if let Some(node) = plus.into_iter().chain([node]).find(|node| self.uses(*node).any(fits)) {
                longest = Some((nth + 1, node, particle));
            }
        }
        longest
    }

    /// Where the names lead that begin with a word, and the bytes of a particle before them: Arabic and Hebrew
    /// write *and*, *in*, *for* onto the word that follows.
    fn first(&self, text: &str, token: &Token) -> Option<(u32, usize)> {
        if let Some(node) = self.next(0, token.hash) {
            return Some((node, 0));
        }
        let word = &text[token.range.clone()];
        if word.is_ascii() {
            return None;
        }
        let particles = ['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'כ', 'מ', 'ה'];
        let rest = word.strip_prefix(particles)?;
        self.next(0, hash(rest)).map(|node| (node, word.len() - rest.len()))
    }

    fn step(&mut self, from: u32, word: u64) -> u32 {
        let new = u32::try_from(self.last.len()).unwrap_or(u32::MAX);
        let to = *self.steps.entry(key(from, word)).or_insert(new);
        if to == new {
            self.last.push(0);
        }
        to
    }

    fn next(&self, from: u32, word: u64) -> Option<u32> {
        self.steps.get(&key(from, word)).copied()
    }
}

/// A step as one number.
fn key(from: u32, word: u64) -> u64 {
    let mixed =
        (word ^ (u64::from(from).wrapping_mul(0x9e37_79b9_7f4a_7c15))).wrapping_mul(0xff51_afd7_ed55_8ccd);
    mixed ^ (mixed >> 32)
}

/// Where a name ends: the full stop of *U.S.* is part of it.
fn end(text: &str, words: &[Token]) -> usize {
    let [.., before, last] = words else { return words.last().map_or(0, |word| word.range.end) };
    let letters = before.range.len() == 1 && last.range.len() == 1 && last.gap == Gap::Joined;
    let dotted = text[before.range.end..last.range.start] == *"." && text[last.range.end..].starts_with('.');
    if letters && dotted { last.range.end + 1 } else { last.range.end }
}

/// A hasher for what is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 << 8) | u64::from(*byte);
        }
    }

    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::token::tokens;

    fn check(names: &[&str], text: &str, expected: &[(&str, u32)]) {
        let mut lexicon = Lexicon::default();
        for (actor, name) in (0..).zip(names) {
            lexicon.add(name, actor, Some(0), false, true);
        }
        let found: Vec<(&str, u32)> = lexicon
            .find(text, &tokens(text, Lines::Apart), Manner::default())
            .into_iter()
            .map(|found| (&text[found.range], lexicon.uses(found.node).map(|u| u.actor).last().unwrap_or(99)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_the_longest_name_in_its_own_case() {
        check(
            &["Russia", "Russia House", "European Allies", "May", "WHO"],
            "Russia’s envoy met Russia House; European allies may wait. Who? WHO.",
            &[("Russia", 0), ("Russia House", 1), ("European allies", 2), ("WHO", 4)],
        );
    }

    #[test]
    fn a_name_crosses_a_comma_only_where_it_has_one() {
        check(&["Steve Witkoff"], "Steve, Witkoff said. Steve Witkoff left.", &[("Steve Witkoff", 0)]);
        check(
            &["Washington, D.C.", "Washington"],
            "In Washington, D.C., and Washington, too.",
            &[("Washington, D.C.", 0), ("Washington", 1)],
        );
    }

    #[test]
    fn full_stops_belong_to_an_acronym() {
        check(
            &["U.S."],
            "U.S.-brokered, U.S. envoys, the U.S. Then",
            &[("U.S.", 0), ("U.S.", 0), ("U.S.", 0)],
        );
    }

    #[test]
    fn a_plus_makes_another_name() {
        check(&["OPEC", "OPEC+"], "OPEC and OPEC+ met.", &[("OPEC", 0), ("OPEC", 1)]);
    }

    #[test]
    fn finds_names_in_scripts_without_spaces() {
        check(&["北京", "日本"], "据北京方面和日本消息", &[("北京", 0), ("日本", 1)]);
        check(&["روسيا"], "قالت وروسيا ترفض", &[("روسيا", 0)]);
    }

    #[test]
    fn many_names_may_begin_alike() {
        // Walking through all of them at each place would take hours.
        let names: Vec<String> = (0..60_000).map(|n| format!("Ann X{n}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let expected: Vec<(&str, u32)> = (0..).zip(&names).map(|(nth, name)| (*name, nth)).collect();
        check(&names, &names.join(", "), &expected);
    }
}
