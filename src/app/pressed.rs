//! Keys that are pressed: sequences of them, numbers before them, and several commands done one after another.

use std::collections::VecDeque;

use super::apply::{apply, go_to_numbered, go_to_row};
use super::command::Command;
use super::key::{Code, Key};
use super::keymap::{Lookup, Step};
use super::msg::{Effect, Ticket};
use super::reading::Bookmark;
use super::state::State;

/// The highest number before a command.
const MOST: usize = 9999;

/// What was pressed and has not done all that it does.
#[derive(Clone, Debug, Default)]
pub struct Pressed {
    /// The keys of a sequence so far.
    pub keys: Vec<Key>,
    /// The number before them.
    pub count: Option<usize>,
    /// Whether it is shown what may follow: a moment has passed.
    pub shows_rest: bool,
    /// Where one was in the article before a digit went to a section: it may yet turn out to be a number.
    before: Option<Bookmark>,
    /// What is still to be done, as soon as what was done before has come to its end.
    queue: VecDeque<Step>,
    last: u64,
}

impl Pressed {
    /// Forgets the keys and the number.
    pub(super) fn clear(&mut self) {
        *self = Self { last: self.last, queue: std::mem::take(&mut self.queue), ..Self::default() };
    }

    /// Does something once what is waited for has come, unless another key is pressed before.
    pub(super) fn put_off(&mut self, command: Command) {
        self.queue.push_front(Step { command, takes: String::new() });
    }

    /// Asks to be told when a moment has passed.
    fn wait(&mut self) -> Effect {
        self.last += 1;
        Effect::Wait(Ticket(self.last))
    }

    /// The keys as they are shown: `12 g`.
    pub fn shown(&self) -> Option<String> {
        let keys = super::keymap::show(&self.keys);
        match self.count {
            // Where a digit has gone to a section there is nothing to wait for.
            Some(count) if self.before.is_none() || !keys.is_empty() => Some(format!("{count}{keys}")),
            _ => Some(keys).filter(|keys| !keys.is_empty()),
        }
    }
}

/// Takes a key in.
pub(super) fn press(state: &mut State, key: Key) -> Vec<Effect> {
    state.pressed.queue.clear();
    state.pressed.shows_rest = false;
    // The moment in which the keys before were pressed is over.
    state.pressed.last += 1;
    if let Some(effects) = digit(state, key) {
        return effects;
    }
    let waits = state.pressed.count.is_some() && state.pressed.before.is_none();
    if key.code == Code::Esc && waits && state.pressed.keys.is_empty() {
        state.pressed.clear();
        return Vec::new();
    }
    state.pressed.keys.push(key);
    match state.settings.keymap.lookup(&state.pressed.keys, state.is_reading()) {
        Lookup::Prefix => vec![state.pressed.wait()],
        Lookup::Steps(steps) => {
            let steps = steps.to_vec();
            let (count, before) = (state.pressed.count, state.pressed.before.take());
            state.pressed.clear();
            do_steps(state, steps, count, before)
        }
        Lookup::Nothing => {
            state.pressed.clear();
            Vec::new()
        }
    }
}

/// A moment has passed since a key was pressed.
pub(super) fn waited(state: &mut State, ticket: Ticket) {
    if ticket != Ticket(state.pressed.last) {
        return;
    }
    match state.pressed.keys.is_empty() {
        // The digit meant the section.
        true => state.pressed.clear(),
        false => state.pressed.shows_rest = true,
    }
}

/// Does what is still to be done, up to where an answer is to be waited for.
pub(super) fn go_on(state: &mut State) -> Option<Vec<Effect>> {
    // An article that is only looked at beside the list need not be there.
    if state.awaits_list() || state.opening.is_some() || state.quit {
        return None;
    }
    let step = state.pressed.queue.pop_front()?;
    Some(apply(state, step.command, &step.takes))
}

/// A digit of a number. Where digits go to sections it goes there at once, and comes back where a command follows that
/// takes a number.
fn digit(state: &mut State, key: Key) -> Option<Vec<Effect>> {
    let Key { code: Code::Char(c), ctrl: false, alt: false } = key else { return None };
    let digit = usize::try_from(c.to_digit(10)?).ok()?;
    let pressed = &state.pressed;
    if !pressed.keys.is_empty() || (digit == 0 && pressed.count.is_none()) {
        return None;
    }
    let goes = match state.settings.keymap.lookup(&[key], state.is_reading()) {
        Lookup::Steps([Step { command: Command::Section(_), .. }]) => true,
        Lookup::Nothing => pressed.before.is_some(),
        _ => return None,
    };
    let count = (pressed.count.unwrap_or(0) * 10 + digit).min(MOST);
    state.pressed.count = Some(count);
    if !goes {
        return Some(Vec::new());
    }
    if let Some(reading) = state.open_article_mut() {
        let here = reading.bookmark();
        let before = state.pressed.before.take().unwrap_or(here);
        return_to(state, before.clone());
        state.pressed.before = Some(before);
    }
    let mut effects = go_to_numbered(state, count);
    effects.push(state.pressed.wait());
    Some(effects)
}

fn return_to(state: &mut State, before: Bookmark) {
    if let Some(reading) = state.open_article_mut() {
        reading.return_to(before);
    }
}

fn do_steps(
    state: &mut State,
    steps: Vec<Step>,
    count: Option<usize>,
    before: Option<Bookmark>,
) -> Vec<Effect> {
    let counts = steps.iter().any(|step| step.command.spec().counts);
    if let Some(before) = before.filter(|_| counts) {
        return_to(state, before);
    }
    let [Step { command, takes }] = &steps[..] else {
        state.pressed.queue = steps.into();
        return Vec::new();
    };
    match (*command, count.filter(|_| counts)) {
        (command, None) => apply(state, command, takes),
        (Command::Top | Command::Bottom, Some(row)) => go_to_row(state, row),
        // Each asks the store, and goes on from where it has led.
        (Command::NextMatch | Command::PreviousMatch, Some(count)) => {
            state.pressed.queue = std::iter::repeat_n(steps[0].clone(), count).collect();
            Vec::new()
        }
        (command, Some(count)) => (0..count).flat_map(|_| apply(state, command, takes)).collect(),
    }
}

#[cfg(test)]
mod tests;
