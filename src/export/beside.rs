//! What the user has written beside an article.

use crate::model::{Article, CleanText};

/// What stands above the note, for people.
pub(super) const YOUR_NOTE: &str = "Your note";

/// What the user has written beside an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Beside<'a> {
    /// What they call it by.
    pub(super) tags: &'a [CleanText],
    /// Their note.
    pub(super) note: Option<&'a str>,
}

impl<'a> Beside<'a> {
    pub(super) fn of(article: &'a Article) -> Self {
        Self { tags: &article.headline.tags, note: article.note.as_deref() }
    }

    /// The tags in a line for people.
    pub(super) fn tags_in_words(self) -> Option<String> {
        let tags: Vec<&str> = self.tags.iter().map(|tag| tag.as_str()).collect();
        (!tags.is_empty()).then(|| format!("Tags: {}", tags.join(", ")))
    }
}
