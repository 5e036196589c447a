//! A place in the open article to come back to.

use std::collections::BTreeSet;

use super::Reading;

/// A place in the open article to come back to.
#[derive(Clone, Debug)]
pub(in crate::app) struct Bookmark {
    folded: BTreeSet<usize>,
    shows_notes: bool,
    shift: usize,
    top: usize,
    section: Option<usize>,
}

impl Reading {
    /// Where one is, to come back to while the article is open.
    pub(in crate::app) fn bookmark(&self) -> Bookmark {
        Bookmark {
            folded: self.page.folded().clone(),
            shows_notes: self.shows_notes,
            shift: self.shift,
            top: self.top,
            section: self.section,
        }
    }

    /// Comes back to a bookmark.
    pub(in crate::app) fn return_to(&mut self, bookmark: Bookmark) {
        self.page.fold(bookmark.folded);
        self.show_notes(bookmark.shows_notes);
        self.shift = bookmark.shift;
        self.top = bookmark.top.min(self.page.len().saturating_sub(1));
        self.lay_out(0, 0);
        self.section = bookmark.section;
    }
}
