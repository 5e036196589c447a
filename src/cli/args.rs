//! The command line.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// A terminal news reader that knows how a news article is built and who is in it.
///
/// Without a command it opens the reader.
#[derive(Debug, Parser)]
#[command(name = "masthead", version, about, long_about)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) shared: Shared,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, ClapArgs)]
pub(super) struct Shared {
    /// The folder of the store [default: the platform's data folder]
    #[arg(long, value_name = "DIR", env = "MASTHEAD_STORE", global = true)]
    pub(super) store: Option<PathBuf>,
    /// The config file [default: config.toml in the platform's config folder]
    #[arg(long, value_name = "FILE", env = "MASTHEAD_CONFIG", global = true)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take articles and the articles of feeds into the store
    Import(Import),
    /// Print what articles, feeds and lists of feeds hold, storing nothing
    Parse(Parse),
    /// Find articles by words, "phrases" and actor:"a name", newest first
    Search(Search),
    /// Add or remove the sample articles
    Samples(Samples),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    /// Files or folders of articles; - for standard input
    #[arg(required = true, value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// The feed to put them into [default: a folder's name, or Imported]
    #[arg(long, value_name = "NAME")]
    pub(super) feed: Option<String>,
    /// Print what was done as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Parse {
    /// Files of articles, feeds or lists of feeds; - for standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// A file that names files, one a line; - for standard input
    #[arg(long, value_name = "LIST")]
    pub(super) files_from: Option<PathBuf>,
    /// The folder that names in the output are relative to
    #[arg(long, value_name = "DIR")]
    pub(super) relative_to: Option<PathBuf>,
    /// What to print
    #[arg(long, value_enum, default_value_t = ParseFormat::Json)]
    pub(super) format: ParseFormat,
    /// Where the files came from on the web: what relative addresses rest on
    #[arg(long, value_name = "URL")]
    pub(super) url: Option<String>,
    /// What to read the files as, whatever they look like
    #[arg(long = "as", value_enum, value_name = "KIND")]
    pub(super) form: Option<ParseForm>,
}

/// What `masthead parse` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ParseFormat {
    /// The document; of a feed all of them; of a list the feeds in it
    Json,
    /// The text to read
    Text,
    /// Markdown with front matter
    Markdown,
    /// IPTC ninjs 3.0; of a feed a list of news items
    Ninjs,
    /// One line a feed, as it is written
    FeedJson,
    /// One line a page: title, byline, date, text, headings
    PageJson,
}

/// What a file can be read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ParseForm {
    /// RSS or Atom
    Feed,
    /// JSON Feed
    JsonFeed,
    /// A list of feeds in OPML
    Opml,
    /// A list of feeds, an address a line
    Urls,
    /// IPTC ninjs
    Ninjs,
    /// A document as masthead prints it
    Document,
    /// A page of the web
    Page,
    /// Markdown
    Markdown,
    /// Plain text
    Text,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Search {
    /// What to look for: words, "a phrase", gov*, actor:"a name"
    #[arg(required = true, value_name = "QUERY")]
    pub(super) query: Vec<String>,
    /// Print the articles as a JSON array
    #[arg(long)]
    pub(super) json: bool,
    /// The most articles to print; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Samples {
    /// What to do with them
    pub(super) action: SamplesAction,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum SamplesAction {
    /// Put them into an empty store
    Add,
    /// Take them out of the store
    Remove,
}
