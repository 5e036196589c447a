//! Keys, sizes and signals, as messages.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::Builder;
use std::time::Duration;

use crossbeam_channel::Sender;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use crossterm::terminal;
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM, SIGWINCH};
use signal_hook::iterator::Signals;

use super::background::Answers;
use super::mouse::Clicks;
use super::screen::give_back;
use crate::app::{Code, Key, Msg};
use crate::model::CleanText;

/// How long the thread of the keys has to let go of the terminal before it is reminded.
const REMINDED: Duration = Duration::from_millis(20);
const MOST_REMINDERS: u32 = 50;

/// Whether another program has the terminal: what interrupts that one is not meant for masthead.
static LENT: AtomicBool = AtomicBool::new(false);

/// The thread that listens to the keys.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    shared: Arc<(Mutex<Turn>, Condvar)>,
}

/// Whose turn it is to read the terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Turn {
    /// The thread’s.
    #[default]
    Ours,
    /// Another program is waiting for it.
    Wanted,
    /// Another program’s.
    Lent,
}

impl Keys {
    /// Does something while no key is read.
    pub(super) fn while_paused<T>(&self, run: impl FnOnce() -> T) -> T {
        let (turn, changed) = &*self.shared;
        LENT.store(true, Ordering::SeqCst);
        let mut held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        *held = Turn::Wanted;
        // One that has ended reads nothing.
        for _ in 0..MOST_REMINDERS {
            if *held == Turn::Lent {
                break;
            }
            // A new size is the one thing that wakes it without a key.
            look_at_size();
            held = changed.wait_timeout(held, REMINDED).unwrap_or_else(PoisonError::into_inner).0;
        }
        drop(held);
        let done = run();
        *turn.lock().unwrap_or_else(PoisonError::into_inner) = Turn::Ours;
        changed.notify_all();
        LENT.store(false, Ordering::SeqCst);
        done
    }

    /// Lets another program read the terminal, where one wants to, until it is done.
    fn give_way(&self) {
        let (turn, changed) = &*self.shared;
        let mut held = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if *held == Turn::Wanted {
            *held = Turn::Lent;
            changed.notify_all();
        }
        while *held == Turn::Lent {
            held = changed.wait(held).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

/// Has the size of the terminal told once more. The thread of the signals alone tells it, so that none comes after a newer one.
pub(super) fn look_at_size() {
    // Fails only for signals that do not exist.
    let _ = signal_hook::low_level::raise(SIGWINCH);
}

/// Listens to the system's signals on a thread of its own, until nobody takes the messages any more. A new size is
/// taken from its signal alone: crossterm loses the one that comes together with a key. Asked to end a second time,
/// the program ends at once.
///
/// # Errors
/// Where the thread cannot be started or signals cannot be listened to.
pub(super) fn listen_to_signals(sender: &Sender<Msg>) -> io::Result<()> {
    let sender = sender.clone();
    let mut ends = false;
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGWINCH])?;
    Builder::new().name("signals".to_owned()).spawn(move || {
        for signal in signals.forever() {
            let msg = match (signal, terminal::size()) {
                (SIGWINCH, Ok((columns, rows))) => Msg::Resized(columns, rows),
                (SIGWINCH, Err(_)) => continue,
                (SIGINT, _) if LENT.load(Ordering::SeqCst) => continue,
                _ if std::mem::replace(&mut ends, true) => {
                    // Asked to end twice: the loop is kept from it by something that does not answer.
                    give_back();
                    std::process::exit(1);
                }
                _ => Msg::Terminate,
            };
            if sender.send(msg).is_err() {
                return;
            }
        }
    })?;
    Ok(())
}

/// Listens to the keys and the mouse on a thread of its own, until nobody takes the messages any more.
///
/// # Errors
/// Where the thread cannot be started.
pub(super) fn listen_to_keys(sender: &Sender<Msg>) -> io::Result<Keys> {
    let sender = sender.clone();
    let keys = Keys::default();
    let own = keys.clone();
    Builder::new().name("keys".to_owned()).spawn(move || {
        let (mut answers, mut clicks) = (Answers::default(), Clicks::default());
        loop {
            own.give_way();
            // Where nothing can be read, the terminal is gone.
            let msg = event::read().map_or(Some(Msg::Terminate), |event| message(event, &mut clicks));
            let ended = matches!(msg, Some(Msg::Terminate));
            let msgs = msg.map_or_else(Vec::new, |msg| answers.sift(msg));
            if msgs.into_iter().any(|msg| sender.send(msg).is_err()) || ended {
                return;
            }
        }
    })?;
    Ok(keys)
}

fn message(event: Event, clicks: &mut Clicks) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => translate(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(CleanText::new(&text))),
        Event::Mouse(event) => clicks.take(event).map(Msg::Mouse),
        _ => None,
    }
}

fn translate(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
        // A line feed: Enter, pressed before the terminal was ours.
        KeyCode::Char('j') if key.modifiers == KeyModifiers::CONTROL => return Some(Key::plain(Code::Enter)),
        // A control of eight bits, which some terminals let through.
        KeyCode::Char(c) if c.is_control() => return None,
        KeyCode::Char(c) => Code::Char(c),
        KeyCode::Enter => Code::Enter,
        KeyCode::Esc => Code::Esc,
        KeyCode::Tab => Code::Tab,
        KeyCode::BackTab => Code::BackTab,
        KeyCode::Backspace => Code::Backspace,
        KeyCode::Delete => Code::Delete,
        KeyCode::Up => Code::Up,
        KeyCode::Down => Code::Down,
        KeyCode::Left => Code::Left,
        KeyCode::Right => Code::Right,
        KeyCode::Home => Code::Home,
        KeyCode::End => Code::End,
        KeyCode::PageUp => Code::PageUp,
        KeyCode::PageDown => Code::PageDown,
        KeyCode::F(number) => Code::F(number),
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}
