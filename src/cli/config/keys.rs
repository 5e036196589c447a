//! `[keys]`: keys of the user's own, over those of a preset.

use std::collections::BTreeSet;

use toml::Spanned;
use toml::de::DeValue;

use super::Config;
use super::entry::{Written, Wrong, nearest};
use super::over_keys;
use crate::app::{Binding, Command, Key, Keymap, Lookup, SPECS, Scope, Step, show};

/// The table within `[keys]` for what keys mean while one reads.
const READING: &str = "reading";

/// Keys as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct WrittenKey {
    name: String,
    keys: Vec<Key>,
    /// Whether they are for while one reads only.
    reading: bool,
    /// What they do; nothing where they are taken away.
    steps: Vec<Step>,
    value: toml::Value,
    at: usize,
}

/// Takes in what keys do. They hold as soon as they are [`settle`]d.
pub(super) fn take(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    if written.name == over_keys::TABLE {
        return over_keys::take(config, written);
    }
    if written.name != READING {
        if written.value.get_ref().is_table() {
            let meant = nearest(written.name, [READING, over_keys::TABLE]);
            return Err(
                written.wrong(format!("is no table that is known here; the nearest is [keys.{meant}]"))
            );
        }
        let key = read(written, false)?;
        return add(config, key).map_err(|wrong| vec![wrong]);
    }
    let mut wrong = Vec::new();
    for (name, value) in written.table()? {
        let inner = Written { name: name.get_ref(), at: name.span().start, value, text: written.text };
        match read(&inner, true) {
            Ok(key) => wrong.extend(add(config, key).err()),
            Err(why) => wrong.extend(why),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// Nobody has more keys; each is held against all others.
const MOST: usize = 400;

fn add(config: &mut Config, key: WrittenKey) -> Result<(), Wrong> {
    if config.keys.len() >= MOST {
        return Err(Wrong::new(key.at, format!("there are {MOST} keys before it, which is the most")));
    }
    config.keys.push(key);
    Ok(())
}

/// The keys that hold, besides those of the preset.
pub(super) fn shown(config: &Config) -> Vec<(String, toml::Value)> {
    let pairs = |reading: bool| {
        let keys = config.keys.iter().filter(move |key| key.reading == reading);
        keys.map(|key| (key.name.clone(), key.value.clone()))
    };
    let reading: toml::Table = pairs(true).collect();
    let reading = (!reading.is_empty()).then(|| (READING.to_owned(), reading.into()));
    pairs(false).chain(reading).chain(over_keys::shown(config)).collect()
}

/// Puts the keys over those of the preset. What clashes is left out, and said to.
pub(super) fn settle(config: &mut Config) -> Vec<Wrong> {
    let mut wrong = Vec::new();
    config.keys.sort_by_key(|key| key.at);
    loop {
        let mut keymap = Keymap::of(config.preset);
        config.keys.iter().for_each(|key| keymap.unbind(&key.keys, key.place()));
        let clash = config.keys.iter().enumerate().find_map(|(nth, key)| {
            let other = keymap.bind(key.binding(&keymap)?).err()?;
            Some((nth, Wrong::new(key.at, clash(key, other))))
        });
        match clash {
            Some((nth, why)) => {
                config.keys.remove(nth);
                wrong.push(why);
            }
            None => {
                // Whoever takes every way out away is not to be locked in.
                if keymap.keys(Command::Quit).is_empty() {
                    let keys = vec![Key::ctrl('c')];
                    keymap.unbind(&keys, Scope::Anywhere);
                    let steps = vec![Step { command: Command::Quit, takes: String::new() }];
                    let _ = keymap.bind(Binding { keys, scope: Scope::Anywhere, steps });
                }
                over_keys::settle(config, &mut keymap);
                config.keymap = keymap;
                return wrong;
            }
        }
    }
}

impl WrittenKey {
    fn place(&self) -> Scope {
        if self.reading { Scope::Reading } else { Scope::Anywhere }
    }

    /// What is bound; nothing where the keys are only taken away. What they mean elsewhere as well is taken away while one
    /// reads by what does nothing.
    fn binding(&self, keymap: &Keymap) -> Option<Binding> {
        let only_reading = |step: &Step| step.command.spec().scope == Scope::Reading;
        let reading = self.reading || self.steps.iter().any(only_reading);
        let scope = if reading { Scope::Reading } else { Scope::Anywhere };
        let covers = self.reading && matches!(keymap.lookup(&self.keys, true), Lookup::Steps(_));
        (covers || !self.steps.is_empty()).then(|| Binding {
            keys: self.keys.clone(),
            scope,
            steps: self.steps.clone(),
        })
    }
}

fn read(written: &Written<'_>, reading: bool) -> Result<WrittenKey, Vec<Wrong>> {
    let name = written.name;
    let keys = Key::sequence(name).map_err(|error| {
        let apart: Vec<String> = name.chars().map(String::from).collect();
        let hint = match name.chars().count() {
            2..=3 if name.chars().all(|c| !c.is_whitespace()) => {
                format!("one after another they are \"{}\"", apart.join(" "))
            }
            _ => format!("the nearest is {}", error.nearest()),
        };
        vec![Wrong::new(written.at, format!("{error}; {hint}"))]
    })?;
    if keys.is_empty() {
        return Err(vec![Wrong::new(written.at, "there is no key between the quotation marks")]);
    }
    let step = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => step(name, text).map_err(|why| vec![Wrong::new(value.span().start, why)]),
        _ => Err(wants(written)),
    };
    let (steps, value) = match written.value.get_ref() {
        DeValue::Boolean(false) => (Vec::new(), false.into()),
        DeValue::String(text) if text.trim().is_empty() => (Vec::new(), false.into()),
        DeValue::String(text) => (vec![step(written.value)?], text.to_string().into()),
        DeValue::Array(items) if !items.is_empty() => {
            let steps = items.iter().map(step).collect::<Result<Vec<_>, _>>()?;
            let words: Vec<String> =
                items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned)).collect();
            (steps, words.into())
        }
        _ => return Err(wants(written)),
    };
    Ok(WrittenKey { name: name.to_owned(), keys, reading, steps, value, at: written.at })
}

