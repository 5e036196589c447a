//! Where in a document something stands.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One text of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spot {
    /// The headline.
    Title,
    /// The standfirst.
    Standfirst,
    /// A section's heading.
    Heading {
        /// The section's place in the document, from 0.
        section: usize,
    },
    /// A part of a block, as [`Block::parts`](super::Block::parts) counts them.
    Block {
        /// The section's place in the document, from 0.
        section: usize,
        /// The block's place in the section, from 0.
        block: usize,
        /// The part's place in the block, from 0.
        part: usize,
    },
}

/// A stretch of one text of a document. Ranges count bytes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    /// Which text.
    pub spot: Spot,
    /// Which bytes of it, on character boundaries.
    pub range: Range<usize>,
}

impl Spot {
    /// The section that the spot lies in; the headline and the standfirst lie in none.
    pub fn section(self) -> Option<usize> {
        match self {
            Self::Title | Self::Standfirst => None,
            Self::Heading { section } | Self::Block { section, .. } => Some(section),
        }
    }
}
