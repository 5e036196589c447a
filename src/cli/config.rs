//! The config file: TOML, every entry optional.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

/// What the config file may say.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(super) struct Config {
    /// The widest that the article's lines may be, in columns, from 20 to 200.
    pub(super) measure: u16,
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
        Self { measure: 72, refresh: Refresh::default() }
    }
}

impl Config {
    /// Reads the config file. One that is wrong gives the defaults, and one line that says what is wrong.
    pub(super) fn load(file: Option<&Path>, must_exist: bool) -> (Self, Option<String>) {
        let Some(file) = file else { return (Self::default(), None) };
        let wrong = |why: &str| {
            let why = why.split_whitespace().collect::<Vec<_>>().join(" ");
            (Self::default(), Some(format!("the config file {} is not used: {why}", file.display())))
        };
        match fs::read_to_string(file) {
            Ok(text) => match Self::parse(&text) {
                Ok(config) => (config, None),
                Err(why) => wrong(&why),
            },
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => (Self::default(), None),
            Err(error) => wrong(&error.to_string()),
        }
    }

    fn parse(text: &str) -> Result<Self, String> {
        let config: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        if let Some(minutes) = config.refresh.every_minutes.filter(|minutes| !(5..=1440).contains(minutes)) {
            return Err(format!("every_minutes = {minutes} is out of range; it goes from 5 to 1440"));
        }
        match config.measure {
            20..=200 => Ok(config),
            other => Err(format!("measure = {other} is out of range; it goes from 20 to 200 columns")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Config;

    #[test]
    fn a_config_is_read_or_says_what_is_wrong() {
        assert_eq!(Config::parse("measure = 66").map(|config| config.measure), Ok(66));
        assert_eq!(Config::parse(""), Ok(Config::default()));
        let refresh = Config::parse("[refresh]\non_start = true\nevery_minutes = 30").expect("read").refresh;
        assert!(refresh.on_start && refresh.every_minutes == Some(30));
        assert!(Config::parse("[refresh]\nevery_minutes = 1").expect_err("too often").contains("5 to 1440"));
        assert!(Config::parse("measure = 2").expect_err("too narrow").contains("20 to 200"));
        assert!(Config::parse("measur = 66").expect_err("unknown").contains("measur"));
    }
}
