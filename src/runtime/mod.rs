//! Floor 6: the event loop, the worker threads, the real terminal. Joins app and ui to the newsroom.

mod actors;
mod analyser;
mod answer;
mod background;
mod browser;
mod editor;
mod in_order;
mod input;
mod mouse;
mod output;
mod refresher;
mod screen;
mod wardrobe;
mod workers;
mod writer;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::thread::Builder;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};
use thiserror::Error;

use crate::app::{
    Effect, Event, Ground, Mouse, Msg, Notice, Order, Outside, Program, Question, Settings, State, Ticket,
    start, update,
};
use crate::ingest::Labels;
use crate::model::{Article, CleanText, Timestamp};
use crate::newsroom::{KnownActors, Network, Newsroom, NewsroomError};
use crate::store::{Reader, StoreError};
use crate::ui::{Depth, Themes, draw, target};
pub use in_order::in_order;
use input::Keys;
use refresher::Refresher;
use screen::Screen;
pub use screen::columns;
use wardrobe::Wardrobe;
use workers::Workers;

/// How long a frame waits for answers that are on their way: half a frame at 60 a second.
const MOMENT: Duration = Duration::from_millis(8);

/// How long the next key is waited for before it is shown what may follow, and before a digit that has gone to a section is
/// no number any more: longer than between two keys that belong together, shorter than it takes to look at a section.
const KEYS_MOMENT: Duration = Duration::from_millis(400);

/// How long the first frame waits for what is searched in the articles themselves.
const FIRST_MOMENT: Duration = Duration::from_millis(60);

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// The folder of the store.
    pub store: PathBuf,
    /// Where panics are written down, to say so when one ends the program.
    pub log: PathBuf,
    /// What the user settled.
    pub settings: Settings,
    /// The labels of sections that are known.
    pub labels: Labels,
    /// The actors that are known.
    pub actors: KnownActors,
    /// The themes that there are.
    pub themes: Themes,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether the terminal is dark or light, as far as the environment says.
    pub ground: Option<Ground>,
    /// How the network is used.
    pub network: Network,
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
    /// What was left at the end.
    #[error("the last changes could not be saved: {0}")]
    Unsaved(String),
}

/// Runs the reader until the user quits.
///
/// # Errors
/// Where the store cannot be opened, the terminal cannot be used, or what was left at the end could not be saved. The
/// terminal is restored in any case.
pub fn run(options: Options) -> Result<(), RuntimeError> {
    let reader = open_store(&options)?;
    let (sender, messages) = unbounded();
    let version = reader.version()?;
    let mut state = State::new(options.settings, crossterm::terminal::size()?, Timestamp::now());
    state.look.ground = options.ground;
    let first = first_frame(&mut state, &reader, &options.actors);
    state.notice = options.notice.map(|text| Notice { text: CleanText::line(&text), is_error: true });
    input::listen_to_signals(&sender)?;
    let mut screen = Screen::open(&options.log, state.settings.mouse, state.settings.bidi)?;
    let mut wardrobe = Wardrobe::new(options.themes, options.depth);
    screen.draw(|frame| draw(frame, &state, wardrobe.theme(&state.look)))?;
    if options.depth != Depth::None {
        screen.ask_ground()?;
    }
    let keys = input::listen_to_keys(&sender)?;
    let workers = Workers::start(&options.store, (reader, options.actors.clone()), version, &sender);
    let refresher =
        Refresher::new(&options.store, options.network, (options.labels, options.actors), &sender);
    let store = options.store;
    let mut running =
        Running { state, messages, sender, workers, refresher, screen, keys, store, wardrobe, alarm: None };
    let ended = running.perform(first).and_then(|()| running.turn());
    running.finish(ended)
}

/// Everything that the loop has in hand.
struct Running {
    state: State,
    messages: Receiver<Msg>,
    sender: Sender<Msg>,
    workers: Workers,
    refresher: Refresher,
    screen: Screen,
    keys: Keys,
    store: PathBuf,
    wardrobe: Wardrobe,
    /// When a moment has passed that the reader waits for.
    alarm: Option<(Instant, Ticket)>,
}

