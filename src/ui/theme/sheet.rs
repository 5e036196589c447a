//! A theme as it is written: TOML into what each role looks like.

use std::collections::BTreeMap;

use ratatui::style::Modifier;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::colour::{Colour, NAMES, Rgb};
use super::role::Role;
use crate::app::Ground;
use crate::model::nearest;

/// What a theme says; what it leaves open, the one says that it rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Sheet {
    /// The theme that it rests on, and the line that says so.
    pub(super) based_on: Option<(String, usize)>,
    /// Whether its ground is dark or light.
    pub(super) ground: Option<Ground>,
    /// The colours of the first actors of an article.
    pub(super) cast: Option<Vec<Colour>>,
    pub(super) looks: BTreeMap<Role, Look>,
}

/// What a role looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) fg: Option<Colour>,
    pub(super) bg: Option<Colour>,
    pub(super) modifiers: Option<Modifier>,
}

/// Colours by the names that a theme gives them.
type Palette = BTreeMap<String, Colour>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    based_on: Option<Spanned<String>>,
    ground: Option<Spanned<String>>,
    cast: Option<Vec<Spanned<String>>>,
    #[serde(default)]
    palette: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    styles: BTreeMap<Spanned<String>, Spanned<Value>>,
}

const MODIFIERS: [(&str, Modifier); 6] = [
    ("bold", Modifier::BOLD),
    ("dim", Modifier::DIM),
    ("italic", Modifier::ITALIC),
    ("underlined", Modifier::UNDERLINED),
    ("reversed", Modifier::REVERSED),
    ("crossed-out", Modifier::CROSSED_OUT),
];

/// What themes paint that leave the ground to a terminal of theirs, in one of the other: a dark and a light that are neither
/// black nor white.
const INK: Colour = Colour::Rgb(Rgb(0x1c, 0x1c, 0x1c));
const PAPER: Colour = Colour::Rgb(Rgb(0xf4, 0xf4, 0xf4));

impl Sheet {
    /// Reads a theme.
    ///
    /// # Errors
    /// In which line what is wrong, and what was probably meant.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| match error.span() {
            Some(span) => format!("line {}: {}", line_of(text, span.start), error.message()),
            None => error.message().to_owned(),
        })?;
        let mut palette = BTreeMap::new();
        for (name, colour) in &written.palette {
            let colour = read_colour(text, &BTreeMap::new(), colour)?;
            palette.insert(name.get_ref().clone(), colour);
        }
        let colour = |written: &Spanned<String>| read_colour(text, &palette, written);
        let mut looks = BTreeMap::new();
        for (name, look) in &written.styles {
            let role = Role::named(name.get_ref()).ok_or_else(|| {
                unknown("style", name.get_ref(), line_of(text, name.span().start), Role::ALL.map(Role::name))
            })?;
            let look = read_look(text, look, &palette)?;
            looks.insert(role, look);
        }
        let ground = written.ground.map(|name| match name.get_ref().as_str() {
            "dark" => Ok(Ground::Dark),
            "light" => Ok(Ground::Light),
            _ => Err(unknown("ground", name.get_ref(), line_of(text, name.span().start), ["dark", "light"])),
        });
        let based_on = written.based_on.map(|name| {
            let line = line_of(text, name.span().start);
            (name.into_inner(), line)
        });
        let cast = written.cast.map(|names| names.iter().map(colour).collect::<Result<_, _>>());
        Ok(Self { based_on, ground: ground.transpose()?, cast: cast.transpose()?, looks })
    }

    /// The same for a terminal of a ground, where that is known: a theme for the other one paints its own.
    pub(super) fn on(&self, under: Option<Ground>) -> Self {
        let mut sheet = self.clone();
        if let (Some(own), Some(under)) = (self.ground, under)
            && own != under
        {
            let (ink, ground) = match own {
                Ground::Light => (INK, PAPER),
                Ground::Dark => (PAPER, INK),
            };
            let text = sheet.looks.entry(Role::Text).or_default();
            text.bg.get_or_insert(ground);
            text.fg.get_or_insert(ink);
        }
        sheet
    }

    /// The theme where it says something, else the one that it rests on.
    pub(super) fn over(self, base: Self) -> Self {
        let mut looks = base.looks;
        for (role, look) in self.looks {
            let under = looks.entry(role).or_default();
            *under = Look {
                fg: look.fg.or(under.fg),
                bg: look.bg.or(under.bg),
                modifiers: look.modifiers.or(under.modifiers),
            };
        }
        Self {
            based_on: base.based_on,
            ground: self.ground.or(base.ground),
            cast: self.cast.or(base.cast),
            looks,
        }
    }
}