fn wants(written: &Written<'_>) -> Vec<Wrong> {
    written.wants("the name of a command, a list of them, or false")
}

/// A command with what it takes: `move-feed World`.
fn step(keys: &str, text: &str) -> Result<Step, String> {
    let text = text.trim();
    let text = text.strip_prefix(':').unwrap_or(text);
    let (name, takes) = text.split_once(' ').unwrap_or((text, ""));
    let Some(spec) = SPECS.iter().find(|spec| spec.name == name) else {
        let nearest = nearest(name, SPECS.iter().map(|spec| spec.name));
        return Err(format!("\"{keys}\" = \"{name}\": there is no such command; the nearest is {nearest}"));
    };
    if !takes.is_empty() && spec.takes.is_none() {
        return Err(format!("\"{keys}\": {name} takes nothing after its name"));
    }
    Ok(Step { command: spec.command, takes: takes.trim().to_owned() })
}

/// Says with what keys clash, and how that is resolved.
fn clash(key: &WrittenKey, other: &Binding) -> String {
    let names = |keys: &[Key]| keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ");
    let (own, others) = (names(&key.keys), names(&other.keys));
    let does: BTreeSet<&str> = other.steps.iter().map(|step| step.command.spec().name).collect();
    let does = does.into_iter().collect::<Vec<_>>().join(", ");
    let why = match (other.keys.len().cmp(&key.keys.len()), show(&key.keys) == show(&other.keys)) {
        (_, true) => return format!("\"{own}\" is bound twice: to {does} as well"),
        (std::cmp::Ordering::Greater, _) => "is the beginning of",
        _ => "begins with",
    };
    format!(
        "\"{own}\" {why} \"{others}\" ({does}), which it clashes with; \"{others}\" = false takes that away"
    )
}
