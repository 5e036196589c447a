//! The themes that there are: those built in, and the user's own.

use super::Theme;
use super::depth::Depth;
use super::sheet::Sheet;
use crate::app::{Ground, ThemeName};
use crate::model::nearest;

/// A theme of the user's own, as it is written.
#[derive(Clone, Debug)]
pub struct OwnTheme {
    /// What it is called.
    pub name: String,
    /// Where it is written.
    pub file: String,
    /// What is written.
    pub text: String,
}

/// Themes rest on one another, but not in a circle.
const DEEPEST: usize = 8;

macro_rules! built_in {
    ($($name:literal: $ground:expr),* $(,)?) => {
        &[$(($name, $ground, include_str!(concat!("../../../assets/themes/", $name, ".toml")))),*]
    };
}

/// The themes that are built in, with their grounds, so that none but the one in use is read.
const BUILT_IN: &[(&str, Option<Ground>, &str)] = built_in![
    "dark": Some(Ground::Dark),
    "light": Some(Ground::Light),
    "terminal": None,
    "contrast-dark": Some(Ground::Dark),
    "contrast-light": Some(Ground::Light),
    "catppuccin-latte": Some(Ground::Light),
    "catppuccin-mocha": Some(Ground::Dark),
    "dracula": Some(Ground::Dark),
    "everforest-dark": Some(Ground::Dark),
    "gruvbox-dark": Some(Ground::Dark),
    "gruvbox-light": Some(Ground::Light),
    "nord": Some(Ground::Dark),
    "one-dark": Some(Ground::Dark),
    "rose-pine": Some(Ground::Dark),
    "rose-pine-dawn": Some(Ground::Light),
    "solarized-dark": Some(Ground::Dark),
    "solarized-light": Some(Ground::Light),
    "tokyo-night": Some(Ground::Dark),
];

/// What a theme that is built in says, as TOML.
pub fn built_in(name: &str) -> Option<&'static str> {
    BUILT_IN.iter().find(|(own, ..)| *own == name).map(|(.., text)| *text)
}

/// The themes that there are.
#[derive(Clone, Debug, Default)]
pub struct Themes {
    own: Vec<(String, Sheet)>,
}

impl Themes {
    /// The themes built in and the user's own, which come before others of their names; and what is wrong with those.
    pub fn new(own: Vec<OwnTheme>) -> (Self, Vec<String>) {
        let (mut themes, mut problems) = (Self::default(), Vec::new());
        let mut files = Vec::new();
        for theme in own {
            match Sheet::read(&theme.text) {
                Ok(sheet) => {
                    files.push((theme.name.clone(), theme.file));
                    themes.own.push((theme.name, sheet));
                }
                Err(why) => problems.push(format!("{}: {why}", theme.file)),
            }
        }
        for (name, file) in files {
            if let Err(why) = themes.whole(&name) {
                problems.push(format!("{file}: {why}"));
                themes.own.retain(|(own, _)| *own != name);
            }
        }
        (themes, problems)
    }

    /// Every theme by its name, in the order in which one chooses among them.
    pub fn names(&self) -> Vec<ThemeName> {
        let own = self.own.iter().map(|(name, _)| ThemeName {
            name: name.clone(),
            ground: self.whole(name).ok().and_then(|sheet| sheet.ground),
            is_own: true,
        });
        let built_in = BUILT_IN.iter().filter(|(name, ..)| !self.is_own(name));
        let built_in = built_in.map(|(name, ground, _)| ThemeName {
            name: (*name).to_owned(),
            ground: *ground,
            is_own: false,
        });
        own.chain(built_in).collect()
    }

    fn all(&self) -> impl Iterator<Item = &str> {
        let built_in = BUILT_IN.iter().map(|(name, ..)| *name).filter(|name| !self.is_own(name));
        self.own.iter().map(|(name, _)| name.as_str()).chain(built_in)
    }

    fn is_own(&self, name: &str) -> bool {
        self.own.iter().any(|(own, _)| own == name)
    }

    /// The theme of that name, or the terminal's own colours, in as many colours as there are.
    pub fn theme(&self, name: &str, depth: Depth, under: Option<Ground>) -> Theme {
        Theme::of(&self.whole(name).unwrap_or_default(), depth, under)
    }

    /// The name that is nearest to one that there is not.
    pub fn nearest(&self, wrong: &str) -> Option<String> {
        nearest(wrong, self.all().chain(["auto"])).map(str::to_owned)
    }

    /// A theme with all that it rests on.
    fn whole(&self, name: &str) -> Result<Sheet, String> {
        let mut sheet = self.sheet(name).ok_or_else(|| format!("{name} is no theme"))?;
        let mut at = name.to_owned();
        for _ in 0..DEEPEST {
            let Some((base, line)) = sheet.based_on.take() else { return Ok(sheet) };
            // One that is called as one built in may rest on that one.
            let under = if base == at { Self::built_in_sheet(&base) } else { self.sheet(&base) };
            let under = under.ok_or_else(|| {
                let meant = self.nearest(&base).map(|meant| format!("; the nearest is {meant}"));
                format!("line {line}: {base} is no theme{}", meant.unwrap_or_default())
            })?;
            sheet = sheet.over(under);
            at = base;
        }
        Err(format!("{name} rests on itself"))
    }

    fn sheet(&self, name: &str) -> Option<Sheet> {
        let own = self.own.iter().find(|(own, _)| own == name);
        own.map(|(_, sheet)| sheet.clone()).or_else(|| Self::built_in_sheet(name))
    }

    fn built_in_sheet(name: &str) -> Option<Sheet> {
        built_in(name).and_then(|text| Sheet::read(text).ok())
    }
}

impl ThemeName {
    /// What is said of a theme beside its name.
    pub fn note(&self) -> String {
        let ground = match self.ground {
            Some(Ground::Dark) => "dark",
            Some(Ground::Light) => "light",
            None => "as the terminal is",
        };
        if self.is_own { format!("{ground}, your own") } else { ground.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Themes};

    #[test]
    fn the_table_has_the_ground_that_each_theme_states() {
        for (name, ground, _) in BUILT_IN {
            assert_eq!(Themes::default().whole(name).expect("a theme").ground, *ground, "{name}");
        }
    }
}
