//! Analysing articles after they came in: making documents of what feeds have of them, finding who is in them.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::thread;

use super::Newsroom;
use super::error::NewsroomError;
use crate::actors::Recognizer;
use crate::ingest::{self, Labels};
use crate::model::Cast;
use crate::store::{Analysed, Bundle, Content, Waiting};

/// How much of the machine the analysis takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// All of it.
    Full,
    /// One core, in small portions: somebody reads meanwhile.
    Gentle,
}

impl Pace {
    /// How many threads work, and on how many articles each at once.
    fn threads(self) -> (usize, usize) {
        match self {
            Self::Full => (thread::available_parallelism().map_or(1, usize::from), 160),
            Self::Gentle => (1, 48),
        }
    }
}

/// Analyses what waits, the newest first, until nothing does. `go_on` is told how many articles are left, and says
/// whether to go on; what was analysed before it stops is kept.
pub(super) fn analyse(
    newsroom: &mut Newsroom,
    pace: Pace,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), NewsroomError> {
    let analyst = Analyst {
        labels: newsroom.labels.clone(),
        recognizer: Recognizer::with_table(newsroom.known.table().clone()),
    };
    let (threads, portion) = pace.threads();
    let (mut ready, mut ids) = (Vec::new(), HashSet::new());
    loop {
        let left = newsroom.reader.totals()?.waiting.saturating_sub(ids.len() as u64);
        let mut waiting = Vec::new();
        if left > 0 && go_on(left) {
            waiting = newsroom.reader.waiting(threads * portion + ids.len())?;
            waiting.retain(|article| !ids.contains(&article.id));
        }
        if waiting.is_empty() && ready.is_empty() {
            return Ok(());
        }
        ids = waiting.iter().map(|article| article.id).collect();
        let noted = std::mem::take(&mut ready);
        // While this portion is worked on, the one before is written.
        let (done, written) = thread::scope(|scope| {
            let parts = waiting.chunks(portion).map(|part| scope.spawn(|| analyst.analyse(part)));
            let parts: Vec<_> = parts.collect();
            let written = newsroom.store.note_analysed(noted);
            (parts.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>(), written)
        });
        written?;
        for part in done {
            ready.extend(part.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
    }
}

/// Everything that is needed to analyse an article.
struct Analyst {
    labels: Labels,
    recognizer: Recognizer,
}

impl Analyst {
    fn analyse(&self, waiting: &[Waiting]) -> Result<Vec<Bundle>, NewsroomError> {
        let analysed: Result<Vec<Analysed>, _> =
            waiting.iter().map(|article| self.analyse_one(article)).collect();
        Ok(Bundle::pack(analysed?))
    }

    fn analyse_one(&self, waiting: &Waiting) -> Result<Analysed, NewsroomError> {
        let document = match waiting.content()? {
            Content::Document(document) => *document,
            Content::Entry(entry) => ingest::feed_item(&entry.0, &entry.1, &self.labels).document,
        };
        // One article at which the recogniser fails must not keep all others from being analysed, ever again.
        let cast = catch_unwind(AssertUnwindSafe(|| self.recognizer.recognize(&document)));
        let cast: Cast = cast.unwrap_or_default();
        Ok(Analysed::new(waiting, &document, &cast))
    }
}
