//! Floor 7: arguments, output formats, exit codes; wires the rest.

mod actor_edits;
mod actor_page;
mod actors;
mod analysing;
mod args;
mod backup;
mod compact;
mod completions;
mod config;
mod doctor;
mod export;
mod feed_json;
mod feed_lists;
mod feeds;
mod files;
mod gathered;
mod import;
mod import_export;
mod import_from;
mod log;
mod man;
mod mute;
mod notes;
mod out;
mod own_actors;
mod page_json;
mod parse;
mod parse_json;
mod paths;
mod progress;
mod read;
mod recognize;
mod refresh;
mod samples;
mod search;
mod searches;
mod show;
mod terminal;
mod themes;
mod undo;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use config::Config;
use out::{complain, tell_faults, tell_usage};

/// Something failed.
const FAILED: u8 = 1;
/// It was called in a wrong way.
const MISUSED: u8 = 2;

/// Runs masthead with the arguments of the process: exit code 0 done, 1 something failed, 2 wrong usage.
pub fn main() -> ExitCode {
    tell_faults();
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(told) => {
            tell_usage(&told);
            // What was asked for goes to standard output, and is no error.
            return ExitCode::from(if told.use_stderr() { MISUSED } else { 0 });
        }
    };
    if let Some(file) = args.shared.config.as_ref().filter(|file| !file.exists()) {
        complain(&format!("there is no config file {}; write it, or leave out --config", file.display()));
        return ExitCode::from(MISUSED);
    }
    let config = themes::settled(&args.shared, Config::load(args.shared.config_file().as_deref()));
    let done = match args.command {
        // The reader shows on its own screen what is wrong with the config.
        None => read::read(&args.shared, config, args.plain),
        Some(command) => {
            config.complaints().for_each(|problem| complain(&problem));
            match command {
                Command::Import(import) => import::import(&args.shared, &import, config),
                Command::Parse(parse) => parse::parse(&args.shared, &parse, &config.labels),
                Command::Recognize(files) => recognize::recognize(&args.shared, &files),
                Command::Feeds(feeds) => feeds::feeds(&args.shared, feeds, &config.network),
                Command::Refresh(refresh) => refresh::refresh(&args.shared, &refresh, config),
                Command::Mute(mute) => mute::mute(&args.shared, mute),
                Command::Search(search) => search::search(&args.shared, &search),
                Command::Searches(wanted) => searches::searches(&args.shared, wanted),
                Command::Tags(tags) => notes::tags(&args.shared, &tags),
                Command::Note(note) => notes::note(&args.shared, &note),
                Command::Undo => undo::undo(&args.shared),
                Command::Next(wanted) => gathered::next(&args.shared, &wanted),
                Command::Positions(wanted) => gathered::positions(&args.shared, &wanted),
                Command::Actors(actors) => actors::actors(&args.shared, &actors),
                Command::Actor(actor) => actors::actor(&args.shared, &actor),
                Command::Themes(wanted) => {
                    let config = config::with_choices(&args.shared, config, args.plain);
                    themes::themes(&args.shared, &wanted, &config)
                }
                Command::Show(wanted) => show::show(&args.shared, &wanted),
                Command::Completions { shell } => completions::completions(shell),
                Command::Man => man::man(),
                Command::ImportFrom(from) => import_from::import_from(&args.shared, &from, config),
                Command::Compact => compact::compact(&args.shared),
                Command::Backup(wanted) => backup::back_up(&args.shared, &wanted),
                Command::Restore(wanted) => backup::restore(&args.shared, &wanted),
                Command::Doctor(wanted) => doctor::doctor(&args.shared, wanted, config),
                Command::Export(wanted) => export::export(&args.shared, &wanted),
                Command::Config(wanted) => {
                    let config = config::with_choices(&args.shared, config, args.plain);
                    config::print(&args.shared, wanted, &config)
                }
                Command::Samples(samples) => samples::samples(&args.shared, &samples, config.labels),
            }
        }
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

/// What is wrong with the text of a config file, in its order.
pub fn faults_of_config(text: &str) -> Vec<String> {
    Config::parse(text).problems.into_iter().map(|problem| problem.why).collect()
}

/// What a subcommand comes to: whether all of it was done, or why nothing could be.
type Outcome = Result<bool, Box<dyn std::error::Error>>;
