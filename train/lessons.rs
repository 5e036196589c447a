//! Documents as the learner takes them: what is seen of each word of each chain, and its right tag.

use masthead::actors::tagger::chain::{LABELS, OUTSIDE, Part, tag};
use masthead::actors::tagger::evidence::Evidence;
use masthead::actors::tagger::features::see;
use masthead::actors::tagger::lexicon::{Lexicon, list};
use masthead::actors::tagger::reading::Reading;
use masthead::actors::tagger::words::{Case, Word};
use masthead::model::Label;

use crate::corpus::Gold;
use crate::lists::Lists;

/// One name in a document.
pub type Name = (usize, usize, Label);

/// A document read, with its right tags.
#[derive(Debug)]
pub struct Lesson {
    /// Which source it is of.
    pub source: usize,
    /// Its words.
    pub reading: Reading,
    /// The right tag of each word.
    pub tags: Vec<usize>,
    /// The chains of which it is not certain what is right.
    pub unclear: Vec<bool>,
    /// The right names, leading articles and titles left off.
    pub names: Vec<Name>,
}

impl Lesson {
    /// Reads a document.
    pub fn new(gold: &Gold, source: usize, lexicon: &Lexicon, lists: &Lists) -> Self {
        let reading = Reading::new(&[&gold.text], lexicon);
        let mut tags = vec![OUTSIDE; reading.words.len()];
        let mut names = Vec::new();
        let mut doubtful = vec![false; reading.words.len()];
        for (start, end, label) in &gold.spans {
            let Some(label) = label_of(label) else { continue };
            let (start, end) = trimmed(&gold.text, *start, *end, label);
            let label = corrected(&gold.text[start..end], label, lists);
            names.push((start, end, label));
            let first = reading.words.partition_point(|seen| seen.word.end <= start);
            let last = reading.words.partition_point(|seen| seen.word.start < end);
            let Some(words) = reading.words.get(first..last).filter(|words| !words.is_empty()) else {
                continue;
            };
            let strict = gold.source.starts_with("gum") || gold.source == "re3d";
            let fits = words[0].word.start == start && words[words.len() - 1].word.end == end;
            if !fits || !is_name(words.iter().map(|seen| &seen.word), strict) {
                doubtful[first..last].fill(true);
                continue;
            }
            let nth = LABELS.iter().position(|other| *other == label).unwrap_or_default();
            for (at, tag_here) in tags[first..last].iter_mut().enumerate() {
                let part = match (at, last - first - 1) {
                    (0, 0) => Part::Alone,
                    (0, _) => Part::First,
                    (at, end) if at == end => Part::Last,
                    _ => Part::Inside,
                };
                *tag_here = tag(nth, part);
            }
        }
        let unclear = reading.chains.iter().map(|chain| doubtful[chain.clone()].contains(&true)).collect();
        names.sort_unstable();
        Self { source, reading, tags, unclear, names }
    }

    /// What is seen of the words of the nth chain, one after another, with the number of it for each word.
    pub fn sights(&self, chain: usize, evidence: &Evidence) -> (Vec<u32>, Vec<u32>) {
        let (mut sights, mut ends) = (Vec::new(), Vec::new());
        for at in self.reading.chains[chain].clone() {
            see(&self.reading, evidence, at, &mut sights);
            ends.push(sights.len() as u32);
        }
        (sights, ends)
    }
}

fn label_of(name: &str) -> Option<Label> {
    match name {
        "PER" => Some(Label::Per),
        "ORG" => Some(Label::Org),
        "LOC" => Some(Label::Loc),
        "NORP" => Some(Label::Norp),
        _ => None,
    }
}

/// Some sources mark states as bodies, and nationalities as places.
fn corrected(name: &str, label: Label, lists: &Lists) -> Label {
    let lists = lists.of(name);
    match label {
        Label::Org if lists & list::COUNTRY != 0 && lists & list::ORGANISATION == 0 => Label::Loc,
        Label::Loc if lists & list::NATIONALITY != 0 && lists & (list::COUNTRY | list::CITY) == 0 => {
            Label::Norp
        }
        _ => label,
    }
}

/// Words that stand in names without a capital.
const LINKS: &[&str] = &[
    "of", "the", "and", "for", "in", "on", "de", "la", "le", "du", "des", "del", "di", "da", "do", "dos",
    "van", "von", "der", "den", "al", "el", "bin", "bint", "ibn", "to", "at", "sans", "y", "e", "et", "und",
    "zu", "ter",
];

/// It has the form of a name: capitalised at both ends, and between them little else.
fn is_name<'a>(words: impl ExactSizeIterator<Item = &'a Word>, strict: bool) -> bool {
    let links: Vec<u32> = LINKS
        .iter()
        .flat_map(|link| masthead::actors::tagger::words::words(link))
        .map(|word| word.lower)
        .collect();
    let count = words.len();
    count <= 12
        && words.enumerate().all(|(nth, word)| match word.case {
            Case::Title | Case::Upper | Case::Mixed => true,
            Case::Digits => nth > 0,
            Case::None => nth > 0 && nth + 1 < count && !(strict && word.sign == Some(',')),
            Case::Lower => nth > 0 && nth + 1 < count && (!strict || links.contains(&word.lower)),
        })
}

const ARTICLES: &[&str] = &["the", "a", "an"];

/// Titles that stand before a name and are not of it.
const TITLES: &[&str] = &[
    "mr",
    "mr.",
    "mrs",
    "mrs.",
    "ms",
    "ms.",
    "dr",
    "dr.",
    "prof",
    "prof.",
    "sir",
    "president",
    "minister",
    "prime",
    "senator",
    "sen.",
    "rep.",
    "gov.",
    "governor",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "chancellor",
    "gen.",
    "general",
    "judge",
    "justice",
    "lord",
    "lady",
    "sheikh",
    "sheik",
    "secretary",
    "mayor",
    "rev.",
    "reverend",
    "archbishop",
    "bishop",
    "cardinal",
    "ambassador",
    "foreign",
];

/// A name without what some sources count to it: articles, titles, possessive endings, signs around it.
pub fn trimmed(text: &str, start: usize, end: usize, label: Label) -> (usize, usize) {
    let (mut start, mut end) = (start, end);
    let drop_first = |start: usize, end: usize, words: &[&str]| {
        let (first, rest) = text[start..end].split_once(' ')?;
        words.contains(&first.to_lowercase().as_str()).then(|| end - rest.trim_start().len())
    };
    if let Some(later) = drop_first(start, end, ARTICLES) {
        start = later;
    }
    for suffix in ["'s", "’s", "'S", "’S"] {
        if text[start..end].ends_with(suffix) {
            end -= suffix.len();
        }
    }
    let signs = |c: char| c.is_whitespace() || ",;:!?\"'”’)".contains(c);
    end = start + text[start..end].trim_end_matches(signs).len();
    let is_sign = |c: char| c.is_whitespace() || "\"'“‘(".contains(c);
    start = end - text[start..end].trim_start_matches(is_sign).len();
    while label == Label::Per
        && let Some(later) = drop_first(start, end, TITLES)
    {
        start = later;
    }
    (start, end)
}
