//! The arguments of what the user writes beside articles.

use clap::{Args as ClapArgs, Subcommand};

/// Tags on articles.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Tags {
    /// List the tags in use, with how many articles have each
    List {
        /// Print them as a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Add tags to an article
    Add {
        /// Its id, as `masthead search --json` prints it
        article: i64,
        /// The tags
        #[arg(required = true, value_name = "TAG")]
        tags: Vec<String>,
    },
    /// Take tags away from an article
    Remove {
        /// Its id, as `masthead search --json` prints it
        article: i64,
        /// The tags
        #[arg(required = true, value_name = "TAG")]
        tags: Vec<String>,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Note {
    /// The article's id, as `masthead search --json` prints it
    pub(in crate::cli) article: i64,
    /// What to write in place of what is there; - for what standard input has [default: print what is there]
    #[arg(value_name = "TEXT", conflicts_with = "remove")]
    pub(in crate::cli) text: Vec<String>,
    /// Take the note away
    #[arg(long)]
    pub(in crate::cli) remove: bool,
}
