//! What must hold of every input holds of every file of the fuzz corpus, and of what a short burst makes of them: the same
//! in every run. `MASTHEAD_FUZZ_RUNS` says how many inputs each target is given, `MASTHEAD_FUZZ_SEED` which ones;
//! `fuzz/README.md` how to go on from here.

mod mutator;
#[path = "../../fuzz/targets/mod.rs"]
mod targets;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use mutator::{Mutator, dictionary};
use targets::{TARGETS, Target};

/// How many inputs each target is given, where nobody says otherwise.
const RUNS: u64 = 250;

#[test]
fn every_target_stands_in_the_folder_of_cargo_fuzz() {
    let manifest = read_text(&fuzz().join("Cargo.toml"));
    for Target { name, .. } in TARGETS {
        let program = read_text(&fuzz().join(format!("fuzz_targets/{name}.rs")));
        assert!(program.contains(&format!("targets::check(\"{name}\", data)")), "{name}");
        assert!(manifest.contains(&format!("path = \"fuzz_targets/{name}.rs\"")), "{name}");
        assert!(
            !dictionary(&read_text(&fuzz().join(format!("dictionaries/{name}.dict")))).is_empty(),
            "{name}"
        );
    }
    let programs = fs::read_dir(fuzz().join("fuzz_targets")).expect("the targets");
    assert_eq!(programs.count(), TARGETS.len());
}

#[test]
fn the_corpus_and_a_short_burst_break_nothing() {
    let is_long = std::env::var_os("MASTHEAD_TEST_LONG").is_some();
    let runs = number("MASTHEAD_FUZZ_RUNS").unwrap_or(if is_long { 10 * RUNS } else { RUNS });
    let seed = number("MASTHEAD_FUZZ_SEED").unwrap_or(1);
    for target in TARGETS {
        let mut corpus = Vec::new();
        for path in seeds(target.name) {
            let bytes = fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            hold(target, &bytes, &path.display().to_string());
            corpus.push(bytes);
        }
        assert!(!corpus.is_empty(), "no seeds of {}", target.name);
        let words = dictionary(&read_text(&fuzz().join(format!("dictionaries/{}.dict", target.name))));
        let mut mutator = Mutator::new(seed, corpus, words);
        for nth in 0..runs {
            let input = mutator.next_input();
            hold(target, &input, &format!("input {nth} of seed {seed}"));
        }
    }
}

/// Has a target look at an input; one that breaks it is kept, to be looked at and put into the corpus.
fn hold(target: &Target, input: &[u8], what: &str) {
    if catch_unwind(AssertUnwindSafe(|| targets::check(target.name, input))).is_err() {
        let kept = std::env::temp_dir().join(format!("masthead-fuzz-{}", target.name));
        fs::write(&kept, input).expect("the input can be kept");
        panic!("{what} breaks {}: it is kept in {}", target.name, kept.display());
    }
}

/// The files that a target begins with: those of `fuzz/corpus`, and those that `fuzz/seeds` names.
fn seeds(target: &str) -> Vec<PathBuf> {
    let mut found = files(&fuzz().join("corpus").join(target), "");
    let list = read_text(&fuzz().join("seeds"));
    let line = list.lines().find_map(|line| line.strip_prefix(target)?.strip_prefix(' '));
    for pattern in line.unwrap_or_default().split_whitespace() {
        let (folder, ending) = pattern.split_once('*').expect("a pattern");
        let of_pattern = files(&fuzz().join("..").join(folder), ending);
        assert!(!of_pattern.is_empty(), "no file is {pattern}");
        found.extend(of_pattern);
    }
    found
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.is_file() && path.to_string_lossy().ends_with(ending));
    paths.sort();
    paths
}

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

fn read_text(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().map(|value| value.parse().expect("a number"))
}
