//! The threads that use the network: one that refreshes feeds, and one for each search for feeds and each page that one wants now. None is started before
//! it is needed, and none is waited for at the end: what a refresh has taken in by then is kept.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::Builder;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::analyser::Analyser;
use super::line::Line;
use crate::app::{Event, Msg, Order};
use crate::ingest::Labels;
use crate::model::{ArticleId, CleanText, FeedOffer, RefreshProgress, RefreshSummary, Which};
use crate::newsroom::{FoundFeed, KnownActors, Newsroom, RefreshReport, Wire};

/// Progress is shown at most so often.
const PROGRESS: Duration = Duration::from_millis(50);

/// What is said after a panic, which the hook has written down.
const FAULT: &str = "something went wrong inside masthead; its log says what";

/// Who has the network used.
pub(super) struct Refresher {
    store: PathBuf,
    line: Line,
    labels: Labels,
    sender: Sender<Msg>,
    /// To the refreshing thread, once it runs.
    jobs: Option<Sender<Job>>,
    stops: Arc<AtomicU64>,
    analyser: Analyser,
}

/// Feeds to refresh, unless there have been more stops than `stops` by now.
struct Job {
    which: Which,
    stops: u64,
}

impl fmt::Debug for Refresher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Refresher").field("store", &self.store).finish_non_exhaustive()
    }
}

impl Refresher {
    /// For the store in a folder; what comes of an order comes back through `sender`.
    pub(super) fn new(
        store: &Path,
        line: Line,
        (labels, actors): (Labels, KnownActors),
        sender: &Sender<Msg>,
    ) -> Self {
        let stops = Arc::new(AtomicU64::new(0));
        let analyser = Analyser::new(store, &labels, actors);
        Self { store: store.to_owned(), line, labels, sender: sender.clone(), jobs: None, stops, analyser }
    }

    /// Has an order done.
    pub(super) fn take(&mut self, order: Order) {
        match order {
            Order::Stop => {
                self.stops.fetch_add(1, Ordering::SeqCst);
            }
            Order::Refresh(which) => {
                let stops = self.stops.load(Ordering::SeqCst);
                self.give(Job { which, stops });
            }
            Order::FullText(article) => self.take_page(article),
            Order::Find(typed) => self.find(typed),
            Order::Analyse => self.analyser.nudge(),
            // Those have threads of their own.
            Order::Pictures(_) => {}
        }
    }

    /// Gives the refreshing thread something to do; it is started where it does not run yet.
    fn give(&mut self, job: Job) {
        if self.jobs.is_none() {
            let (jobs, taken) = unbounded();
            let worker = Worker {
                store: self.store.clone(),
                line: self.line.clone(),
                labels: self.labels.clone(),
                sender: self.sender.clone(),
                stops: Arc::clone(&self.stops),
                open: None,
            };
            match Builder::new().name("refresher".to_owned()).spawn(move || worker.work(&taken)) {
                Ok(_) => self.jobs = Some(jobs),
                Err(error) => {
                    tell(&self.sender, Event::NotRefreshed(format!("cannot start a thread: {error}")));
                }
            }
        }
        if let Some(jobs) = &self.jobs {
            // Fails only where the thread is gone, which it has said.
            let _ = jobs.send(job);
        }
    }

    /// Takes the text of an article from its page, beside a refresh that may run.
    fn take_page(&self, article: ArticleId) {
        let (line, sender) = (self.line.clone(), self.sender.clone());
        let (store, labels) = (self.store.clone(), self.labels.clone());
        let taken = Builder::new().name("page".to_owned()).spawn(move || {
            let taken = catch_unwind(AssertUnwindSafe(|| take_page(&line, &store, labels, article)));
            tell(&sender, Event::FullText(article, taken.unwrap_or_else(|_| Err(FAULT.to_owned()))));
        });
        if let Err(error) = taken {
            tell(&self.sender, Event::FullText(article, Err(format!("cannot start a thread: {error}"))));
        }
    }

