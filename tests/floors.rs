//! The floor plan, and the rules of the house: read from the sources themselves.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What each module may use. Siblings do not know one another; `app` and `ui` know nothing of the newsroom.
const FLOORS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("ingest", &["model"]),
    ("actors", &["model"]),
    ("store", &["model"]),
    ("fetch", &["model"]),
    ("export", &["model"]),
    ("newsroom", &["model", "ingest", "actors", "store", "fetch"]),
    ("app", &["model"]),
    ("ui", &["model", "app"]),
    ("runtime", &["model", "ingest", "actors", "store", "fetch", "export", "newsroom", "app", "ui"]),
    ("cli", &["model", "ingest", "actors", "store", "fetch", "export", "newsroom", "app", "ui", "runtime"]),
];

/// A file longer than this is a reason to look again.
const MOST_LINES: usize = 400;

/// Files of data, one entry a line.
const TABLES: &[&str] = &["src/actors/cues.rs", "src/ingest/structure/label_table.rs"];

#[test]
fn a_module_imports_only_from_floors_below_its_own() {
    check(|source| {
        let Some((_, below)) = FLOORS.iter().find(|(name, _)| *name == source.module) else {
            let is_root = ["lib.rs", "main.rs"].contains(&source.module.as_str());
            return if is_root { Vec::new() } else { vec![format!("{} stands on no floor", source.module)] };
        };
        let others = source.used().into_iter().filter(|used| *used != source.module);
        let forbidden = others.filter(|used| !below.contains(&used.as_str()));
        forbidden.map(|used| format!("{} must not know {used}", source.module)).collect()
    });
}

#[test]
fn only_the_store_knows_sql_and_only_the_runtime_the_terminal() {
    const OWNERS: &[(&str, &[&str])] = &[
        ("rusqlite", &["store"]),
        ("crossterm", &["runtime"]),
        ("pulldown_cmark", &["ingest"]),
        ("clap", &["cli"]),
        ("std::thread", &["runtime", "fetch"]),
        ("ureq", &["fetch"]),
        ("image", &["ingest"]),
    ];
    check(|source| {
        let strangers = OWNERS.iter().filter(|(name, owners)| {
            !owners.contains(&source.module.as_str()) && source.code.contains(&format!("{name}::"))
        });
        strangers.map(|(name, _)| format!("{} must not know {name}", source.module)).collect()
    });
}

#[test]
fn one_file_writes_to_standard_output_and_one_draws() {
    const WRITERS: &[&str] = &["src/cli/out.rs", "src/runtime/screen.rs"];
    check(|source| {
        if WRITERS.iter().any(|writer| source.path.ends_with(writer)) {
            return Vec::new();
        }
        let is_written = |line: &&str| {
            let asks = line.matches("().is_terminal()").count();
            let named = line.replace("use_stderr()", "");
            let named = named.matches("stdout()").count() + named.matches("stderr()").count();
            named > asks || line.contains("print!(") || line.contains("println!(") || line.contains("dbg!(")
        };
        source.code.lines().filter(is_written).map(|line| line.trim().to_owned()).collect()
    });
}

#[test]
fn programs_are_started_in_few_places_and_no_shell_is() {
    const STARTERS: &[&str] =
        &["src/runtime/browser.rs", "src/runtime/editor.rs", "src/runtime/output.rs", "src/fetch/secret.rs"];
    check(|source| {
        let may = STARTERS.iter().any(|starter| source.path.ends_with(starter));
        let starts = |line: &&str| {
            ["Command::new(", "open::that", "open::with"].iter().any(|call| line.contains(call))
        };
        let is_shell = |line: &&str| ["/sh\"", "bash\"", "\"-c\""].iter().any(|word| line.contains(word));
        let lines = source.code.lines().filter(|line| is_shell(line) || (!may && starts(line)));
        lines.map(|line| line.trim().to_owned()).collect()
    });
}

#[test]
fn no_globs_no_unsafe_no_unwrap() {
    check(|source| {
        let wrong = source.code.lines().filter(|line| {
            let line = line.trim();
            (line.contains("use ") && line.contains("::*"))
                || line.contains(".unwrap()")
                || line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == "unsafe")
        });
        wrong.map(|line| line.trim().to_owned()).collect()
    });
}

