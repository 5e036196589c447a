//! Fetching the feeds: many at once, each one transaction, stopped at any moment without harm.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::answer::{self, Answer};
use super::error::NewsroomError;
use super::known::Known;
use super::{Newsroom, recast, schedule};
use crate::actors::stakeholder_names;
use crate::fetch::{Address, Done, Http, Pool, PoolLimits, Request, SecretSource, Trust};
use crate::model::{
    ArticleId, ArticleKey, CleanText, FeedId, Fetch, FetchOutcome, Item, Timestamp, Validators, WebFeed,
};
use crate::store::{Added, Incoming};

/// Which feeds to refresh.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Which {
    /// All that are not paused, and that may be asked again by now.
    Due,
    /// All that are not paused, whatever they said of when to come back; not those whose server is busy.
    All,
    /// These, paused or not.
    Feeds(Vec<FeedId>),
}

/// How the refreshing is to be done.
#[derive(Clone)]
pub struct Wire {
    /// Who answers.
    pub http: Arc<dyn Http>,
    /// How many requests may be under way.
    pub limits: PoolLimits,
    /// The secrets of servers: the address that they are for begins with the first, for the user in the second.
    pub secrets: Vec<(String, Option<String>, SecretSource)>,
}

/// How far a refresh is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefreshProgress {
    /// Feeds that are done.
    pub done: usize,
    /// Feeds in all.
    pub total: usize,
    /// Articles that were not known.
    pub new: u64,
    /// Feeds that could not be read.
    pub failed: usize,
}

/// What a refresh did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefreshReport {
    /// Each feed that was asked, in the order in which they were done.
    pub feeds: Vec<Refreshed>,
    /// How many were left for later, because they, or their server, want to be left alone.
    pub not_due: usize,
    /// Whether it was stopped before the end.
    pub stopped: bool,
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

/// How long the loop waits for an answer before it asks whether it is to go on.
const PATIENCE: Duration = Duration::from_millis(100);

/// Refreshes feeds. `go_on` is told how far it is, and says whether to go on; it is asked at least ten times a second.
pub(super) fn refresh(
    newsroom: &mut Newsroom,
    wire: &Wire,
    which: &Which,
    go_on: &mut dyn FnMut(RefreshProgress) -> bool,
) -> Result<RefreshReport, NewsroomError> {
    let begun = Timestamp::now();
    let mut report = RefreshReport::default();
    let mut feeds = HashMap::new();
    for feed in newsroom.reader.web_feeds()? {
        match is_wanted(&feed, which, begun) {
            Wanted::Yes => {
                feeds.insert(feed.feed.id, feed);
            }
            Wanted::Later => report.not_due += 1,
            Wanted::No => {}
        }
    }
    let mut refresh = Refresh {
        known: Known::new(newsroom.reader.actor_names()?),
        newsroom,
        settled: HashSet::new(),
        progress: RefreshProgress { total: feeds.len(), ..RefreshProgress::default() },
        feeds,
        report,
    };
    if refresh.feeds.is_empty() {
        return Ok(refresh.report);
    }
    let mut pool = refresh.start(wire)?;
    while go_on(refresh.progress) {
        match pool.next(Instant::now() + PATIENCE) {
            Some(Done { id, result }) => refresh.take(FeedId(id.cast_signed()), result)?,
            None if pool.is_idle() => {
                for (id, pause) in pool.take_back() {
                    refresh.leave_alone(FeedId(id.cast_signed()), pause)?;
                }
                return refresh.finish();
            }
            None => {}
        }
    }
    refresh.report.stopped = true;
    refresh.finish()
}

enum Wanted {
    Yes,
    Later,
    No,
}

fn is_wanted(feed: &WebFeed, which: &Which, now: Timestamp) -> Wanted {
    let is_early = feed.health.due.is_some_and(|due| due > now);
    let is_busy = is_early && matches!(feed.health.answered, Some(429 | 503));
    match which {
        Which::Feeds(wanted) if wanted.contains(&feed.feed.id) => Wanted::Yes,
        Which::Feeds(_) => Wanted::No,
        _ if feed.pause.is_some() => Wanted::No,
        Which::Due if is_early => Wanted::Later,
        Which::All if is_busy => Wanted::Later,
        Which::Due | Which::All => Wanted::Yes,
    }
}

struct Refresh<'a> {
    newsroom: &'a mut Newsroom,
    known: Known,
    /// Articles whose cast was made with every name that is known.
    settled: HashSet<ArticleId>,
    feeds: HashMap<FeedId, WebFeed>,
    progress: RefreshProgress,
    report: RefreshReport,
}

