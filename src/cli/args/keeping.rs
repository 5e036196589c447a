//! The commands that keep the store: copies of it, and whether it is sound.

use std::path::PathBuf;

use clap::Args as ClapArgs;

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Backup {
    /// The file to write: the whole store, as it is at this moment
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Write over a file that is there
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Print what was done as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Restore {
    /// A file that masthead backup wrote
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// Even where there are articles and feeds: those are kept in a file beside the store
    #[arg(long)]
    pub(in crate::cli) force: bool,
    /// Print what was done as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Export {
    /// Everything in the store: the one extent that there is
    #[arg(long, required = true)]
    pub(in crate::cli) all: bool,
    /// The file to write [default: standard output]
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Write over a file that is there
    #[arg(long, requires = "file")]
    pub(in crate::cli) force: bool,
}

#[derive(Clone, Copy, Debug, ClapArgs)]
pub(in crate::cli) struct Doctor {
    /// Mend what is wrong, after copying the store to a file beside it
    #[arg(long)]
    pub(in crate::cli) repair: bool,
    /// Print what is wrong as JSON
    #[arg(long)]
    pub(in crate::cli) json: bool,
}
