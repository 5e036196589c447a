//! From keys pressed one after another to a command.

use super::command::{Command, SPECS, Scope};
use super::key::Key;

/// Which keys mean which command where.
#[derive(Clone, Debug)]
pub struct Keymap {
    bindings: Vec<(Vec<Key>, Scope, Command)>,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup {
    /// This command.
    Command(Command),
    /// The beginning of a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let bind = |keys: &&str| Key::sequence(keys).ok();
        let bindings = SPECS
            .iter()
            .flat_map(|spec| spec.keys.iter().filter_map(bind).map(|keys| (keys, spec.scope, spec.command)));
        Self { bindings: bindings.collect() }
    }
}

impl Keymap {
    /// What `pressed` means, while one reads an article or elsewhere.
    pub fn lookup(&self, pressed: &[Key], reading: bool) -> Lookup {
        let mut prefix = false;
        for (keys, scope, command) in &self.bindings {
            if *scope == Scope::Reading && !reading {
                continue;
            }
            if keys == pressed {
                return Lookup::Command(*command);
            }
            prefix |= keys.starts_with(pressed);
        }
        if prefix { Lookup::Prefix } else { Lookup::Nothing }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_up_sequences_within_their_scope() {
        let keymap = Keymap::default();
        let look = |keys: &str, reading| keymap.lookup(&Key::sequence(keys).expect("keys"), reading);
        assert_eq!(look("j", false), Lookup::Command(Command::Down));
        assert_eq!(look("g", false), Lookup::Prefix);
        assert_eq!(look("g g", false), Lookup::Command(Command::Top));
        assert_eq!(look("g x", false), Lookup::Nothing);
        assert_eq!(look("] ]", true), Lookup::Command(Command::NextSection));
        assert_eq!(look("]", false), Lookup::Nothing);
        assert_eq!(look("3", true), Lookup::Command(Command::Section(3)));
    }
}
