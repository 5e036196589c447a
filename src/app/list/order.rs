//! In which order a list has its articles.

use crate::model::{ArticleId, Listing, Sort};

/// The order of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// The newest first.
    #[default]
    Newest,
    /// The oldest first.
    Oldest,
    /// One of its own: the list is one page.
    Rated,
}

impl Order {
    /// That of a list.
    pub(super) fn of(listing: &Listing) -> Self {
        match listing.filter.as_ref().map(|query| query.sort).unwrap_or_default() {
            Sort::Newest => Self::Newest,
            Sort::Oldest => Self::Oldest,
            Sort::Relevance => Self::Rated,
        }
    }

    /// A number that grows from the top of the list to its end.
    pub(super) fn rank(self, id: ArticleId) -> i64 {
        if self == Self::Oldest { id.0 } else { -id.0 }
    }

    /// The id from which on downwards `id` itself is the first.
    pub(super) fn just_above(self, id: ArticleId) -> ArticleId {
        let step = if self == Self::Oldest { -1 } else { 1 };
        ArticleId(id.0.saturating_add(step))
    }
}
