//! How long what is made to hang takes, and how much memory, with inputs doubled up to 32 MB: `cargo bench --bench doubling`
//! prints for each that reads the input that takes it longest and the one that takes most memory.
//!
//! `-- --largest BYTES` ends earlier, `-- --of WORDS` looks only at inputs whose reader or unit has these, `-- --all` prints
//! every input, `-- --check` ends with an error where twice as much takes far more than twice as long. How
//! much memory they may take, `tests/hostile` holds.

#![allow(clippy::print_stdout, reason = "what it measures is what it prints")]

#[path = "../tests/hostile/patterns.rs"]
mod patterns;
#[path = "../tests/hostile/units.rs"]
mod units;

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use masthead::actors::Recognizer;
use masthead::ingest::MAX_INPUT_BYTES;
use patterns::{MOST_FOR_A_BYTE, Pattern, READERS};

/// How often the largest input is halved.
const HALVINGS: usize = 3;
/// How much longer an input of twice the length may take: less than three times, since four times is what must not be.
const MOST_GROWTH: f64 = 2.6;
/// How often that is looked at before it is said: the machine has other work too.
const TRIES: usize = 3;
/// What takes less time says nothing of growth.
const ANYWAY: f64 = 0.04;

struct Row {
    reader: &'static str,
    unit: &'static str,
    /// How many bytes the largest input has.
    bytes: usize,
    /// Seconds for each size, the smallest first.
    seconds: Vec<f64>,
    /// The most memory at once that the largest took, and for each of its bytes.
    megabytes: f64,
    for_a_byte: f64,
    /// What an input of any of the sizes took beside twenty times its own.
    beside: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().collect();
    let after = |name: &str| {
        arguments.iter().position(|argument| argument == name).and_then(|at| arguments.get(at + 1))
    };
    let has = |name: &str| arguments.iter().any(|argument| argument == name);
    let largest = after("--largest").and_then(|bytes| bytes.parse().ok()).unwrap_or(MAX_INPUT_BYTES);
    let of = after("--of").map_or("", |words| words);
    // What is read once for all is nobody's input.
    Recognizer::new().recognize_raw("Ann Lee said in Vienna.", Some("en"));
    println!(
        "| what reads | much of | most | an eighth | a quarter | half | whole | growth | memory | beside 20 × |"
    );
    println!("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|");
    let mut faults = Vec::new();
    for reader in READERS {
        let of_reader = Pattern::all().filter(|pattern| {
            pattern.reader.name == reader.name && (reader.name.contains(of) || pattern.unit.contains(of))
        });
        let mut rows: Vec<Row> = Vec::new();
        for pattern in of_reader {
            let largest = largest.min(reader.longest);
            let sizes: Vec<usize> = (0..=HALVINGS).rev().map(|halvings| largest >> halvings).collect();
            let row = Row::of(&pattern, &sizes);
            if has("--all") {
                row.print();
            }
            if has("--check") && is_steep(&pattern, &row, &sizes) {
                faults.push(format!(
                    "{} of {:?} takes far more than twice as long for twice as much",
                    reader.name, pattern.unit
                ));
            }
            rows.push(row);
        }
        if !has("--all") {
            let slowest = rows.iter().max_by(|a, b| a.slowest().total_cmp(&b.slowest()));
            let hungriest = rows.iter().max_by(|a, b| a.beside.total_cmp(&b.beside));
            let is_one = slowest.zip(hungriest).is_some_and(|(a, b)| std::ptr::eq(a, b));
            slowest.into_iter().chain(hungriest.filter(|_| !is_one)).for_each(Row::print);
        }
    }
    faults.iter().for_each(|fault| println!("{fault}"));
    if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether the time grows faster than the input, as often as one looks again.
fn is_steep(pattern: &Pattern, row: &Row, sizes: &[usize]) -> bool {
    let pairs = row.seconds.windows(2).zip(sizes.windows(2));
    let mut steep = pairs.filter(|(seconds, _)| growth(seconds[0], seconds[1]) > MOST_GROWTH);
    steep.any(|(_, sizes)| {
        let again = |_| {
            let [(before, ..), (after, ..)] = [sizes[0], sizes[1]].map(|size| run(pattern, size));
            growth(before, after)
        };
        let mut tries: Vec<f64> = (0..TRIES).map(again).collect();
        tries.sort_by(f64::total_cmp);
        tries[TRIES / 2] > MOST_GROWTH
    })
}

fn growth(before: f64, after: f64) -> f64 {
    after / before.max(ANYWAY)
}

/// How many seconds of processor time it takes, how many bytes of memory, and how many bytes it is.
fn run(pattern: &Pattern, size: usize) -> (f64, f64, f64) {
    let input = pattern.of_size(size);
    let (begin, begun) = (processor(), Instant::now());
    let used = measure(|| (pattern.reader.read)(&input));
    let wall = begun.elapsed();
    let seconds = match (begin, processor()) {
        (Some(begin), Some(end)) => end - begin,
        _ => wall,
    };
    (seconds.as_secs_f64(), used.bytes_max as f64, input.len() as f64)
}

/// The processor time of this thread so far, where the system says: other work of the machine does not count.
fn processor() -> Option<Duration> {
    let said = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    said.split(' ').next()?.parse().ok().map(Duration::from_nanos)
}

impl Row {
    fn of(pattern: &Pattern, sizes: &[usize]) -> Self {
        let mut row = Self {
            reader: pattern.reader.name,
            unit: pattern.unit,
            bytes: sizes.last().copied().unwrap_or(0),
            seconds: Vec::new(),
            megabytes: 0.0,
            for_a_byte: 0.0,
            beside: 0.0,
        };
        for size in sizes {
            let (seconds, memory, bytes) = run(pattern, *size);
            row.seconds.push(seconds);
            (row.megabytes, row.for_a_byte) = (memory / 1e6, memory / bytes);
            row.beside = row.beside.max((memory - MOST_FOR_A_BYTE as f64 * bytes) / 1e6);
        }
        row
    }

    fn slowest(&self) -> f64 {
        self.seconds.last().copied().unwrap_or(0.0)
    }

    fn print(&self) {
        let seconds: Vec<String> = self.seconds.iter().map(|seconds| format!("{seconds:.2} s")).collect();
        let bytes = if self.bytes < 1 << 20 { self.bytes >> 10 } else { self.bytes >> 20 };
        let bytes = format!("{bytes} {}", if self.bytes < 1 << 20 { "KB" } else { "MB" });
        let steepest = self.seconds.windows(2).map(|pair| growth(pair[0], pair[1])).fold(0.0, f64::max);
        let unit = self.unit.escape_debug().to_string().replace('|', "\\|");
        println!(
            "| {} | `{unit}` | {bytes} | {} | × {steepest:.1} | {:.0} MB, × {:.1} | {:.1} MB |",
            self.reader,
            seconds.join(" | "),
            self.megabytes,
            self.for_a_byte,
            self.beside
        );
    }
}
