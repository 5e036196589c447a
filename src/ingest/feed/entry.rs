//! An article of a feed while it is gathered.

use crate::model::{CleanText, FeedEntry, Markup};

/// What is known so far of an article of a feed.
#[derive(Debug, Default)]
pub(super) struct EntryBuilder {
    pub(super) entry: FeedEntry,
    /// How deep the title was that is taken.
    pub(super) title_depth: Option<usize>,
    summary_depth: Option<usize>,
    /// Where the article is, if nothing says it better.
    pub(super) permalink: Option<CleanText>,
    pub(super) created: Option<crate::model::Timestamp>,
}

impl EntryBuilder {
    /// Takes a summary; where there is one already, a second is rather the content.
    pub(super) fn summary(&mut self, text: Markup, depth: usize) {
        match (&self.entry.summary, self.summary_depth) {
            (Some(_), Some(known)) if known < depth => {}
            (Some(known), Some(_)) if *known == text => {}
            (Some(_), Some(_)) if self.entry.content.is_none() => self.entry.content = Some(text),
            (Some(_), Some(_)) => {}
            _ => {
                self.entry.summary = Some(text);
                self.summary_depth = Some(depth);
            }
        }
    }

    /// The article.
    pub(super) fn finish(self) -> FeedEntry {
        let mut entry = self.entry;
        entry.link = entry.link.or(self.permalink.filter(|link| !link.is_empty()));
        entry.published = entry.published.or(self.created);
        entry
    }
}
