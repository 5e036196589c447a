//! The few styles that everything is drawn in.

mod colour;
mod depth;
mod role;
mod sheet;
mod themes;

pub use depth::Depth;
pub use themes::{OwnTheme, Themes, built_in};

use ratatui::style::{Color, Modifier, Style};

use crate::app::Ground;
use colour::{Colour, Rgb};
use role::Role;
use sheet::Sheet;

/// The few styles that everything is drawn in. They say nothing by colour alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Theme {
    /// What the whole screen is painted with, where not with the terminal's own colours.
    pub page: Option<Style>,
    /// Running text.
    pub plain: Style,
    /// Headlines and headings.
    pub strong: Style,
    /// What stands back: dates, rules, credits.
    pub dim: Style,
    /// Where the focus is, and what wants to be seen.
    pub accent: Style,
    /// A name that is an actor's.
    pub actor: Style,
    /// The colours of the first actors of an article, where there are colours; names are underlined as well.
    pub cast: [Option<Color>; 6],
    /// A mention of the chosen actor.
    pub chosen: Style,
    /// What a search found.
    pub found: Style,
    /// The mention or the match that one is at.
    pub here: Style,
    /// The row under the cursor of the focused pane.
    pub cursor: Style,
    /// What went wrong.
    pub error: Style,
    /// Words that a revision took away.
    pub removed: Style,
    /// Words that a revision brought.
    pub added: Style,
    /// Code and other preformatted text.
    pub code: Style,
    /// A quotation that stands apart.
    pub quote: Style,
    /// A link.
    pub link: Style,
}

/// What themes that leave the ground to the terminal must at least be read on: grey enough for most that are called dark,
/// or light.
const NOMINAL: [(Ground, Rgb); 2] =
    [(Ground::Dark, Rgb(0x30, 0x30, 0x30)), (Ground::Light, Rgb(0xe6, 0xe6, 0xe6))];

impl Theme {
    /// The terminal's own sixteen colours on its own ground.
    pub fn coloured() -> Self {
        Themes::default().theme("terminal", Depth::Sixteen, None)
    }

    /// Without any colour.
    pub fn monochrome() -> Self {
        Themes::default().theme("terminal", Depth::None, None)
    }

    /// A mention of an actor, by its number in the cast.
    pub fn member(&self, nth: usize) -> Style {
        let colour = self.cast.get(nth).copied().flatten();
        colour.map_or(self.actor, |colour| self.actor.fg(colour))
    }

    /// What `sheet` says, in the colours that there are, in a terminal of a ground, where that is known. Text is always
    /// legible: a colour too near to its ground is moved away from it.
    fn of(sheet: &Sheet, depth: Depth, under: Option<Ground>) -> Self {
        let sheet = &sheet.on(under);
        let nominal = sheet.ground.and_then(|ground| NOMINAL.into_iter().find(|(own, _)| *own == ground));
        let text = sheet.looks.get(&Role::Text).copied().unwrap_or_default();
        let painted = match text.bg {
            Some(Colour::Rgb(ground)) if depth != Depth::None => Some(depth.ground(ground)),
            _ => None,
        };
        let ground = painted.map(|(_, shown)| shown).or(nominal.map(|(_, shown)| shown));
        let colour = |colour: Colour, on: Option<Rgb>, least: f64| match (colour, depth) {
            (_, Depth::None) | (Colour::Own, _) => None,
            (Colour::Named(colour), _) => Some(colour),
            (Colour::Rgb(wanted), _) => Some(depth.nearest(wanted, on.map(|on| (on, least))).0),
        };
        let style = |role: Role| {
            let look = sheet.looks.get(&role).copied().unwrap_or_default();
            let bg = match look.bg {
                Some(Colour::Rgb(bg)) if depth != Depth::None => Some(depth.ground(bg)),
                _ => None,
            };
            let on = bg.map(|(_, shown)| shown).or(ground);
            let fg = look.fg.and_then(|fg| colour(fg, on, role.contrast()));
            let named = match look.bg {
                Some(Colour::Named(bg)) if depth != Depth::None => Some(bg),
                _ => None,
            };
            let mut modifiers = look.modifiers.unwrap_or(role.modifiers());
            if look.modifiers.is_none() && fg.is_some() {
                // A colour of its own makes it stand back already.
                modifiers.remove(Modifier::DIM);
            }
            let bg = bg.map(|(bg, _)| bg).or(named);
            Style { fg, bg, ..Style::new() }.add_modifier(modifiers)
        };
        let mut cast = [None; 6];
        for (slot, wanted) in cast.iter_mut().zip(sheet.cast.iter().flatten()) {
            *slot = colour(*wanted, ground, Role::Actor.contrast());
        }
        let plain = style(Role::Text);
        let is_painted = plain.fg.is_some() || plain.bg.is_some();
        Self {
            page: is_painted.then_some(Style { fg: plain.fg, bg: plain.bg, ..Style::new() }),
            plain: Style { fg: None, bg: None, ..plain },
            strong: style(Role::Strong),
            dim: style(Role::Dim),
            accent: style(Role::Accent),
            actor: style(Role::Actor),
            cast,
            chosen: style(Role::Chosen),
            found: style(Role::Found),
            here: style(Role::Here),
            cursor: style(Role::Cursor),
            error: style(Role::Error),
            removed: style(Role::Removed),
            added: style(Role::Added),
            code: style(Role::Code),
            quote: style(Role::Quote),
            link: style(Role::Link),
        }
    }
}

#[cfg(test)]
mod tests;
