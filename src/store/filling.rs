//! What comes in, packed several together: in bundles that are filled within one transaction, or, where all of it will be
//! new, before that, on the threads that fetch.

use std::borrow::Cow;
use std::sync::Arc;

use rusqlite::Connection;

use super::add::Incoming;
use super::bundle::{self, Effort, MAX_BYTES};

/// How many articles that come in are packed together: those that are analysed together come from many feeds, and each
/// from a bundle of its own.
const ARTICLES: usize = 8;

/// What an article says on its way into the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// As it is.
    Loose(Arc<[u8]>),
    /// Packed with others: all of them, and which of them it is.
    Packed(Arc<Together>, usize),
}

/// Several parts, packed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Together {
    packed: Vec<u8>,
    count: usize,
}

impl Part {
    /// The part as it is.
    pub(super) fn bytes(&self) -> rusqlite::Result<Cow<'_, [u8]>> {
        match self {
            Self::Loose(bytes) => Ok(Cow::Borrowed(bytes)),
            Self::Packed(together, nth) => {
                let nth = u32::try_from(*nth).unwrap_or(u32::MAX);
                bundle::part(&together.packed, nth).map(Cow::Owned)
            }
        }
    }

    /// How many bytes it takes in memory.
    fn len(&self) -> usize {
        match self {
            Self::Loose(bytes) => bytes.len(),
            Self::Packed(together, _) => together.packed.len() / together.count.max(1),
        }
    }

    /// Whether it may lie in a bundle with `other`.
    fn goes_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Loose(_), Self::Loose(_)) => true,
            (Self::Packed(one, _), Self::Packed(another, _)) => Arc::ptr_eq(one, another),
            _ => false,
        }
    }
}

impl Incoming {
    /// About how many bytes it takes in memory.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.content.part.len() + 4 * self.content.title.len()
    }

    /// Packs articles of which all are likely to be new, so that the one that writes them need not.
    pub fn pack(articles: &mut [Self]) {
        let fits = |articles: &[Self]| {
            let sizes = articles.iter().map(|article| article.content.part.len());
            sizes.sum::<usize>() <= MAX_BYTES
        };
        for articles in articles.chunks_mut(ARTICLES) {
            let parts: Result<Vec<_>, _> =
                articles.iter().map(|article| article.content.part.bytes()).collect();
            let packed = parts.and_then(|parts| {
                let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
                bundle::pack(&parts, Effort::Quick)
            });
            // What cannot be packed now is packed, or refused, when it is written.
            let Some(packed) = packed.ok().filter(|_| fits(articles)) else { continue };
            let together = Arc::new(Together { packed, count: articles.len() });
            for (nth, article) in articles.iter_mut().enumerate() {
                article.content.part = Part::Packed(Arc::clone(&together), nth);
            }
        }
    }
}

/// Bundles that are being filled, within one transaction.
#[derive(Debug, Default)]
pub(super) struct Filling {
    /// The one being filled, where there is one. Others are made only when that has been stored.
    id: i64,
    parts: Vec<Part>,
    bytes: usize,
}

impl Filling {
    /// Puts in what an article says; which bundle that is, and where in it.
    pub(super) fn push(&mut self, db: &Connection, part: &Part) -> rusqlite::Result<(i64, i64)> {
        let is_full = self.parts.len() >= ARTICLES || self.bytes + part.len() > MAX_BYTES;
        if is_full || self.parts.last().is_some_and(|last| !last.goes_with(part)) {
            self.flush(db)?;
        }
        if self.parts.is_empty() {
            self.id = bundle::next_id(db)?;
        }
        let place = (self.id, i64::try_from(self.parts.len()).unwrap_or(i64::MAX));
        self.bytes += part.len();
        self.parts.push(part.clone());
        Ok(place)
    }

    /// Stores what is in it. What has not been stored cannot be read.
    pub(super) fn flush(&mut self, db: &Connection) -> rusqlite::Result<()> {
        if self.parts.is_empty() {
            return Ok(());
        }
        let packed = match self.whole() {
            Some(together) => Cow::Borrowed(&together.packed),
            None => {
                let parts = self.parts.iter().map(Part::bytes).collect::<Result<Vec<_>, _>>()?;
                let parts: Vec<&[u8]> = parts.iter().map(AsRef::as_ref).collect();
                Cow::Owned(bundle::pack(&parts, Effort::Quick)?)
            }
        };
        bundle::insert(db, self.id, self.parts.len(), &packed)?;
        *self = Self::default();
        Ok(())
    }

    /// What was packed before, where that is all that is in it, in its order.
    fn whole(&self) -> Option<&Together> {
        let Part::Packed(together, _) = self.parts.first()? else { return None };
        let is_next = |(at, part): (usize, &Part)| matches!(part, Part::Packed(_, nth) if *nth == at);
        let is_whole = self.parts.len() == together.count && self.parts.iter().enumerate().all(is_next);
        is_whole.then_some(together)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Filling, Incoming, Part};
    use crate::model::{ArticleKey, Document, FeedId, Timestamp};
    use crate::store::{Packed, bundle, schema};

    fn incoming(nth: usize) -> Incoming {
        let document = Document { title: format!("Talks {nth}").as_str().into(), ..Document::default() };
        Incoming {
            feed: FeedId(1),
            key: ArticleKey::of_entry(FeedId(1), &nth.to_string()),
            address: None,
            url: None,
            wants_page: false,
            received: Timestamp::now(),
            content: Packed::document(&document),
        }
    }

    /// Of so many articles that are packed before they come in, those of `new` lie afterwards where it says.
    fn check(count: usize, new: &[usize]) {
        let mut db = rusqlite::Connection::open_in_memory().expect("a database");
        schema::migrations().to_latest(&mut db).expect("a schema");
        let loose: Vec<Incoming> = (0..count).map(incoming).collect();
        let mut packed = loose.clone();
        Incoming::pack(&mut packed);
        assert!(packed.iter().all(|article| matches!(article.content.part, Part::Packed(..))));
        let mut filling = Filling::default();
        let push = |nth: &usize| filling.push(&db, &packed[*nth].content.part).expect("it is taken");
        let places: Vec<_> = new.iter().map(push).collect();
        filling.flush(&db).expect("it is stored");
        for (nth, (id, slot)) in new.iter().zip(places) {
            let stored: Vec<u8> = db
                .query_row("SELECT packed FROM bundle WHERE id = ?1", [id], |row| row.get(0))
                .expect("the bundle");
            let part = bundle::part(&stored, slot.try_into().expect("a number")).expect("the part");
            assert_eq!(Part::Loose(Arc::from(part)), loose[*nth].content.part, "{nth} of {new:?}");
        }
    }

    #[test]
    fn what_was_packed_before_is_found_where_it_is_put() {
        check(20, &(0..20).collect::<Vec<_>>());
        check(20, &[1, 2, 9, 11, 12, 13, 19]);
        check(20, &[3, 0, 12, 5]);
        check(8, &[0, 1, 2, 3, 4, 5, 6]);
        check(1, &[0]);
    }
}
