//! Analysing articles after they came in: making documents of what feeds have of them, finding who is in them.

use std::collections::HashSet;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

use super::Newsroom;
use super::error::NewsroomError;
use crate::actors::Recognizer;
use crate::ingest::{self, Labels};
use crate::model::{ArticleId, Cast};
use crate::store::{Analysed, Bundle, Content, Waiting};

/// How many articles a thread takes at once: as many as fill a bundle.
const PORTION: usize = Bundle::ARTICLES;

/// How much of the machine the analysis takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// All of it.
    Full,
    /// One core, in small portions: somebody reads meanwhile.
    Gentle,
}

impl Pace {
    /// How many threads work, and how many articles are noted at once.
    fn threads(self) -> (usize, usize) {
        match self {
            Self::Full => (thread::available_parallelism().map_or(1, usize::from), 4 * PORTION),
            Self::Gentle => (1, PORTION),
        }
    }
}

/// Analyses what waits, the newest first, until nothing does. `go_on` is told how many articles are left, and says
/// whether to go on; what was analysed before it stops is kept.
///
/// There are always portions ready for the threads, so that none waits for another, nor for what is read and written
/// meanwhile.
pub(super) fn analyse(
    newsroom: &mut Newsroom,
    pace: Pace,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), NewsroomError> {
    let analyst = Analyst {
        labels: newsroom.labels.clone(),
        recognizer: Recognizer::with_table(newsroom.known.table().clone()),
    };
    newsroom.store.prepare_to_analyse()?;
    let (threads, noted_at_once) = pace.threads();
    // What the threads do while a portion is noted, and one more for each.
    let ahead = noted_at_once / PORTION + threads;
    let (give, given) = mpsc::channel::<Vec<Waiting>>();
    let (send, done) = mpsc::channel();
    let given = Mutex::new(given);
    thread::scope(|scope| {
        for _ in 0..threads {
            let (send, given, analyst) = (send.clone(), &given, &analyst);
            scope.spawn(move || {
                while let Some(part) = next(given)
                    && send.send(catch_unwind(AssertUnwindSafe(|| analyst.analyse(&part)))).is_ok()
                {
                }
            });
        }
        // With this, the threads end.
        let give = give;
        let (mut working, mut ids) = (0, HashSet::new());
        let (mut ready, mut ready_ids) = (Vec::new(), Vec::new());
        loop {
            while working < ahead {
                let left = newsroom.reader.totals()?.waiting.saturating_sub(ids.len() as u64);
                let go_on = left > 0 && go_on(left);
                let part = if go_on { newsroom.reader.waiting_except(&ids, PORTION)? } else { Vec::new() };
                if part.is_empty() {
                    break;
                }
                ids.extend(part.iter().map(|article| article.id));
                working += usize::from(give.send(part).is_ok());
            }
            if working > 0
                && let Ok(part) = done.recv()
            {
                let part = part.unwrap_or_else(|panic| resume_unwind(panic))?;
                working -= 1;
                ready_ids.extend(part.ids);
                ready.extend(part.bundles);
            }
            if ready_ids.len() >= noted_at_once || working == 0 {
                if ready_ids.is_empty() {
                    return Ok(());
                }
                newsroom.store.note_analysed(std::mem::take(&mut ready))?;
                ready_ids.drain(..).for_each(|id| _ = ids.remove(&id));
            }
        }
    })
}

/// The next portion that is given, once there is one; `None` once there are no more.
fn next(given: &Mutex<mpsc::Receiver<Vec<Waiting>>>) -> Option<Vec<Waiting>> {
    given.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

/// Some articles that have been analysed.
struct Part {
    ids: Vec<ArticleId>,
    bundles: Vec<Bundle>,
}

/// Everything that is needed to analyse an article.
struct Analyst {
    labels: Labels,
    recognizer: Recognizer,
}

impl Analyst {
    fn analyse(&self, waiting: &[Waiting]) -> Result<Part, NewsroomError> {
        let analysed: Result<Vec<Analysed>, _> =
            waiting.iter().map(|article| self.analyse_one(article)).collect();
        let ids = waiting.iter().map(|article| article.id).collect();
        Ok(Part { ids, bundles: Bundle::pack(analysed?) })
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
