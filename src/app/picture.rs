//! A picture of an article, as it is asked for and as it comes back.

use std::fmt;
use std::sync::Arc;

use ratatui::style::Color;

use crate::model::{ArticleId, CleanText, FeedId, PictureRoom, PictureSize};

/// A picture that is wanted on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PictureOrder {
    /// The article that it is in.
    pub article: ArticleId,
    /// The feed that brought the article.
    pub feed: FeedId,
    /// Where it is.
    pub url: CleanText,
    /// The room that it has.
    pub room: PictureRoom,
}

/// What came of an order.
#[derive(Clone, Debug)]
pub struct PictureAnswer {
    /// The order.
    pub order: PictureOrder,
    /// How large the picture is, and it as the terminal shows it; or why there is none.
    pub outcome: Result<(PictureSize, Arc<Painting>), CleanText>,
    /// What the terminal must be sent before it can show it, in pieces between which other things may be sent.
    pub sends: Vec<Vec<u8>>,
}

/// A picture as the terminal shows it: ready, and nothing of its file in it.
#[derive(PartialEq, Eq)]
pub struct Painting {
    /// How many columns it takes.
    pub columns: u16,
    /// How many rows.
    pub rows: u16,
    /// What stands in its cells.
    pub surface: Surface,
    /// What is sent to the terminal to have it shown sharp over its cells, where it is shown that way.
    pub sharp: Vec<u8>,
}

/// What stands in the cells of a picture.
#[derive(PartialEq, Eq)]
pub enum Surface {
    /// Two colours, of the upper and of the lower half of a cell; row by row.
    Halves(Vec<(Color, Color)>),
    /// That there the terminal shows a picture which it has been sent, under this number.
    Sent(u32),
}

impl Painting {
    /// About how many bytes it takes.
    pub(super) fn weight(&self) -> usize {
        let cells = match &self.surface {
            Surface::Halves(cells) => size_of_val(cells.as_slice()),
            // The terminal's memory is not without an end either.
            Surface::Sent(_) => usize::from(self.columns) * usize::from(self.rows) * 256,
        };
        cells + self.sharp.len()
    }
}

impl fmt::Debug for Painting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Painting({} × {})", self.columns, self.rows)
    }
}
