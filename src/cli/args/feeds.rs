//! The command line of `masthead feeds`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Subcommand, ValueEnum};

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Feeds {
    /// Add the feed at an address, or one that the page there names
    Add(FeedsAdd),
    /// List the feeds
    List {
        /// Print them as a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Call a feed something else
    Rename {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
        /// What to call it
        name: String,
    },
    /// Put a feed into folders, and take it out of all others
    Move {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
        /// The folders, each a path like World/Europe; none takes it out of all
        #[arg(value_name = "FOLDER")]
        folders: Vec<String>,
    },
    /// Fetch a feed no more, and keep its articles
    Pause {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
    },
    /// Fetch a paused feed again
    Resume {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
    },
    /// Settle when the pages of a feed's articles are fetched for their text
    FullText {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
        /// When
        when: FullTextArg,
    },
    /// Settle how much of a feed is kept; starred articles are kept in any case
    Keep {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
        /// For how many days [default: for good]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=36_500))]
        days: Option<u32>,
        /// How many of the newest articles [default: all]
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        articles: Option<u32>,
    },
    /// Remove a feed and its articles; adding it again brings them back
    Remove {
        /// Its name, a part of it that no other feed has, its address or its number
        feed: String,
        /// Do it without asking
        #[arg(long)]
        yes: bool,
    },
    /// Add the feeds of lists: OPML, or newsboat's urls
    Import {
        /// The lists; - for standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print what was done as JSON
        #[arg(long)]
        json: bool,
    },
    /// Print the feeds as a list that other readers take
    Export {
        /// Which kind of list
        #[arg(long, value_enum, default_value_t = ListFormat::Opml)]
        format: ListFormat,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct FeedsAdd {
    /// The address of a feed, or of a site
    pub(in crate::cli) url: String,
    /// What to call it [default: what it calls itself]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// The folder to put it into, a path like World/Europe
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) folder: Option<String>,
    /// Which one, where the page names several, from 1
    #[arg(long, value_name = "N")]
    pub(in crate::cli) pick: Option<usize>,
    /// Add it without looking whether it is there
    #[arg(long, conflicts_with = "pick")]
    pub(in crate::cli) unseen: bool,
}

/// When the pages of a feed's articles are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum FullTextArg {
    /// Never
    Never,
    /// Where the feed carries an excerpt only
    WhenShort,
    /// Always
    Always,
}

/// A kind of list of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    /// OPML 2
    Opml,
    /// newsboat's urls
    Urls,
}