impl Running {
    /// The loop: waits for something to happen, takes in all that has, and draws once.
    fn turn(&mut self) -> Result<(), RuntimeError> {
        while !self.state.quit {
            let msg = self.next();
            self.take_in(msg)?;
            self.await_answers()?;
            if !self.state.quit {
                let theme = self.wardrobe.theme(&self.state.look);
                self.screen.draw(|frame| draw(frame, &self.state, theme))?;
                fail_where_a_test_asks_for_it();
            }
        }
        Ok(())
    }

    /// Waits for a message, for the moment that the reader waits for, or for the next minute.
    fn next(&mut self) -> Msg {
        let until = self.alarm.map(|(at, _)| at.saturating_duration_since(Instant::now()));
        // A message that is here goes first: a key may be what the moment is waited for.
        let got = self.messages.recv_timeout(until.unwrap_or(Duration::MAX).min(until_next_minute()));
        match (got, self.alarm.take_if(|(at, _)| *at <= Instant::now())) {
            (Ok(msg), alarm) => {
                self.alarm = self.alarm.or(alarm);
                msg
            }
            (Err(RecvTimeoutError::Timeout), Some((_, ticket))) => Msg::Event(Event::Waited(ticket)),
            (Err(RecvTimeoutError::Timeout), None) => Msg::Tick(Timestamp::now()),
            (Err(RecvTimeoutError::Disconnected), _) => Msg::Terminate,
        }
    }

    /// Takes in a message and all that wait behind it; of several sizes only the last.
    fn take_in(&mut self, msg: Msg) -> Result<(), RuntimeError> {
        let mut waiting = std::iter::once(msg).chain(self.messages.try_iter()).collect::<VecDeque<_>>();
        while let Some(msg) = waiting.pop_front() {
            let is_past = matches!((&msg, waiting.front()), (Msg::Resized(..), Some(Msg::Resized(..))));
            if !is_past {
                let msg = self.aimed(msg);
                let effects = update(&mut self.state, msg);
                self.perform(effects)?;
            }
        }
        let now = Timestamp::now();
        if now.as_second() / 60 == self.state.now.as_second() / 60 {
            return Ok(());
        }
        let effects = update(&mut self.state, Msg::Tick(now));
        self.perform(effects)
    }

    /// The message with what the mouse was on, which drawing knows.
    fn aimed(&self, msg: Msg) -> Msg {
        match msg {
            Msg::Mouse(mouse) => {
                let target = target(&self.state, mouse.column, mouse.row);
                Msg::Mouse(Mouse { target, ..mouse })
            }
            msg => msg,
        }
    }

    /// Gives the answers to what was just asked a moment to come in, so that no frame is drawn without them.
    fn await_answers(&mut self) -> Result<(), RuntimeError> {
        let deadline = Instant::now() + MOMENT;
        while self.state.is_waiting() && !self.state.quit {
            match self.messages.recv_deadline(deadline) {
                Ok(msg) => self.take_in(msg)?,
                Err(_) => break,
            }
        }
        Ok(())
    }

