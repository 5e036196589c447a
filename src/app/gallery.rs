//! Whether pictures are shown, and which of them are on their way.

use super::picture::PictureOrder;
use crate::model::PictureRoom;

/// Whether pictures are shown, and which of them are on their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gallery {
    /// Whether they are shown.
    pub shows: ShowsPictures,
    /// How wide and how high a cell of the terminal is.
    pub cell: (u16, u16),
    /// Those that were ordered and have not come.
    pub(super) ordered: Vec<PictureOrder>,
}

/// Whether pictures are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShowsPictures {
    /// They are.
    Yes,
    /// The user wants none for now.
    No,
    /// They cannot be, or shall not: why.
    Never(&'static str),
}

/// How wide and how high a cell is about, where the terminal does not say.
const CELL: (u16, u16) = (1, 2);

impl Default for Gallery {
    fn default() -> Self {
        let shows = ShowsPictures::Never("this terminal shows none");
        Self { shows, cell: CELL, ordered: Vec::new() }
    }
}

impl Gallery {
    /// The room that a picture has on a page of so many columns and rows: all of its width, and not so much of its height
    /// that one would lose the thread.
    pub(super) fn room(&self, (columns, rows): (usize, usize)) -> Option<PictureRoom> {
        let short = |cells: usize| u16::try_from(cells).unwrap_or(u16::MAX).min(MOST);
        let room = PictureRoom { columns: short(columns), rows: short(rows * 3 / 5).max(2), cell: self.cell };
        (self.shows == ShowsPictures::Yes).then_some(room)
    }
}

/// The most columns and rows that a picture takes anywhere; Kitty's placeholders count no further.
const MOST: u16 = 250;
