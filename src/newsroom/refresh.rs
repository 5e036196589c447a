//! Fetching the feeds: many at once, each one transaction, stopped at any moment without harm.

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::mpsc::{self, TryRecvError};
use std::thread;
use std::time::{Duration, Instant};

use super::Newsroom;
use super::answer::{self, Answer};
use super::error::NewsroomError;
use super::full_text::{self, Page};
use super::intake::Intake;
use super::network::Wire;
use super::schedule::{self, Wanted};
use crate::fetch::{Address, Pool, Request, Trust};
use crate::model::{
    ArticleId, CleanText, FeedId, Fetch, FetchOutcome, RefreshProgress, Retention, Timestamp, Validators,
    WebFeed, Which,
};
use crate::store::{Added, Fetched, Incoming};

/// What a refresh did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefreshReport {
    /// Each feed that was asked, in the order in which they were done.
    pub feeds: Vec<Refreshed>,
    /// How many were left for later, because they, or their server, want to be left alone.
    pub not_due: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
    /// How many articles got their text from their pages.
    pub full_texts: u64,
    /// How many pages could not be had, or had nothing more to read.
    pub pages_failed: u64,
    /// How many samples went to make room.
    pub samples_removed: u64,
}

/// What became of a feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refreshed {
    /// The feed.
    pub feed: FeedId,
    /// What it is called.
    pub name: CleanText,
    /// Where it is.
    pub url: CleanText,
    /// What its server answered, as a status of HTTP.
    pub answered: Option<u16>,
    /// Articles that were not known.
    pub new: u64,
    /// Articles that have changed.
    pub revised: u64,
    /// What went wrong, in words; what could be lived with, too.
    pub error: Option<CleanText>,
    /// Whether nothing could be read.
    pub failed: bool,
    /// Where it is for good from now on.
    pub moved: Option<CleanText>,
}

/// The most pages that are fetched for a feed in one refresh; the rest is left for the next.
const MOST_PAGES: usize = 100;
/// How long the loop waits for an answer before it asks whether it is to go on.
const PATIENCE: Duration = Duration::from_millis(100);
/// How often it is looked whether what came is written.
const GLANCE: Duration = Duration::from_millis(2);
/// So many bytes of articles are taken in at once: the more, the less often a page of the store is written, and the more
/// memory it takes, twice.
const MOST_AT_ONCE: usize = 8 << 20;

/// Refreshes feeds. `go_on` is told how far it is, and says whether to go on; it is asked after each transaction, and ten times
/// a second between them.
pub(super) fn refresh(
    newsroom: &mut Newsroom,
    wire: &Wire,
    which: &Which,
    go_on: &mut dyn FnMut(RefreshProgress) -> bool,
) -> Result<RefreshReport, NewsroomError> {
    let begun = Timestamp::now();
    let samples = newsroom.reader.sample_articles()?;
    let mut report = RefreshReport::default();
    let mut feeds = HashMap::new();
    let known = newsroom.reader.web_feeds()?;
    let busy = schedule::busy_hosts(&known, begun);
    for feed in known {
        match schedule::is_wanted(&feed, which, &busy, begun) {
            Wanted::Yes => {
                feeds.insert(feed.feed.id, feed);
            }
            Wanted::Later => report.not_due += 1,
            Wanted::No => {}
        }
    }
    let mut refresh = Refresh {
        newsroom,
        progress: RefreshProgress { total: feeds.len(), ..RefreshProgress::default() },
        feeds,
        report,
        samples,
    };
    if refresh.feeds.is_empty() {
        return Ok(refresh.report);
    }
    let mut pool = refresh.start(wire)?;
    let mut found = Vec::new();
    loop {
        let (feeds, pages): (Vec<_>, Vec<_>) =
            std::mem::take(&mut found).into_iter().partition(Came::is_feed);
        let fetched = feeds
            .into_iter()
            .filter_map(Came::into_feed)
            .filter_map(|(feed, answer)| refresh.judge(feed, answer));
        let (feeds, fetched): (Vec<_>, Vec<_>) = fetched.unzip();
        let store = &mut refresh.newsroom.store;
        // While what came is written, more comes. It is written on the thread that writes what is analysed, too: each
        // keeps the memory that the store once took on it.
        let (writing, written) = mpsc::channel();
        let (taken, gathered) = thread::scope(|scope| {
            let gathering = scope.spawn(|| gather(&mut pool, written));
            let writing: mpsc::Sender<()> = writing;
            let taken = store.take_in(&fetched);
            drop(writing);
            (taken, gathering.join())
        });
        found = gathered.unwrap_or_else(|panic| resume_unwind(panic));
        let taken = taken?;
        for ((feed, fetched), added) in feeds.into_iter().zip(fetched).zip(taken) {
            let trusted = feed.trusted.clone();
            let id = fetched.feed;
            refresh.note(feed, fetched, &added)?;
            refresh.want_pages(wire, id, trusted, &mut pool)?;
        }
        for page in pages {
            if let Came::Page(article, page) = page {
                refresh.take_page(article, page)?;
            }
        }
        loop {
            if !go_on(refresh.progress) {
                refresh.report.stopped = true;
                return refresh.told();
            }
            if !found.is_empty() || pool.is_idle() {
                break;
            }
            found.extend(pool.next(Instant::now() + PATIENCE).map(|came| came.result));
        }
        if found.is_empty() && pool.is_idle() {
            for (id, pause) in pool.take_back() {
                // A page stays wanted.
                if is_feed(id) {
                    refresh.leave_alone(feed_of(id), pause)?;
                }
            }
            return refresh.told();
        }
    }
}

