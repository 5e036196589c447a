//! The config as TOML, with what each entry is for and where its value comes from. Read back, it gives the same. What is
//! only an example stands directly behind its mark.

use std::fmt::Write;

use super::Config;
use super::entries::ENTRIES;
use super::entry::{ANY, EACH, Entry};
use super::network;

/// The width that values are padded to, so that what is said of them stands in a column.
const VALUES: usize = 32;

/// The entries, each with what holds; and, where `sources` are wanted, where that comes from.
pub(super) fn show(config: &Config, sources: bool, proxy_of: Option<&str>) -> String {
    let mut out = String::new();
    let mut table = "";
    for entry in ENTRIES {
        if entry.table != table {
            table = entry.table;
            let only_tables = entry.name == EACH;
            out.push_str(&if only_tables { String::new() } else { format!("\n[{table}]\n") });
        }
        out.push('\n');
        entry.help.lines().for_each(|line| push_line(&mut out, &format!("# {}", line.trim_start())));
        match (proxy_of, entry.name) {
            (Some(variable), "proxy") if config.network.proxy.is_none() => {
                push_line(&mut out, &format!("# The proxy of {variable} in the environment is used."));
            }
            (_, "proxy") if config.network.proxy.as_deref().is_some_and(network::has_password) => {
                push_line(&mut out, "# Its password is not printed: write it where *** stands.");
            }
            _ => {}
        }
        show_entry(&mut out, config, entry, sources);
    }
    out
}

fn show_entry(out: &mut String, config: &Config, entry: &Entry, sources: bool) {
    let shown = (entry.shown)(config);
    if shown.is_empty() {
        if entry.name == EACH {
            push_line(out, &format!("#[[{}]]", entry.table));
        }
        let name =
            if [ANY, EACH].contains(&entry.name) { String::new() } else { format!("{} = ", entry.name) };
        entry.example.lines().for_each(|line| push_line(out, &format!("#{name}{line}")));
        return;
    }
    for (name, value) in shown {
        let source = if sources { source(config, entry, &name) } else { String::new() };
        match value {
            toml::Value::Table(table) if entry.name == EACH => {
                push_line(out, &padded(&format!("[[{}]]", entry.table), &source));
                table.iter().for_each(|(key, value)| push_line(out, &format!("{} = {value}", quoted(key))));
            }
            value => push_line(out, &padded(&format!("{} = {value}", quoted(&name)), &source)),
        }
    }
}

/// Where what holds comes from.
fn source(config: &Config, entry: &Entry, name: &str) -> String {
    if let Some(by) = config.settled_by.get(name).filter(|_| entry.table.is_empty()) {
        return (*by).to_owned();
    }
    match (config.lines.get(&(entry.table.to_owned(), name.to_owned())), &config.file) {
        (Some(line), Some(file)) => format!("{}:{line}", file.display()),
        (Some(line), None) => format!("line {line}"),
        (None, _) => "default".to_owned(),
    }
}

fn padded(text: &str, source: &str) -> String {
    let mut line = String::new();
    // Writing to a string cannot fail.
    let _ = write!(line, "{text:VALUES$}  # {source}");
    if source.is_empty() { text.to_owned() } else { line }
}

/// A name as TOML has it: bare where it can be.
fn quoted(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    let bare = !name.is_empty() && name.chars().all(is_bare);
    if bare { name.to_owned() } else { toml::Value::from(name).to_string() }
}

fn push_line(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}
