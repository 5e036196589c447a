//! The theme to draw in, made when it changes.

use crate::app::{Ground, Look};
use crate::ui::{Depth, Theme, Themes};

/// The themes, and the one that is worn.
#[derive(Debug)]
pub(super) struct Wardrobe {
    themes: Themes,
    depth: Depth,
    /// What it is called, and what ground the terminal had when it was made.
    worn: Option<((String, Option<Ground>), Theme)>,
}

impl Wardrobe {
    pub(super) fn new(themes: Themes, depth: Depth) -> Self {
        Self { themes, depth, worn: None }
    }

    /// The theme that `look` asks for.
    pub(super) fn theme(&mut self, look: &Look) -> &Theme {
        let (name, ground) = (look.theme(), look.ground);
        if self.worn.as_ref().is_some_and(|((worn, on), _)| worn != name || *on != ground) {
            self.worn = None;
        }
        let make = || ((name.to_owned(), ground), self.themes.theme(name, self.depth, ground));
        &self.worn.get_or_insert_with(make).1
    }
}
