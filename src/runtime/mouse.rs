//! What the mouse does, as messages; two quick presses at one place are one of a kind.

use std::time::{Duration, Instant};

use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use crate::app::{Mouse, MouseKind};

/// Within how long a second press makes a double click.
const DOUBLE: Duration = Duration::from_millis(400);

/// The presses so far.
#[derive(Debug, Default)]
pub(super) struct Clicks {
    last: Option<(Instant, (u16, u16))>,
}

impl Clicks {
    /// What the mouse did, where it means something.
    pub(super) fn take(&mut self, event: MouseEvent) -> Option<Mouse> {
        self.take_at(event, Instant::now())
    }

    fn take_at(&mut self, event: MouseEvent, now: Instant) -> Option<Mouse> {
        let (column, row) = (event.column, event.row);
        let kind = match event.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                let again = self.last.is_some_and(|(at, place)| {
                    place == (column, row) && now.saturating_duration_since(at) <= DOUBLE
                });
                // A third one is a first one again.
                self.last = (!again).then_some((now, (column, row)));
                if again { MouseKind::Double } else { MouseKind::Press }
            }
            MouseEventKind::Drag(MouseButton::Left) => MouseKind::Drag,
            MouseEventKind::Up(MouseButton::Left) => MouseKind::Release,
            MouseEventKind::ScrollUp => MouseKind::WheelUp,
            MouseEventKind::ScrollDown => MouseKind::WheelDown,
            _ => return None,
        };
        Some(Mouse { kind, column, row, target: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crossterm::event::KeyModifiers;

    #[test]
    fn two_quick_presses_at_one_place_are_a_double_click() {
        let (mut clicks, start) = (Clicks::default(), Instant::now());
        let mut press = |column, after| {
            let kind = MouseEventKind::Down(MouseButton::Left);
            let event = MouseEvent { kind, column, row: 3, modifiers: KeyModifiers::NONE };
            clicks.take_at(event, start + Duration::from_millis(after)).map(|mouse| mouse.kind)
        };
        let (single, double) = (Some(MouseKind::Press), Some(MouseKind::Double));
        let told = [press(5, 0), press(5, 100), press(5, 200), press(6, 300), press(6, 800)];
        assert_eq!(told, [single, double, single, single, single]);
    }
}