    fn find(&self, typed: String) {
        let (line, sender, asked) = (self.line.clone(), self.sender.clone(), typed.clone());
        let found = Builder::new().name("finder".to_owned()).spawn(move || {
            let found = catch_unwind(AssertUnwindSafe(|| find(&line, &typed)));
            let found = found.unwrap_or_else(|_| Err(FAULT.to_owned()));
            tell(&sender, Event::Found(typed, found));
        });
        if let Err(error) = found {
            tell(&self.sender, Event::Found(asked, Err(format!("cannot start a thread: {error}"))));
        }
    }
}

fn take_page(line: &Line, store: &Path, labels: Labels, article: ArticleId) -> Result<(), String> {
    let mut newsroom = Newsroom::open(store).map_err(|error| error.to_string())?.with_labels(labels);
    newsroom.fetch_full_text(&line.wire()?, article).map_err(|error| error.to_string())?
}

fn find(line: &Line, typed: &str) -> Result<Vec<FeedOffer>, String> {
    let found = Newsroom::find_feeds(&line.wire()?, typed).map_err(|error| error.to_string())?;
    let offer = |FoundFeed { title, address, origin }| FeedOffer {
        title,
        url: CleanText::line(address.as_str()),
        trusted: origin,
    };
    Ok(found.into_iter().map(offer).collect())
}

/// The refreshing thread.
struct Worker {
    store: PathBuf,
    line: Line,
    labels: Labels,
    sender: Sender<Msg>,
    stops: Arc<AtomicU64>,
    /// Its own connection to the store, and the network; opened at the first refresh.
    open: Option<(Newsroom, Wire)>,
}

impl Worker {
    fn work(mut self, jobs: &Receiver<Job>) {
        while let Ok(Job { which, stops }) = jobs.recv() {
            let event = match self.guarded(|worker| worker.refresh(&which, stops)) {
                Ok(summary) => Event::Refreshed(summary),
                Err(why) => Event::NotRefreshed(why),
            };
            tell(&self.sender, event);
        }
    }

    /// Does work that a panic must not end the thread by.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, String>) -> Result<T, String> {
        catch_unwind(AssertUnwindSafe(|| work(self))).unwrap_or_else(|_| {
            self.open = None;
            Err(FAULT.to_owned())
        })
    }

    fn open(&mut self) -> Result<&mut (Newsroom, Wire), String> {
        match &mut self.open {
            Some(open) => Ok(open),
            none => {
                let newsroom = Newsroom::open(&self.store).map_err(|error| error.to_string())?;
                let newsroom = newsroom.with_labels(self.labels.clone());
                Ok(none.insert((newsroom, self.line.wire()?)))
            }
        }
    }

    fn refresh(&mut self, which: &Which, stops: u64) -> Result<RefreshSummary, String> {
        let (counted, sender) = (Arc::clone(&self.stops), self.sender.clone());
        let goes_on = || counted.load(Ordering::SeqCst) == stops;
        if !goes_on() {
            return Ok(RefreshSummary { stopped: true, ..RefreshSummary::default() });
        }
        let (newsroom, wire) = self.open()?;
        let (mut shown, mut last) = (None, Instant::now());
        let mut go_on = |progress: RefreshProgress| {
            if shown != Some(progress) && (shown.is_none() || last.elapsed() >= PROGRESS) {
                (shown, last) = (Some(progress), Instant::now());
                tell(&sender, Event::Refreshing(progress));
            }
            goes_on()
        };
        let report = newsroom.refresh(wire, which, &mut go_on).map_err(|error| error.to_string())?;
        Ok(summary(&report, which))
    }
}

fn summary(report: &RefreshReport, which: &Which) -> RefreshSummary {
    let failure = report.feeds.iter().find(|feed| feed.failed).map(|feed| {
        CleanText::line(&format!("{}: {}", feed.name, feed.error.as_deref().unwrap_or_default()))
    });
    RefreshSummary {
        feeds: report.feeds.len(),
        new: report.feeds.iter().map(|feed| feed.new).sum(),
        with_new: report.feeds.iter().filter(|feed| feed.new > 0).count(),
        failed: report.feeds.iter().filter(|feed| feed.failed).count(),
        failure,
        // Who asks for what is due does not ask for the others.
        not_due: if *which == Which::Due { 0 } else { report.not_due },
        stopped: report.stopped,
    }
}

fn tell(sender: &Sender<Msg>, event: Event) {
    // Fails only where the loop has ended.
    let _ = sender.send(Msg::Event(event));
}
