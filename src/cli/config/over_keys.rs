//! `[keys.overlay]`: keys of the user's own in lists and pages over the panes, where they stand for the usual ones.

use super::Config;
use super::entry::{Written, Wrong};
use crate::app::{Code, Key, Keymap};

/// The table within `[keys]`.
pub(super) const TABLE: &str = "overlay";

/// What keys may do there, by the commands that do so elsewhere, and the key that always does.
const USUAL: [(&str, Code); 6] = [
    ("down", Code::Down),
    ("up", Code::Up),
    ("page-down", Code::PageDown),
    ("page-up", Code::PageUp),
    ("open", Code::Enter),
    ("back", Code::Esc),
];

/// A key as it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct OverKey {
    name: String,
    key: Key,
    /// The command that it does; none where the key is taken away.
    does: Option<&'static str>,
}

/// Takes in what keys do there. They hold as soon as they are [`settle`]d.
pub(super) fn take(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    let mut wrong = Vec::new();
    for (name, value) in written.table()? {
        let inner = Written { name: name.get_ref(), at: name.span().start, value, text: written.text };
        match read(&inner) {
            Ok(key) => config.over.push(key),
            Err(why) => wrong.extend(why),
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong) }
}

/// The keys that hold there.
pub(super) fn shown(config: &Config) -> Option<(String, toml::Value)> {
    let value = |does: Option<&str>| does.map_or(toml::Value::from(false), toml::Value::from);
    let table: toml::Table = config.over.iter().map(|key| (key.name.clone(), value(key.does))).collect();
    (!table.is_empty()).then(|| (TABLE.to_owned(), table.into()))
}

/// Puts the keys into the keymap.
pub(super) fn settle(config: &Config, keymap: &mut Keymap) {
    for OverKey { key, does, .. } in &config.over {
        let usual = USUAL.into_iter().find(|(name, _)| Some(*name) == *does);
        keymap.bind_over(*key, usual.map(|(_, code)| Key::plain(code)));
    }
}

fn read(written: &Written<'_>) -> Result<OverKey, Vec<Wrong>> {
    let keys = Key::sequence(written.name).map_err(|error| {
        vec![Wrong::new(written.at, format!("{error}; the nearest is {}", error.nearest()))]
    })?;
    let &[key] = keys.as_slice() else {
        let why = format!("\"{}\" is not one key; in [keys.overlay] each is one", written.name);
        return Err(vec![Wrong::new(written.at, why)]);
    };
    let always = USUAL.map(|(_, code)| Key::plain(code)).contains(&key) || key == Key::ctrl('c');
    if always {
        return Err(written.wrong("does there what it always does, so that one always comes back"));
    }
    let does = match written.value.get_ref().as_bool() {
        Some(false) => None,
        _ => Some(written.one_of(&USUAL.map(|(name, _)| name))?),
    };
    Ok(OverKey { name: written.name.to_owned(), key, does })
}
