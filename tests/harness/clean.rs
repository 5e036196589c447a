//! Has masthead write to a terminal, and expects text and sequences of its own.

use std::fs;
use std::path::{Path, PathBuf};

use masthead::model::CleanText;

use super::attacks::ATTACKS;
use super::home::{Home, MASTHEAD};
use super::sequences::{Writer, strangers, text_of};
use super::terminal::Terminal;

const SIZE: (u16, u16) = (120, 40);
/// Leaves the reader's own screen.
const LEAVES: &str = "\x1b[?1049l";

/// What a command writes in a terminal, which has to be text alone; and its exit code.
pub fn shown(home: &Home, args: &[&str]) -> (String, u32) {
    let command: Vec<&str> = [MASTHEAD].iter().chain(args).copied().collect();
    let mut terminal = Terminal::run(home, SIZE, &command, &[]);
    let code = terminal.exit_status().exit_code();
    let raw = terminal.raw();
    assert_eq!(strangers(&raw, Writer::Command), [""; 0], "{args:?}");
    let text = text_of(&raw);
    for line in text.lines() {
        assert_eq!(CleanText::new(line).as_str(), line, "{args:?}");
    }
    (text, code)
}

/// Presses keys one after another, and has the whole screen drawn after each.
pub fn walk(reader: &mut Terminal, keys: &[&str]) {
    for key in keys {
        reader.press(key);
        reader.redraw();
    }
}

/// Quits, and expects that the reader wrote nothing but what is its own.
pub fn is_clean(reader: Terminal, writer: Writer) {
    let raw = reader.end();
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
