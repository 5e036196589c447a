//! What a format's reader hands to the structure recogniser.

use crate::model::{Author, Block, CleanText, Text, Timestamp};

/// An article as its format gives it: a flat run of blocks, and what the source says of itself.
#[derive(Clone, Debug)]
pub(super) struct RawArticle {
    pub(super) metadata: Metadata,
    pub(super) blocks: Vec<RawBlock>,
    pub(super) headings: Headings,
}

/// How the format shows what a heading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Headings {
    /// It has marks for headings: a plain short line is not one.
    Marked,
    /// It has none: a short line that stands alone may be one.
    Bare,
}

/// What the source says of itself, apart from its body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) title: Option<CleanText>,
    pub(super) standfirst: Option<CleanText>,
    /// With how many characters of the body the standfirst is said, where it is not said apart.
    pub(super) standfirst_length: Option<usize>,
    pub(super) authors: Vec<Author>,
    pub(super) published: Option<Timestamp>,
    pub(super) updated: Option<Timestamp>,
    pub(super) language: Option<CleanText>,
    pub(super) url: Option<CleanText>,
}

/// One block, before anyone knows what part it plays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RawBlock {
    /// What the format marks as a heading.
    Heading {
        /// Its level in the source, from 1.
        level: u8,
        text: Text,
    },
    /// Running text.
    Paragraph(RawParagraph),
    /// Any other block.
    Other(Block),
}

/// Running text, and how it stood in its source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct RawParagraph {
    /// The text; each line feed is a line end of the source.
    pub(super) text: Text,
    /// Which of the line feeds the source means as line breaks, counted from 0, ascending.
    pub(super) hard_breaks: Vec<usize>,
    /// Whether it is a single line of the source.
    pub(super) one_line: bool,
    /// Whether the next block follows on the very next line.
    pub(super) touches_next: bool,
}

impl RawBlock {
    /// The running text, where the block is a paragraph.
    pub(super) fn as_paragraph(&self) -> Option<&Text> {
        match self {
            Self::Paragraph(paragraph) => Some(&paragraph.text),
            _ => None,
        }
    }
}
