//! The thread that analyses articles while one reads: those that a refresh brought, and those that an older masthead
//! analysed. It is started when there is something to do, and not waited for at the end: what it has noted is kept.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::thread::Builder;

use crossbeam_channel::{Receiver, Sender, bounded};

use crate::ingest::Labels;
use crate::newsroom::{KnownActors, Newsroom, NewsroomError, Pace};

/// Who has articles analysed.
#[derive(Debug)]
pub(super) struct Analyser {
    store: PathBuf,
    labels: Labels,
    actors: KnownActors,
    /// To the thread, once it runs.
    nudges: Option<Sender<()>>,
}

impl Analyser {
    /// For the store in a folder.
    pub(super) fn new(store: &Path, labels: &Labels, actors: KnownActors) -> Self {
        Self { store: store.to_owned(), labels: labels.clone(), actors, nudges: None }
    }

    /// Has everything analysed that waits for it, unless that is being done.
    pub(super) fn nudge(&mut self) {
        if self.nudges.is_none() {
            let (nudges, nudged) = bounded(1);
            let (store, known) = (self.store.clone(), (self.labels.clone(), self.actors.clone()));
            // Where no thread can be started now, the next nudge may start one.
            let started =
                Builder::new().name("analyser".to_owned()).spawn(move || work(&store, &known, &nudged));
            self.nudges = started.is_ok().then_some(nudges);
        }
        if let Some(nudges) = &self.nudges {
            let _ = nudges.try_send(());
        }
    }
}

fn work(store: &Path, known: &(Labels, KnownActors), nudged: &Receiver<()>) {
    let mut newsroom = None;
    while nudged.recv().is_ok() {
        let done = catch_unwind(AssertUnwindSafe(|| analyse(store, known, &mut newsroom)));
        match done {
            Ok(Ok(())) => {}
            // Another process may be writing; there will be another nudge when it has.
            Ok(Err(error)) => tracing::warn!("not analysed: {error}"),
            Err(_) => newsroom = None,
        }
    }
}

fn analyse(
    store: &Path,
    (labels, actors): &(Labels, KnownActors),
    open: &mut Option<Newsroom>,
) -> Result<(), NewsroomError> {
    let newsroom = match open {
        Some(newsroom) => newsroom,
        none => none.insert(Newsroom::open(store)?.with_labels(labels.clone()).with_actors(actors.clone())?),
    };
    newsroom.analyse(Pace::Gentle, &mut |_| true)
}
