//! The command line.

mod notes;
mod searching;

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

pub(super) use notes::{Note, Tags};
pub(super) use searching::{Gathered, Mute, MuteAdd, MuteArgs, MuteTest, Search, Searches};

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
    /// Print what comes next in articles, by the dates that they name
    Next(Gathered),
    /// Print what the stakeholders of articles want, by actor
    Positions(Gathered),
    /// List who is in the articles, those of most articles first
    Actors(Actors),
    /// Print the page of an actor: who it is, and what articles say of it
    Actor(OneActor),
    /// Give room back: remove for good the articles of removed feeds, and those that are no longer kept
    Compact,
    /// Add or remove the sample articles
    Samples(Samples),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Import {
    /// Files or folders of articles, addresses of pages, lists of feeds; - for standard input
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

#[derive(Debug, Subcommand)]
pub(super) enum Feeds {
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
pub(super) struct FeedsAdd {
    /// The address of a feed, or of a site
    pub(super) url: String,
    /// What to call it [default: what it calls itself]
    #[arg(long, value_name = "NAME")]
    pub(super) name: Option<String>,
    /// The folder to put it into, a path like World/Europe
    #[arg(long, value_name = "FOLDER")]
    pub(super) folder: Option<String>,
    /// Which one, where the page names several, from 1
    #[arg(long, value_name = "N")]
    pub(super) pick: Option<usize>,
    /// Add it without looking whether it is there
    #[arg(long, conflicts_with = "pick")]
    pub(super) unseen: bool,
}

/// When the pages of a feed's articles are fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FullTextArg {
    /// Never
    Never,
    /// Where the feed carries an excerpt only
    WhenShort,
    /// Always
    Always,
}

/// A kind of list of feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    /// OPML 2
    Opml,
    /// newsboat's urls
    Urls,
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
