//! The screen of what changed in an article from one revision to another.

use jiff::tz::TimeZone;

use super::changes::{Passage, Piece, changes, lines};
use crate::model::Revision;

/// The screen of what changed in an article.
#[derive(Clone, Debug)]
pub struct RevisionsScreen {
    /// What the article said, now first.
    revisions: Vec<Revision>,
    /// Which of them are compared, by number from 0: the older, and the newer.
    pairs: Vec<(usize, usize)>,
    at: usize,
    passages: Vec<Passage>,
    /// The number of the line at the top of the screen.
    pub top: usize,
}

impl RevisionsScreen {
    /// The widest that it may be with its edges, in columns.
    pub const WIDEST: u16 = 84;
    /// The rows over the text: which revisions, and an empty one.
    pub const HEAD: u16 = 2;

    /// Compares revisions, the current one first: with it the one that one `read` before, then neighbours. `None` where
    /// there are not two.
    pub fn new(revisions: Vec<Revision>, read: Option<u32>) -> Option<Self> {
        let neighbours = (1..revisions.len()).map(|older| (older, older - 1));
        let read = revisions.iter().position(|revision| Some(revision.number) == read);
        let since_read = read.filter(|read| *read > 1).map(|read| (read, 0));
        let pairs: Vec<_> = since_read.into_iter().chain(neighbours).collect();
        let mut screen = Self { revisions, pairs, at: 0, passages: Vec::new(), top: 0 };
        screen.compare().then_some(screen)
    }

    /// Compares the next older pair, or the next newer one.
    pub fn step(&mut self, older: bool) {
        let last = self.pairs.len().saturating_sub(1);
        let to = if older { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
        if to != self.at {
            (self.at, self.top) = (to, 0);
            self.compare();
        }
    }

    /// Which revisions are compared.
    pub fn heading(&self, zone: &TimeZone) -> String {
        let Some((older, newer)) = self.pair() else { return String::new() };
        let until = older.replaced.map_or_else(String::new, |time| {
            format!(" (until {})", time.to_zoned(zone.clone()).strftime("%-d %b %Y %H:%M"))
        });
        let is_current = self.revisions.first().is_some_and(|current| current.number == newer.number);
        let now = if is_current { " (now)" } else { "" };
        format!("revision {}{until} → {}{now}", older.number, newer.number)
    }

    /// What changed, as lines of a width.
    pub fn lines(&self, width: usize) -> Vec<Vec<Piece>> {
        lines(&self.passages, width)
    }

    /// Columns and rows of the text on a terminal of this size.
    pub fn page_size(size: (u16, u16)) -> (usize, usize) {
        let width = size.0.saturating_sub(2).min(Self::WIDEST).saturating_sub(4);
        (usize::from(width).max(8), usize::from(size.1.saturating_sub(6 + Self::HEAD)).max(1))
    }

    fn pair(&self) -> Option<(&Revision, &Revision)> {
        let (older, newer) = self.pairs.get(self.at)?;
        Some((self.revisions.get(*older)?, self.revisions.get(*newer)?))
    }

    fn compare(&mut self) -> bool {
        let Some((older, newer)) = self.pair() else { return false };
        self.passages = changes(&older.document, &newer.document);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::document;

    fn revisions(count: u32) -> Vec<Revision> {
        let revision = |number| {
            let text = format!("So it was said for the time of number {number}.");
            Revision { number, replaced: None, document: document("Title", &[&text]) }
        };
        (1..=count).rev().map(revision).collect()
    }

    #[test]
    fn what_one_read_is_compared_first_and_neighbours_then() {
        let headings = |count, read| {
            let mut headings = Vec::new();
            let Some(mut screen) = RevisionsScreen::new(revisions(count), read) else { return headings };
            loop {
                let heading = screen.heading(&TimeZone::UTC);
                if headings.last() == Some(&heading) {
                    return headings;
                }
                headings.push(heading);
                screen.step(true);
            }
        };
        let expected = ["revision 1 → 4 (now)", "revision 3 → 4 (now)", "revision 2 → 3", "revision 1 → 2"];
        assert_eq!(headings(4, Some(1)), expected);
        assert_eq!(headings(4, Some(3)), expected[1..]);
        assert_eq!(headings(4, Some(4)), expected[1..]);
        assert_eq!(headings(4, None), expected[1..]);
        assert!(headings(1, Some(1)).is_empty() && headings(0, None).is_empty());
    }
}
