//! Floor 6: the event loop, the worker threads, the real terminal. Joins app and ui to the newsroom.

mod actors;
mod analyser;
mod answer;
mod background;
mod browser;
mod canvas;
mod clock;
mod editor;
mod error;
mod in_order;
mod input;
mod line;
mod lookup;
mod mouse;
mod opening;
mod options;
mod output;
mod pictures;
mod refresher;
mod screen;
mod sgr;
mod wardrobe;
mod workers;
mod writer;

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::thread::Builder;
use std::time::{Duration, Instant};

use crossbeam_channel::{Receiver, RecvTimeoutError, Sender, unbounded};

use crate::app::{
    Effect, Event, Mouse, Msg, Notice, Order, Outside, Program, Question, State, Ticket, update,
};
use crate::model::{Article, CleanText, Timestamp};
use crate::ui::{Depth, draw, sharp, target};
pub use answer::answer;
pub use canvas::Canvas;
pub use error::RuntimeError;
pub use in_order::in_order;
use input::Keys;
use line::Line;
use opening::{first_frame, nothing_is_kept, open_store};
pub use options::Options;
use pictures::{Easel, Loader};
pub use pictures::{Images, Medium};
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

/// Runs the reader until the user quits.
///
/// # Errors
/// Where the store cannot be opened, the terminal cannot be used, or what was left at the end could not be saved. The
/// terminal is restored in any case.
pub fn run(options: Options) -> Result<(), RuntimeError> {
    let reader = open_store(&options)?;
    let (sender, messages) = unbounded();
    let version = reader.version()?;
    let mut state = State::new(options.settings, crossterm::terminal::size()?, clock::now());
    state.look.ground = options.ground;
    state.gallery.shows = options.medium.shows;
    state.gallery.cell = screen::cell().unwrap_or(state.gallery.cell);
    let first = first_frame(&mut state, &reader, &options.actors);
    let notice = nothing_is_kept(&reader).map(str::to_owned).or(options.notice);
    state.notice = notice.map(|text| Notice { text: CleanText::line(&text), is_error: true });
    input::listen_to_signals(&sender)?;
    if crossterm::terminal::size()? != state.size {
        input::look_at_size();
    }
    let mut screen = Screen::open(&options.log, state.settings.mouse, state.settings.bidi)?;
    let mut wardrobe = Wardrobe::new(options.themes, options.depth);
    let theme = wardrobe.theme(&state.look);
    screen.draw(state.size, |buffer| draw(buffer, &state, theme), Vec::new())?;
    if options.depth != Depth::None {
        screen.ask_ground()?;
    }
    if options.medium.hopes_for.is_some() {
        screen.ask_pictures()?;
    }
    let keys = input::listen_to_keys(&sender)?;
    let workers = Workers::start(&options.store, (reader, options.actors.clone()), version, &sender);
    let line = Line::new(options.network);
    let refresher = Refresher::new(&options.store, line.clone(), (options.labels, options.actors), &sender);
    let loader = Loader::new(&options.store, line, options.medium, &sender);
    let easel = Easel::new(options.medium.in_tmux);
    let store = options.store;
    let mut running = Running {
        state,
        messages,
        sender,
        workers,
        refresher,
        loader,
        easel,
        screen,
        keys,
        store,
        wardrobe,
        alarm: None,
        more_waits: false,
        unsaved: None,
    };
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
    loader: Loader,
    easel: Easel,
    screen: Screen,
    keys: Keys,
    store: PathBuf,
    wardrobe: Wardrobe,
    /// When a moment has passed that the reader waits for.
    alarm: Option<(Instant, Ticket)>,
    /// Whether messages that were taken are still to be taken in.
    more_waits: bool,
    /// Why a change could not be saved, where no frame has shown it yet.
    unsaved: Option<String>,
}

impl Running {
    /// The loop: waits for something to happen, takes in all that has, and draws once.
    fn turn(&mut self) -> Result<(), RuntimeError> {
        while !self.state.quit {
            let msg = self.next()?;
            self.take_in(msg)?;
            self.await_answers()?;
            if !self.state.quit {
                let theme = self.wardrobe.theme(&self.state.look);
                let pictures = sharp(&self.state);
                self.screen.draw(self.state.size, |buffer| draw(buffer, &self.state, theme), pictures)?;
                self.unsaved = None;
                self.easel.tidy(&mut self.screen)?;
                fail_where_a_test_asks_for_it();
            }
        }
        Ok(())
    }

    /// Waits for a message, for the moment that the reader waits for, or for the next minute. Pictures are sent while none
    /// comes.
    fn next(&mut self) -> io::Result<Msg> {
        loop {
            let alarm = self.alarm.map(|(at, _)| at.saturating_duration_since(Instant::now()));
            let until = alarm.unwrap_or(Duration::MAX).min(until_next_minute());
            let picture = self.easel.wait(&self.screen).filter(|wait| *wait < until);
            // A message that is here goes first: a key may be what the moment is waited for.
            let got = self.messages.recv_timeout(picture.unwrap_or(until));
            return Ok(match (got, self.alarm.take_if(|(at, _)| *at <= Instant::now())) {
                (Ok(msg), alarm) => {
                    self.alarm = self.alarm.or(alarm);
                    msg
                }
                (Err(RecvTimeoutError::Timeout), Some((_, ticket))) => Msg::Event(Event::Waited(ticket)),
                (Err(RecvTimeoutError::Timeout), None) if picture.is_some() => {
                    match self.easel.go_on(&mut self.screen)? {
                        Some(msg) => msg,
                        None => continue,
                    }
                }
                (Err(RecvTimeoutError::Timeout), None) => Msg::Tick(clock::now()),
                (Err(RecvTimeoutError::Disconnected), _) => Msg::Terminate,
            });
        }
    }

