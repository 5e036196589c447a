//! The command line.

mod feeds;
mod keeping;
mod notes;
mod searching;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub(super) use feeds::{Feeds, FeedsAdd, FullTextArg, ListFormat};
pub(super) use keeping::{Backup, Doctor, Export, Restore};
pub(super) use notes::{Note, Tags};
pub(super) use searching::{Gathered, Mute, MuteAdd, MuteArgs, MuteTest, Search, Searches};

/// A terminal news reader that knows how a news article is built and who is in it.
///
/// Without a command it opens the reader.
#[derive(Debug, Parser)]
#[command(name = "masthead", bin_name = "masthead", version, about, long_about)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) shared: Shared,
    /// Draw without lines and ornaments: for screen readers and braille displays
    #[arg(long)]
    pub(super) plain: bool,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

/// Options of every command.
#[derive(Debug, ClapArgs)]
pub(super) struct Shared {
    /// The folder of the store [default: the platform's data folder]
    #[arg(long, value_name = "DIR", env = "MASTHEAD_STORE", hide_env_values = true, global = true)]
    pub(super) store: Option<PathBuf>,
    /// The config file [default: config.toml in the platform's config folder]
    #[arg(long, value_name = "FILE", env = "MASTHEAD_CONFIG", hide_env_values = true, global = true)]
    pub(super) config: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Take articles and the articles of feeds into the store
    Import(Import),
    /// Print what articles, feeds and lists of feeds hold, storing nothing
    Parse(Parse),
    /// Print who is named and who is quoted in raw texts, storing nothing
    Recognize(Recognize),
    /// Subscribe to feeds, and keep them in order
    #[command(subcommand)]
    Feeds(Feeds),
    /// Fetch what is new in the feeds
    Refresh(Refresh),
    /// Mute articles by rules, and let them be heard again
    Mute(MuteArgs),
    /// Find articles by words, "phrases", OR, -not and fields such as actor:, in:, since:
    Search(Search),
    /// Keep searches, each a list of its own in the reader
    #[command(subcommand)]
    Searches(Searches),
    /// Tag articles, and list the tags in use
    #[command(subcommand)]
    Tags(Tags),
    /// Print the note beside an article, write one, or take it away
    Note(Note),
    /// Take back the last change that the store keeps, whichever program made it
    Undo,
    /// Print what comes next in articles, by the dates that they name
    Next(Gathered),
    /// Print what the stakeholders of articles want, by actor
    Positions(Gathered),
    /// List who is in the articles, those of most articles first
    Actors(Actors),
    /// Print the page of an actor: who it is, and what articles say of it
    Actor(OneActor),
    /// List the themes, or print one as TOML to start one of your own from
    Themes(ThemesArgs),
    /// Print articles by their ids
    Show(Show),
    /// Take over the feeds and articles of another reader, with what was read and flagged there
    ImportFrom(ImportFrom),
    /// Print what lets a shell complete commands and options
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, for man -l -
    Man,
    /// Give room back: remove for good the articles of removed feeds, and those that are no longer kept
    Compact,
    /// Copy the whole store into a file, while others go on reading and writing
    Backup(Backup),
    /// Have a backup back
    Restore(Restore),
    /// Write everything as JSON, a line each, of which masthead import makes the same store
    Export(Export),
    /// Look the store through, and mend what is wrong with it
    Doctor(Doctor),
    /// Add or remove the sample articles
    Samples(Samples),
    /// Print the config that holds, and where each value comes from
    Config(ConfigArgs),
}

