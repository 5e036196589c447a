//! Floor 2: who is in an article. Rests on the model alone.

use crate::model::{Cast, CleanText, Document};

/// Recognises the actors of an article.
#[derive(Clone, Debug, Default)]
pub struct Recognizer;

impl Recognizer {
    /// A recogniser that also knows these names, wherever an article mentions them.
    pub fn with_known(names: impl IntoIterator<Item = CleanText>) -> Self {
        let _ = names.into_iter();
        Self
    }

    /// The actors of `document`: those that its stakeholder lines name, and those known from elsewhere that
    /// it mentions.
    pub fn recognize(&self, document: &Document) -> Cast {
        let _ = document;
        Cast::default()
    }
}