#[test]
fn no_file_is_too_long() {
    check(|source| {
        let lines = source.text.lines().count();
        let is_table = TABLES.iter().any(|table| source.path.ends_with(table));
        if lines > MOST_LINES && !is_table { vec![format!("{lines} lines")] } else { Vec::new() }
    });
}

#[test]
fn paths_are_found_in_code_of_any_shape() {
    let source = |text: &str| Source::new(PathBuf::from("src/app/x.rs"), text.to_owned());
    let used = |text: &str| source(text).used().into_iter().collect::<Vec<_>>();
    assert_eq!(used("use crate::model::{A, B};\nfn f() -> crate::store::C {}"), ["model", "store"]);
    assert_eq!(used("use crate::{model::A, ui::B};"), ["model", "ui"]);
    assert_eq!(used("use crate::{\n    model::{A, C},\n    ui,\n};"), ["model", "ui"]);
    assert_eq!(used("pub(in crate::app) fn f() {}"), ["app"]);
    assert_eq!(
        used("// crate::store\nfn f() {}\n#[cfg(test)]\nmod tests {\n    use crate::ui::A;\n}\n"),
        [""; 0]
    );
    assert_eq!(used("#[cfg(test)]\nmod tests;\nuse crate::ui::A;\n"), ["ui"]);
    assert_eq!(source("").module, "app");
}

/// A source file without its tests.
struct Source {
    path: PathBuf,
    module: String,
    text: String,
    code: String,
}

impl Source {
    fn new(path: PathBuf, text: String) -> Self {
        let parts = path.iter().map(|part| part.to_string_lossy().into_owned());
        let module = parts.skip_while(|part| part != "src").nth(1).unwrap_or_default();
        let code = without_tests(&text);
        Self { module, path, text, code }
    }

    /// The modules of the crate that it names.
    fn used(&self) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for (at, path) in self.code.match_indices("crate::") {
            let is_whole =
                self.code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_');
            let rest = &self.code[at + path.len()..];
            match rest.strip_prefix('{') {
                _ if !is_whole => {}
                Some(group) => used.extend(first_names(group)),
                None => used.extend([name(rest)]),
            }
        }
        used.into_iter().filter(|name| name.starts_with(char::is_lowercase)).collect()
    }
}

/// The first name of each path in a group of them: `model::{A, B}, ui` up to the closing brace.
fn first_names(group: &str) -> Vec<String> {
    let (mut names, mut depth, mut starts) = (Vec::new(), 0_u32, true);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => starts = true,
            c if starts && !c.is_whitespace() => {
                names.push(name(&group[at..]));
                starts = false;
            }
            _ => {}
        }
    }
    names
}

fn name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The code without comments and without what is compiled for tests alone.
fn without_tests(text: &str) -> String {
    let mut code = String::new();
    let mut lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            code.push_str(line);
            code.push('\n');
            continue;
        }
        // The item that follows ends at a semicolon or at a brace as far in as it began.
        let indent = line.len() - line.trim_start().len();
        let end = format!("{}}}", " ".repeat(indent));
        let item = lines.by_ref().find(|line| !line.trim_start().starts_with("#["));
        if item.is_some_and(|item| item.trim_end().ends_with('{')) {
            lines.by_ref().find(|line| *line == end);
        }
    }
    code
}

/// Collects what `faults` says of every source file, and expects nothing.
fn check(faults: impl Fn(&Source) -> Vec<String>) {
    let mut found = Vec::new();
    let mut count = 0;
    each_source(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut |source| {
        count += 1;
        found.extend(faults(source).into_iter().map(|fault| format!("{}: {fault}", source.path.display())));
    });
    assert!(count > 50, "only {count} files were read");
    assert!(found.is_empty(), "{}", found.join("\n"));
}

fn each_source(folder: &Path, take: &mut impl FnMut(&Source)) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() {
            each_source(&path, take);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !["tests.rs", "testing.rs"].iter().any(|exempt| name == **exempt)
        {
            let text = fs::read_to_string(&path).expect("UTF-8");
            take(&Source::new(path, text));
        }
    }
}
