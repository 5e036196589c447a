//! What the terminal is sent of pictures before it can show them: a piece at a time, and only while nothing else comes.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Weak};
use std::time::Duration;

use super::kitty;
use crate::app::{Event, Msg, Painting, PictureAnswer, PictureOrder, Surface};
use crate::runtime::screen::Screen;

/// What is sent, and what was.
#[derive(Debug, Default)]
pub(in crate::runtime) struct Easel {
    in_tmux: bool,
    waiting: VecDeque<Box<PictureAnswer>>,
    /// How many pieces of the first were sent.
    sent: usize,
    /// What the terminal keeps.
    kept: Vec<(u32, Weak<Painting>)>,
}

impl Easel {
    /// For a terminal, within tmux or not.
    pub(in crate::runtime) fn new(in_tmux: bool) -> Self {
        Self { in_tmux, ..Self::default() }
    }

    /// Holds a picture back that the terminal must be sent first; any other message passes.
    pub(in crate::runtime) fn hold(&mut self, msg: Msg) -> Option<Msg> {
        match msg {
            Msg::Event(Event::Picture(answer)) if !answer.sends.is_empty() => {
                self.waiting.push_back(answer);
                None
            }
            msg => Some(msg),
        }
    }

    /// These are wanted, and no others: what was not begun is not sent.
    pub(in crate::runtime) fn want(&mut self, orders: &[PictureOrder]) {
        let begun = self.sent > 0;
        let mut nth = 0;
        self.waiting.retain(|answer| {
            nth += 1;
            (begun && nth == 1) || orders.contains(&answer.order)
        });
    }

    /// How long until there is something to do.
    pub(in crate::runtime) fn wait(&self, screen: &Screen) -> Option<Duration> {
        if self.waiting.is_empty() { screen.over_wait() } else { Some(Duration::ZERO) }
    }

    /// Does a little of what there is to do; a picture that the terminal has whole now is a message.
    pub(in crate::runtime) fn go_on(&mut self, screen: &mut Screen) -> io::Result<Option<Msg>> {
        let Some(first) = self.waiting.front() else {
            screen.paint_over()?;
            return Ok(None);
        };
        if let (0, Some((id, painting))) = (self.sent, number(first)) {
            kitty::begin(id, self.in_tmux);
            self.kept.push((id, Arc::downgrade(painting)));
        }
        if let Some(piece) = first.sends.get(self.sent) {
            screen.write(piece)?;
            self.sent += 1;
        }
        if self.sent < first.sends.len() {
            return Ok(None);
        }
        kitty::end();
        self.sent = 0;
        let whole = self.waiting.pop_front().map(|answer| PictureAnswer { sends: Vec::new(), ..*answer });
        Ok(whole.map(|answer| Msg::Event(Event::Picture(Box::new(answer)))))
    }

    /// Has the terminal give up what is shown no more.
    pub(in crate::runtime) fn tidy(&mut self, screen: &mut Screen) -> io::Result<()> {
        let gone = self.kept.extract_if(.., |(_, painting)| painting.strong_count() == 0);
        let gone: String = gone.map(|(id, _)| kitty::gives_up(id)).collect();
        if gone.is_empty() { Ok(()) } else { screen.write(gone.as_bytes()) }
    }

    /// The terminal was given away, or is painted anew: it has nothing of ours. Whether it had.
    pub(in crate::runtime) fn lose(&mut self, screen: &mut Screen) -> io::Result<bool> {
        let had = !self.kept.is_empty() || !self.waiting.is_empty();
        self.waiting.clear();
        self.kept.clear();
        self.sent = 0;
        screen.write(kitty::forget().as_bytes())?;
        Ok(had)
    }
}

/// Under which number the terminal is sent a picture.
fn number(answer: &PictureAnswer) -> Option<(u32, &Arc<Painting>)> {
    let (_, painting) = answer.outcome.as_ref().ok()?;
    match painting.surface {
        Surface::Sent(id) => Some((id, painting)),
        Surface::Halves(_) => None,
    }
}
