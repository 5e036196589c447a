//! Packs the tables of actors into the one file that the program carries.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The tables; each is a file of lines.
const TABLES: &str = "assets/actors";
/// What parts one table from the next: its name follows.
const NEXT_TABLE: char = '\u{c}';
/// How hard the packing tries.
const LEVEL: i32 = 19;

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={TABLES}");
    let mut paths: Vec<PathBuf> =
        fs::read_dir(TABLES)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tsv"));
    paths.sort();
    let mut all = String::new();
    for path in &paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        all.push(NEXT_TABLE);
        all.push_str(&name);
        all.push('\n');
        all.push_str(&fs::read_to_string(path)?);
    }
    let out = env::var_os("OUT_DIR").ok_or_else(|| io::Error::other("no OUT_DIR"))?;
    fs::write(Path::new(&out).join("actors.zst"), zstd::bulk::compress(all.as_bytes(), LEVEL)?)
}
