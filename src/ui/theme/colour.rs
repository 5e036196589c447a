//! Colours, and how well one is read on another.

use ratatui::style::Color;

/// A colour as a theme names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Colour {
    /// Whatever the terminal writes in, or on.
    Own,
    /// One of the terminal's sixteen.
    Named(Color),
    /// A colour of its own.
    Rgb(Rgb),
}

/// Red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rgb(pub(super) u8, pub(super) u8, pub(super) u8);

/// The names of the terminal's sixteen colours, in their order.
pub(super) const NAMES: [(&str, Color); 16] = [
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

impl Colour {
    /// A colour by its name, or by its red, green and blue: `#rrggbb` or `#rgb`.
    pub(super) fn read(written: &str) -> Option<Self> {
        if written == "terminal" {
            return Some(Self::Own);
        }
        let named = NAMES.iter().find(|(name, _)| *name == written).map(|(_, colour)| Self::Named(*colour));
        named.or_else(|| Rgb::read(written).map(Self::Rgb))
    }
}

impl Rgb {
    pub(super) const BLACK: Self = Self(0, 0, 0);
    pub(super) const WHITE: Self = Self(255, 255, 255);

    fn read(written: &str) -> Option<Self> {
        let digits = written.strip_prefix('#').filter(|digits| digits.is_ascii())?;
        let part = |at: usize, wide: usize| u8::from_str_radix(digits.get(at..at + wide)?, 16).ok();
        match digits.len() {
            6 => Some(Self(part(0, 2)?, part(2, 2)?, part(4, 2)?)),
            3 => Some(Self(part(0, 1)? * 17, part(1, 1)? * 17, part(2, 1)? * 17)),
            _ => None,
        }
    }

    /// How much better one of the two is seen than the other, from 1 to 21, as WCAG 2 counts it.
    pub(super) fn contrast(self, other: Self) -> f64 {
        let (one, other) = (self.luminance(), other.luminance());
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The colour, or one nearer to black or white that is seen on `ground` with a contrast of at least `least`.
    pub(super) fn legible_on(self, ground: Self, least: f64) -> Self {
        let far = if Self::BLACK.contrast(ground) > Self::WHITE.contrast(ground) {
            Self::BLACK
        } else {
            Self::WHITE
        };
        let steps = (0..=50).map(|step| self.toward(far, f64::from(step) / 50.0));
        steps.into_iter().find(|colour| colour.contrast(ground) >= least).unwrap_or(far)
    }

    /// How far two colours are apart, as the eye sees it, roughly: green counts most.
    pub(super) fn distance(self, other: Self) -> i32 {
        let apart = |one: u8, other: u8| (i32::from(one) - i32::from(other)).pow(2);
        2 * apart(self.0, other.0) + 4 * apart(self.1, other.1) + 3 * apart(self.2, other.2)
    }

    fn luminance(self) -> f64 {
        let linear = |part: u8| match f64::from(part) / 255.0 {
            low if low <= 0.04045 => low / 12.92,
            high => ((high + 0.055) / 1.055).powf(2.4),
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    fn toward(self, far: Self, share: f64) -> Self {
        // Between two bytes lies a byte.
        let between =
            |one: u8, other: u8| (f64::from(one) + (f64::from(other) - f64::from(one)) * share).round() as u8;
        Self(between(self.0, far.0), between(self.1, far.1), between(self.2, far.2))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_they_are_written() {
        assert_eq!(Colour::read("#268bd2"), Some(Colour::Rgb(Rgb(0x26, 0x8b, 0xd2))));
        assert_eq!(Colour::read("#fa0"), Some(Colour::Rgb(Rgb(255, 170, 0))));
        assert_eq!(Colour::read("bright-red"), Some(Colour::Named(Color::LightRed)));
        assert_eq!(Colour::read("terminal"), Some(Colour::Own));
        for wrong in ["", "#", "#12345", "#12345g", "#１２３", "puce", "268bd2"] {
            assert_eq!(Colour::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_counted_as_wcag_counts_it() {
        assert!((Rgb::BLACK.contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        assert!((Rgb(0x77, 0x77, 0x77).contrast(Rgb::WHITE) - 4.48).abs() < 0.005);
        assert!((Rgb(0x83, 0x94, 0x96).contrast(Rgb(0, 0x2b, 0x36)) - 4.75).abs() < 0.01);
    }

    #[test]
    fn what_is_hard_to_read_is_moved_as_far_as_it_must_be() {
        let ground = Rgb(0xfd, 0xf6, 0xe3);
        let text = Rgb(0x65, 0x7b, 0x83).legible_on(ground, 4.5);
        assert!((4.5..4.9).contains(&text.contrast(ground)), "{text:?}");
        assert_eq!(Rgb::BLACK.legible_on(ground, 4.5), Rgb::BLACK);
        assert_eq!(Rgb(120, 120, 120).legible_on(Rgb(118, 118, 118), 21.0), Rgb::BLACK);
    }
}
