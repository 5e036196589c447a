//! `theme`: a name, or one for each ground.

use super::Config;
use super::entry::{Written, Wrong, held, nearest};
use crate::app::{AUTO, ThemeSetting};

/// Takes in which theme it is to be.
pub(super) fn take(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    let Some(table) = written.value.get_ref().as_table() else {
        config.theme = ThemeSetting { name: written.string()?, ..ThemeSetting::default() };
        return Ok(());
    };
    let mut setting = ThemeSetting::default();
    for (name, value) in table {
        let inner = Written { name: name.get_ref(), at: name.span().start, value, text: written.text };
        match inner.name {
            "light" => setting.light = inner.string()?,
            "dark" => setting.dark = inner.string()?,
            wrong => {
                let meant = nearest(wrong, ["light", "dark"]);
                return Err(vec![Wrong::new(
                    inner.at,
                    format!("theme.{wrong} is no ground; the nearest is {meant}"),
                )]);
            }
        }
    }
    config.theme = setting;
    Ok(())
}

/// Which it is.
pub(super) fn shown(config: &Config) -> Vec<(String, toml::Value)> {
    let default = ThemeSetting::default();
    let ThemeSetting { name, light, dark } = &config.theme;
    if name != AUTO || (light, dark) == (&default.light, &default.dark) {
        return held("theme", Some(name.as_str()));
    }
    let by_ground = [("light", light), ("dark", dark)];
    let table = by_ground.into_iter().map(|(ground, name)| (ground.to_owned(), name.as_str().into()));
    held("theme", Some(toml::Table::from_iter(table)))
}
