//! What the reader is started with.

use std::path::PathBuf;

use super::pictures::Medium;
use crate::app::{Ground, Settings};
use crate::ingest::Labels;
use crate::newsroom::{KnownActors, Network};
use crate::ui::{Depth, Themes};

/// What the reader is started with.
#[derive(Debug)]
pub struct Options {
    /// The folder of the store.
    pub store: PathBuf,
    /// Where panics are written down, to say so when one ends the program.
    pub log: PathBuf,
    /// What the user settled.
    pub settings: Settings,
    /// The labels of sections that are known.
    pub labels: Labels,
    /// The actors that are known.
    pub actors: KnownActors,
    /// The themes that there are.
    pub themes: Themes,
    /// How many colours the terminal has.
    pub depth: Depth,
    /// Whether the terminal is dark or light, as far as the environment says.
    pub ground: Option<Ground>,
    /// How pictures are shown.
    pub medium: Medium,
    /// How the network is used.
    pub network: Network,
    /// Something to say first: what was wrong with the config file.
    pub notice: Option<String>,
}
