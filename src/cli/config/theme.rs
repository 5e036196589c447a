//! `theme`: a name, or one for each ground.

use super::entry::{Written, Wrong, held, nearest};
use super::{Config, Problem};
use crate::app::{AUTO, ThemeSetting};
use crate::ui::Themes;

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

/// Has the default hold where there is no theme of a name, and says so.
pub(super) fn settle(config: &mut Config, themes: &Themes, written: &[String]) {
    let names = themes.names();
    let is_known = |wanted: &str| wanted == AUTO || names.iter().any(|theme| theme.name == wanted);
    let ThemeSetting { name, light, dark } = std::mem::take(&mut config.theme);
    let settled = [("theme", &name), ("theme.light", &light), ("theme.dark", &dark)];
    let wrong: Vec<_> = settled.into_iter().filter(|(_, name)| !is_known(name)).collect();
    if wrong.is_empty() {
        config.theme = ThemeSetting { name, light, dark };
        return;
    }
    let line = config.lines.remove(&(String::new(), "theme".to_owned()));
    for (entry, name) in wrong {
        let why = match themes.nearest(name) {
            _ if written.contains(name) => "is wrong in its file".to_owned(),
            Some(meant) => format!("is no theme; the nearest is {meant}"),
            None => "is no theme".to_owned(),
        };
        let why = format!("{entry} = \"{name}\" {why}; \"{AUTO}\" holds");
        config.problems.push(Problem { line, why, touches_network: false });
    }
    config.problems.sort_by_key(|problem| problem.line);
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
