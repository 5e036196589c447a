//! Names as sequences of words, found in a text by their first word.

use std::collections::HashMap;
use std::ops::Range;

use crate::model::{is_unparted, words};

/// Names to look for, each standing for an actor by number: a tree of their words.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    /// The first is the one before any word.
    nodes: Vec<Node>,
}

/// What the words so far may be or become.
#[derive(Clone, Debug, Default)]
struct Node {
    /// Whose name they are.
    actor: Option<usize>,
    /// The node that the next word leads to.
    next: HashMap<String, usize>,
}

impl Default for Lexicon {
    fn default() -> Self {
        Self { nodes: vec![Node::default()] }
    }
}

impl Lexicon {
    /// Adds a name. The first word must be met as it is written, the others in any case, so that *European
    /// allies* is *European Allies* and *may* is not *May*. Of two equal names the first counts.
    pub(super) fn add(&mut self, name: &str, actor: usize) {
        let mut at = 0;
        for (nth, (_, word)) in words(name).enumerate() {
            let word = if nth == 0 { word.to_owned() } else { word.to_lowercase() };
            let new = self.nodes.len();
            let next = *self.nodes[at].next.entry(word).or_insert(new);
            if next == new {
                self.nodes.push(Node::default());
            }
            at = next;
        }
        if at > 0 {
            self.nodes[at].actor.get_or_insert(actor);
        }
    }

    /// The names in `text`, the longest at each place, none overlapping another.
    pub(super) fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let tokens: Vec<(Range<usize>, &str)> = words(text).collect();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some((range, word)) = tokens.get(at) {
            let longest = self.first(word).and_then(|(node, particle)| {
                self.longest(node, &tokens[at..], text).map(|(more, actor)| (particle, more, actor))
            });
            let Some((particle, more, actor)) = longest else {
                at += 1;
                continue;
            };
            let last = at + more;
            found.push((range.start + particle..tokens[last].0.end, actor));
            at = last + 1;
        }
        found
    }

    /// Where the names lead that begin with `word`, and the bytes of a particle before them: Arabic and Hebrew
    /// write *and*, *in*, *for* onto the word that follows.
    fn first(&self, word: &str) -> Option<(usize, usize)> {
        let first = &self.nodes[0].next;
        if let Some(node) = first.get(word) {
            return Some((*node, 0));
        }
        let particles = ['و', 'ف', 'ب', 'ل', 'ك', 'ו', 'ב', 'ל', 'כ', 'מ', 'ה'];
        let rest = word.strip_prefix(particles)?;
        first.get(rest).map(|node| (*node, word.len() - rest.len()))
    }

    /// The longest name that goes on from `node`, which the first of `tokens` led to, within one sentence: how
    /// many more words it has, and whose it is.
    fn longest(
        &self,
        mut node: usize,
        tokens: &[(Range<usize>, &str)],
        text: &str,
    ) -> Option<(usize, usize)> {
        let mut longest = self.nodes[node].actor.map(|actor| (0, actor));
        for (nth, pair) in tokens.windows(2).enumerate() {
            let (before, (range, word)) = (&pair[0].0, &pair[1]);
            let next = &self.nodes[node].next;
            if next.is_empty() || breaks(&text[before.end..range.start]) {
                break;
            }
            let lower = || (!word.starts_with(is_unparted)).then(|| next.get(&word.to_lowercase())).flatten();
            let Some(to) = next.get(*word).or_else(lower) else { break };
            node = *to;
            longest = self.nodes[node].actor.map(|actor| (nth + 1, actor)).or(longest);
        }
        longest
    }
}

/// Whether what stands between two words keeps them from being one name.
fn breaks(between: &str) -> bool {
    between.contains(['\n', ',', ';', ':', '!', '?', '(', ')', '“', '”', '"'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], text: &str, expected: &[(&str, usize)]) {
        let mut lexicon = Lexicon::default();
        names.iter().enumerate().for_each(|(actor, name)| lexicon.add(name, actor));
        let found: Vec<(&str, usize)> =
            lexicon.find(text).into_iter().map(|(range, actor)| (&text[range], actor)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_the_longest_name_in_its_own_case() {
        check(
            &["Russia", "Russia House", "European Allies", "May"],
            "Russia’s envoy met Russia House; European allies may wait.",
            &[("Russia", 0), ("Russia House", 1), ("European allies", 2)],
        );
    }

    #[test]
    fn a_name_does_not_cross_a_comma() {
        check(&["Steve Witkoff"], "Steve, Witkoff said. Steve Witkoff left.", &[("Steve Witkoff", 0)]);
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
        let expected: Vec<(&str, usize)> = names.iter().enumerate().map(|(nth, name)| (*name, nth)).collect();
        check(&names, &names.join(", "), &expected);
    }
}
