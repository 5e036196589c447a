//! The config file: TOML, every entry optional. One that is wrong is said to be, and its default holds.

mod chosen;
mod entries;
mod entry;
mod keys;
mod labels;
mod network;
mod over_keys;
mod print;
mod programs;
mod read;
mod show;
mod theme;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::app::{Keymap, Preset, Program, ThemeSetting, Typesetting};
use crate::ingest::Labels;
use crate::newsroom::Network;
use crate::runtime::Images;
use crate::ui::Themes;
pub(super) use chosen::with_choices;
use keys::WrittenKey;
use over_keys::OverKey;
pub(super) use print::print;

/// What the config file settles.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Config {
    /// The widest that the article's lines may be, in columns, from 20 to 200.
    pub(super) measure: u16,
    /// Which theme.
    pub(super) theme: ThemeSetting,
    /// How running text is set.
    pub(super) typesetting: Typesetting,
    /// Whether text is put into the order in which it is read, where the terminal does not.
    pub(super) bidi: bool,
    /// Whether to draw without lines and ornaments.
    pub(super) plain: bool,
    /// Whether pictures are shown, and how.
    pub(super) images: Images,
    /// Whether links are links of the terminal, too; else it is found out whether that has them.
    pub(super) hyperlinks: Option<bool>,
    /// Whether the mouse is used.
    pub(super) mouse: bool,
    /// Which keys mean what.
    pub(super) keymap: Keymap,
    /// The labels of sections that are known.
    pub(super) labels: Labels,
    /// The programs that articles can be given to.
    pub(super) programs: Vec<Program>,
    /// How the network is used.
    pub(super) network: Network,
    /// When feeds are refreshed by themselves.
    pub(super) refresh: Refresh,
    /// What was wrong in the file, each with what holds instead.
    pub(super) problems: Vec<Problem>,
    /// The file, where there is one.
    file: Option<PathBuf>,
    /// The keys that the others are added to.
    preset: Preset,
    /// The keys as they are written, in their order.
    keys: Vec<WrittenKey>,
    /// Keys for what lies over the panes, as they are written.
    over: Vec<OverKey>,
    /// The labels as they are written, by the kind of section.
    own_labels: BTreeMap<String, Vec<String>>,
    /// On which line each entry stands that holds, by its table and name.
    lines: BTreeMap<(String, String), usize>,
    /// What settled those entries at the top that something other than the file did, by their names.
    settled_by: BTreeMap<&'static str, &'static str>,
}

/// When feeds are refreshed by themselves, while the reader is open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Refresh {
    /// On start.
    pub(super) on_start: bool,
    /// Every so many minutes, from 5 to 1440.
    pub(super) every_minutes: Option<u16>,
}

/// Something that is wrong in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Problem {
    /// On which line.
    pub(super) line: Option<usize>,
    /// What is wrong, and what would be right. Nothing of what is written about the network is in it.
    pub(super) why: String,
    /// Whether it may be about the network: what was meant to keep a request from going somewhere is not known then.
    pub(super) touches_network: bool,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            measure: 72,
            theme: ThemeSetting::default(),
            typesetting: Typesetting::default(),
            bidi: true,
            plain: false,
            images: Images::default(),
            hyperlinks: None,
            mouse: true,
            keymap: Keymap::default(),
            labels: Labels::default(),
            programs: Vec::new(),
            network: Network::default(),
            refresh: Refresh::default(),
            problems: Vec::new(),
            file: None,
            preset: Preset::default(),
            keys: Vec::new(),
            over: Vec::new(),
            own_labels: BTreeMap::new(),
            lines: BTreeMap::new(),
            settled_by: BTreeMap::new(),
        }
    }
}

impl Config {
    /// Reads the config file. What is wrong in it stands in `problems`.
    pub(super) fn load(file: Option<&Path>) -> Self {
        let Some(path) = file else { return Self::default() };
        let mut config = match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                let why = format!("it cannot be read ({error}), and the defaults hold");
                Self::default().with_problems(vec![Problem { line: None, why, touches_network: true }])
            }
        };
        config.file = Some(path.to_owned());
        config
    }

    /// Reads what a config file says.
    pub(super) fn parse(text: &str) -> Self {
        read::read(text)
    }

    /// What is wrong, a line each, with the file.
    pub(super) fn complaints(&self) -> impl Iterator<Item = String> {
        let file = self.file.as_deref().map_or("the config".into(), |file| file.to_string_lossy());
        self.problems.iter().map(move |problem| match problem.line {
            Some(line) => format!("{file}, line {line}: {}", problem.why),
            None => format!("{file}: {}", problem.why),
        })
    }

    /// Holds the theme against those that there are; `written` are the names of the user's own, whether they can be used or not.
    pub(super) fn settle_theme(&mut self, themes: &Themes, written: &[String]) {
        theme::settle(self, themes, written);
    }

    /// The same with what is wrong. Where that may be about the network, nothing is fetched.
    fn with_problems(mut self, problems: Vec<Problem>) -> Self {
        if let Some(problem) = problems.iter().find(|problem| problem.touches_network) {
            let line = problem.line.map(|line| format!("line {line}: ")).unwrap_or_default();
            self.network.unusable = Some(format!("{line}{}", problem.why));
        }
        self.problems = problems;
        self
    }
}

#[cfg(test)]
mod tests;
