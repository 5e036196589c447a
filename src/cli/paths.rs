//! Where things are kept.

use std::path::PathBuf;

use directories::ProjectDirs;
use thiserror::Error;

use super::args::Shared;

/// There is no home folder to put anything into.
#[derive(Debug, Error)]
#[error("there is no home folder to keep the store in; name one with --store DIR")]
pub(super) struct NoHome;

impl Shared {
    /// The folder of the store.
    pub(super) fn store_dir(&self) -> Result<PathBuf, NoHome> {
        let default = || project().map(|dirs| dirs.data_dir().to_owned());
        self.store.clone().or_else(default).ok_or(NoHome)
    }

    /// The config file, whether it exists or not.
    pub(super) fn config_file(&self) -> Option<PathBuf> {
        self.config.clone().or_else(|| project().map(|dirs| dirs.config_dir().join("config.toml")))
    }

    /// The log file: beside the store.
    pub(super) fn log_file(&self) -> Result<PathBuf, NoHome> {
        self.store_dir().map(|dir| dir.join("masthead.log"))
    }
}

fn project() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "masthead")
}
