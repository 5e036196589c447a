//! Keys, sizes and signals, as messages.

use std::io;
use std::thread::Builder;

use crossbeam_channel::Sender;
use crossterm::event::{self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use crate::app::{Code, Key, Msg};

/// Listens on threads of their own, until nobody takes the messages any more.
///
/// # Errors
/// Where a thread cannot be started or signals cannot be listened to.
pub(super) fn listen(sender: &Sender<Msg>) -> io::Result<()> {
    let (keys, ends) = (sender.clone(), sender.clone());
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT])?;
    Builder::new().name("signals".to_owned()).spawn(move || {
        for _ in signals.forever() {
            if ends.send(Msg::Terminate).is_err() {
                return;
            }
        }
    })?;
    Builder::new().name("input".to_owned()).spawn(move || {
        loop {
            match event::read() {
                Ok(event) => {
                    if let Some(msg) = message(event)
                        && keys.send(msg).is_err()
                    {
                        return;
                    }
                }
                Err(_) => {
                    // The terminal is gone: nothing can be read from it again.
                    let _ = keys.send(Msg::Terminate);
                    return;
                }
            }
        }
    })?;
    Ok(())
}

fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => translate(key).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => Some(Msg::Resized(columns, rows)),
        _ => None,
    }
}

fn translate(key: KeyEvent) -> Option<Key> {
    let code = match key.code {
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
        _ => return None,
    };
    let held = |modifier| key.modifiers.contains(modifier);
    Some(Key { code, ctrl: held(KeyModifiers::CONTROL), alt: held(KeyModifiers::ALT) })
}
