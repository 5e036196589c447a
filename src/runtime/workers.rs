//! The thread that reads and the thread that writes, so that neither keeps a key waiting.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::thread::{Builder, JoinHandle};

use crossbeam_channel::{Receiver, Sender, unbounded};

use super::answer::answer;
use crate::app::{Event, Msg, Question, Ticket, Write};
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::Reader;

/// The two worker threads.
#[derive(Debug)]
pub(super) struct Workers {
    questions: Sender<(Ticket, Question)>,
    writes: Sender<Write>,
    writer: Option<JoinHandle<()>>,
}

impl Workers {
    /// Starts them; what they find and do comes back through `sender`.
    pub(super) fn start(store: &Path, reader: Reader, sender: &Sender<Msg>) -> Self {
        let (questions, asked) = unbounded();
        let (writes, orders) = unbounded();
        let (answers, changes, store) = (sender.clone(), sender.clone(), store.to_owned());
        let reading = Builder::new().name("reader".to_owned()).spawn(move || read(&reader, &asked, &answers));
        let writing =
            Builder::new().name("writer".to_owned()).spawn(move || write(&store, &orders, &changes));
        for failed in [reading.as_ref().err(), writing.as_ref().err()].into_iter().flatten() {
            tell(
                sender,
                Event::Failed(format!("cannot start a thread: {failed}; free some memory and start again")),
            );
        }
        Self { questions, writes, writer: writing.ok() }
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

    /// Waits until every change is made.
    pub(super) fn finish(self) {
        drop(self.writes);
        if let Some(writer) = self.writer {
            // A panic there was written down by the hook.
            let _ = writer.join();
        }
    }
}

/// Answers questions; of those that wait, only the newest of each kind.
fn read(reader: &Reader, asked: &Receiver<(Ticket, Question)>, answers: &Sender<Msg>) {
    while let Ok(first) = asked.recv() {
        let waiting: Vec<_> = std::iter::once(first).chain(asked.try_iter()).collect();
        for (nth, (ticket, question)) in waiting.iter().enumerate() {
            let is_void = waiting[nth + 1..].iter().any(|(_, later)| later.kind() == question.kind());
            if !is_void {
                let answered = guarded(|| answer(reader, *ticket, question.clone()));
                tell(answers, answered);
            }
        }
    }
}

/// Makes changes, one after another. The store is opened for writing when the first one comes.
fn write(store: &Path, orders: &Receiver<Write>, changes: &Sender<Msg>) {
    let mut newsroom = None;
    while let Ok(order) = orders.recv() {
        let made = guarded(|| {
            match newsroom.take().map_or_else(|| Newsroom::open(store), Ok) {
                Ok(mut open) => {
                    let made = change(&mut open, order);
                    newsroom = Some(open);
                    made.unwrap_or_else(|error| Some(Event::Failed(error.to_string())))
                }
                Err(error) => Some(Event::Failed(error.to_string())),
            }
            .unwrap_or(Event::Done)
        });
        tell(changes, made);
    }
}

fn change(newsroom: &mut Newsroom, write: Write) -> Result<Option<Event>, NewsroomError> {
    let changed = |change, what: String| Some(Event::Changed { change, what });
    let store = newsroom.store();
    Ok(match write {
        Write::Opened(id) => {
            store.note_opened(id)?;
            changed(None, String::new())
        }
        Write::Read(id, read) => {
            let what = if read { "Marked read" } else { "Marked unread" };
            changed(store.set_read(id, read)?, what.to_owned())
        }
        Write::Star(id, starred) => {
            let what = if starred { "Starred" } else { "Star taken away" };
            changed(store.set_starred(id, starred)?, what.to_owned())
        }
        Write::AllRead(listing) => {
            let (change, articles) = store.mark_all_read(&listing)?;
            let noun = if articles == 1 { "article" } else { "articles" };
            changed(Some(change), format!("Marked {articles} {noun} read"))
        }
        Write::Undo(change) => Some(Event::Undone(store.undo(change)?)),
        Write::Place(id, place) => {
            store.save_place(id, &place)?;
            None
        }
        Write::Session(session) => {
            store.save_session(&session)?;
            None
        }
        Write::RemoveSamples => Some(Event::SamplesRemoved(newsroom.remove_samples()?)),
    })
}

/// Does work that a panic must not end the program by.
fn guarded(work: impl FnOnce() -> Event) -> Event {
    catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|_| {
        Event::Failed("something went wrong inside masthead; its log says what".to_owned())
    })
}

fn tell(sender: &Sender<Msg>, event: Event) {
    if !matches!(event, Event::Done) {
        // Fails only where the loop has ended.
        let _ = sender.send(Msg::Event(event));
    }
}
