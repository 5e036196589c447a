//! What is done with masthead beside building it: `cargo run --release -p xtask -- TASK`.
//!
//! - `bench-store --articles 1000000 [--dir DIR] [--keep] [--runs N]`: fills a store and measures it, as
//!   `cargo bench --bench large_store` does;
//! - `instructions`: how many instructions the hot paths take, counted by valgrind.

#![forbid(unsafe_code)]

#[path = "../../benches/articles/mod.rs"]
mod articles;
mod browsing;
#[allow(dead_code, reason = "it does more for the bench of the parts")]
#[path = "../../benches/parts/desk.rs"]
mod desk;
mod instructions;
#[path = "../../benches/large/mod.rs"]
mod large;

use std::env;
use std::io;
use std::process::ExitCode;

use articles::{Options, Outcome, with_store};

fn main() -> ExitCode {
    let mut arguments = env::args().skip(1);
    let done = match arguments.next().as_deref() {
        Some("bench-store") => bench_store(),
        Some("instructions") => instructions::count(&mut io::stdout().lock()),
        Some("do") => instructions::work(arguments),
        _ => Err("which task? bench-store or instructions".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error}");
            ExitCode::FAILURE
        }
    }
}

fn bench_store() -> Outcome<()> {
    let options = Options::read(env::args().skip(2), 50)?;
    with_store(&options, &mut io::stdout().lock(), |path, out| large::measure(path, options.runs, out))
}
