//! Has masthead write to a terminal, and expects text and sequences of its own.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::model::CleanText;
use serde_json::Value;

use super::attacks::ATTACKS;
use super::home::{Home, MASTHEAD};
use super::sequences::{Writer, strangers, text_of};
use super::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
/// Leaves the reader's own screen.
const LEAVES: &str = "\x1b[?1049l";

/// The exit code of one who types what is no command.
const MISUSED: u32 = 2;

/// What a command writes in a terminal, which has to be text alone; and its exit code.
pub fn shown(home: &Home, args: &[&str]) -> (String, u32) {
    let (text, code) = typed(home, args);
    assert_ne!(code, MISUSED, "{args:?} does nothing: {text}");
    (text, code)
}

/// The same of what is no command.
pub fn misused(home: &Home, args: &[&str]) {
    let (text, code) = typed(home, args);
    assert_eq!(code, MISUSED, "{args:?}: {text}");
}

fn typed(home: &Home, args: &[&str]) -> (String, u32) {
    let command: Vec<&str> = [MASTHEAD].iter().chain(args).copied().collect();
    let mut terminal = Terminal::run(home, SIZE, &command, &[]);
    let code = terminal.exit_status().exit_code();
    let raw = terminal.raw();
    assert_eq!(strangers(&raw, Writer::Command), [""; 0], "{args:?}");
    let text = text_of(&raw);
    is_clean_text(&text, &format!("{args:?}"));
    (text, code)
}

/// Expects that a text is one that any terminal shows without harm.
pub fn is_clean_text(text: &str, what: &str) {
    for line in text.lines() {
        assert_eq!(CleanText::new(line).as_str(), line, "{what}");
    }
}

/// Expects the same of a file, and gives what is in it.
pub fn clean_file(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a file of UTF-8");
    is_clean_text(&text, &file.display().to_string());
    text
}

/// Expects that every string in lines of JSON is clean as it stands there, and not by being written in numbers; how many there are.
pub fn clean_lines(text: &str) -> usize {
    let mut strings = 0;
    for line in text.lines() {
        is_clean_value(&serde_json::from_str(line).expect("JSON"), &mut strings);
    }
    strings
}

fn is_clean_value(value: &Value, strings: &mut usize) {
    match value {
        Value::String(text) => {
            assert_eq!(CleanText::new(text).as_str(), text);
            *strings += 1;
        }
        Value::Array(values) => values.iter().for_each(|value| is_clean_value(value, strings)),
        Value::Object(fields) => fields.values().for_each(|value| is_clean_value(value, strings)),
        _ => {}
    }
}

/// Expects that the log of a reader is clean; what is in it.
pub fn clean_log(home: &Home) -> String {
    clean_file(&home.store().join("masthead.log"))
}

/// Presses keys one after another, and has the whole screen drawn after each.
pub fn walk(reader: &mut Terminal, keys: &[&str]) {
    for key in keys {
        reader.press(key);
        reader.redraw();
    }
}

/// Quits, and expects that the reader wrote nothing but what is its own, and nothing but text into its log.
pub fn is_clean(reader: Terminal, writer: Writer, home: &Home) {
    let raw = reader.end();
    clean_log(home);
    assert_eq!(strangers(&raw, writer), [""; 0]);
    let written = String::from_utf8(raw).expect("UTF-8");
    // One that the reader writes itself, once it ends.
    let others = ATTACKS.iter().filter(|attack| **attack != LEAVES && attack.chars().any(char::is_control));
    for attack in others {
        assert!(!written.contains(attack), "{attack:?} got through");
    }
    assert!(!written.contains("aGVsbG8="), "the payload of a sequence shows");
}

/// The ids of all articles.
pub fn ids(home: &Home) -> Vec<String> {
    let found = home.run(&["search", "", "--limit", "0", "--json"]).out;
    let found: serde_json::Value = serde_json::from_str(&found).expect("JSON");
    found.as_array().expect("a list").iter().map(|row| row["id"].to_string()).collect()
}

/// Prints every article in every form.
pub fn show_all(home: &Home) {
    let ids = ids(home);
    for format in ["text", "markdown", "html", "json", "ninjs"] {
        for some in ids.chunks(50) {
            let mut args = vec!["show", "--format", format];
            args.extend(some.iter().map(String::as_str));
            let (out, code) = shown(home, &args);
            assert_eq!(code, 0, "{out}");
        }
    }
}

/// Prints what files hold in every form.
pub fn parse_all(home: &Home, files: &[&str]) {
    for format in ["json", "text", "markdown", "ninjs", "feed-json", "page-json"] {
        let mut args = vec!["parse", "--format", format];
        args.extend(files);
        shown(home, &args);
        if ["json", "ninjs", "feed-json", "page-json"].contains(&format) {
            for line in home.run(&args).out.lines() {
                serde_json::from_str::<serde_json::Value>(line)
                    .unwrap_or_else(|error| panic!("{error}: {line}"));
            }
        }
    }
}

/// The files in a folder, and in those in it; no snapshots.
pub fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        match path.extension() {
            _ if path.is_dir() => gather(&path, files),
            Some(ending) if ending == "snap" => {}
            _ => files.push(path),
        }
    }
}
