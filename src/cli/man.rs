//! `masthead man`.

use clap::CommandFactory;
use clap_mangen::Man;

use super::Outcome;
use super::args::Args;
use super::out::say_on;

/// Prints the manual page: the program, then each of its commands.
pub(super) fn man() -> Outcome {
    let mut command = Args::command();
    command.build();
    let mut page = Vec::new();
    let whole = Man::new(command.clone());
    whole.render(&mut page)?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        add(command, &mut page)?;
    }
    say_on(&String::from_utf8(page)?)?;
    Ok(true)
}

/// Adds a command’s section, and those of the commands under it.
fn add(command: &clap::Command, page: &mut Vec<u8>) -> Result<(), Box<dyn std::error::Error>> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_uppercase();
    page.extend_from_slice(format!(".SH \"{name}\"\n").as_bytes());
    let man = Man::new(command.clone());
    let mut parts = Vec::new();
    man.render_description_section(&mut parts)?;
    man.render_synopsis_section(&mut parts)?;
    man.render_options_section(&mut parts)?;
    // What are sections of a page of its own are parts of one here.
    let parts = String::from_utf8(parts)?.replace(".SH ", ".SS ");
    page.extend_from_slice(parts.as_bytes());
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        add(inner, page)?;
    }
    Ok(())
}
