//! The themes: those built in, and the user’s own, `themes/NAME.toml` beside the config file.

use std::fs;
use std::path::{Path, PathBuf};

use super::Outcome;
use super::args::{Shared, ThemesArgs};
use super::config::Config;
use super::out::{complain, say};
use crate::app::{AUTO, ThemeSetting};
use crate::ui::{OwnTheme, Themes, built_in};

/// The themes that there are, and what is wrong with the user’s own.
pub(super) fn load(shared: &Shared) -> (Themes, Vec<String>) {
    let mut unread = Vec::new();
    let mut own = Vec::new();
    for file in files(shared) {
        let name = name_of(&file);
        match fs::read_to_string(&file) {
            Ok(text) => own.push(OwnTheme { name, file: file.display().to_string(), text }),
            Err(error) => unread.push(format!("{} is not used: {error}", file.display())),
        }
    }
    let (themes, problems) = Themes::new(own);
    unread.extend(problems);
    (themes, unread)
}

/// The config with a theme that there is: any other is a fault like others of the file, and the default holds.
pub(super) fn settled(shared: &Shared, mut config: Config) -> Config {
    let ThemeSetting { name, light, dark } = &config.theme;
    let is_built_in = |name: &&String| *name == AUTO || built_in(name).is_some();
    if ![name, light, dark].iter().all(is_built_in) {
        let written: Vec<String> = files(shared).iter().map(|file| name_of(file)).collect();
        config.settle_theme(&load(shared).0, &written);
    }
    config
}

/// Lists the themes, or prints one.
pub(super) fn themes(shared: &Shared, wanted: &ThemesArgs, config: &Config) -> Outcome {
    let (themes, problems) = load(shared);
    problems.iter().for_each(|problem| complain(problem));
    if let Some(name) = &wanted.name {
        let own = files(shared).into_iter().find(|file| name_of(file) == *name);
        let text = match own {
            Some(file) => fs::read_to_string(file)?,
            None => built_in(name).map(str::to_owned).ok_or_else(|| {
                let meant = themes.nearest(name).map(|meant| format!("; the nearest is {meant}"));
                format!("there is no theme {name}{}", meant.unwrap_or_default())
            })?,
        };
        say(text.trim_end())?;
        return Ok(true);
    }
    let setting = &config.theme;
    for theme in themes.names() {
        let mark = if theme.name == setting.name { "*" } else { " " };
        say(format!("{mark} {:<18} {}", theme.name, theme.note()).trim_end())?;
    }
    let auto = if setting.name == "auto" { "*" } else { " " };
    say(&format!("{auto} {:<18} {} or {}, by the terminal’s ground", "auto", setting.light, setting.dark))?;
    Ok(problems.is_empty())
}

/// The files of the user’s own themes, by name.
fn files(shared: &Shared) -> Vec<PathBuf> {
    let folder = shared.config_file().map(|file| file.with_file_name("themes"));
    let entries = folder.and_then(|folder| fs::read_dir(folder).ok()).into_iter().flatten();
    let paths = entries.filter_map(|entry| entry.ok().map(|entry| entry.path()));
    let mut files: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|extension| extension == "toml")).collect();
    files.sort();
    files
}

fn name_of(file: &Path) -> String {
    file.file_stem().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}
