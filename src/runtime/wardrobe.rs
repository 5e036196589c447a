//! The theme to draw in, made when it changes.

use crate::app::Look;
use crate::ui::{Depth, Theme, Themes};

/// The themes, and the one that is worn.
#[derive(Debug)]
pub(super) struct Wardrobe {
    themes: Themes,
    depth: Depth,
    worn: Option<(String, Theme)>,
}

impl Wardrobe {
    pub(super) fn new(themes: Themes, depth: Depth) -> Self {
        Self { themes, depth, worn: None }
    }

    /// The theme that `look` asks for.
    pub(super) fn theme(&mut self, look: &Look) -> &Theme {
        let name = look.theme();
        if self.worn.as_ref().is_some_and(|(worn, _)| worn != name) {
            self.worn = None;
        }
        let make = || (name.to_owned(), self.themes.theme(name, self.depth));
        &self.worn.get_or_insert_with(make).1
    }
}
