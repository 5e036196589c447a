//! Where in a document something stands.

use std::cmp::Ordering;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// One text of a document. Spots are in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
    /// One of the credits at the end.
    Credit {
        /// Its place among them, from 0.
        credit: usize,
    },
    /// What is said of an author at the end.
    Bio {
        /// The author's place among them, from 0.
        author: usize,
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
    /// The section that the spot lies in; the headline, the standfirst and what stands at the end lie in none.
    pub fn section(self) -> Option<usize> {
        match self {
            Self::Title | Self::Standfirst | Self::Credit { .. } | Self::Bio { .. } => None,
            Self::Heading { section } | Self::Block { section, .. } => Some(section),
        }
    }

    fn order(self) -> (usize, usize, usize, usize) {
        match self {
            Self::Title => (0, 0, 0, 0),
            Self::Standfirst => (0, 1, 0, 0),
            Self::Heading { section } => (section + 1, 0, 0, 0),
            Self::Block { section, block, part } => (section + 1, 1, block, part),
            Self::Credit { credit } => (usize::MAX, 0, credit, 0),
            Self::Bio { author } => (usize::MAX, 1, author, 0),
        }
    }
}

impl Ord for Spot {
    fn cmp(&self, other: &Self) -> Ordering {
        self.order().cmp(&other.order())
    }
}

impl PartialOrd for Spot {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::Spot;

    #[test]
    fn spots_are_in_reading_order() {
        let block = |section, block| Spot::Block { section, block, part: 0 };
        let read = [
            Spot::Title,
            Spot::Standfirst,
            block(0, 0),
            block(0, 1),
            Spot::Heading { section: 1 },
            block(1, 0),
            Spot::Heading { section: 2 },
            Spot::Credit { credit: 0 },
            Spot::Bio { author: 0 },
        ];
        assert!(read.is_sorted());
    }
}
