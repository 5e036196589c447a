//! `[[programs]]`: programs that articles can be given to.

use super::Config;
use super::entry::{Written, Wrong};
use crate::app::Program;
use crate::model::{CleanText, OutputFormat};

/// What an entry of `[[programs]]` may have.
const NAMES: [&str; 4] = ["name", "command", "format", "terminal"];

/// Takes in an entry.
pub(super) fn take(config: &mut Config, written: &Written<'_>) -> Result<(), Vec<Wrong>> {
    let parts = written.parts(&NAMES)?;
    let wrong = |why: &str| vec![Wrong::new(written.at, why)];
    let command = parts.get("command", |part| part.strings())?.unwrap_or_default();
    let command: Vec<String> = command.into_iter().map(|(_, word)| word).collect();
    let program = command.first().filter(|program| !program.is_empty());
    let program = program.ok_or_else(|| wrong("it needs command = [\"program\", \"argument\", …]"))?;
    let name = parts.get("name", |part| part.string())?.unwrap_or_else(|| program.clone());
    let forms = OutputFormat::ALL.map(|(name, _)| name);
    let form = parts.get("format", |part| part.one_of(&forms))?;
    let format = OutputFormat::ALL.into_iter().find(|(name, _)| Some(*name) == form);
    let format = format.map_or(OutputFormat::Text, |(_, format)| format);
    let terminal = parts.get("terminal", |part| part.flag())?.unwrap_or(false);
    config.programs.push(Program { name: CleanText::line(&name), command, format, terminal });
    Ok(())
}

/// The programs, a table each.
pub(super) fn shown(config: &Config) -> Vec<(String, toml::Value)> {
    let table = |(nth, program): (usize, &Program)| {
        let mut table = toml::Table::new();
        table.insert("name".to_owned(), program.name.to_string().into());
        table.insert("command".to_owned(), program.command.clone().into());
        let form = OutputFormat::ALL.into_iter().find(|(_, format)| *format == program.format);
        table.extend(form.map(|(name, _)| ("format".to_owned(), name.into())));
        table.extend(program.terminal.then(|| ("terminal".to_owned(), true.into())));
        (nth.to_string(), table.into())
    };
    config.programs.iter().enumerate().map(table).collect()
}
