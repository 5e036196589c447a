//! An article as the recogniser reads it: its texts, each once, as words.

use std::ops::Range;

use super::language::detect;
use super::lexicon::Manner;
use super::table::{Date, Lang, language};
use super::token::{Lines, Token, tokens};
use crate::model::{Block, Document, Place, SectionKind, Spot};

/// The texts of an article in which names count.
pub(super) struct Reading<'a> {
    /// In reading order.
    pub texts: Vec<TextIn<'a>>,
    /// The article’s day, as far as it says.
    pub day: Option<Date>,
    /// Its language, as far as that is known.
    pub language: Option<Lang>,
}

/// One text.
pub(super) struct TextIn<'a> {
    /// Where it stands.
    pub spot: Spot,
    /// The characters.
    pub text: &'a str,
    /// Where it begins in the text of its spot.
    pub start: usize,
    /// What part it plays.
    pub part: Part,
    /// The words.
    pub tokens: Vec<Token>,
}

/// What part a text plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The headline.
    Title,
    /// The standfirst, or what comes before the first heading.
    Lead,
    /// The heading of a section.
    Heading,
    /// The actor of a stakeholder line.
    Stakeholder,
    /// The position of a stakeholder line.
    Position,
    /// Anything else.
    Body,
}

impl<'a> Reading<'a> {
    /// Reads a document. What only names its makers (byline, credits, notes on authors) is no text of it; a
    /// standfirst that the body repeats, or a title, is read once; addresses that stand for what cannot be shown are not
    /// read, nor are headings that only say what part their section plays.
    pub(super) fn new(document: &'a Document) -> Self {
        let repeated = document.standfirst_repeat().is_some();
        let has_headline = !begins_with_title(document);
        let texts = document.spots().filter_map(|(spot, text)| {
            let part = part(document, spot)?;
            let counts = match spot {
                Spot::Title => has_headline,
                Spot::Standfirst => !repeated,
                _ => true,
            };
            counts.then(|| {
                pieces(text).map(move |Range { start, end }| {
                    let text = &text[start..end];
                    TextIn { spot, text, start, part, tokens: kept(text, Lines::Apart) }
                })
            })
        });
        let texts: Vec<TextIn> = texts.flatten().collect();
        let said = document.language.as_deref().and_then(|code| language(code.get(..2)?));
        Self {
            language: said.or_else(|| detect(texts.iter().map(|text| text.text))),
            day: document.published.or(document.updated).map(Date::of),
            texts,
        }
    }

    /// Reads a raw text by its paragraphs.
    pub(super) fn raw(text: &'a str, paragraphs: Vec<Range<usize>>) -> Self {
        let within = |range: Range<usize>| {
            pieces(&text[range.clone()]).map(move |piece| range.start + piece.start..range.start + piece.end)
        };
        let most = MOST_PARAGRAPHS + text.len() / BYTES_A_PARAGRAPH;
        let texts = paragraphs.into_iter().take(most).flat_map(within).map(|range| {
            let (start, text) = (range.start, &text[range]);
            TextIn { spot: Spot::Title, text, start, part: Part::Body, tokens: kept(text, Lines::Wrapped) }
        });
        let texts: Vec<TextIn> = texts.collect();
        Self { language: detect(texts.iter().map(|text| text.text)), day: None, texts }
    }

    /// The place of a stretch of one of the texts.
    pub(super) fn place(&self, text: usize, range: Range<usize>) -> Place {
        let TextIn { spot, start, .. } = self.texts[text];
        Place { spot, range: start + range.start..start + range.end }
    }

    /// Whether it is in English, as far as is known.
    pub(super) fn is_english(&self) -> bool {
        self.language.is_none_or(|code| code == *b"en")
    }

    /// How many names are looked for in it, and how many quotations.
    pub(super) fn most(&self) -> usize {
        let bytes: usize = self.texts.iter().map(|text| text.text.len()).sum();
        MAX_FOUND.min(FOUND_ANYWAY + bytes / BYTES_FOR_ONE)
    }

    pub(super) fn manner(&self, text: usize) -> Manner {
        Manner { shouted: is_shouted(self.texts[text].text), foreign: !self.is_english() }
    }

    /// The word at a place, or nothing beyond the text.
    pub(super) fn word(&self, text: usize, nth: usize) -> &'a str {
        let text = &self.texts[text];
        text.tokens.get(nth).map_or("", |token| &text.text[token.range.clone()])
    }

    /// The words before a place, the nearest first, and those from a place on.
    pub(super) fn before(&self, text: usize, at: usize) -> impl Iterator<Item = &'a str> {
        (0..at).rev().map(move |nth| self.word(text, nth))
    }
}

/// No article has more names, nor more quotations.
const MAX_FOUND: usize = 50_000;
/// So many are found in any, and one more for so many bytes of a long one: a list of names alone, or of quotations of a word
/// each, takes up very many times its length.
const FOUND_ANYWAY: usize = 3_000;
const BYTES_FOR_ONE: usize = 64;

/// What is longer than any paragraph, in bytes, is read in pieces: whoever looks around in a text looks no further.
const LONGEST: usize = 20_000;

/// So many paragraphs of any raw text are read, and one more for so many bytes of it: no article has more.
const MOST_PARAGRAPHS: usize = 4_000;
const BYTES_A_PARAGRAPH: usize = 30;

/// The words of a text in no more room than they need, since those of the whole article are kept.
fn kept(text: &str, lines: Lines) -> Vec<Token> {
    let mut tokens = tokens(text, lines);
    tokens.shrink_to_fit();
    tokens
}

/// Where the pieces of a text begin and end, parted between words; nearly always it is one.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let start = next.take()?;
        let rest = &text[start..];
        if rest.len() <= LONGEST {
            return Some(start..text.len());
        }
        let longest = rest.floor_char_boundary(LONGEST);
        let end = start + rest[..longest].rfind(char::is_whitespace).filter(|at| *at > 0).unwrap_or(longest);
        next = Some(end);
        Some(start..end)
    })
}

/// Whether the text begins with the title: it has no headline of its own, and is called by its first words.
fn begins_with_title(document: &Document) -> bool {
    let title = document.title.trim_end_matches('…');
    let first = document.sections.first().and_then(|section| section.blocks.first());
    let first = first.and_then(|block| block.part(0)).unwrap_or_default();
    !title.is_empty() && first.starts_with(title)
}

fn part(document: &Document, spot: Spot) -> Option<Part> {
    Some(match spot {
        Spot::Title => Part::Title,
        Spot::Standfirst => Part::Lead,
        Spot::Credit { .. } | Spot::Bio { .. } => return None,
        Spot::Heading { section } => {
            let kind = document.sections.get(section)?.kind;
            return (kind == SectionKind::Other).then_some(Part::Heading);
        }
        Spot::Block { section, block, part } => {
            let within = document.sections.get(section)?;
            match within.blocks.get(block)? {
                Block::Embed { .. } | Block::Preformatted { .. } => return None,
                Block::Stakeholder { .. } if part == 0 => Part::Stakeholder,
                Block::Stakeholder { .. } => Part::Position,
                _ if section == 0 && within.heading.is_none() => Part::Lead,
                _ => Part::Body,
            }
        }
    })
}

fn is_shouted(text: &str) -> bool {
    let mut upper = 0_usize;
    let mut lower = 0_usize;
    for c in text.chars().take(400) {
        upper += usize::from(c.is_uppercase());
        lower += usize::from(c.is_lowercase());
    }
    upper > 3 && lower * 4 < upper
}