#[derive(Clone, Copy, Debug, ClapArgs)]
pub(super) struct ConfigArgs {
    /// Print every entry with its default instead: a file to begin with
    #[arg(long)]
    pub(super) default: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ThemesArgs {
    /// The theme to print; themes/NAME.toml beside the config file is one of your own
    #[arg(value_name = "NAME")]
    pub(super) name: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    /// Files or folders of articles, addresses of pages, lists of feeds, an export; - for standard input
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
    /// Add the cast to each document in JSON: who is in it, and what it says of them
    #[arg(long)]
    pub(super) actors: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Recognize {
    /// Files of raw text, of which nothing is taken away; - for standard input
    #[arg(required_unless_present = "files_from", value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// A file that names files, one a line; - for standard input
    #[arg(long, value_name = "LIST")]
    pub(super) files_from: Option<PathBuf>,
    /// Print a line of JSON for each file: the one form that there is
    #[arg(long, required = true)]
    pub(super) json: bool,
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
pub(super) struct Refresh {
    /// The feeds: names, parts of names, addresses or numbers [default: all that are due]
    #[arg(value_name = "FEED")]
    pub(super) feeds: Vec<String>,
    /// All of them, whatever they said of when to come back
    #[arg(long, conflicts_with = "feeds")]
    pub(super) all: bool,
    /// Print what was done as JSON
    #[arg(long)]
    pub(super) json: bool,
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Actors {
    /// What to do instead
    #[command(subcommand)]
    pub(super) command: Option<ActorsDo>,
    /// Look through your own actors.tsv instead, and print what is wrong with it
    #[arg(long, conflicts_with_all = ["kind", "json", "limit"])]
    pub(super) check: bool,
    /// Only actors of this type
    #[arg(long = "type", value_name = "TYPE")]
    pub(super) kind: Option<ActorKind>,
    /// Print them as a JSON array
    #[arg(long)]
    pub(super) json: bool,
    /// The most actors to print; 0 for all
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) limit: usize,
}

/// What is done with what the user has settled of actors.
#[derive(Clone, Copy, Debug, Subcommand)]
pub(super) enum ActorsDo {
    /// List what you have settled by :alias, :merge, :split and :rename, each with its number
    Edits {
        /// Print it as a JSON array
        #[arg(long)]
        json: bool,
    },
    /// Take back what you have settled
    Undo {
        /// Its number
        #[arg(value_name = "N")]
        number: i64,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct OneActor {
    /// A name of the actor, the beginning of one, or its id: state:RUS
    #[arg(required = true, value_name = "NAME")]
    pub(super) name: Vec<String>,
    /// Print the page as JSON
    #[arg(long, conflicts_with = "markdown")]
    pub(super) json: bool,
    /// Print the page as Markdown
    #[arg(long)]
    pub(super) markdown: bool,
}

/// What sort of actor.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum ActorKind {
    /// Human beings
    Person,
    /// States
    State,
    /// Organisations
    Organisation,
    /// Groups of people
    Group,
    /// Those of whom that is not known
    Unknown,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Show {
    /// The articles: their ids, as masthead search --json prints them
    #[arg(required = true, value_name = "ID", allow_negative_numbers = true)]
    pub(super) ids: Vec<i64>,
    /// As what to print them
    #[arg(long, value_enum, default_value_t = ShowFormat::Text)]
    pub(super) format: ShowFormat,
    /// Where lines of plain text end, in columns; 0 for nowhere [default: the width of the terminal]
    #[arg(long, value_name = "N")]
    pub(super) width: Option<usize>,
}

/// What `masthead show` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShowFormat {
    /// The text to read
    Text,
    /// Markdown with front matter
    Markdown,
    /// A page that stands by itself
    Html,
    /// The document, with its feed, its marks and its cast; a line each, where there are several
    Json,
    /// IPTC ninjs 3.0
    Ninjs,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ImportFrom {
    /// The reader
    pub(super) reader: OtherReader,
    /// Its list of feeds [default: where it keeps it]
    #[arg(long, value_name = "FILE")]
    pub(super) urls: Option<PathBuf>,
    /// Its store of articles [default: where it keeps it]
    #[arg(long, value_name = "FILE")]
    pub(super) cache: Option<PathBuf>,
    /// Print what was done as JSON
    #[arg(long)]
    pub(super) json: bool,
}

/// Another reader of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum OtherReader {
    /// newsboat: its urls and cache.db
    Newsboat,
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
