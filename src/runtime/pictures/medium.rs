//! Which way a terminal shows pictures.

use crate::app::ShowsPictures;
use crate::ui::Depth;

/// How the user wants pictures to be shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Images {
    /// As the terminal is known to, else by half blocks.
    #[default]
    Auto,
    /// In one way.
    As(Protocol),
    /// Not at all.
    Off,
}

/// A way in which terminals show pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    /// Kitty’s graphics protocol, with placeholders in the cells.
    Kitty,
    /// iTerm2’s inline pictures.
    Iterm2,
    /// Sixels, as the VT340 has them.
    Sixel,
    /// Two colours a cell, which every terminal with enough of them shows.
    HalfBlocks,
}

/// How pictures are shown here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Medium {
    /// Whether they are.
    pub(in crate::runtime) shows: ShowsPictures,
    /// In which way.
    pub(in crate::runtime) protocol: Protocol,
    /// In which way as soon as the terminal has told that it can.
    pub(in crate::runtime) hopes_for: Option<Protocol>,
    /// How many colours there are.
    pub(in crate::runtime) depth: Depth,
    /// Whether what is meant for the terminal must be handed on by tmux.
    pub(in crate::runtime) in_tmux: bool,
}

impl Images {
    /// Every choice.
    pub const ALL: [Self; 6] = [
        Self::Auto,
        Self::As(Protocol::Kitty),
        Self::As(Protocol::Iterm2),
        Self::As(Protocol::Sixel),
        Self::As(Protocol::HalfBlocks),
        Self::Off,
    ];

    /// Its name in the config.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::As(Protocol::Kitty) => "kitty",
            Self::As(Protocol::Iterm2) => "iterm2",
            Self::As(Protocol::Sixel) => "sixel",
            Self::As(Protocol::HalfBlocks) => "halfblocks",
            Self::Off => "off",
        }
    }

    /// The choice of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|choice| choice.name() == name)
    }
}

impl Medium {
    /// How pictures are shown: as the user wants it, on a terminal of so many colours, drawn plainly or not; `variable`
    /// finds a variable of the environment. The terminal itself is asked where its placeholders may be unknown to it (Kitty
    /// before 0.28), and not waited for: an answer may never come.
    pub fn choose(
        images: Images,
        depth: Depth,
        plain: bool,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
        let shows = match () {
            () if images == Images::Off => ShowsPictures::Never("images = \"off\" in the config"),
            () if plain => ShowsPictures::Never("the screen is drawn plainly"),
            () if depth < Depth::Indexed => ShowsPictures::Never("this terminal has too few colours"),
            () => ShowsPictures::Yes,
        };
        let (protocol, hopes_for) = match images {
            Images::As(protocol) => (protocol, None),
            Images::Auto => match of_terminal(&variable) {
                Protocol::Kitty => (Protocol::HalfBlocks, Some(Protocol::Kitty)),
                known => (known, None),
            },
            Images::Off => (Protocol::HalfBlocks, None),
        };
        let hopes_for = hopes_for.filter(|_| shows == ShowsPictures::Yes);
        Self { shows, protocol, hopes_for, depth, in_tmux: is_set("TMUX") }
    }
}

/// What the environment says that the terminal knows. WezTerm and Konsole know Kitty’s protocol, but not its
/// placeholders; Konsole leaves pieces of other pictures behind.
fn of_terminal(variable: &impl Fn(&str) -> Option<String>) -> Protocol {
    let is_set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let value = |name| variable(name).unwrap_or_default();
    let (term, program) = (value("TERM"), value("TERM_PROGRAM"));
    // What divides a terminal among programs does not hand pictures on.
    let is_divided = ["TMUX", "STY", "ZELLIJ"].into_iter().any(is_set)
        || ["tmux", "screen"].iter().any(|name| term.starts_with(name));
    match () {
        () if is_divided => Protocol::HalfBlocks,
        () if term == "xterm-kitty" || term == "xterm-ghostty" || program == "ghostty" => Protocol::Kitty,
        () if is_set("KITTY_WINDOW_ID") => Protocol::Kitty,
        () if ["iTerm.app", "WezTerm", "mintty"].contains(&&*program) => Protocol::Iterm2,
        () if value("LC_TERMINAL") == "iTerm2" || is_set("WEZTERM_EXECUTABLE") => Protocol::Iterm2,
        () if ["foot", "mlterm", "contour", "yaft"].iter().any(|name| term.starts_with(name)) => {
            Protocol::Sixel
        }
        () => Protocol::HalfBlocks,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(images: Images, variables: &[(&str, &str)], expected: Option<Protocol>) {
        let find = |name: &str| variables.iter().find(|(own, _)| *own == name).map(|(_, v)| (*v).to_owned());
        let medium = Medium::choose(images, Depth::of_terminal(find), false, find);
        let shown =
            (medium.shows == ShowsPictures::Yes).then_some(medium.hopes_for.unwrap_or(medium.protocol));
        assert_eq!(shown, expected, "{images:?} {variables:?}");
    }

    #[test]
    fn the_environment_says_how_pictures_are_shown() {
        let auto = Images::Auto;
        check(auto, &[("TERM", "xterm-256color")], Some(Protocol::HalfBlocks));
        check(auto, &[("TERM", "xterm-kitty")], Some(Protocol::Kitty));
        check(auto, &[("TERM", "xterm-256color"), ("KITTY_WINDOW_ID", "1")], Some(Protocol::Kitty));
        check(auto, &[("TERM", "xterm-ghostty")], Some(Protocol::Kitty));
        check(auto, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "iTerm.app")], Some(Protocol::Iterm2));
        check(auto, &[("TERM", "xterm-256color"), ("LC_TERMINAL", "iTerm2")], Some(Protocol::Iterm2));
        check(auto, &[("TERM", "xterm-256color"), ("TERM_PROGRAM", "WezTerm")], Some(Protocol::Iterm2));
        check(auto, &[("TERM", "foot")], Some(Protocol::Sixel));
        check(auto, &[("TERM", "tmux-256color"), ("KITTY_WINDOW_ID", "1")], Some(Protocol::HalfBlocks));
        check(auto, &[("TERM", "xterm-kitty"), ("TMUX", "socket")], Some(Protocol::HalfBlocks));
        for none in
            [&[("TERM", "dumb")][..], &[("TERM", "xterm")], &[("TERM", "xterm-kitty"), ("NO_COLOR", "1")]]
        {
            check(auto, none, None);
            check(Images::As(Protocol::Kitty), none, None);
        }
    }

    #[test]
    fn the_user_has_the_last_word() {
        let kitty = [("TERM", "xterm-kitty")];
        check(Images::Off, &kitty, None);
        check(Images::As(Protocol::HalfBlocks), &kitty, Some(Protocol::HalfBlocks));
        check(
            Images::As(Protocol::Sixel),
            &[("TERM", "tmux-256color"), ("TMUX", "x")],
            Some(Protocol::Sixel),
        );
        let find = |name: &str| (name == "TERM").then(|| "xterm-kitty".to_owned());
        let asked = Medium::choose(Images::Auto, Depth::True, false, find);
        assert_eq!((asked.protocol, asked.hopes_for), (Protocol::HalfBlocks, Some(Protocol::Kitty)));
        let medium = Medium::choose(Images::Auto, Depth::True, true, |_| None);
        assert_eq!(medium.shows, ShowsPictures::Never("the screen is drawn plainly"));
        for choice in Images::ALL {
            assert_eq!(Images::named(choice.name()), Some(choice));
        }
    }
}
