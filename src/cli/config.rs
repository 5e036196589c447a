//! The config file: TOML, every entry optional.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;
use toml::Spanned;

use super::network::{self, WrittenNetwork, WrittenSecret};
use crate::app::ThemeSetting;
use crate::ingest::Labels;
use crate::model::{SectionKind, nearest};
use crate::newsroom::Network;

/// What the config file settles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Config {
    /// The widest that the article's lines may be, in columns, from 20 to 200.
    pub(super) measure: u16,
    /// Which theme.
    pub(super) theme: ThemeSetting,
    /// The labels of sections that are known.
    pub(super) labels: Labels,
    /// How the network is used.
    pub(super) network: Network,
    /// When feeds are refreshed by themselves.
    pub(super) refresh: Refresh,
}

/// When feeds are refreshed by themselves, while the reader is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Refresh {
    /// On start.
    pub(super) on_start: bool,
    /// Every so many minutes, from 5 to 1440.
    pub(super) every_minutes: Option<u16>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            measure: 72,
            theme: ThemeSetting::default(),
            labels: Labels::default(),
            network: Network::default(),
            refresh: Refresh::default(),
        }
    }
}

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    measure: Option<u16>,
    theme: Option<WrittenTheme>,
    /// For each kind of section, by the name that it has in a document's JSON, the labels that name it.
    #[serde(default)]
    labels: BTreeMap<Spanned<String>, Vec<Spanned<String>>>,
    #[serde(default)]
    refresh: Refresh,
    #[serde(default)]
    network: WrittenNetwork,
    #[serde(default)]
    secrets: Vec<WrittenSecret>,
}

impl Config {
    /// Reads the config file. One that is wrong gives the defaults, and one line that says what is wrong.
    pub(super) fn load(file: Option<&Path>) -> (Self, Option<String>) {
        let Some(file) = file else { return (Self::default(), None) };
        let wrong = |why: &str| {
            let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
            let mut config = Self::default();
            config.network.unusable = Some(format!("{}: {why}", file.display()));
            (config, Some(format!("the config file {} is not used: {why}", file.display())))
        };
        match fs::read_to_string(file) {
            Ok(text) => match Self::parse(&text) {
                Ok(config) => (config, None),
                Err(why) => wrong(&why),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound => (Self::default(), None),
            Err(error) => wrong(&error.to_string()),
        }
    }

    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let written: Written = toml::from_str(text).map_err(|error| {
            // Without the line itself, which may hold what is nobody's business.
            let line = error.span().map(|span| format!("line {}: ", line_of(text, span.start)));
            format!("{}{}", line.unwrap_or_default(), error.message())
        })?;
        let measure = match written.measure {
            None => Self::default().measure,
            Some(columns @ 20..=200) => columns,
            Some(other) => {
                return Err(format!("measure = {other} is out of range; it goes from 20 to 200 columns"));
            }
        };
        if let Some(minutes) = written.refresh.every_minutes.filter(|minutes| !(5..=1440).contains(minutes)) {
            return Err(format!(
                "[refresh] every_minutes = {minutes} is out of range; it goes from 5 to 1440"
            ));
        }
        let network = network::read(written.network, written.secrets)?;
        let labels = labels(&written.labels, text)?;
        let theme = written.theme.map_or_else(ThemeSetting::default, theme);
        Ok(Self { measure, theme, labels, network, refresh: written.refresh })
    }
}

/// A theme as it is written: its name, or one for each ground.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a theme is a name, or { light = NAME, dark = NAME }")]
enum WrittenTheme {
    Name(String),
    ByGround(ByGround),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ByGround {
    light: Option<String>,
    dark: Option<String>,
}

fn theme(written: WrittenTheme) -> ThemeSetting {
    let default = ThemeSetting::default();
    match written {
        WrittenTheme::Name(name) => ThemeSetting { name, ..default },
        WrittenTheme::ByGround(ByGround { light, dark }) => ThemeSetting {
            light: light.unwrap_or(default.light.clone()),
            dark: dark.unwrap_or(default.dark.clone()),
            ..default
        },
    }
}

fn labels(written: &BTreeMap<Spanned<String>, Vec<Spanned<String>>>, text: &str) -> Result<Labels, String> {
    let line = |at: usize| line_of(text, at);
    let mut labels = Labels::default();
    for (name, entries) in written {
        let Some(kind) = SectionKind::ALL.into_iter().find(|kind| kind.name() == name.get_ref()) else {
            let wrong = name.get_ref();
            let at = line(name.span().start);
            return Err(format!(
                "line {at}: [labels] {wrong} is no kind of section; the nearest is {}",
                nearest(wrong, SectionKind::ALL.map(SectionKind::name)).unwrap_or_default()
            ));
        };
        for (nth, entry) in entries.iter().enumerate() {
            labels.add(entry.get_ref(), kind).map_err(|why| {
                let at = line(entry.span().start);
                format!("line {at}: [labels] {}, entry {}, {why}", kind.name(), nth + 1)
            })?;
        }
    }
    Ok(labels)
}

fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::Config;
    use crate::ingest::Labels;
    use crate::model::SectionKind;

    #[test]
    fn a_config_is_read_or_says_what_is_wrong() {
        assert_eq!(Config::parse("measure = 66").map(|config| config.measure), Ok(66));
        assert_eq!(Config::parse(""), Ok(Config::default()));
        let refresh = Config::parse("[refresh]\non_start = true\nevery_minutes = 30").expect("read").refresh;
        assert!(refresh.on_start && refresh.every_minutes == Some(30));
        assert!(Config::parse("[refresh]\nevery_minutes = 1").expect_err("too often").contains("5 to 1440"));
        let theme = Config::parse("theme = \"nord\"").expect("read").theme;
        assert_eq!(theme.name, "nord");
        let theme = Config::parse("theme = { light = \"solarized-light\" }").expect("read").theme;
        assert_eq!(
            (theme.name.as_str(), theme.light.as_str(), theme.dark.as_str()),
            ("auto", "solarized-light", "dark")
        );
        assert!(Config::parse("theme = 5").expect_err("no theme").contains("a theme is a name"));
        assert!(Config::parse("measure = 2").expect_err("too narrow").contains("20 to 200"));
        assert!(Config::parse("measur = 66").expect_err("unknown").contains("measur"));
    }

    #[test]
    fn labels_are_read_or_said_to_be_wrong_where_they_stand() {
        let mut labels = Labels::default();
        labels.add("Ce qui vient", SectionKind::WhatsNext).expect("a label");
        labels.add("Streitpunkte", SectionKind::Background).expect("a label");
        let text = "[labels]\nwhats_next = [\"Ce qui vient\"]\nbackground = ['Streitpunkte']";
        assert_eq!(Config::parse(text).map(|config| config.labels), Ok(labels));

        let check = |text: &str, says: &[&str]| {
            let why = Config::parse(text).expect_err(text);
            assert!(says.iter().all(|part| why.contains(part)), "{why}");
        };
        check("[labels]\nwhats_nxt = [\"A\"]", &["line 2", "whats_nxt", "nearest is whats_next"]);
        check("measure = 66\n\n[labels]\n\"Key Points\" = []", &["line 4", "nearest is key_points"]);
        check("[labels]\nlead = [\n  \"A\",\n  \" :\",\n]", &["line 4", "lead, entry 2, is empty"]);
        check("[labels]\nlead = \"A\"", &["line 2", "sequence"]);
    }
}
