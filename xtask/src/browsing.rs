//! A reader at work on a store, without threads and without a terminal: each key until what the terminal would be told.

use std::collections::VecDeque;
use std::path::Path;

use masthead::app::{Effect, Event, Key, Msg, Question, State, start, update};
use masthead::model::Timestamp;
use masthead::newsroom::KnownActors;
use masthead::runtime::{Canvas, answer};
use masthead::store::Reader;
use masthead::ui::{self, Theme};

use crate::articles::Outcome;
use crate::desk::{SIZE, settings};

/// A reader at work.
pub(crate) struct Browsing {
    state: State,
    reader: Reader,
    known: KnownActors,
    theme: Theme,
    canvas: Canvas,
}

impl Browsing {
    /// A reader that has just been opened.
    ///
    /// # Errors
    /// Where the store cannot be opened.
    pub(crate) fn open(store: &Path) -> Outcome<Self> {
        let now = Timestamp::from_second(1_760_450_400)?;
        let mut browsing = Self {
            state: State::new(settings(), SIZE, now),
            reader: Reader::open(store)?,
            known: KnownActors::default(),
            theme: Theme::coloured(),
            canvas: Canvas::default(),
        };
        let effects = start(&mut browsing.state);
        browsing.perform(effects);
        Ok(browsing)
    }

    /// Presses a key, and draws what it leads to.
    pub(crate) fn press(&mut self, key: char) {
        let effects = update(&mut self.state, Msg::Key(Key::char(key)));
        self.perform(effects);
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut effects = VecDeque::from(effects);
        while let Some(effect) = effects.pop_front() {
            match effect {
                // Counted only once nothing else is asked.
                Effect::Ask(_, Question::Count { .. }) => {}
                Effect::Ask(ticket, question) => {
                    let event: Event = answer(&self.reader, &self.known, ticket, question, &|| false);
                    effects.extend(update(&mut self.state, Msg::Event(event)));
                }
                _ => {}
            }
        }
        self.canvas.frame(SIZE, |buffer| ui::draw(buffer, &self.state, &self.theme));
    }
}