fn read_look(text: &str, written: &Spanned<Value>, palette: &Palette) -> Result<Look, String> {
    let line = line_of(text, written.span().start);
    let wrong = || format!("line {line}: a style is a colour, or a table of fg, bg and modifiers");
    let colour = |value: &Value| {
        let name = value.as_str().ok_or_else(wrong)?;
        read_colour(text, palette, &Spanned::new(written.span(), name.to_owned()))
    };
    let Some(table) = written.get_ref().as_table() else {
        return Ok(Look { fg: Some(colour(written.get_ref())?), ..Look::default() });
    };
    let mut look = Look::default();
    for (name, value) in table {
        match name.as_str() {
            "fg" => look.fg = Some(colour(value)?),
            "bg" => look.bg = Some(colour(value)?),
            "modifiers" => look.modifiers = Some(modifiers(value, line).ok_or_else(wrong)??),
            _ => return Err(wrong()),
        }
    }
    Ok(look)
}

fn modifiers(value: &Value, line: usize) -> Option<Result<Modifier, String>> {
    let names: Vec<&str> = value.as_array()?.iter().map(Value::as_str).collect::<Option<_>>()?;
    let all = names.into_iter().try_fold(Modifier::empty(), |modifiers, name| {
        let known = MODIFIERS.iter().find(|(known, _)| *known == name);
        let unknown = || unknown("modifier", name, line, MODIFIERS.map(|(name, _)| name));
        known.map(|(_, modifier)| modifiers | *modifier).ok_or_else(unknown)
    });
    Some(all)
}

fn read_colour(text: &str, palette: &Palette, written: &Spanned<String>) -> Result<Colour, String> {
    let name = written.get_ref();
    let names = || palette.keys().map(String::as_str).chain(NAMES.map(|(name, _)| name)).chain(["terminal"]);
    palette.get(name).copied().or_else(|| Colour::read(name)).ok_or_else(|| {
        let line = line_of(text, written.span().start);
        if name.starts_with('#') {
            return format!("line {line}: {name} is no colour; one is written #rrggbb or #rgb");
        }
        unknown("colour", name, line, names())
    })
}

fn unknown<'a>(what: &str, wrong: &str, line: usize, names: impl IntoIterator<Item = &'a str>) -> String {
    let meant = nearest(wrong, names).map(|meant| format!("; the nearest is {meant}"));
    format!("line {line}: {wrong} is no {what}{}", meant.unwrap_or_default())
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::theme::colour::Rgb;

    #[test]
    fn a_theme_is_read() {
        let text = "based_on = \"nord\"\nground = \"dark\"\ncast = [\"sea\", \"red\"]\n[palette]\nsea = \"#2aa198\"\n\
                    [styles]\naccent = \"sea\"\ntext = { fg = \"#fff\", bg = \"terminal\", modifiers = [\"bold\"] }";
        let sheet = Sheet::read(text).expect("a theme");
        let sea = Colour::Rgb(Rgb(0x2a, 0xa1, 0x98));
        assert_eq!(sheet.based_on, Some(("nord".to_owned(), 1)));
        assert_eq!(sheet.cast.as_deref().map(|cast| cast[0]), Some(sea));
        assert_eq!(sheet.looks[&Role::Accent].fg, Some(sea));
        assert_eq!(sheet.looks[&Role::Text].bg, Some(Colour::Own));
        assert_eq!(sheet.looks[&Role::Text].modifiers, Some(Modifier::BOLD));
    }

    #[test]
    fn a_wrong_theme_says_where_and_what_was_meant() {
        for (text, says) in [
            ("[styles]\naccnt = \"red\"", "line 2: accnt is no style; the nearest is accent"),
            ("[styles]\naccent = \"rde\"", "line 2: rde is no colour; the nearest is red"),
            (
                "[palette]\nsea = \"#00f\"\n[styles]\naccent = \"see\"",
                "line 4: see is no colour; the nearest is sea",
            ),
            ("[styles]\naccent = \"#12\"", "line 2: #12 is no colour; one is written #rrggbb or #rgb"),
            ("\nground = \"drak\"", "line 2: drak is no ground; the nearest is dark"),
            ("[styles]\ntext = { fg = \"red\", modifiers = [\"fat\"] }", "line 2: fat is no modifier"),
            ("[styles]\ntext = 5", "line 2: a style is a colour, or a table"),
            ("grond = \"dark\"", "line 1: unknown field `grond`"),
            ("[styles", "line 1:"),
        ] {
            let why = Sheet::read(text).expect_err(text);
            assert!(why.contains(says), "{text:?}: {why}");
        }
    }
}