impl Refresh<'_> {
    /// Has every feed fetched. Those that cannot even be asked are done.
    fn start(&mut self, wire: &Wire) -> Result<Pool<Answer>, NewsroomError> {
        let mut requests = Vec::with_capacity(self.feeds.len());
        let mut known_bytes = HashMap::new();
        let mut refused = Vec::new();
        for (id, feed) in &self.feeds {
            let Validators { etag, modified, hash } = self.newsroom.reader.validators(*id)?;
            let request = Address::parse(&feed.url).map_err(|error| error.to_string()).and_then(|address| {
                let secret = secret(wire, &address)?;
                let trust = Trust::Origin(feed.trusted.clone());
                Ok(Request { etag, modified, secret, trust, ..Request::feed(address) })
            });
            match request {
                Ok(request) => {
                    known_bytes.extend(hash.map(|hash| (*id, hash)));
                    requests.push((*id, request));
                }
                Err(why) => refused.push((*id, why)),
            }
        }
        for (id, why) in refused {
            self.take(id, Answer::failed(None, why))?;
        }
        let mut pool = Pool::new(Arc::clone(&wire.http), wire.limits, requests.len(), move |id, answer| {
            answer::read(answer, known_bytes.get(&FeedId(id.cast_signed())).copied())
        });
        // The longest waiting first, so that a refresh that is stopped early reaches all of them in time.
        requests.sort_by_key(|(id, _)| self.feeds.get(id).map(|feed| (feed.health.fetched, *id)));
        for (id, request) in requests {
            pool.submit(id.0.cast_unsigned(), request);
        }
        Ok(pool)
    }

    /// Takes in what came of a feed: one transaction.
    fn take(&mut self, id: FeedId, answer: Answer) -> Result<(), NewsroomError> {
        let Some(feed) = self.feeds.remove(&id) else { return Ok(()) };
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
        let incoming = self.incoming(id, answer.items, now);
        let samples = self.newsroom.reader.sample_articles()?;
        let added = self.newsroom.store.take_in(id, &fetch, &incoming)?;
        if samples > 0 {
            self.report.samples_removed += samples.saturating_sub(self.newsroom.reader.sample_articles()?);
        }
        let count = |wanted: fn(&Added) -> bool| added.iter().filter(|added| wanted(added)).count() as u64;
        let (error, failed) = match &fetch.outcome {
            FetchOutcome::Failed { error, .. } => (Some(error.clone()), true),
            FetchOutcome::Read { warning, .. } => (warning.clone(), false),
            FetchOutcome::Unchanged => (None, false),
        };
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
        let changed = added.iter().filter(|added| !matches!(added, Added::Unchanged(_)));
        self.settled.extend(changed.map(|added| added.id()));
        self.progress.done += 1;
        self.progress.new += refreshed.new;
        self.progress.failed += usize::from(failed);
        self.report.feeds.push(refreshed);
        Ok(())
    }

    fn incoming(&mut self, feed: FeedId, items: Vec<Item>, received: Timestamp) -> Vec<Incoming> {
        if self.known.learn(items.iter().flat_map(|item| stakeholder_names(&item.document))) {
            self.settled.clear();
        }
        let incoming = items.into_iter().map(|Item { document, url, key }| {
            let name = key.or_else(|| url.clone()).unwrap_or_else(|| document.title.clone());
            Incoming {
                feed,
                key: ArticleKey::of_entry(feed, &name),
                address: url.as_deref().and_then(super::address_key::address_key),
                url,
                received,
                cast: self.known.recognizer.recognize(&document),
                document,
            }
        });
        incoming.collect()
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

    fn finish(self) -> Result<RefreshReport, NewsroomError> {
        let Newsroom { store, reader, .. } = self.newsroom;
        recast::catch_up(store, reader, &self.known.recognizer, &self.settled)?;
        Ok(self.report)
    }
}

/// What the server of an address wants to know first.
fn secret(wire: &Wire, address: &Address) -> Result<Option<crate::fetch::Secret>, String> {
    let Some((_, user, source)) = wire.secrets.iter().find(|(begins, ..)| is_under(address.as_str(), begins))
    else {
        return Ok(None);
    };
    source.find(user.as_deref()).map(Some).map_err(|error| format!("no secret for it: {error}"))
}

/// Whether an address begins with another, whole host and whole folder.
fn is_under(address: &str, begins: &str) -> bool {
    let begins = begins.trim_end_matches('/');
    address.strip_prefix(begins).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}
