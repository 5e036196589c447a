//! From keys pressed one after another to what they do.

use super::command::{Command, SPECS, Scope};
use super::key::{Code, Key};
use super::preset::Preset;

/// Which keys do what, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<Binding>,
    /// Keys of the user's own in what lies over the panes, and the usual ones that they stand for there.
    over: Vec<(Key, Option<Key>)>,
}

/// Keys, and what they do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The keys, pressed one after another.
    pub keys: Vec<Key>,
    /// Where.
    pub scope: Scope,
    /// What is done, in this order.
    pub steps: Vec<Step>,
}

/// A command, and what it is given to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The command.
    pub command: Command,
    /// What it takes; empty where it asks for it itself, or takes nothing.
    pub takes: String,
}

/// What the keys pressed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookup<'a> {
    /// That this is done.
    Steps(&'a [Step]),
    /// The beginning of a sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        Self::of(Preset::default())
    }
}

impl Keymap {
    /// The keys of a preset.
    pub fn of(preset: Preset) -> Self {
        let bound = |(command, keys): (Command, &str)| {
            let steps = vec![Step { command, takes: String::new() }];
            Some(Binding { keys: Key::sequence(keys).ok()?, scope: command.spec().scope, steps })
        };
        let keys =
            SPECS.iter().flat_map(|spec| preset.keys(spec).into_iter().map(|keys| (spec.command, keys)));
        Self { bindings: keys.filter_map(bound).collect(), over: Vec::new() }
    }

    /// Takes keys away: everywhere, or only what they mean while one reads.
    pub fn unbind(&mut self, keys: &[Key], scope: Scope) {
        self.bindings
            .retain(|binding| binding.keys != keys || (scope == Scope::Reading && binding.scope != scope));
    }

    /// Adds keys.
    ///
    /// # Errors
    /// Where they could never be pressed, or others could not any more: those others.
    pub fn bind(&mut self, binding: Binding) -> Result<(), &Binding> {
        let clashes = |other: &&Binding| {
            let meet = other.scope == binding.scope
                || [other.scope, binding.scope].contains(&Scope::Anywhere) && other.keys != binding.keys;
            meet && (other.keys.starts_with(&binding.keys) || binding.keys.starts_with(&other.keys))
        };
        if let Some(nth) = self.bindings.iter().position(|other| clashes(&other)) {
            return Err(&self.bindings[nth]);
        }
        self.bindings.push(binding);
        Ok(())
    }

    /// Has a key stand for a usual one in what lies over the panes, or for none.
    pub fn bind_over(&mut self, key: Key, usual: Option<Key>) {
        self.over.push((key, usual));
    }

    /// The key that one stands for in what lies over the panes, if any: mostly itself.
    pub fn over(&self, key: Key) -> Option<Key> {
        self.over.iter().find(|(own, _)| *own == key).map_or(Some(key), |(_, usual)| *usual)
    }

    /// What `pressed` means, while one reads an article or elsewhere.
    pub fn lookup(&self, pressed: &[Key], reading: bool) -> Lookup<'_> {
        let here = || self.here(reading);
        let exact = here().filter(|binding| binding.keys == pressed);
        match exact.max_by_key(|binding| binding.scope == Scope::Reading) {
            Some(binding) => Lookup::Steps(&binding.steps),
            None if here().any(|binding| binding.keys.starts_with(pressed)) => Lookup::Prefix,
            None => Lookup::Nothing,
        }
    }

    /// The keys that may follow those pressed, and what they do.
    pub fn after(&self, pressed: &[Key], reading: bool) -> Vec<(String, String)> {
        let after = self.here(reading).filter_map(|binding| {
            let rest = binding.keys.strip_prefix(pressed).filter(|rest| !rest.is_empty())?;
            // What is only taken away while one reads, or means something else there, is not told.
            let means = matches!(self.lookup(&binding.keys, reading), Lookup::Steps(steps) if *steps == binding.steps);
            if binding.steps.is_empty() || !means {
                return None;
            }
            Some((show(rest), binding.what()))
        });
        after.collect()
    }

    /// Every binding, those of the preset first.
    pub fn bindings(&self) -> &[Binding] {
        &self.bindings
    }

    /// The keys of a command as they are shown: `]]`, `^d`, `space`.
    pub fn keys(&self, command: Command) -> Vec<String> {
        let alone = |binding: &&Binding| matches!(&*binding.steps, [step] if step.command == command && step.takes.is_empty());
        self.bindings.iter().filter(alone).map(|binding| show(&binding.keys)).collect()
    }

    /// Its first key as it is shown, or its name after a colon where it has none.
    pub fn key(&self, command: Command) -> String {
        let first = self.keys(command).into_iter().next();
        first.unwrap_or_else(|| format!(":{}", command.spec().typed()))
    }

    /// What the help says: the keys of each command and what they do, with whether that works everywhere; then what the
    /// user put together. The nine section keys share one row, at the first.
    pub fn rows(&self) -> Vec<(String, String, Scope)> {
        let commands = SPECS.iter().filter_map(|spec| {
            let keys = self.keys(spec.command);
            let (keys, help) = match spec.command {
                Command::Section(number) if keys == [number.to_string()] => match number {
                    1 => ("1 … 9".to_owned(), "section 1 to 9".to_owned()),
                    _ => return None,
                },
                _ if keys.is_empty() => (format!(":{}", spec.typed()), spec.help.to_owned()),
                _ => (keys.join("  "), spec.help.to_owned()),
            };
            Some((keys, help, spec.scope))
        });
        let own = self.bindings.iter().filter(|binding| !binding.is_plain() && !binding.steps.is_empty());
        commands.chain(own.map(|own| (show(&own.keys), own.what(), own.scope))).collect()
    }

    fn here(&self, reading: bool) -> impl Iterator<Item = &Binding> {
        self.bindings.iter().filter(move |binding| reading || binding.scope == Scope::Anywhere)
    }
}

