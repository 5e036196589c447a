//! The list of themes, each of which is shown as one moves.

use tui_input::Input;

use super::look::Look;

/// The list of themes.
#[derive(Clone, Debug, Default)]
pub struct ThemeList {
    /// What was typed to find one.
    pub input: Input,
    /// The number of the row one is at.
    pub cursor: usize,
    /// What was chosen before.
    pub(super) before: String,
}

impl ThemeList {
    /// The list with the cursor on what is chosen.
    pub(super) fn new(look: &Look) -> Self {
        let cursor = look.choices().position(|name| name == look.choice()).unwrap_or(0);
        Self { input: Input::default(), cursor, before: look.choice().to_owned() }
    }

    /// The names that hold every word that was typed.
    pub fn hits<'a>(&self, look: &'a Look) -> Vec<&'a str> {
        let typed = self.input.value().to_lowercase();
        let fits = |name: &&str| typed.split_whitespace().all(|word| name.contains(word));
        look.choices().filter(fits).collect()
    }
}
