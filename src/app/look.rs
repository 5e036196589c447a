//! How everything looks: which theme, and what the terminal is like.

/// Whether a terminal, or a theme, is dark or light.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Light text on a dark ground.
    Dark,
    /// Dark text on a light ground.
    Light,
}

/// A theme that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeName {
    /// What it is called.
    pub name: String,
    /// Whether it is dark or light; `None` where it is as the terminal is.
    pub ground: Option<Ground>,
    /// Whether it is the user's own.
    pub is_own: bool,
}

/// What the config file settles of themes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeSetting {
    /// The theme; [`AUTO`] for the one that the terminal's ground asks for.
    pub name: String,
    /// The one for a light ground.
    pub light: String,
    /// The one for a dark ground.
    pub dark: String,
}

/// The name that stands for the theme that the terminal's ground asks for.
pub const AUTO: &str = "auto";

/// The theme for a terminal that does not say what its ground is.
const UNKNOWN: &str = "terminal";

/// How everything looks.
#[derive(Clone, Debug)]
pub struct Look {
    /// The themes that there are.
    pub themes: Vec<ThemeName>,
    /// What the terminal's ground is, where that is known.
    pub ground: Option<Ground>,
    setting: ThemeSetting,
    chosen: Option<String>,
}

impl Default for ThemeSetting {
    fn default() -> Self {
        Self { name: AUTO.to_owned(), light: "light".to_owned(), dark: "dark".to_owned() }
    }
}

impl Look {
    /// As the config file settles it, until the user chooses otherwise.
    pub fn new(setting: ThemeSetting, themes: Vec<ThemeName>) -> Self {
        Self { themes, ground: None, setting, chosen: None }
    }

    /// The name of the theme to draw in.
    pub fn theme(&self) -> &str {
        match (self.choice(), self.ground) {
            (AUTO, Some(Ground::Dark)) => &self.setting.dark,
            (AUTO, Some(Ground::Light)) => &self.setting.light,
            (AUTO, None) => UNKNOWN,
            (name, _) => name,
        }
    }

    /// What was chosen: a name, or [`AUTO`].
    pub fn choice(&self) -> &str {
        self.chosen.as_deref().unwrap_or(&self.setting.name)
    }

    /// Whether there is a theme of that name.
    pub fn has(&self, name: &str) -> bool {
        name == AUTO || self.themes.iter().any(|theme| theme.name == name)
    }

    /// Everything that can be chosen, by name.
    pub fn choices(&self) -> impl Iterator<Item = &str> {
        [AUTO].into_iter().chain(self.themes.iter().map(|theme| theme.name.as_str()))
    }

    /// Chooses a theme.
    pub(super) fn choose(&mut self, name: &str) {
        self.chosen = (name != self.setting.name).then(|| name.to_owned());
    }

    /// What is kept of the choice: the theme, and what the config file said when it was chosen.
    pub(super) fn kept(&self) -> Option<(String, String)> {
        self.chosen.clone().map(|chosen| (chosen, self.setting.name.clone()))
    }

    /// Takes up what was chosen before, unless the config file was changed since.
    pub fn take_up(&mut self, kept: Option<(String, String)>) {
        let kept = kept.filter(|(name, over)| *over == self.setting.name && self.has(name));
        self.chosen = kept.map(|(name, _)| name);
    }
}

impl Ground {
    /// What a terminal answers that is asked for its background (OSC 11): `rgb:1e1e/1e1e/2e2e`.
    pub fn of_answer(answer: &str) -> Option<Self> {
        let colours = answer.strip_prefix("rgb:").or_else(|| answer.strip_prefix("rgba:"))?;
        let mut parts = colours.split('/').map(|part| {
            let most = 16_u32
                .checked_pow(u32::try_from(part.len()).ok()?)?
                .checked_sub(1)
                .filter(|most| *most > 0)?;
            u32::from_str_radix(part, 16).ok().map(|value| f64::from(value) / f64::from(most))
        });
        let mut part = || parts.next().flatten();
        let (red, green, blue) = (part()?, part()?, part()?);
        Some(if 0.3 * red + 0.59 * green + 0.11 * blue > 0.5 { Self::Light } else { Self::Dark })
    }

    /// What `COLORFGBG` says, which some terminals set: `15;0`, the number of the text's colour and the ground's.
    pub fn of_hint(hint: &str) -> Option<Self> {
        match hint.rsplit(';').next()?.parse().ok()? {
            0..=6 | 8 => Some(Self::Dark),
            7 | 9..=15 => Some(Self::Light),
            16_u8.. => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ground_is_read_from_what_terminals_say() {
        for (answer, expected) in [
            ("rgb:1e1e/1e1e/2e2e", Some(Ground::Dark)),
            ("rgb:fd/f6/e3", Some(Ground::Light)),
            ("rgba:ffff/ffff/ffff/ffff", Some(Ground::Light)),
            ("rgb:0/0/0", Some(Ground::Dark)),
            ("rgb:/0/0", None),
            ("rgb:ffffffffff/0/0", None),
            ("rgb:ff/ff", None),
            ("?", None),
        ] {
            assert_eq!(Ground::of_answer(answer), expected, "{answer}");
        }
        for (hint, expected) in [
            ("15;0", Some(Ground::Dark)),
            ("0;default;15", Some(Ground::Light)),
            ("0;7", Some(Ground::Light)),
            ("", None),
            ("1;99", None),
        ] {
            assert_eq!(Ground::of_hint(hint), expected, "{hint}");
        }
    }

    #[test]
    fn a_choice_holds_until_the_config_file_says_something_else() {
        let nord = ThemeName { name: "nord".to_owned(), ground: Some(Ground::Dark), is_own: false };
        let mut look = Look::new(ThemeSetting::default(), vec![nord.clone()]);
        assert_eq!(look.theme(), "terminal");
        look.ground = Some(Ground::Light);
        assert_eq!(look.theme(), "light");
        look.choose("nord");
        let kept = look.kept();
        let mut later = Look::new(ThemeSetting::default(), vec![nord.clone()]);
        later.take_up(kept.clone());
        assert_eq!(later.theme(), "nord");
        let setting = ThemeSetting { name: "dracula".to_owned(), ..ThemeSetting::default() };
        let mut changed = Look::new(setting, vec![nord]);
        changed.take_up(kept);
        assert_eq!(changed.theme(), "dracula");
    }
}
