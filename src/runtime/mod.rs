//! Floor 6: the event loop, the worker threads, the real terminal. Joins app and ui to the newsroom.

mod answer;
mod input;
mod outside;
mod screen;
mod workers;

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use thiserror::Error;

use crate::app::{Effect, Msg, Outside, Settings, State, start, update};
use crate::model::Timestamp;
use crate::newsroom::{Newsroom, NewsroomError};
use crate::store::{Reader, StoreError};
use crate::ui::{Theme, draw};
use screen::Screen;
use workers::Workers;

/// How often relative times are brought up to date while nothing else happens.
const TICK: Duration = Duration::from_secs(60);

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// The folder of the store.
    pub store: PathBuf,
    /// Where panics are written down, to say so when one ends the program.
    pub log: PathBuf,
    /// What the user settled.
    pub settings: Settings,
    /// How everything looks.
    pub theme: Theme,
    /// Something to say first: what was wrong with the config file.
    pub notice: Option<String>,
}

/// Why the reader could not be started or had to end.
#[derive(Debug, Error)]
pub enum RuntimeError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The newsroom.
    #[error(transparent)]
    Newsroom(#[from] NewsroomError),
    /// The terminal.
    #[error("cannot use the terminal: {0}; masthead needs a real one on standard input and output")]
    Terminal(#[from] io::Error),
}

/// Runs the reader until the user quits.
///
/// # Errors
/// Where the store cannot be opened, or the terminal cannot be used. The terminal is restored in any case.
pub fn run(options: Options) -> Result<(), RuntimeError> {
    let reader = open_store(&options.store)?;
    let (sender, messages) = unbounded();
    input::listen_to_signals(&sender)?;
    let mut screen = Screen::open(&options.log)?;
    let mut state = State::new(options.settings, screen.size()?, Timestamp::now());
    let first = first_frame(&mut state, &reader);
    if let Some(notice) = options.notice {
        update(&mut state, Msg::Event(crate::app::Event::Failed(notice)));
    }
    screen.draw(|frame| draw(frame, &state, &options.theme))?;
    input::listen_to_keys(&sender)?;
    let workers = Workers::start(&options.store, reader, &sender);
    for effect in first {
        perform(effect, &workers, &mut screen, &sender)?;
    }
    let ended = turn(&mut state, &messages, &workers, &mut screen, &sender, &options.theme);
    workers.finish();
    screen.close();
    ended
}

/// The loop: waits for something to happen, takes in all that has, and draws once.
fn turn(
    state: &mut State,
    messages: &Receiver<Msg>,
    workers: &Workers,
    screen: &mut Screen,
    sender: &Sender<Msg>,
    theme: &Theme,
) -> Result<(), RuntimeError> {
    while !state.quit {
        let msg = match messages.recv_timeout(TICK) {
            Ok(msg) => msg,
            Err(RecvTimeoutError::Timeout) => Msg::Tick(Timestamp::now()),
            Err(RecvTimeoutError::Disconnected) => Msg::Terminate,
        };
        for msg in std::iter::once(msg).chain(messages.try_iter()) {
            for effect in update(state, msg) {
                perform(effect, workers, screen, sender)?;
            }
        }
        if !state.quit {
            screen.draw(|frame| draw(frame, state, theme))?;
            fail_where_a_test_asks_for_it();
        }
    }
    Ok(())
}

/// Lets a test see that the terminal is restored after a panic; not in the program that people get.
fn fail_where_a_test_asks_for_it() {
    if cfg!(debug_assertions) && std::env::var_os("MASTHEAD_TEST_PANIC").is_some() {
        panic!("asked for by MASTHEAD_TEST_PANIC");
    }
}

/// Reads what the first frame shows, before any thread is started. What else is to be done comes back.
fn first_frame(state: &mut State, reader: &Reader) -> Vec<Effect> {
    let mut later = Vec::new();
    let mut effects = start(state);
    while let Some(effect) = effects.pop() {
        match effect {
            Effect::Ask(ticket, question) => {
                let event = answer::answer(reader, ticket, question);
                effects.extend(update(state, Msg::Event(event)));
            }
            other => later.push(other),
        }
    }
    later
}

fn perform(
    effect: Effect,
    workers: &Workers,
    screen: &mut Screen,
    sender: &Sender<Msg>,
) -> Result<(), RuntimeError> {
    match effect {
        Effect::Ask(ticket, question) => workers.ask(ticket, question),
        Effect::Write(write) => workers.write(write),
        Effect::Outside(Outside::Repaint) => screen.repaint()?,
        Effect::Outside(Outside::Suspend) => {
            screen.suspend()?;
            let (columns, rows) = screen.size()?;
            // Nobody listens any more where this fails: the loop is ending.
            let _ = sender.send(Msg::Resized(columns, rows));
        }
        Effect::Outside(Outside::Copy(text)) => {
            screen.copy(&text)?;
            let _ = sender.send(Msg::Event(crate::app::Event::Told(format!("Copied {text}"))));
        }
        Effect::Outside(Outside::Browse(url)) => {
            let _ = sender.send(Msg::Event(outside::browse(&url)));
        }
    }
    Ok(())
}

/// Opens the store for reading, after making it, with the samples in it, where there is none; or bringing an
/// older one up to date.
fn open_store(folder: &Path) -> Result<Reader, RuntimeError> {
    if Newsroom::store_file(folder).exists() {
        let reader = Newsroom::open_reader(folder)?;
        if reader.totals()?.articles > 0 || reader.samples_removed()? {
            return Ok(reader);
        }
    }
    let mut newsroom = Newsroom::open(folder)?;
    newsroom.offer_samples(Timestamp::now())?;
    Ok(newsroom.reader()?)
}
