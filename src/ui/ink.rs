//! A colour in four bytes that are compared as one.

use ratatui::style::Color;

/// A colour as a number: its kind in the highest byte, nothing where it is the terminal’s own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Ink(u32);

const NAMED: u8 = 1;
const INDEXED: u8 = 2;
const RGB: u8 = 3;

/// The colours that have names, by their numbers.
const NAMES: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

impl Ink {
    pub(super) const RESET: Self = Self(0);

    /// The ink of a colour.
    pub(super) fn of(colour: Color) -> Self {
        Self(match colour {
            Color::Reset => 0,
            Color::Indexed(number) => u32::from_be_bytes([INDEXED, 0, 0, number]),
            Color::Rgb(red, green, blue) => u32::from_be_bytes([RGB, red, green, blue]),
            named => {
                let number =
                    (0..).zip(NAMES).find(|(_, name)| *name == named).map_or(0, |(number, _)| number);
                u32::from_be_bytes([NAMED, 0, 0, number])
            }
        })
    }

    /// It as a number.
    #[inline]
    pub(super) const fn number(self) -> u32 {
        self.0
    }

    /// The colour of the ink of a number.
    pub(super) fn colour_of(number: u32) -> Color {
        let [kind, red, green, blue] = number.to_be_bytes();
        match kind {
            NAMED => NAMES.get(usize::from(blue)).copied().unwrap_or_default(),
            INDEXED => Color::Indexed(blue),
            RGB => Color::Rgb(red, green, blue),
            _ => Color::Reset,
        }
    }
}

/// What is laid over an ink: what stays of that one, and what is put in its place.
#[derive(Clone, Copy)]
pub(super) struct Layer {
    pub(super) stays: u32,
    pub(super) ink: Ink,
}

impl Layer {
    /// A colour; nothing where there is none.
    pub(super) fn of(colour: Option<Color>) -> Self {
        match colour {
            Some(colour) => Self { stays: 0, ink: Ink::of(colour) },
            None => Self { stays: u32::MAX, ink: Ink::RESET },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ink_keeps_every_colour() {
        let others = [Color::Reset, Color::Indexed(238), Color::Rgb(1, 2, 3), Color::Rgb(0, 0, 0)];
        for colour in NAMES.into_iter().chain(others) {
            assert_eq!(Ink::colour_of(Ink::of(colour).number()), colour);
            let over = |layer: Layer, below: Ink| (below.number() & layer.stays) | layer.ink.number();
            assert_eq!(over(Layer::of(Some(colour)), Ink::of(Color::Red)), Ink::of(colour).number());
            assert_eq!(over(Layer::of(None), Ink::of(colour)), Ink::of(colour).number());
        }
    }
}
