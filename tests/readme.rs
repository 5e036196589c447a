//! The README says what is true: its tables of keys and of fields are those that masthead goes by.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the tables anew.

use std::fs;
use std::path::Path;

use masthead::app::{Keymap, Preset, SPECS};
use masthead::model::{FIELDS, Query};

#[test]
fn the_tables_are_those_that_masthead_goes_by() {
    let begin = "<!-- keys: made from src/app/command.rs by tests/readme.rs -->\n";
    check(begin, "<!-- end of keys -->", &keys());
    let begin = "<!-- fields: made from src/model/query/field.rs by tests/readme.rs -->\n";
    check(begin, "<!-- end of fields -->", &fields());
}

/// Expects a table between two lines of the README, or writes it there.
fn check(begin: &str, end: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&file).expect("a README");
    let (before, rest) = readme.split_once(begin).expect("the beginning of the table");
    let (table, after) = rest.split_once(end).expect("the end of the table");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&file, format!("{before}{begin}{expected}{end}{after}")).expect("written");
    } else {
        assert_eq!(table, expected, "run UPDATE_README=1 cargo test --test readme");
    }
}

fn fields() -> String {
    let row = |field: &masthead::model::FieldSpec| {
        Query::parse(field.example).expect("an example that is right");
        let choices = field.choices();
        let choices = if choices.len() > 3 && !field.help.contains(choices[1]) {
            format!(": {}", choices.join(", "))
        } else {
            String::new()
        };
        format!("| `{}` | {}{choices} |\n", field.example, field.help)
    };
    format!(
        "| for example | finds articles where |\n|---|---|\n{}",
        FIELDS.iter().map(row).collect::<String>()
    )
}

fn keys() -> String {
    let [vim, newsboat, arrows] = Preset::ALL.map(|preset| Keymap::of(preset).rows());
    let shown = |keys: &str| {
        let keys: Vec<String> = keys.split("  ").map(|key| format!("`{key}`")).collect();
        keys.join(" ")
    };
    // The commands are in the same order in each.
    let rows = vim.iter().zip(&newsboat).zip(&arrows).map(|((vim, newsboat), arrows)| {
        assert!(vim.1 == newsboat.1 && vim.1 == arrows.1, "{} beside {} and {}", vim.1, newsboat.1, arrows.1);
        let beside = |keys: &str| if keys == vim.0 { String::new() } else { shown(keys) };
        let name = SPECS.iter().find(|spec| spec.help == vim.1).map_or("section-1 …", |spec| spec.name);
        let name = format!("`{name}`");
        format!(
            "| {} | {} | {} | {name} | {} |\n",
            shown(&vim.0),
            beside(&newsboat.0),
            beside(&arrows.0),
            vim.1
        )
    });
    format!(
        "| keys | newsboat | arrows | name | what they do |\n|---|---|---|---|---|\n{}",
        rows.collect::<String>()
    )
}