/// What ends in the pool until what came before is `written`: the longer that takes, the more feeds are taken in at once.
fn gather(pool: &mut Pool<Came>, written: mpsc::Receiver<()>) -> Vec<Came> {
    let (mut found, mut bytes) = (Vec::new(), 0);
    while bytes < MOST_AT_ONCE && !pool.is_idle() && written.try_recv() == Err(TryRecvError::Empty) {
        if let Some(came) = pool.next(Instant::now() + GLANCE) {
            bytes += came.result.size();
            found.push(came.result);
        }
    }
    found
}

/// What a thread of the pool gives.
enum Came {
    Feed(FeedId, Box<Answer>),
    Page(ArticleId, Page),
}

impl Came {
    fn is_feed(&self) -> bool {
        matches!(self, Self::Feed(..))
    }

    fn into_feed(self) -> Option<(FeedId, Answer)> {
        match self {
            Self::Feed(feed, answer) => Some((feed, *answer)),
            Self::Page(..) => None,
        }
    }

    /// About how many bytes its articles take.
    fn size(&self) -> usize {
        match self {
            Self::Feed(_, answer) => answer.articles.iter().map(Incoming::size).sum(),
            Self::Page(..) => 0,
        }
    }
}

/// The pool numbers its requests: even numbers are feeds, odd ones the pages of articles.
fn number_of_feed(feed: FeedId) -> u64 {
    feed.0.cast_unsigned() << 1
}

fn number_of_page(article: ArticleId) -> u64 {
    article.0.cast_unsigned() << 1 | 1
}

fn is_feed(id: u64) -> bool {
    id & 1 == 0
}

fn feed_of(id: u64) -> FeedId {
    FeedId((id >> 1).cast_signed())
}

fn article_of(id: u64) -> ArticleId {
    ArticleId((id >> 1).cast_signed())
}

struct Refresh<'a> {
    newsroom: &'a mut Newsroom,
    feeds: HashMap<FeedId, WebFeed>,
    progress: RefreshProgress,
    report: RefreshReport,
    /// How many samples there were.
    samples: u64,
}