    fn perform(&mut self, effects: Vec<Effect>) -> Result<(), RuntimeError> {
        // Changes first: nothing that goes wrong with the terminal loses one.
        let (writes, others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Write(_)));
        for effect in writes.into_iter().chain(others) {
            match effect {
                Effect::Ask(ticket, question) => self.workers.ask(ticket, question),
                Effect::Write(write) => self.workers.write(write),
                Effect::Fetch(order) => self.refresher.take(order),
                Effect::Outside(outside) => self.reach_outside(outside)?,
                Effect::Wait(ticket) => self.alarm = Some((Instant::now() + KEYS_MOMENT, ticket)),
            }
        }
        Ok(())
    }

    fn reach_outside(&mut self, outside: Outside) -> Result<(), RuntimeError> {
        let msg = match outside {
            Outside::Repaint => return Ok(self.screen.repaint()?),
            Outside::Mouse(on) => return Ok(screen::take_mouse(on)?),
            Outside::Suspend => {
                self.screen.suspend()?;
                let (columns, rows) = crossterm::terminal::size()?;
                Msg::Resized(columns, rows)
            }
            Outside::EditNote(article, note) => {
                let event = editor::edit(&mut self.screen, &self.keys, &self.store, article, &note)?;
                let _ = self.sender.send(Msg::Event(event));
                let (columns, rows) = crossterm::terminal::size()?;
                Msg::Resized(columns, rows)
            }
            Outside::Copy(text) => Msg::Event(match self.screen.copy(&text) {
                Ok(()) => Event::Told(format!("Copied {text}")),
                Err(error) => Event::Failed(format!("cannot copy {text}: {error}")),
            }),
            Outside::Save(what, file) => Msg::Event(output::save(&what, &file, &self.state.settings.zone)),
            Outside::Give(article, program) => {
                self.give(article, program);
                return Ok(());
            }
            Outside::Browse(url) => Msg::Event(browser::open(&url)),
        };
        // Nobody listens any more only where the loop has ended.
        let _ = self.sender.send(msg);
        Ok(())
    }

    /// Gives an article to a program, on a thread of its own: it may take its time.
    fn give(&self, article: Box<Article>, program: Program) {
        let sender = self.sender.clone();
        let name = program.name.clone();
        let given = Builder::new().name("program".to_owned()).spawn(move || {
            // Nobody listens any more only where the loop has ended.
            let _ = sender.send(Msg::Event(output::give(&article, &program)));
        });
        if let Err(error) = given {
            let _ = self.sender.send(Msg::Event(Event::Failed(format!("cannot run {name}: {error}"))));
        }
    }

    /// Saves what is to be saved, after the terminal has been given back: the store may keep one waiting.
    fn finish(mut self, ended: Result<(), RuntimeError>) -> Result<(), RuntimeError> {
        if ended.is_err() {
            for effect in update(&mut self.state, Msg::Terminate) {
                if let Effect::Write(write) = effect {
                    self.workers.write(write);
                }
            }
        }
        // One that runs would only keep the store from the last changes.
        self.refresher.take(Order::Stop);
        drop(self.screen);
        self.workers.finish();
        let failure = self.messages.try_iter().find_map(|msg| match msg {
            Msg::Event(Event::Failed(why)) => Some(why),
            _ => None,
        });
        ended.and(failure.map_or(Ok(()), |why| Err(RuntimeError::Unsaved(why))))
    }
}

/// The clock in the top line shows minutes, and the relative times are no finer.
fn until_next_minute() -> Duration {
    let second = Timestamp::now().as_second().rem_euclid(60);
    Duration::from_secs(60 - second.unsigned_abs())
}

/// Lets a test see that the terminal is restored after a panic; not in the program that people get.
fn fail_where_a_test_asks_for_it() {
    if cfg!(debug_assertions) && std::env::var_os("MASTHEAD_TEST_PANIC").is_some() {
        panic!("asked for by MASTHEAD_TEST_PANIC");
    }
}

/// Reads what the first frame shows, before any thread is started. What else is to be done comes back.
fn first_frame(state: &mut State, reader: &Reader, known: &KnownActors) -> Vec<Effect> {
    let mut later = Vec::new();
    let deadline = Instant::now() + FIRST_MOMENT;
    let mut effects = VecDeque::from(start(state));
    while let Some(effect) = effects.pop_front() {
        match effect {
            // What is counted, and searched for long, comes after the first frame.
            Effect::Ask(_, Question::Count { .. }) => later.push(effect),
            Effect::Ask(ticket, question) if Instant::now() < deadline => {
                let event = answer::answer(reader, known, ticket, question, &|| Instant::now() >= deadline);
                effects.extend(update(state, Msg::Event(event)));
            }
            other => later.push(other),
        }
    }
    later
}

/// Opens the store for reading, after making it, with the samples in it, where there is none; or bringing an
/// older one up to date.
fn open_store(options: &Options) -> Result<Reader, RuntimeError> {
    let Options { store: folder, labels, actors, .. } = options;
    if Newsroom::store_file(folder).exists() {
        let reader = Newsroom::open_reader(folder)?.with_documents(Newsroom::documents(labels));
        let is_current = reader.actors_mark()? == actors.mark();
        if is_current && (reader.totals()?.articles > 0 || reader.samples_removed()?) {
            return Ok(reader);
        }
    }
    let mut newsroom = Newsroom::open(folder)?.with_labels(labels.clone()).with_actors(actors.clone())?;
    newsroom.offer_samples(Timestamp::now())?;
    Ok(newsroom.reader()?)
}
