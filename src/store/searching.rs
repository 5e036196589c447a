//! What the store does for those who search.

use std::collections::HashMap;

use rusqlite::Connection;

use super::check::Checker;
use super::{Reader, StoreError, article, body, complete, list, names, notes, saved};
use crate::model::{
    ActorKey, ArticleId, Author, CleanText, Cursor, Document, Hit, Listing, Meant, Page, Query, hit,
};

/// How many actors one name in a search may mean, for whom articles are looked at.
const MEANT: usize = 100;

/// What there is to say of an article that was found, beside its headline.
#[derive(Clone, Debug)]
pub struct Found {
    /// The article.
    pub article: ArticleId,
    /// Where it is on the web, as far as it says.
    pub url: Option<CleanText>,
    /// Who wrote it.
    pub authors: Vec<Author>,
    /// The code of its language.
    pub language: Option<CleanText>,
    /// What its publisher files it under.
    pub keywords: Vec<CleanText>,
    /// What the user has written beside it.
    pub note: Option<CleanText>,
    /// The sentence that answers the search.
    pub hit: Option<Hit>,
}

impl Reader {
    /// A window of a list for one who has not all the time: `go_on` is asked between articles that are looked at, and
    /// where it says no, the page is what was found so far. In a list whose order is not that of time, cursors go along
    /// its own.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn page(
        &self,
        listing: &Listing,
        cursor: Cursor,
        limit: usize,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<Page, StoreError> {
        self.read("read the list", |db| list::page(db, listing, cursor, limit, go_on))
    }

    /// How many articles a list has from `from` on, only unread ones where that is wanted; as far as `go_on` lets it, and
    /// the article up to which that is, where there are further ones.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn count_on(
        &self,
        listing: &Listing,
        only_unread: bool,
        from: Option<ArticleId>,
        go_on: &mut dyn FnMut() -> bool,
    ) -> Result<(u64, Option<ArticleId>), StoreError> {
        self.read("count the list", |db| list::count_on(db, listing, only_unread, from, usize::MAX, go_on))
    }

    /// Whom each name of an actor in a search means, `limit` actors at most each.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn meant(&self, query: &Query, limit: usize) -> Result<Vec<Meant>, StoreError> {
        self.read("find actors", |db| complete::meant(db, query, limit))
    }

    /// Whether a feed, or a folder of feeds, is called so.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn has_feed_called(&self, name: &str) -> Result<bool, StoreError> {
        self.read("read the feeds", |db| Ok(!super::subscription::called(db, name)?.is_empty()))
    }

    /// The sentences of articles that the search of a list is answered by, as far as they have one.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn hits(&self, listing: &Listing, articles: &[ArticleId]) -> Result<Vec<Hit>, StoreError> {
        self.read("read the articles", |db| match saved::resolved(db, listing)? {
            Some(Listing { filter: Some(query), .. }) => {
                let mut hits = Vec::new();
                each_found(db, Some(&query), articles, &mut |_, _, hit| {
                    hits.extend(hit);
                    Ok(())
                })?;
                Ok(hits)
            }
            _ => Ok(Vec::new()),
        })
    }

    /// What there is to say of articles of a list beside their headlines, in their order.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub fn found(&self, listing: &Listing, articles: &[ArticleId]) -> Result<Vec<Found>, StoreError> {
        self.read("read the articles", |db| {
            let query = saved::resolved(db, listing)?.and_then(|listing| listing.filter);
            let mut found = Vec::with_capacity(articles.len());
            each_found(db, query.as_ref(), articles, &mut |article, document, hit| {
                found.push(Found {
                    article,
                    url: article::url(db, article)?,
                    authors: document.map(|document| document.authors.clone()).unwrap_or_default(),
                    language: document.and_then(|document| document.language.clone()),
                    keywords: document.map(|document| document.keywords.clone()).unwrap_or_default(),
                    note: notes::note_of(db, article.0)?.map(|note| CleanText::new(&note)),
                    hit,
                });
                Ok(())
            })?;
            Ok(found)
        })
    }
}

/// Takes an article, what it says as far as that is known, and the sentence that answers.
type Take<'a> = &'a mut dyn FnMut(ArticleId, Option<&Document>, Option<Hit>) -> rusqlite::Result<()>;

/// Goes through articles and what they say, as far as that is known, with the sentence that answers `query`.
fn each_found(
    db: &Connection,
    query: Option<&Query>,
    articles: &[ArticleId],
    take: Take<'_>,
) -> rusqlite::Result<()> {
    let meant: HashMap<String, Vec<ActorKey>> = match query {
        Some(query) => complete::meant(db, query, MEANT)?,
        None => Vec::new(),
    }
    .into_iter()
    .map(|meant| (meant.name, meant.actors.into_iter().map(|actor| actor.key).collect()))
    .collect();
    let is_meant = |name: &str, key: &ActorKey| meant.get(name).is_some_and(|keys| keys.contains(key));
    let mut checker = Checker::new(db);
    for id in articles {
        let document = checker.document(id.0)?;
        let cast =
            if meant.is_empty() { Default::default() } else { names::regrouped(db, body::cast(db, id.0)?)? };
        let answer = |document| query.and_then(|query| hit(*id, document, &cast, query, &is_meant));
        let hit = document.as_ref().and_then(answer);
        take(*id, document.as_ref(), hit)?;
    }
    Ok(())
}
