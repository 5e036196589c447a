//! The README says what is true: its table of keys is the command table.
//!
//! `UPDATE_README=1 cargo test --test readme` writes the table anew.

use std::fs;
use std::path::Path;

use masthead::app::{SPECS, Spec};

const BEGIN: &str = "<!-- keys: made from src/app/command.rs by tests/readme.rs -->\n";
const END: &str = "<!-- end of keys -->";

#[test]
fn the_table_of_keys_is_the_command_table() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&file).expect("a README");
    let (before, rest) = readme.split_once(BEGIN).expect("the beginning of the table");
    let (table, after) = rest.split_once(END).expect("the end of the table");
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&file, format!("{before}{BEGIN}{}{END}{after}", expected())).expect("written");
    } else {
        assert_eq!(table, expected(), "run UPDATE_README=1 cargo test --test readme");
    }
}

fn expected() -> String {
    let rows = SPECS.iter().filter_map(Spec::help_row);
    let row = |(keys, help): (String, String)| {
        let keys: Vec<String> = keys.split("  ").map(|key| format!("`{key}`")).collect();
        format!("| {} | {help} |\n", keys.join(" "))
    };
    format!("| keys | what they do |\n|---|---|\n{}", rows.map(row).collect::<String>())
}
