//! Fills a store with generated articles and measures what the reader does with it.
//!
//! `cargo bench --bench large_store -- --articles 100000 [--dir DIR] [--keep] [--runs N]`, or the same as
//! `cargo run --release -p xtask -- bench-store --articles 100000 …`. With `--dir` a store that is there already and
//! large enough is measured as it is.

mod articles;
mod large;

use std::io;

use articles::{Options, Outcome, with_store};

fn main() -> Outcome<()> {
    let options = Options::from_args(50)?;
    with_store(&options, &mut io::stdout().lock(), |path, out| large::measure(path, options.runs, out))
}
