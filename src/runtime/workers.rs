//! The thread that reads and the thread that writes, so that neither keeps a key waiting.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{Builder, JoinHandle};
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use super::lookup::Lookup;
use super::writer::Writer;
use crate::app::{Event, Msg, Question, Ticket, Write};
use crate::newsroom::KnownActors;
use crate::store::Reader;

/// How often the reading thread looks whether someone else has written to the store.
const LOOK: Duration = Duration::from_secs(1);

/// How long nobody must have asked anything before totals are counted: they are there for the eye that rests.
const IDLE: Duration = Duration::from_millis(120);

/// The two worker threads.
#[derive(Debug)]
pub(super) struct Workers {
    lookup: Arc<Lookup>,
    questions: Sender<(Ticket, Question)>,
    writes: Sender<Write>,
    writer: Option<JoinHandle<()>>,
    quits: Arc<AtomicBool>,
}

impl Workers {
    /// Starts them; what they find and do comes back through `sender`.
    ///
    /// The reader has seen the store as it is in `version`.
    pub(super) fn start(
        store: &Path,
        (reader, known): (Reader, KnownActors),
        version: u64,
        sender: &Sender<Msg>,
    ) -> Self {
        let lookup = Arc::new(Lookup::new(reader, known));
        let (questions, asked) = unbounded();
        let (writes, orders) = unbounded();
        let (answers, changes, quits) = (sender.clone(), sender.clone(), Arc::new(AtomicBool::new(false)));
        let (writer, writer_quits) = (Writer::new(store.to_owned()), Arc::clone(&quits));
        let shared = Arc::clone(&lookup);
        let reading =
            Builder::new().name("reader".to_owned()).spawn(move || read(&shared, version, &asked, &answers));
        let writing = Builder::new()
            .name("writer".to_owned())
            .spawn(move || write(writer, &orders, &writer_quits, &changes));
        for failed in [reading.as_ref().err(), writing.as_ref().err()].into_iter().flatten() {
            tell(
                sender,
                Event::Failed(format!("cannot start a thread: {failed}; free some memory and start again")),
            );
        }
        Self { lookup, questions, writes, writer: writing.ok(), quits }
    }

    /// The answer to a question, where it comes without waiting for the thread.
    pub(super) fn at_once(&self, ticket: Ticket, question: &Question) -> Option<Event> {
        guarded(|| self.lookup.at_once(ticket, question), |_| None)
    }

    /// Has a question answered.
    pub(super) fn ask(&self, ticket: Ticket, question: Question) {
        // Fails only where the thread is gone, which it has said.
        let _ = self.questions.send((ticket, question));
    }

    /// Has a change made.
    pub(super) fn write(&self, write: Write) {
        let _ = self.writes.send(write);
    }

    /// Waits until every change is made, or one cannot be.
    pub(super) fn finish(self) {
        self.quits.store(true, Ordering::SeqCst);
        drop(self.writes);
        if let Some(writer) = self.writer {
            // A panic there was written down by the hook.
            let _ = writer.join();
        }
    }
}

/// Answers questions; of those that wait, only the newest of each kind; counts while nothing else is asked. Looks from time to time whether someone else has
/// written to the store.
fn read(lookup: &Lookup, mut version: u64, asked: &Receiver<(Ticket, Question)>, answers: &Sender<Msg>) {
    let work = |ticket: Ticket, question: &Question| {
        // Whatever is asked meanwhile comes first: what takes long is asked for again from where it was.
        let is_void = || !asked.is_empty();
        let answered = || lookup.answer(ticket, question, &is_void);
        tell(answers, guarded(answered, Event::Failed));
    };
    let mut next_look = Instant::now() + LOOK;
    let mut counts: Vec<(Ticket, Question)> = Vec::new();
    loop {
        let idle = counts.first().map(|(_, count)| Instant::now() + pause_before(count));
        let waiting: Vec<_> = match asked.recv_deadline(idle.map_or(next_look, |idle| idle.min(next_look))) {
            Ok(first) => std::iter::once(first).chain(asked.try_iter()).collect(),
            Err(RecvTimeoutError::Timeout) => {
                let is_idle = idle.is_some_and(|idle| Instant::now() >= idle);
                let count = is_idle.then(|| counts.remove(0));
                count.iter().for_each(|(ticket, count)| work(*ticket, count));
                Vec::new()
            }
            Err(RecvTimeoutError::Disconnected) => return,
        };
        for (nth, (ticket, question)) in waiting.iter().enumerate() {
            let is_void = waiting[nth + 1..].iter().any(|(_, later)| later.kind() == question.kind());
            match question {
                _ if is_void => {}
                Question::Count { .. } => {
                    counts.retain(|(_, other)| other.kind() != question.kind());
                    counts.push((*ticket, question.clone()));
                }
                question => work(*ticket, question),
            }
        }
        lookup.count(!counts.is_empty());
        if Instant::now() >= next_look {
            next_look = Instant::now() + LOOK;
            // A store that cannot be read says so when it is next asked something.
            let seen = lookup.version().unwrap_or(version);
            if std::mem::replace(&mut version, seen) != seen {
                tell(answers, Event::StoreChanged);
            }
        }
    }
}

/// How long nothing else must have been asked before this is counted. Once begun, it goes on.
fn pause_before(count: &Question) -> Duration {
    match count {
        Question::Count { from: Some(_), .. } => Duration::ZERO,
        _ => IDLE,
    }
}

/// Makes changes, one after another. Once the reader has quit, one that fails is the last: the others would keep the
/// shell waiting as long, and fail as well.
fn write(mut writer: Writer, orders: &Receiver<Write>, quits: &AtomicBool, changes: &Sender<Msg>) {
    while let Ok(order) = orders.recv() {
        let made = guarded(|| writer.make(order), Event::Unsaved);
        let gives_up = matches!(made, Event::Unsaved(_)) && quits.load(Ordering::SeqCst);
        tell(changes, made);
        if gives_up {
            return;
        }
    }
}

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Whether a panic on this thread would not end the program.
pub(super) fn is_guarded() -> bool {
    IS_GUARDED.get()
}

/// Does work that a panic must not end the program by.
fn guarded<T>(work: impl FnOnce() -> T, failed: impl FnOnce(String) -> T) -> T {
    IS_GUARDED.set(true);
    let made = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(false);
    made.unwrap_or_else(|_| failed("something went wrong inside masthead; its log says what".to_owned()))
}

fn tell(sender: &Sender<Msg>, event: Event) {
    if !matches!(event, Event::Done) {
        // Fails only where the loop has ended.
        let _ = sender.send(Msg::Event(event));
    }
}
