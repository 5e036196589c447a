//! What is shown of a search beside its rows: the sentences that answer it, and how many articles it finds.

use std::collections::HashMap;

use crate::model::{ArticleId, Hit, Listing};

/// The sentences that answer a search, as far as they have been asked for.
#[derive(Clone, Debug, Default)]
pub struct Hits {
    listing: Listing,
    found: HashMap<ArticleId, Option<Hit>>,
}

impl Hits {
    /// The sentence of an article, where those of this list have been asked for.
    pub fn of(&self, article: ArticleId, listing: &Listing) -> Option<&Hit> {
        self.found.get(&article).filter(|_| self.listing == *listing)?.as_ref()
    }

    /// Takes in what was asked for.
    pub(super) fn fill(&mut self, articles: Vec<ArticleId>, hits: Vec<Hit>) {
        self.found.extend(articles.into_iter().map(|article| (article, None)));
        self.found.extend(hits.into_iter().map(|hit| (hit.article, Some(hit))));
    }

    /// Whether it is known if an article has one.
    pub(super) fn knows(&self, article: ArticleId) -> bool {
        self.found.contains_key(&article)
    }

    /// Forgets those of another search.
    pub(super) fn forget_others(&mut self, listing: &Listing) {
        if self.listing != *listing {
            *self = Self { listing: listing.clone(), found: HashMap::new() };
        }
    }
}

impl Total {
    /// Whether it is the total of this list.
    pub fn is_of(&self, listing: &Listing) -> bool {
        self.listing == *listing
    }

    /// Whether it is not counted further.
    pub fn is_done(&self) -> bool {
        self.turns > 0 && (!self.more || self.turns >= MOST_TURNS)
    }
}

/// How often counting goes on at most.
pub(super) const MOST_TURNS: u32 = 400;

/// How many articles a search finds, as far as they have been counted.
#[derive(Clone, Debug)]
pub struct Total {
    /// The list.
    pub(super) listing: Listing,
    /// How many were counted.
    pub counted: u64,
    /// Whether there may be more.
    pub more: bool,
    /// How often counting went on.
    pub(super) turns: u32,
}
