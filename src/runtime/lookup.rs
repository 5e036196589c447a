//! The store, for whoever looks something up in it: the thread that reads, or the loop itself, where that takes no longer than
//! to hand a question over and be handed the answer.

use std::sync::{Mutex, MutexGuard, PoisonError, TryLockError};
use std::time::{Duration, Instant};

use super::answer::answer;
use crate::app::{Answer, Event, Question, Ticket};
use crate::model::{Listing, Scope};
use crate::newsroom::KnownActors;
use crate::store::{Reader, StoreError};

/// How long the loop may be kept: what takes longer is for the thread. Most questions of a key are answered in a fifth of it.
const MOMENT: Duration = Duration::from_millis(2);

/// How long the loop leaves everything to the thread once something has taken longer: the disk may be slow.
const PAUSE: Duration = Duration::from_secs(1);

/// Of what is packed into more bytes than this, unpacking and reading it takes too long.
const MOST_BYTES: i64 = 256 * 1024;

/// The store, and who is known beyond it.
#[derive(Debug)]
pub(super) struct Lookup {
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    reader: Reader,
    known: KnownActors,
    /// Whether the thread counts, and goes on with it while nothing else is asked.
    counts: bool,
    /// Until when the loop asks nothing itself.
    pause: Option<Instant>,
}

impl Lookup {
    pub(super) fn new(reader: Reader, known: KnownActors) -> Self {
        Self { held: Mutex::new(Held { reader, known, counts: false, pause: None }) }
    }

    /// Answers a question, however long that takes.
    pub(super) fn answer(&self, ticket: Ticket, question: &Question, is_void: &dyn Fn() -> bool) -> Event {
        let Held { reader, known, .. } = &*self.hold();
        answer(reader, known, ticket, question.clone(), is_void)
    }

    /// Which version the store has.
    pub(super) fn version(&self) -> Result<u64, StoreError> {
        self.hold().reader.version()
    }

    /// Says whether there is something left to count, which waits for a pause in what is asked.
    pub(super) fn count(&self, counts: bool) {
        self.hold().counts = counts;
    }

    /// Answers a question, where that takes but a moment and nobody else looks something up.
    pub(super) fn at_once(&self, ticket: Ticket, question: &Question) -> Option<Event> {
        let mut held = match self.held.try_lock() {
            Ok(held) => held,
            Err(TryLockError::Poisoned(held)) => held.into_inner(),
            Err(TryLockError::WouldBlock) => return None,
        };
        let started = Instant::now();
        if held.counts || held.pause.is_some_and(|until| started < until) {
            return None;
        }
        let answer = quickly(&held.reader, question, started + MOMENT);
        held.pause = (started.elapsed() > MOMENT).then(|| Instant::now() + PAUSE);
        answer.map(|answer| Event::Answered(ticket, answer))
    }

    fn hold(&self) -> MutexGuard<'_, Held> {
        // Looking up changes nothing, so that a panic leaves everything as it was.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The answer, where it is one of those that a key waits for and comes in time. What goes wrong is for the thread to say, which
/// tries it again.
fn quickly(reader: &Reader, question: &Question, deadline: Instant) -> Option<Answer> {
    match question {
        Question::Headlines { listing, cursor, limit } if is_walked(listing) => {
            let is_in_time = move || Instant::now() < deadline;
            let page = reader
                .while_it(is_in_time, |reader| reader.page(listing, *cursor, *limit, &mut { is_in_time }))
                .ok()?;
            page.reached.is_none().then_some(Answer::Headlines(page, *cursor))
        }
        Question::Article(id) => {
            let article = reader.short_article(*id, MOST_BYTES).ok()??;
            Some(Answer::Article(Some(Box::new(article))))
        }
        _ => None,
    }
}

/// Whether a list is walked along a key, without the index.
fn is_walked(listing: &Listing) -> bool {
    let scope = matches!(listing.scope, Scope::All | Scope::Unread | Scope::Starred | Scope::Feed(_));
    scope && listing.filter.is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ArticleId, Cursor, Query};
    use crate::store::Store;

    fn page(scope: Scope, filter: Option<&str>) -> Question {
        let filter = filter.map(|query| Query::parse(query).expect("a query"));
        Question::Headlines { listing: Listing { scope, filter }, cursor: Cursor::Newest, limit: 9 }
    }

    #[test]
    fn what_takes_but_a_moment_is_answered_where_it_is_asked_unless_someone_is_at_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        drop(Store::open(&path).expect("a store"));
        let lookup = Lookup::new(Reader::open(&path).expect("a reader"), KnownActors::default());
        let ask = |question: &Question| lookup.at_once(Ticket::default(), question).is_some();
        let list = page(Scope::All, None);
        assert!(ask(&list));
        for other in [
            page(Scope::All, Some("talks")),
            page(Scope::Followed, None),
            Question::Tags,
            Question::Article(ArticleId(7)),
        ] {
            assert!(!ask(&other), "{other:?}");
        }
        let held = lookup.hold();
        assert!(!ask(&list), "the thread is at it");
        drop(held);
        lookup.count(true);
        assert!(!ask(&list), "the thread counts, and is to know that more is asked");
        lookup.count(false);
        lookup.hold().pause = Some(Instant::now() + PAUSE);
        assert!(!ask(&list), "something took long");
        lookup.hold().pause = None;
        assert!(ask(&list));
    }

    #[test]
    fn what_takes_longer_is_left_to_the_thread() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("masthead.db");
        drop(Store::open(&path).expect("a store"));
        let reader = Reader::open(&path).expect("a reader");
        assert!(reader.while_it(|| true, Reader::totals).is_ok());
        let endless = |reader: &Reader| (0..1_000).try_for_each(|_| reader.feeds().map(|_| ()));
        assert!(reader.while_it(|| false, endless).is_err());
        assert!(endless(&reader).is_ok(), "it is read on afterwards");
    }
}
