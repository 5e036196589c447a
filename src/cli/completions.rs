//! `masthead completions`.

use clap::CommandFactory;
use clap_complete::{Shell, generate};

use super::Outcome;
use super::args::Args;
use super::out::say_on;

/// Prints what lets a shell complete masthead’s commands and options.
pub(super) fn completions(shell: Shell) -> Outcome {
    let mut script = Vec::new();
    generate(shell, &mut Args::command(), "masthead", &mut script);
    say_on(&String::from_utf8(script)?)?;
    Ok(true)
}
