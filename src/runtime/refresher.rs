//! The threads that use the network: one that refreshes feeds, and one for each search for feeds. None is started before
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
use crate::app::{Event, Msg, Order};
use crate::ingest::Labels;
use crate::model::{ArticleId, CleanText, FeedOffer, RefreshProgress, RefreshSummary, Which};
use crate::newsroom::{FoundFeed, KnownActors, Network, Newsroom, RefreshReport, Wire};

/// Progress is shown at most so often.
const PROGRESS: Duration = Duration::from_millis(50);

/// What is said after a panic, which the hook has written down.
const FAULT: &str = "something went wrong inside masthead; its log says what";

/// Who has the network used.
pub(super) struct Refresher {
    store: PathBuf,
    network: Network,
    labels: Labels,
    sender: Sender<Msg>,
    /// To the refreshing thread, once it runs.
    jobs: Option<Sender<Job>>,
    stops: Arc<AtomicU64>,
    analyser: Analyser,
}

/// What the refreshing thread does.
enum Job {
    /// Refresh these, unless there have been more stops than that by now.
    Refresh(Which, u64),
    /// Take an article's text from its page.
    FullText(ArticleId),
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
        network: Network,
        (labels, actors): (Labels, KnownActors),
        sender: &Sender<Msg>,
    ) -> Self {
        let stops = Arc::new(AtomicU64::new(0));
        let analyser = Analyser::new(store, &labels, actors);
        Self { store: store.to_owned(), network, labels, sender: sender.clone(), jobs: None, stops, analyser }
    }

    /// Has an order done.
    pub(super) fn take(&mut self, order: Order) {
        match order {
            Order::Stop => {
                self.stops.fetch_add(1, Ordering::SeqCst);
            }
            Order::Refresh(which) => {
                let stops = self.stops.load(Ordering::SeqCst);
                self.give(Job::Refresh(which, stops));
            }
            Order::FullText(article) => self.give(Job::FullText(article)),
            Order::Find(typed) => self.find(typed),
            Order::Analyse => self.analyser.nudge(),
        }
    }

    /// Gives the refreshing thread something to do; it is started where it does not run yet.
    fn give(&mut self, job: Job) {
        if self.jobs.is_none() {
            let (jobs, taken) = unbounded();
            let worker = Worker {
                store: self.store.clone(),
                network: self.network.clone(),
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

    fn find(&self, typed: String) {
        let (network, sender, asked) = (self.network.clone(), self.sender.clone(), typed.clone());
        let found = Builder::new().name("finder".to_owned()).spawn(move || {
            let found = catch_unwind(|| find(&network, &typed)).unwrap_or_else(|_| Err(FAULT.to_owned()));
            tell(&sender, Event::Found(typed, found));
        });
        if let Err(error) = found {
            tell(&self.sender, Event::Found(asked, Err(format!("cannot start a thread: {error}"))));
        }
    }
}

fn find(network: &Network, typed: &str) -> Result<Vec<FeedOffer>, String> {
    let found = Newsroom::find_feeds(&network.wire()?, typed).map_err(|error| error.to_string())?;
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
    network: Network,
    labels: Labels,
    sender: Sender<Msg>,
    stops: Arc<AtomicU64>,
    /// Its own connection to the store, and the network; opened at the first refresh.
    open: Option<(Newsroom, Wire)>,
}

impl Worker {
    fn work(mut self, jobs: &Receiver<Job>) {
        while let Ok(job) = jobs.recv() {
            let event = match job {
                Job::Refresh(which, stops) => match self.guarded(|worker| worker.refresh(&which, stops)) {
                    Ok(summary) => Event::Refreshed(summary),
                    Err(why) => Event::NotRefreshed(why),
                },
                Job::FullText(article) => {
                    Event::FullText(article, self.guarded(|worker| worker.take_page(article)))
                }
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

    fn take_page(&mut self, article: ArticleId) -> Result<(), String> {
        let (newsroom, wire) = self.open()?;
        newsroom.fetch_full_text(wire, article).map_err(|error| error.to_string())?
    }

    fn open(&mut self) -> Result<&mut (Newsroom, Wire), String> {
        match &mut self.open {
            Some(open) => Ok(open),
            none => {
                let newsroom = Newsroom::open(&self.store).map_err(|error| error.to_string())?;
                let newsroom = newsroom.with_labels(self.labels.clone());
                Ok(none.insert((newsroom, self.network.wire()?)))
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