impl Binding {
    /// What it does, for people.
    pub fn what(&self) -> String {
        match &*self.steps {
            [step] if step.takes.is_empty() => step.command.spec().help.to_owned(),
            steps => {
                let step = |step: &Step| format!("{} {}", step.command.spec().name, step.takes);
                steps.iter().map(|one| step(one).trim_end().to_owned()).collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn is_plain(&self) -> bool {
        matches!(&*self.steps, [step] if step.takes.is_empty())
    }
}

/// Keys as they are shown: `]]`, `^d`, `space`.
pub fn show(keys: &[Key]) -> String {
    let show = |key: &Key| match (key.to_string(), key) {
        (_, Key { code: Code::Char(c), ctrl: true, alt: false }) if *c != ' ' => format!("^{c}"),
        (name, _) => name,
    };
    let keys: Vec<String> = keys.iter().map(show).collect();
    let between = if keys.iter().all(|key| key.chars().count() == 1) { "" } else { " " };
    keys.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &str) -> Vec<Key> {
        Key::sequence(names).expect("keys")
    }

    fn binding(names: &str, scope: Scope, commands: &[Command]) -> Binding {
        let step = |command: &Command| Step { command: *command, takes: String::new() };
        Binding { keys: keys(names), scope, steps: commands.iter().map(step).collect() }
    }

    fn command(keymap: &Keymap, names: &str, reading: bool) -> Option<Command> {
        match keymap.lookup(&keys(names), reading) {
            Lookup::Steps(steps) => steps.first().map(|step| step.command),
            _ => None,
        }
    }

    #[test]
    fn looks_up_sequences_within_their_scope() {
        let keymap = Keymap::default();
        let look = |names: &str, reading| command(&keymap, names, reading);
        assert_eq!(look("j", false), Some(Command::Down));
        assert_eq!(keymap.lookup(&keys("g"), false), Lookup::Prefix);
        assert_eq!(look("g g", false), Some(Command::Top));
        assert_eq!(keymap.lookup(&keys("g x"), false), Lookup::Nothing);
        assert_eq!(look("] ]", true), Some(Command::NextSection));
        assert_eq!(keymap.lookup(&keys("]"), false), Lookup::Nothing);
        assert_eq!(look("3", true), Some(Command::Section(3)));
    }

    #[test]
    fn keys_are_bound_and_taken_away_within_their_scope() {
        let mut keymap = Keymap::default();
        keymap.unbind(&keys("x"), Scope::Anywhere);
        assert_eq!(keymap.lookup(&keys("x"), true), Lookup::Nothing);
        let own = binding("n", Scope::Reading, &[Command::NextSection]);
        assert_eq!(keymap.bind(own), Ok(()));
        assert_eq!(command(&keymap, "n", true), Some(Command::NextSection), "before what n means anywhere");
        assert_eq!(command(&keymap, "n", false), Some(Command::NextMatch));
        let chain = binding("g x", Scope::Anywhere, &[Command::OpenInBrowser, Command::ToggleRead]);
        assert_eq!(keymap.bind(chain), Ok(()));
        assert_eq!(
            keymap.lookup(&keys("g x"), false),
            Lookup::Steps(&keymap.bindings.last().expect("it").steps)
        );
        let row = ("gx".to_owned(), "open-in-browser, toggle-read".to_owned(), Scope::Anywhere);
        assert_eq!(keymap.rows().last(), Some(&row));
    }

    #[test]
    fn keys_that_hide_others_clash() {
        let mut keymap = Keymap::default();
        for (names, with) in [("g", "gg"), ("j x", "j"), ("] ] ]", "]]"), ("s", "s")] {
            let clash = keymap.bind(binding(names, Scope::Anywhere, &[Command::Help]));
            assert_eq!(clash.map_err(|other| show(&other.keys)), Err(with.to_owned()), "{names}");
        }
    }

    #[test]
    fn what_may_follow_is_told() {
        let after = Keymap::default().after(&keys("g"), false);
        assert!(after.contains(&("g".to_owned(), "to the top".to_owned())), "{after:?}");
        assert_eq!(show(&keys("ctrl-x pgdn")), "^x pgdn");
    }
}
