//! How a cell is to look, as terminals are told (ECMA-48, SGR).

use ratatui::style::{Color, Modifier};

use crate::ui::Look;

const MODIFIERS: [(Modifier, u8); 9] = [
    (Modifier::BOLD, 1),
    (Modifier::DIM, 2),
    (Modifier::ITALIC, 3),
    (Modifier::UNDERLINED, 4),
    (Modifier::SLOW_BLINK, 5),
    (Modifier::RAPID_BLINK, 6),
    (Modifier::REVERSED, 7),
    (Modifier::HIDDEN, 8),
    (Modifier::CROSSED_OUT, 9),
];

/// The foreground and the background.
const GROUNDS: [(u8, u8); 2] = [(38, 39), (48, 49)];

/// How a cell looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    colours: [Color; 2],
    modifier: Modifier,
}

impl From<Look> for Style {
    fn from(look: Look) -> Self {
        Self { colours: look.colours(), modifier: look.modifier() }
    }
}

impl Style {
    /// Writes what makes this style the next one. Writing to memory does not fail.
    pub(super) fn change(self, next: Self, out: &mut Vec<u8>) {
        if self == next {
            return;
        }
        out.extend_from_slice(b"\x1b[");
        let mut from = self;
        if !next.modifier.contains(self.modifier) || next == Self::default() {
            // What is taken away is not taken away in the same way everywhere.
            parameters(out, &[0]);
            from = Self::default();
        }
        for (_, number) in MODIFIERS.iter().filter(|(one, _)| (next.modifier - from.modifier).contains(*one))
        {
            parameters(out, &[*number]);
        }
        for ((was, colour), (ground, reset)) in from.colours.iter().zip(next.colours).zip(GROUNDS) {
            if *was == colour {
                continue;
            }
            match colour {
                Color::Reset => parameters(out, &[reset]),
                Color::Rgb(red, green, blue) => parameters(out, &[ground, 2, red, green, blue]),
                // By their numbers, as bold ones of the other sort are brighter in some terminals.
                colour => parameters(out, &[ground, 5, index(colour)]),
            }
        }
        // The last `;` becomes what ends the sequence.
        if let Some(last) = out.last_mut() {
            *last = b'm';
        }
    }
}

/// Writes a control sequence of numbers (ECMA-48, CSI).
pub(super) fn sequence<const N: usize>(out: &mut Vec<u8>, numbers: [usize; N], ends: u8) {
    out.extend_from_slice(b"\x1b[");
    for (nth, number) in numbers.into_iter().enumerate() {
        if nth > 0 {
            out.push(b';');
        }
        digits(out, number);
    }
    out.push(ends);
}

/// Writes numbers, each with a `;` behind it.
fn parameters(out: &mut Vec<u8>, numbers: &[u8]) {
    for number in numbers {
        digits(out, usize::from(*number));
        out.push(b';');
    }
}

/// Writes a number: a frame has hundreds, and formatting one takes ten times as long.
fn digits(out: &mut Vec<u8>, number: usize) {
    if number >= 10 {
        digits(out, number / 10);
    }
    out.push(b"0123456789"[number % 10]);
}

/// The number of a colour among the 256.
fn index(colour: Color) -> u8 {
    match colour {
        Color::Black | Color::Reset | Color::Rgb(..) => 0,
        Color::Red => 1,
        Color::Green => 2,
        Color::Yellow => 3,
        Color::Blue => 4,
        Color::Magenta => 5,
        Color::Cyan => 6,
        Color::Gray => 7,
        Color::DarkGray => 8,
        Color::LightRed => 9,
        Color::LightGreen => 10,
        Color::LightYellow => 11,
        Color::LightBlue => 12,
        Color::LightMagenta => 13,
        Color::LightCyan => 14,
        Color::White => 15,
        Color::Indexed(number) => number,
    }
}
