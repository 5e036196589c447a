//! The arguments of what speaks the language of searches.

use clap::{Args as ClapArgs, Subcommand};

/// Rules that mute articles: those are kept, and no list shows them.
#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct MuteArgs {
    /// What to do with the rules
    #[command(subcommand)]
    pub(in crate::cli) command: Option<Mute>,
    /// What to mute, in the language of searches: the same as `mute add`
    #[arg(value_name = "QUERY", required = true)]
    pub(in crate::cli) query: Vec<String>,
}

/// What is done with the rules.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Mute {
    /// Add a rule, and mute what it is about
    Add(MuteAdd),
    /// List the rules
    List {
        /// Print them as a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Take a rule away, and let be heard what no other one mutes
    Remove {
        /// Its number
        rule: i64,
    },
    /// List the muted articles
    Articles {
        /// Print them as a JSON array
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct MuteAdd {
    /// Only in this feed: its name, a part of it, its address or its number
    #[arg(long, value_name = "FEED")]
    pub(in crate::cli) feed: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) test: MuteTest,
}

#[derive(Debug, ClapArgs)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct MuteTest {
    /// What to mute, in the language of searches
    #[arg(value_name = "QUERY")]
    pub(in crate::cli) query: Vec<String>,
    /// These words next to each other in the title or the text
    #[arg(long)]
    pub(in crate::cli) words: Option<String>,
    /// An actor of this name
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) actor: Option<String>,
    /// An author of this name
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) author: Option<String>,
    /// A section of this kind: key_points, why_it_matters, background, stakeholders, reactions, analysis, whats_next
    #[arg(long, value_name = "KIND")]
    pub(in crate::cli) section: Option<String>,
    /// A regular expression that matches the title or a paragraph
    #[arg(long, value_name = "PATTERN")]
    pub(in crate::cli) regex: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Search {
    /// What to look for: words, "a phrase", gov*, -not, OR, /regex/, actor:peskov, in:whats-next, since:30d …
    #[arg(required = true, value_name = "QUERY")]
    pub(in crate::cli) query: Vec<String>,
    /// Print the articles as a JSON array
    #[arg(long)]
    pub(in crate::cli) json: bool,
    /// The most articles to print; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(in crate::cli) limit: usize,
}

/// Searches that are kept.
#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Searches {
    /// List them, with how many of their articles are unread
    List {
        /// Print them as a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Save a search under a name; one of this name is changed
    Add {
        /// What to call it
        name: String,
        /// What it is to find
        #[arg(required = true, value_name = "QUERY")]
        query: Vec<String>,
    },
    /// Call one something else
    Rename {
        /// Its name
        name: String,
        /// What to call it
        to: String,
    },
    /// Remove one
    Remove {
        /// Its name
        name: String,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Gathered {
    /// In which articles, in the language of searches [default: in all]
    #[arg(value_name = "QUERY")]
    pub(in crate::cli) query: Vec<String>,
    /// Print it as JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(in crate::cli) json: bool,
    /// Print it as Markdown
    #[arg(long)]
    pub(in crate::cli) markdown: bool,
}
