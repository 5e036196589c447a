//! How many colours a terminal has, and which of them comes nearest to one.

use ratatui::style::Color;

use super::colour::{NAMES, Rgb};

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Depth {
    /// None.
    None,
    /// The sixteen that it gives names to.
    Sixteen,
    /// The 256 of xterm.
    Indexed,
    /// Each as it is.
    True,
}

impl Depth {
    /// What the environment says: `NO_COLOR` (see no-color.org), `COLORTERM` and `TERM`.
    pub fn of_terminal(variable: impl Fn(&str) -> Option<String>) -> Self {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let term = variable("TERM").unwrap_or_default();
        let colours = variable("COLORTERM").unwrap_or_default();
        let true_ones = ["-direct", "kitty", "alacritty", "ghostty", "wezterm", "foot"];
        match () {
            () if is_set("NO_COLOR") || term == "dumb" => Self::None,
            () if ["truecolor", "24bit"].contains(&colours.as_str()) => Self::True,
            () if true_ones.iter().any(|name| term.contains(name)) => Self::True,
            () if term.contains("256color") || !colours.is_empty() => Self::Indexed,
            () => Self::Sixteen,
        }
    }

    /// The colour of the terminal that is nearest to `wanted` among those that are seen on `ground` with a contrast
    /// of at least `least`, and what it looks like.
    pub(super) fn nearest(self, wanted: Rgb, ground: Option<(Rgb, f64)>) -> (Color, Rgb) {
        let wanted = ground.map_or(wanted, |(ground, least)| wanted.legible_on(ground, least));
        let is_legible = |shown: Rgb| ground.is_none_or(|(ground, least)| shown.contrast(ground) >= least);
        let Some(colours) = self.colours() else {
            return (Color::Rgb(wanted.0, wanted.1, wanted.2), wanted);
        };
        let nearest = |legible: bool| {
            let fitting = colours.iter().filter(|(_, shown)| !legible || is_legible(*shown));
            fitting.min_by_key(|(_, shown)| shown.distance(wanted)).copied()
        };
        nearest(true).or_else(|| nearest(false)).unwrap_or((Color::Reset, wanted))
    }

    /// The colour of the terminal that is nearest to one of a picture.
    pub fn shown(self, [red, green, blue]: [u8; 3]) -> Color {
        self.nearest(Rgb(red, green, blue), None).0
    }

    /// Every colour that there is, and what it looks like.
    #[cfg(test)]
    pub(super) fn all(self) -> Vec<(Color, Rgb)> {
        self.colours().unwrap_or_default()
    }

    /// The colours to choose from; `None` where there is no need to. The first sixteen of 256 are not among them: they
    /// look as the user likes them to.
    fn colours(self) -> Option<Vec<(Color, Rgb)>> {
        match self {
            Self::True => None,
            Self::Indexed => Some((16..=255).map(|nth| (Color::Indexed(nth), indexed(nth))).collect()),
            Self::Sixteen | Self::None => {
                Some(NAMES.into_iter().zip(SIXTEEN).map(|((_, colour), shown)| (colour, shown)).collect())
            }
        }
    }

    /// The nearest of the sixteen to a ground: black or white, so that the others are read on it.
    pub(super) fn ground(self, wanted: Rgb) -> (Color, Rgb) {
        match self {
            Self::Sixteen if wanted.contrast(Rgb::WHITE) < wanted.contrast(Rgb::BLACK) => {
                (Color::White, Rgb::WHITE)
            }
            Self::Sixteen => (Color::Black, Rgb::BLACK),
            _ => self.nearest(wanted, None),
        }
    }
}

/// What the sixteen look like in xterm, where nobody changed them.
const SIXTEEN: [Rgb; 16] = [
    Rgb(0, 0, 0),
    Rgb(205, 0, 0),
    Rgb(0, 205, 0),
    Rgb(205, 205, 0),
    Rgb(0, 0, 238),
    Rgb(205, 0, 205),
    Rgb(0, 205, 205),
    Rgb(229, 229, 229),
    Rgb(127, 127, 127),
    Rgb(255, 0, 0),
    Rgb(0, 255, 0),
    Rgb(255, 255, 0),
    Rgb(92, 92, 255),
    Rgb(255, 0, 255),
    Rgb(0, 255, 255),
    Rgb(255, 255, 255),
];

/// What a colour of the 256 looks like, from 16 on: a cube of six steps, then 24 greys.
fn indexed(nth: u8) -> Rgb {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if nth >= 232 {
        let grey = 8 + 10 * (nth - 232);
        return Rgb(grey, grey, grey);
    }
    let at = nth.saturating_sub(16);
    let step = |of: u8| STEPS[usize::from(of % 6)];
    Rgb(step(at / 36), step(at / 6), step(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_says_how_many_colours_there_are() {
        let check = |variables: &[(&str, &str)], expected| {
            let find =
                |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, v)| (*v).to_owned());
            assert_eq!(Depth::of_terminal(find), expected, "{variables:?}");
        };
        check(&[], Depth::Sixteen);
        check(&[("TERM", "xterm")], Depth::Sixteen);
        check(&[("TERM", "screen-256color")], Depth::Indexed);
        check(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], Depth::True);
        check(&[("TERM", "xterm-kitty")], Depth::True);
        check(&[("TERM", "xterm-direct")], Depth::True);
        check(&[("TERM", "dumb"), ("COLORTERM", "truecolor")], Depth::None);
        check(&[("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None);
        check(&[("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed);
    }

    #[test]
    fn the_nearest_colour_is_taken() {
        let check = |depth: Depth, wanted, expected| assert_eq!(depth.nearest(wanted, None).0, expected);
        check(Depth::True, Rgb(0x26, 0x8b, 0xd2), Color::Rgb(0x26, 0x8b, 0xd2));
        check(Depth::Indexed, Rgb(0x26, 0x8b, 0xd2), Color::Indexed(32));
        check(Depth::Indexed, Rgb(0x1c, 0x1c, 0x1c), Color::Indexed(234));
        check(Depth::Indexed, Rgb(255, 0, 0), Color::Indexed(196));
        check(Depth::Sixteen, Rgb(0xdc, 0x32, 0x2f), Color::Red);
        check(Depth::Sixteen, Rgb(0xf0, 0xf0, 0xf0), Color::Gray);
        for nth in 16..=255 {
            assert_eq!(
                Depth::Indexed.nearest(indexed(nth), None).1,
                indexed(nth),
                "{nth} is its own nearest"
            );
        }
    }

    #[test]
    fn a_colour_that_could_not_be_read_is_not_taken() {
        let dim = Rgb(0x58, 0x6e, 0x75);
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let (ground, shown) = depth.ground(Rgb(0xfd, 0xf6, 0xe3));
            let (colour, text) = depth.nearest(dim, Some((shown, 4.5)));
            assert!(colour != ground && text.contrast(shown) >= 4.5, "{depth:?}: {colour:?}");
        }
    }
}
