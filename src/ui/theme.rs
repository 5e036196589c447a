//! The few styles that everything is drawn in.

use ratatui::style::{Color, Modifier, Style};

/// The few styles that everything is drawn in. They use the terminal's own foreground and background, so that
/// they serve light and dark alike, and say nothing by colour alone.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
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
}

impl Theme {
    /// With one accent colour.
    pub fn coloured() -> Self {
        let accent = Style::new().fg(Color::Red);
        Self {
            accent: accent.add_modifier(Modifier::BOLD),
            cast: [Color::Blue, Color::Magenta, Color::Cyan, Color::Green, Color::Yellow, Color::LightBlue]
                .map(Some),
            chosen: accent.add_modifier(Modifier::BOLD | Modifier::UNDERLINED),
            error: accent.add_modifier(Modifier::BOLD),
            ..Self::monochrome()
        }
    }

    /// A mention of an actor, by its number in the cast.
    pub fn member(&self, nth: usize) -> Style {
        let colour = self.cast.get(nth).copied().flatten();
        colour.map_or(self.actor, |colour| self.actor.fg(colour))
    }

    /// Without any colour (`NO_COLOR`, see no-color.org).
    pub fn monochrome() -> Self {
        let style = |modifier| Style::new().add_modifier(modifier);
        Self {
            plain: Style::new(),
            strong: style(Modifier::BOLD),
            dim: style(Modifier::DIM),
            accent: style(Modifier::BOLD),
            actor: style(Modifier::UNDERLINED),
            cast: [None; 6],
            chosen: style(Modifier::BOLD | Modifier::UNDERLINED),
            found: style(Modifier::BOLD | Modifier::ITALIC | Modifier::UNDERLINED),
            here: style(Modifier::REVERSED | Modifier::BOLD),
            cursor: style(Modifier::BOLD),
            error: style(Modifier::BOLD),
            removed: style(Modifier::DIM | Modifier::CROSSED_OUT),
            added: style(Modifier::BOLD | Modifier::UNDERLINED),
        }
    }
}