    /// Takes in a message and all that wait behind it; of several sizes only the last.
    fn take_in(&mut self, msg: Msg) -> Result<(), RuntimeError> {
        let mut waiting = std::iter::once(msg).chain(self.messages.try_iter()).collect::<VecDeque<_>>();
        while let Some(msg) = waiting.pop_front() {
            let is_past = matches!((&msg, waiting.front()), (Msg::Resized(..), Some(Msg::Resized(..))));
            self.more_waits = !waiting.is_empty();
            if let (false, Some(msg)) = (is_past, self.easel.hold(msg)) {
                if let Msg::TakesPictures = msg {
                    self.loader.hope_holds();
                }
                if let Msg::Event(Event::Unsaved(why)) = &msg {
                    self.unsaved.get_or_insert_with(|| why.clone());
                }
                if matches!(msg, Msg::Resized(..)) {
                    // Even where it has come back to the size that it had, it may have lost what it showed.
                    self.screen.repaint();
                    self.lose_pictures()?;
                }
                if matches!(msg, Msg::Resized(..))
                    && let Some((width, height)) = screen::cell()
                {
                    let effects = update(&mut self.state, Msg::Cell(width, height));
                    self.perform(effects)?;
                }
                let msg = self.aimed(msg);
                let effects = update(&mut self.state, msg);
                self.perform(effects)?;
            }
        }
        let now = clock::now();
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

    /// Does what is to be done, and what follows from the answers that come at once. What is asked goes in its order: of
    /// two questions of a kind the last is the one that counts.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<(), RuntimeError> {
        // Changes first: nothing that goes wrong with the terminal loses one.
        let (writes, others): (Vec<_>, Vec<_>) =
            effects.into_iter().partition(|effect| matches!(effect, Effect::Write(_)));
        let mut effects: VecDeque<Effect> = writes.into_iter().chain(others).collect();
        while let Some(effect) = effects.pop_front() {
            match effect {
                Effect::Ask(ticket, question) => match self.at_once(ticket, &question) {
                    Some(event) => effects.extend(update(&mut self.state, Msg::Event(event))),
                    None => self.workers.ask(ticket, question),
                },
                Effect::Write(write) => self.workers.write(write),
                Effect::Fetch(Order::Pictures(orders)) => {
                    self.easel.want(&orders);
                    self.loader.take(orders);
                }
                Effect::Fetch(order) => self.refresher.take(order),
                Effect::Outside(outside) => self.reach_outside(outside)?,
                Effect::Wait(ticket) => self.alarm = Some((Instant::now() + KEYS_MOMENT, ticket)),
            }
        }
        Ok(())
    }

    /// The answer to a question, where it can be given without handing it over, and nothing waits that may ask for another.
    fn at_once(&self, ticket: Ticket, question: &Question) -> Option<Event> {
        if self.more_waits || !self.messages.is_empty() {
            return None;
        }
        self.workers.at_once(ticket, question)
    }

    fn reach_outside(&mut self, outside: Outside) -> Result<(), RuntimeError> {
        let msg = match outside {
            Outside::Repaint => {
                self.screen.repaint();
                return self.lose_pictures();
            }
            Outside::Mouse(on) => return Ok(screen::take_mouse(on)?),
            Outside::Suspend => {
                self.screen.suspend()?;
                input::look_at_size();
                return self.lose_pictures();
            }
            Outside::EditNote(article, note) => {
                let event = editor::edit(&mut self.screen, &self.keys, &self.store, article, &note)?;
                return self.come_back(event);
            }
            Outside::Give(article, program) if program.terminal => {
                let give = || output::give(&article, &program);
                let event = self.keys.while_paused(|| self.screen.lend(give))?;
                return self.come_back(event);
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

    /// Takes in what came of a program that had the terminal, which may have another size by now.
    fn come_back(&mut self, event: Event) -> Result<(), RuntimeError> {
        // Nobody listens any more only where the loop has ended.
        let _ = self.sender.send(Msg::Event(event));
        input::look_at_size();
        self.lose_pictures()
    }

    /// The terminal has none of the pictures any more that it was sent.
    fn lose_pictures(&mut self) -> Result<(), RuntimeError> {
        if self.easel.lose(&mut self.screen)? {
            // Nobody listens any more only where the loop has ended.
            let _ = self.sender.send(Msg::Event(Event::PicturesLost));
        }
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
        let later = self.messages.try_iter().find_map(|msg| match msg {
            Msg::Event(Event::Unsaved(why)) => Some(why),
            _ => None,
        });
        ended.and(self.unsaved.or(later).map_or(Ok(()), |why| Err(RuntimeError::Unsaved(why))))
    }
}

/// The clock in the top line shows minutes, and the relative times are no finer.
fn until_next_minute() -> Duration {
    let second = Timestamp::now().as_second().rem_euclid(60);
    Duration::from_secs(60 - second.unsigned_abs())
}

/// Lets a test see that the terminal is restored after a panic; not in the program that people get.
fn fail_where_a_test_asks_for_it() {
    if cfg!(debug_assertions)
        && let Some(what) = std::env::var_os("MASTHEAD_TEST_PANIC")
    {
        panic!("asked for by MASTHEAD_TEST_PANIC: {}", what.to_string_lossy());
    }
}
