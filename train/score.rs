//! How well names are found: a name counts where its ends and its label are right.

use std::ops::AddAssign;

use masthead::actors::tagger::{Tagged, names, weights::Looked};
use masthead::model::Label;

use crate::lessons::{Lesson, trimmed};

/// Right, found and wanted names of one sort.
#[derive(Clone, Copy, Debug, Default)]
pub struct Count {
    /// Found and wanted.
    pub right: u32,
    /// Found.
    pub found: u32,
    /// Wanted.
    pub wanted: u32,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.found += other.found;
        self.wanted += other.wanted;
    }
}

impl Count {
    /// The harmonic mean of precision and recall, in hundredths.
    pub fn f1(self) -> f64 {
        200.0 * f64::from(self.right) / f64::from((self.found + self.wanted).max(1))
    }
}

/// The sorts that are measured.
pub const MEASURED: [Label; 3] = [Label::Per, Label::Org, Label::Loc];

/// Counts the names of a document, sort by sort.
pub fn count(lesson: &Lesson, text: &str, looked: &Looked) -> [Count; 3] {
    let found: Vec<Tagged> = names(&lesson.reading, looked).into_iter().flatten().collect();
    MEASURED.map(|label| {
        let of = |name: &&(usize, usize, Label)| name.2 == label;
        let mut wanted: Vec<_> = lesson.names.iter().filter(of).collect();
        wanted.dedup();
        let found: Vec<_> = found.iter().filter(|name| name.label == label).collect();
        let right = found.iter().filter(|name| {
            let (start, end) = trimmed(text, name.range.start, name.range.end, label);
            wanted.contains(&&(start, end, label))
        });
        Count { right: right.count() as u32, found: found.len() as u32, wanted: wanted.len() as u32 }
    })
}
