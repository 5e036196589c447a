//! Floor 7: arguments, output formats, exit codes; wires the rest.

mod args;
mod config;
mod feed_json;
mod feed_lists;
mod feeds;
mod import;
mod log;
mod ninjs;
mod out;
mod page_json;
mod parse;
mod paths;
mod read;
mod refresh;
mod render;
mod samples;
mod search;
mod wire;
mod xhtml;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use config::Config;
use out::complain;

/// Something failed.
const FAILED: u8 = 1;

/// Runs masthead with the arguments of the process: exit code 0 done, 1 something failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let args = Args::parse();
    if args.command.is_some()
        && let (_, Some(problem)) =
            Config::load(args.shared.config_file().as_deref(), args.shared.config.is_some())
    {
        complain(&problem);
    }
    let done = match args.command {
        None => read::read(&args.shared),
        Some(Command::Import(import)) => import::import(&args.shared, &import),
        Some(Command::Parse(parse)) => parse::parse(&parse),
        Some(Command::Feeds(feeds)) => feeds::feeds(&args.shared, feeds),
        Some(Command::Refresh(refresh)) => refresh::refresh(&args.shared, &refresh),
        Some(Command::Search(search)) => search::search(&args.shared, &search),
        Some(Command::Samples(samples)) => samples::samples(&args.shared, &samples),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(FAILED),
        Err(error) => {
            complain(&error.to_string());
            ExitCode::from(FAILED)
        }
    }
}

/// What a subcommand comes to: whether all of it was done, or why nothing could be.
type Outcome = Result<bool, Box<dyn std::error::Error>>;
