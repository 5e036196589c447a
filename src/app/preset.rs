//! Sets of keys to choose from. The command table has those of `vim`; here is what the others have instead.

use super::command::{Command, Spec};

/// A set of keys.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Preset {
    /// Those of the command table, as in vim.
    #[default]
    Vim,
    /// As newsboat has them by default, as far as it has what the command does.
    Newsboat,
    /// Arrows and the keys with names: nothing that one has to know, and no letters for what one does most.
    Arrows,
}

type Keys = &'static [&'static str];

/// newsboat's `keycmds`. What it has no key for keeps that of the table, where the key is free.
const NEWSBOAT: &[(Command, Keys)] = &[
    (Command::Down, &["down", "J"]),
    (Command::Up, &["up", "K"]),
    (Command::Top, &["home"]),
    (Command::Bottom, &["end"]),
    (Command::PageDown, &["pgdn"]),
    (Command::PageUp, &["pgup"]),
    (Command::PaneLeft, &["left"]),
    (Command::PaneRight, &["right"]),
    (Command::NextMatch, &["n"]),
    (Command::PreviousMatch, &["p"]),
    (Command::ToggleRead, &["N"]),
    // Where newsboat edits an article's flags.
    (Command::ToggleStar, &["ctrl-e"]),
    (Command::Filter, &["F"]),
    // u shows addresses there.
    (Command::Undo, &["U"]),
    // It shows the addresses of an article.
    (Command::Links, &["u"]),
    // e is for podcasts there, and s saves an article.
    (Command::Export, &["s"]),
    (Command::Close, &["q"]),
    (Command::Quit, &["Q", "ctrl-c"]),
];

const ARROWS: &[(Command, Keys)] = &[
    (Command::Down, &["down"]),
    (Command::Up, &["up"]),
    (Command::Top, &["home"]),
    (Command::Bottom, &["end"]),
    (Command::HalfPageDown, &["ctrl-down"]),
    (Command::HalfPageUp, &["ctrl-up"]),
    (Command::PageDown, &["pgdn"]),
    (Command::PageUp, &["pgup"]),
    (Command::PaneLeft, &["left"]),
    (Command::PaneRight, &["right"]),
    (Command::Back, &["esc", "backspace"]),
    (Command::NextSection, &["ctrl-right"]),
    (Command::PreviousSection, &["ctrl-left"]),
    (Command::Outline, &["f9"]),
    (Command::ToggleFold, &["-"]),
    (Command::FoldAll, &["_"]),
    (Command::UnfoldAll, &["+"]),
    (Command::ToggleActors, &["f7", "a"]),
    (Command::Notes, &["b"]),
    (Command::TableRight, &["}"]),
    (Command::TableLeft, &["{"]),
    (Command::NextMention, &["alt-right"]),
    (Command::PreviousMention, &["alt-left"]),
    (Command::SearchActor, &["f8"]),
    (Command::Find, &["/", "ctrl-f"]),
    (Command::Search, &["/", "ctrl-f", "f11"]),
    (Command::NextMatch, &["f3"]),
    (Command::PreviousMatch, &["f4"]),
    (Command::ToggleStar, &["*", "s"]),
    (Command::ToggleRead, &["delete", "m"]),
    (Command::RefreshFeed, &["f5"]),
    (Command::RefreshAll, &["f6"]),
    (Command::OpenInBrowser, &["f12", "o"]),
    (Command::Palette, &["f2", ":"]),
    (Command::Help, &["f1", "?"]),
    (Command::Quit, &["f10", "ctrl-q", "ctrl-c"]),
];

impl Preset {
    /// Every preset, the default one first.
    pub const ALL: [Self; 3] = [Self::Vim, Self::Newsboat, Self::Arrows];

    /// Its name in the config.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vim => "vim",
            Self::Newsboat => "newsboat",
            Self::Arrows => "arrows",
        }
    }

    /// The preset of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| preset.name() == name)
    }

    /// The keys that a command has: the preset's own, else those of the table that its own leave free.
    pub fn keys(self, spec: &Spec) -> Vec<&'static str> {
        let own = match self {
            Self::Vim => return spec.keys.to_vec(),
            Self::Newsboat => NEWSBOAT,
            Self::Arrows => ARROWS,
        };
        if let Some((_, keys)) = own.iter().find(|(command, _)| *command == spec.command) {
            return keys.to_vec();
        }
        let taken = |keys: &&&str| own.iter().flat_map(|(_, own)| *own).any(|own| clash(own, keys));
        spec.keys.iter().filter(|keys| !taken(keys)).copied().collect()
    }
}

/// Whether one is the other, or the beginning of it.
fn clash(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (one.split(' '), other.split(' '));
    loop {
        match (one.next(), other.next()) {
            (Some(a), Some(b)) if a == b => {}
            (Some(_), Some(_)) => return false,
            _ => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::{Key, Keymap, Lookup, SPECS, Scope};

    /// That every command which `vim` has a key for has one here, that it does what it says, and that none is hidden.
    fn check(preset: Preset) {
        let mut keymap = Keymap::of(preset);
        for spec in SPECS.iter().filter(|spec| !spec.keys.is_empty()) {
            let keys = preset.keys(spec);
            assert!(!keys.is_empty(), "{} has no key in {}", spec.name, preset.name());
            let does = |keys: &&str, reading| {
                let keys = Key::sequence(keys).expect("names of keys");
                matches!(keymap.lookup(&keys, reading), Lookup::Steps([step]) if step.command == spec.command)
            };
            // A key may mean something else while one reads; then another one must do.
            assert!(keys.iter().any(|keys| does(keys, true)), "{} while one reads", spec.name);
            let reading = spec.scope == Scope::Reading;
            assert!(keys.iter().all(|keys| does(keys, reading)), "{}", spec.name);
        }
        for spec in SPECS.iter().filter(|spec| spec.keys.is_empty()) {
            assert!(keymap.key(spec.command).starts_with(':'), "{}", spec.name);
        }
        assert!(!keymap.keys(Command::Palette).is_empty(), "what has no key is reached by the palette");
        for binding in keymap.bindings().to_vec() {
            keymap.unbind(&binding.keys, Scope::Anywhere);
            assert_eq!(keymap.bind(binding.clone()), Ok(()), "{binding:?} in {}", preset.name());
        }
    }

    #[test]
    fn every_command_is_reached_in_vim() {
        check(Preset::Vim);
    }

    #[test]
    fn every_command_is_reached_in_newsboat() {
        check(Preset::Newsboat);
    }

    #[test]
    fn every_command_is_reached_in_arrows() {
        check(Preset::Arrows);
    }

    #[test]
    fn no_letters_are_needed_in_arrows_for_what_one_does_most() {
        use Command::{
            Back, Down, Help, NextMatch, NextPane, NextSection, Open, OpenInBrowser, PageOn, Palette, Quit,
            RefreshAll, Search, ToggleActors, ToggleFold, ToggleRead, ToggleStar, Up,
        };
        let keymap = Keymap::of(Preset::Arrows);
        let most = [
            Up,
            Down,
            Open,
            Back,
            PageOn,
            NextPane,
            NextSection,
            ToggleFold,
            ToggleActors,
            Search,
            NextMatch,
            ToggleStar,
            ToggleRead,
            OpenInBrowser,
            RefreshAll,
            Palette,
            Help,
            Quit,
        ];
        for command in most {
            let key = keymap.key(command);
            let is_letter = key.chars().count() == 1 && key.chars().all(char::is_alphabetic);
            assert!(!is_letter && !key.starts_with(":r"), "{key}");
        }
    }
}