impl Refresh<'_> {
    /// Has every feed fetched. Those that cannot even be asked are done.
    fn start(&mut self, wire: &Wire) -> Result<Pool<Came>, NewsroomError> {
        let mut requests = Vec::with_capacity(self.feeds.len());
        let mut known_bytes = HashMap::new();
        let mut refused = Vec::new();
        for (id, feed) in &self.feeds {
            let Validators { etag, modified, hash } = self.newsroom.reader.validators(*id)?;
            let request = Address::parse(&feed.url).map_err(|error| error.to_string()).and_then(|address| {
                let trust = Trust::Origin(feed.trusted.clone());
                let request = Request { etag, modified, trust, ..Request::feed(address) };
                wire.with_secret(request).map_err(|error| error.to_string())
            });
            match request {
                Ok(request) => {
                    known_bytes.extend(hash.map(|hash| (number_of_feed(*id), hash)));
                    requests.push((*id, request));
                }
                Err(why) => refused.push((*id, why)),
            }
        }
        for (id, why) in refused {
            let Some((feed, fetched)) = self.judge(id, Answer::failed(None, why)) else { continue };
            self.newsroom.store.take_in(std::slice::from_ref(&fetched))?;
            self.note(feed, fetched, &[])?;
        }
        let intake = Intake {
            labels: self.newsroom.labels.clone(),
            policies: self.feeds.iter().map(|(id, feed)| (*id, feed.full_text)).collect(),
        };
        let mut pool = Pool::new(Arc::clone(&wire.http), wire.limits, move |id, answer| {
            if is_feed(id) {
                let known = known_bytes.get(&id).copied();
                Came::Feed(feed_of(id), Box::new(answer::read(answer, feed_of(id), known, &intake)))
            } else {
                Came::Page(article_of(id), full_text::read(answer, &intake.labels))
            }
        });
        // The longest waiting first, so that a refresh that is stopped early reaches all of them in time.
        requests.sort_by_key(|(id, _)| self.feeds.get(id).map(|feed| (feed.health.fetched, *id)));
        for (id, request) in requests {
            pool.submit(number_of_feed(id), request);
        }
        Ok(pool)
    }

    /// What is to be noted of what came of a feed, and the feed as it was; nothing where it is done already.
    fn judge(&mut self, id: FeedId, answer: Answer) -> Option<(WebFeed, Fetched)> {
        let feed = self.feeds.remove(&id)?;
        let now = Timestamp::now();
        let failures = feed.health.failures + 1;
        let due = match &answer.outcome {
            FetchOutcome::Failed { .. } => {
                let busy = matches!(answer.status, Some(429 | 503));
                schedule::after_failure(now, id, failures, answer.response.retry_after, busy)
            }
            _ => schedule::after_answer(now, &answer.response, answer.feed_asks),
        };
        let moved = answer.response.moved.as_ref().map(|address| CleanText::line(address.as_str()));
        let fetch = Fetch { at: now, answered: answer.status, moved, due, outcome: answer.outcome };
        Some((feed, Fetched { feed: id, fetch, articles: answer.articles }))
    }

    /// Reports what was taken in of a feed.
    fn note(&mut self, feed: WebFeed, fetched: Fetched, added: &[Added]) -> Result<(), NewsroomError> {
        let Fetched { feed: id, fetch, .. } = fetched;
        let count = |wanted: fn(&Added) -> bool| added.iter().filter(|added| wanted(added)).count() as u64;
        let (error, failed) = match &fetch.outcome {
            FetchOutcome::Failed { error, .. } => (Some(error.clone()), true),
            FetchOutcome::Read { warning, .. } => (warning.clone(), false),
            FetchOutcome::Unchanged => (None, false),
        };
        if feed.keep != Retention::default() {
            self.newsroom.store.expire(id, fetch.at)?;
        }
        let refreshed = Refreshed {
            feed: id,
            name: feed.feed.name,
            url: feed.url,
            answered: fetch.answered,
            new: count(|added| matches!(added, Added::New(_))),
            revised: count(|added| matches!(added, Added::Revised(_))),
            error,
            failed,
            moved: fetch.moved,
        };
        self.progress.done += 1;
        self.progress.new += refreshed.new;
        self.progress.failed += usize::from(failed);
        self.report.feeds.push(refreshed);
        Ok(())
    }

    /// Has the pages fetched that the articles of a feed want.
    fn want_pages(
        &mut self,
        wire: &Wire,
        feed: FeedId,
        trusted: String,
        pool: &mut Pool<Came>,
    ) -> Result<(), NewsroomError> {
        for page in self.newsroom.reader.wanted_pages(feed, MOST_PAGES)? {
            let Ok(address) = Address::parse(&page.url) else {
                self.newsroom.store.page_failed(page.article, true)?;
                continue;
            };
            match wire.with_secret(Request::page(address, Trust::Origin(trusted.clone()))) {
                Ok(request) => {
                    pool.submit(number_of_page(page.article), request);
                    self.progress.pages += 1;
                }
                // A secret that is not there now may be the next time.
                Err(_) => self.newsroom.store.page_failed(page.article, false)?,
            }
        }
        Ok(())
    }

    fn take_page(&mut self, article: ArticleId, page: Page) -> Result<(), NewsroomError> {
        self.progress.pages = self.progress.pages.saturating_sub(1);
        let Newsroom { store, reader, .. } = &mut *self.newsroom;
        if full_text::take(store, reader, article, page)?.is_ok() {
            self.report.full_texts += 1;
        } else {
            self.report.pages_failed += 1;
        }
        Ok(())
    }

    /// A feed whose server wants to be left alone before it was asked.
    fn leave_alone(&mut self, id: FeedId, pause: Duration) -> Result<(), NewsroomError> {
        let Some(feed) = self.feeds.remove(&id) else { return Ok(()) };
        let now = Timestamp::now();
        let due = schedule::after_failure(now, id, feed.health.failures, Some(pause), true);
        self.newsroom.store.postpone(id, due)?;
        self.progress.done += 1;
        self.report.not_due += 1;
        Ok(())
    }

    fn told(mut self) -> Result<RefreshReport, NewsroomError> {
        self.report.samples_removed = self.samples.saturating_sub(self.newsroom.reader.sample_articles()?);
        Ok(self.report)
    }
}
